/* One function a command. */
#include "commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "artifacts.h"
#include "diff.h"
#include "dms.h"
#include "load.h"
#include "log.h"
#include "preflight.h"
#include "report.h"
#include "script.h"
#include "snapshot.h"
#include "text.h"

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

static bool report_run(const Run *run, bool ok, const char *outcome, Err *err)
{
    Buf text = {0}, json = {0};
    RunReport report = {&run->ledger, &run->findings, &run->slowest,   next_of(run, ok),
                        run->command, outcome,        run_seconds(run)};
    report_run_json(&json, &report);
    if (!run->json)
        report_run_text(&text, &report, run->colour);
    bool written = command_print(run->json ? &json : &text, err) &&
                   artifacts_write(run, arena_printf(run->arena, "%s.report.json", run->command), &json, err);
    buf_free(&text);
    buf_free(&json);
    return written;
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
    if (!run_emit(run, section, err) || !run_refuse(run, err))
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

/* ---- plan ---- */

static void put_plan_text(Buf *out, const Dialect *dialect, const Statements *statements, const char *half)
{
    buf_printf(out, "-- %s: %zu statements\n", half, statements->list.count);
    buf_puts(out, statements->list.count > 0 ? dialect->script_head : "");
    for (size_t i = 0; i < statements->list.count; i++)
        script_put(out, dialect, &statements->list.items[i], false);
}

/* What the session is given for the statement, and what takes that back. */
static void put_texts(Buf *out, const char *name, const List *texts)
{
    if (texts->count == 0)
        return;
    buf_printf(out, ",\"%s\":", name);
    for (size_t i = 0; i < texts->count; i++) {
        buf_putc(out, i == 0 ? '[' : ',');
        text_put_json(out, texts->items[i]);
    }
    buf_putc(out, ']');
}

static void put_plan_json(Buf *out, const Statements *statements)
{
    static const char *const modes[] = {
        "access share", "row share",           "row exclusive", "share update exclusive",
        "share",        "share row exclusive", "exclusive",     "access exclusive"};
    buf_putc(out, '[');
    for (size_t i = 0; i < statements->list.count; i++) {
        const Statement *statement = &statements->list.items[i];
        buf_printf(out, "%s\n  {\"number\":%zu,\"object\":", i > 0 ? "," : "", i);
        text_put_json(out, statement->subject->key);
        buf_puts(out, ",\"action\":");
        text_put_json(out, statement->what);
        put_texts(out, "before", &statement->before);
        buf_puts(out, ",\"sql\":");
        text_put_json(out, statement->sql);
        put_texts(out, "after", &statement->after);
        buf_printf(out, ",\"cost_s\":%.4f,\"needs\":[", statement->cost_s);
        for (size_t n = 0; n < statement->needs.count; n++)
            buf_printf(out, "%s%zu", n > 0 ? "," : "", statement->needs.items[n]);
        buf_puts(out, "],\"locks\":[");
        for (size_t n = 0; n < statement->locks.count; n++) {
            buf_printf(out, "%s{\"on\":", n > 0 ? "," : "");
            text_put_json(out, statement->locks.items[n].on->key);
            buf_printf(out, ",\"mode\":\"%s\"}", modes[statement->locks.items[n].mode]);
        }
        buf_puts(out, "]}");
    }
    buf_putc(out, ']');
}

/* Inside of a comment, which a line that the text begins anew must not end. */
static void put_lines(Buf *out, const char *text)
{
    for (; text != NULL; text = strchr(text, '\n') == NULL ? NULL : strchr(text, '\n') + 1) {
        SCOPED(Buf, buf_free) line = {0};
        buf_put(&line, text, strcspn(text, "\n"));
        text_put_plain(out, buf_text(&line));
        buf_puts(out, strchr(text, '\n') == NULL ? "" : "\n--     ");
    }
}

static void put_findings(Buf *out, const Findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const Finding *finding = &findings->list.items[i];
        buf_printf(out, "-- %s %s: ", finding_severity_name(finding->severity), finding_code_name(finding->code));
        text_put_plain(out, finding->object == NULL ? "" : finding->object);
        buf_puts(out, finding->object == NULL ? "" : ": ");
        put_lines(out, finding->message);
        if (finding->remedy != NULL) {
            buf_puts(out, " (");
            put_lines(out, finding->remedy);
            buf_putc(out, ')');
        }
        buf_putc(out, '\n');
    }
}

static void put_left_out(Buf *out, const Run *run)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < run->source->objects[kind].count; i++) {
            const Object *object = run->source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(&run->ledger, object);
            if (entry->state != LEDGER_SKIPPED && entry->state != LEDGER_MANUAL)
                continue;
            buf_printf(out, "-- %s ", ledger_word(entry->state));
            text_put_plain(out, object->key);
            if (entry->state == LEDGER_SKIPPED) { /* the finding tells of the others */
                buf_puts(out, ": ");
                put_lines(out, entry->reason == NULL ? "" : entry->reason);
            }
            buf_putc(out, '\n');
        }
}

static bool plan_half(Run *run, Section section, const Map *done, Buf *text, Buf *json, Err *err)
{
    if (!run_emit(run, section, err))
        return false;
    statements_leave_out(&run->statements, done);
    Buf half = {0};
    const char *name = section == SECTION_PRE ? "pre-data" : "post-data";
    put_plan_text(&half, dialect_of(run->desired.post->engine), &run->statements, name);
    buf_put(text, buf_text(&half), half.length);
    put_plan_json(json, &run->statements);
    bool ok = artifacts_write(run, arena_printf(run->arena, "%s.sql", name), &half, err);
    buf_free(&half);
    return ok;
}

/* Who makes objects owns them. */
static void give_to_user(Catalog *catalog, const char *user)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t n = 0; n < catalog_kinds[kind].field_count; n++) {
            const Field *field = &catalog_kinds[kind].fields[n];
            for (size_t i = 0;
                 field->type == FIELD_ROLE && field->role == ROLE_LATE && i < catalog->objects[kind].count; i++)
                *(const char **)field_at(catalog->objects[kind].items[i], field) = user;
        }
}

/* Something of post-data's is there, and pre-data leaves it there. */
static bool stays_finished(const Run *run)
{
    const Catalog *left = run->rest == NULL ? run->scope : run->rest;
    for (Kind kind = 0; run->permission.existing == EXISTING_FAIL && kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < left->objects[kind].count; i++) {
            const Object *object = left->objects[kind].items[i];
            if (!removal_is_property(left, object) && catalog_find(run->desired.pre, object->key) == NULL &&
                catalog_find(run->desired.post, object->key) != NULL)
                return true;
        }
    return false;
}

/* Post-data is planned against a target where pre-data has run: where it has not, against what it will make; or, where it
   changes a finished target, against what is there, without what it does. */
static bool plan_post(Run *run, Buf *text, Buf *json, Err *err)
{
    Map done = map_new(run->arena);
    bool finished = stays_finished(run);
    for (size_t i = 0; finished && i < run->statements.list.count; i++)
        map_put(&done, run->statements.list.items[i].sql, &run->statements.list.items[i]);
    if (run->statements.list.count > 0 && !finished) {
        run_forget_scope(run);
        run->scope = catalog_copy(run->desired.pre, object_is_any, NULL, NULL);
        run->scope_is_planned = true;
        give_to_user(run->scope, run->target->user);
        if (!catalog_name_all(run->scope, err))
            return false;
    }
    return plan_half(run, SECTION_POST, &done, text, json, err);
}

static void put_probe(Buf *out, const Probe *probe)
{
    if (probe == NULL)
        buf_puts(out, "null");
    else
        probe_write(probe, out);
}

bool command_plan(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    Buf text = {0}, pre = {0}, post = {0}, dms = {0}, out = {0};
    const Map nothing = map_new(run->arena);
    run->begins = true;
    bool ok = run_read(run, true, err) && run_translate(run, err) &&
              plan_half(run, SECTION_PRE, &nothing, &text, &pre, err) && plan_post(run, &text, &post, err) &&
              dms_tell(run, &text, &dms, err);
    if (ok && run->json) {
        Buf report = {0};
        RunReport planned = {
            .ledger = &run->ledger,
            .findings = &run->findings,
            .command = run->command,
            .outcome = "planned",
            .seconds = run_seconds(run),
        };
        report_run_json(&report, &planned);
        buf_printf(&out,
                   "{\"format\":\"understudy-plan\",\"version\":1,\n\"pre_data\":%s,\n\"post_data\":%s,\n\"probe\":",
                   buf_text(&pre), buf_text(&post));
        put_probe(&out, run->probe);
        buf_printf(&out, ",\n\"dms\":%s,\n\"report\":%s}\n", dms.length > 0 ? buf_text(&dms) : "null",
                   buf_text(&report));
        buf_free(&report);
        ok = command_print(&out, err);
    } else if (ok) {
        put_left_out(&text, run);
        put_findings(&text, &run->findings);
        ok = command_print(&text, err);
    }
    buf_free(&text);
    buf_free(&pre);
    buf_free(&post);
    buf_free(&dms);
    buf_free(&out);
    return ok;
}
