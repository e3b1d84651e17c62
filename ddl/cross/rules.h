/* What two engines say differently and mean the same: the rules by which one was taken for the other. */
#pragma once

#include "catalog.h"

/* A rule that was applied to an object of the source. */
typedef struct CrossRule {
    const char *rule; /* "R12": of a table of rules, lives as long as the program */
    const char *what; /* "`int unsigned` is `bigint`" */
    const Object *object;
} CrossRule;

typedef LIST_OF(CrossRule) CrossRules;

/* One rule, wherever it was applied. */
typedef struct CrossRuleUse {
    const char *rule, *what;
    const Object *first;
    size_t count;
} CrossRuleUse;

typedef LIST_OF(CrossRuleUse) CrossRuleUses;

/* By the rules' names. */
CrossRuleUses cross_rule_uses(Arena *arena, const CrossRules *rules);
