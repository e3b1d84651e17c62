/* Rows: copying them, and comparing what two engines hold. */
#include "load.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "as_dms.h"
#include "commands.h"
#include "copy.h"
#include "dms.h"
#include "file.h"
#include "log.h"
#include "session.h"
#include "watch.h"

typedef struct Loading {
    Run *run;
    Watch *watch;
    bool is_dms;
    pthread_mutex_t lock; /* guards what has been done */
    uint64_t tables, rows, done_bytes;
    uint64_t all_tables, all_bytes; /* of the source's heaps */
} Loading;

static bool open_for_copy(Db **db, bool source, void *context, Err *err)
{
    const Loading *loading = context;
    const Run *run = loading->run;
    if (loading->is_dms && !source)
        return connect_loader(db, &run->job, err);
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

/* Both sides' tables, in one snapshot of the source. The options say what is done. */
static bool work_through(Run *run, CopyPlan *plan, Loading *loading, CopyOptions options, Err *err)
{
    *loading = (Loading){.run = run,
                         .is_dms = options.loader != NULL,
                         .watch = watch_open(run->target_db),
                         .lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER};
    options.connections = (size_t)run->job.post_data_connections;
    options.open = open_for_copy;
    options.start = start_table;
    options.end = end_table;
    options.idle = oversee_load;
    options.context = loading;
    loading->all_tables = plan->count;
    for (size_t i = 0; i < plan->count; i++)
        loading->all_bytes += bytes_of(plan->tables[i].table);
    bool ok = copy_tables(plan, run->arena, &options, err);
    log_progress_end();
    watch_close(loading->watch);
    if (plan->connections == 1 && options.connections > 1 && plan->count > 1)
        log_line(LOG_INFO, "one_connection",
                 "rows were read over one connection: others would have seen what was written meanwhile");
    return ok;
}

/* "a, b: made text": does it name the column? */
static bool names(const char *message, const char *column)
{
    const char *end = strstr(message, ": ");
    size_t length = strlen(column);
    for (const char *name = message; end != NULL && name < end; name += strcspn(name, ",:") + 2)
        if (strncmp(name, column, length) == 0 && strchr(",:", name[length]) != NULL)
            return true;
    return false;
}

/* What a type is known to change is no surprise: the finding about it says why, or one about the table and its columns. */
static bool is_told(const Run *run, const Object *object, bool is_ours)
{
    if (object->kind != KIND_COLUMN)
        return false;
    const Column *origin = (const Column *)object->origin;
    const char *column = origin->object.key, *table = origin->table->key;
    for (size_t i = 0; i < run->findings.list.count; i++) {
        const Finding *finding = &run->findings.list.items[i];
        if (is_ours && finding->is_accepted) /* what became NULL is counted apart, the rest must be the same */
            continue;
        bool is_about_values = finding->code == FINDING_TYPE_LOSSY || finding->code == FINDING_ZERO_DATE;
        if (is_about_values && finding->object != NULL &&
            (strcmp(finding->object, column) == 0 ||
             (strcmp(finding->object, table) == 0 && names(finding->message, origin->name))))
            return true;
    }
    return false;
}

static bool tell_mismatches(Run *run, const CopyPlan *plan, Err *err)
{
    size_t before = finding_count(&run->findings, SEVERITY_CRITICAL);
    for (size_t i = 0; i < plan->count; i++)
        for (size_t n = 0; n < plan->tables[i].mismatches.count; n++) {
            const CopyMismatch *mismatch = &plan->tables[i].mismatches.items[n];
            bool told = mismatch->is_accepted || is_told(run, mismatch->object, plan->dms == NULL);
            Finding *finding = finding_add(&run->findings, FINDING_LOAD_MISMATCH, mismatch->object,
                                           told ? "see the finding about its type"
                                                : "load the table anew, or, where rows were written on the source "
                                                  "meanwhile, set load.verify: off",
                                           "%s", mismatch->what);
            if (told) {
                finding->severity = SEVERITY_WARNING;
                log_event(LOG_WARNING, "mismatch",
                          arena_printf(run->arena, "%s: %s, as the %s", mismatch->object->key, mismatch->what,
                                       mismatch->is_accepted ? "job accepts" : "finding about its type says"),
                          LOG_TEXT("object", mismatch->object->key));
            }
        }
    if (finding_count(&run->findings, SEVERITY_CRITICAL) == before)
        return true;
    if (!run_refuse(run, err)) /* which tells each */
        err_set(err, ERR_REFUSED, "the rows on the target are not the source's");
    return err_hint(err, "see the findings above; each names its remedy");
}

static CopyCheck check_of(const Run *run)
{
    static const CopyCheck checks[] = {[JOB_LOAD_VERIFY_CHECKSUMS] = COPY_CHECK_SUMS,
                                       [JOB_LOAD_VERIFY_COUNTS] = COPY_CHECK_COUNTS,
                                       [JOB_LOAD_VERIFY_OFF] = COPY_CHECK_NOTHING};
    return checks[run->job.load_verify];
}

static void tell_loaded(Run *run, const CopyPlan *plan, const Loading *loading, double started)
{
    size_t copied = 0, there = 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < plan->count; i++) {
        copied += plan->tables[i].state == COPY_DONE;
        there += plan->tables[i].state == COPY_THERE;
        slowest_add(&run->slowest, run->arena,
                    (SlowStep){plan->tables[i].table->object.key, "copy rows", plan->tables[i].seconds,
                               (int64_t)plan->tables[i].bytes});
        bytes += plan->tables[i].bytes;
    }
    char message[240];
    snprintf(message, sizeof message,
             "copied %llu rows (%.1f MB) into %zu tables in %.1f s; %zu tables were loaded already",
             (unsigned long long)loading->rows, (double)bytes / 1e6, copied, run_seconds(run) - started, there);
    run->rows += loading->rows;
    run->bytes += bytes;
    log_event(LOG_INFO, "loaded", message, LOG_NUMBER("rows", loading->rows), LOG_NUMBER("bytes", bytes),
              LOG_NUMBER("tables", plan->count));
}

bool load_rows(Run *run, Err *err)
{
    log_phase("load");
    if (run->job.load_by != JOB_LOAD_BY_UNDERSTUDY) {
        err_set(err, ERR_REFUSED, "the job does not say that understudy copies the rows");
        return err_hint(err, "set load: { by: understudy } and masking: none in the job");
    }
    log_line(LOG_WARNING, "unmasked", "rows are copied as they are: masking: none");
    CopyPlan plan;
    Loading loading;
    double started = run_seconds(run);
    copy_plan(&plan, run->arena, run->source, run->scope, run->desired.post);
    plan.accept = run->job.accept;
    bool ok = work_through(run, &plan, &loading, (CopyOptions){.check = check_of(run)}, err);
    tell_loaded(run, &plan, &loading, started);
    return ok && tell_mismatches(run, &plan, err);
}

static bool verify_rows(Run *run, Err *err)
{
    log_phase("verify");
    CopyPlan plan;
    Loading loading;
    double started = run_seconds(run);
    DmsOptions dms = dms_options_of(run);
    copy_plan(&plan, run->arena, run->source, run->scope, run->desired.post);
    plan.dms = dms.is_loader ? &dms : NULL;
    plan.accept = run->job.accept;
    /* Who asks is told. Checksums are of forms in which values cross engines: within one, rows are counted. */
    CopyCheck check = plan.from == plan.to || check_of(run) == COPY_CHECK_COUNTS ? COPY_CHECK_COUNTS : COPY_CHECK_SUMS;
    if (!work_through(run, &plan, &loading, (CopyOptions){.only_check = true, .check = check}, err) ||
        !tell_mismatches(run, &plan, err))
        return false;
    char message[200];
    snprintf(message, sizeof message, "%zu tables hold %s on both sides, as was seen in %.1f s", plan.count,
             check == COPY_CHECK_COUNTS ? "as many rows" : "the same", run_seconds(run) - started);
    log_event(LOG_INFO, "verified", message, LOG_NUMBER("tables", plan.count));
    return true;
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

/* ---- as DMS ---- */

typedef bool SettingsParser(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err);

static bool read_settings(DmsSettings *settings, const char *path, SettingsParser *parser, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    return path == NULL ||
           (file_read(path, DMS_MAPPING_MAX, &text, err) && parser(settings, buf_text(&text), text.length, path, err));
}

static bool read_task(AsDms *dms, DmsMapping *mapping, Run *run, const CommandOptions *options, Err *err)
{
    SCOPED(Buf, buf_free) mappings = {0};
    *dms = (AsDms){.arena = run->arena,
                   .source = run->source,
                   .target = run->target,
                   .mapping = mapping,
                   .settings = dms_settings_default};
    return file_read(options->mappings, DMS_MAPPING_MAX, &mappings, err) &&
           dms_mapping_parse(mapping, run->arena, buf_text(&mappings), mappings.length, options->mappings,
                             &run->findings, err) &&
           read_settings(&dms->settings, options->settings, dms_settings_parse, err) &&
           read_settings(&dms->settings, options->endpoints, dms_endpoints_parse, err);
}

/* A table that fails is one more that the task would show as "Table error". */
static bool tell_errors(const CopyPlan *plan, Err *err)
{
    size_t failed = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const CopiedTable *table = &plan->tables[i];
        if (table->state != COPY_FAILED)
            continue;
        failed++;
        log_event(LOG_ERROR, "table_error", table->why, LOG_TEXT("table", table->table->object.name));
    }
    if (failed == 0)
        return true;
    err_set(err, ERR_DATA, "%zu of %zu tables are in error, as DMS would leave them", failed, plan->count);
    return err_hint(err, "see what was said of each; the others are loaded");
}

static bool load_as_dms(Run *run, const CommandOptions *options, Err *err)
{
    DmsMapping mapping = {0};
    AsDms dms;
    CopyPlan plan;
    Loading loading;
    double started = run_seconds(run);
    log_phase("load");
    if (!read_task(&dms, &mapping, run, options, err))
        return false;
    as_dms_plan(&plan, &dms);
    if (plan.count == 0) {
        err_set(err, ERR_CONFIG, "the mapping selects no table of the source");
        return err_hint(err, "its rules must name schemas and tables as the source does, case and all");
    }
    bool ok = work_through(run, &plan, &loading, (CopyOptions){.loader = &as_dms_loader, .loader_context = &dms}, err);
    tell_loaded(run, &plan, &loading, started);
    return ok && tell_errors(&plan, err);
}

bool command_load(Run *run, const CommandOptions *options, int *status, Err *err)
{
    *status = 0;
    if (options->as_dms)
        return command_open(run, err) && load_as_dms(run, options, err);
    return command_open(run, err) && run_translate(run, err) && tables_are_there(run, err) && load_rows(run, err);
}

/* A task that goes on with changes is never still. */
bool load_verify_dms(Run *run, Err *err)
{
    const Job *job = &run->job;
    Err missing;
    if (job->load_by != JOB_LOAD_BY_DMS || job->dms_task != JOB_DMS_TASK_FULL_LOAD ||
        job->load_verify == JOB_LOAD_VERIFY_OFF)
        return true;
    if (tables_are_there(run, &missing))
        return verify_rows(run, err);
    log_line(LOG_WARNING, "unverified", "the rows of source and target are not compared: %s", missing.message);
    return true;
}

bool command_verify(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    *status = 0;
    return command_open(run, err) && run_translate(run, err) && tables_are_there(run, err) && verify_rows(run, err);
}
