/* The account of every object read from the source: each ends in exactly one state, and the exit code follows from the
   account, never from "nothing went wrong". */
#pragma once

#include "catalog.h"

/* clang-format off */
/*         state      word         meaning */
#define LEDGER_STATES(S)                                                       \
    S(PENDING,   "pending",   "not reached: the run ended before")             \
    S(EQUAL,     "equal",     "was there already, as it should be")            \
    S(CREATED,   "created",   "made by this run")                              \
    S(CHANGED,   "changed",   "was there, and this run made it equal")         \
    S(DEFERRED,  "deferred",  "belongs to post-data")                          \
    S(ABSORBED,  "absorbed",  "said by another object of the target, which the reason names") \
    S(SKIPPED,   "skipped",   "left out, for the reason given")                \
    S(MANUAL,    "manual",    "cannot be made or altered by understudy")       \
    S(FAILED,    "failed",    "the target refused it")
/* clang-format on */

typedef enum LedgerState {
#define STATE(name, word, meaning) LEDGER_##name,
    LEDGER_STATES(STATE)
#undef STATE
        LEDGER_STATE_COUNT
} LedgerState;

typedef struct LedgerEntry {
    LedgerState state;
    bool is_elsewhere;  /* not counted, nor told: no part of the job's database */
    const char *reason; /* for ABSORBED, SKIPPED, MANUAL, FAILED; NULL otherwise */
} LedgerEntry;

typedef struct Ledger {
    Arena *arena;
    const Catalog *source;
    LedgerEntry *entries; /* by the source objects' ordinals; ROLEs and AVAILABLE_EXTENSIONs are not accounted for */
} Ledger;

void ledger_open(Ledger *ledger, Arena *arena, const Catalog *source);
/* Any object that has the source's as origin, or the source's own. A failure is never overwritten. */
void ledger_set(Ledger *ledger, const Object *object, LedgerState state, const char *reason);
const LedgerEntry *ledger_of(const Ledger *ledger, const Object *object);
/* The job is about one database of its server, and the object is another's. */
void ledger_discount(Ledger *ledger, const Object *object);
bool ledger_counts_object(const Object *object);                /* false for what belongs to the server */
bool ledger_counts(const Ledger *ledger, const Object *object); /* nor is it another database's */
/* Objects of a kind in a state, or in any; KIND_COUNT for all kinds. None before the source was read. */
size_t ledger_count(const Ledger *ledger, Kind kind, LedgerState state);
size_t ledger_total(const Ledger *ledger, Kind kind);
const char *ledger_word(LedgerState state);
