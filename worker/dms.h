/* What a run has to do with AWS DMS: the job's word on its task, and the files that make one. */
#pragma once

#include "run.h"

/* `run->source` has been read. */
DmsOptions dms_options_of(const Run *run);
