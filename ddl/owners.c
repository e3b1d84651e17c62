/* Owners. */
#include "owners.h"

#include <stdlib.h>
#include <string.h>

#include "dialect.h"
#include "rights.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Those that the target has, each once, in the order of their names there. */
static void rename_role_list(const Owners *owners, List *list)
{
    List before = *list;
    *list = (List){arena_array(owners->arena, before.count, sizeof *list->items), 0};
    for (size_t i = 0; i < before.count; i++) {
        const char *name = roles_name(owners->roles, before.items[i]);
        if (roles_refused(owners->roles, before.items[i]) == NULL && !list_has(list, name))
            list->items[list->count++] = name;
    }
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_text);
}

/* Before catalog_name_all, copies have no new keys. */
static const Schema *schema_there(const Owners *owners, const Schema *schema)
{
    if (owners->target != NULL)
        EACH (owners->target, SCHEMA, Schema, there)
            if (strcmp(there->name, schema->name) == 0)
                return there;
    return NULL;
}

/* The schema public belongs to whom the server gave it to, and so does any that is there and not ours. */
static bool owner_is_given(const Owners *owners, const Object *object)
{
    if (!rights_are_known(owners->target) || owners->target->is_superuser || object->kind != KIND_SCHEMA)
        return false;
    const Schema *there = schema_there(owners, (const Schema *)object);
    return there != NULL && (!there->is_ours || strcmp(there->name, "public") == 0);
}

static void rename_roles(const Owners *owners, Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        void *slot = (void *)field_at(object, field);
        if (field->type == FIELD_ROLES)
            rename_role_list(owners, slot);
        if (field->type != FIELD_ROLE)
            continue;
        const char **role = slot;
        bool stays = field->role != ROLE_IDENTITY && (!owners->keep_owners || owner_is_given(owners, object) ||
                                                      roles_unreachable(owners->roles, *role) != NULL);
        *role = stays ? NULL : roles_name(owners->roles, *role);
    }
}

/* ---- may the owner create in the schema? the server asks when an object is given away ---- */

static const Field *owner_field(const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_ROLE && kind->fields[i].role == ROLE_LATE)
            return &kind->fields[i];
    return NULL;
}

static bool is_granted_create(const Owners *owners, const Catalog *catalog, const Schema *schema, const char *role)
{
    EACH (catalog, GRANT, Grant, grant)
        if (grant->on == &schema->object && grant->column == NULL &&
            (list_has(&grant->privileges, "CREATE") || list_has(&grant->privileges, "CREATE*")) &&
            (grant->grantee == NULL || roles_holds(owners->roles, role, grant->grantee)))
            return true;
    return false;
}

static bool may_create(const Owners *owners, const Catalog *post, const Schema *schema, const char *role)
{
    const Schema *there = schema_there(owners, schema);
    const char *owner = schema->owner != NULL ? schema->owner : there != NULL ? there->owner : owners->target->user;
    if (owner != NULL && roles_holds(owners->roles, role, owner))
        return true;
    /* What is granted there stays as it is where the job says so, or where it is not ours to change. */
    if (there != NULL && (!owners->keep_grants || !there->is_ours))
        return is_granted_create(owners, owners->target, there, role);
    return is_granted_create(owners, post, schema, role);
}

static const char *grant_create(const Owners *owners, const Schema *schema, const char *role)
{
    SCOPED(Buf, buf_free) sql = {0};
    dialect_of(owners->target->engine)->grant_create(&sql, schema->name, role);
    return arena_copy(owners->arena, buf_text(&sql));
}

static void guest_key(Buf *out, const Schema *schema, const char *role)
{
    buf_printf(out, "%s\n%s", schema->name, role);
}

bool owners_is_guest(const Map *guests, const Schema *schema, const char *role)
{
    SCOPED(Buf, buf_free) key = {0};
    if (guests == NULL)
        return false;
    guest_key(&key, schema, role);
    return map_get(guests, buf_text(&key)) != NULL;
}

/* One answer for each role and schema: there are few, and many objects. */
typedef enum Answer { ANSWER_YES = 1, ANSWER_LEND, ANSWER_NO } Answer;

static Answer answer_of(const Owners *owners, const Catalog *post, const Object *object, const Schema *schema,
                        const char *owner)
{
    const Schema *there = schema_there(owners, schema);
    if (may_create(owners, post, schema, owner))
        return ANSWER_YES;
    if (there == NULL || there->is_ours)
        return ANSWER_LEND;
    finding_add(owners->findings, FINDING_OWNER_LACKS_CREATE, object->origin, grant_create(owners, schema, owner),
                "role \"%s\" may not create anything in schema \"%s\" on the target: what it owns there stays with "
                "\"%s\"",
                owner, schema->name, owners->target->user);
    return ANSWER_NO;
}

static void check_owner(const Owners *owners, const Catalog *post, Object *object, Map *answers)
{
    static const Answer all[] = {ANSWER_YES, ANSWER_YES, ANSWER_LEND, ANSWER_NO};
    const Field *field = owner_field(object);
    const Schema *schema = (const Schema *)object_schema(object);
    const char **owner = field == NULL ? NULL : (const char **)field_at(object, field);
    if (owner == NULL || *owner == NULL || schema == NULL)
        return;
    SCOPED(Buf, buf_free) key = {0};
    guest_key(&key, schema, *owner);
    const Answer *answer = map_get(answers, buf_text(&key));
    if (answer == NULL) {
        const char *kept = arena_copy(owners->arena, buf_text(&key));
        answer = &all[answer_of(owners, post, object, schema, *owner)];
        map_put(answers, kept, (void *)answer);
        if (*answer == ANSWER_LEND)
            map_put(owners->guests, kept, (void *)kept);
    }
    if (*answer == ANSWER_NO)
        *owner = NULL;
}

static void check_owners(const Owners *owners, Catalog *post)
{
    if (!rights_are_known(owners->target) || owners->target->is_superuser || !owners->keep_owners)
        return;
    Map answers = map_new(owners->arena);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++)
            check_owner(owners, post, post->objects[kind].items[i], &answers);
}

/* ---- grants ---- */

/* What an owner may do with its own object is said of whoever owns it on the target. True when that is somebody else. */
static bool follow_owners(const Owners *owners, Catalog *post)
{
    bool found = false;
    EACH (post, GRANT, Grant, grant) {
        const Field *owner = owner_field(grant->on);
        const char *before = owner == NULL ? NULL : FIELD_VALUE(grant->on->origin, owner, char *);
        const char *grantee = ((const Grant *)grant->object.origin)->grantee;
        if (owners->target == NULL || before == NULL || grantee == NULL || strcmp(before, grantee) != 0 ||
            FIELD_VALUE(grant->on, owner, char *) != NULL)
            continue;
        ((Grant *)grant)->grantee = owners->target->user;
        found = true;
    }
    return found;
}

/* SELECT* holds SELECT. */
static bool has_privilege(const List *list, const char *privilege, bool with_option)
{
    size_t length = strlen(privilege);
    for (size_t i = 0; i < list->count; i++)
        if (strncmp(list->items[i], privilege, length) == 0 &&
            strcmp(list->items[i] + length, with_option ? "*" : "") == 0)
            return true;
    return false;
}

static void add_privileges(Arena *arena, List *list, const List *more)
{
    List sum = {arena_array(arena, list->count + more->count, sizeof *sum.items), 0};
    const List *const parts[] = {list, more};
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < parts[p]->count; i++) {
            const char *privilege = parts[p]->items[i];
            if (!has_privilege(list, privilege, true) && !has_privilege(more, privilege, true) &&
                !list_has(&sum, privilege))
                sum.items[sum.count++] = privilege;
        }
    if (sum.count > 1)
        qsort(sum.items, sum.count, sizeof *sum.items, by_text);
    *list = sum;
}

static const char *text_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *place_of(Arena *arena, const Object *object)
{
    if (object->kind == KIND_GRANT) {
        const Grant *grant = (const Grant *)object;
        return arena_printf(arena, "%zu %s/%s", grant->on->ordinal, text_or_empty(grant->column),
                            text_or_empty(grant->grantee));
    }
    const DefaultPrivileges *defaults = (const DefaultPrivileges *)object;
    return arena_printf(arena, "%zu %s/%s/%s", defaults->schema == NULL ? 0 : defaults->schema->ordinal + 1,
                        defaults->role, defaults->type, text_or_empty(defaults->grantee));
}

static void merge(Arena *arena, Object *into, const Object *from)
{
    if (into->kind == KIND_GRANT) {
        add_privileges(arena, &((Grant *)into)->privileges, &((const Grant *)from)->privileges);
        add_privileges(arena, &((Grant *)into)->defaults, &((const Grant *)from)->defaults);
    } else {
        add_privileges(arena, &((DefaultPrivileges *)into)->privileges, &((const DefaultPrivileges *)from)->privileges);
        add_privileges(arena, &((DefaultPrivileges *)into)->defaults, &((const DefaultPrivileges *)from)->defaults);
    }
}

/* Two roles that are one on the target hold together what each of them held. */
static void merge_same(const Owners *owners, Catalog *post, Kind kind)
{
    Map first = map_new(owners->arena);
    size_t kept = 0;
    for (size_t i = 0; i < post->objects[kind].count; i++) {
        Object *object = post->objects[kind].items[i];
        const char *place = place_of(owners->arena, object);
        Object *other = map_get(&first, place);
        if (other == NULL) {
            map_put(&first, place, object);
            post->objects[kind].items[kept++] = object;
            continue;
        }
        merge(owners->arena, other, object);
        owners->reasons[object->origin->ordinal] = "its role is one with another's on the target";
    }
    post->objects[kind].count = kept;
}

void owners_translate(Owners *owners, Catalog *post)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++)
            rename_roles(owners, post->objects[kind].items[i]);
    check_owners(owners, post);
    bool followed = follow_owners(owners, post);
    if (followed || owners->roles->options->rename_count > 0) {
        merge_same(owners, post, KIND_GRANT);
        merge_same(owners, post, KIND_DEFAULT_PRIVILEGES);
    }
}
