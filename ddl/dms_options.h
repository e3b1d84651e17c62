/* What the job says about the DMS task that loads the rows, and what follows from it for what must be there meanwhile. */
#pragma once

#include "catalog.h"
#include "dms_mapping.h"

typedef enum DmsTask { DMS_FULL_LOAD, DMS_FULL_LOAD_AND_CDC, DMS_CDC } DmsTask;
typedef enum DmsLobMode { DMS_LOB_LIMITED, DMS_LOB_FULL, DMS_LOB_INLINE } DmsLobMode;

/* The job's word on a column's values. */
typedef struct DmsMask {
    const char *column; /* as the job's `allow` names columns: column:shop.customer.ssn, with * ? [..] */
    DmsAction action;   /* DIGITS_MASK, DIGITS_RANDOMIZE, HASH_MASK, REMOVE_COLUMN */
    const char *with;   /* of DIGITS_MASK: the character */
} DmsMask;

typedef struct DmsOptions {
    bool is_loader;     /* load.by: dms; else what is below speaks of no load of this job */
    const char *engine; /* the source's */
    DmsTask task;
    DmsLobMode lob_mode;
    int64_t lob_max_kb;          /* INT_NONE: by what the source holds */
    bool map_boolean_as_boolean; /* of the source's endpoint: booleans come as 1 and 0 */
    const DmsMapping *mapping;   /* that the task has already; NULL: it is made from the plan */
    const DmsMask *masks;
    size_t mask_count;
} DmsOptions;

const char *dms_task_type(DmsTask task); /* as the API calls it: full-load */
/* A column of the source that is a large object to DMS, which loads it by the task's LOB mode (user guide, "Setting LOB
   support"). */
bool dms_is_lob(const char *engine, const Column *column);
/* How long values are decides how DMS is set to load the table: large objects, PostgreSQL's varchars without a length. */
bool dms_needs_lengths(const DmsOptions *options, const Object *source_table);
/* A row comes without its large objects first: they must be NULL for a moment, and the row is found by its key. */
bool dms_loads_lobs_later(const DmsOptions *options);
/* A table whose rows DMS finds again by a key: while it loads, the key is there. */
bool dms_needs_key(const DmsOptions *options, const Object *source_table);
/* Within MySQL: DMS sends a bit field as a number or as bytes, and the server would take either for a text's bits. */
void dms_stage_bits(Catalog *post, const DmsOptions *options);
/* Columns of the desired catalog become nullable for the load where their source's column comes later than its row, and
   identities take ids that come with changes. */
void dms_relax(Catalog *post, const DmsOptions *options, Findings *findings);
