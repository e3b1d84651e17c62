/* Rules, counted. */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

static int by_rule(const void *a, const void *b)
{
    const CrossRuleUse *left = a, *right = b;
    int order = strverscmp(left->rule, right->rule);
    return order != 0 ? order : strcmp(left->what, right->what);
}

CrossRuleUses cross_rule_uses(Arena *arena, const CrossRules *rules)
{
    CrossRuleUses uses = {0};
    Map by_name = map_new(arena); /* position and one */
    for (size_t i = 0; i < rules->count; i++) {
        const CrossRule *rule = &rules->items[i];
        const char *name = arena_printf(arena, "%s %s", rule->rule, rule->what);
        size_t at = (size_t)(uintptr_t)map_get(&by_name, name);
        if (at == 0) {
            *LIST_PUSH(arena, &uses) = (CrossRuleUse){rule->rule, rule->what, rule->object, 0};
            at = uses.count;
            map_put(&by_name, name, (void *)(uintptr_t)at);
        }
        uses.items[at - 1].count++;
    }
    if (uses.count > 1)
        qsort(uses.items, uses.count, sizeof *uses.items, by_rule);
    return uses;
}
