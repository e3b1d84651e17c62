/* One command at work: what it has read, found and done so far. Commands are ranges of one line; these are its steps. */
#pragma once

#include "apply.h"
#include "compare.h"
#include "connect.h"
#include "converge.h"
#include "finding.h"
#include "job.h"
#include "ledger.h"
#include "probe.h"
#include "summary.h"
#include "translate.h"

typedef struct Run {
    Job job;
    DmsMapping *mapping; /* of dms.mappings; NULL: none, or not read yet */
    Aws *aws;            /* who this is to AWS; asks nothing unless it must */
    Arena *arena;
    Arena *half; /* statements, and what led to them: until the target is read again */
    const char *command;
    bool json; /* results as JSON */
    bool colour;
    bool exclusive;               /* the target may be written: no other run at once */
    Db *target_db;                /* holds the run's lock, where exclusive */
    Catalog *source;              /* may be a pinned or stored one */
    Catalog *target;              /* whole, as read last */
    Catalog *scope;               /* what the job is about of the target, which may be all of it: the same catalog */
    bool scope_is_planned;        /* it is what pre-data will leave, not what is there */
    bool is_alone;                /* post-data is another run's */
    bool begins;                  /* what an earlier run kept is over: the source's rows are asked anew */
    Probe *probe;                 /* what they were asked, between engines; NULL: nothing */
    Trials *trials;               /* what was tried on the target, of what was written for it */
    bool tried_loosely;           /* some of it without a place to try it in: another time it may be refused */
    size_t told_from, told_count; /* the findings of the last translation */
    Desired desired;
    Changes changes;
    Statements statements;
    Catalog *rest; /* what the statements leave of scope; NULL: all */
    Findings findings;
    Ledger ledger;
    size_t applied; /* statements */
    Slowest slowest;
    size_t drops_failed;  /* of objects that no half wants: the ledger does not know them */
    size_t unequal;       /* objects that the last half left otherwise than desired */
    uint64_t rows, bytes; /* copied */
    size_t differences;   /* that the last comparison found */
    double started;
} Run;

void run_open(Run *run, const char *command);
void run_close(Run *run);
void run_forget_scope(Run *run); /* for another */
double run_seconds(const Run *run);
const char *run_file_word(const Run *run); /* the command, as files are called: "dms-create" */

/* read: both sides at once, from servers or snapshots as the job says; the target only when asked for. An exclusive run
   waits here for another one to end, a minute at most: ERR_CONFLICT. */
bool run_read(Run *run, bool with_target, Err *err) MUST_CHECK;
bool run_read_target(Run *run, Err *err) MUST_CHECK; /* again */
/* The target is not the source. */
bool run_guard(Run *run, Err *err) MUST_CHECK;
/* translate: fills desired, scope, ledger. */
bool run_translate(Run *run, Err *err) MUST_CHECK;
/* Between engines, once the target has what pre-data makes: if something could not be tried before, it is tried now. */
bool run_translate_again(Run *run, Err *err) MUST_CHECK;
/* A mapping of the job's: from names to names. */
const Rename *run_renames(const Run *run, const Pairs *pairs);
/* What the job allows. */
Permission run_permission(const Run *run);
/* compare and emit without consequences: for whoever wants to see the statements. Free convergence->rest after them. */
bool run_converge(const Run *run, Section section, const Permission *permission, bool only_differences,
                  Convergence *convergence, Findings *findings, Err *err) MUST_CHECK;
/* compare and emit, for one half. What may not be done becomes findings. */
bool run_emit(Run *run, Section section, const Permission *permission, Err *err) MUST_CHECK;
/* Makes warnings of the critical findings that the job accepts: after each step that may find some. */
void run_accept(Run *run);
/* ERR_REFUSED when there is a critical finding; ERR_PERMISSION when all of them are missing privileges. */
bool run_refuse(const Run *run, Err *err) MUST_CHECK;
/* What keeps the run from its end: MANUAL objects. From one engine to another only those that no finding told of before. */
size_t run_left_to_people(const Run *run);
/* apply, with the ledger kept. */
bool run_apply(Run *run, Section section, size_t connections, Err *err) MUST_CHECK;
