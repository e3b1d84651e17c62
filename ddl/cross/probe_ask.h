/* What a source's rows are asked: SQL out, a row of values in. */
#pragma once

#include "probe_store.h"

/* One statement; it returns one row. */
typedef struct ProbeQuestion {
    const Object *table; /* whose rows */
    const char *sql;
    const struct ProbeSlot *slots; /* what its values are about */
    size_t slot_count;
    bool counts_rows; /* the first value is how many there are; no slot is about it */
} ProbeQuestion;

typedef struct ProbeQuestions {
    Arena *arena;
    const Catalog *source;
    LIST_OF(ProbeQuestion) list;
} ProbeQuestions;

/* Whether it holds rows of its own that can be asked: no partition (the whole is asked), no foreign table. */
bool probe_is_asked(const Object *table);
/* What a COUNT counts, over a column of the source's type, $; NULL: such types are not asked. */
const char *probe_condition(ProbeFact fact, const char *engine, const char *type);
/* Of a table's columns: one question, or several where a server would not take so many values in one. */
void probe_ask_table(ProbeQuestions *questions, const Object *table);
/* Rows that refer to none. Nothing where the other table is not in the catalog. */
void probe_ask_foreign_key(ProbeQuestions *questions, const ForeignKey *key);
/* Rows that are equal to another in the columns of a key, under the collations that the columns of `there` have: the target's
   table, made of the key's. Nothing where they tell apart all that the source's do. */
void probe_ask_duplicates(ProbeQuestions *questions, const Object *table, const Object *key, const List *columns,
                          const Object *there);

void probe_answer(Probe *probe, const ProbeQuestion *question, const char *const *values);
void probe_fail(Probe *probe, const ProbeQuestion *question, const char *why);

/* How a server is told how long a statement may take, and what it says when one took longer. */
typedef struct ProbeLimit {
    const char *product;
    const char *sql; /* the time follows it */
    int64_t unit;    /* so many a second */
    const char *sqlstate;
    unsigned number;
} ProbeLimit;
const ProbeLimit *probe_limit(const char *product);
