/* Trials: in a transaction that is rolled back where the server has such, else one by one, each undone. */
#include "trying.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "log.h"
#include "session.h"
#include "trial_script.h"

typedef struct Trying {
    Run *run;
    TrialScript script;
    const char *void_why; /* why attempts on the table at work cannot be tried; NULL: they can */
    size_t tried, refused;
} Trying;

static bool is_fatal(const Err *err)
{
    return err->class == ERR_CONNECT || err->class == ERR_STOPPED;
}

/* What a step came to. */
static void settle(Trying *trying, const TrialStep *step, const char *error, const char *printed, unsigned number)
{
    Run *run = trying->run;
    if (step->attempt == NULL) {
        if (step->table != NULL)
            trying->void_why = error == NULL ? NULL : arena_copy(run->arena, error);
        return;
    }
    bool of_view = step->attempt->table == NULL;
    if (!of_view && trying->void_why != NULL) {
        trials_put_void(run->trials, step->attempt, trying->void_why);
    } else if (error != NULL && trial_is_void(run->target->engine, step->attempt, number)) {
        trials_put_void(run->trials, step->attempt, error);
    } else {
        trials_put(run->trials, step->attempt, error, printed);
        trying->tried++;
        trying->refused += error != NULL;
    }
}

/* ---- in a transaction: one round trip ---- */

static bool take_outcome(size_t statement, const Rows *rows, void *context, Err *err)
{
    Trying *trying = context;
    size_t first = trying->script.begin == NULL ? 0 : 1;
    if (statement < first)
        return true;
    if (rows->count != 1 || rows->column_count != 2)
        return err_set(err, ERR_BUG, "a trial has no outcome");
    settle(trying, &trying->script.steps.items[statement - first], rows_value(rows, 0, 0), rows_value(rows, 0, 1), 0);
    return true;
}

static bool try_together(Trying *trying, Db *db, Err *err)
{
    const TrialScript *script = &trying->script;
    const char **statements = arena_array(trying->run->arena, script->steps.count + 1, sizeof *statements);
    size_t count = 0;
    if (script->begin != NULL)
        statements[count++] = script->begin;
    for (size_t i = 0; i < script->steps.count; i++)
        statements[count++] = script->steps.items[i].sql;
    Err undone = {0};
    if (!db_exec(db, "BEGIN", err))
        return false;
    bool ok = db_pipeline(db, statements, count, take_outcome, trying, NULL, err);
    return (db_exec(db, "ROLLBACK", &undone) || !ok || is_fatal(&undone)) && ok;
}

/* ---- one by one ---- */

static bool try_each(Trying *trying, Db *db, Err *err)
{
    const TrialScript *script = &trying->script;
    if (script->begin != NULL && (!db_exec(db, script->begin, err) || !db_exec(db, script->begin_undo, err)))
        return false;
    for (size_t i = 0; i < script->steps.count; i++) {
        const TrialStep *step = &script->steps.items[i];
        Err refused = {0}, undone = {0};
        bool ok = db_exec(db, step->sql, &refused);
        if ((!ok && is_fatal(&refused)) || (ok && step->undo != NULL && !db_exec(db, step->undo, &undone))) {
            *err = ok ? undone : refused;
            return false;
        }
        settle(trying, step, ok ? NULL : refused.message, NULL, refused.number);
    }
    return true;
}

/* ---- */

static bool try_in(Trying *trying, Db *db, const char *database, Err *err)
{
    Run *run = trying->run;
    trial_script(&trying->script, run->arena, &run->desired.attempts, run->trials, run->desired.post, database);
    trying->void_why = NULL;
    if (trying->script.steps.count == 0)
        return true;
    return db->driver->is_transactional ? try_together(trying, db, err) : try_each(trying, db, err);
}

/* Where temporary tables can be made: all schemas of one server are alike. */
static const char *database_of(const Catalog *target)
{
    if (target->database != NULL && target->database[0] != '\0')
        return target->database;
    return target->objects[KIND_SCHEMA].count == 0 ? NULL
                                                   : ((const Schema *)target->objects[KIND_SCHEMA].items[0])->name;
}

/* What no step was about. */
static void leave_rest(Run *run, const char *why)
{
    for (size_t i = 0; i < run->desired.attempts.list.count; i++)
        if (!trials_know(run->trials, &run->desired.attempts.list.items[i]))
            trials_put_void(run->trials, &run->desired.attempts.list.items[i], why);
}

static bool try_all(Run *run, Trying *trying, Err *err)
{
    SCOPED(Db *, db_release) db = NULL;
    const char *database = database_of(run->target);
    if (!session_open(&db, &run->job, dialect_of(run->target->engine), err))
        return false;
    run->tried_loosely |= database == NULL;
    if (try_in(trying, db, database, err)) {
        leave_rest(run, "there is no way to");
        return true;
    }
    if (is_fatal(err))
        return false;
    run->tried_loosely = true;
    const char *why = arena_copy(run->arena, err->message);
    if (!try_in(trying, db, NULL, err) && is_fatal(err))
        return false;
    leave_rest(run, why);
    return true;
}

static size_t new_of(const Run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->desired.attempts.list.count; i++)
        count += !trials_know(run->trials, &run->desired.attempts.list.items[i]);
    return count;
}

bool trying_texts(Run *run, bool *more, Err *err)
{
    *more = false;
    if (run->trials == NULL)
        run->trials = trials_new(run->arena);
    if (new_of(run) == 0)
        return true;
    if (run->target_db == NULL) {
        leave_rest(run, "the target is a snapshot");
        return true;
    }
    Trying trying = {.run = run};
    double begun = clock_now_s();
    if (!try_all(run, &trying, err))
        return err_within(err, "trying what was written for the target");
    *more = trying.tried > 0;
    char message[160];
    snprintf(message, sizeof message, "tried %zu texts on the target in %.2f s; it refused %zu", trying.tried,
             clock_now_s() - begun, trying.refused);
    log_event(LOG_INFO, "tried", message, LOG_NUMBER("texts", trying.tried), LOG_NUMBER("refused", trying.refused),
              LOG_NUMBER("seconds", clock_now_s() - begun));
    return true;
}

static size_t count_void(const Run *run, const char **why)
{
    size_t count = 0;
    *why = NULL;
    for (size_t i = 0; i < run->desired.attempts.list.count; i++) {
        const char *found = trials_why_void(run->trials, &run->desired.attempts.list.items[i]);
        *why = *why == NULL ? found : *why;
        count += found != NULL;
    }
    return count;
}

void trying_tell(Run *run)
{
    const char *why;
    size_t count = count_void(run, &why);
    if (count > 0)
        finding_add(&run->findings, FINDING_TRIAL_MISSING, NULL,
                    "what the target will not have of them, it will say when they are made",
                    "%zu text%s could not be tried on the target: %s", count, count == 1 ? "" : "s", why);
}

bool trying_is_loose(const Run *run)
{
    const char *why;
    return run->tried_loosely || count_void(run, &why) > 0;
}
