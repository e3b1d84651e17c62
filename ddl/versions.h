/* Between major versions of one engine: what one side has and the other has not, or has in another form. */
#pragma once

#include "catalog.h"
#include "finding.h"

typedef struct Versions {
    int64_t source; /* as the engine numbers them: 150018 */
    int64_t target;
} Versions;

/* Why each of the source's objects cannot be on the target, by ordinal; NULL: it can. Each is found. */
const char **versions_impossible(Arena *arena, const Catalog *source, const Versions *versions, Findings *findings);
/* Brings the desired catalog into the form that the target's version has. What is lost by that is found. */
void versions_adapt(Catalog *desired, Arena *arena, const Versions *versions, Findings *findings);
/* What one of both cannot say is not asked of the other: for the desired catalog and for the target's. Objects of which
   nothing is left to ask (versions_can_ask is false) must not be in the catalog. */
bool versions_can_ask(Arena *arena, const Object *object, const Versions *versions);
void versions_forget(Catalog *catalog, Arena *arena, const Versions *versions);
