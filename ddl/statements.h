/* Changes as statements: a graph that says what each needs first, what it locks, and what it is expected to cost. */
#pragma once

#include "compare.h"
#include "finding.h"
#include "removal.h"

/* Table-level lock modes, weakest first (PostgreSQL manual, 13.3.1). Engines with fewer use a subset. */
typedef enum LockMode {
    LOCK_ACCESS_SHARE,
    LOCK_ROW_SHARE,
    LOCK_ROW_EXCLUSIVE,
    LOCK_SHARE_UPDATE_EXCLUSIVE,
    LOCK_SHARE,
    LOCK_SHARE_ROW_EXCLUSIVE,
    LOCK_EXCLUSIVE,
    LOCK_ACCESS_EXCLUSIVE,
    LOCK_MODE_COUNT
} LockMode;

bool lock_conflicts(LockMode a, LockMode b);

typedef struct Lock {
    const Object *on; /* a table, view, sequence, ... of the desired catalog */
    LockMode mode;
} Lock;

/* An object can be named by others once its STEP_MAKE statements ran; STEP_FINISH ones make it whole (attached, owned,
   populated). STEP_SHELL comes first and is enough for what the object itself needs: a type's own functions. */
typedef enum Step { STEP_SHELL, STEP_MAKE, STEP_FINISH } Step;

/* One of several things that a statement does at once. */
typedef struct Piece {
    const char *sql;
    const Object *subject;
    const char *check; /* as a statement's, which asks nothing itself then */
} Piece;

typedef struct Statement {
    const char *sql;
    List before, after;        /* what its session is given for it, and what takes that back, even if it failed */
    const char *character_set; /* that sql is sent in (script.h); NULL: as it stands, in UTF-8 */
    const char *what;          /* "create index", "validate foreign key", ... for people */
    const Object *subject;     /* desired; or the actual one, of what goes */
    ChangeType type;           /* of the change that it serves */
    Step step;
    LIST_OF(Lock) locks;
    LIST_OF(size_t) needs; /* statements that must be done first */
    LIST_OF(Piece) pieces; /* the same one by one, for when the whole fails; none: it is not to be taken apart */
    const char *check;     /* a query to ask first: a row says why not to go on, and the remedy; NULL: none */
    double cost_s;         /* a guess from sizes; only its order matters */
    double path_s;         /* cost of the longest way from here to the end */
} Statement;

/* What was met that has to go first. */
typedef struct Obstacle {
    const Object *object; /* of any catalog */
    const char *why;      /* it cannot be altered; NULL: it can, when what uses it is out of the way */
} Obstacle;

typedef struct Statements {
    Arena *arena;
    LIST_OF(Statement) list; /* each after everything that it needs */
    LIST_OF(Obstacle) obstacles;
} Statements;

typedef struct Emit Emit;

/* What is special about the statements of one run. */
typedef struct EmitOptions {
    Section section;  /* PRE: the target's tables are empty */
    const char *user; /* who will own what is created */
    const Permission *permission;
    const Map *guests;     /* owners.h; may be NULL */
    bool only_differences; /* and nothing to follow: ANALYZE */
    bool goes_on;          /* past what fails: nothing is to fail with it that could do without */
} EmitOptions;

/* First what the removal asks for, then everything that the changes (from what it leaves to what is desired) ask for. What
   the dialect cannot say is an obstacle. False only for a cycle that has no repair (DEPENDENCY_CYCLE is found, too).
   Objects live as long as the catalogs. */
bool statements_build(Statements *statements, Arena *arena, const Removal *removal, const Changes *changes,
                      const Catalog *desired, const Catalog *actual, const EmitOptions *options, Findings *findings,
                      Err *err) MUST_CHECK;

/* Without those whose SQL is a key of the map: they are done already by then. */
void statements_leave_out(Statements *statements, const Map *done);
