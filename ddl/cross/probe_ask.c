/* Questions: of tables by the rows of probe.def, of keys by joins and groups. */
#include "probe_ask.h"

#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "type_text.h"

/* PostgreSQL returns 1664 columns at most, MySQL 4096. */
enum { VALUES_MAX = 1500, DOMAINS_DEEP = 20 };

typedef struct ProbeSlot {
    const Object *object;
    const char *name;
    enum { SLOT_VALUE, SLOT_SAMPLE } part;
} ProbeSlot;

typedef enum AskKind { COUNT, GREATEST } AskKind;

typedef struct Ask {
    ProbeFact fact;
    const char *engine, *types, *sql;
} Ask;

static const AskKind kinds[] = {
#define FACT(NAME, kind, meaning) [FACT_##NAME] = kind,
#include "probe.def"
};

static const Ask asks[] = {
#define ASK(NAME, engine, types, sql) {FACT_##NAME, engine, types, sql},
#include "probe.def"
};
enum { ASK_COUNT = sizeof asks / sizeof *asks };

/* In all of them 0 is for ever. */
static const ProbeLimit limits[] = {
    {"PostgreSQL", "SET statement_timeout = ", 1000, "57014", 0},
    {"MySQL", "SET SESSION max_execution_time = ", 1000, "HY000", 3024},
    {"MariaDB", "SET SESSION max_statement_time = ", 1, "70100", 1969},
};

const ProbeLimit *probe_limit(const char *product)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (strcmp(limits[i].product, product) == 0)
            return &limits[i];
    return NULL;
}

/* ---- a statement under way ---- */

typedef struct Asking {
    ProbeQuestions *questions;
    const Dialect *dialect;
    const Object *table;
    Buf sql;
    LIST_OF(ProbeSlot) slots;
    bool counts_rows;
} Asking;

static Asking asking_open(ProbeQuestions *questions, const Object *table)
{
    return (Asking){.questions = questions, .dialect = dialect_of(questions->source->engine), .table = table};
}

static void put_slot(Asking *asking, const Object *object, const char *name, bool is_sample)
{
    *LIST_PUSH(asking->questions->arena, &asking->slots) =
        (ProbeSlot){object, name, is_sample ? SLOT_SAMPLE : SLOT_VALUE};
}

static void asking_close(Asking *asking)
{
    ProbeQuestion *question = LIST_PUSH(asking->questions->arena, &asking->questions->list);
    *question = (ProbeQuestion){.table = asking->table,
                                .sql = arena_copy(asking->questions->arena, buf_text(&asking->sql)),
                                .slots = asking->slots.items,
                                .slot_count = asking->slots.count,
                                .counts_rows = asking->counts_rows};
    buf_free(&asking->sql);
}

static void put_column(Asking *asking, const char *sql, const char *alias, const char *column)
{
    sample_put_column(&asking->sql, asking->dialect, sql, alias, column);
}

/* What inherits from a table is a table by itself; what is a partition of it is not. */
static void put_table(Asking *asking, const Object *table)
{
    buf_puts(&asking->sql, ((const Table *)table)->partition_key == NULL ? asking->dialect->alone : "");
    asking->dialect->table_name(&asking->sql, table);
}

bool probe_is_asked(const Object *table)
{
    const Table *at = (const Table *)table;
    return table->kind == KIND_TABLE && at->partition_of == NULL && at->server == NULL;
}

/* ---- which types ask for what ---- */

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool begins_with(const char *type, const char *word, size_t length)
{
    bool is_open = word[length - 1] == '*';
    size_t fixed = is_open ? length - 1 : length;
    return strncmp(type, word, fixed) == 0 && (is_open || !is_name_character(type[fixed]));
}

static bool is_array(const char *type)
{
    size_t length = strlen(type);
    return length > 2 && strcmp(type + length - 2, "[]") == 0;
}

/* Of an array only `*` speaks. */
static bool is_of(const char *types, const char *type)
{
    for (const char *word = types; *word != '\0';) {
        size_t length = strcspn(word, " ");
        if ((length == 1 && *word == '*') || (!is_array(type) && begins_with(type, word, length)))
            return true;
        word += length + strspn(word + length, " ");
    }
    return false;
}

/* What a domain is of; an extension's type without the schema that it stands in. */
static const char *base_type(const ProbeQuestions *questions, const char *type)
{
    for (size_t deep = 0; deep < DOMAINS_DEEP; deep++) {
        SCOPED(Buf, buf_free) key = {0};
        buf_printf(&key, "%s %s", catalog_kinds[KIND_DOMAIN].word, type);
        const Object *domain = catalog_find(questions->source, buf_text(&key));
        if (domain == NULL)
            break;
        type = ((const Domain *)domain)->type;
    }
    const char *dot = strchr(type, '.');
    return dot == NULL || memchr(type, '(', (size_t)(dot - type)) != NULL ? type : dot + 1;
}

static const Ask *ask_of(const char *engine, ProbeFact fact, const char *type)
{
    for (size_t i = 0; i < ASK_COUNT; i++)
        if (asks[i].fact == fact && strcmp(asks[i].engine, engine) == 0 && is_of(asks[i].types, type))
            return asks[i].sql == NULL ? NULL : &asks[i];
    return NULL;
}

const char *probe_condition(ProbeFact fact, const char *engine, const char *type)
{
    const Ask *ask = ask_of(engine, fact, type);
    return ask == NULL ? NULL : ask->sql;
}

/* ---- a table's columns ---- */

static const List *primary_key_of(const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Key *key = (const Key *)table->parts.items[i];
        if (key->object.kind == KIND_KEY && key->is_primary)
            return &key->columns;
    }
    return NULL;
}

static void put_fact(Asking *asking, const Column *column, const Ask *ask, const List *primary_key)
{
    const char *name = probe_fact_name(ask->fact);
    put_slot(asking, &column->object, name, false);
    if (kinds[ask->fact] == GREATEST) {
        buf_puts(&asking->sql, ", COALESCE(MAX(");
        put_column(asking, ask->sql, NULL, column->name);
        buf_puts(&asking->sql, "), 0)");
        return;
    }
    buf_puts(&asking->sql, ", COUNT(CASE WHEN ");
    put_column(asking, ask->sql, NULL, column->name);
    buf_puts(&asking->sql, " THEN 1 END)");
    if (primary_key == NULL)
        return;
    put_slot(asking, &column->object, name, true);
    buf_puts(&asking->sql, ", MIN(CASE WHEN ");
    put_column(asking, ask->sql, NULL, column->name);
    buf_puts(&asking->sql, " THEN ");
    sample_put(&asking->sql, asking->dialect, asking->table, primary_key, NULL);
    buf_puts(&asking->sql, " END)");
}

static void begin_table(Asking *asking, ProbeQuestions *questions, const Object *table)
{
    *asking = asking_open(questions, table);
    asking->counts_rows = true;
    buf_puts(&asking->sql, "SELECT COUNT(*)");
}

static void end_table(Asking *asking)
{
    buf_puts(&asking->sql, " FROM ");
    put_table(asking, asking->table);
    asking_close(asking);
}

void probe_ask_table(ProbeQuestions *questions, const Object *table)
{
    const List *primary_key = primary_key_of(table);
    Asking asking;
    begin_table(&asking, questions, table);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        if (asking.slots.count + 2 * (size_t)PROBE_FACT_COUNT > VALUES_MAX) {
            end_table(&asking);
            begin_table(&asking, questions, table);
        }
        const char *type = type_is_json(column) ? "json" : base_type(questions, column->type);
        for (ProbeFact fact = 0; fact < PROBE_FACT_COUNT; fact++) {
            const Ask *ask = ask_of(questions->source->engine, fact, type);
            if (ask != NULL)
                put_fact(&asking, column, ask, primary_key);
        }
    }
    end_table(&asking);
}

/* ---- foreign keys ---- */

/* Parents whose type may be narrower than their children's: of MySQL's that cannot be. */
static const char *beyond(const char *type)
{
    static const struct {
        const char *type, *sql;
    } rows[] = {
        {"smallint", "$ NOT BETWEEN -32768 AND 32767"},
        {"integer", "$ NOT BETWEEN -2147483648 AND 2147483647"},
        {"bigint", "$ NOT BETWEEN -9223372036854775808 AND 9223372036854775807"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].type, type) == 0)
            return rows[i].sql;
    return NULL;
}

static void put_beyond(Asking *asking, const ForeignKey *key)
{
    size_t found = 0;
    for (size_t i = 0; i < key->columns.count; i++) {
        const Column *child = object_column(key->table, key->columns.items[i]);
        const Column *parent = object_column(key->referenced_table, key->referenced_columns.items[i]);
        const char *sql =
            child == NULL || parent == NULL || strcmp(child->type, parent->type) == 0 ? NULL : beyond(parent->type);
        if (sql == NULL)
            continue;
        buf_puts(&asking->sql, found++ == 0 ? ", COUNT(CASE WHEN " : " OR ");
        put_column(asking, sql, "c", child->name);
    }
    if (found == 0)
        return;
    buf_puts(&asking->sql, " THEN 1 END)");
    put_slot(asking, &key->object, probe_link_name(LINK_BEYOND_PARENT), false);
}

void probe_ask_foreign_key(ProbeQuestions *questions, const ForeignKey *key)
{
    if (key->referenced_table == NULL || !probe_is_asked(key->table) || key->referenced_table->kind != KIND_TABLE)
        return;
    Asking asking = asking_open(questions, key->table);
    Buf *out = &asking.sql;
    buf_puts(out, "SELECT COUNT(*), MIN(");
    put_slot(&asking, &key->object, probe_link_name(LINK_ORPHANS), false);
    sample_put(out, asking.dialect, key->table, &key->columns, "c");
    put_slot(&asking, &key->object, probe_link_name(LINK_ORPHANS), true);
    buf_putc(out, ')');
    put_beyond(&asking, key);
    buf_puts(out, " FROM ");
    put_table(&asking, key->table);
    buf_puts(out, " c LEFT JOIN ");
    put_table(&asking, key->referenced_table);
    buf_puts(out, " p ON ");
    for (size_t i = 0; i < key->columns.count; i++) {
        put_column(&asking, i == 0 ? "$ = " : " AND $ = ", "c", key->columns.items[i]);
        put_column(&asking, "$", "p", key->referenced_columns.items[i]);
    }
    put_column(&asking, " WHERE $ IS NULL", "p", key->referenced_columns.items[0]);
    for (size_t i = 0; i < key->columns.count; i++)
        put_column(&asking, " AND $ IS NOT NULL", "c", key->columns.items[i]);
    asking_close(&asking);
}

/* ---- duplicates ---- */

/* What a collation of MySQL's takes for the same, as PostgreSQL says it; the first that fits. */
static const char *folded(const char *collation)
{
    static const struct {
        const char *part, *sql;
    } rows[] = {
        {"_bin", NULL},
        {"binary", NULL},
        {"_as_cs", "normalize($::text, NFKC)"},
        {"_as_ci", "normalize(lower($::text), NFKC)"},
        {"_ci", "regexp_replace(normalize(lower($::text), NFKD), '[\\u0300-\\u036f]', '', 'g')"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(collation, rows[i].part) != NULL)
            return rows[i].sql;
    return NULL;
}

/* Blanks at the end count in those only. */
static bool is_padded(const char *collation)
{
    return strstr(collation, "0900") == NULL && strstr(collation, "nopad") == NULL && strcmp(collation, "binary") != 0;
}

/* The target's column that was made of the source's. */
static const Column *made_of(const Object *there, const Column *column)
{
    for (size_t i = 0; i < there->parts.count; i++) {
        const Object *origin = there->parts.items[i];
        while (origin->origin != NULL)
            origin = origin->origin;
        if (there->parts.items[i]->kind == KIND_COLUMN && origin == &column->object)
            return (const Column *)there->parts.items[i];
    }
    return NULL;
}

/* NULL: the target tells its values apart as the source does. */
static const char *column_folded(Arena *arena, const Object *there, const Column *column)
{
    const Column *made = column == NULL ? NULL : made_of(there, column);
    if (made == NULL || made->collation == NULL)
        return NULL;
    const char *sql = folded(made->collation);
    if (!is_padded(made->collation))
        return sql;
    return arena_printf(arena, "rtrim(%s, ' ')", sql == NULL ? "$::text" : sql);
}

void probe_ask_duplicates(ProbeQuestions *questions, const Object *table, const Object *key, const List *columns,
                          const Object *there)
{
    Asking asking = asking_open(questions, table);
    Buf *out = &asking.sql;
    bool folds = false;
    buf_puts(out, "SELECT COALESCE(SUM(n), 0), MIN(sample) FROM (SELECT COUNT(*) AS n, MIN(");
    sample_put(out, asking.dialect, table, columns, NULL);
    buf_puts(out, ") AS sample FROM ");
    put_table(&asking, table);
    for (size_t i = 0; i < columns->count; i++)
        put_column(&asking, i == 0 ? " WHERE $ IS NOT NULL" : " AND $ IS NOT NULL", NULL, columns->items[i]);
    buf_puts(out, " GROUP BY ");
    for (size_t i = 0; i < columns->count; i++) {
        const char *sql = column_folded(questions->arena, there, object_column(table, columns->items[i]));
        buf_puts(out, i == 0 ? "" : ", ");
        put_column(&asking, sql == NULL ? "$" : sql, NULL, columns->items[i]);
        folds |= sql != NULL;
    }
    buf_puts(out, " HAVING COUNT(*) > 1) AS same");
    put_slot(&asking, key, probe_link_name(LINK_DUPLICATES), false);
    put_slot(&asking, key, probe_link_name(LINK_DUPLICATES), true);
    if (folds)
        asking_close(&asking);
    else
        buf_free(out);
}

/* ---- answers ---- */

static int64_t number_of(const char *value)
{
    return value == NULL ? PROBE_UNKNOWN : strtoll(value, NULL, 10);
}

void probe_answer(Probe *probe, const ProbeQuestion *question, const char *const *values)
{
    size_t first = question->counts_rows ? 1 : 0;
    if (question->counts_rows)
        probe_put_table(probe, question->table, number_of(values[0]), NULL);
    for (size_t i = 0; i < question->slot_count; i++) {
        const ProbeSlot *slot = &question->slots[i], *next = slot + 1;
        if (slot->part == SLOT_SAMPLE)
            continue;
        bool sampled = i + 1 < question->slot_count && next->part == SLOT_SAMPLE;
        probe_put(probe, slot->object, slot->name, number_of(values[first + i]),
                  sampled ? values[first + i + 1] : NULL);
    }
}

void probe_fail(Probe *probe, const ProbeQuestion *question, const char *why)
{
    if (question->counts_rows)
        probe_put_table(probe, question->table, PROBE_UNKNOWN, why);
    for (size_t i = 0; !question->counts_rows && i < question->slot_count; i++)
        probe_put(probe, question->slots[i].object, question->slots[i].name, PROBE_UNKNOWN, NULL);
}
