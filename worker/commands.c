/* The commands that write to a target, and inspect: one function each. */
#include "commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "artifacts.h"
#include "diff.h"
#include "dms.h"
#include "load.h"
#include "log.h"
#include "preflight.h"
#include "report.h"
#include "snapshot.h"

bool command_print(const Buf *text, Err *err)
{
    if (fwrite(buf_text(text), 1, text->length, stdout) == text->length && fflush(stdout) == 0)
        return true;
    err_set(err, ERR_ARTIFACT, "writing to standard output: %s", strerror(errno));
    return err_hint(err, "see where it goes to: a full disk, a closed pipe");
}

/* ---- what every run that writes ends with ---- */

static const char *outcome_of(const Run *run)
{
    if (ledger_count(&run->ledger, KIND_COUNT, LEDGER_FAILED) > 0)
        return "failed";
    return run->applied == 0 ? "nothing to do" : "done";
}

static List next_of(const Run *run, bool ok)
{
    const Ledger *ledger = &run->ledger;
    NextQuestion question = {
        .command = run->command,
        .ended_well = ok,
        .loads_itself = run->job.load_by == JOB_LOAD_BY_UNDERSTUDY,
        .loaded_by_dms = run->job.load_by == JOB_LOAD_BY_DMS,
        .critical = finding_count(&run->findings, SEVERITY_CRITICAL),
        .failed = ledger_count(ledger, KIND_COUNT, LEDGER_FAILED),
        .pending = ledger_count(ledger, KIND_COUNT, LEDGER_PENDING),
        .manual = run_left_to_people(run),
        .skipped = ledger_count(ledger, KIND_COUNT, LEDGER_SKIPPED),
    };
    return next_steps(run->arena, &question);
}

bool command_report(const Run *run, const RunReport *report, Err *err)
{
    SCOPED(Buf, buf_free) text = {0}, json = {0};
    report_run_json(&json, report);
    if (!run->json)
        report_run_text(&text, report, run->colour);
    return command_print(run->json ? &json : &text, err) &&
           artifacts_write(run, arena_printf(run->arena, "%s.report.json", run_file_word(run)), &json, err);
}

static bool report_run(const Run *run, bool ok, const char *outcome, Err *err)
{
    RunReport report = {&run->ledger, &run->findings, &run->slowest,   next_of(run, ok),
                        run->command, outcome,        run_seconds(run)};
    return command_report(run, &report, err);
}

/* The exit code follows from the ledger. */
static bool conclude(const Run *run, Err *err)
{
    size_t failed = ledger_count(&run->ledger, KIND_COUNT, LEDGER_FAILED);
    size_t pending = ledger_count(&run->ledger, KIND_COUNT, LEDGER_PENDING);
    size_t manual = run_left_to_people(run);
    if (failed + pending + manual + run->drops_failed == 0)
        return true;
    err_set(err, ERR_REFUSED,
            "%zu objects failed, %zu were not reached, %zu are left to people, %zu could not be dropped", failed,
            pending, manual, run->drops_failed);
    return err_hint(err, "mend what the report names, then run the same command again");
}

static bool run_half(Run *run, Section section, size_t connections, Err *err)
{
    const Permission permission = run_permission(run);
    if (!run_emit(run, section, &permission, err) || !run_refuse(run, err))
        return false;
    if (section == SECTION_POST && run->statements.list.count > 0 && !load_verify_dms(run, err))
        return false;
    if (section == SECTION_PRE || strcmp(run->command, "post-data") == 0)
        preflight_tell(run);
    size_t before = run->applied;
    bool ok = run_apply(run, section, connections, err);
    char message[200];
    if (run->statements.list.count == 0)
        snprintf(message, sizeof message, "nothing to do: the target has all of %s",
                 section == SECTION_PRE ? "pre-data" : "post-data");
    else
        snprintf(message, sizeof message, "%zu of %zu statements applied", run->applied - before,
                 run->statements.list.count);
    log_event(LOG_INFO, "applied", message, LOG_NUMBER("statements", run->applied - before));
    return ok;
}

bool command_open(Run *run, Err *err)
{
    if (run->job.source_snapshot != NULL || run->job.target_snapshot != NULL) {
        err_set(err, ERR_REFUSED, "%s works between two servers, and the job names a snapshot", run->command);
        return err_hint(err, "use diff or plan, or give source.url and target.url");
    }
    run->exclusive = true;
    return run_read(run, true, err) && run_guard(run, err);
}

/* ---- pre-data and post-data ---- */

static bool pre_data(Run *run, Err *err)
{
    log_phase("pre-data");
    run->begins = true;
    return run_translate(run, err) && artifacts_pin(run, err) && artifacts_keep_probe(run, err) &&
           dms_tell(run, NULL, NULL, err) && run_half(run, SECTION_PRE, (size_t)run->job.post_data_connections, err);
}

static const char *left_after(Arena *arena, const Change *change)
{
    if (change->type == CHANGE_CREATE)
        return "still missing after its statements were applied";
    SCOPED(Buf, buf_free) fields = {0};
    change_put_fields(&fields, change);
    return arena_printf(arena, "still differs in %s after its statements were applied", buf_text(&fields));
}

/* After the statements the target is read once more: what it says now counts, not what was sent. */
static bool prove(Run *run, Err *err)
{
    if (run->applied == 0)
        return true;
    if (!run_read_target(run, err))
        return false;
    compare_catalogs(&run->changes, run->arena, run->desired.post, run->scope, true);
    size_t left = 0;
    for (size_t i = 0; i < run->changes.list.count; i++) {
        const Change *change = &run->changes.list.items[i];
        if (change->type == CHANGE_EXTRA || ledger_of(&run->ledger, change->desired)->state == LEDGER_FAILED)
            continue;
        left++;
        ledger_set(&run->ledger, change->desired, LEDGER_MANUAL, left_after(run->arena, change));
    }
    run->unequal = left;
    if (left > 0)
        log_event(LOG_ERROR, "not_equal", "objects still differ after post-data: see diff",
                  LOG_NUMBER("objects", left));
    return true;
}

static bool post_data(Run *run, Err *err)
{
    log_phase("post-data");
    return run_half(run, SECTION_POST, (size_t)run->job.post_data_connections, err) && prove(run, err);
}

static bool finish(Run *run, bool ok, Err *err)
{
    Err report_err;
    log_phase(NULL);
    if (run->ledger.source != NULL &&
        !report_run(run, ok, ok ? outcome_of(run) : err_class_name(err->class), &report_err) && ok) {
        *err = report_err;
        return false;
    }
    return ok && conclude(run, err);
}

bool command_pre_data(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    run->is_alone = true;
    bool ok = command_open(run, err) && pre_data(run, err);
    return finish(run, ok, err);
}

bool command_post_data(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    bool ok = command_open(run, err) && artifacts_check_drift(run, err) && run_translate(run, err);
    ok = ok && post_data(run, err);
    return finish(run, ok, err);
}

/* ---- clone ---- */

bool command_clone(Run *run, const CommandOptions *options, int *status, Err *err)
{
    bool equal = false;
    *status = 0;
    bool ok = command_open(run, err) && pre_data(run, err) && load_rows(run, err) && run_read_target(run, err) &&
              run_translate_again(run, err) && post_data(run, err);
    if (!finish(run, ok, err))
        return false;
    if (!diff_print(run, options, false, &equal, err))
        return false;
    *status = equal ? 0 : 1;
    return true;
}

/* ---- inspect ---- */

bool command_inspect(Run *run, const CommandOptions *options, int *status, Err *err)
{
    *status = 0;
    if (options->target_side) { /* the steps read the source: let the target stand there */
        run->job.source_url = run->job.target_url;
        run->job.source_password_env = run->job.target_password_env;
        run->job.source_password_file = run->job.target_password_file;
        run->job.source_snapshot = run->job.target_snapshot;
    }
    if (!run_read(run, false, err))
        return false;
    if (options->output != NULL && !options->fingerprint)
        return snapshot_write_file(run->source, options->output, err);
    Buf text = {0};
    if (options->fingerprint) {
        char fingerprint[FINGERPRINT_SIZE];
        catalog_fingerprint(run->source, fingerprint);
        buf_printf(&text, "%s\n", fingerprint);
    } else {
        snapshot_write(run->source, &text);
    }
    bool ok = command_print(&text, err);
    buf_free(&text);
    return ok;
}
