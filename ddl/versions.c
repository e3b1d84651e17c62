/* Tables of rules about versions, applied. */
#include "versions.h"

#include <string.h>

Versions versions_between(const Catalog *source, const Catalog *target)
{
    const Catalog *to = target == NULL ? source : target;
    return (Versions){{source->product, source->server_version, source}, {to->product, to->server_version, to}};
}

static size_t product_of(const VersionRules *rules, const Release *release)
{
    for (size_t i = 0; i < VERSION_PRODUCTS_MAX; i++)
        if (rules->products[i] != NULL && release->product != NULL && strcmp(rules->products[i], release->product) == 0)
            return i;
    return 0;
}

const char *versions_text(Arena *arena, const VersionRules *rules, const Release *release)
{
    const char *product = rules->products[product_of(rules, release)];
    int64_t major = release->version / 10000;
    if (rules->minor_unit == 0)
        return arena_printf(arena, "%s %d", product, (int)major);
    return arena_printf(arena, "%s %d.%d", product, (int)major, (int)(release->version % 10000 / rules->minor_unit));
}

static bool has(const VersionRules *rules, const VersionRule *rule, const Release *release)
{
    const Era *era = &rule->eras[product_of(rules, release)];
    int64_t version = release->version / rules->unit;
    return version >= era->since && (era->until == 0 || version < era->until);
}

static bool is_between(const VersionRules *rules, const VersionRule *rule, const Versions *versions)
{
    return has(rules, rule, &versions->source) && !has(rules, rule, &versions->target);
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A table's option may be its TOAST table's; MariaDB quotes the names of some. NULL: any. */
static bool is_named(const char *item, const char *start)
{
    if (start == NULL || (item[0] == '`' && starts_with(item + 1, start)))
        return true;
    return starts_with(item, start) || (starts_with(item, "toast.") && starts_with(item + strlen("toast."), start));
}

static bool holds(const VersionRule *rule, const Object *object, const Field *field)
{
    bool found = false;
    switch (field_shape(field->type)) {
    case SHAPE_BOOL: found = FIELD_VALUE(object, field, bool); break;
    case SHAPE_INT: found = FIELD_VALUE(object, field, int64_t) != INT_NONE; break;
    case SHAPE_REFS: found = ((const Refs *)field_at(object, field))->count > 0; break;
    case SHAPE_LIST: {
        const List *list = field_at(object, field);
        found = rule->value == NULL && list->count > 0;
        for (size_t i = 0; !found && i < list->count; i++)
            found = is_named(list->items[i], rule->value);
        break;
    }
    case SHAPE_TEXT: {
        const char *text = FIELD_VALUE(object, field, char *);
        found = text != NULL && (rule->value == NULL || strcmp(text, rule->value) == 0);
        break;
    }
    case SHAPE_REF: found = FIELD_VALUE(object, field, Object *) != NULL; break;
    }
    return found && (rule->applies == NULL || rule->applies(object));
}

static void find(const VersionRules *rules, const VersionRule *rule, const Versions *versions, const Object *object,
                 Findings *findings)
{
    FindingCode code = rule->deed == LEAVE_OUT ? FINDING_VERSION_LEFT_OUT : FINDING_VERSION_CHANGED;
    const char *target = versions_text(findings->arena, rules, &versions->target);
    Finding *finding = finding_add(findings, code, object, rule->remedy, "%s, which %s does not have: %s", rule->what,
                                   target, rule->outcome);
    finding->severity = rule->severity;
}

void versions_leave_out(const VersionRules *rules, Arena *arena, const Catalog *source, const Versions *versions,
                        const char **reasons, Findings *findings)
{
    for (size_t n = 0; n < rules->count; n++) {
        const VersionRule *rule = &rules->rules[n];
        const Field *field = field_named(rule->kind, rule->field);
        if (rule->deed != LEAVE_OUT || field == NULL || !is_between(rules, rule, versions))
            continue;
        for (size_t i = 0; i < source->objects[rule->kind].count; i++) {
            const Object *object = source->objects[rule->kind].items[i];
            if (reasons[object->ordinal] != NULL || !holds(rule, object, field))
                continue;
            find(rules, rule, versions, object, findings);
            reasons[object->ordinal] =
                arena_printf(arena, "%s: %s has none", rule->what, versions_text(arena, rules, &versions->target));
        }
    }
}

static void clear(const VersionRule *rule, Object *object, const Field *field, Arena *arena)
{
    if (field_shape(field->type) != SHAPE_LIST) {
        field_clear(object, field);
        return;
    }
    List *list = (List *)field_at(object, field), before = *list;
    *list = (List){arena_array(arena, before.count, sizeof *list->items), 0};
    for (size_t i = 0; i < before.count; i++)
        if (!is_named(before.items[i], rule->value))
            list->items[list->count++] = before.items[i];
}

static void apply_rule(const VersionRule *rule, Object *object, const Field *field, Arena *arena)
{
    switch (rule->deed) {
    case CLEAR: clear(rule, object, field, arena); break;
    case CHANGE: rule->change(object, arena); break;
    case LEAVE_OUT:
    case TELL: break;
    }
}

void versions_apply(const VersionRules *rules, Catalog *desired, Arena *arena, const Versions *versions,
                    Findings *findings)
{
    for (size_t n = 0; n < rules->count; n++) {
        const VersionRule *rule = &rules->rules[n];
        const Field *field = field_named(rule->kind, rule->field);
        if (rule->deed == LEAVE_OUT || field == NULL || !is_between(rules, rule, versions))
            continue;
        for (size_t i = 0; i < desired->objects[rule->kind].count; i++) {
            Object *object = desired->objects[rule->kind].items[i];
            if (!holds(rule, object, field))
                continue;
            find(rules, rule, versions, object, findings);
            apply_rule(rule, object, field, arena);
        }
    }
}
