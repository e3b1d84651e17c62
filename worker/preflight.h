/* What can only be asked of the target by trying, and the word about it before anything is applied. */
#pragma once

#include "run.h"

/* The providers of the source's security labels that the target does not have. A snapshot has all. */
bool preflight_providers(const Run *run, List *missing, Err *err) MUST_CHECK;
/* One line about what the target does not allow. */
void preflight_tell(const Run *run);
