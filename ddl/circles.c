/* Tarjan's strongly connected components, from the views on. */
#include "circles.h"

typedef struct Search {
    size_t *number; /* in order of discovery, from 1 */
    size_t *lowest; /* the lowest number that leads here and is reached from here */
    bool *is_open;  /* on the stack */
    size_t *circles;
    const Object **stack;
    size_t height, found, circle_count;
} Search;

static void visit(Search *s, const Object *object);

static void follow(Search *s, const Object *from, const Object *to)
{
    to = to != NULL && to->kind == KIND_COLUMN ? object_container(to) : to;
    if (to == NULL || to == from)
        return;
    if (s->number[to->ordinal] == 0) {
        visit(s, to);
        if (s->lowest[to->ordinal] < s->lowest[from->ordinal])
            s->lowest[from->ordinal] = s->lowest[to->ordinal];
    } else if (s->is_open[to->ordinal] && s->number[to->ordinal] < s->lowest[from->ordinal]) {
        s->lowest[from->ordinal] = s->number[to->ordinal];
    }
}

static void follow_all(Search *s, const Object *from, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->role == ROLE_LATE)
            continue;
        if (field->type == FIELD_REF)
            follow(s, from, FIELD_VALUE(object, field, Object *));
        const Refs *refs = field->type == FIELD_REFS ? field_at(object, field) : NULL;
        for (size_t n = 0; refs != NULL && n < refs->count; n++)
            follow(s, from, refs->items[n]);
    }
    for (size_t i = 0; i < object->needs.count; i++)
        follow(s, from, object->needs.items[i]);
}

static void close_circle(Search *s, const Object *object)
{
    size_t bottom = s->height;
    bool has_view = false;
    do {
        const Object *member = s->stack[--bottom];
        s->is_open[member->ordinal] = false;
        has_view = has_view || member->kind == KIND_VIEW;
    } while (s->stack[bottom] != object);
    if (has_view && s->height - bottom > 1) {
        s->circle_count++;
        for (size_t i = bottom; i < s->height; i++)
            s->circles[s->stack[i]->ordinal] = s->circle_count;
    }
    s->height = bottom;
}

/* A table's columns are the table. */
static void visit(Search *s, const Object *object)
{
    s->number[object->ordinal] = s->lowest[object->ordinal] = ++s->found;
    s->stack[s->height++] = object;
    s->is_open[object->ordinal] = true;
    follow_all(s, object, object);
    for (size_t i = 0; object->kind == KIND_TABLE && i < object->parts.count; i++)
        if (object->parts.items[i]->kind == KIND_COLUMN)
            follow_all(s, object, object->parts.items[i]);
    if (s->lowest[object->ordinal] == s->number[object->ordinal])
        close_circle(s, object);
}

const size_t *circles_find(Arena *arena, const Catalog *catalog)
{
    size_t count = catalog->object_count + 1;
    Search search = {
        .number = arena_array(arena, count, sizeof(size_t)),
        .lowest = arena_array(arena, count, sizeof(size_t)),
        .is_open = arena_array(arena, count, sizeof(bool)),
        .circles = arena_array(arena, count, sizeof(size_t)),
        .stack = arena_array(arena, count, sizeof(Object *)),
    };
    EACH (catalog, VIEW, View, view)
        if (search.number[view->object.ordinal] == 0)
            visit(&search, &view->object);
    return search.circles;
}
