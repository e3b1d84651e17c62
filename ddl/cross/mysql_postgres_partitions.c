/* From MySQL and MariaDB to PostgreSQL: partitions, which are tables there. A key is columns, since an expression would forbid
   primary keys: what MySQL computes of a date becomes the date, with the bounds' dates. Rows whose key is NULL, MySQL's lowest,
   find a DEFAULT partition. Anything else is one table. */
#include "mysql_postgres.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "my_partitions.h"
#include "read_mysql.h"
#include "scan.h"
#include "text.h"

/* How a bound's number becomes a value of the column. */
typedef enum Measure { MEASURE_VALUE, MEASURE_DAYS, MEASURE_YEARS, MEASURE_SECONDS, MEASURE_EPOCH } Measure;

/* One level on the target. */
typedef struct Split {
    MyMethod method;
    Measure measure;
    LIST_OF(const Column *) columns; /* the source's */
} Split;

typedef struct Splitting {
    Cross *cross;
    const Table *from;
    MyPartitioning said;
    Split top, sub;
    const char *why; /* it cannot be so; NULL so far */
} Splitting;

static bool is_plain(const MyLevel *level, const Token *first, Scan rest)
{
    Token token;
    return level->expression != NULL && first->type == TOKEN_NAME && !scan_solid(&rest, &token);
}

/* ---- keys ---- */

static void add_column(Splitting *s, Split *split, const char *name)
{
    const Column *column = mp_column_named(&s->from->object, name);
    if (column == NULL) {
        s->why = arena_printf(s->cross->arena, "its key is no column: %s", name);
        return;
    }
    for (size_t i = 0; i < split->columns.count; i++)
        if (split->columns.items[i] == column)
            return;
    *LIST_PUSH(s->cross->arena, &split->columns) = column;
}

/* All the columns that an expression speaks of: rows that MySQL keeps together stay together. */
static void add_columns_of(Splitting *s, Split *split, const char *expression)
{
    Scan scan = scan_open(&syntax_mysql, expression, strlen(expression));
    Token token;
    while (scan_solid(&scan, &token))
        if (token.type == TOKEN_NAME && token.start[0] == '`')
            add_column(s, split, scan_name(s->cross->arena, &token));
    if (split->columns.count == 0)
        s->why = arena_printf(s->cross->arena, "its key has no column: %s", expression);
}

static void add_primary_key(Splitting *s, Split *split)
{
    for (size_t i = 0; i < s->from->object.parts.count; i++) {
        const Key *key = (const Key *)s->from->object.parts.items[i];
        for (size_t n = 0; key->object.kind == KIND_KEY && key->is_primary && n < key->columns.count; n++)
            add_column(s, split, key->columns.items[n]);
    }
    if (split->columns.count == 0)
        s->why = "it is partitioned by a key that it does not have";
}

/* A column, or a function of one that grows with it. */
static void take_expression(Splitting *s, Split *split, const MyLevel *level)
{
    static const struct {
        const char *function;
        Measure measure;
    } rows[] = {{"to_days", MEASURE_DAYS},
                {"year", MEASURE_YEARS},
                {"to_seconds", MEASURE_SECONDS},
                {"unix_timestamp", MEASURE_EPOCH}};
    Scan scan = scan_open(&syntax_mysql, level->expression, strlen(level->expression));
    Token first, open, name, close, more;
    if (!scan_solid(&scan, &first))
        return;
    if (is_plain(level, &first, scan)) {
        add_column(s, split, scan_name(s->cross->arena, &first));
        return;
    }
    if (level->method == MY_RANGE && scan_solid(&scan, &open) && token_is_mark(&open, "(") &&
        scan_solid(&scan, &name) && name.type == TOKEN_NAME && scan_solid(&scan, &close) &&
        token_is_mark(&close, ")") && !scan_solid(&scan, &more))
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (token_is(&first, rows[i].function)) {
                split->measure = rows[i].measure;
                add_column(s, split, scan_name(s->cross->arena, &name));
                return;
            }
    s->why =
        arena_printf(s->cross->arena, "a key that is an expression forbids primary keys there: %s", level->expression);
}

static void take_level(Splitting *s, Split *split, const MyLevel *level)
{
    split->method = level->method;
    for (size_t i = 0; i < level->columns.count; i++)
        add_column(s, split, level->columns.items[i]);
    if (level->method == MY_SYSTEM_TIME)
        s->why = "there is no SYSTEM VERSIONING";
    else if (level->method == MY_KEY && level->columns.count == 0)
        add_primary_key(s, split);
    else if (level->method == MY_HASH)
        add_columns_of(s, split, level->expression);
    else if (level->expression != NULL)
        take_expression(s, split, level);
    if (level->method == MY_LIST && split->columns.count > 1)
        s->why = "lists there are of one column";
}

/* What a key's column may not be there. */
static void check_columns(Splitting *s, const Split *split)
{
    for (size_t i = 0; i < split->columns.count; i++) {
        const Column *column = split->columns.items[i];
        const CrossType *type = cross_type(s->cross, &column->object);
        if (column->generated != NULL)
            s->why = "a generated column is no key there";
        else if (type->type == NULL || type->load_type != NULL)
            s->why = "a column of its key changes its type after the load";
        else if (split->method == MY_RANGE && split->measure == MEASURE_VALUE && type->class == TYPE_ENUM)
            s->why = "its key is an enum";
    }
}

/* ---- bounds ---- */

/* Days since 0000-01-01, as MySQL counts them, as a date (proleptic Gregorian). */
static const char *date_of(const Cross *cross, int64_t days)
{
    enum { DAYS_OF_ERA = 146097, MARCH_FIRST = 60 };
    int64_t z = days - MARCH_FIRST, era = z / DAYS_OF_ERA, doe = z % DAYS_OF_ERA;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9, year = yoe + era * 400;
    int64_t day = doy - (153 * mp + 2) / 5 + 1;
    return arena_printf(cross->arena, "%04lld-%02lld-%02lld", (long long)(month <= 2 ? year + 1 : year),
                        (long long)month, (long long)day);
}

/* A moment as text, in seconds since the beginning of 0000-01-01. */
static const char *moment_of(const Cross *cross, int64_t seconds)
{
    enum { DAY = 86400 };
    int64_t rest = seconds % DAY;
    return arena_printf(cross->arena, "%s %02lld:%02lld:%02lld", date_of(cross, seconds / DAY),
                        (long long)(rest / 3600), (long long)(rest / 60 % 60), (long long)(rest % 60));
}

/* The text as a column of the type prints it; NULL: it may not be one. */
static const char *timely(const Cross *cross, const char *type, const char *text)
{
    const size_t length = strlen(text);
    bool is_date = strcmp(type, "date") == 0;
    if (length < 10 || strspn(text, "0123456789-: .") != length || text[4] != '-' || text[7] != '-')
        return NULL;
    if (is_date)
        return length == 10 || strcmp(text + 10, " 00:00:00") == 0 ? arena_slice(cross->arena, text, 10) : NULL;
    if (length != 10 && length != 19)
        return NULL;
    return arena_printf(cross->arena, "%s%s%s", text, length == 10 ? " 00:00:00" : "",
                        strstr(type, "with time zone") != NULL ? "+00" : "");
}

static const char *quoted(const Cross *cross, const char *text)
{
    return text == NULL ? NULL : cross_literal(cross, text);
}

/* A number as the server prints a constant of the type. */
static const char *numeral(const Cross *cross, const char *type, const char *digits)
{
    bool is_bare = digits[0] != '-' && strcmp(type, "integer") == 0;
    return is_bare ? digits : quoted(cross, digits);
}

static const char *measured(const Cross *cross, const Split *split, const char *type, const char *digits)
{
    enum { EPOCH_DAYS = 719528, DAY = 86400 };
    int64_t number = strtoll(digits, NULL, 10);
    switch (split->measure) {
    case MEASURE_VALUE: return numeral(cross, type, digits);
    case MEASURE_DAYS: return quoted(cross, timely(cross, type, date_of(cross, number)));
    case MEASURE_YEARS:
        return quoted(cross, timely(cross, type, arena_printf(cross->arena, "%04lld-01-01", (long long)number)));
    case MEASURE_SECONDS: return quoted(cross, timely(cross, type, moment_of(cross, number)));
    case MEASURE_EPOCH: return quoted(cross, timely(cross, type, moment_of(cross, number + (int64_t)EPOCH_DAYS * DAY)));
    }
    return NULL;
}

/* NULL: not understood. */
static const char *value_of(const Cross *cross, const Split *split, size_t at, const MyBound *bound)
{
    assert(at < split->columns.count);
    const CrossType *type = cross_type(cross, &split->columns.items[at]->object);
    bool is_time = type->class == TYPE_DATE || type->class == TYPE_TIMESTAMP || type->class == TYPE_TIMESTAMPTZ;
    switch (bound->type) {
    case MY_NUMBER: return measured(cross, split, type->type, bound->text);
    case MY_TEXT:
        if (type->class == TYPE_TEXT)
            return quoted(cross, bound->text);
        if (is_time && split->measure == MEASURE_VALUE)
            return quoted(cross, timely(cross, type->type, bound->text));
        return type->class == TYPE_INTEGER ? numeral(cross, type->type, bound->text) : NULL;
    case MY_NULL: return "NULL";
    case MY_MAXVALUE: return "MAXVALUE";
    case MY_UNKNOWN: return NULL;
    }
    return NULL;
}

static const char *tuple_of(Splitting *s, const MyPartition *partition, const char *otherwise)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < s->top.columns.count; i++) {
        const char *value = partition == NULL             ? otherwise
                            : i < partition->bounds.count ? value_of(s->cross, &s->top, i, &partition->bounds.items[i])
                                                          : NULL;
        if (value == NULL)
            s->why = arena_printf(s->cross->arena, "a bound of partition %s is not understood", partition->name);
        buf_printf(&out, "%s%s", i > 0 ? ", " : "", value == NULL ? "" : value);
    }
    return arena_copy(s->cross->arena, buf_text(&out));
}

static const char *list_of(Splitting *s, const MyPartition *partition)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < partition->bounds.count; i++) {
        const char *value = value_of(s->cross, &s->top, 0, &partition->bounds.items[i]);
        if (partition->bounds.items[i].type == MY_MAXVALUE)
            return NULL; /* the DEFAULT one */
        if (value == NULL)
            s->why = arena_printf(s->cross->arena, "a value of partition %s is not understood", partition->name);
        buf_printf(&out, "%s%s", i > 0 ? ", " : "", value == NULL ? "" : value);
    }
    return partition->is_default ? NULL : arena_copy(s->cross->arena, buf_text(&out));
}

static const char *bound_of(Splitting *s, size_t at)
{
    Arena *arena = s->cross->arena;
    const MyPartition *partition = &s->said.partitions.items[at];
    if (s->top.method == MY_LIST) {
        const char *list = list_of(s, partition);
        return list == NULL ? "DEFAULT" : arena_printf(arena, "FOR VALUES IN (%s)", list);
    }
    const char *from = tuple_of(s, at == 0 ? NULL : partition - 1, "MINVALUE");
    return arena_printf(arena, "FOR VALUES FROM (%s) TO (%s)", from, tuple_of(s, partition, NULL));
}

/* PostgreSQL compares texts by another collation: bounds that ascend byte by byte are taken to ascend. */
static void check_order(Splitting *s)
{
    const Column *column = s->top.columns.count == 0 ? NULL : s->top.columns.items[0];
    if (s->top.method != MY_RANGE || column == NULL || cross_type(s->cross, &column->object)->class != TYPE_TEXT)
        return;
    for (size_t i = 1; i < s->said.partitions.count; i++) {
        const MyPartition *partition = &s->said.partitions.items[i];
        if (partition->bounds.count > 0 && partition[-1].bounds.count > 0 &&
            partition->bounds.items[0].type == MY_TEXT &&
            strcmp(partition[-1].bounds.items[0].text, partition->bounds.items[0].text) > 0)
            s->why = "its bounds ascend in MySQL's collation only";
    }
}

/* ---- tables ---- */

static size_t put_partition(Splitting *s, size_t parent, const char *name, const char *bound, const char *comment)
{
    Cross *cross = s->cross;
    Family *family = mp_family(cross, &s->from->object);
    const Table *root = family->branches.items[0].table;
    Table *table = (Table *)cross_make(cross, KIND_TABLE, &s->from->object);
    table->schema = root->schema;
    table->name = cross_name_take(cross, SPACE_RELATION, s->from->schema,
                                  arena_printf(cross->arena, "%s_%s", root->name, name), &s->from->object);
    table->partition_of = &family->branches.items[parent].table->object;
    table->partition_bound = bound;
    table->bytes = table->rows = 0;
    *LIST_PUSH(cross->arena, &family->branches) = (Branch){table, parent};
    mp_comment(cross, &s->from->object, &table->object, NULL, comment);
    return family->branches.count - 1;
}

static const char *key_of(const Splitting *s, const Split *split)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_printf(&out, "%s (", split->method == MY_RANGE ? "RANGE" : split->method == MY_LIST ? "LIST" : "HASH");
    for (size_t i = 0; i < split->columns.count; i++) {
        buf_puts(&out, i > 0 ? ", " : "");
        buf_puts(&out, cross_quoted(s->cross, cross_name_of(s->cross, &split->columns.items[i]->object)));
    }
    buf_putc(&out, ')');
    return arena_copy(s->cross->arena, buf_text(&out));
}

static void split_by_hash(Splitting *s, size_t parent, const Split *split, int64_t count, const List *names,
                          const char *stem)
{
    Cross *cross = s->cross;
    mp_family(cross, &s->from->object)->branches.items[parent].table->partition_key = key_of(s, split);
    for (int64_t i = 0; i < count; i++)
        put_partition(s, parent,
                      (size_t)i < names->count ? names->items[i]
                                               : arena_printf(cross->arena, "%s%lld", stem, (long long)i),
                      arena_printf(cross->arena, "FOR VALUES WITH (modulus %lld, remainder %lld)", (long long)count,
                                   (long long)i),
                      NULL);
}

static void split_again(Splitting *s, size_t branch, const MyPartition *partition)
{
    if (s->sub.method == MY_NOT_PARTITIONED)
        return;
    int64_t count = partition->subpartitions.count > 0 ? (int64_t)partition->subpartitions.count : s->said.sub.count;
    split_by_hash(s, branch, &s->sub, count == INT_NONE ? 1 : count, &partition->subpartitions,
                  arena_printf(s->cross->arena, "%ssp", partition->name));
}

/* Rows that no other partition takes: NULL, which is MySQL's lowest; and texts that only MySQL's collation finds in a list. */
static const char *needs_default(const Splitting *s)
{
    for (size_t i = 0; i < s->top.columns.count; i++) {
        const Column *column = s->top.columns.items[i];
        const char *collation = column->collation;
        bool ignores_case = collation != NULL && strstr(collation, "_ci") != NULL;
        if (s->top.method == MY_RANGE && !column->not_null)
            return "for rows without a key, which MySQL keeps in the lowest";
        if (ignores_case)
            return "for texts that only MySQL's collation finds in one of the others";
    }
    return NULL;
}

static void split_by_value(Splitting *s, const char **bounds)
{
    const char *why = needs_default(s);
    mp_family(s->cross, &s->from->object)->branches.items[0].table->partition_key = key_of(s, &s->top);
    for (size_t i = 0; i < s->said.partitions.count; i++) {
        const MyPartition *partition = &s->said.partitions.items[i];
        if (strcmp(bounds[i], "DEFAULT") == 0)
            why = NULL;
        split_again(s, put_partition(s, 0, partition->name, bounds[i], partition->comment), partition);
    }
    if (why == NULL)
        return;
    MyPartition rest = {.name = "default"};
    split_again(s, put_partition(s, 0, rest.name, "DEFAULT", NULL), &rest);
    cross_find(s->cross, FINDING_PARTITION_CHANGED, &s->from->object, NULL, "it gets a DEFAULT partition, %s", why);
}

static void split(Splitting *s)
{
    bool is_hash = s->top.method == MY_HASH || s->top.method == MY_KEY;
    const char **bounds = arena_array(s->cross->arena, s->said.partitions.count, sizeof *bounds);
    for (size_t i = 0; i < s->said.partitions.count && !is_hash; i++)
        bounds[i] = bound_of(s, i);
    if (s->why != NULL)
        return;
    if (!is_hash) {
        split_by_value(s, bounds);
        return;
    }
    List names = {0};
    if (s->said.partitions.count > 0) {
        names = (List){arena_array(s->cross->arena, s->said.partitions.count, sizeof *names.items),
                       s->said.partitions.count};
        for (size_t i = 0; i < names.count; i++)
            names.items[i] = s->said.partitions.items[i].name;
    }
    int64_t count = names.count > 0 ? (int64_t)names.count : s->said.top.count == INT_NONE ? 1 : s->said.top.count;
    split_by_hash(s, 0, &s->top, count, &names, "p");
    cross_find(s->cross, FINDING_PARTITION_CHANGED, &s->from->object, NULL,
               "partitions by HASH or KEY: rows lie in others than on the source");
}

static void note_key(Splitting *s, const Split *split)
{
    for (size_t i = 0; i < split->columns.count; i++)
        my_list_add(s->cross->arena, &mp_family(s->cross, &s->from->object)->key_columns,
                    split->columns.items[i]->name);
}

void mp_make_partitions(Cross *cross, const Table *from)
{
    if (from->partition_key == NULL)
        return;
    Splitting s = {.cross = cross, .from = from, .said = my_partitioning(cross->arena, from)};
    take_level(&s, &s.top, &s.said.top);
    check_columns(&s, &s.top);
    if (s.said.sub.method != MY_NOT_PARTITIONED) {
        take_level(&s, &s.sub, &s.said.sub);
        check_columns(&s, &s.sub);
    }
    check_order(&s);
    if (s.why == NULL)
        split(&s);
    if (s.why != NULL) {
        cross_find(cross, FINDING_PARTITION_DROPPED, &from->object,
                   "partition it on the target by hand, if it is large", "it is one table on PostgreSQL: %s", s.why);
        return;
    }
    note_key(&s, &s.top);
    note_key(&s, &s.sub);
}
