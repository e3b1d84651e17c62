/* How trials are said to one engine. */
#pragma once

#include "dialect.h"
#include "trial_script.h"

/* A script at work. */
typedef struct Script {
    TrialScript *out;
    Arena *arena;
    const Dialect *dialect;
    const Catalog *post;
    const Object **there; /* by the source object's ordinal: the table, column or view that was made of it */
    size_t there_count;
    const char *database;
    const Object *like; /* the target's table that the attempts at work speak of */
    Buf sql;            /* the statement at work; script_push takes it */
} Script;

typedef struct TrialEngine {
    const char *engine;
    void (*begin)(Script *script);
    void (*views)(Script *script);                     /* before the first of them: what they may read; may be NULL */
    void (*table)(Script *script, const Object *from); /* before attempts that speak of script->like */
    void (*try)(Script *script, const Attempt *attempt);
    const unsigned *void_for_views; /* numbers of errors, up to a 0; NULL: there are none */
} TrialEngine;

extern const TrialEngine trial_postgres, trial_mysql;

const Object *script_made_of(const Script *script, const Object *from); /* NULL: nothing */
TrialStep *script_push(Script *script, const Attempt *attempt, const Object *table);
