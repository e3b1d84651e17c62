/* A DMS table mapping: which tables a task loads, what they are called on the target, and what it does to their columns.
   It speaks of the source's names throughout. Pure: JSON text in. */
#pragma once

#include "finding.h"

/* Bytes of a mapping; DMS itself takes no more than 2 MB. */
enum { DMS_MAPPING_MAX = 4 * 1024 * 1024 };

/* clang-format off */
/* What a rule does. Of those of one class the lowest rule-id counts, for each object by itself. */
/*    action                     word                            class */
#define DMS_ACTIONS(A)                                                   \
    A(INCLUDE,                   "include",                      SELECT) \
    A(EXPLICIT,                  "explicit",                     SELECT) \
    A(EXCLUDE,                   "exclude",                      SELECT) \
    A(RENAME,                    "rename",                       NAME)   \
    A(CONVERT_LOWERCASE,         "convert-lowercase",            NAME)   \
    A(CONVERT_UPPERCASE,         "convert-uppercase",            NAME)   \
    A(ADD_PREFIX,                "add-prefix",                   NAME)   \
    A(REMOVE_PREFIX,             "remove-prefix",                NAME)   \
    A(REPLACE_PREFIX,            "replace-prefix",               NAME)   \
    A(ADD_SUFFIX,                "add-suffix",                   NAME)   \
    A(REMOVE_SUFFIX,             "remove-suffix",                NAME)   \
    A(REPLACE_SUFFIX,            "replace-suffix",               NAME)   \
    A(REMOVE_COLUMN,             "remove-column",                REMOVE) \
    A(INCLUDE_COLUMN,            "include-column",               REMOVE) \
    A(CHANGE_DATA_TYPE,          "change-data-type",             TYPE)   \
    A(DIGITS_MASK,               "data-masking-digits-mask",     MASK)   \
    A(DIGITS_RANDOMIZE,          "data-masking-digits-randomize", MASK)  \
    A(HASH_MASK,                 "data-masking-hash-mask",       MASK)   \
    A(TABLE_SETTINGS,            NULL,                           TABLE)
/* clang-format on */

typedef enum DmsAction {
#define DMS_ACTION(name, word, class) DMS_##name,
    DMS_ACTIONS(DMS_ACTION)
#undef DMS_ACTION
        DMS_ACTION_COUNT
} DmsAction;

typedef enum DmsTarget { DMS_OF_TABLES, DMS_OF_SCHEMAS, DMS_OF_COLUMNS } DmsTarget; /* whom a rule is about */
typedef enum DmsTableType { DMS_TABLES, DMS_VIEWS, DMS_TABLES_AND_VIEWS } DmsTableType;

typedef struct DmsType {
    const char *type;                 /* "string", "int8", ...; NULL: as the source has it */
    int64_t precision, scale, length; /* INT_NONE: not said */
} DmsType;

typedef struct DmsRule {
    int64_t id;
    const char *name;
    DmsAction action;
    DmsTarget target;
    const char *schema, *table, *column; /* patterns: % _ [ab] [a-d]; NULL: any */
    DmsTableType tables;
    const char *value, *old_value;
    DmsType type;
    bool has_filters;          /* not all rows */
    const char *lob_mode;      /* "limited", "unlimited", "none"; NULL: as the task has it */
    int64_t bulk_max_kb;       /* INT_NONE: as the task has it */
    const char *parallel_load; /* its type; NULL: none */
    List parallel_columns;     /* of ranges: rows with NULL in one of them are not loaded */
} DmsRule;

typedef struct DmsMapping {
    Arena *arena;
    LIST_OF(DmsRule) rules; /* by rule-id */
} DmsMapping;

/* Rules of types and actions that are not followed here become findings (DMS_SETTING). False, ERR_REFUSED: it is no mapping:
   two rules of one id, a rule without what it needs. `name` is what messages call it. */
bool dms_mapping_parse(DmsMapping *mapping, Arena *arena, const char *text, size_t length, const char *name,
                       Findings *findings, Err *err) MUST_CHECK;

typedef struct DmsTable {
    const DmsRule *selected_by; /* NULL: it is not loaded */
    const char *schema, *name;  /* on the target */
    const DmsRule *settings;    /* table-settings; NULL: none */
} DmsTable;

typedef struct DmsColumn {
    const char *name; /* on the target */
    bool is_removed;
    DmsType type;
    const DmsRule *mask; /* DIGITS_MASK (its value is the character), DIGITS_RANDOMIZE, HASH_MASK; NULL: none */
} DmsColumn;

DmsTable dms_mapping_table(const DmsMapping *mapping, const char *schema, const char *table, bool is_view);
DmsColumn dms_mapping_column(const DmsMapping *mapping, const char *schema, const char *table, const char *column);
const char *dms_mapping_schema(const DmsMapping *mapping, const char *schema); /* what it is called on the target */

/* Does a name match a pattern? */
bool dms_matches(const char *pattern, const char *name);
/* A pattern that means just this name. */
const char *dms_escaped(Arena *arena, const char *name);
const char *dms_action_word(DmsAction action); /* as JSON has it; NULL for table settings */
