/* Primary keys and unique constraints. */
#include <string.h>

#include "postgres_mysql.h"

/* ---- what a key holds ---- */

static const Column *missing_column(Cross *cross, const Key *from, const char **name)
{
    for (size_t i = 0; i < from->columns.count; i++)
        if (pgmy_column(cross, from->table, from->columns.items[i]) == NULL) {
            *name = from->columns.items[i];
            return object_column(from->table, *name);
        }
    return NULL;
}

static bool is_whole(const KeyPart *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i].way != KEY_WHOLE)
            return false;
    return true;
}

static List quoted_columns(Cross *cross, const Key *from)
{
    List keys = {arena_array(cross->arena, from->columns.count, sizeof *keys.items), from->columns.count};
    for (size_t i = 0; i < keys.count; i++)
        keys.items[i] = cross_quoted(cross, cross_column_name(cross, from->table, from->columns.items[i]));
    return keys;
}

/* ---- what it was besides ---- */

static void tell_of_key(Cross *cross, const Key *from)
{
    if (from->is_deferrable)
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object,
                   "see that no statement on the target makes it hold only at the end of its transaction",
                   "deferrable: %s checks a key row by row", cross->made->product)
            ->severity = SEVERITY_WARNING;
    if (from->nulls_not_distinct)
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object, "make its columns NOT NULL, or have a trigger look",
                   "NULLS NOT DISTINCT: to %s every NULL is another one", cross->made->product)
            ->severity = SEVERITY_WARNING;
    if (from->include.count > 0 || from->options.count > 0)
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object, NULL, "made without %s",
                   from->include.count > 0 ? "its INCLUDE: rows hold every column" : "its storage parameters");
}

/* ---- made ---- */

static void make_primary(Cross *cross, const Key *from)
{
    Key *made = (Key *)cross_make(cross, KIND_KEY, &from->object);
    made->table = cross_twin(cross, from->table);
    made->name = "PRIMARY";
    made->is_primary = true;
    made->columns = cross_column_names(cross, from->table, &from->columns);
    made->keys = quoted_columns(cross, from);
    made->method = "BTREE";
    made->is_valid = true;
}

static void key_of_part(Cross *cross, const char **key, const KeyPart *part)
{
    if (part->way == KEY_HASHED && !pgmy(cross)->is_mariadb)
        *key = arena_printf(cross->arena, "(sha2(%s,256))", *key);
}

static void make_unique(Cross *cross, const Key *from, const KeyPart *parts)
{
    Index *made = (Index *)cross_make(cross, KIND_INDEX, &from->object);
    bool is_hashed = false;
    made->table = cross_twin(cross, from->table);
    made->name = pgmy_index_name(cross, from->table, from->name, &from->object);
    made->is_unique = true;
    made->keys = quoted_columns(cross, from);
    for (size_t i = 0; i < made->keys.count; i++) {
        is_hashed = is_hashed || parts[i].way == KEY_HASHED;
        key_of_part(cross, &made->keys.items[i], &parts[i]);
    }
    made->method = is_hashed && pgmy(cross)->is_mariadb ? "HASH" : "BTREE";
    made->is_valid = true;
    if (is_hashed)
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object,
                   "give the column a length that fits into a key (types:), if it is to be searched by it",
                   "too long for a key: unique by the hash of its values, which finds no rows by them");
}

static bool is_unfit(const KeyPart *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i].way == KEY_UNFIT || parts[i].way == KEY_PREFIX)
            return true;
    return false;
}

static const char *table_of(const Key *key)
{
    return key->table->origin->name;
}

void pgmy_key(Cross *cross, const Object *from)
{
    const Key *key = (const Key *)from;
    const char *missing = NULL;
    if (pgmy_follows(cross, from, key->table))
        return;
    if (missing_column(cross, key, &missing) != NULL) {
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_INDEX_SKIPPED,
                    "give the column a type by types:", "its column %s is not made", missing);
        return;
    }
    const KeyPart *parts = cross_key_parts(cross, key->table, &key->columns, true);
    if (key->without_overlaps) {
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_INDEX_SKIPPED, "have triggers keep periods apart",
                    "WITHOUT OVERLAPS: %s has no such key", cross->made->product);
    } else if (key->is_primary ? !is_whole(parts, key->columns.count) : is_unfit(parts, key->columns.count)) {
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_INDEX_SKIPPED,
                    "give its columns a length that fits into a key of 3072 bytes (types:)",
                    "no key of %s can hold its columns: %s is left without", cross->made->product, table_of(key));
    } else {
        tell_of_key(cross, key);
        if (key->is_primary)
            make_primary(cross, key);
        else
            make_unique(cross, key, parts);
    }
}
