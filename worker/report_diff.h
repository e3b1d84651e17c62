/* What both diff reports count. Used by report_*.c only. */
#pragma once

#include "report.h"

typedef struct DiffTally {
    size_t missing, extra, different; /* objects */
    size_t compared;                  /* objects on either side */
    size_t differences;               /* fields that differ, and missing and extra objects */
} DiffTally;

/* Objects of one type that were not read, on both sides. */
typedef struct DiffUnread {
    const char *type;
    size_t expected, found;
} DiffUnread;

typedef LIST_OF(DiffUnread) DiffUnreads;

DiffTally diff_tally(const Changes *changes, const Catalog *expected);
DiffUnreads diff_unreads(Arena *arena, const Catalog *expected, const Catalog *found);

/* The object that the change is about: as desired, or else as found. */
const Object *diff_subject(const Change *change);
const char *diff_status(ChangeType type); /* "missing", "extra", "different" */
bool diff_is_compared(const Field *field);
