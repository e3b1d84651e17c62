#include "cross_names.h"

#include <string.h>

#include "dms_scope.h"
#include "text.h"

struct CrossNames {
    Names names;
    const char **chosen; /* by the source object's ordinal */
    bool is_blind;       /* the target takes Table and TABLE for one */
};

/* Whose names are kept apart, and among which. */
typedef struct Space {
    const char *word;
    enum { LEVEL_SERVER, LEVEL_SCHEMA, LEVEL_TABLE } level;
    enum { SEES_CASE, BLIND, AS_TABLES } letters;
} Space;

static const Space postgres_spaces[] = {
    [SPACE_SCHEMA] = {"schema", LEVEL_SERVER, SEES_CASE},
    [SPACE_RELATION] = {"relation", LEVEL_SCHEMA, SEES_CASE},
    [SPACE_COLUMN] = {"column", LEVEL_TABLE, SEES_CASE},
    [SPACE_INDEX] = {"relation", LEVEL_SCHEMA, SEES_CASE},
    [SPACE_KEY] = {"relation", LEVEL_SCHEMA, SEES_CASE},
    [SPACE_CHECK] = {"constraint", LEVEL_TABLE, SEES_CASE},
    [SPACE_FOREIGN_KEY] = {"constraint", LEVEL_TABLE, SEES_CASE},
    [SPACE_ROUTINE] = {"routine", LEVEL_SCHEMA, SEES_CASE},
    [SPACE_TRIGGER] = {"trigger", LEVEL_TABLE, SEES_CASE},
};

static const Space mysql_spaces[] = {
    [SPACE_SCHEMA] = {"schema", LEVEL_SERVER, AS_TABLES}, [SPACE_RELATION] = {"relation", LEVEL_SCHEMA, AS_TABLES},
    [SPACE_COLUMN] = {"column", LEVEL_TABLE, BLIND},      [SPACE_INDEX] = {"index", LEVEL_TABLE, BLIND},
    [SPACE_KEY] = {"index", LEVEL_TABLE, BLIND},          [SPACE_CHECK] = {"check", LEVEL_SCHEMA, BLIND},
    [SPACE_FOREIGN_KEY] = {"key", LEVEL_SCHEMA, BLIND},   [SPACE_ROUTINE] = {"routine", LEVEL_SCHEMA, BLIND},
    [SPACE_TRIGGER] = {"trigger", LEVEL_SCHEMA, BLIND},
};

static bool is_to_mysql(const Cross *cross)
{
    return strcmp(cross->pair->to, "mysql") == 0;
}

static NameSpace name_space(const Cross *cross, CrossSpace space, const Object *within)
{
    const Space *facts = is_to_mysql(cross) ? &mysql_spaces[space] : &postgres_spaces[space];
    const Object *scope = facts->level == LEVEL_SERVER ? NULL : within;
    if (facts->level == LEVEL_SCHEMA && within->kind != KIND_SCHEMA)
        (void)object_own_name(object_top(within), &scope);
    bool is_blind = facts->letters == BLIND || (facts->letters == AS_TABLES && cross->names->is_blind);
    return (NameSpace){arena_printf(cross->arena, "%s %s", facts->word, scope == NULL ? "" : scope->key), is_blind};
}

static void tell(Cross *cross, const Object *from, const char *wanted, const char *name)
{
    struct CrossNames *names = cross->names;
    if (strcmp(wanted, name) == 0)
        return;
    if (strcmp(names_fit(&names->names, wanted, from->key), name) == 0 && strlen(name) == strlen(wanted))
        cross_rule(cross, "N01", "names are in lower case", from);
    else
        cross_find(cross, FINDING_NAME_CHANGED, from, NULL,
                   "\"%s\" is too long for %s or taken: it is called \"%s\" there", wanted, cross->made->product, name);
}

/* ---- names that the source's objects have ---- */

static const struct {
    Kind kind;
    CrossSpace space;
} named[] = {
    {KIND_SCHEMA, SPACE_SCHEMA}, {KIND_SEQUENCE, SPACE_RELATION},          {KIND_TABLE, SPACE_RELATION},
    {KIND_VIEW, SPACE_RELATION}, {KIND_MATERIALIZED_VIEW, SPACE_RELATION}, {KIND_COLUMN, SPACE_COLUMN},
};

/* As the task that loads it calls it, where it has mappings of its own. */
static const char *wanted_name(const Cross *cross, const Object *from, const char *own)
{
    const DmsMapping *mapping = cross->options->dms.mapping;
    bool is_renamed = from->kind == KIND_SCHEMA; /* already */
    return mapping == NULL || is_renamed ? own : dms_mapped_name(mapping, from->origin);
}

/* First those that stay as they are: another one never takes their name. */
static void choose(Cross *cross, const Object *from, CrossSpace space, bool unchanged)
{
    struct CrossNames *names = cross->names;
    const Object *within = NULL;
    const char *own = object_own_name(from, &within), *name = wanted_name(cross, from, own);
    NameSpace here = name_space(cross, space, within);
    if (names->chosen[from->ordinal] != NULL)
        return;
    if (unchanged &&
        (strcmp(names_fit(&names->names, name, from->key), name) != 0 || !names_are_free(&names->names, here, name)))
        return;
    names->chosen[from->ordinal] = names_take(&names->names, here, name, from->key);
    tell(cross, from, name, names->chosen[from->ordinal]);
}

/* Where files are called like tables and their names have one case only. */
static bool tables_are_blind(const Catalog *server)
{
    const char *value = server == NULL ? NULL : catalog_parameter(server, "lower_case_table_names");
    return value != NULL && strcmp(value, "0") != 0;
}

void cross_choose_names(Cross *cross)
{
    const NameLimits *limits = is_to_mysql(cross) ? &name_limits_mysql : &name_limits_postgres;
    struct CrossNames *names = arena_alloc(cross->arena, sizeof *names);
    *names = (struct CrossNames){
        .names = names_open(cross->arena, limits, cross->options->names),
        .chosen = arena_array(cross->arena, cross->source->object_count + 1, sizeof *names->chosen),
        .is_blind = is_to_mysql(cross) && tables_are_blind(cross->server),
    };
    cross->names = names;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < sizeof named / sizeof *named; i++)
            for (size_t n = 0; n < cross->source->objects[named[i].kind].count; n++)
                choose(cross, cross->source->objects[named[i].kind].items[n], named[i].space, pass == 0);
}

const char *cross_name_of(const Cross *cross, const Object *from)
{
    const Object *within;
    const char *chosen = cross->names->chosen[from->ordinal];
    return chosen == NULL ? object_own_name(from, &within) : chosen;
}

const char *cross_column_name(const Cross *cross, const Object *table, const char *name)
{
    const Column *column = object_column(table, name);
    return column == NULL ? name : cross_name_of(cross, &column->object);
}

List cross_column_names(const Cross *cross, const Object *table, const List *names)
{
    List list = {arena_array(cross->arena, names->count, sizeof *list.items), names->count};
    for (size_t i = 0; i < names->count; i++)
        list.items[i] = cross_column_name(cross, table, names->items[i]);
    return list;
}

/* ---- names that are made ---- */

const char *cross_name_take(Cross *cross, CrossSpace space, const Object *within, const char *wanted,
                            const Object *from)
{
    struct CrossNames *names = cross->names;
    const char *name = names_take(&names->names, name_space(cross, space, within), wanted, from->key);
    /* A key's constraint is named as its index is. It comes before the other constraints, so that name is free. */
    if (space == SPACE_KEY && !is_to_mysql(cross))
        (void)names_take(&names->names, name_space(cross, SPACE_CHECK, within), name, from->key);
    tell(cross, from, wanted, name);
    return name;
}
