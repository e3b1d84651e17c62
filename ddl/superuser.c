/* The rules are those of the server's own checks: "must be superuser to ..." in src/backend/commands. */
#include "superuser.h"

#include <string.h>

static bool is_type(const Object *object)
{
    return object->kind == KIND_BASE_TYPE || object->kind == KIND_ENUM || object->kind == KIND_DOMAIN ||
           object->kind == KIND_COMPOSITE || object->kind == KIND_RANGE || object->kind == KIND_TABLE ||
           object->kind == KIND_VIEW || object->kind == KIND_MATERIALIZED_VIEW;
}

static bool needs_type(const Object *object)
{
    for (size_t i = 0; i < object->needs.count; i++)
        if (is_type(object->needs.items[i]))
            return true;
    return false;
}

/* An option whose value is as given, or, with NULL, a function that is not the system's: its name is qualified. */
static bool has_option(const List *options, const char *name, const char *value)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < options->count; i++) {
        const char *option = options->items[i];
        if (strncmp(option, name, length) != 0 || strncmp(option + length, " = ", 3) != 0)
            continue;
        const char *there = option + length + 3;
        if (value == NULL ? strchr(there, '.') != NULL : strcmp(there, value) == 0)
            return true;
    }
    return false;
}

static const char *cast_reason(const Object *object)
{
    if (strcmp(((const Cast *)object)->method, "WITHOUT FUNCTION") == 0)
        return "a cast without a function takes the bytes of one type for the other's";
    return needs_type(object) ? NULL : "both types of the cast are the system's";
}

static const char *aggregate_reason(const Object *object)
{
    const Aggregate *aggregate = (const Aggregate *)object;
    bool is_internal =
        has_option(&aggregate->options, "STYPE", "internal") || has_option(&aggregate->options, "MSTYPE", "internal");
    return is_internal ? "the aggregate's state is of type internal" : NULL;
}

/* Since the minor releases of February 2026 (CVE-2026-2004). */
static const char *operator_reason(const Object *object)
{
    const Operator *operator=(const Operator *) object;
    bool estimates = has_option(&operator->options, "RESTRICT", NULL) || has_option(&operator->options, "JOIN", NULL);
    return estimates ? "the operator has an estimator of its own" : NULL;
}

static const char *function_reason(const Object *object)
{
    return ((const Function *)object)->is_privileged
               ? "the function is LEAKPROOF, has a support function, or is in an untrusted language"
               : NULL;
}

static const char *range_reason(const Object *object)
{
    return has_option(&((const Range *)object)->options, "canonical", NULL)
               ? "the server trusts a range's canonical function, which takes the type before it is there"
               : NULL;
}

static const char *publication_reason(const Object *object)
{
    return ((const Publication *)object)->all_tables ? "the publication is of all tables, whoever owns them" : NULL;
}

/* Whether the session may change a role's settings is known by the target alone (rights.c). */
static const char *setting_reason(const Object *object)
{
    return ((const Setting *)object)->is_privileged ? "the setting is a superuser's" : NULL;
}

static const char *transform_reason(const Object *object)
{
    return needs_type(object) ? NULL : "the type of the transform is the system's";
}

/* For each kind: why always, or a function that looks at the object. */
static const struct {
    const char *always;
    const char *(*of)(const Object *object);
} reasons[KIND_COUNT] = {
    [KIND_BASE_TYPE] = {"the server trusts a base type's functions", NULL},
    [KIND_LANGUAGE] = {"the server trusts a language's handler", NULL},
    [KIND_ACCESS_METHOD] = {"the server trusts an access method's handler", NULL},
    [KIND_FOREIGN_DATA_WRAPPER] = {"the server trusts a wrapper's functions", NULL},
    [KIND_OPERATOR_FAMILY] = {"a wrong operator class could crash the server", NULL},
    [KIND_OPERATOR_CLASS] = {"a wrong operator class could crash the server", NULL},
    [KIND_OPERATOR_FAMILY_MEMBER] = {"a wrong operator class could crash the server", NULL},
    [KIND_TEXT_SEARCH_PARSER] = {"the server trusts the functions of text search parsers and templates", NULL},
    [KIND_TEXT_SEARCH_TEMPLATE] = {"the server trusts the functions of text search parsers and templates", NULL},
    [KIND_EVENT_TRIGGER] = {"an event trigger sees what superusers do", NULL},
    [KIND_PUBLICATION_SCHEMA] = {"the publication is of all tables of a schema, whoever owns them", NULL},
    [KIND_FUNCTION] = {NULL, function_reason},
    [KIND_AGGREGATE] = {NULL, aggregate_reason},
    [KIND_OPERATOR] = {NULL, operator_reason},
    [KIND_RANGE] = {NULL, range_reason},
    [KIND_CAST] = {NULL, cast_reason},
    [KIND_PUBLICATION] = {NULL, publication_reason},
    [KIND_SETTING] = {NULL, setting_reason},
    [KIND_TRANSFORM] = {NULL, transform_reason},
};

const char *postgres_superuser_reason(const Object *object)
{
    return reasons[object->kind].of != NULL ? reasons[object->kind].of(object) : reasons[object->kind].always;
}
