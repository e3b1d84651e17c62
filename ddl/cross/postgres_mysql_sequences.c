/* Sequences: most count a column, which is what AUTO_INCREMENT does. MariaDB has sequences of its own for the rest. */
#include <string.h>

#include "postgres_mysql.h"

/* ---- who counts what ---- */

static const char *qualified(Arena *arena, const char *schema, const char *name)
{
    return arena_printf(arena, "%s\n%s", schema, name);
}

/* By their names on the source. */
static Map named_sequences(Cross *cross)
{
    Map named = map_new(cross->arena);
    EACH (cross->source, SEQUENCE, Sequence, sequence) {
        const Sequence *origin = (const Sequence *)sequence->object.origin;
        map_put(&named, qualified(cross->arena, ((const Schema *)origin->schema)->name, origin->name),
                (void *)(uintptr_t)sequence);
    }
    return named;
}

/* nextval(('ids'::text)::regclass) finds its sequence when it is called: the source's catalog knows of no dependency. Where no
   schema is named, it is looked for in the table's. */
static const Sequence *sequence_named(Cross *cross, const Map *named, const Column *column)
{
    const Column *origin = (const Column *)column->object.origin;
    const Table *table = (const Table *)origin->table;
    Scan scan = scan_open(&syntax_postgres, origin->default_value, strlen(origin->default_value));
    Token token = {0};
    while (scan_solid(&scan, &token) && token.type != TOKEN_STRING)
        if (token.type == TOKEN_NAME && !token_names(&token, "nextval"))
            return NULL;
    if (token.type != TOKEN_STRING)
        return NULL;
    const char *text = scan_string(cross->arena, &token), *schema = ((const Schema *)table->schema)->name, *name = NULL;
    for (scan = scan_open(&syntax_postgres, text, strlen(text)); scan_solid(&scan, &token);)
        if (token.type == TOKEN_NAME) {
            schema = name == NULL ? schema : name;
            name = scan_name(cross->arena, &token);
        }
    return name == NULL ? NULL : map_get(named, qualified(cross->arena, schema, name));
}

static const Sequence *sequence_of_default(Cross *cross, const Map *named, const Column *column)
{
    if (column->default_value == NULL || column->generated != NULL ||
        strncmp(column->default_value, "nextval(", strlen("nextval(")) != 0)
        return NULL;
    for (size_t i = 0; i < column->object.needs.count; i++)
        if (column->object.needs.items[i]->kind == KIND_SEQUENCE)
            return (const Sequence *)column->object.needs.items[i];
    return sequence_named(cross, named, column);
}

static bool is_plain_table(const Object *object)
{
    const Table *table = (const Table *)object;
    return table->partition_of == NULL && table->server == NULL;
}

/* Partitions and inheritance children say what their parent says; but these may have columns of their own. */
static bool is_user(const Column *column)
{
    return column->table->kind == KIND_TABLE && is_plain_table(column->table) && column->is_local;
}

static bool is_integer(const Cross *cross, const Column *column)
{
    const CrossType *type = cross_type(cross, &column->object);
    static const char *const integers[] = {"tinyint", "smallint", "mediumint", "int", "bigint"};
    for (size_t i = 0; type->type != NULL && i < sizeof integers / sizeof *integers; i++)
        if (strncmp(type->type, integers[i], strlen(integers[i])) == 0)
            return true;
    return false;
}

static bool is_whole(const Cross *cross, const Key *key)
{
    const KeyPart *parts = cross_key_parts(cross, key->table, &key->columns, true);
    for (size_t i = 0; i < key->columns.count; i++)
        if (parts[i].way != KEY_WHOLE)
            return false;
    return !key->without_overlaps;
}

/* 2: of the primary key, 1: of another that a tree is made for. */
static int leads(const Cross *cross, const Object *part, const char *column)
{
    if (part->kind == KIND_KEY) {
        const Key *key = (const Key *)part;
        return strcmp(key->columns.items[0], column) == 0 && is_whole(cross, key) ? 1 + key->is_primary : 0;
    }
    const Index *index = (const Index *)part;
    SCOPED(Arena *, arena_release) arena = arena_new();
    if (part->kind != KIND_INDEX || index->predicate != NULL || index->keys.count != 1 ||
        strcmp(index->method, "btree") != 0)
        return 0;
    IndexKey key = pgmy_index_key(arena, index->keys.items[0]);
    return key.column != NULL && strcmp(key.column, column) == 0;
}

static bool is_primary_alone(const Column *column)
{
    for (size_t i = 0; i < column->table->parts.count; i++) {
        const Key *key = (const Key *)column->table->parts.items[i];
        if (key->object.kind == KIND_KEY && key->is_primary)
            return key->columns.count == 1 && strcmp(key->columns.items[0], column->name) == 0;
    }
    return false;
}

static int rank_of(const Cross *cross, const Column *column)
{
    int best = 0;
    for (size_t i = 0; i < column->table->parts.count; i++) {
        int rank = leads(cross, column->table->parts.items[i], column->name);
        best = rank > best ? rank : best;
    }
    return best;
}

/* What several columns draw from stays one where the target has sequences. Where it has none, each that is a primary key by
   itself counts on from where the sequence stands, and is told. */
static bool may_count(Cross *cross, const Column *column)
{
    const PgMy *work = pgmy(cross);
    const Sequence *sequence = work->counts_by[column->object.ordinal];
    if (sequence == NULL || !is_user(column) || !is_integer(cross, column))
        return false;
    return work->users[sequence->object.ordinal] == 1 || (!work->is_mariadb && is_primary_alone(column));
}

/* One column of a table at most, at the front of a key, of an integer type (MySQL manual, 15.1.20). One that leads none gets an
   index of its own. */
static void choose_counter(Cross *cross, const Object *table)
{
    PgMy *work = pgmy(cross);
    const Column *chosen = NULL;
    int best = -1;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || !may_count(cross, column))
            continue;
        int rank = rank_of(cross, column);
        if (rank > best && (rank > 0 || column->not_null)) {
            chosen = column;
            best = rank;
        }
    }
    if (chosen == NULL)
        return;
    work->is_counter[chosen->object.ordinal] = true;
    work->needs_index[chosen->object.ordinal] = best == 0;
    work->counted[work->counts_by[chosen->object.ordinal]->object.ordinal] = &chosen->object;
}

/* No unique one: nothing on the source keeps its values from coming twice, and LOAD DATA LOCAL drops rows that do. */
void pgmy_index_counters(Cross *cross)
{
    EACH (cross->source, COLUMN, Column, from) {
        const Column *column = (const Column *)cross_twin(cross, &from->object);
        if (column == NULL || !pgmy(cross)->needs_index[from->object.ordinal])
            continue;
        Index *made = (Index *)cross_make(cross, KIND_INDEX, &from->object);
        made->table = column->table;
        made->name = pgmy_index_name(cross, from->table, column->name, &from->object);
        made->method = "BTREE";
        made->is_valid = true;
        made->keys = (List){arena_array(cross->arena, 1, sizeof *made->keys.items), 1};
        made->keys.items[0] = cross_quoted(cross, column->name);
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object, NULL,
                   "%s counts what leads a key only: it got an index, `%s`", cross->made->product, made->name);
    }
}

void pgmy_choose_counters(Cross *cross)
{
    PgMy *work = pgmy(cross);
    Map named = named_sequences(cross);
    EACH (cross->source, SEQUENCE, Sequence, sequence)
        if (sequence->identity_of != NULL)
            work->counts_by[sequence->identity_of->ordinal] = sequence;
    EACH (cross->source, COLUMN, Column, column) {
        const Sequence **slot = &work->counts_by[column->object.ordinal];
        if (column->table->kind != KIND_TABLE)
            continue;
        *slot = *slot == NULL ? sequence_of_default(cross, &named, column) : *slot;
        if (*slot != NULL && is_user(column))
            work->users[(*slot)->object.ordinal]++;
    }
    EACH (cross->source, TABLE, Table, table)
        if (is_plain_table(&table->object))
            choose_counter(cross, &table->object);
}

int64_t pgmy_next_value(const Sequence *sequence)
{
    if (sequence->last_value == INT_NONE)
        return INT_NONE;
    return sequence->is_called ? sequence->last_value + sequence->increment : sequence->last_value;
}

void pgmy_adopt_counters(Catalog *there, const Catalog *post)
{
    EACH (there, TABLE, Table, table) {
        const Table *wanted = (const Table *)catalog_find(post, table->object.key);
        if (wanted != NULL && table->auto_increment != INT_NONE && table->auto_increment > wanted->auto_increment)
            ((Table *)table)->auto_increment = wanted->auto_increment;
    }
}

/* ---- what is made of them ---- */

/* One less than the largest integer at each end is MariaDB's own (its manual, CREATE SEQUENCE). */
static int64_t clamped(int64_t value)
{
    if (value > INT64_MAX - 1)
        return INT64_MAX - 1;
    return value < INT64_MIN + 1 ? INT64_MIN + 1 : value;
}

static void make_sequence(Cross *cross, const Sequence *from)
{
    Sequence *made = (Sequence *)cross_make(cross, KIND_SEQUENCE, &from->object);
    made->schema = cross_twin(cross, from->schema);
    made->name = cross_name_of(cross, &from->object);
    made->type = "bigint";
    made->start = from->start;
    made->increment = from->increment;
    made->min_value = clamped(from->min_value);
    made->max_value = clamped(from->max_value);
    made->cache = from->cache > 1 ? from->cache : 0;
    made->is_cycle = from->is_cycle;
    made->last_value = pgmy_next_value(from);
}

static void tell_of_counter(Cross *cross, const Sequence *from, const Object *column)
{
    if (from->increment != 1 || from->is_cycle)
        cross_find(cross, FINDING_DEFAULT_CHANGED, column,
                   "set auto_increment_increment where it matters; it is one for the whole server",
                   "its sequence counts by %lld%s: AUTO_INCREMENT counts by the server's auto_increment_increment",
                   (long long)from->increment, from->is_cycle ? " and begins anew" : "");
}

void pgmy_sequence(Cross *cross, const Object *from)
{
    const Sequence *sequence = (const Sequence *)from;
    const Object *column = pgmy(cross)->counted[from->ordinal];
    if (column != NULL) {
        tell_of_counter(cross, sequence, column);
        cross_absorb(cross, from, arena_printf(cross->arena, "AUTO_INCREMENT of %s", column->origin->key));
    } else if (pgmy(cross)->is_mariadb && cross_twin(cross, sequence->schema) != NULL) {
        make_sequence(cross, sequence);
    } else {
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_KIND_MANUAL,
                    "count by a table with an AUTO_INCREMENT column, or in the application", "%s has no sequences",
                    cross->made->product);
    }
}
