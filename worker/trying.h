/* What was written for the target is tried there, and nothing of it stays. */
#pragma once

#include "run.h"

/* After translating from one engine to another: attempts that run->trials does not know yet. *more: it learned something. Of
   what could not be tried run->untried says how many and why. Errors: ERR_CONNECT, ERR_STOPPED. */
bool trying(Run *run, bool *more, Err *err) MUST_CHECK;
/* The finding that some could not be tried; once, when all is translated. */
void trying_tell(Run *run);
