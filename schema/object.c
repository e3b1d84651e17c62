/* Objects and their fields: what model.def becomes at run time, and what an object tells of itself. */
#include <assert.h>
#include <string.h>

#include "catalog.h"

#define KIND(K, Struct, word, section) static const Field fields_##K[] = {
#define FIELD_OF(engine, K, name, type, role) {#name, FIELD_##type, ROLE_##role, offsetof(Struct_##K, name), engine},
#define FIELD(K, name, type, role) FIELD_OF(NULL, K, name, type, role)
#define PG_FIELD(K, name, type, role) FIELD_OF("postgres", K, name, type, role)
#define MY_FIELD(K, name, type, role) FIELD_OF("mysql", K, name, type, role)
#define OWN_FIELD(K, name, type, role) FIELD_OF("", K, name, type, role)
#define END(K, Struct) \
    }                  \
    ;                  \
    _Static_assert(sizeof fields_##K / sizeof(Field) <= 64, "compare keeps fields in a 64-bit mask");
#include "model.def"
#undef KIND
#undef FIELD
#undef FIELD_OF
#undef END

const KindInfo catalog_kinds[KIND_COUNT] = {
#define KIND(K, Struct, word, section) \
    [KIND_##K] = {word, SECTION_##section, sizeof(Struct), fields_##K, sizeof fields_##K / sizeof(Field)},
#define FIELD(K, name, type, role)
#define END(K, Struct)
#include "model.def"
#undef KIND
#undef FIELD
#undef END
};

FieldShape field_shape(FieldType type)
{
    switch (type) {
    case FIELD_NAME:
    case FIELD_ROLE:
    case FIELD_TEXT:
    case FIELD_SQL:
    case FIELD_EXPR:
    case FIELD_QUERY: return SHAPE_TEXT;
    case FIELD_BOOL: return SHAPE_BOOL;
    case FIELD_INT: return SHAPE_INT;
    case FIELD_NAMES:
    case FIELD_ROLES:
    case FIELD_TEXTS:
    case FIELD_SQLS: return SHAPE_LIST;
    case FIELD_REF:
    case FIELD_ANY: return SHAPE_REF;
    case FIELD_REFS: return SHAPE_REFS;
    }
    return SHAPE_TEXT;
}

void field_clear(Object *object, const Field *field)
{
    void *slot = (char *)object + field->offset;
    switch (field_shape(field->type)) {
    case SHAPE_TEXT: *(const char **)slot = NULL; break;
    case SHAPE_BOOL: *(bool *)slot = false; break;
    case SHAPE_INT: *(int64_t *)slot = INT_NONE; break;
    case SHAPE_LIST: *(List *)slot = (List){0}; break;
    case SHAPE_REF: *(const Object **)slot = NULL; break;
    case SHAPE_REFS: *(Refs *)slot = (Refs){0}; break;
    }
}

const Field *field_named(Kind kind, const char *name)
{
    for (size_t i = 0; i < catalog_kinds[kind].field_count; i++)
        if (strcmp(catalog_kinds[kind].fields[i].name, name) == 0)
            return &catalog_kinds[kind].fields[i];
    return NULL;
}

bool field_may_be_empty(Kind kind, const Field *field)
{
    return field->type == FIELD_ROLE || strcmp(field->name, "column") == 0 || strcmp(field->name, "constraint") == 0 ||
           strcmp(field->name, "index") == 0 || (kind == KIND_DEFAULT_PRIVILEGES && field->type == FIELD_REF) ||
           (kind == KIND_PRIVILEGE && strcmp(field->name, "name") != 0); /* on everything */
}

const void *field_at(const Object *object, const Field *field)
{
    return (const char *)object + field->offset;
}

void object_each_needed(const Object *object, bool with_late, ObjectVisit *visit, void *context)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->role == ROLE_LATE && !with_late)
            continue;
        const Object *one = NULL;
        if (field->type == FIELD_REF || field->type == FIELD_ANY)
            one = FIELD_VALUE(object, field, Object *);
        const Refs *refs = field->type == FIELD_REFS ? field_at(object, field) : NULL;
        if (one != NULL)
            visit(context, object, one);
        for (size_t n = 0; refs != NULL && n < refs->count; n++)
            visit(context, object, refs->items[n]);
    }
    for (size_t i = 0; i < object->needs.count; i++)
        visit(context, object, object->needs.items[i]);
}

const Object *object_container(const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count && kind->fields[i].role == ROLE_IDENTITY; i++) {
        const Field *field = &kind->fields[i];
        if (field->type != FIELD_REF && field->type != FIELD_ANY)
            continue;
        const Object *container = FIELD_VALUE(object, field, Object *);
        if (container != NULL && (field->type == FIELD_ANY || container->kind != KIND_SCHEMA))
            return container;
    }
    return object;
}

const Object *object_top(const Object *object)
{
    for (const Object *container; (container = object_container(object)) != object;)
        object = container;
    return object;
}

const Object *object_schema(const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_REF && kind->fields[i].role == ROLE_IDENTITY) {
            const Object *schema = FIELD_VALUE(object, &kind->fields[i], Object *);
            return schema != NULL && schema->kind == KIND_SCHEMA ? schema : NULL;
        }
    return NULL;
}

const Column *object_column(const Object *table, const char *name)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN &&
            strcmp(((const Column *)table->parts.items[i])->name, name) == 0)
            return (const Column *)table->parts.items[i];
    return NULL;
}

const char *object_own_name(const Object *object, const Object **within)
{
    assert(object != NULL);
    const KindInfo *kind = &catalog_kinds[object->kind];
    const char *name = NULL;
    *within = NULL;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].role != ROLE_IDENTITY)
            continue;
        if (kind->fields[i].type == FIELD_NAME) {
            name = FIELD_VALUE(object, &kind->fields[i], char *);
        } else if (kind->fields[i].type == FIELD_REF) {
            *within = FIELD_VALUE(object, &kind->fields[i], Object *);
            assert(*within != NULL); /* catalog_name_all saw to it */
        }
    }
    return name;
}

const Object *object_part(const Object *whole, Kind kind, const char *name)
{
    const Object *within;
    for (size_t i = 0; i < whole->parts.count; i++)
        if (whole->parts.items[i]->kind == kind && strcmp(object_own_name(whole->parts.items[i], &within), name) == 0)
            return whole->parts.items[i];
    return NULL;
}

bool object_is_any(const Object *object, void *context)
{
    (void)context;
    return object != NULL;
}
