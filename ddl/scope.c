/* Scope. */
#include "scope.h"

#include <string.h>

#include "dialect.h"

static bool is_named(const Catalog *catalog)
{
    return catalog != NULL && catalog->database != NULL && catalog->database[0] != '\0';
}

/* "database.*", with what globs would take otherwise escaped. */
static const char *glob_of(Arena *arena, const char *database)
{
    SCOPED(Buf, buf_free) out = {0};
    for (const char *c = database; *c != '\0'; c++)
        buf_printf(&out, "%s%c", strchr("*?[\\", *c) == NULL ? "" : "\\", *c);
    buf_puts(&out, ".*");
    return arena_copy(arena, buf_text(&out));
}

static void rename_database(Arena *arena, Selection *selection, const char *from, const char *to)
{
    Rename *renames = arena_array(arena, selection->rename_count + 1, sizeof *renames);
    for (size_t i = 0; i < selection->rename_count; i++) {
        renames[i] = selection->renames[i];
        if (strcmp(renames[i].from, from) == 0)
            return;
    }
    renames[selection->rename_count] = (Rename){arena_copy(arena, from), arena_copy(arena, to)};
    selection->renames = renames;
    selection->rename_count++;
}

static bool has_schema(const Catalog *catalog, const char *name)
{
    EACH (catalog, SCHEMA, Schema, schema)
        if (strcmp(schema->name, name) == 0)
            return true;
    return false;
}

/* PostgreSQL's public is what a database of MySQL's is: nobody means a database that is called so. */
static void rename_public(Arena *arena, Selection *selection, const Catalog *source, const Catalog *target)
{
    const char *name = is_named(target) ? target->database : source->database;
    if (!has_schema(source, name))
        rename_database(arena, selection, "public", name);
}

void scope_by_urls(Arena *arena, Selection *selection, const Catalog *source, const Catalog *target)
{
    if (!is_named(source))
        return;
    if (!dialect_of(source->engine)->schemas_are_databases && target != NULL &&
        dialect_of(target->engine)->schemas_are_databases)
        rename_public(arena, selection, source, target);
    if (selection->include.count > 0 || !dialect_of(source->engine)->schemas_are_databases)
        return;
    selection->include = (List){arena_array(arena, 1, sizeof *selection->include.items), 1};
    selection->include.items[0] = glob_of(arena, source->database);
    selection->is_of_urls = true;
    /* A database of PostgreSQL's is none of its schemas. */
    if (is_named(target) && dialect_of(target->engine)->schemas_are_databases &&
        strcmp(source->database, target->database) != 0)
        rename_database(arena, selection, source->database, target->database);
}
