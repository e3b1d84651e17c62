/* The dialect of PostgreSQL: its facts, and which function makes, alters and drops what. */
#include "emit_postgres.h"

/* Two advisory locks, in a space of our own (the first key spells UNDS): the run's, and one that all its connections
   share. A run that was killed may still be at work at the server: only when the second is free is it gone. */
#define RUN_LOCK "1431192659, 1"
#define WORK_LOCK "1431192659, 2"

static const DialectKind kinds[KIND_COUNT] = {
    /* clang-format off */
    [KIND_SCHEMA]                    = {"SCHEMA",                    NAMED_ALONE, pg_create_schema,             pg_alter_schema,             NULL},
    [KIND_EXTENSION]                 = {"EXTENSION",                 NAMED_ALONE, pg_create_extension,          pg_alter_extension,          NULL},
    [KIND_LANGUAGE]                  = {"LANGUAGE",                  NAMED_ALONE, pg_create_language,           pg_alter_language,           NULL},
    [KIND_ACCESS_METHOD]             = {"ACCESS METHOD",             NAMED_ALONE, pg_create_access_method,      NULL,                        NULL},
    [KIND_COLLATION]                 = {"COLLATION",                 NAMED_ALONE, pg_create_collation,          pg_alter_collation,          NULL},
    [KIND_CONVERSION]                = {"CONVERSION",                NAMED_ALONE, pg_create_conversion,         pg_alter_conversion,         NULL},
    [KIND_BASE_TYPE]                 = {"TYPE",                      NAMED_ALONE, pg_create_base_type,          pg_alter_base_type,          NULL},
    [KIND_ENUM]                      = {"TYPE",                      NAMED_ALONE, pg_create_enum,               pg_alter_enum,               NULL},
    [KIND_DOMAIN]                    = {"DOMAIN",                    NAMED_ALONE, pg_create_domain,             pg_alter_domain,             NULL},
    [KIND_COMPOSITE]                 = {"TYPE",                      NAMED_ALONE, pg_create_composite,          pg_alter_composite,          NULL},
    [KIND_RANGE]                     = {"TYPE",                      NAMED_ALONE, pg_create_range,              pg_alter_range,              NULL},
    [KIND_SEQUENCE]                  = {"SEQUENCE",                  NAMED_ALONE, pg_create_sequence,           pg_alter_sequence,           NULL},
    [KIND_FUNCTION]                  = {NULL,                        NAMED_ALONE, pg_create_function,           pg_alter_function,           NULL},
    [KIND_AGGREGATE]                 = {"AGGREGATE",                 NAMED_ALONE, pg_create_aggregate,          pg_alter_aggregate,          NULL},
    [KIND_OPERATOR]                  = {"OPERATOR",                  NAMED_ALONE, pg_create_operator,           pg_alter_operator,           NULL},
    [KIND_OPERATOR_FAMILY]           = {"OPERATOR FAMILY",           NAMED_ALONE, pg_create_operator_family,    pg_alter_operator_family,    NULL},
    [KIND_OPERATOR_CLASS]            = {"OPERATOR CLASS",            NAMED_ALONE, pg_create_operator_class,     pg_alter_operator_class,     NULL},
    [KIND_OPERATOR_FAMILY_MEMBER]    = {"OPERATOR FAMILY",           NAMED_ALONE, pg_create_member,             NULL,                        NULL},
    [KIND_CAST]                      = {"CAST",                      NAMED_ALONE, pg_create_cast,               NULL,                        NULL},
    [KIND_TRANSFORM]                 = {"TRANSFORM",                 NAMED_ALONE, pg_create_transform,          pg_alter_transform,          NULL},
    [KIND_TEXT_SEARCH_PARSER]        = {"TEXT SEARCH PARSER",        NAMED_ALONE, pg_create_parser,             NULL,                        NULL},
    [KIND_TEXT_SEARCH_TEMPLATE]      = {"TEXT SEARCH TEMPLATE",      NAMED_ALONE, pg_create_template,           NULL,                        NULL},
    [KIND_TEXT_SEARCH_DICTIONARY]    = {"TEXT SEARCH DICTIONARY",    NAMED_ALONE, pg_create_dictionary,         pg_alter_dictionary,         NULL},
    [KIND_TEXT_SEARCH_CONFIGURATION] = {"TEXT SEARCH CONFIGURATION", NAMED_ALONE, pg_create_configuration,      pg_alter_configuration,      NULL},
    [KIND_FOREIGN_DATA_WRAPPER]      = {"FOREIGN DATA WRAPPER",      NAMED_ALONE, pg_create_wrapper,            pg_alter_wrapper,            NULL},
    [KIND_FOREIGN_SERVER]            = {"SERVER",                    NAMED_ALONE, pg_create_server,             pg_alter_server,             NULL},
    [KIND_USER_MAPPING]              = {"USER MAPPING",              NAMED_ALONE, pg_create_user_mapping,       NULL,                        NULL},
    [KIND_TABLE]                     = {"TABLE",                     NAMED_ALONE, pg_create_table,              pg_alter_table,              NULL},
    [KIND_COLUMN]                    = {"COLUMN",                    NAMED_ALONE, pg_create_column,             pg_alter_column,             NULL},
    [KIND_INDEX]                     = {"INDEX",                     NAMED_ALONE, pg_create_index,              pg_alter_index,              NULL},
    [KIND_KEY]                       = {"CONSTRAINT",                NAMED_ON,    pg_create_key,                pg_alter_key,                NULL},
    [KIND_CHECK]                     = {"CONSTRAINT",                NAMED_ON,    pg_create_check,              pg_alter_check,              NULL},
    [KIND_EXCLUSION]                 = {"CONSTRAINT",                NAMED_ON,    pg_create_exclusion,          pg_alter_exclusion,          NULL},
    [KIND_FOREIGN_KEY]               = {"CONSTRAINT",                NAMED_ON,    pg_create_foreign_key,        pg_alter_foreign_key,        NULL},
    [KIND_STATISTICS]                = {"STATISTICS",                NAMED_ALONE, pg_create_statistics,         pg_alter_statistics,         NULL},
    [KIND_VIEW]                      = {"VIEW",                      NAMED_ALONE, pg_create_view,               pg_alter_view,               NULL},
    [KIND_MATERIALIZED_VIEW]         = {"MATERIALIZED VIEW",         NAMED_ALONE, pg_create_materialized_view,  pg_alter_materialized_view,  NULL},
    [KIND_RULE]                      = {"RULE",                      NAMED_ON,    pg_create_rule,               pg_alter_rule,               NULL},
    [KIND_TRIGGER]                   = {"TRIGGER",                   NAMED_ON,    pg_create_trigger,            pg_alter_trigger,            NULL},
    [KIND_POLICY]                    = {"POLICY",                    NAMED_ON,    pg_create_policy,             pg_alter_policy,             NULL},
    [KIND_EVENT_TRIGGER]             = {"EVENT TRIGGER",             NAMED_ALONE, pg_create_event_trigger,      pg_alter_event_trigger,      NULL},
    [KIND_PUBLICATION]               = {"PUBLICATION",               NAMED_ALONE, pg_create_publication,        pg_alter_publication,        NULL},
    [KIND_PUBLICATION_TABLE]         = {NULL,                        NAMED_ALONE, pg_create_publication_table,  pg_alter_publication_table,  pg_drop_publication_table},
    [KIND_PUBLICATION_SCHEMA]        = {NULL,                        NAMED_ALONE, pg_create_publication_schema, NULL,                        pg_drop_publication_schema},
    [KIND_SETTING]                   = {NULL,                        NAMED_ALONE, pg_create_setting,            pg_alter_setting,            pg_drop_setting},
    [KIND_GRANT]                     = {NULL,                        NAMED_ALONE, pg_create_grant,              pg_alter_grant,              pg_drop_grant},
    [KIND_DEFAULT_PRIVILEGES]        = {NULL,                        NAMED_ALONE, pg_create_default_privileges, pg_alter_default_privileges, pg_drop_default_privileges},
    [KIND_COMMENT]                   = {NULL,                        NAMED_ALONE, pg_create_comment,            pg_alter_comment,            pg_drop_comment},
    [KIND_SECURITY_LABEL]            = {NULL,                        NAMED_ALONE, pg_create_security_label,     pg_alter_security_label,     pg_drop_security_label},
    /* clang-format on */
};

static const char *pg_as_text(const Column *column)
{
    (void)column;
    return "$::text";
}

const Dialect dialect_postgres = {
    .engine = "postgres",
    .syntax = pg_syntax,
    .left_out = pg_left_out,
    .versions = &versions_postgres,
    .rights = &rights_postgres,
    .section = pg_section,
    .tells_unchecked = true,
    .has_owners = true,
    .service_roles = pg_service_roles,
    .grant_membership = pg_grant_membership,
    .grant_create = pg_grant_create,
    .script_head = "SET search_path = '';\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
                   "SET check_function_bodies = off;\nSET xmloption = content;\nSET default_tablespace = '';\n",
    .try_run_lock = "SELECT CASE WHEN pg_try_advisory_lock(" RUN_LOCK ") AND pg_try_advisory_lock(" WORK_LOCK ") "
                    "THEN pg_advisory_unlock(" WORK_LOCK ") ELSE false END",
    .join_run = "SELECT pg_advisory_lock_shared(" WORK_LOCK ")",
    .quote_name = pg_name,
    .quote_literal = pg_literal,
    .table_name = pg_object_name,
    .as_text = pg_as_text,
    .alone = "ONLY ",
    .session = pg_session,
    .setting_remedy =
        "GRANT SET ON PARAMETER to the target's user (PostgreSQL 15 and newer), or set it for the server or "
        "the role",
    .modesty = pg_modesty,
    .probe_label = pg_probe_label,
    .finish = pg_analyze,
    .remove = pg_remove,
    .cut = pg_cut,
    .empty = pg_empty,
    .lift_row_security = pg_lift_row_security,
    .kinds = kinds,
};
