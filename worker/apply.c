/* The scheduler: one lock, the statements in order, N threads that take what is ready. */
#include "apply.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "log.h"
#include "script.h"
#include "session.h"
#include "text.h"
#include "watch.h"

enum { CONNECTIONS_MAX = 64, BATCH_MAX = 200, TRIES_MAX = 4, TICK_MS = 200 };

/* Before the second try; before each further one twice as long. */
static const double RETRY_PAUSE_S = 0.25;

/* From here on a statement is worth a connection of its own, and goes by the length of the way behind it. */
static const double LONG_S = 0.05;

typedef enum TaskState { TASK_WAITING, TASK_TAKEN, TASK_OVER } TaskState;

typedef struct Task {
    TaskState state;
    size_t batch; /* of TASK_TAKEN: its number */
    unsigned tries;
    double not_before; /* 0: at any time */
    bool alone;        /* its batch failed: now it has to show itself */
} Task;

typedef struct Schedule {
    pthread_mutex_t lock; /* guards all that follows */
    pthread_cond_t changed;
    const Statements *statements;
    const ApplyOptions *options;
    Arena *arena;
    Task *tasks;
    Applied *results;
    unsigned *held;    /* [object's ordinal * LOCK_MODE_COUNT + mode]: how many running statements hold it */
    size_t *long_ones; /* numbers of statements with a long way behind them */
    size_t long_count;
    size_t first; /* all before it are over */
    size_t threads, finished, running, batches, paused;
    size_t allowed;   /* so many batches may run at once */
    size_t batch_max; /* and so many statements be in one */
    size_t modesty;   /* steps of the dialect's that the sessions have to take */
    double cost_s, done_s;
    Watch *watch;
    bool over; /* nothing new is started */
    bool failed;
    Err err; /* the first */
} Schedule;

typedef struct Batch {
    size_t number;
    size_t items[BATCH_MAX];
    size_t count;
    size_t done;           /* so many happened, even where the next one failed */
    const Object *culprit; /* of the pieces of the only one; NULL: none, or it was not taken apart */
    bool is_only_one;      /* nothing of ours runs beside it */
} Batch;

static const Statement *statement_of(const Schedule *s, size_t item)
{
    return &s->statements->list.items[item];
}

/* ---- what may run now ---- */

static bool is_held(const Schedule *s, const Statement *statement)
{
    for (size_t i = 0; i < statement->locks.count; i++) {
        const Lock *lock = &statement->locks.items[i];
        for (LockMode mode = 0; mode < LOCK_MODE_COUNT; mode++)
            if (s->held[lock->on->ordinal * LOCK_MODE_COUNT + mode] > 0 && lock_conflicts(lock->mode, mode))
                return true;
    }
    return false;
}

/* Everything that it needs is done, or comes before it in the same batch. */
static bool is_ready(const Schedule *s, size_t item, size_t batch)
{
    const Statement *statement = statement_of(s, item);
    const Task *task = &s->tasks[item];
    if (task->state != TASK_WAITING || (task->not_before > 0 && task->not_before > clock_now_s()))
        return false;
    for (size_t i = 0; i < statement->needs.count; i++) {
        const Task *needed = &s->tasks[statement->needs.items[i]];
        bool done = needed->state == TASK_OVER && s->results[statement->needs.items[i]].outcome == OUTCOME_DONE;
        if (!done && !(needed->state == TASK_TAKEN && needed->batch == batch))
            return false;
    }
    return !is_held(s, statement);
}

static bool goes_alone(const Schedule *s, size_t item)
{
    const Statement *statement = statement_of(s, item);
    bool has_check = statement->check != NULL;
    for (size_t i = 0; i < statement->pieces.count; i++)
        has_check = has_check || statement->pieces.items[i].check != NULL;
    return s->tasks[item].alone || has_check || statement->cost_s >= LONG_S;
}

static void take(Schedule *s, Batch *batch, size_t item)
{
    Task *task = &s->tasks[item];
    s->paused -= task->not_before > 0;
    task->not_before = 0;
    task->state = TASK_TAKEN;
    task->batch = batch->number;
    batch->items[batch->count++] = item;
}

/* The longest way first. */
static bool take_long_one(Schedule *s, Batch *batch)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < s->long_count; i++) {
        size_t item = s->long_ones[i];
        if ((best == SIZE_MAX || statement_of(s, item)->path_s > statement_of(s, best)->path_s) &&
            is_ready(s, item, batch->number))
            best = item;
    }
    if (best != SIZE_MAX)
        take(s, batch, best);
    return best != SIZE_MAX && goes_alone(s, best);
}

static void hold(Schedule *s, const Batch *batch, bool taking)
{
    for (size_t i = 0; i < batch->count; i++) {
        const Statement *statement = statement_of(s, batch->items[i]);
        for (size_t n = 0; n < statement->locks.count; n++) {
            unsigned *held =
                &s->held[statement->locks.items[n].on->ordinal * LOCK_MODE_COUNT + statement->locks.items[n].mode];
            *held = taking ? *held + 1 : *held - 1;
        }
    }
}

/* What a batch may cost: of what is left, half of one connection's share, so that all end at about the same time. */
static double cost_for_batch(const Schedule *s)
{
    double share = (s->cost_s - s->done_s) / (2 * (double)s->allowed);
    return s->allowed == 1 ? s->cost_s : share > LONG_S ? share : LONG_S;
}

/* One statement that is worth it, or as many cheap ones as there are, in their order. */
static void take_batch(Schedule *s, Batch *batch)
{
    *batch = (Batch){.number = ++s->batches};
    if (!take_long_one(s, batch)) {
        double cost = 0, most = cost_for_batch(s);
        while (s->first < s->statements->list.count && s->tasks[s->first].state == TASK_OVER)
            s->first++;
        for (size_t item = s->first; item < s->statements->list.count && batch->count < s->batch_max && cost <= most;
             item++) {
            if (!is_ready(s, item, batch->number))
                continue;
            if (!goes_alone(s, item)) {
                cost += statement_of(s, item)->cost_s;
                take(s, batch, item);
            } else if (batch->count == 0) {
                take(s, batch, item);
                break;
            }
        }
    }
    hold(s, batch, true);
}

/* ---- what became of it ---- */

static void finish_one(Schedule *s, size_t item, Outcome outcome, const char *why, double seconds)
{
    s->tasks[item].state = TASK_OVER;
    s->results[item] = (Applied){outcome, seconds, arena_copy(s->arena, why), s->results[item].pieces};
    s->finished++;
    s->done_s += statement_of(s, item)->cost_s;
}

/* Statements stand after what they need, so one pass reaches everything behind a failure. */
static void block_dependents(Schedule *s, size_t failed)
{
    for (size_t item = failed + 1; item < s->statements->list.count; item++) {
        const Statement *statement = statement_of(s, item);
        for (size_t i = 0; i < statement->needs.count && s->tasks[item].state == TASK_WAITING; i++) {
            size_t needed = statement->needs.items[i];
            Outcome outcome = s->results[needed].outcome;
            if (s->tasks[needed].state == TASK_OVER && outcome != OUTCOME_DONE) {
                char why[600];
                snprintf(why, sizeof why, "needs %s, which failed", statement_of(s, needed)->subject->key);
                finish_one(s, item, OUTCOME_BLOCKED, why, 0);
            }
        }
    }
}

static void record_failure(Schedule *s, const Err *err)
{
    if (!s->failed)
        s->err = *err;
    s->failed = true;
}

static void fail_one(Schedule *s, size_t item, const Object *culprit, Err *err, double seconds)
{
    const Statement *statement = statement_of(s, item);
    const char *key = culprit == NULL ? statement->subject->key : culprit->key;
    if (err->class == ERR_SQL && err->hint[0] == '\0' && s->options->remedy != NULL)
        err_hint(err, "%s", s->options->remedy);
    const char *why = arena_printf(s->arena, "%s: %s", statement->what, err->message);
    err_within(err, "%s: %s", key, statement->what);
    log_event(LOG_ERROR, "statement_failed", err->message, LOG_TEXT("object", key), LOG_TEXT("sqlstate", err->sqlstate),
              LOG_TEXT("hint", err->hint), LOG_TEXT("sql", statement->sql));
    finish_one(s, item, OUTCOME_FAILED, why, seconds);
    block_dependents(s, item);
    record_failure(s, err);
    if (!s->options->go_on)
        s->over = true;
}

static void give_back(Schedule *s, const Batch *batch, bool alone)
{
    for (size_t i = 0; i < batch->count; i++) {
        s->tasks[batch->items[i]].state = TASK_WAITING;
        s->tasks[batch->items[i]].alone = alone;
    }
}

/* The next step that the target's product has; else the last, which has no sql. */
static size_t next_modesty(const Schedule *s)
{
    const Modesty *modesty = s->options->dialect->modesty;
    size_t next = s->modesty;
    while (modesty[next].product != NULL && !text_equal(modesty[next].product, s->options->product))
        next++;
    return next;
}

/* Less at once: half the statements in a batch, half the batches side by side, and at last fewer means for the one that is
   left. False when nothing is left to go without. */
static bool lower(Schedule *s, const Batch *batch, const Err *err)
{
    bool is_last = batch->count == 1 && s->allowed == 1;
    if (!batch->is_only_one && s->allowed == 1 && batch->count == 1)
        return true; /* lowered while it ran: let it show itself */
    size_t next = next_modesty(s);
    const Modesty *modesty = &s->options->dialect->modesty[next];
    if (is_last && modesty->sql == NULL)
        return false;
    if (is_last)
        s->modesty = next + 1;
    if (batch->count > 1 && batch->count / 2 < s->batch_max)
        s->batch_max = batch->count / 2;
    s->allowed = (s->allowed + 1) / 2;
    const char *subject = statement_of(s, batch->items[0])->subject->key;
    if (is_last)
        log_line(LOG_WARNING, "lowered", "%s: %s; going on %s", subject, err->message, modesty->words);
    else
        log_line(LOG_WARNING, "lowered",
                 "%s: %s; going on with less at once: %zu connection%s, %zu statement%s in a batch", subject,
                 err->message, s->allowed, s->allowed == 1 ? "" : "s", s->batch_max, s->batch_max == 1 ? "" : "s");
    return true;
}

/* Lost against another session: later it may be gone. */
static bool pause_one(Schedule *s, size_t item, const Err *err)
{
    Task *task = &s->tasks[item];
    if (!err_is_retryable(err->class) || ++task->tries >= TRIES_MAX)
        return false;
    double pause = RETRY_PAUSE_S * (double)(1U << (task->tries - 1));
    task->not_before = clock_now_s() + pause;
    s->paused++;
    log_line(LOG_WARNING, "retry", "%s: %s; trying again in %.1f s", statement_of(s, item)->subject->key, err->message,
             pause);
    return true;
}

/* From now on piece by piece: each needs less at once, and only the culprit fails. Not for a lock: that the whole will
   get, too. */
static bool take_apart(Schedule *s, size_t item, const Err *err)
{
    const Statement *statement = statement_of(s, item);
    Applied *result = &s->results[item];
    if (statement->pieces.count < 2 || result->pieces != NULL || err->class == ERR_CONFLICT)
        return false;
    result->pieces = arena_array(s->arena, statement->pieces.count, sizeof *result->pieces);
    log_line(LOG_WARNING, "taken_apart", "%s: %s: %s; going on one by one", statement->subject->key, statement->what,
             err->message);
    return true;
}

/* What came before the culprit stays done, and what comes after it was not tried. */
static void settle_others(Schedule *s, Batch *batch, double seconds)
{
    for (size_t i = 0; i < batch->done; i++)
        finish_one(s, batch->items[i], OUTCOME_DONE, NULL, seconds / (double)batch->count);
    Batch untried = {.count = batch->count - batch->done - 1};
    memcpy(untried.items, batch->items + batch->done + 1, untried.count * sizeof *untried.items);
    give_back(s, &untried, false);
    batch->items[0] = batch->items[batch->done];
    batch->count = 1;
}

static void settle(Schedule *s, Batch *batch, bool is_transactional, bool ok, Err *err, double seconds)
{
    hold(s, batch, false);
    s->running--;
    if (!ok && !is_transactional)
        settle_others(s, batch, seconds);
    bool is_over = ok || err->class == ERR_STOPPED || err->class == ERR_CONNECT;
    bool is_apart = !is_over && batch->count == 1 && take_apart(s, batch->items[0], err);
    if (ok) {
        for (size_t i = 0; i < batch->count; i++)
            finish_one(s, batch->items[i], OUTCOME_DONE, NULL, seconds / (double)batch->count);
    } else if (is_over) {
        /* What became of the batch is not known: the next run reads the catalog and sees. */
        give_back(s, batch, false);
        record_failure(s, err);
        s->over = true;
    } else if (!is_apart && err->class == ERR_RESOURCE && lower(s, batch, err)) {
        give_back(s, batch, false);
    } else if (is_apart || batch->count > 1 || (err->class != ERR_RESOURCE && pause_one(s, batch->items[0], err))) {
        give_back(s, batch, true);
    } else {
        fail_one(s, batch->items[0], batch->culprit, err, seconds);
    }
}

/* ---- the threads ---- */

typedef struct Refusal {
    Err *err;
    bool is_there;
} Refusal;

static bool read_refusal(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Refusal *refusal = context;
    refusal->is_there = rows->count > 0;
    if (refusal->is_there) {
        err_set(refusal->err, ERR_DATA, "%s", rows_value(rows, 0, 0));
        if (rows->column_count > 1)
            err_hint(refusal->err, "%s", rows_value(rows, 0, 1));
    }
    return true;
}

static bool check(const char *query, Db *db, Err *err)
{
    Err refused;
    Refusal refusal = {&refused, false};
    if (query == NULL)
        return true;
    if (!db_query(db, query, read_refusal, &refusal, err))
        return false;
    if (refusal.is_there)
        *err = refused;
    return !refusal.is_there;
}

static bool check_all(const Statement *statement, Db *db, Err *err)
{
    bool ok = check(statement->check, db, err);
    for (size_t i = 0; ok && i < statement->pieces.count; i++)
        ok = check(statement->pieces.items[i].check, db, err);
    return ok;
}

static bool send_all(Db *db, const List *statements, Err *err)
{
    return statements->count == 0 || db_pipeline(db, statements->items, statements->count, NULL, NULL, NULL, err);
}

/* With what the session is given for the statement; a session that lives is given back what it had. */
static bool run_one(Db *db, const Statement *statement, const char *sql, Err *err)
{
    Err ignored;
    bool ok = send_all(db, &statement->before, err) && db_exec(db, sql, err);
    bool is_lost = !ok && (err->class == ERR_CONNECT || err->class == ERR_STOPPED);
    return is_lost ? false : send_all(db, &statement->after, ok ? err : &ignored) && ok;
}

static bool run_encoded(Db *db, const Statement *statement, Err *err)
{
    SCOPED(Buf, buf_free) sql = {0};
    script_encode(&sql, statement);
    return run_one(db, statement, buf_text(&sql), err);
}

static void note_piece(Schedule *s, Applied *result, Outcome outcome, const char *why, double seconds)
{
    pthread_mutex_lock(&s->lock);
    *result = (Applied){outcome, seconds, arena_copy(s->arena, why), NULL};
    pthread_mutex_unlock(&s->lock);
}

/* Those that are not done yet. err: the first failure, unless a later one is worth another try of all that is left. */
static bool run_pieces(Schedule *s, Db *db, Batch *batch, Err *err)
{
    const Statement *statement = statement_of(s, batch->items[0]);
    Applied *results = s->results[batch->items[0]].pieces;
    bool ok = true;
    for (size_t i = 0; i < statement->pieces.count && (ok || s->options->go_on); i++) {
        const Piece *piece = &statement->pieces.items[i];
        double started = clock_now_s();
        Err one;
        if (results[i].outcome == OUTCOME_DONE)
            continue;
        bool done = check(piece->check, db, &one) && run_one(db, statement, piece->sql, &one);
        note_piece(s, &results[i], done ? OUTCOME_DONE : OUTCOME_FAILED, done ? NULL : one.message,
                   clock_now_s() - started);
        if (done)
            continue;
        if (ok || err_is_retryable(one.class)) {
            *err = one;
            batch->culprit = piece->subject;
        }
        ok = false;
        if (err_is_retryable(one.class))
            break;
    }
    return ok;
}

static bool run_as_transaction(const Schedule *s, Db *db, const Batch *batch, Err *err)
{
    const char *sql[BATCH_MAX];
    for (size_t i = 0; i < batch->count; i++)
        sql[i] = statement_of(s, batch->items[i])->sql;
    return db_pipeline(db, sql, batch->count, NULL, NULL, NULL, err);
}

static bool run_statements(Schedule *s, Db *db, Batch *batch, Err *err)
{
    if (batch->count == 1 && s->results[batch->items[0]].pieces != NULL)
        return run_pieces(s, db, batch, err);
    if (!check_all(statement_of(s, batch->items[0]), db, err))
        return false;
    if (db->driver->is_transactional)
        return run_as_transaction(s, db, batch, err);
    for (; batch->done < batch->count; batch->done++)
        if (!run_encoded(db, statement_of(s, batch->items[batch->done]), err))
            return false;
    return true;
}

static bool run_batch(Schedule *s, Db *db, Batch *batch, Err *err)
{
    char blocker[BLOCKER_MAX];
    const Statement *first = statement_of(s, batch->items[0]);
    watch_start(s->watch, db, first->subject->key, batch->count == 1 ? first->cost_s : 0);
    bool ok = run_statements(s, db, batch, err);
    watch_end(s->watch, db, blocker);
    return ok || watch_blame(err, blocker);
}

/* Until something changes; where a task is paused, not for long. */
static void wait_for_change(Schedule *s)
{
    if (s->paused == 0) {
        pthread_cond_wait(&s->changed, &s->lock);
        return;
    }
    struct timespec until = clock_in_ms(TICK_MS);
    pthread_cond_timedwait(&s->changed, &s->lock, &until);
}

/* False when there is nothing left to do for this thread. */
static bool next_batch(Schedule *s, Batch *batch)
{
    for (;;) {
        if (s->over || s->finished == s->statements->list.count)
            return false;
        if (s->running < s->allowed) {
            take_batch(s, batch);
            if (batch->count > 0) {
                batch->is_only_one = s->running++ == 0 && s->allowed == 1;
                return true;
            }
        }
        if (s->running == 0 && s->paused == 0) {
            /* Sorted statements always leave something to do; if not, rather stop than wait for ever. */
            err_set(&s->err, ERR_BUG, "%zu statements wait for each other", s->statements->list.count - s->finished);
            s->failed = s->over = true;
            return false;
        }
        wait_for_change(s);
    }
}

static bool take_modesty(const Schedule *s, Db *db, size_t *taken, size_t wanted, Err *err)
{
    while (*taken < wanted)
        if (!db_exec(db, s->options->dialect->modesty[(*taken)++].sql, err) && err->class == ERR_CONNECT)
            return false;
    return true;
}

/* The first connection must be had. The others only make it faster: where the server has none left, work goes on without. */
static void *work(void *context)
{
    enum { OTHERS_TIMEOUT_S = 5 };
    Schedule *s = context;
    Err err = {0};
    Job job = *s->options->job;
    SCOPED(Db *, db_release) db = NULL;
    pthread_mutex_lock(&s->lock);
    bool is_first = s->threads++ == 0;
    pthread_mutex_unlock(&s->lock);
    if (!is_first && job.connect_timeout > OTHERS_TIMEOUT_S)
        job.connect_timeout = OTHERS_TIMEOUT_S;
    bool ok = session_open(&db, &job, s->options->dialect, &err);
    size_t modesty = 0;
    pthread_mutex_lock(&s->lock);
    if (!ok && !is_first && err.class != ERR_STOPPED) {
        log_line(LOG_WARNING, "fewer_connections", "working with one connection less: %s", err.message);
    } else if (!ok) {
        record_failure(s, &err);
        s->over = true;
    }
    for (Batch batch; ok && next_batch(s, &batch);) {
        size_t wanted = s->modesty;
        pthread_mutex_unlock(&s->lock);
        double started = clock_now_s();
        bool done = take_modesty(s, db, &modesty, wanted, &err) && run_batch(s, db, &batch, &err);
        double seconds = clock_now_s() - started;
        pthread_mutex_lock(&s->lock);
        settle(s, &batch, db->driver->is_transactional, done, &err, seconds);
        pthread_cond_broadcast(&s->changed);
    }
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

static void open_schedule(Schedule *s, const Statements *statements, const Catalog *desired,
                          const ApplyOptions *options, Arena *arena)
{
    size_t count = statements->list.count;
    *s = (Schedule){
        .statements = statements,
        .options = options,
        .arena = arena,
        .tasks = arena_array(arena, count, sizeof *s->tasks),
        .results = arena_array(arena, count, sizeof *s->results),
        .held = arena_array(arena, (desired->object_count + 1) * LOCK_MODE_COUNT, sizeof *s->held),
        .long_ones = arena_array(arena, count, sizeof *s->long_ones),
        .allowed = options->connections,
        .batch_max = BATCH_MAX,
        .watch = watch_open(options->observer),
    };
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    for (size_t i = 0; i < count; i++) {
        s->cost_s += statements->list.items[i].cost_s;
        if (statements->list.items[i].path_s >= LONG_S)
            s->long_ones[s->long_count++] = i;
    }
}

/* By this thread, which has nothing else to do until the others end. */
static void oversee(Schedule *s)
{
    Buf at_work = {0};
    watch_look(s->watch);
    double at_work_s = watch_put(s->watch, &at_work);
    pthread_mutex_lock(&s->lock);
    Progress progress = {.done = s->finished,
                         .total = s->statements->list.count,
                         .unit = "statements",
                         .share = s->cost_s > 0 ? (s->done_s + at_work_s) / s->cost_s : 1,
                         .what = buf_text(&at_work)};
    pthread_mutex_unlock(&s->lock);
    log_progress(&progress);
    buf_free(&at_work);
}

bool apply_statements(const Statements *statements, const Catalog *desired, const ApplyOptions *options, Arena *arena,
                      Applied **results, Err *err)
{
    Schedule schedule;
    open_schedule(&schedule, statements, desired, options, arena);
    *results = schedule.results;
    pthread_t threads[CONNECTIONS_MAX];
    size_t wanted = options->connections < CONNECTIONS_MAX ? options->connections : CONNECTIONS_MAX, started = 0;
    if (wanted > statements->list.count)
        wanted = statements->list.count;
    for (; started < wanted; started++)
        if (pthread_create(&threads[started], NULL, work, &schedule) != 0)
            break;
    for (size_t i = 0; i < started; i++)
        while (!clock_join(threads[i], TICK_MS))
            oversee(&schedule);
    log_progress_end();
    watch_close(schedule.watch);
    pthread_mutex_destroy(&schedule.lock);
    pthread_cond_destroy(&schedule.changed);
    if (started == 0 && wanted > 0)
        return err_set(err, ERR_RESOURCE, "no thread could be started");
    if (schedule.failed && (schedule.over || !options->go_on)) {
        *err = schedule.err;
        return false;
    }
    return true;
}
