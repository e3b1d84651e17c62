/* What a command owes to whoever started it, besides its work: a summary. */
#pragma once

#include "run.h"

/* Writes <command>.summary.json into the job's artifacts. The run's own failure is never hidden behind one of telling it:
   where `ok` is false, err keeps what it says. Returns ok, or false where it could not be told. */
bool task_end(const Run *run, bool ok, int status, Err *err) MUST_CHECK;
