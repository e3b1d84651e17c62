/* The copy: a leader holds the source's snapshot, threads share it and take one table after the other. */
#include "copy.h"

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
    const char *snapshot;
    Arena *arena;
    size_t next;
    bool failed;
    Err err;
} Copying;

/* ---- the plan ---- */

static int by_bytes(const void *a, const void *b)
{
    const CopiedTable *left = a, *right = b;
    if (left->table->bytes != right->table->bytes)
        return left->table->bytes > right->table->bytes ? -1 : 1;
    return strcmp(left->table->object.name, right->table->object.name);
}

void copy_plan(CopyPlan *plan, Arena *arena, const Catalog *post)
{
    *plan = (CopyPlan){arena_array(arena, post->objects[KIND_TABLE].count, sizeof *plan->tables), 0};
    EACH (post, TABLE, Table, table)
        if (table->partition_key == NULL && table->server == NULL)
            plan->tables[plan->count++] = (CopiedTable){.table = table};
    if (plan->count > 1)
        qsort(plan->tables, plan->count, sizeof *plan->tables, by_bytes);
}

/* ---- one table ---- */

/* Generated columns make themselves. A table of no columns has rows, too: then the list is left out. */
static void put_columns(Buf *out, const Db *db, const Object *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || column->generated != NULL)
            continue;
        buf_puts(out, count++ == 0 ? " (" : ", ");
        db->driver->quote_name(out, column->name);
    }
    buf_puts(out, count > 0 ? ")" : "");
}

static void put_table(Buf *out, const Db *db, const Object *object)
{
    const Table *table = (const Table *)object;
    db->driver->quote_name(out, ((const Schema *)table->schema)->name);
    buf_putc(out, '.');
    db->driver->quote_name(out, table->name);
}

static const char *copy_sql(Arena *arena, const Db *db, const Object *table, const char *direction)
{
    Buf sql = {0};
    buf_puts(&sql, "COPY ");
    put_table(&sql, db, table);
    put_columns(&sql, db, table);
    buf_printf(&sql, " %s", direction);
    const char *text = arena_copy(arena, buf_text(&sql));
    buf_free(&sql);
    return text;
}

/* The one value of "SELECT what FROM table rest"; NULL without a row. */
static bool ask_table(Db *db, Arena *arena, const char *what, const Object *table, const char *rest, const char **value,
                      Err *err)
{
    Buf sql = {0};
    buf_printf(&sql, "SELECT %s FROM ONLY ", what);
    put_table(&sql, db, table);
    buf_puts(&sql, rest);
    bool ok = db_value(db, buf_text(&sql), arena, value, err);
    buf_free(&sql);
    return ok;
}

static bool count_rows(Db *db, Arena *arena, const Object *table, uint64_t *rows, Err *err)
{
    const char *value = NULL;
    bool ok = ask_table(db, arena, "count(*)", table, "", &value, err);
    *rows = value == NULL ? 0 : strtoull(value, NULL, 10);
    return ok;
}

static bool has_rows(Db *db, Arena *arena, const Object *table, bool *found, Err *err)
{
    const char *value = NULL;
    bool ok = ask_table(db, arena, "true", table, " LIMIT 1", &value, err);
    *found = value != NULL;
    return ok;
}

static bool compare_counts(CopiedTable *copied, Arena *scratch, Db *source, Db *target, Err *err)
{
    const Object *table = &copied->table->object;
    if (!count_rows(source, scratch, table->origin, &copied->rows, err) ||
        !count_rows(target, scratch, table, &copied->there, err))
        return false;
    copied->state = copied->rows == copied->there ? COPY_THERE : COPY_IN_THE_WAY;
    if (copied->state == COPY_THERE)
        return true;
    err_set(err, ERR_REFUSED, "the target's table holds %llu rows already, the source's %llu",
            (unsigned long long)copied->there, (unsigned long long)copied->rows);
    return err_hint(err, "TRUNCATE it on the target, or exclude it, then run the same command again");
}

static bool copy_table(CopiedTable *copied, Arena *scratch, Db *source, Db *target, Err *err)
{
    const Object *table = &copied->table->object;
    bool rows_there = false;
    if (!has_rows(target, scratch, table, &rows_there, err))
        return false;
    if (rows_there)
        return compare_counts(copied, scratch, source, target, err);
    if (!db_copy(source, copy_sql(scratch, source, table->origin, "TO STDOUT"), target,
                 copy_sql(scratch, target, table, "FROM STDIN"), &copied->rows, &copied->bytes, err))
        return false;
    copied->state = COPY_DONE;
    return true;
}

/* ---- the threads ---- */

static bool open_pair(Copying *copying, Arena *scratch, Db **source, Db **target, Err *err)
{
    const CopyOptions *options = copying->options;
    if (!options->open(source, true, options->context, err) || !options->open(target, false, options->context, err))
        return false;
    const char *join = arena_printf(scratch, "SET TRANSACTION SNAPSHOT '%s'", copying->snapshot);
    return db_exec(*source, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err) && db_exec(*source, join, err);
}

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

static void settle(Copying *copying, CopiedTable *table, const Db *target, bool ok, Err *err)
{
    pthread_mutex_lock(&copying->lock);
    if (table != NULL)
        copying->options->end(table, target, ok ? NULL : err, copying->options->context);
    if (!ok) {
        if (table != NULL) {
            if (table->state != COPY_IN_THE_WAY)
                table->state = COPY_FAILED;
            table->why = arena_copy(copying->arena, err->message);
            err_within(err, "%s", table->table->object.key);
        }
        if (!copying->failed)
            copying->err = *err;
        copying->failed = true;
    }
    pthread_mutex_unlock(&copying->lock);
}

static void *work(void *context)
{
    Copying *copying = context;
    Err err = {0};
    SCOPED(Arena *, arena_release) scratch = arena_new();
    SCOPED(Db *, db_release) source = NULL;
    SCOPED(Db *, db_release) target = NULL;
    if (!open_pair(copying, scratch, &source, &target, &err)) {
        settle(copying, NULL, NULL, false, &err);
        return NULL;
    }
    for (CopiedTable *table; (table = next_table(copying, target)) != NULL;) {
        double started = clock_now_s();
        bool ok = copy_table(table, scratch, source, target, &err);
        table->seconds = clock_now_s() - started;
        settle(copying, table, target, ok, &err);
    }
    return NULL;
}

bool copy_tables(CopyPlan *plan, Arena *arena, const CopyOptions *options, Err *err)
{
    SCOPED(Db *, db_release) leader = NULL;
    Copying copying = {.plan = plan, .options = options, .arena = arena};
    if (plan->count == 0)
        return true;
    if (!options->open(&leader, true, options->context, err) ||
        !db_exec(leader, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err) ||
        !db_value(leader, "SELECT pg_export_snapshot()", arena, &copying.snapshot, err))
        return false;
    pthread_mutex_init(&copying.lock, NULL);
    pthread_t threads[PAIRS_MAX];
    size_t wanted = options->connections < PAIRS_MAX ? options->connections : PAIRS_MAX, started = 0;
    while (started < wanted && started < plan->count && pthread_create(&threads[started], NULL, work, &copying) == 0)
        started++;
    for (size_t i = 0; i < started; i++)
        while (!clock_join(threads[i], TICK_MS))
            options->idle(options->context);
    pthread_mutex_destroy(&copying.lock);
    if (started == 0)
        return err_set(err, ERR_RESOURCE, "no thread could be started");
    if (copying.failed)
        *err = copying.err;
    return !copying.failed;
}
