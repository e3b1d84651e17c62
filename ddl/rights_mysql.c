/* What MySQL and MariaDB let a session make: for whom code may act, what a binary log refuses, what may be granted. */
#include <string.h>

#include "definers.h"
#include "emit_mysql_code.h"
#include "select.h"
#include "text.h"

static const Privilege *privilege_of(const Catalog *target, const char *name)
{
    EACH (target, PRIVILEGE, Privilege, privilege)
        if (privilege->databases == NULL && strcmp(privilege->name, name) == 0)
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

static bool may_grant(const Catalog *target, const Object *on)
{
    EACH (target, PRIVILEGE, Privilege, privilege)
        if (privilege->is_grantable && privilege->databases == NULL)
            return true;
    const Object *schema = select_schema_of(on);
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

/* ---- databases ---- */

static bool stands_for(const char *pattern, const char *name)
{
    for (; *pattern != '\0'; pattern++, name++) {
        bool is_any = *pattern == '_';
        if (*pattern == '%') {
            do
                if (stands_for(pattern + 1, name))
                    return true;
            while (*name++ != '\0');
            return false;
        }
        if (*pattern == '\\' && pattern[1] != '\0')
            pattern++;
        if (*name == '\0' || (!is_any && *pattern != *name))
            return false;
        while (is_any && ((unsigned char)name[1] & 0xC0) == 0x80) /* the rest of a letter */
            name++;
    }
    return *name == '\0';
}

/* How closely a pattern stands for a database, 0 being not at all: by its letters before the first wildcard. Of MariaDB, the
   name itself goes first; with partial revokes there are only names. */
static size_t closeness_of(const Catalog *target, const Privilege *privilege, const char *schema)
{
    const char *at = privilege->databases;
    bool is_name = strcmp(at, schema) == 0;
    size_t letters = 1;
    if (privilege->part != NULL || privilege->is_revoked || catalog_parameter_is_on(target, "partial_revokes"))
        return is_name;
    if (is_name && text_equal(target->product, "MariaDB"))
        return SIZE_MAX;
    for (; *at != '\0' && *at != '%' && *at != '_'; at++, letters++)
        if (*at == '\\' && at[1] != '\0')
            at++;
    return stands_for(privilege->databases, schema) ? letters : 0;
}

/* A server takes, of what one account was granted on databases, the closest pattern only. */
static bool is_closest(const Catalog *target, const Privilege *one, const char *schema)
{
    size_t closeness = closeness_of(target, one, schema);
    EACH (target, PRIVILEGE, Privilege, other)
        if (other->databases != NULL && other->part == NULL && one->part == NULL && !other->is_revoked &&
            text_equal(other->grantee, one->grantee) && closeness_of(target, other, schema) > closeness)
            return false;
    return closeness > 0;
}

static bool is_of(const Privilege *privilege, const char *name)
{
    return strcmp(privilege->name, name) == 0 || strcmp(privilege->name, "ALL PRIVILEGES") == 0;
}

static bool is_revoked_in(const Catalog *target, const char *name, const char *schema)
{
    EACH (target, PRIVILEGE, Privilege, privilege)
        if (privilege->is_revoked && is_of(privilege, name) && closeness_of(target, privilege, schema) > 0)
            return true;
    return false;
}

static const char any_table[] = "any";

static bool is_for(const Privilege *privilege, const char *table)
{
    return privilege->part == NULL || table == any_table || (table != NULL && strcmp(privilege->part, table) == 0);
}

bool my_may_on(const Catalog *catalog, const char *name, const char *schema, const char *table)
{
    if (may(catalog, name) && (schema == NULL || !is_revoked_in(catalog, name, schema)))
        return true;
    EACH (catalog, PRIVILEGE, Privilege, privilege)
        if (schema != NULL && privilege->databases != NULL && !privilege->is_revoked && is_of(privilege, name) &&
            is_for(privilege, table) && is_closest(catalog, privilege, schema))
            return true;
    return false;
}

static bool may_in(const Catalog *target, const char *name, const char *schema)
{
    return my_may_on(target, name, schema, any_table);
}

/* What it takes to make an object in its database, and to read it there again. */
static const struct {
    Kind kind;
    const char *name;
} needed_in_schema[] = {
    {KIND_SCHEMA, "CREATE"},
    {KIND_SEQUENCE, "CREATE"},
    {KIND_FUNCTION, "CREATE ROUTINE"},
    {KIND_PROCEDURE, "CREATE ROUTINE"},
    {KIND_PACKAGE, "CREATE ROUTINE"},
    {KIND_PACKAGE_BODY, "CREATE ROUTINE"},
    {KIND_TABLE, "CREATE"},
    {KIND_INDEX, "ALTER"},
    {KIND_CHECK, "ALTER"},
    {KIND_FOREIGN_KEY, "ALTER"},
    {KIND_VIEW, "CREATE VIEW"},
    {KIND_VIEW, "SHOW VIEW"},
    {KIND_VIEW, "SELECT"},
    {KIND_TRIGGER, "TRIGGER"},
    {KIND_EVENT, "EVENT"},
};

static const char *database_of(const Object *object)
{
    const Object *schema = select_schema_of(object);
    return schema == NULL ? NULL : ((const Schema *)schema)->name;
}

/* Each privilege once for a database: of what is made, or of what that refers to. */
static void check_schema(const Rights *rights, const Object *object, const char *name, Map *asked, Findings *findings)
{
    const Catalog *target = rights->target;
    const Object *schema = select_schema_of(object);
    const char *database = database_of(object);
    if (database == NULL ||
        map_put(asked, arena_printf(rights->arena, "%s %s", name, database), (void *)schema) != NULL ||
        may_in(target, name, database))
        return;
    SCOPED(Buf, buf_free) sql = {0};
    buf_printf(&sql, "GRANT %s ON ", name);
    my_name(&sql, database);
    buf_puts(&sql, ".* TO ");
    my_account(&sql, target->user);
    finding_add(findings, FINDING_PRIVILEGE_MISSING, schema->origin != NULL ? schema->origin : object->origin,
                arena_copy(rights->arena, buf_text(&sql)), "\"%s\" lacks the privilege %s on database %s", target->user,
                name, database);
}

/* To MariaDB, whoever may do anything with a table's rows may refer to it. */
static bool may_refer_to(const Catalog *target, const Object *table)
{
    static const char *const enough[] = {"SELECT", "INSERT", "UPDATE", "DELETE"};
    for (size_t i = 0; text_equal(target->product, "MariaDB") && i < sizeof enough / sizeof *enough; i++)
        if (may_in(target, enough[i], database_of(table)))
            return true;
    return false;
}

/* Those of what a view reads and a foreign key points to, which may lie in other databases. */
static void check_referenced(const Rights *rights, const Object *object, Map *asked, Findings *findings)
{
    const Object *parent = object->kind == KIND_FOREIGN_KEY ? ((const ForeignKey *)object)->referenced_table : NULL;
    if (parent != NULL && !may_refer_to(rights->target, parent))
        check_schema(rights, parent, "REFERENCES", asked, findings);
    for (size_t i = 0; object->kind == KIND_VIEW && i < object->needs.count; i++) {
        const Object *needed = object->needs.items[i];
        if (needed->kind == KIND_TABLE || needed->kind == KIND_VIEW)
            check_schema(rights, needed, "SELECT", asked, findings);
    }
}

static void check_schemas(const Rights *rights, const Catalog *post, Findings *findings)
{
    Map asked = map_new(rights->arena);
    for (size_t n = 0; n < sizeof needed_in_schema / sizeof *needed_in_schema; n++) {
        Kind kind = needed_in_schema[n].kind;
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            const Object *object = post->objects[kind].items[i];
            if (catalog_find(rights->target, object->key) != NULL)
                continue;
            check_schema(rights, object, needed_in_schema[n].name, &asked, findings);
            check_referenced(rights, object, &asked, findings);
        }
    }
}

static void check(const Rights *rights, const Catalog *post, Findings *findings)
{
    check_definers(rights, post, findings);
    check_binary_log(rights, post, findings);
    check_schemas(rights, post, findings);
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
    .look_at_source = my_look_at_source,
};
