/* What PostgreSQL does not allow the target's user. Every remedy names the exact statement or parameter. */
#include "rights.h"

#include <string.h>

#include "compare.h"
#include "quote.h"
#include "superuser.h"

static bool is_service(const Catalog *target)
{
    return target->service != NULL;
}

/* RDS lets its own superuser make the extensions that it supports, and event triggers. */
static bool is_master(const Catalog *target)
{
    const Role *role = (const Role *)catalog_find(target, "role rds_superuser");
    return is_service(target) && role != NULL && role->is_ours;
}

static const char *quoted(const Rights *rights, const char *name)
{
    SCOPED(Buf, buf_free) out = {0};
    quote_postgres_name(&out, name);
    return arena_copy(rights->arena, buf_text(&out));
}

/* ---- what only a superuser may make ---- */

static Barrier superuser_barrier(const Rights *rights, const Object *object)
{
    const char *reason = rights->target->is_superuser ? NULL : postgres_superuser_reason(object);
    if (reason == NULL || (object->kind == KIND_EVENT_TRIGGER && is_master(rights->target)))
        return (Barrier){0};
    return (Barrier){arena_printf(rights->arena, "needs superuser on the target: %s", reason),
                     "let a superuser of the target make it and run the same command again, or exclude it",
                     FINDING_SUPERUSER_NEEDED, true};
}

/* ---- extensions ---- */

static const AvailableExtension *offer_of(const Catalog *target, const Extension *extension)
{
    EACH (target, AVAILABLE_EXTENSION, AvailableExtension, offer)
        if (strcmp(offer->name, extension->name) == 0)
            return offer;
    return NULL;
}

static Barrier extension_barrier(const Rights *rights, const Extension *extension)
{
    const Catalog *target = rights->target;
    const AvailableExtension *offer = offer_of(target, extension);
    if (offer == NULL)
        return (Barrier){"the target's server does not offer the extension",
                         is_service(target) ? "see whether a newer engine version supports it, or exclude it"
                                            : "install its package on the target's server, or exclude it",
                         FINDING_EXTENSION_UNAVAILABLE, true};
    if (offer->refused_by != NULL)
        return (Barrier){arena_printf(rights->arena, "the target's %s does not list the extension", offer->refused_by),
                         arena_printf(rights->arena, "add %s to %s in the target's parameter group, or exclude it",
                                      extension->name, offer->refused_by),
                         FINDING_EXTENSION_UNAVAILABLE, true};
    if (!offer->needs_superuser || target->is_superuser || is_master(target))
        return (Barrier){0};
    return (Barrier){
        "needs superuser on the target: the extension is not a trusted one",
        is_service(target)
            ? arena_printf(rights->arena, "GRANT rds_superuser TO %s, or exclude it", quoted(rights, target->user))
            : arena_printf(rights->arena,
                           "let a superuser of the target run CREATE EXTENSION %s, then run the same command "
                           "again; or exclude it",
                           quoted(rights, extension->name)),
        FINDING_SUPERUSER_NEEDED, true};
}

/* ---- what is said about objects of others ---- */

static const Object *said_of(const Object *object)
{
    if (object->kind == KIND_GRANT)
        return ((const Grant *)object)->on;
    if (object->kind == KIND_COMMENT)
        return ((const Comment *)object)->on;
    return object->kind == KIND_SECURITY_LABEL ? ((const SecurityLabel *)object)->on : NULL;
}

/* The database's are its owner's to change, a role's whoever's that manages the role. */
static bool may_set(const Catalog *target, const Setting *setting)
{
    EACH (target, ROLE, Role, role)
        if (setting->role != NULL && strcmp(role->name, setting->role) == 0)
            return role->is_managed;
    return target->is_ours;
}

static bool is_of_others(const Catalog *target, const Object *there)
{
    if (target->is_superuser)
        return false;
    if (there->kind == KIND_SETTING)
        return !may_set(target, (const Setting *)there);
    const Object *on = said_of(there);
    if (on == NULL)
        return false;
    const Object *owned = catalog_find(target, on->key);
    if (owned != NULL && owned->kind == KIND_SCHEMA)
        return !((const Schema *)owned)->is_ours;
    /* RDS gives an extension that its users make to itself. */
    return on->kind == KIND_EXTENSION &&
           (is_service(target) || (owned != NULL && !((const Extension *)owned)->is_ours));
}

static Barrier others_barrier(const Rights *rights, const Object *object)
{
    if (!is_of_others(rights->target, object))
        return (Barrier){0};
    const Object *on = said_of(object);
    const char *reason = on != NULL ? arena_printf(rights->arena, "%s belongs to another role on the target", on->key)
                                    : "it is another role's to say on the target";
    return (Barrier){reason, "let the owner say it on the target, or do without", FINDING_OWNED_BY_OTHERS, false};
}

static Barrier label_barrier(const Rights *rights, const SecurityLabel *label)
{
    if (rights->missing_providers == NULL || !list_has(rights->missing_providers, label->provider))
        return others_barrier(rights, &label->object);
    return (Barrier){arena_printf(rights->arena, "the target has no security label provider \"%s\"", label->provider),
                     arena_printf(rights->arena,
                                  "add the provider's library to shared_preload_libraries on the target, or do "
                                  "without its labels"),
                     FINDING_LABEL_PROVIDER_MISSING, false};
}

/* ---- all of it ---- */

static Barrier any_barrier(const Rights *rights, const Object *object)
{
    if (object->kind == KIND_EXTENSION)
        return extension_barrier(rights, (const Extension *)object);
    if (object->kind == KIND_SECURITY_LABEL)
        return label_barrier(rights, (const SecurityLabel *)object);
    Barrier barrier = superuser_barrier(rights, object);
    return barrier.reason != NULL ? barrier : others_barrier(rights, object);
}

/* What is there needs no right; of what is said about others' objects, what is said there already. */
static bool is_there(const Rights *rights, const Object *object)
{
    const Object *there = catalog_find(rights->target, object->key);
    const KindInfo *kind = &catalog_kinds[object->kind];
    bool is_said = said_of(object) != NULL || object->kind == KIND_SETTING;
    for (size_t i = 0; there != NULL && is_said && i < kind->field_count; i++)
        if (kind->fields[i].role == ROLE_COMPARE && !compare_field(&syntax_postgres, &kind->fields[i], object, there))
            return false;
    return there != NULL;
}

static Barrier barrier_of(const Rights *rights, const Object *object)
{
    Barrier barrier = any_barrier(rights, object);
    if (barrier.reason != NULL && is_there(rights, object))
        return (Barrier){0};
    return barrier;
}

static bool are_lacking(const Rights *rights, const Object *object)
{
    return superuser_barrier(rights, object).reason != NULL;
}

/* ---- the session as a whole ---- */

static void check_database(const Rights *rights, const Catalog *post, Findings *findings)
{
    const Catalog *target = rights->target;
    if (target->may_create)
        return;
    static const Kind kinds[] = {KIND_SCHEMA, KIND_EXTENSION};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < post->objects[kinds[k]].count; i++) {
            const Object *object = post->objects[kinds[k]].items[i];
            if (catalog_find(target, object->key) != NULL)
                continue;
            finding_add(findings, FINDING_PRIVILEGE_MISSING, object->origin,
                        arena_printf(rights->arena, "GRANT CREATE ON DATABASE %s TO %s",
                                     quoted(rights, target->database), quoted(rights, target->user)),
                        "\"%s\" may not create anything in database \"%s\"", target->user, target->database);
            return;
        }
}

/* An index lies in its table's schema, and the server asks whether its maker may create there; so it does for constraints
   that have one. */
static const Object *schema_made_in(const Object *object)
{
    bool is_index = object->kind == KIND_INDEX || object->kind == KIND_KEY || object->kind == KIND_EXCLUSION;
    return object_schema(is_index ? object_container(object) : object);
}

/* Once for each schema that is there, at the first object that is not. */
static void check_schemas(const Rights *rights, const Catalog *post, Findings *findings)
{
    const Catalog *target = rights->target;
    bool *told = arena_array(rights->arena, target->object_count + 1, sizeof *told);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; kind != KIND_DEFAULT_PRIVILEGES && i < post->objects[kind].count; i++) {
            const Object *object = post->objects[kind].items[i], *schema = schema_made_in(object);
            const Schema *there = schema == NULL ? NULL : (const Schema *)catalog_find(target, schema->key);
            if (there == NULL || there->may_create || told[there->object.ordinal] ||
                catalog_find(target, object->key) != NULL)
                continue;
            told[there->object.ordinal] = true;
            finding_add(findings, FINDING_PRIVILEGE_MISSING, object->origin,
                        arena_printf(rights->arena, "GRANT CREATE ON SCHEMA %s TO %s", quoted(rights, there->name),
                                     quoted(rights, target->user)),
                        "\"%s\" may not create anything in schema \"%s\"", target->user, there->name);
        }
}

static void check_versions(const Rights *rights, const Catalog *post, Findings *findings)
{
    EACH (post, EXTENSION, Extension, extension) {
        const Extension *there = (const Extension *)catalog_find(rights->target, extension->object.key);
        const AvailableExtension *offer = offer_of(rights->target, extension);
        const char *version = there != NULL ? there->version : offer != NULL ? offer->version : NULL;
        if (version != NULL && extension->version != NULL && strcmp(version, extension->version) != 0)
            finding_add(findings, FINDING_EXTENSION_VERSION, extension->object.origin, NULL,
                        "version %s on the source, %s on the target", extension->version, version);
    }
}

static void check(const Rights *rights, const Catalog *post, Findings *findings)
{
    check_versions(rights, post, findings);
    if (rights->target->is_superuser)
        return;
    check_database(rights, post, findings);
    check_schemas(rights, post, findings);
}

/* A server that was asked as a target says what it could install. Of a snapshot nobody knows what may be made there. */
static bool are_known(const Catalog *target)
{
    return target->objects[KIND_AVAILABLE_EXTENSION].count > 0;
}

const RightsHooks rights_postgres = {
    .are_known = are_known,
    .barrier = barrier_of,
    .are_lacking = are_lacking,
    .is_of_others = is_of_others,
    .check = check,
};
