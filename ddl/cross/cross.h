/* From one engine's dialect to another's: a catalog made anew of what another one holds. Pure: catalogs in, catalog out. */
#pragma once

#include "finding.h"
#include "ledger.h"
#include "rules.h"
#include "translate_options.h"
#include "trial.h"

typedef struct Cross Cross;
/* Sees to one object of the source: makes something of it, or has it absorbed or left. */
typedef void CrossKind(Cross *cross, const Object *from);

typedef struct CrossPair {
    const char *from, *to;        /* engines */
    CrossKind *kinds[KIND_COUNT]; /* NULL: nothing of the kind can be said */
    void (*begin)(Cross *cross);  /* before the first object: types, names; may be NULL */
    void (*finish)(Cross *cross); /* after the last; may be NULL */
    /* What the target has otherwise and that is as good becomes as it is desired; may be NULL. */
    void (*adopt)(Catalog *there, const Catalog *post);
} CrossPair;

extern const CrossPair cross_mysql_postgres, cross_postgres_mysql;
/* NULL: within one engine, or from one that is not known to another. */
const CrossPair *cross_pair(const char *from, const char *to);

/* For the target's catalog as it was read: what means what is desired becomes as it is desired. */
void cross_adopt(Catalog *there, const Catalog *post);

/* The work at hand. */
struct Cross {
    Arena *arena;
    const Catalog *source; /* chosen and under its new schemas' names; its objects' origins are the source's own */
    const Catalog *server; /* the target; NULL: unknown, so the newest */
    Catalog *made;         /* its product and server_version are the target's */
    const TranslateOptions *options;
    const CrossPair *pair;
    const Object **twins;          /* by the source object's ordinal: what was made of it first */
    bool *seen;                    /* by the same: it is made, absorbed or left */
    const struct CrossType *types; /* by the source column's ordinal (types.h) */
    struct CrossNames *names;      /* cross_names.h */
    void *work;                    /* the pair's own, made by its begin */
    Map relations;                 /* what views speak of, by key (cross_views.c) */
    Attempts *attempts;            /* what is to be tried on the target */
    CrossRules *rules;
    Findings *findings;
    Ledger *ledger;
};

/* Fills `made`, which the caller has begun by catalog_new, and names it. False: two objects of one name, or an object that
   was forgotten: both are bugs. */
bool cross_catalog(Cross *cross, Err *err) MUST_CHECK;

/* A new object of `made`. The first that is made of `from` is its twin; others stand beside it (an identity's sequence). */
Object *cross_make(Cross *cross, Kind kind, const Object *from);
/* The same kind with every field that all engines have; references lead to twins. */
Object *cross_copy(Cross *cross, const Object *from);
const Object *cross_twin(const Cross *cross, const Object *from); /* NULL: none; from may be NULL */

/* A name as the target writes it. */
const char *cross_quoted(const Cross *cross, const char *name);
const char *cross_qualified(const Cross *cross, const char *schema, const char *name); /* schema NULL: the name alone */
const char *cross_literal(const Cross *cross, const char *value); /* a text's, as the target writes it */

/* Accounted for without a finding of its own: another one has told it, or there is nothing to tell. */
void cross_settle(Cross *cross, const Object *from, LedgerState state, const char *reason);
/* Another object says it on the target: "its columns' types". */
void cross_absorb(Cross *cross, const Object *from, const char *into);
/* MANUAL or SKIPPED, for the reason that the finding gives. */
void cross_leave(Cross *cross, const Object *from, LedgerState state, FindingCode code, const char *remedy,
                 const char *format, ...) PRINTF(6, 7);
Finding *cross_find(Cross *cross, FindingCode code, const Object *from, const char *remedy, const char *format, ...)
    PRINTF(5, 6);
void cross_rule(Cross *cross, const char *rule, const char *what, const Object *from);
