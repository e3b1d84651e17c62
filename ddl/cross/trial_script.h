/* Trials as statements for one engine. They leave nothing behind: whoever runs them ends the transaction by ROLLBACK, or
   runs each step's undo. */
#pragma once

#include "buf.h"
#include "trial.h"

typedef struct TrialStep {
    const char *sql;        /* in a transaction: returns a row, the error (NULL: none) and the text as printed */
    const char *undo;       /* outside of one; NULL: there is nothing to undo */
    const Attempt *attempt; /* NULL: attempts need it */
    const Object *table; /* the source's own, of which the attempts after it speak: when it fails they cannot be tried.
                               NULL: a failure is nothing, what it makes may be there already */
} TrialStep;

typedef struct TrialScript {
    const char *begin, *begin_undo; /* before the steps; when it is refused, there is no way to try so. NULL: none */
    LIST_OF(TrialStep) steps;
} TrialScript;

/* Of the attempts that `tried` does not know; `post` is the catalog that they came with. `database`: where the session may
   make temporary tables; NULL: nowhere, then some are tried by a SELECT, or there are no steps at all. */
void trial_script(TrialScript *script, Arena *arena, const Attempts *attempts, const Trials *tried, const Catalog *post,
                  const char *database);
/* The error says that the trial was not possible (what a view reads is not there yet), not that the text is wrong. */
bool trial_is_void(const char *engine, const Attempt *attempt, unsigned number);
