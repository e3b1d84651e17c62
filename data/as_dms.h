/* The loader that behaves as AWS DMS does, for tests and demonstrations: it reads a task's table mappings and settings and
   both sides' catalogs, and nothing of ours. What DMS loses, it loses: values are cut, rows dropped, where the target's server
   does so. */
#pragma once

#include "copy.h"
#include "dms_mapping.h"

/* Of the settings of a task and its endpoints, what decides the rows of a full load; the rest is how fast, and what is logged. */
typedef struct DmsSettings {
    bool supports_lobs, is_full_lob, truncates; /* the last: TRUNCATE_BEFORE_LOAD */
    int64_t lob_max_kb, inline_max_kb;
    bool map_boolean_as_boolean, fails_on_lob_truncation; /* the source's endpoint */
    int64_t unbounded_varchar_max;                        /* bytes */
} DmsSettings;

/* What DMS does where nothing is said, but for the tables: they are there. */
extern const DmsSettings dms_settings_default;
/* ERR_REFUSED: it is no task's settings, or they drop the tables that were made for the task. */
bool dms_settings_parse(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err) MUST_CHECK;

/* As plan writes them: endpoint-settings.json. */
bool dms_endpoints_parse(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err) MUST_CHECK;

typedef struct AsDms {
    Arena *arena;
    const Catalog *source, *target;
    const DmsMapping *mapping;
    DmsSettings settings;
} AsDms;

/* Every table that is selected, by its name on the target. */
void as_dms_plan(CopyPlan *plan, const AsDms *dms);
extern const CopyLoader as_dms_loader; /* its context is the AsDms */

/* What becomes of a row's values on their way: they are cut, or masked. */
typedef struct DmsEdit {
    const DmsRule *mask; /* NULL: none */
    size_t most;         /* bytes; 0: all */
    bool is_bytes;
    const char *whole; /* the column's name where what is cut is an error; else NULL */
    Buf masked;
} DmsEdit;

typedef struct DmsEdits {
    DmsEdit *items;
    size_t count;
} DmsEdits;

RowTaker dms_edit_row; /* its context is the DmsEdits */
