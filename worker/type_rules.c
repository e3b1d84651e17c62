/* The job's `types:` as ddl takes them. */
#include "type_rules.h"

TypeRules type_rules_of(Arena *arena, const JobTypeRules *said)
{
    TypeRule *rules = arena_array(arena, said->count + 1, sizeof *rules);
    static const char *const cis[] = {[JOB_TYPE_CI_UNSET] = NULL,
                                      [JOB_TYPE_CI_NONE] = "none",
                                      [JOB_TYPE_CI_CITEXT] = "citext",
                                      [JOB_TYPE_CI_ICU] = "icu"};
    for (size_t i = 0; i < said->count; i++) {
        const JobTypeRule *rule = &said->items[i];
        rules[i] = (TypeRule){
            .name = arena_printf(arena, "types %zu", i + 1),
            .type = rule->type,
            .column = rule->column,
            .precision = rule->when_precision,
            .precision_from = rule->when_precision_from,
            .precision_to = rule->when_precision_to,
            .scale = rule->when_scale,
            .is_signed = rule->when_signed,
            .is_not_null = rule->when_not_null,
            .default_value = rule->when_default,
            .is_auto_increment = rule->when_extra == JOB_TYPE_EXTRA_AUTO_INCREMENT,
            .is_on_update = rule->when_extra == JOB_TYPE_EXTRA_ON_UPDATE,
            .to = rule->to,
            .using = rule->using,
            .drops_default = rule->drop & 1u << JOB_TYPE_DROP_DEFAULT,
            .drops_not_null = rule->drop & 1u << JOB_TYPE_DROP_NOT_NULL,
            .drops_typemod = rule->drop & 1u << JOB_TYPE_DROP_TYPEMOD,
            .with_check = rule->check,
            .ci = cis[rule->ci],
            .collation = rule->collation,
        };
    }
    return (TypeRules){rules, said->count};
}
