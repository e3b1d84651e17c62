/* What the source's rows mean for keys and for DMS; what they mean for types is told where these are chosen. */
#pragma once

#include "cross.h"

void probe_tell(Cross *cross);
