/* The end of a run, told. */
#include "task.h"

#include "artifacts.h"
#include "log.h"
#include "run_end.h"

bool task_end(const Run *run, bool ok, int status, Err *err)
{
    RunEnd end = {run, ok, ok ? status : err_exit_code(err->class), err};
    SCOPED(Buf, buf_free) summary = {0};
    Err untold = {0};
    run_end_write(&summary, &end);
    if (artifacts_write(run, arena_printf(run->arena, "%s.summary.json", run->command), &summary, &untold))
        return ok;
    if (ok)
        *err = untold;
    else
        log_error(&untold);
    return false;
}
