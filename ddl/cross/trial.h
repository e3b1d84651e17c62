/* Texts that were written for another engine are tried on the target before they are trusted: what is to be tried, as SQL
   that leaves nothing behind, and what came of it. Pure. */
#pragma once

#include "arena.h"
#include "catalog.h"

/* What a text is for. */
typedef enum CrossPurpose {
    CROSS_DEFAULT,
    CROSS_GENERATED,
    CROSS_CHECK,
    CROSS_INDEX_KEY,
    CROSS_INDEX_PREDICATE,
    CROSS_PARTITION, /* a key's expression */
    CROSS_VIEW,      /* a query */
} CrossPurpose;

typedef struct Attempt {
    const Object *from;  /* the source's own: a column, a check, an index, a view, ... */
    const Object *table; /* the source's own: its columns, as the target will have them, are what the text speaks of;
                            NULL of a view */
    CrossPurpose purpose;
    const char *text; /* in the target's dialect, without brackets around it */
} Attempt;

typedef struct Attempts {
    LIST_OF(Attempt) list;
} Attempts;

/* One try's outcome. */
typedef struct Trial {
    const char *error;   /* the server's; NULL: it was taken */
    const char *printed; /* the text as the server prints it; NULL: it does not say */
} Trial;

typedef struct Trials Trials;

/* Objects may be copies whose origin is the source's. The text is copied. What was pushed already is not pushed again. */
void attempts_push(Attempts *attempts, Arena *arena, const Object *from, const Object *table, CrossPurpose purpose,
                   const char *text);

Trials *trials_new(Arena *arena);
void trials_put(Trials *trials, const Attempt *attempt, const char *error, const char *printed);
/* It could not be tried: it is not asked again, and not found. */
void trials_put_void(Trials *trials, const Attempt *attempt, const char *why);
bool trials_know(const Trials *trials, const Attempt *attempt);
const char *trials_why_void(const Trials *trials, const Attempt *attempt); /* NULL: it is not */
/* NULL: it was not tried. */
const Trial *trials_find(const Trials *trials, const Object *from, CrossPurpose purpose, const char *text);
