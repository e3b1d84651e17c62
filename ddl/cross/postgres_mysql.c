/* From PostgreSQL to MySQL and MariaDB: which function sees to what, and the kinds of which nothing is made. */
#include <string.h>

#include "postgres_mysql.h"
#include "text.h"

PgMy *pgmy(const Cross *cross)
{
    return cross->work;
}

/* ---- what the parts of the pair share ---- */

bool pgmy_follows(Cross *cross, const Object *from, const Object *table)
{
    if (cross_twin(cross, table) != NULL)
        return false;
    const LedgerEntry *entry = ledger_of(cross->ledger, table);
    if (entry->state == LEDGER_ABSORBED)
        cross_absorb(cross, from, entry->reason);
    else
        cross_settle(cross, from, LEDGER_SKIPPED,
                     arena_printf(cross->arena, "belongs to %s, of which nothing is made", table->origin->key));
    return true;
}

const Column *pgmy_column(const Cross *cross, const Object *table, const char *name)
{
    const Column *from = object_column(table, name);
    return from == NULL ? NULL : (const Column *)cross_twin(cross, &from->object);
}

const char *pgmy_index_name(Cross *cross, const Object *table, const char *wanted, const Object *from)
{
    static const char *const kept[] = {"PRIMARY", "GEN_CLUST_INDEX", "FTS_DOC_ID_INDEX"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcasecmp(wanted, kept[i]) == 0) {
            wanted = arena_printf(cross->arena, "%s_index", wanted);
            cross_find(cross, FINDING_NAME_CHANGED, from, NULL,
                       "%s keeps that name for itself: it is called \"%s\" there", cross->made->product, wanted);
        }
    return cross_name_take(cross, SPACE_INDEX, table, wanted, from);
}

bool pgmy_is_long(const Column *made)
{
    size_t word = strcspn(made->type, "( ");
    return word >= 4 &&
           (strncmp(made->type + word - 4, "text", 4) == 0 || strncmp(made->type + word - 4, "blob", 4) == 0);
}

bool pgmy_mentions(const char *text, const char *column)
{
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    for (Token token; scan_solid(&scan, &token);)
        if (token.type == TOKEN_NAME && token_names(&token, column))
            return true;
    return false;
}

/* ---- schemas ---- */

static void make_schema(Cross *cross, const Object *from)
{
    const Schema *schema = (const Schema *)from;
    if (schema->extension != NULL) {
        cross_settle(cross, from, LEDGER_SKIPPED, "an extension made it");
        return;
    }
    Schema *made = (Schema *)cross_make(cross, KIND_SCHEMA, from);
    made->name = cross_name_of(cross, from);
    made->character_set = "utf8mb4";
    made->collation = pgmy(cross)->collation;
}

/* ---- what is said by others ---- */

static void absorb_type(Cross *cross, const Object *from)
{
    cross_absorb(cross, from, "the types of its columns");
}

/* ---- what has no counterpart ---- */

static const struct Left {
    Kind kind;
    LedgerState state;
    FindingCode code;
    const char *reason, *remedy;
} left[] = {
    {KIND_EXTENSION, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
     "%s has no extensions: what uses this one's types and functions is told by itself", NULL},
    {KIND_LANGUAGE, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
     "%s has no languages to be made: routines are told one by one", NULL},
    {KIND_ACCESS_METHOD, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
     "%s has no access methods: tables are InnoDB's, indexes are trees", NULL},
    {KIND_COLLATION, LEDGER_SKIPPED, FINDING_COLLATION_SEMANTICS,
     "%s cannot be given collations: columns that have this one compare by their own",
     "set the collation of these columns by types:, or on the target"},
    {KIND_CONVERSION, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s converts between character sets by itself", NULL},
    {KIND_BASE_TYPE, LEDGER_MANUAL, FINDING_KIND_MANUAL,
     "%s has no types to be made: columns of it are as the type rules say", "set types: for its columns"},
    {KIND_OPERATOR, LEDGER_MANUAL, FINDING_KIND_MANUAL, "%s has no operators to be made",
     "say what it does by a function, and call that"},
    {KIND_OPERATOR_FAMILY, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s's indexes are in one order only", NULL},
    {KIND_OPERATOR_CLASS, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s's indexes are in one order only", NULL},
    {KIND_OPERATOR_FAMILY_MEMBER, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s's indexes are in one order only", NULL},
    {KIND_CAST, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
     "%s has no casts to be made: what relies on it is told by itself", NULL},
    {KIND_TRANSFORM, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s has no transforms", NULL},
    {KIND_TEXT_SEARCH_PARSER, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s searches texts by FULLTEXT indexes alone",
     NULL},
    {KIND_TEXT_SEARCH_TEMPLATE, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s searches texts by FULLTEXT indexes alone",
     NULL},
    {KIND_TEXT_SEARCH_DICTIONARY, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s searches texts by FULLTEXT indexes alone",
     NULL},
    {KIND_TEXT_SEARCH_CONFIGURATION, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
     "%s searches texts by FULLTEXT indexes alone", NULL},
    {KIND_FOREIGN_DATA_WRAPPER, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s has no foreign data wrappers", NULL},
    {KIND_FOREIGN_SERVER, LEDGER_MANUAL, FINDING_FOREIGN_SERVER, "%s reaches other servers otherwise",
     "copy what lies there by a job of its own"},
    {KIND_USER_MAPPING, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s has no user mappings", NULL},
    {KIND_STATISTICS, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s has no statistics over several columns",
     "ANALYZE TABLE ... UPDATE HISTOGRAM on the target, where its plans are bad"},
    {KIND_EVENT_TRIGGER, LEDGER_MANUAL, FINDING_KIND_MANUAL, "%s has no triggers on statements that change the schema",
     "have whoever changes the schema do by hand what it did"},
    {KIND_PUBLICATION, LEDGER_SKIPPED, FINDING_REPLICATION_LEFT_OUT, "%s replicates its binary log, not publications",
     "choose what is replicated where it is read"},
    {KIND_SETTING, LEDGER_SKIPPED, FINDING_SETTING_LEFT_OUT, "%s has no settings of a database",
     "set its like on the target's server, if there is one"},
    {KIND_SECURITY_LABEL, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, "%s has no security labels", NULL},
};

static void leave(Cross *cross, const Object *from)
{
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        if (left[i].kind == from->kind)
            cross_leave(cross, from, left[i].state, left[i].code, left[i].remedy, left[i].reason, cross->made->product);
}

/* Tables and schemas of a publication. */
static void follow_publication(Cross *cross, const Object *from)
{
    cross_settle(cross, from, LEDGER_SKIPPED, "its publication is left out");
}

static void leave_privileges(Cross *cross, const Object *from)
{
    if (cross->options->keep_grants)
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_PRIVILEGES_LEFT_OUT, "GRANT it on the target by hand",
                    "%s knows other accounts and other privileges", cross->made->product);
    else
        cross_settle(cross, from, LEDGER_SKIPPED, "grants: ignore");
}

/* ---- the pair ---- */

static void begin(Cross *cross)
{
    size_t count = cross->source->object_count + 1;
    PgMy *work = arena_alloc(cross->arena, sizeof *work);
    *work = (PgMy){
        .is_mariadb = text_equal(cross->made->product, "MariaDB"),
        .counts_by = arena_array(cross->arena, count, sizeof *work->counts_by),
        .is_counter = arena_array(cross->arena, count, sizeof *work->is_counter),
        .needs_index = arena_array(cross->arena, count, sizeof *work->needs_index),
        .counted = arena_array(cross->arena, count, sizeof *work->counted),
        .users = arena_array(cross->arena, count, sizeof *work->users),
        .is_partitioned = arena_array(cross->arena, count, sizeof *work->is_partitioned),
        .is_virtual = arena_array(cross->arena, count, sizeof *work->is_virtual),
    };
    work->collation = cross_text_collation(cross);
    cross->work = work;
    cross_choose_names(cross);
    cross_choose_types(cross);
    pgmy_choose_counters(cross);
    pgmy_choose_partitioned(cross);
    pgmy_choose_generated(cross);
}

static void finish(Cross *cross)
{
    pgmy_index_counters(cross);
    pgmy_index_foreign_keys(cross);
}

static void adopt(Catalog *there, const Catalog *post)
{
    pgmy_adopt_counters(there, post);
    pgmy_adopt_defaults(there, post);
}

const CrossPair cross_postgres_mysql = {
    .from = "postgres",
    .to = "mysql",
    .begin = begin,
    .finish = finish,
    .adopt = adopt,
    .kinds =
        {
            [KIND_SCHEMA] = make_schema,
            [KIND_EXTENSION] = leave,
            [KIND_LANGUAGE] = leave,
            [KIND_ACCESS_METHOD] = leave,
            [KIND_COLLATION] = leave,
            [KIND_CONVERSION] = leave,
            [KIND_BASE_TYPE] = leave,
            [KIND_ENUM] = absorb_type,
            [KIND_DOMAIN] = absorb_type,
            [KIND_COMPOSITE] = absorb_type,
            [KIND_RANGE] = absorb_type,
            [KIND_SEQUENCE] = pgmy_sequence,
            [KIND_FUNCTION] = cross_routine,
            [KIND_AGGREGATE] = cross_routine,
            [KIND_OPERATOR] = leave,
            [KIND_OPERATOR_FAMILY] = leave,
            [KIND_OPERATOR_CLASS] = leave,
            [KIND_OPERATOR_FAMILY_MEMBER] = leave,
            [KIND_CAST] = leave,
            [KIND_TRANSFORM] = leave,
            [KIND_TEXT_SEARCH_PARSER] = leave,
            [KIND_TEXT_SEARCH_TEMPLATE] = leave,
            [KIND_TEXT_SEARCH_DICTIONARY] = leave,
            [KIND_TEXT_SEARCH_CONFIGURATION] = leave,
            [KIND_FOREIGN_DATA_WRAPPER] = leave,
            [KIND_FOREIGN_SERVER] = leave,
            [KIND_USER_MAPPING] = leave,
            [KIND_TABLE] = pgmy_table,
            [KIND_COLUMN] = pgmy_column_kind,
            [KIND_INDEX] = pgmy_index,
            [KIND_KEY] = pgmy_key,
            [KIND_CHECK] = pgmy_check,
            [KIND_EXCLUSION] = pgmy_exclusion,
            [KIND_FOREIGN_KEY] = pgmy_foreign_key,
            [KIND_STATISTICS] = leave,
            [KIND_VIEW] = cross_view,
            [KIND_MATERIALIZED_VIEW] = cross_materialized_view,
            [KIND_RULE] = cross_pg_rule,
            [KIND_TRIGGER] = cross_trigger,
            [KIND_POLICY] = cross_policy,
            [KIND_EVENT_TRIGGER] = leave,
            [KIND_PUBLICATION] = leave,
            [KIND_PUBLICATION_TABLE] = follow_publication,
            [KIND_PUBLICATION_SCHEMA] = follow_publication,
            [KIND_SETTING] = leave,
            [KIND_GRANT] = leave_privileges,
            [KIND_DEFAULT_PRIVILEGES] = leave_privileges,
            [KIND_COMMENT] = pgmy_comment,
            [KIND_SECURITY_LABEL] = leave,
        },
};
