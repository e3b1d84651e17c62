/* What the job says about the schema: the words by which it is translated. */
#pragma once

#include "definers.h"
#include "dms_options.h"
#include "roles.h"
#include "select.h"

/* A rule of the job's `types:`, in the order said. */
typedef struct TypeRule {
    const char *name;   /* "types 1" in messages */
    const char *type;   /* "tinyint", "varchar(36)", "int unsigned", a glob; NULL: any */
    const char *column; /* a glob: "shop.orders.flags"; NULL: any */
    int64_t precision, precision_from, precision_to, scale; /* INT_NONE: whatever */
    int64_t is_signed, is_not_null;                         /* 0, 1; INT_NONE: whatever */
    const char *default_value;                              /* as it stands there without its quotes; NULL: whatever */
    bool is_auto_increment, is_on_update;
    const char *to; /* NULL: what the rows say */
    const char *using;
    bool drops_default, drops_not_null, drops_typemod;
    int64_t with_check;    /* 0, 1; INT_NONE: not said */
    const char *ci;        /* "citext", "icu", "none"; NULL: not said */
    const char *collation; /* the target's; NULL: not said */
} TypeRule;
typedef struct TypeRules {
    const TypeRule *items;
    size_t count;
} TypeRules;

typedef enum NameLetters { NAMES_PRESERVE, NAMES_LOWER } NameLetters;
typedef enum PrimaryKeys { PRIMARY_KEYS_AUTO, PRIMARY_KEYS_PRE_DATA, PRIMARY_KEYS_POST_DATA } PrimaryKeys;
typedef enum ForeignKeys { FOREIGN_KEYS_VALIDATE, FOREIGN_KEYS_NOT_VALID, FOREIGN_KEYS_SKIP } ForeignKeys;

typedef struct TranslateOptions {
    Selection selection;
    RoleOptions roles;
    DefinerOptions definers;
    List missing_providers; /* of security labels, on the target */
    bool keep_owners;
    bool keep_grants;
    bool keep_publications;
    bool keep_events; /* enabled */
    DmsOptions dms;
    bool keep_partitions; /* from PostgreSQL to MySQL: rather than foreign keys of and to partitioned tables */
    bool all_innodb;      /* MySQL: whatever engine the source's tables have */
    TypeRules types;      /* across engines, as the next */
    NameLetters names;
    PrimaryKeys primary_keys;
    ForeignKeys foreign_keys;
    const struct Probe *probe;   /* what the source's rows were asked; NULL: nothing is known of them */
    const struct Trials *trials; /* what was tried on the target before; NULL: nothing */
} TranslateOptions;
