/* Rows, as they are, from one server to another: every table in one transaction of its own, so that a table on the target
   is empty or whole. */
#pragma once

#include "catalog.h"
#include "db.h"
#include "dms_options.h"

typedef enum CopyState {
    COPY_WAITING,    /* never started */
    COPY_DONE,       /* copied now */
    COPY_THERE,      /* as many rows as on the source were there already: an earlier run's */
    COPY_IN_THE_WAY, /* other rows were there: left alone */
    COPY_FAILED,
} CopyState;

/* What is not the same on both sides, across engines. */
typedef struct CopyMismatch {
    const Object *object; /* of the target: the table, for its rows' number, or a column */
    const char *what;
    bool is_accepted; /* by the job: what became NULL */
} CopyMismatch;
typedef LIST_OF(CopyMismatch) CopyMismatches;

/* How a table of two engines is compared: not at all, by its number of rows, by the values of each column. */
typedef enum CopyCheck { COPY_CHECK_NOTHING, COPY_CHECK_COUNTS, COPY_CHECK_SUMS } CopyCheck;

typedef struct CopiedTable {
    const Table *table; /* of the post catalog; its origin is the source's */
    CopyState state;
    uint64_t rows, bytes; /* bytes as they travelled */
    double seconds;
    uint64_t there;  /* COPY_IN_THE_WAY: rows on the target */
    const char *why; /* COPY_FAILED */
    CopyMismatches mismatches;
} CopiedTable;

typedef struct CopyPlan {
    CopiedTable *tables; /* those that hold rows themselves, largest first */
    size_t count;
    const Catalog *source, *target;     /* as they are */
    const struct CopyEngine *from, *to; /* alike within one engine */
    const DmsOptions *dms; /* the loader's, if it is not us: what it masks or leaves out is not compared. NULL: us */
    List accept;           /* accept.h; what it names becomes NULL where we load */
    size_t connections;    /* pairs that worked on it: fewer than asked for where no more see one snapshot */
} CopyPlan;

/* Another way to load a table than ours. Each table stands for itself: the others are loaded when one fails. */
typedef struct CopyLoader {
    bool (*prepare)(Db *target, Err *err);
    bool (*load)(const CopyPlan *plan, void *context, Db *source, Db *target, CopiedTable *table, Arena *scratch,
                 Err *err);
} CopyLoader;

typedef struct CopyOptions {
    size_t connections;       /* pairs of them */
    bool only_check;          /* copy nothing */
    CopyCheck check;          /* after a table has been copied, in the same snapshot */
    const CopyLoader *loader; /* NULL: ours */
    void *loader_context;
    /* Opens one more connection. Called from several threads. */
    bool (*open)(Db **db, bool source, void *context, Err *err);
    /* Before and after each table, with the connection that writes it; from several threads, never two at once. */
    void (*start)(const CopiedTable *table, const Db *target, void *context);
    void (*end)(const CopiedTable *table, const Db *target, Err *err, void *context); /* err: NULL when it went well */
    void (*idle)(void *context); /* a few times a second, from the thread that called copy_tables */
    void *context;
} CopyOptions;

/* Tables of the target that have rows of their own; in PostgreSQL a partitioned one has none, as its partitions do. From one
   engine to the other a table is read and written whole, through its parent. */
void copy_plan(CopyPlan *plan, Arena *arena, const Catalog *source, const Catalog *target, const Catalog *post);

/* One snapshot of the source for all tables. False at the first error (the others end their table first), which may be
   ERR_REFUSED for tables that hold other rows. */
bool copy_tables(CopyPlan *plan, Arena *arena, const CopyOptions *options, Err *err) MUST_CHECK;
