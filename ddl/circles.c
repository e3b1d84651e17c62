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

/* A table's columns are the table. */
static const Object *node_of(const Object *object)
{
    return object->kind == KIND_COLUMN ? object_container(object) : object;
}

static void follow(void *context, const Object *object, const Object *needed)
{
    Search *s = context;
    const Object *from = node_of(object), *to = node_of(needed);
    if (to == from)
        return;
    if (s->number[to->ordinal] == 0) {
        visit(s, to);
        if (s->lowest[to->ordinal] < s->lowest[from->ordinal])
            s->lowest[from->ordinal] = s->lowest[to->ordinal];
    } else if (s->is_open[to->ordinal] && s->number[to->ordinal] < s->lowest[from->ordinal]) {
        s->lowest[from->ordinal] = s->number[to->ordinal];
    }
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

static void visit(Search *s, const Object *object)
{
    s->number[object->ordinal] = s->lowest[object->ordinal] = ++s->found;
    s->stack[s->height++] = object;
    s->is_open[object->ordinal] = true;
    object_each_needed(object, false, follow, s);
    for (size_t i = 0; object->kind == KIND_TABLE && i < object->parts.count; i++)
        if (object->parts.items[i]->kind == KIND_COLUMN)
            object_each_needed(object->parts.items[i], false, follow, s);
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
