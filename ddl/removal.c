/* The closure: from what has to go to all that goes with it, and whether it may. */
#include "removal.h"

#include <string.h>

#include "dialect.h"

/* ---- what stands upon what ---- */

static bool is_inside(const Removal *r, const Object *object)
{
    return object->ordinal < r->actual->object_count && catalog_find(r->actual, object->key) == object;
}

typedef struct Gathering {
    Removal *removal;
    bool counting;
} Gathering;

/* DROP SERVER refuses as long as there are user mappings, and what is published may have to go without its publication. */
static bool falls_with_container(const Object *part)
{
    return part->kind != KIND_USER_MAPPING && part->kind != KIND_PUBLICATION_TABLE &&
           part->kind != KIND_PUBLICATION_SCHEMA;
}

static void gather_one(void *context, const Object *from, const Object *to)
{
    const Gathering *gathering = context;
    const Removal *r = gathering->removal;
    to = catalog_find(r->actual, to->key);
    if (to == NULL || to == from || (to == object_container(from) && falls_with_container(from)))
        return;
    Refs *dependents = &r->dependents[to->ordinal];
    if (!gathering->counting)
        dependents->items[dependents->count] = from;
    dependents->count++;
}

static void gather(Removal *r, const Catalog *whole)
{
    for (int pass = 0; pass < 2; pass++) {
        Gathering gathering = {r, pass == 0};
        for (size_t i = 0; pass == 1 && i < r->actual->object_count; i++)
            r->dependents[i] = (Refs){arena_array(r->arena, r->dependents[i].count, sizeof(Object *)), 0};
        for (Kind kind = 0; kind < KIND_COUNT; kind++) {
            for (size_t i = 0; i < r->actual->objects[kind].count; i++)
                object_each_needed(r->actual->objects[kind].items[i], true, gather_one, &gathering);
            for (size_t i = 0; whole != NULL && i < whole->objects[kind].count; i++)
                if (catalog_find(r->actual, whole->objects[kind].items[i]->key) == NULL)
                    object_each_needed(whole->objects[kind].items[i], true, gather_one, &gathering);
        }
    }
}

static void add_dependent(Removal *r, const Object *on, const Object *object)
{
    Refs *dependents = &r->dependents[on->ordinal], before = *dependents;
    dependents->items = arena_array(r->arena, before.count + 1, sizeof *dependents->items);
    for (size_t i = 0; i < before.count; i++)
        dependents->items[i] = before.items[i];
    dependents->items[dependents->count++] = object;
}

/* A foreign key that refers to a partitioned table holds its partitions, too. */
static void gather_references(Removal *r)
{
    EACH (r->actual, TABLE, Table, table)
        for (const Object *above = table->partition_of; above != NULL; above = ((const Table *)above)->partition_of) {
            const Refs lists[2] = {above->parts, r->dependents[above->ordinal]};
            for (int n = 0; n < 2; n++)
                for (size_t i = 0; i < lists[n].count; i++) {
                    const ForeignKey *key = (const ForeignKey *)lists[n].items[i];
                    if (key->object.kind == KIND_FOREIGN_KEY && key->referenced_table->kind == KIND_TABLE &&
                        strcmp(key->referenced_table->key, above->key) == 0)
                        add_dependent(r, &table->object, &key->object);
                }
        }
}

void removal_open(Removal *r, const Catalog *whole)
{
    size_t count = r->actual->object_count + 1;
    r->outside = map_new(r->arena);
    r->fates = arena_array(r->arena, count, sizeof *r->fates);
    r->refused = arena_array(r->arena, count, sizeof *r->refused);
    r->with = arena_array(r->arena, count, sizeof *r->with);
    r->dependents = arena_array(r->arena, count, sizeof *r->dependents);
    gather(r, whole);
    gather_references(r);
}

static bool mentions_text(const char *text, const char *name)
{
    return text != NULL && strstr(text, name) != NULL;
}

/* Does the object speak of a column of this name? Rather too often than too seldom. */
static bool mentions(const Object *object, const char *name)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type == FIELD_SQL || field->type == FIELD_EXPR) {
            if (mentions_text(FIELD_VALUE(object, field, char *), name))
                return true;
        } else if (field->type == FIELD_SQLS || field->type == FIELD_NAMES) {
            const List *list = field_at(object, field);
            for (size_t n = 0; n < list->count; n++)
                if (mentions_text(list->items[n], name))
                    return true;
        }
    }
    return false;
}

/* ---- who takes whom along ---- */

static const Object *attached_to(const Object *object)
{
    const Field *field = field_named(object->kind, "attached_to");
    return field == NULL ? NULL : FIELD_VALUE(object, field, Object *);
}

static const Object *part_of_parents(const Object *table, Kind kind, const char *name)
{
    if (table->kind != KIND_TABLE)
        return NULL;
    const Table *child = (const Table *)table;
    const Object *found = child->partition_of == NULL ? NULL : object_part(child->partition_of, kind, name);
    for (size_t i = 0; found == NULL && i < child->inherits.count; i++)
        found = object_part(child->inherits.items[i], kind, name);
    return found;
}

/* A base type and its functions need each other: they go together. */
static const Object *type_of_function(const Object *object)
{
    for (size_t i = 0; i < object->needs.count; i++)
        if (object->needs.items[i]->kind != KIND_DOMAIN && emit_is_mutual(object, object->needs.items[i]))
            return object->needs.items[i];
    return NULL;
}

/* What the server made of the parent's, and takes away with it: the parent's. */
static const Object *inherited_from(const Object *object)
{
    if (object->kind == KIND_FUNCTION)
        return type_of_function(object);
    const Object *table = object_container(object);
    if (object->kind == KIND_SCHEMA)
        return ((const Schema *)object)->extension;
    if (object->kind == KIND_COLUMN && !((const Column *)object)->is_local)
        return part_of_parents(table, KIND_COLUMN, ((const Column *)object)->name);
    if (object->kind == KIND_CHECK && !((const Check *)object)->is_local)
        return part_of_parents(table, KIND_CHECK, ((const Check *)object)->name);
    if (object->kind == KIND_TRIGGER && ((const Trigger *)object)->is_inherited)
        return part_of_parents(table, KIND_TRIGGER, ((const Trigger *)object)->name);
    return attached_to(object);
}

/* The column that a sequence goes with. */
static const Object *owner_of(const Object *object)
{
    const Sequence *sequence = (const Sequence *)object;
    if (object->kind != KIND_SEQUENCE)
        return NULL;
    return sequence->identity_of != NULL ? sequence->identity_of : sequence->owned_by;
}

/* ---- whether it may go ---- */

static const Object *twin_in(const Catalog *catalog, const Object *object)
{
    return catalog == NULL ? NULL : catalog_find(catalog, object->key);
}

/* An identity's sequence is a property of its column, whatever it is called. */
static bool is_identity_of_wanted(const Removal *r, const Object *object)
{
    const Object *column = object->kind == KIND_SEQUENCE ? ((const Sequence *)object)->identity_of : NULL;
    return column != NULL && twin_in(r->desired, column) != NULL;
}

/* A run that was killed between a key's two statements left its index. */
static bool is_of_unfinished_key(const Removal *r, const Object *object)
{
    return object->kind == KIND_INDEX && catalog_find(r->post, arena_printf(r->arena, "key %s", object->name)) != NULL;
}

/* A run that was killed between a range type's shell and the type itself left the shell. */
static bool is_shell_of_range(const Removal *r, const Object *object)
{
    return object->kind == KIND_BASE_TYPE && ((const BaseType *)object)->options.count == 0 &&
           catalog_find(r->post, arena_printf(r->arena, "range type %s", object->name)) != NULL;
}

bool removal_is_wanted(const Removal *r, const Object *object)
{
    return twin_in(r->desired, object) != NULL || twin_in(r->post, object) != NULL || is_of_unfinished_key(r, object) ||
           is_shell_of_range(r, object) || is_identity_of_wanted(r, object);
}

bool removal_is_property(const Catalog *catalog, const Object *object)
{
    return dialect_of(catalog->engine)->kinds[object->kind].drop != NULL;
}

static bool holds_rows(const Object *object)
{
    return object->kind == KIND_TABLE || object->kind == KIND_COLUMN || object->kind == KIND_EXTENSION;
}

bool removal_is_empty(const Catalog *catalog, const Object *table)
{
    if (table->kind != KIND_TABLE || ((const Table *)table)->bytes != 0)
        return false;
    EACH (catalog, TABLE, Table, child) {
        bool below = child->partition_of == table;
        for (size_t i = 0; i < child->inherits.count; i++)
            below = below || child->inherits.items[i] == table;
        if (below && !removal_is_empty(catalog, &child->object))
            return false;
    }
    return true;
}

static bool nothing_is_lost(const Removal *r, const Object *object)
{
    const Object *table = object_container(object);
    return table->kind == KIND_TABLE && (r->rows_go || removal_is_empty(r->actual, table));
}

static bool refuse(Removal *r, const Object *object, FindingCode code, const char *remedy, const char *why)
{
    if (!r->refused[object->ordinal])
        finding_add(r->findings, code, object, remedy, "%s", why);
    r->refused[object->ordinal] = true;
    return false;
}

static bool may_go(Removal *r, const Object *object, const char *why)
{
    if (removal_is_property(r->actual, object) || allow_names(&r->permission->allow, object))
        return true;
    const char *entry = allow_entry(r->arena, object);
    if (removal_is_wanted(r, object)) {
        if (!holds_rows(object) || nothing_is_lost(r, object))
            return true;
        return refuse(
            r, object, FINDING_CANNOT_ALTER,
            arena_printf(r->arena, "allow: [\"%s\"] has it dropped and made anew: what it holds is lost", entry), why);
    }
    bool is_public = object->kind == KIND_SCHEMA && strcmp(((const Schema *)object)->name, "public") == 0;
    if (r->permission->extra == EXTRA_DROP && !is_public && object->kind != KIND_EXTENSION)
        return true;
    return refuse(r, object, FINDING_EXTRA_OBJECT,
                  arena_printf(r->arena, "drop it, or set extra: drop or allow: [\"%s\"] in the job", entry), why);
}

/* ---- the closure ---- */

static void set_fate(Removal *r, const Object *object, Fate fate)
{
    if (r->fates[object->ordinal] == FATE_STAYS)
        r->count++;
    r->fates[object->ordinal] = (unsigned char)fate;
    if (fate != FATE_CUT)
        *LIST_PUSH(r->arena, &r->open) = object;
}

static bool leaves(const Removal *r, const Object *table)
{
    return table->kind == KIND_TABLE && r->fates[table->ordinal] == FATE_CUT;
}

static bool is_going(const Removal *r, const Object *object)
{
    return r->fates[object->ordinal] >= FATE_ALONG;
}

/* Parts that bind their table to others go before it: else two that are bound to each other would both wait. */
static bool goes_first(const Object *object)
{
    static const bool binds[KIND_COUNT] = {
        [KIND_FOREIGN_KEY] = true, [KIND_RULE] = true,  [KIND_TRIGGER] = true,
        [KIND_POLICY] = true,      [KIND_CHECK] = true, [KIND_INDEX] = true,
    };
    return binds[object->kind] && inherited_from(object) == NULL;
}

static bool take_along(Removal *r, const Object *object, const Object *with)
{
    if (r->fates[object->ordinal] == FATE_GOES && !goes_first(object)) {
        r->fates[object->ordinal] = FATE_ALONG;
        r->with[object->ordinal] = with;
    }
    if (is_going(r, object))
        return true;
    /* What is extra goes with what is extra, or with what the server made it for; and by no other way without being
       named. */
    const char *why = arena_printf(r->arena, "belongs to %s, which has to be made anew", with->key);
    bool asks = !removal_is_wanted(r, object) && removal_is_wanted(r, with) && inherited_from(object) != with;
    bool ok = !asks || may_go(r, object, why); /* a refusal stops everything */
    r->with[object->ordinal] = with;
    set_fate(r, object, FATE_ALONG);
    return ok;
}

static bool still_needs(const Object *desired, const Object *gone)
{
    bool found = false;
    if (gone->kind == KIND_COLUMN)
        return mentions(desired, ((const Column *)gone)->name);
    for (size_t i = 0; i < desired->needs.count; i++)
        found = found || strcmp(desired->needs.items[i]->key, gone->key) == 0;
    const KindInfo *kind = &catalog_kinds[desired->kind];
    for (size_t i = 0; i < kind->field_count && !found; i++) {
        const Field *field = &kind->fields[i];
        const Refs *refs = field->type == FIELD_REFS ? field_at(desired, field) : NULL;
        const Object *one =
            field->type == FIELD_REF || field->type == FIELD_ANY ? FIELD_VALUE(desired, field, Object *) : NULL;
        found = field->role != ROLE_LATE && one != NULL && strcmp(one->key, gone->key) == 0;
        for (size_t n = 0; refs != NULL && field->role != ROLE_LATE && n < refs->count; n++)
            found = found || strcmp(refs->items[n]->key, gone->key) == 0;
    }
    return found;
}

/* What a column needs for its type is no default's business. */
static bool is_type(const Object *object)
{
    return object->kind == KIND_ENUM || object->kind == KIND_DOMAIN || object->kind == KIND_BASE_TYPE ||
           object->kind == KIND_COMPOSITE || object->kind == KIND_RANGE || object->kind == KIND_TABLE ||
           object->kind == KIND_VIEW || object->kind == KIND_MATERIALIZED_VIEW;
}

static bool has_plain_default(const Object *object)
{
    const Column *column = (const Column *)object;
    return object->kind == KIND_COLUMN && column->default_value != NULL && column->generated == NULL;
}

static bool refuse_outside(Removal *r, const Object *object, const Object *gone)
{
    if (map_put(&r->outside, object->key, (void *)object) == NULL)
        finding_add(r->findings, FINDING_EXTRA_OBJECT, object, "drop it, or include it in the job",
                    "the job is not about it, and it needs %s, which has to go", gone->key);
    return false;
}

static bool release(Removal *r, const Object *object, const Object *gone)
{
    const char *why = arena_printf(r->arena, "needs %s, which has to go", gone->key);
    if (!is_inside(r, object))
        return refuse_outside(r, object, gone);
    if (r->fates[object->ordinal] == FATE_ALONG && goes_first(object)) {
        r->fates[object->ordinal] = FATE_GOES;
        return true;
    }
    if (is_going(r, object))
        return true;
    const Object *desired = twin_in(r->desired, object);
    if (has_plain_default(object) && !is_type(gone) && gone->kind != KIND_COLUMN && desired != NULL) {
        if (r->fates[object->ordinal] == FATE_STAYS)
            set_fate(r, object, FATE_CUT);
        return true;
    }
    bool is_sibling = gone->kind == KIND_COLUMN && object_container(object) == object_container(gone);
    if (desired == NULL || is_sibling || object->kind == KIND_FOREIGN_KEY || still_needs(desired, gone))
        return removal_add(r, object, why);
    if (object->kind == KIND_TABLE) { /* it leaves its parent, or would be dropped with it */
        if (r->fates[object->ordinal] == FATE_STAYS)
            set_fate(r, object, FATE_CUT);
        return true;
    }
    *LIST_PUSH(r->arena, &r->survivors) = (Survivor){gone, desired};
    return true;
}

static bool release_dependents(Removal *r, const Object *gone)
{
    bool ok = true;
    const Refs *dependents = &r->dependents[gone->ordinal];
    for (size_t i = 0; i < dependents->count; i++) {
        const Object *object = dependents->items[i];
        bool along = is_inside(r, object) && !leaves(r, object_container(object)) &&
                     (inherited_from(object) == gone || owner_of(object) == gone);
        ok = (along ? take_along(r, object, gone) : release(r, object, gone)) && ok;
    }
    return ok;
}

/* What speaks of the column: parts of its table, and what needs the table. */
static bool each_user(Removal *r, const Object *column, bool (*visit)(Removal *, const Object *, const Object *))
{
    bool ok = true;
    const char *name = ((const Column *)column)->name;
    const Object *table = object_container(column);
    const Refs lists[2] = {table->parts, r->dependents[table->ordinal]};
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < lists[n].count; i++) {
            const Object *object = lists[n].items[i];
            bool computes = object->kind != KIND_COLUMN || ((const Column *)object)->generated != NULL;
            if (object != column && computes && !removal_is_property(r->actual, object) && mentions(object, name))
                ok = visit(r, object, column) && ok;
        }
    return ok;
}

/* What the server takes along on tables below. */
static bool take_inherited(Removal *r, const Object *gone)
{
    bool ok = true;
    const Object *table = object_container(gone);
    if (table->kind != KIND_TABLE || table == gone)
        return true;
    const Refs *dependents = &r->dependents[table->ordinal];
    for (size_t i = 0; i < dependents->count; i++) {
        const Object *child = dependents->items[i];
        bool is_below = child->kind == KIND_TABLE && is_inside(r, child) && !leaves(r, child);
        for (size_t n = 0; is_below && n < child->parts.count; n++)
            if (inherited_from(child->parts.items[n]) == gone)
                ok = take_along(r, child->parts.items[n], gone) && ok;
    }
    return ok;
}

/* From now on it is known to stand upon the column, not only upon the table. */
static bool release_user(Removal *r, const Object *object, const Object *column)
{
    add_dependent(r, column, object);
    return release(r, object, column);
}

static bool spread(Removal *r, const Object *gone)
{
    bool ok = true;
    for (size_t i = 0; i < gone->parts.count; i++)
        ok = (!falls_with_container(gone->parts.items[i]) || take_along(r, gone->parts.items[i], gone)) && ok;
    ok = take_inherited(r, gone) && ok;
    ok = release_dependents(r, gone) && ok;
    if (gone->kind == KIND_COLUMN && !is_going(r, object_container(gone)))
        ok = each_user(r, gone, release_user) && ok;
    return ok;
}

bool removal_add(Removal *r, const Object *object, const char *why)
{
    for (const Object *above;
         !is_going(r, object) && !leaves(r, object_container(object)) && (above = inherited_from(object)) != NULL;)
        object = above;
    if (is_going(r, object))
        return true;
    bool column_is_named = allow_names(&r->permission->allow, object);
    if (object->kind == KIND_COLUMN && removal_is_wanted(r, object) && !column_is_named && nothing_is_lost(r, object))
        object = object_container(object); /* the whole empty table, so that the columns keep their order */
    if (!may_go(r, object, why))
        return false;
    bool ok = true;
    set_fate(r, object, FATE_GOES);
    if (r->spreading)
        return true; /* its turn comes */
    r->spreading = true;
    while (r->open.count > 0) {
        const Object *next = r->open.items[--r->open.count];
        ok = spread(r, next) && ok;
    }
    r->spreading = false;
    return ok;
}

/* What follows a column's new type by itself. */
static const bool follows_type[KIND_COUNT] = {
    [KIND_INDEX] = true,       [KIND_KEY] = true,        [KIND_CHECK] = true, [KIND_EXCLUSION] = true,
    [KIND_FOREIGN_KEY] = true, [KIND_STATISTICS] = true, [KIND_TABLE] = true,
};

static bool clear_one(Removal *r, const Object *object, const Object *column)
{
    if (follows_type[object->kind])
        return true;
    /* Only a body that was parsed is held to. */
    const char *text = object->kind == KIND_FUNCTION ? ((const Function *)object)->definition : NULL;
    if (text != NULL && strstr(text, "BEGIN ATOMIC") == NULL && strstr(text, "\nRETURN ") == NULL)
        return true;
    if (!is_inside(r, object))
        return release(r, object, column);
    return removal_add(r, object, arena_printf(r->arena, "stands in the way of changing %s", column->key));
}

bool removal_clear(Removal *r, const Object *column)
{
    const Object *table = object_container(column);
    bool ok = each_user(r, column, clear_one);
    const Refs *dependents = &r->dependents[table->ordinal];
    for (size_t i = 0; i < dependents->count; i++) {
        const Object *child = dependents->items[i];
        for (size_t n = 0; child->kind == KIND_TABLE && is_inside(r, child) && n < child->parts.count; n++)
            if (child->parts.items[n]->kind == KIND_COLUMN && inherited_from(child->parts.items[n]) == column)
                ok = removal_clear(r, child->parts.items[n]) && ok;
    }
    return ok;
}

/* ---- what comes of it ---- */

Fate removal_fate(const Removal *r, const Object *object)
{
    return (Fate)r->fates[object->ordinal];
}

static bool stays(const Object *object, void *context)
{
    return !is_going(context, object);
}

bool removal_takes(const Removal *r, const Object *object)
{
    return is_going(r, object);
}

/* What a table has once it has left its parents is its own. */
static void make_local(const Refs *parts, Object **twins)
{
    for (size_t i = 0; i < parts->count; i++) {
        Object *part = twins[parts->items[i]->ordinal];
        if (part != NULL && part->kind == KIND_COLUMN)
            ((Column *)part)->is_local = true;
        else if (part != NULL && part->kind == KIND_CHECK)
            ((Check *)part)->is_local = true;
    }
}

Catalog *removal_rest(const Removal *r)
{
    Object **twins;
    Catalog *rest = catalog_copy(r->actual, stays, (void *)r, &twins);
    EACH (r->actual, COLUMN, Column, column)
        if (r->fates[column->object.ordinal] == FATE_CUT)
            ((Column *)twins[column->object.ordinal])->default_value = NULL;
    EACH (r->actual, TABLE, Table, table)
        if (leaves(r, &table->object)) {
            ((Table *)twins[table->object.ordinal])->partition_bound = NULL;
            make_local(&table->object.parts, twins);
        }
    return rest;
}

const Object *removal_step_of(const Removal *r, const Object *object)
{
    while (r->fates[object->ordinal] == FATE_ALONG)
        object = r->with[object->ordinal];
    return object;
}

/* It may have had to go after all. */
bool removal_survives(const Removal *r, const Survivor *survivor)
{
    const Object *there = catalog_find(r->actual, survivor->desired->key);
    return there != NULL && !is_going(r, there);
}

typedef struct Stepping {
    const Removal *removal;
    Arena *arena;
    RemovalSteps *steps;
    bool *late, *visited; /* by the ordinals of steps' objects */
    Refs *members;        /* what goes by the step, itself first */
} Stepping;

static void visit_step(Stepping *s, const Object *object);

static void come_after(Stepping *s, RemovalStep *made, const Object *object)
{
    const Removal *r = s->removal;
    if (!is_inside(r, object) || r->fates[object->ordinal] == FATE_STAYS)
        return;
    const Object *first = removal_step_of(r, object);
    if (first == made->object)
        return;
    visit_step(s, first);
    made->is_late = made->is_late || s->late[first->ordinal];
    *LIST_PUSH(s->arena, &made->after) = first;
}

/* A foreign key goes before indexes of either table, which it may need: MySQL does not say which. */
static void come_after_foreign_keys(Stepping *s, RemovalStep *made, const Object *table)
{
    const Refs lists[2] = {table->parts, s->removal->dependents[table->ordinal]};
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < lists[n].count; i++)
            if (lists[n].items[i]->kind == KIND_FOREIGN_KEY)
                come_after(s, made, lists[n].items[i]);
}

/* Depth first; a circle is left to the server, which names it. */
static void visit_step(Stepping *s, const Object *object)
{
    if (s->visited[object->ordinal])
        return;
    s->visited[object->ordinal] = true;
    RemovalStep made = {.object = object, .is_late = s->late[object->ordinal]};
    const Refs *members = &s->members[object->ordinal];
    for (size_t i = 0; i < members->count; i++) {
        const Object *gone = members->items[i];
        const Refs *dependents = &s->removal->dependents[gone->ordinal];
        if (leaves(s->removal, object_container(gone)))
            come_after(s, &made, object_container(gone)); /* before that it is its parent's */
        if (gone->kind == KIND_INDEX || gone->kind == KIND_KEY)
            come_after_foreign_keys(s, &made, object_container(gone));
        for (size_t n = 0; n < gone->parts.count; n++)
            come_after(s, &made, gone->parts.items[n]); /* else they would be gone before their own statement */
        for (size_t n = 0; n < dependents->count; n++)
            come_after(s, &made, dependents->items[n]);
    }
    s->late[object->ordinal] = made.is_late;
    *LIST_PUSH(s->arena, &s->steps->list) = made;
}

void removal_steps(const Removal *r, Arena *arena, RemovalSteps *steps)
{
    size_t count = r->actual->object_count + 1;
    Stepping s = {r,
                  arena,
                  steps,
                  arena_array(arena, count, sizeof *s.late),
                  arena_array(arena, count, sizeof *s.visited),
                  arena_array(arena, count, sizeof *s.members)};
    for (int pass = 0; pass < 2; pass++)
        for (Kind kind = 0; kind < KIND_COUNT; kind++)
            for (size_t i = 0; i < r->actual->objects[kind].count; i++) {
                const Object *object = r->actual->objects[kind].items[i];
                if (!is_going(r, object))
                    continue;
                Refs *members = &s.members[removal_step_of(r, object)->ordinal];
                if (pass == 1 && members->items == NULL)
                    *members = (Refs){arena_array(arena, members->count, sizeof(Object *)), 0};
                if (pass == 1)
                    members->items[members->count] = object;
                members->count++;
            }
    for (size_t i = 0; i < r->survivors.count; i++) {
        const Survivor *survivor = &r->survivors.items[i];
        if (removal_survives(r, survivor))
            s.late[removal_step_of(r, survivor->gone)->ordinal] = true;
    }
    EACH (r->actual, EVENT_TRIGGER, EventTrigger, trigger) /* else they would fire at all that goes */
        if (removal_fate(r, &trigger->object) != FATE_STAYS)
            visit_step(&s, &trigger->object);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < r->actual->objects[kind].count; i++) {
            const Object *object = r->actual->objects[kind].items[i];
            if (removal_fate(r, object) != FATE_STAYS)
                visit_step(&s, removal_step_of(r, object));
        }
}
