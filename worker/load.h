/* Rows. */
#pragma once

#include "run.h"

/* Copies every table's rows, as far as the target has not as many already; what two engines hold is compared after it
   (LOAD_MISMATCH). */
bool load_rows(Run *run, Err *err) MUST_CHECK;
