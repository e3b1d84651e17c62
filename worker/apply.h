/* Carries out a graph of statements over several connections. */
#pragma once

#include "db.h"
#include "dialect.h"
#include "job.h"

typedef enum Outcome {
    OUTCOME_WAITING, /* never started: the run ended first */
    OUTCOME_DONE,
    OUTCOME_FAILED,
    OUTCOME_BLOCKED, /* something that it needs failed */
} Outcome;

typedef struct Applied {
    Outcome outcome;
    double seconds;         /* of its batch's, its share */
    const char *why;        /* FAILED, BLOCKED: the server's words, or what is missing */
    struct Applied *pieces; /* by the statement's, where it was taken apart; NULL: it was not */
} Applied;

typedef struct ApplyOptions {
    const Job *job;
    const Dialect *dialect;
    const char *product; /* the target's */
    size_t connections;  /* at most */
    Db *observer;        /* sees what the others do at the server; NULL: nobody looks */
    bool go_on;          /* on_error: continue */
    const char *remedy;  /* for statements that fail for no reason with a remedy of its own; may be NULL */
} ApplyOptions;

/* Cheap statements go in batches, each one pipelined transaction where the driver has them; a batch that fails is taken
   apart and run one by one, so that only the culprit fails. So is a statement that has pieces. Of two statements whose
   locks conflict, the second waits here, not at the server. Where the server runs out of memory, disk or locks, less is done at once, down to one statement alone; only when that
   fails it is an error. Who loses against another session (a deadlock, a lock that does not come) tries again after a
   pause, four times in all.
   results: one for each statement, in `arena`. False when the run could not go to its end (a connection was lost, a stop, or
   a failure without go_on); then the first error is in err. With go_on, failed statements alone do not make it false. */
bool apply_statements(const Statements *statements, const Catalog *desired, const ApplyOptions *options, Arena *arena,
                      Applied **results, Err *err) MUST_CHECK;
