/* The dialect of MySQL and MariaDB: its facts, and which function makes, alters and drops what. */
#include <string.h>

#include "emit_mysql_code.h"
#include "translate_mysql.h"

/* Locks by name belong to the whole server and to one session each, nobody needs a privilege for them, and a session that
   still works for a client that is gone keeps its own (MySQL manual, 14.14). So a run is the only one on its server, whatever
   databases it is about, and each session that works for it takes one of many places: only when all of them are free is a
   run that was killed gone. */
#define RUN_LOCK "'understudy.run'"
#define WORK_LOCK "CONCAT('understudy.work.', n)"
#define EACH_WORK "WITH RECURSIVE work (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM work WHERE n < 99) "

static const DialectKind kinds[KIND_COUNT] = {
    /* clang-format off */
    [KIND_SCHEMA]                    = {"DATABASE",                  NAMED_ALONE, my_create_schema,             my_alter_schema,             NULL},
    [KIND_SEQUENCE]                  = {"SEQUENCE",                  NAMED_ALONE, my_create_sequence,           my_alter_sequence,           NULL},
    [KIND_FUNCTION]                  = {"FUNCTION",                  NAMED_ALONE, my_create_routine,            my_alter_routine,            NULL},
    [KIND_PROCEDURE]                 = {"PROCEDURE",                 NAMED_ALONE, my_create_routine,            my_alter_routine,            NULL},
    [KIND_PACKAGE]                   = {"PACKAGE",                   NAMED_ALONE, my_create_routine,            my_alter_routine,            NULL},
    [KIND_PACKAGE_BODY]              = {"PACKAGE BODY",              NAMED_ALONE, my_create_routine,            my_alter_routine,            NULL},
    [KIND_TABLE]                     = {"TABLE",                     NAMED_ALONE, my_create_table,              my_alter_table,              NULL},
    [KIND_COLUMN]                    = {"COLUMN",                    NAMED_ON,    my_create_column,             my_alter_column,             NULL},
    [KIND_INDEX]                     = {"INDEX",                     NAMED_ON,    my_create_index,              my_alter_index,              NULL},
    [KIND_KEY]                       = {"PRIMARY KEY",               NAMED_ON,    my_create_key,                my_alter_key,                NULL},
    [KIND_CHECK]                     = {"CONSTRAINT",                NAMED_ON,    my_create_check,              my_alter_check,              NULL},
    [KIND_FOREIGN_KEY]               = {"FOREIGN KEY",               NAMED_ON,    my_create_foreign_key,        my_alter_foreign_key,        NULL},
    [KIND_VIEW]                      = {"VIEW",                      NAMED_ALONE, my_create_view,               my_alter_view,               NULL},
    [KIND_TRIGGER]                   = {"TRIGGER",                   NAMED_ALONE, my_create_trigger,            my_alter_trigger,            NULL},
    [KIND_EVENT]                     = {"EVENT",                     NAMED_ALONE, my_create_event,              my_alter_event,              NULL},
    [KIND_GRANT]                     = {NULL,                        NAMED_ALONE, my_create_grant,              my_alter_grant,              my_drop_grant},
    /* clang-format on */
};

static Section my_section(const Object *object, const TranslateOptions *options)
{
    (void)options;
    return my_comes_with_table(object) ? SECTION_PRE : object->section;
}

/* Of bytes the digits; of all texts the same collation, so that they can stand side by side. */
static const char *my_as_text(const Column *column)
{
    bool is_bytes = column != NULL && column->collation == NULL &&
                    (strstr(column->type, "binary") != NULL || strstr(column->type, "blob") != NULL ||
                     strncmp(column->type, "bit", 3) == 0);
    return is_bytes ? "HEX($)" : "CAST($ AS CHAR)";
}

const Dialect dialect_mysql = {
    .engine = "mysql",
    .schemas_are_databases = true,
    .syntax = my_syntax,
    .left_out = my_left_out,
    .versions = &versions_mysql,
    .section = my_section,
    .service_roles = my_service_roles,
    .has_delimiters = true,
    .script_head = "SET NAMES utf8mb4;\nSET sql_mode = '" MY_SQL_MODE "';\nSET foreign_key_checks = 0;\n",
    .try_run_lock = EACH_WORK "SELECT CASE WHEN GET_LOCK(" RUN_LOCK ", 0) = 1 THEN "
                              "CASE WHEN (SELECT min(IS_FREE_LOCK(" WORK_LOCK ")) FROM work) = 1 THEN 't' "
                              "WHEN RELEASE_LOCK(" RUN_LOCK ") = 1 THEN 'f' END ELSE 'f' END",
    .join_run = EACH_WORK "SELECT n FROM work WHERE GET_LOCK(" WORK_LOCK ", 0) = 1 LIMIT 1",
    .rights = &rights_mysql,
    .act_for_invoker = my_act_for_invoker,
    .quote_name = my_name,
    .quote_literal = my_literal,
    .table_name = my_object_name,
    .as_text = my_as_text,
    .alone = "",
    .session = my_session,
    .setting_remedy = "GRANT SESSION_VARIABLES_ADMIN ON *.* to the target's user, or set it for the server",
    .modesty = my_modesty,
    .finish = my_analyze,
    .remove = my_remove,
    .cut = my_cut,
    .empty = my_empty,
    .load_collation = my_load_collation,
    .is_unfinished = my_is_unfinished,
    .kinds = kinds,
};
