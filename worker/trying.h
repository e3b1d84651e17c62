/* What was written for the target is tried there, and nothing of it stays. */
#pragma once

#include "run.h"

/* After translating from one engine to another: attempts that run->trials does not know yet. *more: it learned something.
   Errors: ERR_CONNECT, ERR_STOPPED. */
bool trying_texts(Run *run, bool *more, Err *err) MUST_CHECK;
/* The finding that some could not be tried, of the last translation. */
void trying_tell(Run *run);
/* Would trying again, on a target that has more now, teach anything? */
bool trying_is_loose(const Run *run);
