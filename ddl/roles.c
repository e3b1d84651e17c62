/* Roles. */
#include "roles.h"

#include <fnmatch.h>
#include <string.h>

#include "dialect.h"
#include "rights.h"

void roles_open(Roles *roles, Arena *arena, const Catalog *source, const Catalog *target, const RoleOptions *options,
                Findings *findings)
{
    *roles = (Roles){
        arena, dialect_of(source->engine), target, options, findings, map_new(arena), map_new(arena), map_new(arena)};
    EACH (source, ROLE, Role, role)
        if (role->is_role)
            map_put(&roles->made, role->name, (void *)role);
    for (size_t i = 0; target != NULL && i < target->objects[KIND_ROLE].count; i++) {
        Role *role = (Role *)target->objects[KIND_ROLE].items[i];
        map_put(&roles->on_target, role->name, role);
    }
}

const char *roles_name(const Roles *roles, const char *role)
{
    for (size_t i = 0; role != NULL && i < roles->options->rename_count; i++)
        if (strcmp(roles->options->renames[i].from, role) == 0)
            return roles->options->renames[i].to;
    return role;
}

bool roles_holds(const Roles *roles, const char *name, const char *holder)
{
    const Role *role = map_get(&roles->on_target, name);
    if (strcmp(name, holder) == 0 || (role != NULL && role->is_superuser))
        return true;
    for (size_t i = 0; role != NULL && i < role->member_of.count; i++) /* memberships make no circle */
        if (roles_holds(roles, role->member_of.items[i], holder))
            return true;
    return false;
}

bool roles_is_of_service(const Dialect *dialect, const char *role)
{
    for (const char *const *glob = dialect->service_roles; *glob != NULL; glob++)
        if (fnmatch(*glob, role, 0) == 0)
            return true;
    return false;
}

static const char *ignored_by(const Roles *roles, const char *role)
{
    for (size_t i = 0; i < roles->options->ignored.count; i++)
        if (fnmatch(roles->options->ignored.items[i], role, 0) == 0)
            return roles->options->ignored.items[i];
    return NULL;
}

static bool is_known(const Roles *roles)
{
    return roles->target != NULL && roles->target->objects[KIND_ROLE].count > 0;
}

static bool is_new(Roles *roles, const char *role)
{
    return map_put(&roles->told, role, (void *)role) == NULL;
}

static void tell_missing(Roles *roles, const char *name)
{
    if (roles->dialect->has_owners)
        finding_add(roles->findings, FINDING_ROLE_MISSING, NULL,
                    "CREATE ROLE it on the target, or name it in rename.roles or ignore_roles",
                    "role \"%s\" does not exist on the target: what it owns stays with \"%s\", what it was granted is "
                    "left out",
                    name, roles->target->user);
    else
        finding_add(roles->findings, FINDING_ROLE_MISSING, NULL,
                    "CREATE USER it on the target, or name it in rename.roles or ignore_roles",
                    "\"%s\" does not exist on the target: what it was granted is left out", name);
}

const char *roles_refused(Roles *roles, const char *role)
{
    const char *name = roles_name(roles, role), *glob = role == NULL ? NULL : ignored_by(roles, role);
    if (role == NULL)
        return NULL;
    if (glob != NULL)
        return arena_printf(roles->arena, "ignore_roles: %s", glob);
    if (name == role && roles_is_of_service(roles->dialect, role))
        return arena_printf(roles->arena, "role \"%s\" belongs to the service that runs the server", role);
    if (!is_known(roles) || map_get(&roles->on_target, name) != NULL || map_get(&roles->made, role) != NULL)
        return NULL;
    if (is_new(roles, name))
        tell_missing(roles, name);
    return arena_printf(roles->arena, "role \"%s\" does not exist on the target", name);
}

static const char *grant_membership(const Roles *roles, const char *role)
{
    SCOPED(Buf, buf_free) sql = {0};
    dialect_of(roles->target->engine)->grant_membership(&sql, roles->target, role);
    return arena_copy(roles->arena, buf_text(&sql));
}

const char *roles_unreachable(Roles *roles, const char *role)
{
    const char *refused = roles_refused(roles, role), *name = roles_name(roles, role);
    if (refused != NULL || role == NULL || !rights_are_known(roles->target) || roles->target->is_superuser)
        return refused;
    const Role *there = map_get(&roles->on_target, name);
    if (there->is_ours)
        return NULL;
    const char *user = roles->target->user, *remedy = there->is_superuser ? "name it in rename.roles or ignore_roles"
                                                                          : grant_membership(roles, name);
    if (is_new(roles, arena_printf(roles->arena, "unreachable %s", name)))
        finding_add(roles->findings, FINDING_ROLE_UNREACHABLE, NULL, remedy,
                    "\"%s\" may not act for role \"%s\" on the target: what it owns stays with \"%s\", its default "
                    "privileges are left out",
                    user, name, user);
    return arena_printf(roles->arena, "\"%s\" may not act for role \"%s\" on the target", user, name);
}
