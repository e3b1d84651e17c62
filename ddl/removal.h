/* What of the target has to go: objects that can only be made anew, what the job lets go, and everything that stands upon
   them. Nothing goes that the source does not bring back, unless the job says so; nothing outside of the job's selection
   goes at all. */
#pragma once

#include "allow.h"
#include "finding.h"

typedef enum Fate {
    FATE_STAYS,
    FATE_CUT,   /* it stays, but for a default (of a column), or its place below others (of a table) */
    FATE_ALONG, /* with something else: a statement of its own is not needed, or the server would refuse it */
    FATE_GOES,
} Fate;

/* What does not have to go, since it is altered so that it no longer needs what goes. */
typedef struct Survivor {
    const Object *gone;    /* on the target */
    const Object *desired; /* the survivor */
} Survivor;

typedef struct Removal {
    Arena *arena;
    const Catalog *actual;  /* of the target, what the job is about */
    const Catalog *desired; /* of this half */
    const Catalog *post;    /* of both */
    const Permission *permission;
    bool rows_go; /* the tables are emptied in any case */
    Findings *findings;
    size_t count;         /* of those that do not stay */
    unsigned char *fates; /* by the actual object's ordinal, as all that follows */
    bool *refused;
    const Object **with;          /* FATE_ALONG: what takes it along */
    Refs *dependents;             /* those outside of the selection, too */
    Map outside;                  /* what was told of already */
    LIST_OF(const Object *) open; /* what stands upon them is not seen to yet */
    bool spreading;
    LIST_OF(Survivor) survivors;
} Removal;

/* `whole`: everything that the target holds, so that nothing is hit that the job is not about; may be NULL. */
void removal_open(Removal *removal, const Catalog *whole);
/* The object goes, and what stands upon it. False: something may not; that is a finding. */
bool removal_add(Removal *removal, const Object *object, const char *why);
/* What keeps the server from changing the column's type goes. */
bool removal_clear(Removal *removal, const Object *column);

/* Either half makes it, or it is what a killed run left of such an object. */
bool removal_is_wanted(const Removal *removal, const Object *object);
/* Comments and grants: they come and go without asking. */
bool removal_is_property(const Catalog *catalog, const Object *object);
/* A table, with all below it: nothing can be lost there. */
bool removal_is_empty(const Catalog *catalog, const Object *table);
bool removal_survives(const Removal *removal, const Survivor *survivor);
Fate removal_fate(const Removal *removal, const Object *object);

/* Is this parent of a table, or the function of a default, on its way? */
bool removal_takes(const Removal *removal, const Object *object);
/* What is left of the target. Shares text with it. */
Catalog *removal_rest(const Removal *removal);

/* What takes a statement, each after what must be gone before. */
typedef struct RemovalStep {
    const Object *object;
    LIST_OF(const Object *) after; /* the objects of other steps */
    bool is_late;                  /* it waits for survivors, or for a step that does */
} RemovalStep;

typedef struct RemovalSteps {
    LIST_OF(RemovalStep) list;
} RemovalSteps;

void removal_steps(const Removal *removal, Arena *arena, RemovalSteps *steps);
/* The object whose statement makes this one go. */
const Object *removal_step_of(const Removal *removal, const Object *object);
