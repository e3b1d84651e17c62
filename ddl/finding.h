/* What an operator has to know: what could not be said, what was said differently, what to decide. Collected whole before
   anything stops, since people want the list. */
#pragma once

#include "catalog.h"

/* clang-format off */
/*         code               severity  when */
#define FINDING_CODES(F)                                                                          \
    F(OBJECT_UNREAD,          WARNING,  "the source holds an object of a kind that is not read")  \
    F(OBJECT_HIDDEN,          WARNING,  "the source's server does not show its user what there may be") \
    F(SERVER_LEFT_OUT,        INFO,     "an object belongs to the server: no database has it")        \
    F(MANAGED_LEFT_OUT,       INFO,     "an object belongs to a managed service, which makes its own on the target") \
    F(REPLICATION_LEFT_OUT,   WARNING,  "a publication or subscription is not made on the target")    \
    F(SETTING_LEFT_OUT,       WARNING,  "a setting of the database or of a role in it is not made on the target") \
    F(TABLESPACE_LEFT_OUT,    WARNING,  "objects lie in a tablespace: on the target they lie in the default one") \
    F(PRIVILEGES_LEFT_OUT,    WARNING,  "privileges on an object of the system or of an extension were changed") \
    F(LARGE_OBJECTS_LEFT_OUT, WARNING,  "the source holds large objects: they are not copied")        \
    F(EXTENSION_ROWS_LEFT_OUT, WARNING, "an extension keeps settings in tables: their rows are not copied") \
    F(FOREIGN_SERVER,         WARNING,  "a foreign server leads where the source's leads")            \
    F(FOREIGN_UNFILLED,       WARNING,  "a materialized view reads foreign tables: it is made without rows") \
    F(SECRET_WITHHELD,        WARNING,  "what may be a secret was not read: it is missing on the target") \
    F(GLOB_UNMATCHED,         WARNING,  "an include, exclude or accept of the job speaks of nothing") \
    F(DEPENDENCY_LEFT_OUT,    WARNING,  "an object needs another that the job leaves out")        \
    F(DEPENDENCY_PULLED_IN,   INFO,     "an object that is not included is needed by one that is") \
    F(BODY_MENTIONS_SCHEMA,   WARNING,  "a function's text names a schema that the job renames")  \
    F(ROLE_MISSING,           WARNING,  "an owner or grantee does not exist on the target")       \
    F(ROLE_MADE,              INFO,     "a role is made on the target, and nobody is given it")        \
    F(DEFINER_CHANGED,        INFO,     "code acts for another account on the target than on the source") \
    F(DEFINER_MISSING,        WARNING,  "code acts for an account that does not exist on the target") \
    F(EVENT_DISABLED,         WARNING,  "an event that is enabled on the source does nothing on the target") \
    F(VIEW_BROKEN,            WARNING,  "the source's server cannot use a view: it is left out")     \
    F(ROLE_UNREACHABLE,       WARNING,  "the target's user may not act for a role")               \
    F(OWNER_LACKS_CREATE,     WARNING,  "an owner may not create anything in the schema of what it owns") \
    F(SUPERUSER_NEEDED,       WARNING,  "only a superuser of the target may make an object")      \
    F(EXTENSION_UNAVAILABLE,  WARNING,  "the target does not offer an extension, or does not allow it") \
    F(EXTENSION_VERSION,      INFO,     "an extension has another version on the target")         \
    F(OWNED_BY_OTHERS,        WARNING,  "what is said about an object is left out: it is another role's on the target") \
    F(LABEL_PROVIDER_MISSING, WARNING,  "the target has no provider for a security label")        \
    F(PRIVILEGE_MISSING,      CRITICAL, "the target's user may not create what is to be created") \
    F(INDEX_INVALID,          WARNING,  "the source's index is invalid: it is made anew")         \
    F(SEQUENCE_UNREADABLE,    WARNING,  "the source's user may not read a sequence's value")      \
    F(FOREIGN_KEY_SKIPPED,    WARNING,  "the job leaves foreign keys out")                        \
    F(FOREIGN_KEY_NOT_VALID,  WARNING,  "the job leaves foreign keys unchecked")                  \
    F(ENGINE_CHANGED,         WARNING,  "a table has another storage engine on the target")       \
    F(ENGINE_KEPT,            INFO,     "tables have a storage engine without transactions")      \
    F(VERSION_LEFT_OUT,       WARNING,  "the target's version has nothing of the kind: it is left out") \
    F(VERSION_CHANGED,        WARNING,  "the target's version has it in another form only")        \
    F(CANNOT_ALTER,           CRITICAL, "an object on the target differs in what cannot be altered without losing or rewriting rows") \
    F(EXTRA_OBJECT,           CRITICAL, "the target holds an object that the source does not have") \
    F(FINISHED_TARGET,        CRITICAL, "the target holds objects of post-data already")          \
    F(PARAMETER_UNFIT,        CRITICAL, "a parameter of the target's server does not let it be made as it is on the source") \
    F(PARAMETER_HINDERS,      WARNING,  "a parameter of the target's server is in the way of what comes after")  \
    F(DRIFT,                  CRITICAL, "the source changed between the two halves")              \
    F(DEPENDENCY_CYCLE,       CRITICAL, "objects need each other")                                \
    F(MASK_INVALID,           CRITICAL, "a column cannot be masked as the job says")              \
    F(LOAD_MISMATCH,          CRITICAL, "the loaded rows are not the source's")                   \
    /* across dialects: what follows may be accepted (accept.h) */                                \
    F(KIND_MANUAL,            WARNING,  "the target's engine has no object of the kind") \
    F(DMS_SETTING,            CRITICAL, "a DMS task or endpoint is not set as the load needs it")  \
    F(TYPE_UNKNOWN,           CRITICAL, "no rule says what a type becomes: the column is left out") \
    F(TYPE_CHANGED,           INFO,     "a column's type says less on the target, and holds the same") \
    F(TYPE_UNPROVEN,          INFO,     "a type that holds anything was taken: nobody looked at the rows") \
    F(TYPE_RULE_UNUSED,       WARNING,  "a rule of the job's `types` fits no column")  \
    F(TYPE_RULE_INVALID,      CRITICAL, "a rule of the job's `types` names no type of the target's") \
    F(KEY_TOO_LONG,           CRITICAL, "a key's values are longer than the target's keys") \
    F(TYPE_UNSUPPORTED_DMS,   CRITICAL, "DMS does not load what a column holds") \
    F(TYPE_LOSSY,             WARNING,  "the target's type does not hold all that the source's may") \
    F(ZERO_DATE,              WARNING,  "dates with a year, month or day of zero: there are none on the target") \
    F(NUL_CHAR,               WARNING,  "characters of code 0: the target's texts have none") \
    F(ENUM_EMPTY,             WARNING,  "the empty string in an enum that does not list it") \
    F(UBIGINT_OVERFLOW,       WARNING,  "numbers beyond the target's bigint") \
    F(LOB_TRUNC,              WARNING,  "values longer than DMS carries whole") \
    F(VARCHAR_TRUNC,          WARNING,  "texts longer than DMS carries whole unless an endpoint says otherwise") \
    F(PROBE_MISSING,          WARNING,  "the source's rows could not be looked at: types hold any row") \
    F(TRIAL_MISSING,          WARNING,  "texts for the target could not be tried there before") \
    F(NULLABLE_RELAXED,       INFO,     "a column is NOT NULL only after the load") \
    F(DEFAULT_DROPPED,        WARNING,  "a column has no default on the target") \
    F(DEFAULT_CHANGED,        INFO,     "a column's default is another one on the target") \
    F(EXPR_MANUAL,            WARNING,  "an expression could not be said on the target") \
    F(EXPR_CHANGED,           INFO,     "an expression is not quite the same on the target") \
    F(GEN_NOT_IMMUTABLE,      WARNING,  "a generated column's expression is none on the target") \
    F(INDEX_SKIPPED,          WARNING,  "an index is not made: the target has none of its kind") \
    F(INDEX_CHANGED,          INFO,     "an index is made in another form") \
    F(FK_NONUNIQUE,           CRITICAL, "a foreign key leads to columns that are no key") \
    F(FK_TYPE_MISMATCH,       CRITICAL, "the columns of a foreign key have types that the target does not compare") \
    F(FK_PARTITION,           WARNING,  "a foreign key and partitions: the target does not have both") \
    F(FK_ORPHANS,             WARNING,  "rows that no row of the referenced table belongs to") \
    F(FK_SEMANTICS,           WARNING,  "a foreign key means less on the target") \
    F(COLLATION_SEMANTICS,    WARNING,  "texts are compared otherwise on the target") \
    F(DUP_UNDER_COLLATION,    CRITICAL, "rows that are equal under the target's collation") \
    F(NAME_CHANGED,           INFO,     "an object has another name on the target") \
    F(OPTION_DROPPED,         INFO,     "what only the source's engine has is not said on the target") \
    F(PARTITION_CHANGED,      INFO,     "a table is partitioned otherwise on the target") \
    F(PARTITION_DROPPED,      WARNING,  "a table is not partitioned on the target") \
    F(ROUTINE_MANUAL,         WARNING,  "a routine is to be written for the target by hand") \
    F(TRIGGER_MANUAL,         WARNING,  "a trigger is to be written for the target by hand") \
    F(EVENT_MANUAL,           WARNING,  "an event is to be written for the target by hand") \
    F(VIEW_CHANGED,           INFO,     "a view is not quite the same on the target") \
    F(VIEW_MANUAL,            WARNING,  "a view is to be written for the target by hand") \
    F(POLICY_MANUAL,          WARNING,  "a policy is to be written for the target by hand") \
    F(RULE_MANUAL,            WARNING,  "a rule is to be written for the target by hand")
/* clang-format on */

typedef enum FindingSeverity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_CRITICAL } FindingSeverity;

typedef enum FindingCode {
#define FINDING(code, severity, when) FINDING_##code,
    FINDING_CODES(FINDING)
#undef FINDING
        FINDING_CODE_COUNT
} FindingCode;

typedef struct Finding {
    FindingCode code;
    FindingSeverity severity; /* the code's, unless the job accepts it */
    const char *object;       /* key, or NULL */
    const char *message;
    const char *remedy; /* what to do; may be NULL for information */
    bool needs_null;    /* values can only be NULL, and the column is NOT NULL */
    bool is_accepted;   /* by the job: it would be critical */
} Finding;

typedef struct Findings {
    Arena *arena;
    LIST_OF(Finding) list;
} Findings;

const char *finding_code_name(FindingCode code);
const char *finding_severity_name(FindingSeverity severity);
bool finding_code_find(FindingCode *code, const char *name, size_t length);

/* The message is formatted; the remedy is one of ours and may be NULL. */
Finding *finding_add(Findings *findings, FindingCode code, const Object *object, const char *remedy, const char *format,
                     ...) PRINTF(5, 6);
/* The message as it is. */
Finding *finding_add_text(Findings *findings, FindingCode code, const Object *object, const char *remedy,
                          const char *message);
size_t finding_count(const Findings *findings, FindingSeverity severity);
