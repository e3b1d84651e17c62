/* Views in the other dialect, each after those that it stands on. What is not understood, or not taken by the target, is told
   with its text. */
#include <string.h>

#include "cross_names.h"
#include "cross_relation.h"
#include "cross_text.h"
#include "text.h"

enum { VIEWS_DEEP_MAX = 100 }; /* one upon the other */

typedef struct Viewing {
    Cross *cross;
    size_t depth;
} Viewing;

static void make_view(Cross *cross, const View *from, size_t depth);

/* ---- what it speaks of ---- */

static const Object *find(const Cross *cross, Kind kind, const char *schema, const char *name)
{
    for (size_t i = 0; i < cross->source->objects[kind].count; i++) {
        const Object *object = cross->source->objects[kind].items[i], *within;
        if (text_equal(object_own_name(object, &within), name) &&
            (schema == NULL || text_equal(object_own_name(within, &within), schema)))
            return object;
    }
    return NULL;
}

static const char *schema_of(const Object *twin)
{
    const Object *schema = object_schema(twin);
    return schema == NULL ? NULL : ((const Schema *)schema)->name;
}

static const RewriteRelation *table_relation(Cross *cross, const Object *table)
{
    const RewriteRelation *known = map_get(&cross->relations, table->key);
    const Object *twin = cross_twin(cross, table), *within;
    if (known != NULL || twin == NULL || twin->kind != KIND_TABLE)
        return known;
    RewriteRelation *relation = cross_relation(cross, table, false);
    relation->schema = schema_of(twin);
    relation->name = object_own_name(twin, &within);
    (void)map_put(&cross->relations, table->key, relation);
    return relation;
}

static const RewriteRelation *find_relation(void *context, const char *schema, const char *name, const char **why)
{
    const Viewing *viewing = context;
    Cross *cross = viewing->cross;
    const Object *object = find(cross, KIND_TABLE, schema, name);
    if (object != NULL)
        return table_relation(cross, object);
    object = find(cross, KIND_VIEW, schema, name);
    if (object == NULL)
        return NULL;
    if (!cross->seen[object->ordinal])
        make_view(cross, (const View *)object, viewing->depth + 1);
    *why = "the view is left to be written by hand";
    return map_get(&cross->relations, object->key);
}

/* ---- making ---- */

static void remember(Cross *cross, const View *made, const Object *from, const Rewritten *text)
{
    RewriteRelation *relation = arena_alloc(cross->arena, sizeof *relation);
    *relation = (RewriteRelation){schema_of(&made->object), made->name, text->columns, text->column_count};
    (void)map_put(&cross->relations, from->key, relation);
}

static List one(Arena *arena, const char *item)
{
    List list = {arena_array(arena, 1, sizeof *list.items), 1};
    list.items[0] = item;
    return list;
}

/* Whose rights it reads with; to MySQL also which collation its literals have: that of the tables' texts. */
static void describe(Cross *cross, const View *from, View *made)
{
    enum { WITH_SECURITY_INVOKER = 150000 };
    made->check_option = from->check_option;
    if (strcmp(cross->pair->to, "postgres") == 0) {
        if (text_equal(from->security, "INVOKER") && cross->made->server_version >= WITH_SECURITY_INVOKER)
            made->options = one(cross->arena, "security_invoker=true");
        return;
    }
    bool is_invoker =
        list_has(&from->options, "security_invoker=true") || list_has(&from->options, "security_invoker=on");
    made->algorithm = "UNDEFINED";
    made->security = is_invoker ? "INVOKER" : "DEFINER";
    made->definer = cross->server == NULL ? NULL : arena_copy(cross->arena, cross->server->user);
    made->character_set = "utf8mb4";
    made->collation = cross_text_collation(cross);
}

static void need(Cross *cross, const View *from, View *made)
{
    for (size_t i = 0; i < from->object.needs.count; i++) {
        const Object *twin = cross_twin(cross, from->object.needs.items[i]);
        if (twin != NULL && twin != &made->object)
            catalog_need_object(cross->made, &made->object, twin);
    }
}

static void leave(Cross *cross, const View *from, const char *why, const char *attempt)
{
    bool has_attempt = attempt != NULL;
    cross_leave(
        cross, &from->object, LEDGER_MANUAL, FINDING_VIEW_MANUAL,
        arena_printf(cross->arena, "CREATE VIEW %s AS ... on the target by hand, in its own words", from->object.name),
        "%s. It is: %s%s%s", why, from->definition, has_attempt ? "; what was tried: " : "",
        has_attempt ? attempt : "");
}

static void make_view(Cross *cross, const View *from, size_t depth)
{
    Viewing viewing = {cross, depth};
    Rewrite rewrite = cross_rewrite(cross);
    rewrite.relation = find_relation;
    rewrite.context = &viewing;
    rewrite.names = from->columns;
    rewrite.collation = text_equal(cross->made->engine, "postgres") ? NULL : cross_text_collation(cross);
    if (depth > VIEWS_DEEP_MAX) {
        leave(cross, from, "it stands on too many others", NULL);
        return;
    }
    Rewritten text = rewrite_query(&rewrite, from->definition);
    if (cross->seen[from->object.ordinal]) /* it was reached through itself */
        return;
    const char *error = text.text == NULL ? text.why : cross_refused(cross, &from->object, NULL, CROSS_VIEW, text.text);
    if (error != NULL) {
        leave(cross, from, error, text.text);
        return;
    }
    View *made = (View *)cross_make(cross, KIND_VIEW, &from->object);
    made->schema = cross_twin(cross, from->schema);
    made->name = cross_name_of(cross, &from->object);
    made->definition = cross_as_printed(cross, &from->object, CROSS_VIEW, text.text);
    describe(cross, from, made);
    need(cross, from, made);
    remember(cross, made, &from->object, &text);
    for (size_t i = 0; i < text.notes.count; i++)
        cross_find(cross, FINDING_VIEW_CHANGED, &from->object, NULL, "%s", text.notes.items[i]);
}

void cross_view(Cross *cross, const Object *from)
{
    if (!cross->seen[from->ordinal])
        make_view(cross, (const View *)from, 0);
}

void cross_materialized_view(Cross *cross, const Object *from)
{
    const MaterializedView *view = (const MaterializedView *)from;
    cross_leave(cross, from, LEDGER_MANUAL, FINDING_VIEW_MANUAL,
                arena_printf(cross->arena,
                             "CREATE TABLE %s AS SELECT ... on the target, and an EVENT that fills it anew, or a view",
                             from->name),
                "%s has no materialized views. It is: %s", cross->made->product, view->definition);
}
