/* Globs first, then needs, until nothing changes. */
#include "select.h"

#include <fnmatch.h>
#include <string.h>

typedef enum State { NOT_INCLUDED, EXCLUDED, SELECTED, DROPPED } State;

const char select_elsewhere[] = "in another database than source.url names";

typedef struct Select {
    Arena *arena;
    const Catalog *catalog;
    const Selection *selection;
    bool is_target;
    State *states;
    const char **reasons;
    Findings *findings;
    bool *include_matched, *exclude_matched; /* by glob */
    bool changed;
} Select;

/* ---- globs ---- */

static const char *source_schema_name(const Select *select, const Object *schema)
{
    const char *name = schema == NULL ? "" : ((const Schema *)schema)->name;
    for (size_t i = 0; select->is_target && i < select->selection->rename_count; i++)
        if (strcmp(select->selection->renames[i].to, name) == 0)
            return select->selection->renames[i].from;
    return name;
}

const Object *select_schema_of(const Object *object)
{
    const Object *top = object_top(object);
    return top->kind == KIND_SCHEMA ? top : object_schema(top);
}

/* On the target, a schema that bears its old name still is none of those that globs speak of. */
static bool is_of_old_name(const Select *select, const Object *object)
{
    const Object *schema = select->is_target ? select_schema_of(object) : NULL;
    bool is_old = false;
    for (size_t i = 0; schema != NULL && i < select->selection->rename_count; i++) {
        const char *name = ((const Schema *)schema)->name;
        if (strcmp(select->selection->renames[i].to, name) == 0)
            return false;
        is_old = is_old || strcmp(select->selection->renames[i].from, name) == 0;
    }
    return is_old;
}

/* The raw "schema.name", without quotes; a part's has its table's schema. */
static const char *glob_name(const Select *select, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    const char *name = "";
    const Object *within = object->kind == KIND_EXTENSION ? ((const Extension *)object)->schema : NULL;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].role != ROLE_IDENTITY)
            continue;
        bool names = kind->fields[i].type == FIELD_NAME || (kind->fields[i].type == FIELD_SQL && name[0] == '\0');
        if (names && FIELD_VALUE(object, &kind->fields[i], char *) != NULL)
            name = FIELD_VALUE(object, &kind->fields[i], char *);
        else if (kind->fields[i].type == FIELD_REF || kind->fields[i].type == FIELD_ANY)
            within = FIELD_VALUE(object, &kind->fields[i], Object *);
    }
    if (object->kind == KIND_SCHEMA)
        return arena_printf(select->arena, "%s.", source_schema_name(select, object));
    const Object *schema = within == NULL ? NULL : select_schema_of(within);
    return arena_printf(select->arena, "%s.%s", source_schema_name(select, schema), name);
}

static bool kind_is(Kind kind, const char *word, size_t length)
{
    const char *own = catalog_kinds[kind].word;
    if (strlen(own) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (own[i] != word[i] && !(own[i] == ' ' && word[i] == '_'))
            return false;
    return true;
}

/* What stands in no schema and is about types. A name does not choose it, only its kind does: nobody would think of it, and
   a default may need it in silence. */
static bool is_about_types(const Object *object)
{
    return object->kind == KIND_CAST || object->kind == KIND_TRANSFORM || object->kind == KIND_OPERATOR_FAMILY_MEMBER;
}

/* The first glob that speaks of the object itself, or NULL. */
static const char *matching_glob(const List *globs, bool *matched, const Object *object, const char *name)
{
    const char *first = NULL;
    for (size_t i = 0; i < globs->count; i++) {
        const char *colon = strchr(globs->items[i], ':'), *pattern = colon == NULL ? globs->items[i] : colon + 1;
        if (colon != NULL ? !kind_is(object->kind, globs->items[i], (size_t)(colon - globs->items[i]))
                          : object_container(object) != object || is_about_types(object))
            continue;
        const char *bare = object->kind == KIND_EXTENSION ? ((const Extension *)object)->name
                           : name[0] == '.'               ? name + 1 /* it has no schema */
                                                          : NULL;
        if (fnmatch(pattern, name, 0) == 0 || (bare != NULL && fnmatch(pattern, bare, 0) == 0))
            matched[i] = true;
        else
            continue;
        first = first == NULL ? globs->items[i] : first;
    }
    return first;
}

static const char *impossible(const Select *select, const Object *object)
{
    return select->selection->impossible == NULL ? NULL : select->selection->impossible[object->ordinal];
}

static void choose(Select *select, const Object *object)
{
    const char *reason = impossible(select, object);
    select->states[object->ordinal] = reason == NULL ? SELECTED : EXCLUDED;
    select->reasons[object->ordinal] = reason;
}

static const char *not_included(const Select *select)
{
    return select->selection->is_of_urls ? select_elsewhere : "not in include";
}

static void apply_globs(Select *select, const Object *object)
{
    bool included = select->selection->include.count == 0;
    if (!included && is_of_old_name(select, object)) {
        select->states[object->ordinal] = NOT_INCLUDED;
        select->reasons[object->ordinal] = not_included(select);
        return;
    }
    if (included && select->selection->exclude.count == 0) {
        choose(select, object);
        return;
    }
    for (const Object *at = object;; at = object_container(at)) {
        const char *name = glob_name(select, at);
        const char *excluded = matching_glob(&select->selection->exclude, select->exclude_matched, at, name);
        if (excluded != NULL) {
            select->states[object->ordinal] = EXCLUDED;
            select->reasons[object->ordinal] = arena_printf(select->arena, "exclude: %s", excluded);
            return;
        }
        included = matching_glob(&select->selection->include, select->include_matched, at, name) != NULL || included;
        if (object_container(at) == at)
            break;
    }
    select->reasons[object->ordinal] = not_included(select);
    if (included)
        choose(select, object);
}

/* ---- needs ---- */

/* What can come along without bringing rows. */
static const bool pullable[KIND_COUNT] = {
    [KIND_SCHEMA] = true,
    [KIND_EXTENSION] = true,
    [KIND_LANGUAGE] = true,
    [KIND_ACCESS_METHOD] = true,
    [KIND_COLLATION] = true,
    [KIND_CONVERSION] = true,
    [KIND_BASE_TYPE] = true,
    [KIND_ENUM] = true,
    [KIND_DOMAIN] = true,
    [KIND_COMPOSITE] = true,
    [KIND_RANGE] = true,
    [KIND_FOREIGN_DATA_WRAPPER] = true,
    [KIND_FOREIGN_SERVER] = true,
    [KIND_USER_MAPPING] = true,
    [KIND_SEQUENCE] = true,
    [KIND_FUNCTION] = true,
    [KIND_PROCEDURE] = true,
    [KIND_PACKAGE] = true,
    [KIND_AGGREGATE] = true,
    [KIND_OPERATOR] = true,
    [KIND_OPERATOR_FAMILY] = true,
    [KIND_OPERATOR_CLASS] = true,
    [KIND_OPERATOR_FAMILY_MEMBER] = true,
    [KIND_CAST] = true,
    [KIND_TRANSFORM] = true,
    [KIND_TEXT_SEARCH_PARSER] = true,
    [KIND_TEXT_SEARCH_TEMPLATE] = true,
    [KIND_TEXT_SEARCH_DICTIONARY] = true,
    [KIND_TEXT_SEARCH_CONFIGURATION] = true,
    [KIND_POLICY] = true,
    [KIND_GRANT] = true,
    [KIND_COMMENT] = true,
    [KIND_SECURITY_LABEL] = true,
};

static bool may_pull_in(const Select *select, const Object *object)
{
    return select->states[object->ordinal] == NOT_INCLUDED && pullable[object->kind] &&
           impossible(select, object) == NULL;
}

static void pull_in(Select *select, const Object *object, const Object *by)
{
    select->states[object->ordinal] = SELECTED;
    select->reasons[object->ordinal] = NULL;
    select->changed = true;
    if (select->findings != NULL && object->kind != KIND_SCHEMA && by != NULL)
        finding_add(select->findings, FINDING_DEPENDENCY_PULLED_IN, object, NULL, "needed by %s", by->key);
    for (size_t i = 0; i < object->parts.count; i++)
        if (may_pull_in(select, object->parts.items[i]))
            pull_in(select, object->parts.items[i], NULL);
}

static void drop(Select *select, const Object *object, const Object *needed)
{
    select->states[object->ordinal] = DROPPED;
    select->reasons[object->ordinal] = arena_printf(select->arena, "needs %s, which is left out", needed->key);
    select->changed = true;
    if (select->findings != NULL && object_container(object) != needed)
        finding_add(select->findings, FINDING_DEPENDENCY_LEFT_OUT, object,
                    "include what it needs, or exclude it by name", "needs %s, which is left out", needed->key);
    /* A table is not a table without one of its columns. */
    const Object *table = object_container(object);
    if (object->kind == KIND_COLUMN && select->states[table->ordinal] == SELECTED)
        drop(select, table, needed);
}

static void require(void *context, const Object *object, const Object *needed)
{
    Select *select = context;
    if (select->states[object->ordinal] != SELECTED || select->states[needed->ordinal] == SELECTED)
        return;
    if (impossible(select, needed) != NULL && select->selection->does_without != NULL &&
        select->selection->does_without(object, needed))
        return;
    if (may_pull_in(select, needed))
        pull_in(select, needed, object);
    else
        drop(select, object, needed);
}

static void apply_needs(Select *select, const Object *object)
{
    object_each_needed(object, true, require, select);
}

/* Such come along with their types. */
static void come_along(Select *select, const Object *object)
{
    if (!is_about_types(object) || !may_pull_in(select, object) || object->needs.count == 0)
        return;
    for (size_t i = 0; i < object->needs.count; i++)
        if (select->states[object->needs.items[i]->ordinal] != SELECTED)
            return;
    pull_in(select, object, NULL);
}

static void each_object(Select *select, void (*visit)(Select *, const Object *), bool selected_only)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; catalog_kinds[kind].section != SECTION_NONE && i < select->catalog->objects[kind].count;
             i++) {
            const Object *object = select->catalog->objects[kind].items[i];
            if (!selected_only || select->states[object->ordinal] == SELECTED)
                visit(select, object);
        }
}

static void find_unmatched(const Select *select, const List *globs, const bool *matched, const char *key)
{
    for (size_t i = 0; select->findings != NULL && i < globs->count; i++)
        if (!matched[i])
            finding_add(select->findings, FINDING_GLOB_UNMATCHED, NULL, "correct it, or take it out of the job",
                        "%s: \"%s\" speaks of nothing on the source", key, globs->items[i]);
}

const char **select_objects(Arena *arena, const Catalog *catalog, const Selection *selection, bool is_target,
                            Findings *findings)
{
    Select select = {
        .arena = arena,
        .catalog = catalog,
        .selection = selection,
        .is_target = is_target,
        .states = arena_array(arena, catalog->object_count + 1, sizeof(State)),
        .reasons = arena_array(arena, catalog->object_count + 1, sizeof(char *)),
        .findings = findings,
        .include_matched = arena_array(arena, selection->include.count + 1, sizeof(bool)),
        .exclude_matched = arena_array(arena, selection->exclude.count + 1, sizeof(bool)),
    };
    each_object(&select, apply_globs, false);
    find_unmatched(&select, &selection->include, select.include_matched, "include");
    find_unmatched(&select, &selection->exclude, select.exclude_matched, "exclude");
    do {
        select.changed = false;
        each_object(&select, come_along, false);
        each_object(&select, apply_needs, true);
    } while (select.changed);
    return select.reasons;
}
