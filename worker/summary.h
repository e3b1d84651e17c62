/* What a person looks at when a run is over, besides the account of its objects: what took long, and what to do now. */
#pragma once

#include "arena.h"
#include "catalog.h"

enum { SLOWEST_MAX = 5 };

typedef struct SlowStep {
    const char *object; /* its key */
    const char *what;   /* "create index", "copy rows" */
    double seconds;
    int64_t bytes; /* of the table that it works on, or of the rows that it copied; 0: not known */
} SlowStep;

/* The slowest first. */
typedef struct Slowest {
    SlowStep items[SLOWEST_MAX];
    size_t count;
} Slowest;

/* Kept if it is among the slowest, and worth a word at all. */
void slowest_add(Slowest *slowest, Arena *arena, SlowStep step);

/* What stands above decides: how the command ended, and what it left. */
typedef struct NextQuestion {
    const char *command;
    bool ended_well;
    bool loads_itself; /* load.by: understudy */
    bool loaded_by_dms;
    size_t critical, failed, pending, manual, skipped;
} NextQuestion;

/* In words, a line each, the most urgent first. */
List next_steps(Arena *arena, const NextQuestion *question);
