/* Joins two catalogs on their objects' keys. */
#include "compare.h"

#include <string.h>

#include "scan.h"
#include "text.h"

/* Versions of the server print the same text differently: only where it does differ is it looked at closely. Without a
   syntax nobody printed it. */
static bool sql_equal(const Syntax *syntax, const char *a, const char *b, bool is_query)
{
    if (text_equal(a, b))
        return true;
    if (a == NULL || b == NULL || syntax == NULL)
        return false;
    SCOPED(Arena *, arena_release) scratch = arena_new();
    return strcmp(scan_canonical(scratch, syntax, a, is_query), scan_canonical(scratch, syntax, b, is_query)) == 0;
}

static bool sqls_equal(const Syntax *syntax, const List *a, const List *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!sql_equal(syntax, a->items[i], b->items[i], false))
            return false;
    return true;
}

static bool ref_equal(const Object *a, const Object *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->key, b->key) == 0);
}

static bool refs_equal(const Refs *a, const Refs *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!ref_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

bool compare_field(const Syntax *syntax, const Field *field, const Object *desired, const Object *actual)
{
    const void *a = field_at(desired, field), *b = field_at(actual, field);
    switch (field->type) {
    case FIELD_NAME:
    case FIELD_TEXT: return text_equal(*(const char *const *)a, *(const char *const *)b);
    case FIELD_SQL:
    case FIELD_EXPR:
    case FIELD_QUERY:
        return sql_equal(syntax, *(const char *const *)a, *(const char *const *)b, field->type == FIELD_QUERY);
    case FIELD_ROLE:
        return *(const char *const *)a == NULL || text_equal(*(const char *const *)a, *(const char *const *)b);
    case FIELD_BOOL: return *(const bool *)a == *(const bool *)b;
    case FIELD_INT: return *(const int64_t *)a == *(const int64_t *)b;
    case FIELD_NAMES:
    case FIELD_ROLES:
    case FIELD_TEXTS: return list_equal(a, b);
    case FIELD_SQLS: return sqls_equal(syntax, a, b);
    case FIELD_REF:
    case FIELD_ANY: return ref_equal(*(const Object *const *)a, *(const Object *const *)b);
    case FIELD_REFS: return refs_equal(a, b);
    }
    return false;
}

static uint64_t compare_objects(const Syntax *syntax, const Object *desired, const Object *actual, bool with_late)
{
    const KindInfo *kind = &catalog_kinds[desired->kind];
    uint64_t fields = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        FieldRole role = kind->fields[i].role;
        if ((role == ROLE_COMPARE || (role == ROLE_LATE && with_late)) &&
            !compare_field(syntax, &kind->fields[i], desired, actual))
            fields |= UINT64_C(1) << i;
    }
    return fields;
}

void compare_catalogs(Changes *changes, Arena *arena, const Catalog *desired, const Catalog *actual, bool with_late)
{
    const Syntax *syntax = syntax_of(desired->engine);
    *changes = (Changes){0};
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        if (catalog_kinds[kind].section == SECTION_NONE)
            continue;
        for (size_t i = 0; i < desired->objects[kind].count; i++) {
            const Object *wanted = desired->objects[kind].items[i], *there = catalog_find(actual, wanted->key);
            uint64_t fields = there == NULL ? 0 : compare_objects(syntax, wanted, there, with_late);
            if (there == NULL)
                *LIST_PUSH(arena, &changes->list) = (Change){CHANGE_CREATE, wanted, NULL, 0};
            else if (fields != 0)
                *LIST_PUSH(arena, &changes->list) = (Change){CHANGE_ALTER, wanted, there, fields};
        }
        for (size_t i = 0; i < actual->objects[kind].count; i++) {
            const Object *there = actual->objects[kind].items[i];
            if (catalog_find(desired, there->key) == NULL)
                *LIST_PUSH(arena, &changes->list) = (Change){CHANGE_EXTRA, NULL, there, 0};
        }
    }
}

/* What every field of a fresh object holds, except numbers: zeroes, as many as the largest kind needs. */
static const union {
#define KIND(K, Struct, word, section) Struct K;
#define FIELD(K, name, type, role)
#define END(K, Struct)
#include "model.def"
#undef KIND
#undef FIELD
#undef END
} blank;

uint64_t compare_late_fields(const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    uint64_t fields = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->role != ROLE_LATE)
            continue;
        bool empty = field->type == FIELD_INT ? FIELD_VALUE(object, field, int64_t) == INT_NONE
                                              : compare_field(NULL, field, object, &blank.SCHEMA.object);
        if (!empty)
            fields |= UINT64_C(1) << i;
    }
    return fields;
}

static uint64_t field_bit(const Change *change, const char *field_name)
{
    Kind kind = (change->desired == NULL ? change->actual : change->desired)->kind;
    const Field *field = field_named(kind, field_name);
    return field == NULL ? 0 : UINT64_C(1) << (field - catalog_kinds[kind].fields);
}

bool change_has(const Change *change, const char *field_name)
{
    return (change->fields & field_bit(change, field_name)) != 0;
}

void change_put_fields(Buf *out, const Change *change)
{
    const KindInfo *kind = &catalog_kinds[change->desired->kind];
    const char *separator = "";
    for (size_t i = 0; i < kind->field_count; i++)
        if ((change->fields >> i & 1) != 0) {
            buf_printf(out, "%s%s", separator, kind->fields[i].name);
            separator = ", ";
        }
}

Change change_without(const Change *change, const char *field_name)
{
    Change rest = *change;
    rest.fields &= ~field_bit(change, field_name);
    return rest;
}
