/* From the source's catalog to the two that are desired on the target. Pure: catalogs in, catalogs out. */
#pragma once

#include "catalog.h"
#include "definers.h"
#include "dms_options.h"
#include "finding.h"
#include "ledger.h"
#include "names.h"
#include "roles.h"
#include "rules.h"
#include "select.h"
#include "trial.h"
#include "types.h"

typedef enum PrimaryKeys { PRIMARY_KEYS_AUTO, PRIMARY_KEYS_PRE_DATA, PRIMARY_KEYS_POST_DATA } PrimaryKeys;
typedef enum ForeignKeys { FOREIGN_KEYS_VALIDATE, FOREIGN_KEYS_NOT_VALID, FOREIGN_KEYS_SKIP } ForeignKeys;

/* What the job says about the schema. */
typedef struct TranslateOptions {
    Selection selection;
    RoleOptions roles;
    DefinerOptions definers;
    List missing_providers; /* of security labels, on the target */
    bool keep_owners;
    bool keep_grants;
    bool keep_publications;
    bool keep_events; /* enabled */
    DmsOptions dms;
    bool keep_partitions; /* from PostgreSQL to MySQL: rather than foreign keys of and to partitioned tables */
    bool all_innodb;      /* MySQL: whatever engine the source's tables have */
    TypeRules types;      /* across engines, as the next */
    NameLetters names;    /* across engines */
    PrimaryKeys primary_keys;
    ForeignKeys foreign_keys;
    const struct Probe *probe; /* what the source's rows were asked; NULL: nothing is known of them */
    const Trials *trials;      /* what was tried on the target before; NULL: nothing */
} TranslateOptions;

/* They share text with the source: free them first. */
typedef struct Desired {
    Catalog *chosen;   /* of a source of another engine: what was crossed, under its new names; NULL within one */
    Catalog *pre;      /* NULL until translate_early */
    Catalog *post;     /* whole: it has everything that pre has */
    Map guests;        /* owners.h */
    CrossRules rules;  /* that were applied on the way to another engine */
    Attempts attempts; /* texts that were written for it, to be tried there (trial.h) */
} Desired;

/* `target` may be NULL: then roles are taken to exist there. What is left out is SKIPPED in the ledger. */
bool translate(Desired *desired, Arena *arena, const Catalog *source, const Catalog *target,
               const TranslateOptions *options, Findings *findings, Ledger *ledger, Err *err) MUST_CHECK;
/* What was only counted is the server's, and no part of its databases. */
bool translate_is_of_server(const Catalog *catalog, const Unread *unread);
bool translate_early(Desired *desired, Err *err) MUST_CHECK;
void desired_free(Desired *desired);

/* The part of the target that the job is about: a copy that shares text with it, or the target itself, when that is all. */
bool translate_target(Catalog **selected, Arena *arena, Catalog *target, const Catalog *post,
                      const TranslateOptions *options, Err *err) MUST_CHECK;
