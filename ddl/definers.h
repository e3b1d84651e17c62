/* Whose rights code has on the target: what the source's definers become there. */
#pragma once

#include "finding.h"
#include "rename.h"

typedef enum DefinerPolicy {
    DEFINERS_KEEP,
    DEFINERS_CURRENT_USER, /* who connects to the target */
    DEFINERS_STRIP,        /* the same, and what may act for who uses it does */
} DefinerPolicy;

typedef struct DefinerOptions {
    DefinerPolicy policy;
    const Rename *renames; /* from patterns; the first that fits goes before the policy */
    size_t rename_count;
} DefinerOptions;

/* Its definer, or NULL when it has none. */
const char *definer_of(const Object *object);
/* Sets what has a definer to what it is on the target (NULL: who makes an object is its definer). Each definer that is
   another one there is found once. */
void definers_translate(Catalog *post, const Catalog *target, const DefinerOptions *options, Findings *findings);
