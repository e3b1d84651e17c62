/* One function a command. */
#include "commands.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "artifacts.h"
#include "copy.h"
#include "diff.h"
#include "log.h"
#include "preflight.h"
#include "report.h"
#include "script.h"
#include "session.h"
#include "snapshot.h"
#include "text.h"
#include "watch.h"

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

static bool open_both(Run *run, Err *err)
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
           run_half(run, SECTION_PRE, (size_t)run->job.post_data_connections, err);
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
    bool ok = open_both(run, err) && pre_data(run, err);
    return finish(run, ok, err);
}

bool command_post_data(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    bool ok = open_both(run, err) && artifacts_check_drift(run, err) && run_translate(run, err);
    ok = ok && post_data(run, err);
    return finish(run, ok, err);
}

/* ---- rows ---- */

typedef struct Loading {
    Run *run;
    Watch *watch;
    pthread_mutex_t lock; /* guards what has been done */
    uint64_t tables, rows, done_bytes;
    uint64_t all_tables, all_bytes; /* of the source's heaps */
} Loading;

static bool open_for_copy(Db **db, bool source, void *context, Err *err)
{
    const Run *run = ((Loading *)context)->run;
    return source ? connect_side(db, &run->job, SIDE_SOURCE, err)
                  : session_open(db, &run->job, dialect_of(run->target->engine), err);
}

static uint64_t bytes_of(const Table *table)
{
    return table->bytes == INT_NONE ? 0 : (uint64_t)table->bytes;
}

static void start_table(const CopiedTable *table, const Db *target, void *context)
{
    watch_start(((Loading *)context)->watch, target, table->table->object.key, (double)bytes_of(table->table));
}

static void end_table(const CopiedTable *table, const Db *target, Err *err, void *context)
{
    Loading *loading = context;
    char blocker[BLOCKER_MAX];
    watch_end(loading->watch, target, blocker);
    pthread_mutex_lock(&loading->lock);
    loading->tables++;
    loading->rows += table->state == COPY_DONE ? table->rows : 0;
    loading->done_bytes += bytes_of(table->table);
    pthread_mutex_unlock(&loading->lock);
    if (err != NULL)
        watch_blame(err, blocker);
    else if (table->state == COPY_DONE && table->rows > 0)
        log_event(LOG_DEBUG, "table_copied", table->table->object.name, LOG_TEXT("table", table->table->object.name),
                  LOG_NUMBER("rows", table->rows), LOG_NUMBER("bytes", table->bytes));
}

static void oversee_load(void *context)
{
    Loading *loading = context;
    Buf at_work = {0};
    watch_look(loading->watch);
    uint64_t on_the_way = (uint64_t)watch_put(loading->watch, &at_work);
    pthread_mutex_lock(&loading->lock);
    uint64_t done = loading->done_bytes + on_the_way;
    Progress progress = {.done = loading->tables,
                         .total = loading->all_tables,
                         .unit = "tables",
                         .share = loading->all_bytes > 0 ? (double)done / (double)loading->all_bytes : 1,
                         .bytes = done,
                         .bytes_total = loading->all_bytes,
                         .what = buf_text(&at_work)};
    pthread_mutex_unlock(&loading->lock);
    log_progress(&progress);
    buf_free(&at_work);
}

static bool load(Run *run, Err *err)
{
    log_phase("load");
    if (run->job.load_by != JOB_LOAD_BY_UNDERSTUDY) {
        err_set(err, ERR_REFUSED, "the job does not say that understudy copies the rows");
        return err_hint(err, "set load: { by: understudy } and masking: none in the job");
    }
    log_line(LOG_WARNING, "unmasked", "rows are copied as they are: masking: none");
    Loading loading = {
        .run = run, .watch = watch_open(run->target_db), .lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER};
    CopyOptions options = {
        (size_t)run->job.post_data_connections, open_for_copy, start_table, end_table, oversee_load, &loading};
    CopyPlan plan;
    copy_plan(&plan, run->arena, run->source, run->desired.post);
    loading.all_tables = plan.count;
    for (size_t i = 0; i < plan.count; i++)
        loading.all_bytes += bytes_of(plan.tables[i].table);
    double started = run_seconds(run);
    bool ok = copy_tables(&plan, run->arena, &options, err);
    log_progress_end();
    watch_close(loading.watch);
    if (plan.connections == 1 && options.connections > 1 && plan.count > 1)
        log_line(LOG_INFO, "one_connection",
                 "rows were read over one connection: others would have seen what was written meanwhile");
    size_t copied = 0, there = 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < plan.count; i++) {
        copied += plan.tables[i].state == COPY_DONE;
        there += plan.tables[i].state == COPY_THERE;
        slowest_add(&run->slowest, run->arena,
                    (SlowStep){plan.tables[i].table->object.key, "copy rows", plan.tables[i].seconds,
                               (int64_t)plan.tables[i].bytes});
        bytes += plan.tables[i].bytes;
    }
    char message[240];
    snprintf(message, sizeof message,
             "copied %llu rows (%.1f MB) into %zu tables in %.1f s; %zu tables were loaded already",
             (unsigned long long)loading.rows, (double)bytes / 1e6, copied, run_seconds(run) - started, there);
    log_event(LOG_INFO, "loaded", message, LOG_NUMBER("rows", loading.rows), LOG_NUMBER("bytes", bytes),
              LOG_NUMBER("tables", plan.count));
    return ok;
}

/* Every table that is loaded must be there: load makes none. */
static bool tables_are_there(Run *run, Err *err)
{
    EACH (run->desired.post, TABLE, Table, table)
        if (catalog_find(run->scope, table->object.key) == NULL) {
            err_set(err, ERR_CONFIG, "%s is not on the target", table->object.key);
            return err_hint(err, "run pre-data first");
        }
    return true;
}

bool command_load(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    return open_both(run, err) && run_translate(run, err) && tables_are_there(run, err) && load(run, err);
}

/* ---- clone ---- */

bool command_clone(Run *run, const CommandOptions *options, int *status, Err *err)
{
    bool equal = false;
    *status = 0;
    bool ok =
        open_both(run, err) && pre_data(run, err) && load(run, err) && run_read_target(run, err) && post_data(run, err);
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

static void put_findings(Buf *out, const Findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const Finding *finding = &findings->list.items[i];
        buf_printf(out, "-- %s %s: ", finding_severity_name(finding->severity), finding_code_name(finding->code));
        text_put_plain(out, finding->object == NULL ? "" : finding->object);
        buf_puts(out, finding->object == NULL ? "" : ": ");
        text_put_plain(out, finding->message);
        if (finding->remedy != NULL)
            buf_printf(out, " (%s)", finding->remedy);
        buf_putc(out, '\n');
    }
}

static void put_skipped(Buf *out, const Run *run)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < run->source->objects[kind].count; i++) {
            const Object *object = run->source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(&run->ledger, object);
            if (entry->state != LEDGER_SKIPPED)
                continue;
            buf_puts(out, "-- skipped ");
            text_put_plain(out, object->key);
            buf_puts(out, ": ");
            text_put_plain(out, entry->reason == NULL ? "" : entry->reason);
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
    Buf text = {0}, pre = {0}, post = {0}, out = {0};
    const Map nothing = map_new(run->arena);
    run->begins = true;
    bool ok = run_read(run, true, err) && run_translate(run, err) &&
              plan_half(run, SECTION_PRE, &nothing, &text, &pre, err) && plan_post(run, &text, &post, err);
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
        buf_printf(&out, ",\n\"report\":%s}\n", buf_text(&report));
        buf_free(&report);
        ok = command_print(&out, err);
    } else if (ok) {
        put_skipped(&text, run);
        put_findings(&text, &run->findings);
        ok = command_print(&text, err);
    }
    buf_free(&text);
    buf_free(&pre);
    buf_free(&post);
    buf_free(&out);
    return ok;
}
