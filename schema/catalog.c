/* The catalog: how objects get into it, find each other, and are copied. */
#include "catalog.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "quote.h"

/* A reference read as an id, waiting for its object. */
typedef struct Pending {
    const Object **slot;
    const char *id;
    Object *object; /* whose slot it is */
    FieldType type;
} Pending;

typedef struct Edge {
    const char *id;
    const char *needed_id;
} Edge;

/* What is only needed until everything is there, in an arena of its own. */
typedef struct Building {
    Arena *arena;
    Map by_id;
    LIST_OF(Pending) refs;
    LIST_OF(Edge) edges;
} Building;

static Catalog *catalog_empty(const char *engine)
{
    Arena *arena = arena_new();
    Catalog *catalog = arena_alloc(arena, sizeof *catalog);
    catalog->arena = arena;
    catalog->engine = arena_copy(arena, engine);
    catalog->by_key = map_new(arena);
    return catalog;
}

Catalog *catalog_new(const char *engine)
{
    Catalog *catalog = catalog_empty(engine);
    Arena *scratch = arena_new();
    catalog->building = arena_alloc(scratch, sizeof *catalog->building);
    *catalog->building = (Building){.arena = scratch, .by_id = map_new(scratch)};
    return catalog;
}

static void building_end(Catalog *catalog)
{
    if (catalog->building != NULL)
        arena_free(catalog->building->arena);
    catalog->building = NULL;
}

void catalog_free(Catalog *catalog)
{
    if (catalog == NULL)
        return;
    building_end(catalog);
    arena_free(catalog->arena);
}

void catalog_release(Catalog **catalog)
{
    catalog_free(*catalog);
}

static void *field_slot(Object *object, const Field *field)
{
    return (char *)object + field->offset;
}

Object *catalog_add(Catalog *catalog, Kind kind, const char *id)
{
    Object *object = arena_alloc(catalog->arena, catalog_kinds[kind].size);
    object->kind = kind;
    object->section = catalog_kinds[kind].section;
    object->id = id;
    object->ordinal = catalog->object_count++;
    for (size_t i = 0; i < catalog_kinds[kind].field_count; i++)
        if (catalog_kinds[kind].fields[i].type == FIELD_INT)
            field_clear(object, &catalog_kinds[kind].fields[i]);
    *LIST_PUSH(catalog->arena, &catalog->objects[kind]) = object;
    if (id != NULL && catalog->building != NULL)
        map_put(&catalog->building->by_id, id, object);
    return object;
}

static const char *keep_id(Building *building, const char *id)
{
    const Object *known = id == NULL ? NULL : map_get(&building->by_id, id);
    return known == NULL || known->id == NULL ? arena_copy(building->arena, id) : known->id;
}

const char *catalog_keep(Catalog *catalog, const Field *field, const char *value)
{
    switch (field_shape(field->type)) {
    case SHAPE_TEXT: return arena_copy(catalog->arena, value);
    case SHAPE_REF: return keep_id(catalog->building, value);
    case SHAPE_LIST:
    case SHAPE_BOOL:
    case SHAPE_INT:
    case SHAPE_REFS: break;
    }
    return value;
}

void catalog_expect(Catalog *catalog, size_t count)
{
    map_reserve(&catalog->building->by_id, catalog->building->by_id.count + count);
}

void catalog_alias(Catalog *catalog, Object *object, const char *id, size_t length)
{
    map_put(&catalog->building->by_id, arena_slice(catalog->building->arena, id, length), object);
}

bool catalog_knows(const Catalog *catalog, const char *id)
{
    return id != NULL && map_get(&catalog->building->by_id, id) != NULL;
}

static void catalog_await(Catalog *catalog, Object *object, FieldType type, const Object **slot, const char *id)
{
    *slot = map_get(&catalog->building->by_id, id);
    if (*slot == NULL)
        *LIST_PUSH(catalog->building->arena, &catalog->building->refs) = (Pending){slot, id, object, type};
}

static bool set_int(int64_t *slot, const char *value, Err *err)
{
    char *end;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno != 0 || *end != '\0' || end == value)
        return err_set(err, ERR_BUG, "\"%s\" is not a whole number", value);
    *slot = number;
    return true;
}

static bool set_list(Catalog *catalog, Object *object, const Field *field, const char *value, Err *err)
{
    json_error_t where;
    json_t *array = json_loads(value, 0, &where);
    if (!json_is_array(array)) {
        json_decref(array);
        return err_set(err, ERR_BUG, "\"%s\" is not a JSON array", value);
    }
    size_t count = json_array_size(array);
    const char **items = arena_array(catalog->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        const char *item = json_string_value(json_array_get(array, i));
        items[i] =
            arena_copy(field->type == FIELD_REFS ? catalog->building->arena : catalog->arena, item == NULL ? "" : item);
    }
    if (field->type == FIELD_REFS) {
        Refs *refs = field_slot(object, field);
        *refs = (Refs){arena_array(catalog->arena, count, sizeof *refs->items), count};
        for (size_t i = 0; i < count; i++)
            catalog_await(catalog, object, field->type, &refs->items[i], items[i]);
    } else {
        *(List *)field_slot(object, field) = (List){items, count};
    }
    json_decref(array);
    return true;
}

bool catalog_set(Catalog *catalog, Object *object, const Field *field, const char *value, Err *err)
{
    void *slot = field_slot(object, field);
    if (value == NULL)
        return true;
    switch (field_shape(field->type)) {
    case SHAPE_TEXT: *(const char **)slot = value; return true;
    case SHAPE_BOOL: *(bool *)slot = value[0] == 't' || value[0] == '1'; return true;
    case SHAPE_INT: return set_int(slot, value, err) || err_within(err, "%s", field->name);
    case SHAPE_LIST:
    case SHAPE_REFS: return set_list(catalog, object, field, value, err) || err_within(err, "%s", field->name);
    case SHAPE_REF: catalog_await(catalog, object, field->type, slot, value); return true;
    }
    return err_set(err, ERR_BUG, "field \"%s\" has no type", field->name);
}

void catalog_need(Catalog *catalog, const char *id, const char *needed_id)
{
    Building *building = catalog->building;
    *LIST_PUSH(building->arena, &building->edges) =
        (Edge){arena_copy(building->arena, id), arena_copy(building->arena, needed_id)};
}

void catalog_need_object(Catalog *catalog, Object *object, const Object *needed)
{
    Refs *needs = &object->needs;
    for (size_t i = 0; i < needs->count; i++)
        if (needs->items[i] == needed)
            return;
    const Object **items = arena_array(catalog->arena, needs->count + 1, sizeof *items);
    for (size_t i = 0; i < needs->count; i++)
        items[i] = needs->items[i];
    items[needs->count++] = needed;
    needs->items = items;
}

/* An id may have parts below it that were not read as objects (a view's columns): "1259/16384/2" then means
   "1259/16384". */
static Object *find_id(const Catalog *catalog, const char *id)
{
    Object *object = map_get(&catalog->building->by_id, id);
    const char *slash = strrchr(id, '/');
    if (object != NULL || slash == NULL || strchr(id, '/') == slash)
        return object;
    char whole[128];
    size_t length = (size_t)(slash - id);
    if (length >= sizeof whole)
        return NULL;
    memcpy(whole, id, length);
    whole[length] = '\0';
    return map_get(&catalog->building->by_id, whole);
}

/* A comment or a grant on something that was not read is not read either, and told so. */
static void remove_stray(Catalog *catalog, Object *object, const char *id)
{
    size_t *count = &catalog->objects[object->kind].count;
    Object **items = catalog->objects[object->kind].items;
    for (size_t i = 0; i < *count; i++)
        if (items[i] == object) {
            memmove(&items[i], &items[i + 1], (*count - i - 1) * sizeof *items);
            (*count)--;
            break;
        }
    Unread *unread = (Unread *)catalog_add(catalog, KIND_UNREAD, NULL);
    unread->type = catalog_kinds[object->kind].word;
    unread->name = arena_printf(catalog->arena, "%s %zu on %s", unread->type, catalog->objects[KIND_UNREAD].count, id);
}

static void resolve_references(Catalog *catalog)
{
    for (size_t i = 0; i < catalog->building->refs.count; i++) {
        Pending *pending = &catalog->building->refs.items[i];
        *pending->slot = find_id(catalog, pending->id);
        if (*pending->slot == NULL && pending->type == FIELD_ANY)
            remove_stray(catalog, pending->object, pending->id);
    }
}

/* A parent that is not read (a foreign table) leaves no hole. */
static void close_gaps(Catalog *catalog)
{
    for (size_t i = 0; i < catalog->building->refs.count; i++) {
        const Pending *pending = &catalog->building->refs.items[i];
        const KindInfo *kind = &catalog_kinds[pending->object->kind];
        for (size_t n = 0; pending->type == FIELD_REFS && n < kind->field_count; n++) {
            Refs *refs = field_slot(pending->object, &kind->fields[n]);
            size_t kept = 0;
            if (kind->fields[n].type != FIELD_REFS)
                continue;
            for (size_t r = 0; r < refs->count; r++)
                if (refs->items[r] != NULL)
                    refs->items[kept++] = refs->items[r];
            refs->count = kept;
        }
    }
}

static void resolve_dependencies(Catalog *catalog)
{
    Building *pending = catalog->building;
    /* Two passes over the edges: count, then fill, so that each object's list is one piece. */
    size_t count = pending->edges.count;
    struct {
        Object *object, *needed;
    } *found = arena_array(pending->arena, count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        found[i].object = find_id(catalog, pending->edges.items[i].id);
        found[i].needed = find_id(catalog, pending->edges.items[i].needed_id);
        if (found[i].object != NULL && found[i].needed != NULL && found[i].object != found[i].needed)
            found[i].object->needs.count++;
    }
    for (size_t i = 0; i < count; i++) {
        Object *object = found[i].object;
        if (object == NULL || found[i].needed == NULL || object == found[i].needed)
            continue;
        if (object->needs.items == NULL) {
            object->needs.items = arena_array(catalog->arena, object->needs.count, sizeof *object->needs.items);
            object->needs.count = 0;
        }
        object->needs.items[object->needs.count++] = found[i].needed;
    }
}

/* For people: quoted only where a plain word would mislead. */
static void put_name(Buf *out, const char *name)
{
    bool plain = name[0] != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_$") == strlen(name) &&
                 strchr("0123456789$", name[0]) == NULL;
    if (plain)
        buf_puts(out, name);
    else
        quote_double(out, name);
}

static bool name_object(Catalog *catalog, Object *object, Err *err);

static bool put_identity(Catalog *catalog, Buf *out, const Object *object, const Field *field, Err *err)
{
    const char *dot = out->length > 0 ? "." : "";
    if (field->type == FIELD_REF || field->type == FIELD_ANY) {
        const Object *ref = FIELD_VALUE(object, field, Object *);
        if (ref == NULL && field_may_be_empty(object->kind, field))
            return true;
        if (ref == NULL)
            return err_set(err, ERR_BUG, "%s with id %s refers to nothing by its %s", catalog_kinds[object->kind].word,
                           object->id == NULL ? "?" : object->id, field->name);
        if (!name_object(catalog, (Object *)ref, err))
            return false;
        buf_puts(out, dot);
        buf_puts(out, field->type == FIELD_ANY ? ref->key : ref->name);
        return true;
    }
    const char *text = FIELD_VALUE(object, field, char *);
    if (field->type == FIELD_ROLE && text == NULL) {
        buf_printf(out, "%sPUBLIC", dot); /* a role of that name would stand in quotes */
    } else if (field->type == FIELD_SQL) {
        buf_printf(out, "(%s)", text == NULL ? "" : text);
    } else if (text != NULL) {
        buf_puts(out, dot);
        if (field->type == FIELD_NAME || field->type == FIELD_ROLE)
            put_name(out, text);
        else
            buf_puts(out, text);
    }
    return true;
}

static bool name_object(Catalog *catalog, Object *object, Err *err)
{
    if (object->name != NULL)
        return true;
    const KindInfo *kind = &catalog_kinds[object->kind];
    Buf name = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < kind->field_count; i++)
        if (kind->fields[i].role == ROLE_IDENTITY)
            ok = put_identity(catalog, &name, object, &kind->fields[i], err);
    /* The name is the key's tail; a copy that is called like its original shares its text. */
    const Object *origin = object->origin;
    if (ok && origin != NULL && origin->kind == object->kind && origin->name != NULL &&
        strcmp(origin->name, buf_text(&name)) == 0)
        object->key = origin->key;
    else if (ok)
        object->key = arena_printf(catalog->arena, "%s %s", kind->word, buf_text(&name));
    if (ok)
        object->name = object->key + strlen(kind->word) + 1;
    buf_free(&name);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(Object *const *)a)->name, (*(Object *const *)b)->name);
}

static int by_container_then(const Object *a, const Object *b, int64_t position_a, int64_t position_b)
{
    const Object *whole_a = object_container(a), *whole_b = object_container(b);
    int order = whole_a == whole_b ? 0 : strcmp(whole_a->key, whole_b->key);
    if (order != 0)
        return order;
    return position_a != position_b ? (position_a < position_b ? -1 : 1) : strcmp(a->name, b->name);
}

static int by_column_position(const void *a, const void *b)
{
    const Column *left = *(const Column *const *)a, *right = *(const Column *const *)b;
    return by_container_then(&left->object, &right->object, left->position, right->position);
}

static int by_grant_position(const void *a, const void *b)
{
    const Grant *left = *(const Grant *const *)a, *right = *(const Grant *const *)b;
    return by_container_then(&left->object, &right->object, left->position, right->position);
}

static void sort_kind(Catalog *catalog, Kind kind)
{
    int (*order)(const void *, const void *) = kind == KIND_COLUMN  ? by_column_position
                                               : kind == KIND_GRANT ? by_grant_position
                                                                    : by_name;
    if (catalog->objects[kind].count > 1)
        qsort(catalog->objects[kind].items, catalog->objects[kind].count, sizeof(Object *), order);
}

/* Kinds come in the table's order and containers before what they contain, so parts are in sorted order too. */
static void gather_parts(Catalog *catalog)
{
    for (int pass = 0; pass < 2; pass++)
        for (Kind kind = 0; kind < KIND_COUNT; kind++)
            for (size_t i = 0; i < catalog->objects[kind].count; i++) {
                Object *part = catalog->objects[kind].items[i], *whole = (Object *)object_container(part);
                if (whole == part)
                    continue;
                if (pass == 1 && whole->parts.items == NULL) {
                    whole->parts.items = arena_array(catalog->arena, whole->parts.count, sizeof(Object *));
                    whole->parts.count = 0;
                }
                if (pass == 1)
                    whole->parts.items[whole->parts.count] = part;
                whole->parts.count++;
            }
}

bool catalog_name_all(Catalog *catalog, Err *err)
{
    bool ok = true;
    catalog->by_key = map_new(catalog->arena);
    map_reserve(&catalog->by_key, catalog->object_count);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog->objects[kind].count; i++) {
            catalog->objects[kind].items[i]->name = NULL;
            catalog->objects[kind].items[i]->parts = (Refs){0};
        }
    for (Kind kind = 0; ok && kind < KIND_COUNT; kind++)
        for (size_t i = 0; ok && i < catalog->objects[kind].count; i++)
            ok = name_object(catalog, catalog->objects[kind].items[i], err);
    size_t ordinal = 0;
    for (Kind kind = 0; ok && kind < KIND_COUNT; kind++) {
        sort_kind(catalog, kind);
        for (size_t i = 0; ok && i < catalog->objects[kind].count; i++) {
            Object *object = catalog->objects[kind].items[i];
            object->ordinal = ordinal++;
            if (map_put(&catalog->by_key, object->key, object) != NULL)
                ok = err_set(err, ERR_BUG, "two objects are called \"%s\"", object->key);
        }
    }
    if (ok)
        gather_parts(catalog);
    return ok;
}

bool catalog_finish(Catalog *catalog, Err *err)
{
    resolve_references(catalog);
    close_gaps(catalog);
    resolve_dependencies(catalog);
    building_end(catalog);
    return catalog_name_all(catalog, err);
}

const Object *catalog_find(const Catalog *catalog, const char *key)
{
    return map_get(&catalog->by_key, key);
}

const char *catalog_parameter(const Catalog *catalog, const char *name)
{
    EACH (catalog, PARAMETER, Parameter, parameter)
        if (strcmp(parameter->name, name) == 0)
            return parameter->value;
    return NULL;
}

bool catalog_parameter_is_on(const Catalog *catalog, const char *name)
{
    const char *value = catalog_parameter(catalog, name);
    return value != NULL && (strcmp(value, "ON") == 0 || strcmp(value, "1") == 0);
}

static void copy_references(Catalog *copy, Object *object, Object **twins)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type == FIELD_REF || field->type == FIELD_ANY) {
            const Object **slot = field_slot(object, field);
            *slot = *slot == NULL ? NULL : twins[(*slot)->ordinal];
        } else if (field->type == FIELD_REFS) {
            Refs *refs = field_slot(object, field), before = *refs;
            *refs = (Refs){arena_array(copy->arena, before.count, sizeof *refs->items), 0};
            for (size_t n = 0; n < before.count; n++)
                if (before.items[n] != NULL && twins[before.items[n]->ordinal] != NULL)
                    refs->items[refs->count++] = twins[before.items[n]->ordinal];
        }
    }
    Refs before = object->needs;
    object->needs = (Refs){arena_array(copy->arena, before.count, sizeof *before.items), 0};
    for (size_t n = 0; n < before.count; n++)
        if (twins[before.items[n]->ordinal] != NULL)
            object->needs.items[object->needs.count++] = twins[before.items[n]->ordinal];
}

Catalog *catalog_copy(const Catalog *catalog, bool (*keep)(const Object *object, void *context), void *context,
                      Object ***twins_out)
{
    Catalog *copy = catalog_empty(catalog->engine);
    copy->server_version = catalog->server_version;
    copy->product = arena_copy(copy->arena, catalog->product);
    copy->server_text = arena_copy(copy->arena, catalog->server_text);
    copy->server_id = arena_copy(copy->arena, catalog->server_id);
    copy->database = arena_copy(copy->arena, catalog->database);
    copy->user = arena_copy(copy->arena, catalog->user);
    copy->is_superuser = catalog->is_superuser;
    copy->is_ours = catalog->is_ours;
    copy->may_create = catalog->may_create;
    copy->service = arena_copy(copy->arena, catalog->service);
    copy->crossed_from = catalog->crossed_from;
    Object **twins = arena_array(copy->arena, catalog->object_count + 1, sizeof *twins);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog->objects[kind].count; i++) {
            const Object *object = catalog->objects[kind].items[i];
            if (!keep(object, context))
                continue;
            Object *twin = catalog_add(copy, kind, object->id);
            size_t ordinal = twin->ordinal;
            memcpy(twin, object, catalog_kinds[kind].size);
            twin->ordinal = ordinal;
            twin->origin = object->origin == NULL ? object : object->origin;
            twins[object->ordinal] = twin;
        }
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < copy->objects[kind].count; i++)
            copy_references(copy, copy->objects[kind].items[i], twins);
    if (twins_out != NULL)
        *twins_out = twins;
    return copy;
}

/* The server's words hold the number where the digits are: "PostgreSQL 18.1 (Debian ...) on x86_64", "10.11.19-MariaDB". */
const char *catalog_server(Arena *arena, const Catalog *catalog)
{
    const char *text = catalog->server_text == NULL ? "" : catalog->server_text;
    const char *number = text + strcspn(text, "0123456789");
    return arena_printf(arena, "%s %.*s", catalog->product == NULL ? catalog->engine : catalog->product,
                        (int)strspn(number, "0123456789."), number);
}

bool list_equal(const List *a, const List *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

bool list_has(const List *list, const char *item)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], item) == 0)
            return true;
    return false;
}
