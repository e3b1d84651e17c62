/* Every field of every kind: whether a difference in it is a change, and that the change names it and nothing else. */
#include <stdarg.h>

#include "catalogs.h"
#include "compare.h"

/* One object of each kind, its id the kind's word, with no more than its identity. */
static Catalog *one_of_each(void)
{
    Catalog *catalog = catalog_new("postgres");
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        Object *object = catalog_add(catalog, kind, catalog_kinds[kind].word);
        for (size_t i = 0; i < catalog_kinds[kind].field_count; i++) {
            const Field *field = &catalog_kinds[kind].fields[i];
            bool is_reference = field->type == FIELD_REF || field->type == FIELD_ANY;
            const char *value = !is_reference ? "x" : strcmp(field->name, "schema") == 0 ? "schema" : "table";
            Err err = {0};
            if (field->role == ROLE_IDENTITY && !catalog_set(catalog, object, field, value, &err))
                ok(false, "%s: %s", field->name, err.message);
        }
    }
    return catalog;
}

static const char *sample_value(FieldType type)
{
    switch (field_shape(type)) {
    case SHAPE_TEXT: return "other";
    case SHAPE_BOOL: return "true";
    case SHAPE_INT: return "42";
    case SHAPE_LIST: return "[\"a\",\"b\"]";
    case SHAPE_REF: return "table";
    case SHAPE_REFS: return "[\"table\"]";
    }
    return NULL;
}

static uint64_t mask_of(const Changes *changes, const Object *object)
{
    return changes->list.count == 1 && changes->list.items[0].desired == object &&
                   changes->list.items[0].type == CHANGE_ALTER
               ? changes->list.items[0].fields
               : 0;
}

static void check_field(Kind kind, size_t at)
{
    const Field *field = &catalog_kinds[kind].fields[at];
    bool is_compared =
        catalog_kinds[kind].section != SECTION_NONE && (field->role == ROLE_COMPARE || field->role == ROLE_LATE);
    SCOPED(Catalog *, catalog_release) desired = one_of_each();
    SCOPED(Catalog *, catalog_release) actual = one_of_each();
    Err err = {0};
    Object *object = desired->objects[kind].items[0];
    ok(catalog_set(desired, object, field, sample_value(field->type), &err), "%s.%s is set", catalog_kinds[kind].word,
       field->name);
    finish(desired);
    finish(actual);
    Changes changes;
    compare_catalogs(&changes, desired->arena, desired, actual, true);
    ok(mask_of(&changes, object) == (is_compared ? UINT64_C(1) << at : 0) && changes.list.count == is_compared,
       "%s.%s %s", catalog_kinds[kind].word, field->name, is_compared ? "is one change" : "is no change");
    ok(!is_compared || change_has(&changes.list.items[0], field->name), "change_has finds it");
    compare_catalogs(&changes, desired->arena, desired, actual, false);
    ok(changes.list.count == (is_compared && field->role == ROLE_COMPARE), "without late fields");
    ok(compare_late_fields(object) == (field->role == ROLE_LATE ? UINT64_C(1) << at : 0),
       "late fields of a new object");
    compare_catalogs(&changes, desired->arena, actual, desired, true);
    ok(changes.list.count == (is_compared && field->type != FIELD_ROLE),
       "the other way round; a role left open is any");
    compare_catalogs(&changes, desired->arena, desired, desired, true);
    ok(changes.list.count == 0, "equal to itself");
}

static void check_every_field(void)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog_kinds[kind].field_count; i++)
            if (catalog_kinds[kind].fields[i].role != ROLE_IDENTITY)
                check_field(kind, i);
}

/* The same objects under other ids, read in another order. */
static void check_references_join_by_key(void)
{
    SCOPED(Catalog *, catalog_release) desired = catalog_new("postgres");
    SCOPED(Catalog *, catalog_release) actual = catalog_new("postgres");
    add(desired, KIND_SCHEMA, "1", "name", "s", NULL);
    add(desired, KIND_TABLE, "2", "schema", "1", "name", "a", NULL);
    add(desired, KIND_TABLE, "3", "schema", "1", "name", "b", "inherits", "[\"2\"]", NULL);
    add(actual, KIND_TABLE, "30", "schema", "10", "name", "b", "inherits", "[\"20\"]", NULL);
    add(actual, KIND_TABLE, "20", "schema", "10", "name", "a", NULL);
    add(actual, KIND_SCHEMA, "10", "name", "s", NULL);
    finish(desired);
    finish(actual);
    Changes changes;
    compare_catalogs(&changes, desired->arena, desired, actual, true);
    ok(changes.list.count == 0, "ids do not matter");
}

static void check_lists(void)
{
    static const struct {
        const char *desired, *actual;
        bool is_equal;
    } cases[] = {
        {"[]", NULL, true},
        {"[\"a\"]", "[\"a\"]", true},
        {"[\"a\",\"b\"]", "[\"b\",\"a\"]", false},
        {"[\"a\"]", "[\"a\",\"a\"]", false},
        {"[\"a,b\"]", "[\"a\",\"b\"]", false},
        {"[\"\"]", "[]", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(Catalog *, catalog_release) catalog = catalog_new("postgres");
        const Object *a = add(catalog, KIND_ENUM, "1", "labels", cases[i].desired, NULL);
        const Object *b = add(catalog, KIND_ENUM, "2", "labels", cases[i].actual, NULL);
        ok(compare_field(&syntax_postgres, field_named(KIND_ENUM, "labels"), a, b) == cases[i].is_equal, "list %s",
           cases[i].desired);
    }
}

static void check_missing_and_extra(void)
{
    SCOPED(Catalog *, catalog_release) desired = catalog_new("postgres");
    SCOPED(Catalog *, catalog_release) actual = catalog_new("postgres");
    add(desired, KIND_SCHEMA, "1", "name", "only desired", NULL);
    add(actual, KIND_SCHEMA, "1", "name", "only actual", NULL);
    add(actual, KIND_ROLE, "2", "name", "somebody", NULL);
    add(desired, KIND_UNREAD, "3", "type", "publication", "name", "p", NULL);
    finish(desired);
    finish(actual);
    Changes changes;
    compare_catalogs(&changes, desired->arena, desired, actual, true);
    ok(changes.list.count == 2, "roles and unread objects are not compared");
    const Change *create = &changes.list.items[0], *extra = &changes.list.items[1];
    ok(create->type == CHANGE_CREATE && create->actual == NULL && create->fields == 0, "missing");
    is(create->desired->key, "schema \"only desired\"", "which one");
    ok(extra->type == CHANGE_EXTRA && extra->desired == NULL && extra->fields == 0, "extra");
    is(extra->actual->key, "schema \"only actual\"", "which one");
    ok(!change_has(extra, "owner") && !change_has(create, "no such field"), "neither has fields");
}

int main(void)
{
    check_every_field();
    check_references_join_by_key();
    check_lists();
    check_missing_and_extra();
    return done();
}
