/* What the target does not allow its user to make, known before anything is applied. Pure: it reads what the target's
   catalog says about roles, schemas and extensions. */
#pragma once

#include "finding.h"

/* Why an object of the source cannot be made, by its ordinal there; a reason of NULL: it can. */
typedef struct Barrier {
    const char *reason;
    const char *remedy;
    FindingCode code;
    bool by_hand; /* a person can make it; else it is no loss to be without */
} Barrier;

typedef struct Rights {
    Arena *arena;
    const Catalog *source;
    const Catalog *target;         /* NULL: everything is allowed */
    const List *missing_providers; /* of security labels */
    bool loaded_by_dms;
    Barrier *barriers;
    const char **reasons; /* theirs, and others' why an object cannot be had */
} Rights;

/* What a dialect knows about them. */
typedef struct RightsHooks {
    bool (*are_known)(const Catalog *target);
    /* Why an object, under the target's names, cannot be made; {0}: it can, or it is there. */
    Barrier (*barrier)(const Rights *rights, const Object *object);
    bool (*are_lacking)(const Rights *rights, const Object *object);
    bool (*is_of_others)(const Catalog *target, const Object *there);
    /* Findings about the session as a whole. */
    void (*check)(const Rights *rights, const Catalog *post, Findings *findings);
    /* What of the source its user may not see; what it sees in part cannot be had. NULL: servers show it all, or refuse. */
    void (*look_at_source)(const Rights *rights, Findings *lacking);
} RightsHooks;

extern const RightsHooks rights_postgres, rights_mysql;

/* False: nobody knows, so everything is taken to be allowed. */
bool rights_are_known(const Catalog *target);
void rights_open(Rights *rights, Arena *arena, const Catalog *source, const Catalog *target,
                 const List *missing_providers, const char **reasons);
/* What of the source its user may not see. */
void rights_look(const Rights *rights, Findings *lacking);
/* Looks at what is desired, under the names of the target. What is there already needs no right. True when something cannot
   be made: then translation starts again without it, and what needs it. */
bool rights_bar(Rights *rights, const Catalog *post);
/* It is there, and once it were gone the session could not make it again. */
bool rights_are_lacking(const Rights *rights, const Object *object);
/* Findings about the session's rights as a whole, and about extensions of another version. */
void rights_check(const Rights *rights, const Catalog *post, Findings *findings);
/* It is said of a schema or an extension of the target that belongs to others, so theirs to say. */
bool rights_is_of_others(const Catalog *target, const Object *there);
