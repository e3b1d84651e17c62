/* Do two engines hold the same? Of each column they are asked how many values it has, and for a sum of what is equal on both
   sides for equal values: pure SQL, one statement a side. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "copy_engine.h"
#include "dms_masks.h"
#include "forms.h"

typedef enum Compared {
    AS_TEXT,    /* the text's hashes, summed */
    AS_BYTES,   /* the bytes' */
    AS_INTEGER, /* themselves, and their squares, as far as sums hold them: far faster than hashes */
    AS_NUMBER,  /* least, greatest, and a sum that no order of rows changes by much */
    AS_COUNT,   /* only how many there are */
} Compared;

#define MYSQL_INTEGERS "tinyint smallint mediumint int bigint year"
#define MYSQL_OTHERS MYSQL_BYTES " vector " MYSQL_SHAPES
/* What no two servers write alike is left out of JSON: the digits of its numbers, and with them those of its texts. */
#define WITHOUT_DIGITS                                                                                                 \
    "REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(" \
    "REPLACE($, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', ''), "  \
    "'.', ''), 'e', ''), 'E', ''), '+', ''), '-', '')"

/* The first row that fits counts; what no row fits is compared as the text that both print. $ stands for the column. */
static const struct {
    const char *from;            /* engine; NULL: either */
    const char *mysql;           /* words that a type may begin with; NULL: any */
    const char *postgres, *part; /* the same, and what it must hold */
    Compared as;
    const char *mysql_sql, *postgres_sql;
} rows[] = {
    {NULL, NULL, NULL, "[]", AS_TEXT, "$", "$::text"},
    /* As it is printed, which is not how it is cast. */
    {NULL, NULL, "inet xml", NULL, AS_TEXT, "$", "CASE WHEN $ IS NOT NULL THEN format('%s', $) END"},
    {NULL, "bit", "boolean", NULL, AS_INTEGER, "$ + 0", "$::int::bigint"},
    {NULL, "bit", "bytea", NULL, AS_BYTES, "CAST($ AS BINARY)", "$"},
    {NULL, "bit", "bit", NULL, AS_TEXT, "TRIM(LEADING '0' FROM BIN($))", "ltrim($::text, '0')"},
    {NULL, "bit", NULL, NULL, AS_TEXT, "$ + 0", "$::text"},
    {NULL, MYSQL_OTHERS, "bytea", NULL, AS_BYTES, "$", "$"},
    {NULL, MYSQL_BYTES, "uuid", NULL, AS_TEXT, "LOWER(HEX($))", "replace($::text, '-', '')"},
    {NULL, MYSQL_OTHERS, NULL, NULL, AS_COUNT, "$", "$"},
    {NULL, MYSQL_INTEGERS, "boolean", NULL, AS_INTEGER, "$ + 0", "$::int::bigint"},
    {NULL, MYSQL_TEXTS, "uuid", NULL, AS_TEXT, "LOWER(REPLACE($, '-', ''))", "replace($::text, '-', '')"},
    {NULL, MYSQL_TEXTS, "money", NULL, AS_TEXT, "$", "$::numeric"},
    {NULL, MYSQL_TEXTS, "character_varying", NULL, AS_TEXT, "$", "$::text"},
    {NULL, MYSQL_TEXTS " enum set", "character", NULL, AS_TEXT, "TRIM(TRAILING ' ' FROM $)", "$::text"},
    {"mysql", MYSQL_TEXTS, "json jsonb", NULL, AS_COUNT, "$", "$"}, /* MariaDB's is a text as it was written */
    {NULL, "json", "json jsonb", NULL, AS_TEXT, WITHOUT_DIGITS, "translate($::jsonb::text, '0123456789.eE+-', '')"},
    {NULL, "float double", NULL, NULL, AS_NUMBER, "$ * 1e0", "$::float8"},
    {NULL, "decimal " MYSQL_INTEGERS, "real double", NULL, AS_NUMBER, "$ * 1e0", "$::float8"},
    {NULL, "decimal", NULL, NULL, AS_TEXT,
     "IF(LOCATE('.', $) = 0, $, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM $)))",
     "CASE WHEN $::numeric::text LIKE '%.%' THEN rtrim(rtrim($::numeric::text, '0'), '.') ELSE $::numeric::text END"},
    {NULL, MYSQL_INTEGERS, "smallint integer bigint oid", NULL, AS_INTEGER, "$ + 0", "$::bigint"},
    {NULL, MYSQL_INTEGERS, NULL, NULL, AS_TEXT, "$ + 0", "$::text"},
    {NULL, "date", "date", NULL, AS_INTEGER, "IF(YEAR($) = 0 OR MONTH($) = 0 OR DAYOFMONTH($) = 0, NULL, TO_DAYS($))",
     "(CASE $ WHEN 'infinity' THEN '9999-12-31' WHEN '-infinity' THEN '4713-01-01 BC' ELSE $ END - '0001-01-01'::date + "
     "366)::bigint"},
    {NULL, "date datetime timestamp", "date timestamp", NULL, AS_TEXT,
     "IF(YEAR($) = 0 OR MONTH($) = 0 OR DAYOFMONTH($) = 0, NULL, DATE_FORMAT($, '%Y-%m-%d %H:%i:%s.%f'))",
     "CASE WHEN $ = 'infinity' THEN '9999-12-31 23:59:59.000000' WHEN $ < '0001-01-01' THEN 'BC' "
     "ELSE to_char($, 'YYYY-MM-DD HH24:MI:SS.US') END"},
    {NULL, "time", "time", " with time zone", AS_INTEGER,
     "TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'2000-01-01 00:00:00', ADDTIME(TIMESTAMP'2000-01-01 00:00:00', $))",
     "(extract(epoch FROM $::time) * 1000000)::bigint"},
    {NULL, "time", "time interval", NULL, AS_INTEGER,
     "TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'2000-01-01 00:00:00', ADDTIME(TIMESTAMP'2000-01-01 00:00:00', $))",
     "(extract(epoch FROM $) * 1000000)::bigint"},
};

enum { AS_PRINTED = sizeof rows / sizeof *rows };

typedef struct Side {
    Db *db;
    bool is_mysql;
    Buf sql;
    Arena *arena; /* its own: both are asked at once */
    const char **values;
    Err err;
    bool ok;
} Side;

static size_t row_of(const CopyPlan *plan, const char *mysql, const char *postgres)
{
    for (size_t i = 0; i < AS_PRINTED; i++)
        if ((rows[i].from == NULL || strcmp(rows[i].from, plan->source->engine) == 0) &&
            (rows[i].mysql == NULL || form_is_type(rows[i].mysql, mysql)) &&
            (rows[i].postgres == NULL || form_is_type(rows[i].postgres, postgres)) &&
            (rows[i].part == NULL || strstr(postgres, rows[i].part) != NULL))
            return i;
    return AS_PRINTED;
}

static Compared compared(size_t row)
{
    return row == AS_PRINTED ? AS_TEXT : rows[row].as;
}

/* ---- the statements ---- */

static void put_hash(Buf *out, const Side *side, const char *value, bool is_bytes)
{
    if (side->is_mysql)
        buf_printf(out, ", SUM(CAST(CONV(LEFT(SHA2(%s%s%s, 256), 14), 16, 10) AS UNSIGNED))",
                   is_bytes ? "" : "CONVERT(", value, is_bytes ? "" : " USING utf8mb4)");
    else
        buf_printf(out, ", sum(('x' || encode(substr(sha256(%s%s%s), 1, 7), 'hex'))::bit(56)::bigint)",
                   is_bytes ? "" : "convert_to((", value, is_bytes ? "" : ")::text, 'UTF8')");
}

static void put_column(Side *side, const char *name, size_t row, const char *loss)
{
    SCOPED(Buf, buf_free) column = {0};
    SCOPED(Buf, buf_free) value = {0};
    const char *sql = row == AS_PRINTED ? (side->is_mysql ? "$" : "$::text")
                      : side->is_mysql  ? rows[row].mysql_sql
                                        : rows[row].postgres_sql;
    side->db->driver->quote_name(&column, name);
    form_put_lossy(&value, loss, sql, buf_text(&column));
    const char *x = buf_text(&value);
    buf_printf(&side->sql, ", count(%s)", x);
    switch (compared(row)) {
    case AS_TEXT: put_hash(&side->sql, side, x, false); break;
    case AS_BYTES: put_hash(&side->sql, side, x, true); break;
    case AS_INTEGER: buf_printf(&side->sql, ", sum(%s), sum(mod(%s, 1000003) * mod(%s, 1000003))", x, x, x); break;
    case AS_NUMBER: buf_printf(&side->sql, ", min(%s), max(%s), sum(sign(%s) * ln(1 + abs(%s)))", x, x, x, x); break;
    case AS_COUNT: break;
    }
}

static void put_loss(Side *side, const char *name, const char *loss)
{
    SCOPED(Buf, buf_free) column = {0};
    if (loss == NULL)
        return;
    side->db->driver->quote_name(&column, name);
    buf_puts(&side->sql, ", count(CASE WHEN ");
    form_put(&side->sql, loss, buf_text(&column));
    buf_puts(&side->sql, " THEN 1 END)");
}

static size_t width(size_t row)
{
    static const size_t widths[] = {[AS_TEXT] = 2, [AS_BYTES] = 2, [AS_INTEGER] = 3, [AS_NUMBER] = 4, [AS_COUNT] = 1};
    return widths[compared(row)];
}

/* ---- what they answer ---- */

static bool read_answer(size_t statement, const Rows *answer, void *context, Err *err)
{
    (void)statement, (void)err;
    Side *side = context;
    side->values = arena_array(side->arena, answer->column_count, sizeof *side->values);
    for (size_t i = 0; i < answer->column_count; i++)
        side->values[i] = arena_copy(side->arena, rows_value(answer, 0, i));
    return true;
}

static void *ask(void *context)
{
    Side *side = context;
    side->ok = db_query(side->db, buf_text(&side->sql), read_answer, side, &side->err) ||
               err_within(&side->err, "%s", side->db->role);
    return NULL;
}

static bool ask_both(Side sides[2], Err *err)
{
    pthread_t thread;
    bool at_once = pthread_create(&thread, NULL, ask, &sides[0]) == 0;
    if (!at_once)
        ask(&sides[0]);
    ask(&sides[1]);
    if (at_once)
        pthread_join(thread, NULL);
    for (int s = 0; s < 2; s++)
        if (!sides[s].ok) {
            *err = sides[s].err;
            return false;
        }
    return true;
}

static bool is_near(const char *a, const char *b)
{
    double x = strtod(a, NULL), y = strtod(b, NULL);
    return x == y || (isfinite(x) && isfinite(y) && fabs(x - y) <= 1e-6 * fmax(fabs(x), fabs(y)));
}

static bool is_same(const char *a, const char *b, bool is_number)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0 || (is_number && is_near(a, b));
}

static void add_mismatch(CopiedTable *copied, Arena *arena, const Object *object, const char *what)
{
    *LIST_PUSH(arena, &copied->mismatches) = (CopyMismatch){object, what, false};
}

static void add_loss(CopiedTable *copied, Arena *arena, const Object *object, const char *count)
{
    if (strcmp(count, "0") != 0)
        *LIST_PUSH(arena, &copied->mismatches) = (CopyMismatch){
            object, arena_printf(arena, "%s values that the target cannot hold are NULL there", count), true};
}

static void compare_column(CopiedTable *copied, Arena *arena, const Object *column, size_t row, const char **source,
                           const char **target)
{
    bool is_number = compared(row) == AS_NUMBER, same = true;
    for (size_t i = 1; i < width(row); i++)
        same = same && is_same(source[i], target[i], is_number);
    if (strcmp(source[0], target[0]) != 0)
        add_mismatch(
            copied, arena, column,
            arena_printf(arena, "%s values that are not NULL on the source, %s on the target", source[0], target[0]));
    else if (!same)
        add_mismatch(copied, arena, column, "the same number of values, and not the same values");
}

/* ---- one table ---- */

static bool is_hidden(const DmsOptions *dms, const Column *from)
{
    const Table *table = (const Table *)from->table;
    if (dms == NULL || dms_mask_of(dms, &from->object) != NULL)
        return dms != NULL;
    if (dms->mapping == NULL)
        return false;
    DmsColumn rules = dms_mapping_column(dms->mapping, ((const Schema *)table->schema)->name, table->name, from->name);
    return rules.is_removed || rules.mask != NULL;
}

/* What the target must not have is not looked for. */
static void leave_out_hidden(AcrossColumns *columns, const CopyPlan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++)
        if (!is_hidden(plan->dms, columns->items[i].origin))
            columns->items[count++] = columns->items[i];
    columns->count = count;
}

static const char *type_of(const CopyPlan *plan, const AcrossColumn *column, bool of_mysql)
{
    bool of_source = strcmp(plan->source->engine, "mysql") == 0 ? of_mysql : !of_mysql;
    return of_source ? form_type(plan->source, column->origin) : column->type;
}

static void put_query(Side *side, const CopyEngine *engine, const Object *table, const AcrossColumns *columns,
                      size_t first, size_t end, const size_t *chosen)
{
    bool is_source = table->origin == NULL;
    buf_clear(&side->sql);
    buf_puts(&side->sql, "SELECT count(*)");
    for (size_t i = first; i < end; i++) {
        const AcrossColumn *item = &columns->items[i];
        put_column(side, is_source ? item->origin->name : item->column->name, chosen[i - first],
                   is_source ? item->loss : NULL);
    }
    for (size_t i = first; is_source && i < end; i++)
        put_loss(side, columns->items[i].origin->name, columns->items[i].loss);
    buf_printf(&side->sql, " %s ", engine->from((const Table *)table));
    copy_put_table(&side->sql, side->db, table);
}

static bool check_columns(const CopyPlan *plan, Side sides[2], const AcrossColumns *columns, size_t first, size_t end,
                          CopiedTable *copied, Arena *arena, Err *err)
{
    const Object *table = &copied->table->object;
    size_t *chosen = arena_array(arena, end - first, sizeof *chosen);
    for (size_t i = first; i < end; i++)
        chosen[i - first] =
            row_of(plan, type_of(plan, &columns->items[i], true), type_of(plan, &columns->items[i], false));
    put_query(&sides[0], plan->from, table->origin, columns, first, end, chosen);
    put_query(&sides[1], plan->to, table, columns, first, end, chosen);
    if (!ask_both(sides, err))
        return false;
    if (first == 0 && strcmp(sides[0].values[0], sides[1].values[0]) != 0)
        add_mismatch(
            copied, arena, table,
            arena_printf(arena, "%s rows on the source, %s on the target", sides[0].values[0], sides[1].values[0]));
    size_t at = 1;
    for (size_t i = first; i < end; at += width(chosen[i++ - first]))
        compare_column(copied, arena, &columns->items[i].column->object, chosen[i - first], sides[0].values + at,
                       sides[1].values + at);
    for (size_t i = first; i < end; i++)
        if (columns->items[i].loss != NULL)
            add_loss(copied, arena, &columns->items[i].column->object, sides[0].values[at++]);
    return true;
}

bool across_check(const CopyPlan *plan, CopyCheck check, Db *source, Db *target, CopiedTable *copied, Arena *arena,
                  Err *err)
{
    enum { AT_ONCE = 300 }; /* PostgreSQL answers with 1664 columns at most */
    AcrossColumns columns = {0};
    Side sides[2] = {{.db = source, .arena = arena_new()}, {.db = target, .arena = arena_new()}};
    bool ok = true;
    for (int s = 0; s < 2; s++)
        sides[s].is_mysql = strcmp(sides[s].db->driver->name, "mysql") == 0;
    if (check == COPY_CHECK_SUMS) {
        across_columns(&columns, plan, &copied->table->object, arena);
        leave_out_hidden(&columns, plan);
    }
    for (size_t first = 0; ok && (first == 0 || first < columns.count); first += AT_ONCE) {
        size_t end = columns.count - first < AT_ONCE ? columns.count : first + AT_ONCE;
        ok = check_columns(plan, sides, &columns, first, end, copied, arena, err);
    }
    for (int s = 0; s < 2; s++) {
        buf_free(&sides[s].sql);
        arena_free(sides[s].arena);
    }
    return ok;
}
