/* What a command owes to whoever started it, besides its work: signs of life while it works, and how it ended. */
#pragma once

#include "run.h"

/* As an ECS task it says in the log which one it is; with a Step Functions token in UNDERSTUDY_TASK_TOKEN the state that
   waits hears from it every UNDERSTUDY_HEARTBEAT seconds (30). When nobody waits any more it stops as by SIGTERM. */
typedef struct Task Task;

/* *task is there even when false comes back: what went wrong can still be told. */
bool task_begin(Task **task, const Run *run, Err *err) MUST_CHECK;

/* Writes <command>.summary.json into the job's artifacts, answers the token, tells the metrics. The run's own failure is
   never hidden behind one of telling it: where `ok` is false, err keeps what it says. Returns ok, or false where it could
   not be told. */
bool task_end(Task *task, const Run *run, bool ok, int status, Err *err) MUST_CHECK;
