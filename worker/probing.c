/* Asking: some connections, each takes the next question, the largest tables first. */
#include "probing.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "artifacts.h"
#include "clock.h"
#include "cross.h"
#include "dialect.h"
#include "log.h"
#include "select.h"
#include "snapshot.h"

enum { CONNECTIONS_MAX = 64, TICK_MS = 200, ALL_TABLES = 10 };

typedef struct Probing {
    Run *run;
    const ProbeQuestions *questions;
    double end; /* no question begins later */
    pthread_mutex_t lock;
    size_t next, done;
    const char *at_work;
    bool failed;
    Err err;
} Probing;

/* ---- one connection ---- */

static const ProbeQuestion *next_question(Probing *probing)
{
    pthread_mutex_lock(&probing->lock);
    const ProbeQuestion *question = NULL;
    if (!probing->failed && probing->next < probing->questions->list.count)
        question = &probing->questions->list.items[probing->next++];
    if (question != NULL)
        probing->at_work = question->table->name;
    pthread_mutex_unlock(&probing->lock);
    return question;
}

typedef struct Answering {
    Probing *probing;
    const ProbeQuestion *question;
} Answering;

static bool take_answer(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    const Answering *answering = context;
    if (rows->count != 1)
        return err_set(err, ERR_BUG, "%zu rows where one was asked for", rows->count);
    SCOPED(Arena *, arena_release) scratch = arena_new();
    const char **values = arena_array(scratch, rows->column_count, sizeof *values);
    for (size_t i = 0; i < rows->column_count; i++)
        values[i] = rows_value(rows, 0, i);
    pthread_mutex_lock(&answering->probing->lock);
    probe_answer(answering->probing->run->probe, answering->question, values);
    pthread_mutex_unlock(&answering->probing->lock);
    return true;
}

static bool is_late(const ProbeLimit *limit, const Err *err)
{
    return strcmp(err->sqlstate, limit->sqlstate) == 0 && err->number == limit->number;
}

/* A refused question is an answer that is missing; a lost server ends the run. */
static bool settle(Probing *probing, const ProbeQuestion *question, bool ok, const char *why, const Err *err)
{
    bool goes_on =
        ok || why != NULL || (err->class != ERR_CONNECT && err->class != ERR_STOPPED && err->class != ERR_BUG);
    pthread_mutex_lock(&probing->lock);
    probing->done++;
    if (!ok && goes_on)
        probe_fail(probing->run->probe, question, why == NULL ? err->message : why);
    if (!goes_on && !probing->failed)
        probing->err = *err;
    probing->failed |= !goes_on;
    pthread_mutex_unlock(&probing->lock);
    return goes_on;
}

static bool limit_time(const Probing *probing, Db *db, const ProbeLimit *limit, Err *err)
{
    char sql[200];
    double seconds = probing->end - clock_now_s(), most = (double)probing->run->job.probe_timeout;
    int64_t units = (int64_t)((seconds < most ? seconds : most) * (double)limit->unit);
    snprintf(sql, sizeof sql, "%s%lld", limit->sql, (long long)(units < 1 ? 1 : units));
    return db_exec(db, sql, err);
}

static bool ask(Probing *probing, Db *db, const ProbeQuestion *question)
{
    const ProbeLimit *limit = probe_limit(db->product);
    char why[100] = "";
    Err err = {0};
    Answering answering = {probing, question};
    bool ok = false;
    if (clock_now_s() >= probing->end) {
        snprintf(why, sizeof why, "no time was left for it after %d times probe_timeout", ALL_TABLES);
    } else {
        ok = limit_time(probing, db, limit, &err) && db_query(db, question->sql, take_answer, &answering, &err);
        if (!ok && is_late(limit, &err) && db_stop_signal == 0)
            snprintf(why, sizeof why, "no answer within %lld s", (long long)probing->run->job.probe_timeout);
    }
    return settle(probing, question, ok, why[0] == '\0' ? NULL : why, &err);
}

static void *work(void *context)
{
    Probing *probing = context;
    SCOPED(Db *, db_release) db = NULL;
    Err err = {0};
    if (!connect_side(&db, &probing->run->job, SIDE_SOURCE, &err)) {
        pthread_mutex_lock(&probing->lock);
        if (!probing->failed)
            probing->err = err;
        probing->failed = true;
        pthread_mutex_unlock(&probing->lock);
        return NULL;
    }
    for (const ProbeQuestion *question; (question = next_question(probing)) != NULL;)
        if (!ask(probing, db, question))
            break;
    return NULL;
}

/* ---- all of them ---- */

static void tell_progress(Probing *probing)
{
    pthread_mutex_lock(&probing->lock);
    size_t all = probing->questions->list.count;
    Progress progress = {.done = probing->done,
                         .total = all,
                         .unit = "questions about rows",
                         .share = (double)probing->done / (double)all,
                         .what = probing->at_work == NULL ? "" : probing->at_work};
    pthread_mutex_unlock(&probing->lock);
    log_progress(&progress);
}

static int64_t bytes_of(const ProbeQuestion *question)
{
    const Table *table = (const Table *)question->table;
    return table->bytes == INT_NONE ? 0 : table->bytes;
}

static int by_bytes(const void *a, const void *b)
{
    int64_t left = bytes_of(a), right = bytes_of(b);
    return left == right ? 0 : left > right ? -1 : 1;
}

static bool ask_all(Run *run, ProbeQuestions *questions, Err *err)
{
    size_t count = questions->list.count, wanted = (size_t)run->job.post_data_connections, started = 0;
    pthread_t threads[CONNECTIONS_MAX];
    double begun = clock_now_s();
    if (count == 0)
        return true;
    qsort(questions->list.items, count, sizeof *questions->list.items, by_bytes);
    Probing probing = {.run = run,
                       .questions = questions,
                       .end = begun + (double)run->job.probe_timeout * (double)ALL_TABLES,
                       .lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER};
    wanted = wanted < count ? wanted : count;
    wanted = wanted < CONNECTIONS_MAX ? wanted : CONNECTIONS_MAX;
    while (started < wanted && pthread_create(&threads[started], NULL, work, &probing) == 0)
        started++;
    for (size_t i = 0; i < started; i++)
        while (!clock_join(threads[i], TICK_MS))
            tell_progress(&probing);
    log_progress_end();
    pthread_mutex_destroy(&probing.lock);
    if (started == 0)
        return err_set(err, ERR_RESOURCE, "no thread could be started");
    if (probing.failed) {
        *err = probing.err;
        return err_within(err, "looking at the source's rows");
    }
    char message[120];
    snprintf(message, sizeof message, "looked at the source's rows: %zu questions in %.2f s", count,
             clock_now_s() - begun);
    log_event(LOG_INFO, "probed", message, LOG_NUMBER("questions", count),
              LOG_NUMBER("seconds", clock_now_s() - begun));
    return true;
}

/* ---- what is asked ---- */

/* What is stored of a table counts as long as it has the columns that it had. */
static bool is_known(const Run *run, const Object *table)
{
    const char *why = NULL;
    return probe_has_table(run->probe, table, &why);
}

static bool is_crossing(const Run *run)
{
    return cross_pair(run->source->engine, run->target->engine) != NULL;
}

static void choose_questions(const Run *run, const TranslateOptions *options, ProbeQuestions *questions)
{
    const char **reasons = select_objects(run->arena, run->source, &options->selection, false, NULL);
    bool *asked = arena_array(run->arena, run->source->object_count + 1, sizeof *asked);
    EACH (run->source, TABLE, Table, table) {
        const Object *object = &table->object;
        bool tells = is_crossing(run) || dms_needs_lengths(&options->dms, object);
        asked[object->ordinal] =
            tells && reasons[object->ordinal] == NULL && probe_is_asked(object) && !is_known(run, object);
        if (asked[object->ordinal])
            probe_ask_table(questions, object);
    }
    EACH (run->source, FOREIGN_KEY, ForeignKey, key)
        if (is_crossing(run) && reasons[key->object.ordinal] == NULL &&
            options->foreign_keys == FOREIGN_KEYS_VALIDATE && asked[key->table->ordinal])
            probe_ask_foreign_key(questions, key);
}

static void tell_missing(Run *run, const Object *table, const char *why)
{
    finding_add(&run->findings, FINDING_PROBE_MISSING, table,
                "raise probe_timeout, or mend what the reason names, and run the same command again",
                "its rows could not be looked at, so that its types hold any row: %s", why);
}

static void tell_unanswered(Run *run)
{
    EACH (run->source, TABLE, Table, table) {
        const char *why = NULL;
        if (probe_has_table(run->probe, &table->object, &why) && why != NULL)
            tell_missing(run, &table->object, why);
    }
}

static bool tell_off(Run *run, const char *why, const char *remedy)
{
    finding_add(&run->findings, FINDING_PROBE_MISSING, NULL, remedy,
                "the source's rows were not looked at, so that types hold any row: %s", why);
    return true;
}

bool probing_tables(Run *run, const TranslateOptions *options, Err *err)
{
    if (run->target == NULL || (!is_crossing(run) && !(run->begins && options->dms.is_loader)))
        return true;
    run->probe = NULL;
    if (run->job.probe == JOB_PROBE_OFF)
        return tell_off(run, "the job says probe: off", "set probe: auto in the job");
    if (!run->begins && !artifacts_find_probe(run, &run->probe, err))
        return false;
    if (run->job.source_snapshot != NULL && run->probe == NULL)
        return tell_off(run, "the source is a snapshot", "give source.url, or artifacts: with what pre-data asked");
    if (run->probe == NULL) {
        char fingerprint[FINGERPRINT_SIZE];
        catalog_fingerprint(run->source, fingerprint);
        run->probe = probe_new(run->arena, run->source->server_id, fingerprint);
    }
    ProbeQuestions questions = {.arena = run->arena, .source = run->source};
    if (run->job.source_snapshot == NULL) {
        choose_questions(run, options, &questions);
        if (!ask_all(run, &questions, err))
            return false;
    }
    tell_unanswered(run);
    return true;
}

/* ---- keys ---- */

static const char *column_said(const Object *table, const Dialect *dialect, const char *key)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        SCOPED(Buf, buf_free) quoted = {0};
        dialect->quote_name(&quoted, column->name);
        if (strcmp(buf_text(&quoted), key) == 0)
            return column->name;
    }
    return NULL;
}

/* The columns that an index is made of; none where some of it is an expression. */
static List plain_columns(const Run *run, const Index *index)
{
    List columns = {arena_array(run->arena, index->keys.count, sizeof *columns.items), 0};
    for (size_t i = 0; i < index->keys.count; i++) {
        const char *name = column_said(index->table, dialect_of(run->source->engine), index->keys.items[i]);
        if (name == NULL)
            return (List){0};
        columns.items[columns.count++] = name;
    }
    return columns;
}

static void choose_key(const Run *run, ProbeQuestions *questions, const Object *const *there, const Object *table,
                       const Object *key, const List *columns)
{
    if (there[table->ordinal] != NULL && columns->count > 0 && probe_is_asked(table) &&
        !probe_has_link(run->probe, key, LINK_DUPLICATES))
        probe_ask_duplicates(questions, table, key, columns, there[table->ordinal]);
}

bool probing_keys(Run *run, bool *more, Err *err)
{
    *more = false;
    if (run->probe == NULL || run->job.source_snapshot != NULL)
        return true;
    ProbeQuestions questions = {.arena = run->arena, .source = run->source};
    const Object **there = arena_array(run->arena, run->source->object_count + 1, sizeof *there);
    EACH (run->desired.post, TABLE, Table, made) {
        const Object *origin = &made->object;
        while (origin->origin != NULL)
            origin = origin->origin;
        if (origin != &made->object)
            there[origin->ordinal] = &made->object;
    }
    EACH (run->source, KEY, Key, key)
        choose_key(run, &questions, there, key->table, &key->object, &key->columns);
    EACH (run->source, INDEX, Index, index) {
        List columns = index->is_unique && index->predicate == NULL ? plain_columns(run, index) : (List){0};
        choose_key(run, &questions, there, index->table, &index->object, &columns);
    }
    *more = questions.list.count > 0;
    return ask_all(run, &questions, err);
}
