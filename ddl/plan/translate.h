/* From the source's catalog to the two that are desired on the target. Pure: catalogs in, catalogs out. */
#pragma once

#include "catalog.h"
#include "finding.h"
#include "ledger.h"
#include "rules.h"
#include "translate_options.h"
#include "trial.h"

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
