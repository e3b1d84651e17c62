/* The copy: all sources are opened and see the same rows, then threads take one table after the other. */
#include "copy.h"
#include "copy_engine.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "clock.h"

enum { PAIRS_MAX = 64, TICK_MS = 200 };

typedef struct Copying {
    pthread_mutex_t lock; /* guards next, failed, err, arena */
    CopyPlan *plan;
    const CopyOptions *options;
    Arena *arena;
    size_t next;
    bool failed;
    Err err;
} Copying;

/* What a thread works with. */
typedef struct Pair {
    Copying *copying;
    Db *source;
    pthread_t thread;
} Pair;

static const CopyEngine *const engines[] = {&copy_postgres, &copy_mysql};

/* ---- the plan ---- */

static int by_bytes(const void *a, const void *b)
{
    const CopiedTable *left = a, *right = b;
    if (left->table->bytes != right->table->bytes)
        return left->table->bytes > right->table->bytes ? -1 : 1;
    return strcmp(left->table->object.name, right->table->object.name);
}

static const CopyEngine *engine_of(const Catalog *catalog)
{
    const CopyEngine *engine = engines[0];
    for (size_t i = 1; i < sizeof engines / sizeof *engines; i++)
        if (strcmp(engines[i]->engine, catalog->engine) == 0)
            engine = engines[i];
    return engine;
}

/* Beside the one that is made of a table, its partitions may have been. */
static bool is_copied(const CopyPlan *plan, const Table *table)
{
    const Object *origin = table->object.origin;
    if (plan->from == plan->to)
        return plan->to->holds_rows(table);
    return origin != NULL && origin->kind == KIND_TABLE && plan->to->is_table(table) &&
           plan->from->is_table((const Table *)origin);
}

void copy_plan_begin(CopyPlan *plan, Arena *arena, size_t count, const Catalog *source, const Catalog *target)
{
    *plan = (CopyPlan){.tables = arena_array(arena, count, sizeof *plan->tables),
                       .source = source,
                       .target = target,
                       .from = engine_of(source),
                       .to = engine_of(target)};
}

void copy_plan(CopyPlan *plan, Arena *arena, const Catalog *source, const Catalog *target, const Catalog *post)
{
    copy_plan_begin(plan, arena, post->objects[KIND_TABLE].count, source, target);
    EACH (post, TABLE, Table, table)
        if (is_copied(plan, table))
            plan->tables[plan->count++] = (CopiedTable){.table = table};
    if (plan->count > 1)
        qsort(plan->tables, plan->count, sizeof *plan->tables, by_bytes);
}

/* ---- one table ---- */

void copy_put_table(Buf *out, const Db *db, const Object *object)
{
    const Table *table = (const Table *)object;
    db->driver->quote_name(out, ((const Schema *)table->schema)->name);
    buf_putc(out, '.');
    db->driver->quote_name(out, table->name);
}

/* The one value of "SELECT what FROM table rest"; NULL without a row. */
static bool ask_table(const CopyEngine *engine, Db *db, Arena *arena, const char *what, const Object *table,
                      const char *rest, const char **value, Err *err)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_printf(&sql, "SELECT %s %s ", what, engine->from((const Table *)table));
    copy_put_table(&sql, db, table);
    buf_puts(&sql, rest);
    return db_value(db, buf_text(&sql), arena, value, err);
}

static bool count_rows(const CopyEngine *engine, Db *db, Arena *arena, const Object *table, uint64_t *rows, Err *err)
{
    const char *value = NULL;
    bool ok = ask_table(engine, db, arena, "count(*)", table, "", &value, err);
    *rows = value == NULL ? 0 : strtoull(value, NULL, 10);
    return ok;
}

static bool has_rows(const CopyEngine *engine, Db *db, Arena *arena, const Object *table, bool *found, Err *err)
{
    const char *value = NULL;
    bool ok = ask_table(engine, db, arena, "true", table, " LIMIT 1", &value, err);
    *found = value != NULL;
    return ok;
}

static bool compare_counts(const CopyPlan *plan, CopiedTable *copied, Arena *scratch, Db *source, Db *target, Err *err)
{
    const Object *table = &copied->table->object;
    if (!count_rows(plan->from, source, scratch, table->origin, &copied->rows, err) ||
        !count_rows(plan->to, target, scratch, table, &copied->there, err))
        return false;
    copied->state = copied->rows == copied->there ? COPY_THERE : COPY_IN_THE_WAY;
    if (copied->state == COPY_THERE)
        return true;
    err_set(err, ERR_REFUSED, "the target's table holds %llu rows already, the source's %llu",
            (unsigned long long)copied->there, (unsigned long long)copied->rows);
    return err_hint(err, "TRUNCATE it on the target, or exclude it, then run the same command again");
}

static bool copy_rows(const CopyPlan *plan, CopiedTable *copied, Arena *scratch, Db *source, Db *target, Err *err)
{
    const Object *table = &copied->table->object;
    bool rows_there = false;
    if (!has_rows(plan->to, target, scratch, table, &rows_there, err))
        return false;
    if (rows_there)
        return compare_counts(plan, copied, scratch, source, target, err);
    bool ok;
    if (plan->from == plan->to) {
        CopySql sql;
        plan->to->sql(source, target, table, scratch, &sql);
        ok = db_copy(source, sql.read, target, sql.write, &copied->rows, &copied->bytes, err);
    } else {
        ok = across_copy(plan, source, target, table, scratch, &copied->rows, &copied->bytes, err);
    }
    if (!ok)
        return false;
    copied->state = COPY_DONE;
    return true;
}

static bool copy_table(Copying *copying, CopiedTable *copied, Arena *scratch, Db *source, Db *target, Err *err)
{
    const CopyPlan *plan = copying->plan;
    const CopyOptions *options = copying->options;
    if (options->loader != NULL) {
        bool ok = options->loader->load(plan, options->loader_context, source, target, copied, scratch, err);
        copied->state = ok ? COPY_DONE : COPY_FAILED;
        return ok;
    }
    /* What one engine copied itself, bit for bit, is looked at for those who ask only. */
    bool is_checked = (plan->from != plan->to || options->only_check) && options->check != COPY_CHECK_NOTHING;
    if (!options->only_check && !copy_rows(plan, copied, scratch, source, target, err))
        return false;
    if (!is_checked || copied->state == COPY_THERE)
        return true;
    return across_check(plan, options->check, source, target, copied, scratch, err);
}

/* ---- the threads ---- */

static CopiedTable *next_table(Copying *copying, const Db *target)
{
    pthread_mutex_lock(&copying->lock);
    CopiedTable *table = NULL;
    if (!copying->failed && copying->next < copying->plan->count)
        table = &copying->plan->tables[copying->next++];
    if (table != NULL)
        copying->options->start(table, target, copying->options->context);
    pthread_mutex_unlock(&copying->lock);
    return table;
}

/* What a thread has found outlives it. */
static void keep_mismatches(Copying *copying, CopiedTable *table)
{
    CopiedTable found = *table;
    table->mismatches = (CopyMismatches){0};
    for (size_t i = 0; i < found.mismatches.count; i++)
        *LIST_PUSH(copying->arena, &table->mismatches) =
            (CopyMismatch){found.mismatches.items[i].object, arena_copy(copying->arena, found.mismatches.items[i].what),
                           found.mismatches.items[i].is_accepted};
}

static void settle(Copying *copying, CopiedTable *table, const Db *target, bool ok, Err *err)
{
    pthread_mutex_lock(&copying->lock);
    if (table != NULL)
        keep_mismatches(copying, table);
    if (table != NULL)
        copying->options->end(table, target, ok ? NULL : err, copying->options->context);
    if (!ok) {
        if (table != NULL) {
            if (table->state != COPY_IN_THE_WAY)
                table->state = COPY_FAILED;
            table->why = arena_copy(copying->arena, err->message);
            err_within(err, "%s", table->table->object.key);
        }
        bool stands_alone = table != NULL && copying->options->loader != NULL && db_stop_signal == 0;
        if (!copying->failed && !stands_alone)
            copying->err = *err;
        copying->failed = copying->failed || !stands_alone;
    }
    pthread_mutex_unlock(&copying->lock);
}

static bool open_prepared(const Copying *copying, Db **db, bool is_source, Err *err)
{
    const CopyOptions *options = copying->options;
    const CopyPlan *plan = copying->plan;
    return options->open(db, is_source, options->context, err) &&
           (is_source ? plan->from : plan->to)->prepare(*db, is_source, plan->from != plan->to, err) &&
           (is_source || options->loader == NULL || options->loader->prepare(*db, err));
}

static void *work(void *context)
{
    Pair *pair = context;
    Copying *copying = pair->copying;
    Err err = {0};
    SCOPED(Arena *, arena_release) scratch = arena_new();
    SCOPED(Db *, db_release) source = pair->source;
    SCOPED(Db *, db_release) target = NULL;
    if (!open_prepared(copying, &target, false, &err)) {
        settle(copying, NULL, NULL, false, &err);
        return NULL;
    }
    for (CopiedTable *table; (table = next_table(copying, target)) != NULL;) {
        double started = clock_now_s();
        bool ok = copy_table(copying, table, scratch, source, target, &err);
        table->seconds = clock_now_s() - started;
        settle(copying, table, target, ok, &err);
    }
    return NULL;
}

/* Each thread closes its source: the others may then end the transaction that gave them their snapshot. */
static bool run_pairs(Copying *copying, Pair *pairs, size_t count, Err *err)
{
    size_t started = 0;
    while (started < count && pthread_create(&pairs[started].thread, NULL, work, &pairs[started]) == 0)
        started++;
    for (size_t i = started; i < count; i++)
        db_close(pairs[i].source);
    for (size_t i = 0; i < started; i++)
        while (!clock_join(pairs[i].thread, TICK_MS))
            copying->options->idle(copying->options->context);
    copying->plan->connections = started;
    if (started == 0)
        return err_set(err, ERR_RESOURCE, "no thread could be started");
    if (copying->failed)
        *err = copying->err;
    return !copying->failed;
}

bool copy_tables(CopyPlan *plan, Arena *arena, const CopyOptions *options, Err *err)
{
    Copying copying = {.plan = plan, .options = options, .arena = arena};
    size_t wanted = options->connections < PAIRS_MAX ? options->connections : PAIRS_MAX, opened = 0, alike = 0;
    Db *sources[PAIRS_MAX] = {0};
    Pair pairs[PAIRS_MAX];
    if (plan->count == 0)
        return true;
    wanted = wanted < plan->count ? wanted : plan->count;
    while (opened < wanted && open_prepared(&copying, &sources[opened], true, err))
        opened++;
    bool ok = opened == wanted && plan->from->snapshot(arena, sources, wanted, &alike, err);
    for (size_t i = ok ? alike : 0; i < wanted; i++)
        db_close(sources[i]);
    if (!ok)
        return false;
    for (size_t i = 0; i < alike; i++)
        pairs[i] = (Pair){.copying = &copying, .source = sources[i]};
    pthread_mutex_init(&copying.lock, NULL);
    ok = run_pairs(&copying, pairs, alike, err);
    pthread_mutex_destroy(&copying.lock);
    return ok;
}
