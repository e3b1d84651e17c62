/* What the reports of a diff share: what is counted, what stands together, which statements are whose. Used by report_*.c
   only. */
#pragma once

#include "report_show.h"

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

/* Objects that are not compared for one reason. */
typedef struct DiffGap {
    const char *reason;
    const Object *first;
    size_t count;
} DiffGap;

typedef LIST_OF(const DiffGap *) DiffGaps;

typedef struct DiffStatements {
    const Statement **items;
    size_t count;
} DiffStatements;

/* A change, the object under which it stands, and what would undo it. */
typedef struct DiffRow {
    const Change *change;
    const Object *top;
    bool is_within; /* missing or extra together with what it belongs to */
    DiffStatements statements, drops;
    const char *reason,
        *remedy; /* why there is no statement; NULL where there is, or where the container's is enough */
} DiffRow;

typedef struct DiffRows {
    DiffRow *items;
    size_t count;
} DiffRows;

DiffTally diff_tally(const Diff *diff);
DiffUnreads diff_unreads(Arena *arena, const Diff *diff);
DiffGaps diff_gaps(Arena *arena, const Diff *diff);
/* By the objects under which they stand; these come first. */
DiffRows diff_rows(Arena *arena, const Diff *diff);
/* Where the rows under one object end that begin at `from`. */
size_t diff_group_end(const DiffRows *rows, size_t from);

/* Of a group's first row: the object is missing or extra, and its parts with it. */
bool diff_is_whole(const DiffRow *first);
/* ", with 3 columns, 1 key": what is missing or extra together with the first row's object. */
void diff_show_parts(const Paper *paper, const DiffRow *rows, size_t count);

/* As a script has them (script.h), the prefix in front of each line. */
void diff_put_statements(Buf *out, const Diff *diff, const DiffStatements *statements, const char *prefix,
                         bool for_people);

/* The object that the change is about: as desired, or else as found. */
const Object *diff_subject(const Change *change);
const char *diff_status(ChangeType type); /* "missing", "extra", "different" */
bool diff_is_compared(const Field *field);
/* What there is to say about an object in one word: a grant's privileges, a comment's text, an enum's labels; or NULL. */
const Field *diff_only_field(Kind kind);
/* "source shop, PostgreSQL 18.1" */
const char *diff_side(Arena *arena, const DiffSide *side);
