/* Sessions that write to the target. */
#pragma once

#include "connect.h"
#include "dialect.h"

/* Connected, set up for building, and part of the run. Settings that the server refuses are told once, and missed. Errors:
   those of connect_side. */
bool session_open(Db **db, const Job *job, const Dialect *dialect, Err *err) MUST_CHECK;
