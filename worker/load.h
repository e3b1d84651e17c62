/* Rows. */
#pragma once

#include "run.h"

/* Copies every table's rows, as far as the target has not as many already; what two engines hold is compared after it
   (LOAD_MISMATCH). */
bool load_rows(Run *run, Err *err) MUST_CHECK;
/* What DMS has loaded into another engine, before anything is built on it: LOAD_MISMATCH. */
bool load_verify_dms(Run *run, Err *err) MUST_CHECK;
