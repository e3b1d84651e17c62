/* Foreign keys, and the indexes that the server would make for them by itself. */
#include <string.h>

#include "postgres_mysql.h"
#include "text.h"

/* ---- what they join ---- */

static size_t word_of(const char *type)
{
    return strcspn(type, "( ");
}

/* Integers of one size and sign, decimals of one precision, texts of one collation (MySQL manual, 15.1.20.5). */
static bool may_be_joined(const Column *child, const Column *parent)
{
    size_t word = word_of(child->type);
    bool is_text = child->collation != NULL && parent->collation != NULL;
    if (pgmy_is_long(child) || pgmy_is_long(parent))
        return false;
    if (is_text)
        return strcmp(child->collation, parent->collation) == 0;
    bool is_bytes = strncmp(child->type, "varbinary", word) == 0 || strncmp(child->type, "binary", word) == 0;
    if (is_bytes)
        return word == word_of(parent->type) && strncmp(child->type, parent->type, word) == 0;
    return strcmp(child->type, parent->type) == 0;
}

/* What does not fit, NULL: nothing. */
static const char *mismatch(Cross *cross, const ForeignKey *from)
{
    for (size_t i = 0; i < from->columns.count; i++) {
        const Column *child = pgmy_column(cross, from->table, from->columns.items[i]);
        const Column *parent = pgmy_column(cross, from->referenced_table, from->referenced_columns.items[i]);
        if (child == NULL || parent == NULL)
            return arena_printf(cross->arena, "its column %s is not made",
                                child == NULL ? from->columns.items[i] : from->referenced_columns.items[i]);
        if (!may_be_joined(child, parent))
            return arena_printf(cross->arena, "%s is %s, and %s is %s", child->name, child->type, parent->name,
                                parent->type);
    }
    return NULL;
}

/* ---- the key that one leads to ---- */

static const List *keys_of(const Object *made, bool only_unique)
{
    if (made->kind == KIND_KEY)
        return &((const Key *)made)->keys;
    const Index *index = (const Index *)made;
    bool is_tree = text_equal(index->method, "BTREE");
    return is_tree && (index->is_unique || !only_unique) ? &index->keys : NULL;
}

/* Of what was made of a part of the source's table. */
static const List *keys_made_of(const Cross *cross, const Object *part, bool only_unique)
{
    const Object *made = part->kind == KIND_KEY || part->kind == KIND_INDEX ? cross_twin(cross, part) : NULL;
    return made == NULL ? NULL : keys_of(made, only_unique);
}

static bool is_column_key(const char *key, const char *quoted)
{
    size_t length = strlen(quoted);
    return strncmp(key, quoted, length) == 0 && (key[length] == '\0' || strcmp(key + length, " DESC") == 0);
}

static size_t place_of(const List *columns, const char *key, Cross *cross)
{
    size_t i = 0;
    while (i < columns->count && !is_column_key(key, cross_quoted(cross, columns->items[i])))
        i++;
    return i;
}

/* The order in which a key has all of the columns, and no other; false: it has not. */
static bool orders(Cross *cross, const List *keys, const List *columns, size_t *order)
{
    if (keys->count != columns->count)
        return false;
    for (size_t i = 0; i < keys->count; i++) {
        order[i] = place_of(columns, keys->items[i], cross);
        if (order[i] == columns->count)
            return false;
    }
    return true;
}

static bool find_order(Cross *cross, const Object *table, const List *columns, size_t *order)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const List *keys = keys_made_of(cross, table->parts.items[i], true);
        if (keys != NULL && orders(cross, keys, columns, order))
            return true;
    }
    return false;
}

static List in_order(Cross *cross, const List *names, const size_t *order)
{
    List out = {arena_array(cross->arena, names->count, sizeof *out.items), names->count};
    for (size_t i = 0; i < names->count; i++)
        out.items[i] = names->items[order[i]];
    return out;
}

/* ---- what it does ---- */

static bool has_not_null(Cross *cross, const ForeignKey *from)
{
    for (size_t i = 0; i < from->columns.count; i++)
        if (pgmy_column(cross, from->table, from->columns.items[i])->not_null)
            return true;
    return false;
}

static Finding *warn(Cross *cross, const ForeignKey *from, const char *what)
{
    return cross_find(cross, FINDING_FK_SEMANTICS, &from->object,
                      "see that nobody relies on it, or have triggers do it", "%s", what);
}

static const char *action(Cross *cross, const ForeignKey *from, const char *said, bool is_delete)
{
    if (text_equal(said, "SET DEFAULT")) {
        warn(cross, from, "SET DEFAULT, which InnoDB does not do: made NO ACTION");
        return "NO ACTION";
    }
    if (text_equal(said, "SET NULL") && has_not_null(cross, from)) {
        warn(cross, from, "SET NULL, and a column of it is NOT NULL: made NO ACTION");
        return "NO ACTION";
    }
    if (is_delete && from->on_delete_columns.count > 0)
        warn(cross, from, "SET NULL of some of its columns: made SET NULL of all of them");
    return said;
}

static void tell_of_meaning(Cross *cross, const ForeignKey *from)
{
    if (from->is_deferrable)
        warn(cross, from, "deferrable: it is checked row by row, also within a statement");
    if (text_equal(from->match, "FULL") && from->columns.count > 1 && !has_not_null(cross, from))
        warn(cross, from, "MATCH FULL: a row in which some of its columns are NULL is taken");
    if (!from->is_valid)
        cross_find(cross, FINDING_FOREIGN_KEY_NOT_VALID, &from->object,
                   "look for rows that refer to none: the server will take it to hold for all",
                   "NOT VALID: made without a look at the rows");
}

/* ---- made ---- */

static void make(Cross *cross, const ForeignKey *from, const List *columns, const List *referenced)
{
    ForeignKey *made = (ForeignKey *)cross_make(cross, KIND_FOREIGN_KEY, &from->object);
    const Table *parent = (const Table *)cross_twin(cross, from->referenced_table);
    made->table = cross_twin(cross, from->table);
    made->name = cross_name_take(cross, SPACE_FOREIGN_KEY, from->table, from->name, &from->object);
    made->columns = *columns;
    made->referenced_table = &parent->object;
    made->referenced_columns = *referenced;
    made->referenced_name =
        arena_printf(cross->arena, "%s.%s", cross_quoted(cross, ((const Schema *)parent->schema)->name),
                     cross_quoted(cross, parent->name));
    made->on_update = action(cross, from, from->on_update, false);
    made->on_delete = action(cross, from, from->on_delete, true);
    made->is_valid = from->is_valid;
    tell_of_meaning(cross, from);
}

static void make_ordered(Cross *cross, const ForeignKey *from)
{
    List columns = cross_column_names(cross, from->table, &from->columns);
    List referenced = cross_column_names(cross, from->referenced_table, &from->referenced_columns);
    size_t *order = arena_array(cross->arena, columns.count, sizeof *order);
    if (!find_order(cross, from->referenced_table, &referenced, order)) {
        cross_leave(cross, &from->object, LEDGER_MANUAL, FINDING_FK_NONUNIQUE,
                    "give the referenced columns a length that fits into a key (types:), or leave the foreign key out",
                    "no key of %s holds the columns that it leads to", from->referenced_table->origin->key);
        return;
    }
    columns = in_order(cross, &columns, order);
    referenced = in_order(cross, &referenced, order);
    make(cross, from, &columns, &referenced);
}

static bool is_partition(const Object *table)
{
    return table->kind == KIND_TABLE && ((const Table *)table)->partition_of != NULL;
}

static const char *partitioned_side(const Cross *cross, const ForeignKey *from)
{
    const bool *is_partitioned = pgmy(cross)->is_partitioned;
    if (is_partition(from->table) || is_partition(from->referenced_table))
        return "of one partition alone, or to one: the target's partitions are no tables";
    if (is_partitioned[from->table->ordinal] || is_partitioned[from->referenced_table->ordinal])
        return "InnoDB has no foreign keys of or to a table with partitions";
    return NULL;
}

void pgmy_foreign_key(Cross *cross, const Object *from)
{
    const ForeignKey *key = (const ForeignKey *)from;
    const char *side = partitioned_side(cross, key);
    if (side != NULL) {
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_FK_PARTITION, "have triggers look, or set partition_vs_fk",
                    "%s", side);
        return;
    }
    if (pgmy_follows(cross, from, key->table) || pgmy_follows(cross, from, key->referenced_table))
        return;
    const char *why = mismatch(cross, key);
    if (why != NULL)
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_FK_TYPE_MISMATCH, "give both the same type by types:", "%s",
                    why);
    else if (key->not_enforced || key->period)
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_FK_SEMANTICS, "nothing, or have triggers look", "%s",
                    key->period ? "PERIOD: the target knows no periods in foreign keys"
                                : "NOT ENFORCED, which the target's foreign keys always are");
    else
        make_ordered(cross, key);
}

/* ---- their indexes ---- */

static bool begins_with(Cross *cross, const List *keys, const List *columns)
{
    if (keys == NULL || keys->count < columns->count)
        return false;
    for (size_t i = 0; i < columns->count; i++)
        if (!is_column_key(keys->items[i], cross_quoted(cross, columns->items[i])))
            return false;
    return true;
}

/* By a foreign key before it, which has its index by now. */
static bool is_indexed_by(Cross *cross, const Object *part, const ForeignKey *key)
{
    const ForeignKey *other = (const ForeignKey *)cross_twin(cross, part);
    if (other == NULL || other->columns.count < key->columns.count)
        return false;
    List first = {other->columns.items, key->columns.count};
    return list_equal(&first, &key->columns);
}

static bool is_indexed(Cross *cross, const Object *from, const ForeignKey *key)
{
    const Refs *parts = &((const ForeignKey *)from)->table->parts;
    bool is_before = true;
    for (size_t i = 0; i < parts->count; i++) {
        is_before = is_before && parts->items[i] != from;
        if (begins_with(cross, keys_made_of(cross, parts->items[i], false), &key->columns) ||
            (is_before && parts->items[i]->kind == KIND_FOREIGN_KEY && is_indexed_by(cross, parts->items[i], key)))
            return true;
    }
    return false;
}

static void make_index(Cross *cross, const Object *from, const ForeignKey *key)
{
    Index *made = (Index *)cross_make(cross, KIND_INDEX, from);
    made->table = key->table;
    made->name = pgmy_index_name(cross, ((const ForeignKey *)from)->table, key->name, from);
    made->method = "BTREE";
    made->is_valid = true;
    made->keys = (List){arena_array(cross->arena, key->columns.count, sizeof *made->keys.items), key->columns.count};
    for (size_t i = 0; i < key->columns.count; i++)
        made->keys.items[i] = cross_quoted(cross, key->columns.items[i]);
}

void pgmy_index_foreign_keys(Cross *cross)
{
    EACH (cross->source, FOREIGN_KEY, ForeignKey, from) {
        const ForeignKey *key = (const ForeignKey *)cross_twin(cross, &from->object);
        if (key != NULL && !is_indexed(cross, &from->object, key))
            make_index(cross, &from->object, key);
    }
}
