/* Texts that MySQL compares without regard to case, where the job wants them so on PostgreSQL: citext, or a collation of ICU's
   that is not deterministic. What they need stands in the schema of their table. */
#include <string.h>

#include "types_work.h"

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* A database has one citext: it stands in the first schema. */
static const Object *citext_home(const Cross *cross)
{
    EACH (cross->source, SCHEMA, Schema, schema)
        return &schema->object;
    return NULL;
}

/* Where the target has the extension already, and not for us; NULL: it is to be made. */
static const char *citext_elsewhere(const Cross *cross)
{
    if (cross->server == NULL)
        return NULL;
    EACH (cross->server, EXTENSION, Extension, extension) {
        if (strcmp(extension->name, "citext") != 0 || extension->schema == NULL)
            continue;
        const char *there = ((const Schema *)extension->schema)->name;
        EACH (cross->source, SCHEMA, Schema, schema)
            if (strcmp(cross_name_of(cross, &schema->object), there) == 0)
                return NULL;
        return there;
    }
    return NULL;
}

void type_apply_ci(TypeWork *work, const Column *column, const char *ci)
{
    CrossType *type = &work->types[column->object.ordinal];
    const Object *schema = ((const Table *)column->table)->schema;
    bool is_blind = column->collation != NULL && ends_with(column->collation, "_ci");
    if (work->to_mysql || !is_blind || type->class != TYPE_TEXT || type->source_class != TYPE_TEXT)
        return;
    if (strcmp(ci, "citext") == 0) {
        const char *elsewhere = citext_elsewhere(work->cross);
        type->type = cross_qualified(
            work->cross, elsewhere != NULL ? elsewhere : cross_name_of(work->cross, citext_home(work->cross)),
            "citext");
        type->needs = elsewhere == NULL ? "citext" : NULL;
    } else if (strcmp(ci, "icu") == 0) {
        type->needs = ends_with(column->collation, "_as_ci") ? "mysql_as_ci" : "mysql_ai_ci";
        type->collation = cross_qualified(work->cross, cross_name_of(work->cross, schema), type->needs);
    }
}

/* ---- what they need ---- */

static Object *make_needed(Cross *cross, const Column *from, const char *name)
{
    if (strcmp(name, "citext") == 0) {
        Extension *extension = (Extension *)cross_make(cross, KIND_EXTENSION, &from->object);
        extension->name = name;
        extension->schema = cross_twin(cross, citext_home(cross));
        return &extension->object;
    }
    Collation *collation = (Collation *)cross_make(cross, KIND_COLLATION, &from->object);
    collation->schema = cross_twin(cross, ((const Table *)from->table)->schema);
    collation->name = name;
    collation->provider = "icu";
    collation->locale = strcmp(name, "mysql_as_ci") == 0 ? "und-u-ks-level2" : "und-u-ks-level1";
    return &collation->object;
}

void cross_finish_types(Cross *cross)
{
    Map made = map_new(cross->arena);
    EACH (cross->source, COLUMN, Column, column) {
        const CrossType *type = cross_type(cross, &column->object);
        Object *twin = (Object *)(uintptr_t)cross_twin(cross, &column->object);
        if (type->needs == NULL || twin == NULL || twin->kind != KIND_COLUMN)
            continue;
        bool is_extension = strcmp(type->needs, "citext") == 0; /* one a database */
        const char *key = is_extension ? type->needs : type->collation;
        Object *needed = map_get(&made, key);
        if (needed == NULL)
            map_put(&made, key, needed = make_needed(cross, column, type->needs));
        catalog_need_object(cross->made, twin, needed);
    }
}
