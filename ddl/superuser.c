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

static const char *aggregate_reason(const Aggregate *aggregate)
{
    bool is_internal =
        has_option(&aggregate->options, "STYPE", "internal") || has_option(&aggregate->options, "MSTYPE", "internal");
    return is_internal ? "the aggregate's state is of type internal" : NULL;
}

/* Since the minor releases of February 2026 (CVE-2026-2004). */
static const char *operator_reason(const Operator *operator)
{
    bool estimates = has_option(&operator->options, "RESTRICT", NULL) || has_option(&operator->options, "JOIN", NULL);
    return estimates ? "the operator has an estimator of its own" : NULL;
}

/* Who may create roles may do the second, too, but from PostgreSQL 16 on not for every role. */
static const char *setting_reason(const Setting *setting)
{
    return setting->is_privileged  ? "the setting is a superuser's"
           : setting->role != NULL ? "the setting is a role's"
                                   : NULL;
}

const char *postgres_superuser_reason(const Object *object)
{
    switch (object->kind) {
    case KIND_BASE_TYPE: return "the server trusts a base type's functions";
    case KIND_LANGUAGE: return "the server trusts a language's handler";
    case KIND_ACCESS_METHOD: return "the server trusts an access method's handler";
    case KIND_FOREIGN_DATA_WRAPPER: return "the server trusts a wrapper's functions";
    case KIND_OPERATOR_FAMILY:
    case KIND_OPERATOR_CLASS:
    case KIND_OPERATOR_FAMILY_MEMBER: return "a wrong operator class could crash the server";
    case KIND_TEXT_SEARCH_PARSER:
    case KIND_TEXT_SEARCH_TEMPLATE: return "the server trusts the functions of text search parsers and templates";
    case KIND_FUNCTION:
        return ((const Function *)object)->is_privileged
                   ? "the function is LEAKPROOF, has a support function, or is in an untrusted language"
                   : NULL;
    case KIND_AGGREGATE: return aggregate_reason((const Aggregate *)object);
    case KIND_OPERATOR: return operator_reason((const Operator *)object);
    case KIND_RANGE:
        return has_option(&((const Range *)object)->options, "canonical", NULL)
                   ? "the server trusts a range's canonical function, which takes the type before it is there"
                   : NULL;
    case KIND_CAST: return cast_reason(object);
    case KIND_EVENT_TRIGGER: return "an event trigger sees what superusers do";
    case KIND_PUBLICATION:
        return ((const Publication *)object)->all_tables ? "the publication is of all tables, whoever owns them" : NULL;
    case KIND_PUBLICATION_SCHEMA: return "the publication is of all tables of a schema, whoever owns them";
    case KIND_SETTING: return setting_reason((const Setting *)object);
    case KIND_TRANSFORM: return needs_type(object) ? NULL : "the type of the transform is the system's";
    case KIND_SCHEMA:
    case KIND_EXTENSION:
    case KIND_COLLATION:
    case KIND_CONVERSION:
    case KIND_ENUM:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_SEQUENCE:
    case KIND_TEXT_SEARCH_DICTIONARY:
    case KIND_TEXT_SEARCH_CONFIGURATION:
    case KIND_FOREIGN_SERVER:
    case KIND_USER_MAPPING:
    case KIND_TABLE:
    case KIND_COLUMN:
    case KIND_INDEX:
    case KIND_KEY:
    case KIND_CHECK:
    case KIND_EXCLUSION:
    case KIND_FOREIGN_KEY:
    case KIND_STATISTICS:
    case KIND_VIEW:
    case KIND_MATERIALIZED_VIEW:
    case KIND_RULE:
    case KIND_TRIGGER:
    case KIND_POLICY:
    case KIND_PUBLICATION_TABLE:
    case KIND_GRANT:
    case KIND_DEFAULT_PRIVILEGES:
    case KIND_SECURITY_LABEL:
    case KIND_COMMENT:
    case KIND_ROLE:
    case KIND_AVAILABLE_EXTENSION:
    case KIND_UNREAD:
    case KIND_COUNT: return NULL;
    }
    return NULL;
}

bool postgres_needs_superuser(const Object *object)
{
    return postgres_superuser_reason(object) != NULL;
}
