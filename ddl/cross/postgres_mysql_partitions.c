/* Partitions: tables of their own in PostgreSQL, a property of their table in MySQL. What MySQL cannot say of them leaves the
   table whole, with all of its rows. */
#include <stdlib.h>
#include <string.h>

#include "postgres_mysql.h"
#include "quote.h"
#include "text.h"

/* ---- how a table is partitioned ---- */

/* RANGE (a, b): the word and the columns; false: by an expression. */
static bool take_key(Arena *arena, const char *text, const char **word, List *columns)
{
    const char *open = strchr(text, '(');
    List keys = {0};
    if (open == NULL || !scan_split(arena, &syntax_postgres, open + 1, strlen(open + 1) - 1, &keys))
        return false;
    *word = arena_slice(arena, text, (size_t)(open - text) - (open > text && open[-1] == ' '));
    *columns = (List){arena_array(arena, keys.count, sizeof *columns->items), keys.count};
    for (size_t i = 0; i < keys.count; i++) {
        columns->items[i] = pgmy_index_key(arena, keys.items[i]).column;
        if (columns->items[i] == NULL)
            return false;
    }
    return true;
}

/* The types by whose values tables are cut (MySQL manual, 26.2.3). */
static bool cuts_by(const CrossType *type, bool is_hash)
{
    static const char *const types[] = {"tinyint",  "smallint", "mediumint", "int",    "bigint",    "date",
                                        "datetime", "char",     "varchar",   "binary", "varbinary", NULL};
    if (type->type == NULL || type->load_type != NULL)
        return false;
    size_t word = strcspn(type->type, "( ");
    if (is_hash) /* KEY takes all but long ones */
        return strncmp(type->type, "json", word) != 0 && (word < 4 || (strncmp(type->type + word - 4, "text", 4) != 0 &&
                                                                       strncmp(type->type + word - 4, "blob", 4) != 0));
    for (const char *const *one = types; *one != NULL; one++)
        if (strlen(*one) == word && strncmp(type->type, *one, word) == 0)
            return true;
    return false;
}

/* ---- bounds ---- */

/* A bound's literal as the target writes it; NULL: it cannot. */
static const char *literal(Arena *arena, const CrossType *type, const char *text)
{
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    Token token;
    SCOPED(Buf, buf_free) out = {0};
    if (strcmp(text, "MAXVALUE") == 0 || strcmp(text, "MINVALUE") == 0 || strcmp(text, "NULL") == 0)
        return text;
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        return text[0] == 't' ? "1" : "0";
    const char *value = scan_solid(&scan, &token) && token.type == TOKEN_STRING ? scan_string(arena, &token) : text;
    if (type->class == TYPE_INTEGER)
        return value;
    bool is_time = type->source_class == TYPE_DATE || type->source_class == TYPE_TIMESTAMP ||
                   type->source_class == TYPE_TIMESTAMPTZ;
    if (is_time && (strstr(value, " BC") != NULL || strstr(value, "infinity") != NULL))
        return NULL;
    if (type->source_class == TYPE_TIMESTAMPTZ) { /* our sessions speak UTC */
        size_t length = strlen(value);
        if (length < 3 || strcmp(value + length - 3, "+00") != 0)
            return NULL;
        value = arena_slice(arena, value, length - 3);
    }
    quote_mysql_literal(&out, value);
    return arena_copy(arena, buf_text(&out));
}

/* What stands between the brackets behind a word: TO ('2020-01-01', 5). */
static bool take_values(Arena *arena, const char *bound, const char *word, List *out)
{
    Scan scan = scan_open(&syntax_postgres, bound, strlen(bound));
    Token token;
    while (scan_solid(&scan, &token))
        if (token_is(&token, word) && scan_solid(&scan, &token) && token_is_mark(&token, "(")) {
            size_t close = scan_closing(&syntax_postgres, bound, scan.at - 1);
            return scan_split(arena, &syntax_postgres, bound + scan.at, close - scan.at, out);
        }
    return false;
}

static bool put_literals(Arena *arena, const CrossType **types, const List *values, bool is_list, const char **out)
{
    SCOPED(Buf, buf_free) text = {0};
    for (size_t i = 0; i < values->count; i++) {
        const char *one = literal(arena, types[is_list ? 0 : i], values->items[i]);
        if (one == NULL || strcmp(one, "MINVALUE") == 0)
            return false;
        buf_printf(&text, "%s%s", i == 0 ? "" : ",", one);
    }
    *out = arena_copy(arena, buf_text(&text));
    return true;
}

/* ---- one table's ---- */

typedef struct Part {
    const Table *table;
    List from, to; /* of a range */
    const char *text;
} Part;

typedef struct Partitioning {
    Cross *cross;
    const Table *table;
    const char *word;
    List columns;
    const CrossType **types;
    LIST_OF(Part) parts;
    const Table *rest;         /* the DEFAULT one */
    const char *gaps, *second; /* what it is without, and what its partitions are; NULL: nothing */
    const char *why;           /* not; NULL: it is partitioned */
} Partitioning;

static int compare_values(const char *a, const char *b)
{
    static const char *const ends[] = {"MINVALUE", "MAXVALUE"};
    int a_end = strcmp(a, ends[0]) == 0 ? -1 : strcmp(a, ends[1]) == 0;
    int b_end = strcmp(b, ends[0]) == 0 ? -1 : strcmp(b, ends[1]) == 0;
    if (a_end != 0 || b_end != 0)
        return a_end - b_end;
    char *rest_a, *rest_b;
    const char *number_a = a + (*a == '\''), *number_b = b + (*b == '\'');
    long double x = strtold(number_a, &rest_a), y = strtold(number_b, &rest_b);
    bool are_numbers =
        rest_a != number_a && rest_b != number_b && strchr("'", *rest_a) != NULL && strchr("'", *rest_b) != NULL;
    return are_numbers ? (x > y) - (x < y) : strcmp(a, b);
}

static int compare_bounds(const List *a, const List *b)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < a->count && i < b->count; i++)
        order = compare_values(a->items[i], b->items[i]);
    return order;
}

static int by_bound(const void *a, const void *b)
{
    return compare_bounds(&((const Part *)a)->to, &((const Part *)b)->to);
}

static bool take_bound(Partitioning *p, Part *part)
{
    const char *bound = part->table->partition_bound;
    Arena *arena = p->cross->arena;
    List values = {0};
    if (strcmp(p->word, "RANGE") == 0)
        return take_values(arena, bound, "FROM", &part->from) && take_values(arena, bound, "TO", &part->to) &&
               put_literals(arena, p->types, &part->to, false, &part->text);
    return strcmp(p->word, "HASH") == 0 ||
           (take_values(arena, bound, "IN", &values) && put_literals(arena, p->types, &values, true, &part->text));
}

static void take_parts(Partitioning *p)
{
    EACH (p->cross->source, TABLE, Table, table) {
        if (table->partition_of != &p->table->object)
            continue;
        if (table->partition_bound == NULL || strcmp(table->partition_bound, "DEFAULT") == 0) {
            p->rest = table;
            continue;
        }
        Part part = {.table = table};
        if (!take_bound(p, &part))
            p->why = arena_printf(p->cross->arena, "it has no word for %s", table->partition_bound);
        *LIST_PUSH(p->cross->arena, &p->parts) = part;
    }
    if (p->parts.count == 0 && p->why == NULL)
        p->why = "there are no partitions but a default one";
}

static void take_types(Partitioning *p)
{
    bool is_hash = strcmp(p->word, "HASH") == 0;
    p->types = arena_array(p->cross->arena, p->columns.count, sizeof *p->types);
    for (size_t i = 0; i < p->columns.count; i++) {
        const Column *column = object_column(&p->table->object, p->columns.items[i]);
        p->types[i] = cross_type(p->cross, &column->object);
        if (!cuts_by(p->types[i], is_hash))
            p->why = arena_printf(p->cross->arena, "it is not cut by columns of type %s",
                                  p->types[i]->type == NULL ? column->type : p->types[i]->type);
    }
}

/* What lies between two ranges, or below the first, is taken into the next one. */
static void look_for_gaps(Partitioning *p)
{
    qsort(p->parts.items, p->parts.count, sizeof *p->parts.items, by_bound);
    for (size_t i = 0; i < p->parts.count; i++) {
        const List *from = &p->parts.items[i].from;
        bool is_open = i == 0 ? from->count > 0 && strcmp(from->items[0], "MINVALUE") != 0
                              : compare_bounds(&p->parts.items[i - 1].to, from) != 0;
        if (is_open)
            p->gaps = "rows between its ranges are taken into the next one, and not refused";
    }
}

static bool has_foreign_key(const Partitioning *p)
{
    EACH (p->cross->source, FOREIGN_KEY, ForeignKey, key)
        if (key->table == &p->table->object || key->referenced_table == &p->table->object)
            return true;
    return false;
}

static Partitioning partitioning_of(Cross *cross, const Table *table)
{
    Partitioning p = {.cross = cross, .table = table};
    if (!take_key(cross->arena, table->partition_key, &p.word, &p.columns)) {
        p.why = "it is not cut by expressions that PostgreSQL takes";
        return p;
    }
    take_types(&p);
    if (p.why == NULL)
        take_parts(&p);
    if (p.why == NULL && strcmp(p.word, "RANGE") == 0)
        look_for_gaps(&p);
    if (p.why == NULL && p.rest != NULL && strcmp(p.word, "LIST") == 0 && !pgmy(cross)->is_mariadb)
        p.why = "a list has no default partition there";
    if (p.why == NULL && !cross->options->keep_partitions && has_foreign_key(&p))
        p.why =
            "InnoDB has no foreign keys of or to a table with partitions, and partition_vs_fk keeps the foreign keys";
    return p;
}

void pgmy_choose_partitioned(Cross *cross)
{
    EACH (cross->source, TABLE, Table, table)
        if (table->partition_key != NULL && table->partition_of == NULL)
            pgmy(cross)->is_partitioned[table->object.ordinal] = partitioning_of(cross, table).why == NULL;
}

/* ---- as the server prints it ---- */

static const char *column_list(Partitioning *p, const Object *table, const List *columns)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < columns->count; i++)
        buf_printf(&out, "%s%s", i == 0 ? "" : ",",
                   cross_quoted(p->cross, cross_column_name(p->cross, table, columns->items[i])));
    return arena_copy(p->cross->arena, buf_text(&out));
}

static size_t count_parts(const Partitioning *p, const Table *of)
{
    size_t count = 0;
    EACH (p->cross->source, TABLE, Table, table)
        count += table->partition_of == &of->object;
    return count;
}

/* Every partition is cut again, by the hash of the same columns into as many: that can be said. */
static bool is_cut_alike(const Partitioning *p, List *columns, size_t *most)
{
    const Table *first = p->parts.items[0].table;
    const char *word = NULL;
    *most = count_parts(p, first);
    bool is_hash = first->partition_key != NULL && p->rest == NULL && strcmp(p->word, "HASH") != 0 && *most > 0 &&
                   take_key(p->cross->arena, first->partition_key, &word, columns) && strcmp(word, "HASH") == 0;
    for (size_t i = 1; is_hash && i < p->parts.count; i++)
        is_hash = text_equal(p->parts.items[i].table->partition_key, first->partition_key) &&
                  count_parts(p, p->parts.items[i].table) == *most;
    return is_hash;
}

static const char *second_level(Partitioning *p)
{
    List columns = {0};
    size_t most = 0;
    bool is_cut = p->rest != NULL && p->rest->partition_key != NULL;
    for (size_t i = 0; i < p->parts.count; i++)
        is_cut = is_cut || p->parts.items[i].table->partition_key != NULL;
    if (!is_cut)
        return "";
    if (!is_cut_alike(p, &columns, &most)) {
        p->second = "its partitions' own partitions are left out";
        return "";
    }
    p->second = "rows lie in other partitions of the second level: KEY is not HASH";
    return arena_printf(p->cross->arena, " SUBPARTITION BY KEY (%s) SUBPARTITIONS %zu",
                        column_list(p, &p->table->object, &columns), most);
}

static void add(Partitioning *p, Table *made, const Table *from, const char *values)
{
    const char *name = cross_quoted(p->cross, cross_name_of(p->cross, &from->object));
    made->partitions.items[made->partitions.count++] =
        arena_printf(p->cross->arena, "PARTITION %s %s ENGINE = InnoDB", name, values);
}

static const char *maximum(Partitioning *p)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < p->columns.count; i++)
        buf_puts(&out, i == 0 ? "VALUES LESS THAN (MAXVALUE" : ",MAXVALUE");
    buf_puts(&out, ")");
    return arena_copy(p->cross->arena, buf_text(&out));
}

static bool is_maximum(const Part *part)
{
    for (size_t i = 0; i < part->to.count; i++)
        if (strcmp(part->to.items[i], "MAXVALUE") != 0)
            return false;
    return true;
}

static void add_parts(Partitioning *p, Table *made)
{
    bool is_range = strcmp(p->word, "RANGE") == 0;
    made->partitions.items = arena_array(p->cross->arena, p->parts.count + 1, sizeof *made->partitions.items);
    for (size_t i = 0; i < p->parts.count; i++)
        add(p, made, p->parts.items[i].table,
            arena_printf(p->cross->arena, is_range ? "VALUES LESS THAN (%s)" : "VALUES IN (%s)",
                         p->parts.items[i].text));
    if (p->rest == NULL)
        return;
    if (!is_range)
        add(p, made, p->rest, "DEFAULT");
    else if (!is_maximum(&p->parts.items[p->parts.count - 1]))
        add(p, made, p->rest, maximum(p));
}

static void cut(Partitioning *p, Table *made)
{
    const char *columns = column_list(p, &p->table->object, &p->columns), *second = second_level(p);
    if (strcmp(p->word, "HASH") == 0) {
        made->partition_key = arena_printf(p->cross->arena, "KEY (%s) PARTITIONS %zu", columns, p->parts.count);
        cross_find(p->cross, FINDING_PARTITION_CHANGED, &p->table->object, NULL,
                   "rows lie in other partitions: KEY is not HASH");
        return;
    }
    made->partition_key = arena_printf(p->cross->arena, "%s COLUMNS(%s)%s", p->word, columns, second);
    add_parts(p, made);
}

void pgmy_partition(Cross *cross, Table *made, const Table *from)
{
    if (from->partition_key == NULL)
        return;
    Partitioning p = partitioning_of(cross, from);
    if (p.why != NULL) {
        cross_find(cross, FINDING_PARTITION_DROPPED, &from->object,
                   "partition the table on the target by hand, where it is too large to be whole",
                   "made without partitions: %s (%s)", p.why, from->partition_key);
        return;
    }
    cut(&p, made);
    if (p.gaps != NULL)
        cross_find(cross, FINDING_PARTITION_CHANGED, &from->object, NULL, "%s", p.gaps);
    if (p.second != NULL)
        cross_find(cross, FINDING_PARTITION_CHANGED, &from->object, NULL, "%s", p.second);
}
