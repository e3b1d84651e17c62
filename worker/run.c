/* The steps that all commands are made of. */
#include "run.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "accept.h"
#include "clock.h"
#include "dialect.h"
#include "dms.h"
#include "dms_scope.h"
#include "log.h"
#include "preflight.h"
#include "probing.h"
#include "read.h"
#include "scope.h"
#include "snapshot.h"
#include "store.h"
#include "text.h"
#include "trying.h"
#include "type_rules.h"

void run_open(Run *run, const char *command)
{
    *run = (Run){
        .aws = aws_open(NULL), .arena = arena_new(), .half = arena_new(), .command = command, .started = clock_now_s()};
    run->findings.arena = run->arena;
}

void run_forget_scope(Run *run)
{
    if (run->scope != run->target)
        catalog_free(run->scope);
    run->scope = NULL;
}

static void forget_target(Run *run)
{
    catalog_free(run->rest);
    run_forget_scope(run);
    catalog_free(run->target);
    run->rest = run->target = NULL;
}

void run_close(Run *run)
{
    desired_free(&run->desired);
    forget_target(run);
    catalog_free(run->source);
    db_close(run->target_db);
    arena_free(run->half);
    arena_free(run->arena);
    aws_close(run->aws);
}

const char *run_file_word(const Run *run)
{
    char *word = arena_copy(run->arena, run->command), *space = strchr(word, ' ');
    if (space != NULL)
        *space = '-';
    return word;
}

double run_seconds(const Run *run)
{
    return clock_now_s() - run->started;
}

const Rename *run_renames(const Run *run, const Pairs *pairs)
{
    Rename *renames = arena_array(run->arena, pairs->count, sizeof *renames);
    for (size_t i = 0; i < pairs->count; i++)
        renames[i] = (Rename){pairs->items[i].key, pairs->items[i].value};
    return renames;
}

static TranslateOptions options_of(const Run *run)
{
    const Job *job = &run->job;
    static const PrimaryKeys primary_keys[] = {
        [JOB_PRIMARY_KEYS_AUTO] = PRIMARY_KEYS_AUTO,
        [JOB_PRIMARY_KEYS_PRE_DATA] = PRIMARY_KEYS_PRE_DATA,
        [JOB_PRIMARY_KEYS_POST_DATA] = PRIMARY_KEYS_POST_DATA,
    };
    static const ForeignKeys foreign_keys[] = {
        [JOB_FOREIGN_KEYS_VALIDATE] = FOREIGN_KEYS_VALIDATE,
        [JOB_FOREIGN_KEYS_NOT_VALID] = FOREIGN_KEYS_NOT_VALID,
        [JOB_FOREIGN_KEYS_SKIP] = FOREIGN_KEYS_SKIP,
    };
    static const DefinerPolicy definers[] = {
        [JOB_DEFINERS_KEEP] = DEFINERS_KEEP,
        [JOB_DEFINERS_CURRENT_USER] = DEFINERS_CURRENT_USER,
        [JOB_DEFINERS_STRIP] = DEFINERS_STRIP,
    };
    TranslateOptions options = {
        .selection = {.include = job->include, .exclude = job->exclude, .rename_count = job->rename_schemas.count},
        .keep_owners = job->owners == JOB_OWNERS_KEEP,
        .keep_grants = job->grants == JOB_GRANTS_KEEP,
        .keep_events = job->events == JOB_EVENTS_KEEP,
        .keep_publications = job->publications == JOB_PUBLICATIONS_KEEP,
        .keep_partitions = job->partition_vs_fk == JOB_PARTITIONS_PARTITIONS,
        .all_innodb = job->engines == JOB_ENGINES_INNODB,
        .types = type_rules_of(run->arena, &job->types),
        .names = job->names == JOB_NAMES_LOWER ? NAMES_LOWER : NAMES_PRESERVE,
        .dms = dms_options_of(run),
        .primary_keys = primary_keys[job->pre_data_primary_keys],
        .foreign_keys = foreign_keys[job->post_data_foreign_keys],
    };
    options.selection.renames = run_renames(run, &job->rename_schemas);
    if (run->mapping != NULL)
        dms_scope(run->arena, &options.selection, run->source, run->mapping);
    else
        scope_by_urls(run->arena, &options.selection, run->source, run->target);
    options.roles = (RoleOptions){run_renames(run, &job->rename_roles), job->rename_roles.count, job->ignore_roles};
    options.definers =
        (DefinerOptions){definers[job->definers], run_renames(run, &job->rename_definers), job->rename_definers.count};
    return options;
}

/* ---- read ---- */

static void tell_read(const char *side, const Catalog *catalog, double seconds)
{
    size_t objects = 0;
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog->objects[kind].count; i++)
            objects += ledger_counts_object(catalog->objects[kind].items[i]);
    char message[300], of[100] = "";
    bool is_of_one = !dialect_of(catalog->engine)->schemas_are_databases; /* else all of the server is read */
    if (is_of_one && catalog->database != NULL && catalog->database[0] != '\0')
        snprintf(of, sizeof of, " of \"%s\"", catalog->database);
    SCOPED(Arena *, arena_release) scratch = arena_new();
    snprintf(message, sizeof message, "read the %s: %zu objects%s, %s, in %.2f s", side, objects, of,
             catalog_server(scratch, catalog), seconds);
    log_event(LOG_INFO, "catalog_read", message, LOG_TEXT("side", side), LOG_NUMBER("objects", objects),
              LOG_NUMBER("seconds", seconds));
}

/* Before the catalog is read: what a killed run left at work at the server may still change it. */
static bool take_run_lock(const Run *run, Db *db, Err *err)
{
    const Dialect *dialect = dialect_of(db->driver->name);
    double end = clock_now_s() + 60;
    for (bool told = false;; told = true) {
        const char *value = NULL;
        if (!db_value(db, dialect->try_run_lock, run->arena, &value, err))
            return false;
        if (value != NULL && value[0] == 't')
            return true;
        if (clock_now_s() > end) {
            err_set(err, ERR_CONFLICT, "another run is at work on the target");
            return err_hint(err, "wait for it to end, then run the same command again");
        }
        if (!told)
            log_line(LOG_INFO, "waiting", "waiting for another run on the target to end");
        if (db_stop_signal != 0)
            return err_set(err, ERR_STOPPED, "stopped while waiting for another run");
        nanosleep(&(struct timespec){.tv_nsec = 200 * 1000 * 1000}, NULL);
    }
}

/* One more connection, to read a large catalog faster: not worth a long wait. */
static bool connect_another(Db **db, const Run *run, Side side, Err *err)
{
    enum { TIMEOUT_S = 2 };
    Job job = run->job;
    job.connect_timeout = job.connect_timeout < TIMEOUT_S ? job.connect_timeout : TIMEOUT_S;
    return connect_side(db, &job, side, err);
}

static bool another_source(Db **db, void *run, Err *err)
{
    return connect_another(db, run, SIDE_SOURCE, err);
}

static bool another_target(Db **db, void *run, Err *err)
{
    return connect_another(db, run, SIDE_TARGET, err);
}

static bool read_server(Run *run, Side side, Db *db, Catalog **catalog, Err *err)
{
    ReadFrom from = {db, side == SIDE_SOURCE ? another_source : another_target, run};
    return read_catalog(catalog, &from, err);
}

static bool read_snapshot(const Run *run, const char *place, Catalog **catalog, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    if (!store_read(run->aws, place, SNAPSHOT_MAX_BYTES, &text, err))
        return err_within(err, "snapshot");
    return snapshot_parse(catalog, place, &text, err);
}

static bool read_side(Run *run, Side side, Db **kept, Catalog **catalog, Err *err)
{
    const char *snapshot = side == SIDE_SOURCE ? run->job.source_snapshot : run->job.target_snapshot;
    double started = clock_now_s();
    if (snapshot != NULL) {
        if (!read_snapshot(run, snapshot, catalog, err))
            return err_within(err, "%s.snapshot", connect_side_name(side));
    } else {
        SCOPED(Db *, db_release) db = NULL;
        bool locks = side == SIDE_TARGET && run->exclusive;
        if (!connect_side(&db, &run->job, side, err) || (locks && !take_run_lock(run, db, err)) ||
            !read_server(run, side, db, catalog, err))
            return false;
        if (kept != NULL) {
            *kept = db;
            db = NULL;
        }
    }
    tell_read(connect_side_name(side), *catalog, clock_now_s() - started);
    return true;
}

typedef struct Reading {
    Run *run;
    Err err;
    bool ok;
} Reading;

static void *read_source(void *context)
{
    Reading *reading = context;
    reading->ok = read_side(reading->run, SIDE_SOURCE, NULL, &reading->run->source, &reading->err);
    return NULL;
}

bool run_read(Run *run, bool with_target, Err *err)
{
    Reading reading = {.run = run};
    pthread_t thread;
    if (!with_target || pthread_create(&thread, NULL, read_source, &reading) != 0) {
        read_source(&reading);
        if (!reading.ok)
            *err = reading.err;
        return reading.ok && (!with_target || read_side(run, SIDE_TARGET, &run->target_db, &run->target, err));
    }
    bool ok = read_side(run, SIDE_TARGET, &run->target_db, &run->target, err);
    pthread_join(thread, NULL);
    if (!reading.ok && (ok || err->class == ERR_STOPPED))
        *err = reading.err;
    return ok && reading.ok;
}

bool run_read_target(Run *run, Err *err)
{
    const TranslateOptions options = options_of(run);
    forget_target(run);
    catalog_free(run->desired.pre); /* whichever half has ended, the first is over */
    run->desired.pre = NULL;
    arena_free(run->half);
    run->half = arena_new();
    run->changes = (Changes){0};
    run->statements = (Statements){0};
    return read_server(run, SIDE_TARGET, run->target_db, &run->target, err) &&
           translate_target(&run->scope, run->arena, run->target, run->desired.post, &options, err);
}

/* ---- guard ---- */

bool run_guard(Run *run, Err *err)
{
    const Dialect *dialect = dialect_of(run->target->engine);
    if (!dialect->schemas_are_databases && strcmp(run->source->server_id, run->target->server_id) == 0) {
        err_set(err, ERR_CONFIG, "source and target are the same database: \"%s\" of server %s", run->target->database,
                run->target->server_id);
        return err_hint(err, "correct target.url: understudy never writes to a source");
    }
    return true;
}

/* Where a server's schemas are databases of their own, a job may replicate some of them into others. */
static bool guard_schemas(const Run *run, Err *err)
{
    const Catalog *post = run->desired.post;
    if (!run->exclusive || strcmp(run->source->server_id, run->target->server_id) != 0)
        return true;
    EACH (post, SCHEMA, Schema, from)
        EACH (post, SCHEMA, Schema, to)
            if (from->object.origin != NULL && strcmp(((const Schema *)from->object.origin)->name, to->name) == 0) {
                err_set(err, ERR_CONFIG, "source and target are the same database: \"%s\" of server %s", to->name,
                        run->target->server_id);
                return err_hint(err, "correct target.url, or name other databases by rename.schemas: understudy never "
                                     "writes to a source");
            }
    return true;
}

/* ---- translate ---- */

/* From one engine to another, what a translation asks for may teach something: then there is another, which knows it. What the
   first has refused the second says otherwise or leaves, so that few are enough. */
static bool translate_knowing(Run *run, TranslateOptions *options, Err *err)
{
    enum { ROUNDS_MAX = 4 };
    size_t findings = run->findings.list.count;
    for (size_t round = 0;; round++) {
        bool asked = false, tried = false;
        ledger_open(&run->ledger, run->arena, run->source);
        options->probe = run->probe;
        options->trials = run->trials;
        if (!translate(&run->desired, run->arena, run->source, run->target, options, &run->findings, &run->ledger, err))
            return false;
        if (run->desired.chosen == NULL || round == ROUNDS_MAX)
            break;
        if (!probing_keys(run, &asked, err) || !trying_texts(run, &tried, err))
            return false;
        if (!asked && !tried)
            break;
        run->findings.list.count = findings;
        desired_free(&run->desired);
        run->desired = (Desired){0};
    }
    trying_tell(run);
    return true;
}

/* Where we load, values that the target cannot hold become NULL. */
static bool can_be_null(const Run *run)
{
    return run->job.load_by != JOB_LOAD_BY_UNDERSTUDY;
}

void run_accept(Run *run)
{
    accept_findings(&run->findings, &run->job.accept, run->source, can_be_null(run));
}

static bool translate_all(Run *run, TranslateOptions *options, Err *err)
{
    run->told_from = run->findings.list.count;
    if (!translate_knowing(run, options, err))
        return false;
    run_accept(run);
    run->told_count = run->findings.list.count - run->told_from;
    return run->target == NULL || (guard_schemas(run, err) && translate_target(&run->scope, run->arena, run->target,
                                                                               run->desired.post, options, err));
}

bool run_translate(Run *run, Err *err)
{
    if (!dms_open(run, err))
        return false;
    TranslateOptions options = options_of(run);
    if (!preflight_providers(run, &options.missing_providers, err) || !probing_tables(run, &options, err) ||
        !translate_all(run, &options, err))
        return false;
    if (!options.dms.is_loader) /* else dms_tell has more to say */
        accept_tell_unused(&run->findings, &run->job.accept, run->source);
    return true;
}

/* The findings of the last translation: the next one tells its own. */
static void forget_told(Run *run)
{
    Findings *findings = &run->findings;
    for (size_t i = run->told_from; i + run->told_count < findings->list.count; i++)
        findings->list.items[i] = findings->list.items[i + run->told_count];
    findings->list.count -= run->told_count;
}

/* What became of objects until now. */
static void remember_states(Run *run, const Ledger *before)
{
    for (size_t i = 0; i < run->source->object_count; i++)
        if (run->ledger.entries[i].state == LEDGER_PENDING && before->entries[i].reason == NULL)
            run->ledger.entries[i] = before->entries[i];
}

bool run_translate_again(Run *run, Err *err)
{
    if (run->desired.chosen == NULL || !trying_is_loose(run))
        return true;
    const Ledger before = run->ledger;
    forget_told(run);
    run->trials = NULL;
    run->tried_loosely = false;
    run_forget_scope(run);
    desired_free(&run->desired);
    run->desired = (Desired){0};
    TranslateOptions options = options_of(run);
    if (!translate_all(run, &options, err))
        return false;
    remember_states(run, &before);
    return true;
}

/* ---- compare and emit ---- */

Permission run_permission(const Run *run)
{
    const Job *job = &run->job;
    static const Extra extras[] = {
        [JOB_EXTRA_REFUSE] = EXTRA_REFUSE, [JOB_EXTRA_KEEP] = EXTRA_KEEP, [JOB_EXTRA_DROP] = EXTRA_DROP};
    static const Existing existings[] = {[JOB_EXISTING_FAIL] = EXISTING_FAIL,
                                         [JOB_EXISTING_REFRESH] = EXISTING_REFRESH,
                                         [JOB_EXISTING_RECREATE] = EXISTING_RECREATE};
    return (Permission){extras[job->extra], existings[job->existing], job->allow};
}

bool run_converge(const Run *run, Section section, const Permission *permission, bool only_differences,
                  Convergence *convergence, Findings *findings, Err *err)
{
    ConvergeOptions options = {
        .emit = {section, run->target == NULL ? run->source->user : run->target->user, permission, &run->desired.guests,
                 only_differences, run->job.on_error == JOB_ON_ERROR_CONTINUE},
        .post = run->desired.post,
        .whole = run->scope_is_planned ? NULL : run->target,
        .is_alone = run->is_alone,
    };
    return converge(convergence, run->half, section == SECTION_PRE ? run->desired.pre : run->desired.post, run->scope,
                    &options, findings, err);
}

bool run_emit(Run *run, Section section, const Permission *permission, Err *err)
{
    Convergence convergence;
    if (section == SECTION_PRE && !translate_early(&run->desired, err))
        return false;
    bool ok = run_converge(run, section, permission, false, &convergence, &run->findings, err);
    catalog_free(run->rest);
    run->rest = convergence.rest;
    run->changes = convergence.changes;
    run->statements = convergence.statements;
    return ok;
}

/* What to do about it: what it names, or the line of the job that accepts it. */
static const char *remedy_of(const Run *run, const Finding *finding)
{
    const char *entry = accept_entry(run->arena, finding, run->source, can_be_null(run));
    if (entry == NULL)
        return finding->remedy;
    SCOPED(Buf, buf_free) remedy = {0};
    if (finding->remedy != NULL)
        buf_printf(&remedy, "%s; or accept it by ", finding->remedy);
    buf_puts(&remedy, "accept: [");
    text_put_json(&remedy, entry);
    buf_putc(&remedy, ']');
    return arena_copy(run->arena, buf_text(&remedy));
}

bool run_refuse(const Run *run, Err *err)
{
    size_t critical = finding_count(&run->findings, SEVERITY_CRITICAL), privileges = 0, told = 0;
    if (critical == 0)
        return true;
    for (size_t i = 0; i < run->findings.list.count; i++)
        privileges += run->findings.list.items[i].code == FINDING_PRIVILEGE_MISSING;
    for (size_t i = 0; i < run->findings.list.count && told < 20; i++) {
        const Finding *finding = &run->findings.list.items[i];
        if (finding->severity != SEVERITY_CRITICAL)
            continue;
        const char *remedy = remedy_of(run, finding);
        told++;
        log_event(LOG_ERROR, "finding",
                  arena_printf(run->arena, "%s: %s: %s%s%s%s", finding_code_name(finding->code),
                               finding->object == NULL ? "" : finding->object, finding->message,
                               remedy == NULL ? "" : " (", remedy == NULL ? "" : remedy, remedy == NULL ? "" : ")"),
                  LOG_TEXT("code", finding_code_name(finding->code)), LOG_TEXT("object", finding->object));
    }
    err_set(err, privileges == critical ? ERR_PERMISSION : ERR_REFUSED, "%zu critical finding%s; nothing was changed",
            critical, critical == 1 ? "" : "s");
    return err_hint(err, "see the findings above; each names its remedy");
}

size_t run_left_to_people(const Run *run)
{
    return run->desired.chosen != NULL ? run->unequal : ledger_count(&run->ledger, KIND_COUNT, LEDGER_MANUAL);
}

/* ---- apply ---- */

/* What a change led to: its own statements decide, or those of what it is a part of. */
static void account_for_change(Run *run, const Change *change, const bool *touched, const bool *undone)
{
    const Object *object = change->desired;
    if (object == NULL || ledger_of(&run->ledger, object)->state == LEDGER_FAILED)
        return;
    const Object *maker = object;
    while (!touched[maker->ordinal] && object_container(maker) != maker)
        maker = object_container(maker);
    LedgerState before = ledger_of(&run->ledger, object)->state; /* of this run's first half */
    bool is_new = change->type == CHANGE_CREATE && catalog_find(run->scope, object->key) == NULL; /* not made anew */
    LedgerState after = is_new || before == LEDGER_CREATED ? LEDGER_CREATED : LEDGER_CHANGED;
    ledger_set(&run->ledger, object, undone[maker->ordinal] ? LEDGER_PENDING : after, NULL);
}

static bool has_failed(const Applied *result)
{
    return result->outcome == OUTCOME_FAILED || result->outcome == OUTCOME_BLOCKED;
}

static void account_for_outcome(Run *run, const Object *subject, const Applied *result, bool *touched, bool *undone)
{
    touched[subject->ordinal] = true;
    if (result->outcome != OUTCOME_DONE)
        undone[subject->ordinal] = true;
    if (has_failed(result))
        ledger_set(&run->ledger, subject, LEDGER_FAILED, arena_copy(run->arena, result->why));
}

static void account_for_outcomes(Run *run, const Catalog *desired, const Applied *results, bool *touched, bool *undone)
{
    for (size_t i = 0; i < run->statements.list.count; i++) {
        const Statement *statement = &run->statements.list.items[i];
        const Applied *result = &results[i], *pieces = result->pieces;
        /* What goes is the target's: its failure is that of what was to come in its place. */
        const Object *subject = catalog_find(desired, statement->subject->key);
        if (subject == NULL) {
            run->drops_failed += has_failed(result);
            continue;
        }
        if (pieces == NULL)
            account_for_outcome(run, subject, result, touched, undone);
        for (size_t n = 0; n < statement->pieces.count; n++)
            account_for_outcome(run, statement->pieces.items[n].subject, pieces == NULL ? result : &pieces[n], touched,
                                undone);
    }
}

static void account_for_rest(Run *run, Section section)
{
    const Catalog *post = run->desired.post;
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            const Object *object = post->objects[kind].items[i];
            LedgerState before = ledger_of(&run->ledger, object)->state;
            bool later = section == SECTION_PRE && object->section != SECTION_PRE;
            if (before == LEDGER_PENDING || before == LEDGER_DEFERRED)
                ledger_set(&run->ledger, object, later ? LEDGER_DEFERRED : LEDGER_EQUAL, NULL);
        }
}

/* Everything that is desired and not in the changes is equal; what is in them follows its statements. */
static void account(Run *run, Section section, const Applied *results)
{
    const Catalog *desired = section == SECTION_PRE ? run->desired.pre : run->desired.post;
    bool *touched = arena_array(run->half, desired->object_count + 1, sizeof *touched);
    bool *undone = arena_array(run->half, desired->object_count + 1, sizeof *undone);
    account_for_outcomes(run, desired, results, touched, undone);
    account_for_rest(run, section);
    for (size_t i = 0; i < run->changes.list.count; i++)
        account_for_change(run, &run->changes.list.items[i], touched, undone);
}

/* By what it works on: an index by its table. */
static int64_t bytes_under(const Run *run, const Object *object)
{
    const Object *table = catalog_find(run->scope, object_container(object)->key);
    int64_t bytes = table == NULL                           ? 0
                    : table->kind == KIND_TABLE             ? ((const Table *)table)->bytes
                    : table->kind == KIND_MATERIALIZED_VIEW ? ((const MaterializedView *)table)->bytes
                                                            : 0;
    return bytes == INT_NONE ? 0 : bytes;
}

static void remember_if_slow(Run *run, const Statement *statement, double seconds)
{
    slowest_add(&run->slowest, run->arena,
                (SlowStep){statement->subject->key, statement->what, seconds, bytes_under(run, statement->subject)});
}

bool run_apply(Run *run, Section section, size_t connections, Err *err)
{
    Applied *results = NULL; /* of no statements */
    bool ok = true;
    if (run->statements.list.count > 0) {
        bool is_alike = run->source->server_version / 100 == run->target->server_version / 100 &&
                        strcmp(run->source->product, run->target->product) == 0;
        const char *remedy = "source and target are of different versions: what the target does not know must be "
                             "excluded, or changed on the source";
        ApplyOptions options = {&run->job,
                                dialect_of(run->target->engine),
                                run->target->product,
                                connections,
                                run->target_db,
                                run->job.on_error == JOB_ON_ERROR_CONTINUE,
                                is_alike ? NULL : remedy};
        ok = apply_statements(&run->statements, section == SECTION_PRE ? run->desired.pre : run->desired.post, &options,
                              run->half, &results, err);
    }
    for (size_t i = 0; i < run->statements.list.count; i++) {
        run->applied += results[i].outcome == OUTCOME_DONE;
        remember_if_slow(run, &run->statements.list.items[i], results[i].seconds);
    }
    account(run, section, results);
    return ok;
}
