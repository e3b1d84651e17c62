/* Between versions of one engine, and between its products: what one side has and the other has not, or has in another
   form. What that is, each dialect says. */
#pragma once

#include "catalog.h"
#include "finding.h"

typedef struct Release {
    const char *product;
    int64_t version;        /* as the engine numbers them: 150018 */
    const Catalog *catalog; /* of the server that was asked */
} Release;

typedef struct Versions {
    Release source, target;
} Versions;

/* `target` may be NULL: the same as the source. */
Versions versions_between(const Catalog *source, const Catalog *target);

typedef struct TranslateOptions TranslateOptions;

/* What a dialect says; a function that is NULL has nothing to say. */
typedef struct VersionHooks {
    /* Sets why objects of the source cannot be on the target, by ordinal (NULL: they can). Each is found. */
    void (*impossible)(Arena *arena, const Catalog *source, const Versions *versions, const char **reasons,
                       Findings *findings);
    /* May the object be had without this one, which is impossible? NULL: none may. */
    bool (*does_without)(const Object *object, const Object *needed);
    /* Brings the desired catalog into the form that the target has. What is lost by that is found. */
    void (*adapt)(Catalog *desired, Arena *arena, const Versions *versions, const TranslateOptions *options,
                  Findings *findings);
    /* What one of both cannot say is not asked of the other: for the desired catalog and for the target's. Objects of which
       nothing is left to ask (can_ask is false) must not be in the catalog. */
    bool (*can_ask)(Arena *arena, const Object *object, const Versions *versions);
    void (*forget)(Catalog *catalog, Arena *arena, const Versions *versions);
    /* What the target says otherwise and means the same becomes as it is desired. */
    void (*adopt)(Catalog *there, const Catalog *post);
} VersionHooks;

extern const VersionHooks versions_postgres;

/* ---- for the dialects: rules as a table ---- */

typedef enum Deed {
    LEAVE_OUT, /* the object */
    CLEAR,     /* the field; of a list, the items of that name */
    CHANGE,    /* as a function does it */
    TELL,      /* nothing is changed */
} Deed;

/* The first version that has it, and the first that has it no more; 0: since ever, for ever. */
typedef struct Era {
    int64_t since, until;
} Era;

enum { VERSION_PRODUCTS_MAX = 2 };

typedef struct VersionRule {
    Kind kind;
    const char *field; /* the rule is about objects where it is not empty */
    const char *value; /* and holds this: a text; of a list, an item that starts so; NULL: anything */
    bool (*applies)(const Object *object);
    Era eras[VERSION_PRODUCTS_MAX]; /* by product */
    Deed deed;
    FindingSeverity severity;
    const char *what, *outcome, *remedy;
    void (*change)(Object *object, Arena *arena);
} VersionRule;

typedef struct VersionRules {
    const char *products[VERSION_PRODUCTS_MAX];
    int64_t unit;       /* of the rules' numbers: 10000 where they are major versions */
    int64_t minor_unit; /* what the text of a version shows behind a dot; 0: nothing */
    const VersionRule *rules;
    size_t count;
} VersionRules;

/* "PostgreSQL 18", "MariaDB 10.11" */
const char *versions_text(Arena *arena, const VersionRules *rules, const Release *release);
void versions_leave_out(const VersionRules *rules, Arena *arena, const Catalog *source, const Versions *versions,
                        const char **reasons, Findings *findings);
void versions_apply(const VersionRules *rules, Catalog *desired, Arena *arena, const Versions *versions,
                    Findings *findings);
