/* What MySQL and MariaDB let a session make: for whom code may act, what a binary log refuses, what may be granted. */
#include <string.h>

#include "definers.h"
#include "emit_mysql_code.h"
#include "text.h"

static const Privilege *privilege_of(const Catalog *target, const char *name)
{
    EACH (target, PRIVILEGE, Privilege, privilege)
        if (strcmp(privilege->name, name) == 0)
            return privilege;
    return NULL;
}

static bool may(const Catalog *target, const char *privilege)
{
    return privilege_of(target, privilege) != NULL || privilege_of(target, "ALL PRIVILEGES") != NULL;
}

bool my_may_set_session(const Catalog *target)
{
    return may(target, "SUPER") || may(target, "SESSION_VARIABLES_ADMIN") || may(target, "SYSTEM_VARIABLES_ADMIN");
}

static const Role *account_of(const Catalog *target, const char *name)
{
    EACH (target, ROLE, Role, role)
        if (strcmp(role->name, name) == 0)
            return role;
    return NULL;
}

static bool is_missing(const Catalog *target, const char *definer)
{
    return definer != NULL && target->objects[KIND_ROLE].count > 0 && account_of(target, definer) == NULL;
}

/* The object is there, and acts for whom it is to act for. */
static bool is_there(const Catalog *target, const Object *object)
{
    const Object *there = catalog_find(target, object->key);
    return there != NULL && text_equal(definer_of(there), definer_of(object));
}

/* ---- definers ---- */

/* The privilege for acting for others. MariaDB took it out of SUPER with 11.0; MySQL gave it a name of its own with 8.2. */
typedef struct Needed {
    const char *name;
    bool is_in_super;
} Needed;

static bool is_split(const Catalog *target)
{
    return !text_equal(target->product, "MariaDB") && target->server_version >= 80200;
}

static Needed for_definers(const Catalog *target)
{
    if (text_equal(target->product, "MariaDB"))
        return (Needed){"SET USER", target->server_version < 110000};
    return (Needed){is_split(target) ? "SET_ANY_DEFINER" : "SET_USER_ID", true};
}

static bool has(const Catalog *target, Needed needed)
{
    return may(target, needed.name) || (needed.is_in_super && may(target, "SUPER"));
}

static const char *grant_of(const Rights *rights, const char *privilege)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_printf(&sql, "GRANT %s ON *.* TO ", privilege);
    my_account(&sql, rights->target->user);
    return arena_printf(rights->arena, "%s; or name it in rename.definers, or set definers: current_user",
                        buf_text(&sql));
}

static void check_definer(const Rights *rights, const Object *object, const char *definer, Findings *findings)
{
    const Catalog *target = rights->target;
    const Role *account = account_of(target, definer);
    bool has_none = is_missing(target, definer);
    const Needed any = for_definers(target), nobody = {"ALLOW_NONEXISTENT_DEFINER", true};
    if (!has(target, any))
        finding_add(findings, FINDING_PRIVILEGE_MISSING, object->origin, grant_of(rights, any.name),
                    "\"%s\" may not make what acts for \"%s\"", target->user, definer);
    else if (account != NULL && account->is_system_user && !may(target, "SYSTEM_USER"))
        finding_add(findings, FINDING_PRIVILEGE_MISSING, object->origin, grant_of(rights, "SYSTEM_USER"),
                    "\"%s\" may not make what acts for \"%s\", which is a system user", target->user, definer);
    else if (has_none && is_split(target) && !has(target, nobody))
        finding_add(findings, FINDING_PRIVILEGE_MISSING, object->origin, grant_of(rights, nobody.name),
                    "\"%s\" does not exist on the target, and \"%s\" may not make what acts for nobody", definer,
                    target->user);
    else if (has_none)
        finding_add(findings, FINDING_DEFINER_MISSING, object->origin,
                    "CREATE USER it on the target, name it in rename.definers, or set definers: current_user",
                    "\"%s\" does not exist on the target: what acts for it fails there whenever it is used", definer);
}

static Barrier view_barrier(const Rights *rights, const View *view)
{
    for (size_t i = 0; i < view->object.needs.count; i++) {
        const Object *needed = view->object.needs.items[i];
        if (my_acts_for_definer(needed) && is_missing(rights->target, definer_of(needed)))
            return (Barrier){arena_printf(rights->arena, "%s acts for \"%s\", which does not exist on the target",
                                          needed->key, definer_of(needed)),
                             "CREATE USER it on the target, name it in rename.definers, or set definers: current_user",
                             FINDING_DEFINER_MISSING, true};
    }
    return (Barrier){0};
}

/* Each once, at the first that acts for it. */
static void check_definers(const Rights *rights, const Catalog *post, Findings *findings)
{
    Map told = map_new(rights->arena);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            const Object *object = post->objects[kind].items[i];
            const char *definer = definer_of(object);
            if (definer != NULL && strcmp(definer, rights->target->user) != 0 && !is_there(rights->target, object) &&
                map_put(&told, definer, (void *)definer) == NULL)
                check_definer(rights, object, definer, findings);
        }
}

/* ---- what a binary log refuses ---- */

static bool is_refused(const Catalog *target, const Object *object)
{
    if (catalog_find(target, object->key) != NULL)
        return false;
    return !may(target, "SUPER") || (object->kind == KIND_FUNCTION && !my_is_trusted((const Function *)object));
}

static void check_binary_log(const Rights *rights, const Catalog *post, Findings *findings)
{
    static const Kind kinds[] = {KIND_FUNCTION, KIND_TRIGGER};
    const Catalog *target = rights->target;
    const Object *first = NULL;
    size_t count = 0;
    if (!catalog_parameter_is_on(target, "log_bin") ||
        catalog_parameter_is_on(target, "log_bin_trust_function_creators"))
        return;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < post->objects[kinds[k]].count; i++)
            if (is_refused(target, post->objects[kinds[k]].items[i]) && count++ == 0)
                first = post->objects[kinds[k]].items[i];
    if (count > 0)
        finding_add(findings, FINDING_PRIVILEGE_MISSING, first->origin,
                    target->service != NULL ? "set log_bin_trust_function_creators to 1 in the target's parameter group"
                                            : "SET GLOBAL log_bin_trust_function_creators = 1 on the target",
                    "the target has a binary log and log_bin_trust_function_creators is off: it refuses %zu function%s "
                    "or trigger%s%s",
                    count, count == 1 ? "" : "s", count == 1 ? "" : "s",
                    may(target, "SUPER") ? " that do not say DETERMINISTIC, NO SQL or READS SQL DATA"
                                         : " of whoever has no SUPER");
}

/* ---- grants ---- */

static bool is_granted_to_us(const Catalog *target, const Object *on)
{
    EACH (target, GRANT, Grant, grant)
        if (text_equal(grant->grantee, target->user) && grant->privileges.count > 0 &&
            strchr(grant->privileges.items[0], '*') != NULL &&
            (strcmp(grant->on->key, on->key) == 0 || strcmp(grant->on->key, object_top(on)->key) == 0))
            return true;
    return false;
}

/* Its own schema, where the object lies in one. */
static const Object *schema_of(const Object *object)
{
    const Object *within = object;
    while (within != NULL && within->kind != KIND_SCHEMA)
        (void)object_own_name(within, &within);
    return within;
}

static bool may_grant(const Catalog *target, const Object *on)
{
    EACH (target, PRIVILEGE, Privilege, privilege)
        if (privilege->is_grantable)
            return true;
    const Object *schema = schema_of(on);
    return is_granted_to_us(target, on) || (schema != NULL && is_granted_to_us(target, schema));
}

static bool may_make_role(const Catalog *target)
{
    return may(target, "CREATE ROLE") || may(target, "CREATE USER");
}

static Barrier barrier_of(const Rights *rights, const Object *object)
{
    if (object->kind == KIND_VIEW && !is_there(rights->target, object))
        return view_barrier(rights, (const View *)object);
    if (object->kind != KIND_GRANT || catalog_find(rights->target, object->key) != NULL)
        return (Barrier){0};
    const Grant *grant = (const Grant *)object;
    if (!may_grant(rights->target, grant->on))
        return (Barrier){
            arena_printf(rights->arena, "\"%s\" may not grant anything on it on the target", rights->target->user),
            "GRANT it by hand, or give the target's user its own privileges WITH GRANT OPTION", FINDING_OWNED_BY_OTHERS,
            false};
    if (rights->target->objects[KIND_ROLE].count > 0 && grant->grantee != NULL &&
        account_of(rights->target, grant->grantee) == NULL && !may_make_role(rights->target))
        return (Barrier){
            arena_printf(rights->arena, "\"%s\" may not make role \"%s\"", rights->target->user, grant->grantee),
            arena_printf(rights->arena, "CREATE ROLE it on the target, or GRANT CREATE ROLE ON *.* TO its user"),
            FINDING_ROLE_MISSING, false};
    return (Barrier){0};
}

static bool are_lacking(const Rights *rights, const Object *object)
{
    (void)rights, (void)object;
    return false; /* what could not be made again is a finding that stops the run */
}

/* A server grants whoever makes a routine what is needed to use it. What was granted on a pattern is about other databases, too. */
static bool is_of_others(const Catalog *target, const Object *there)
{
    const Grant *grant = (const Grant *)there;
    return there->kind == KIND_GRANT && (text_equal(grant->grantee, target->user) || grant->defaults.count > 0);
}

static void check(const Rights *rights, const Catalog *post, Findings *findings)
{
    check_definers(rights, post, findings);
    check_binary_log(rights, post, findings);
    my_check_parameters(rights, post, findings);
}

static bool are_known(const Catalog *target)
{
    return target->objects[KIND_PRIVILEGE].count > 0 || target->objects[KIND_PARAMETER].count > 0;
}

const RightsHooks rights_mysql = {
    .are_known = are_known,
    .barrier = barrier_of,
    .are_lacking = are_lacking,
    .is_of_others = is_of_others,
    .check = check,
};
