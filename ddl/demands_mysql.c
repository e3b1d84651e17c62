/* What a server's parameters refuse or hinder, so that it is known before anything is made: MySQL's manual, 7.1.8, and what
   AWS DMS asks of a target. */
#include <string.h>

#include "emit_mysql_code.h"
#include "text.h"

static bool is(const Catalog *catalog, const char *parameter, const char *word, const char *digit)
{
    const char *value = catalog_parameter(catalog, parameter);
    return value != NULL && (strcmp(value, word) == 0 || strcmp(value, digit) == 0);
}

/* Names as they were written, in lower case, or the one on disk and the other in comparisons: names that differ in case only
   become one, and code finds no table. */
static void check_names(const Rights *rights, Findings *findings)
{
    static const char parameter[] = "lower_case_table_names";
    const char *source = catalog_parameter(rights->source, parameter),
               *target = catalog_parameter(rights->target, parameter);
    if (source != NULL && target != NULL && strcmp(source, target) != 0)
        finding_add(
            findings, FINDING_PARAMETER_UNFIT, NULL,
            arena_printf(rights->arena,
                         "make the target's server anew with %s = %s (on RDS: in its parameter group, before it "
                         "is made)",
                         parameter, source),
            "%s is %s on the source and %s on the target: names of tables would be taken for others", parameter, source,
            target);
}

static bool has_primary_key(const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_KEY)
            return true;
    return false;
}

/* MariaDB's is InnoDB's own. A unique key would do for it, but that comes after the rows. */
static const struct {
    const char *parameter;
    const char *engine; /* of the tables that it is about; NULL: all */
} key_demands[] = {{"sql_require_primary_key", NULL}, {"innodb_force_primary_key", "InnoDB"}};

static void check_primary_keys(const Rights *rights, const Catalog *post, Findings *findings)
{
    for (size_t i = 0; i < sizeof key_demands / sizeof *key_demands; i++) {
        const char *parameter = key_demands[i].parameter, *engine = key_demands[i].engine;
        const Object *first = NULL;
        size_t count = 0;
        if (!is(rights->target, parameter, "ON", "1"))
            continue;
        EACH (post, TABLE, Table, table)
            if (!has_primary_key(&table->object) && (engine == NULL || text_equal(table->engine, engine)) &&
                catalog_find(rights->target, table->object.key) == NULL && count++ == 0)
                first = &table->object;
        if (count > 0)
            finding_add(findings, FINDING_PARAMETER_UNFIT, first->origin,
                        arena_printf(rights->arena,
                                     "set %s = OFF on the target (on RDS: in its parameter group), or give these "
                                     "tables a primary key on the source",
                                     parameter),
                        "the target refuses tables without a primary key (%s): %zu have none", parameter, count);
    }
}

static void check_events(const Rights *rights, const Catalog *post, Findings *findings)
{
    const Event *first = NULL;
    EACH (post, EVENT, Event, event)
        if (first == NULL && event->status != NULL && strcmp(event->status, "ENABLE") == 0)
            first = event;
    bool is_off =
        is(rights->target, "event_scheduler", "OFF", "0") || is(rights->target, "event_scheduler", "DISABLED", "0");
    if (first != NULL && is_off)
        finding_add(findings, FINDING_PARAMETER_HINDERS, first->object.origin,
                    "set event_scheduler = ON on the target (on RDS: in its parameter group)",
                    "events are enabled, and the target's event_scheduler is off: they do nothing there");
}

/* A column's name, and no part of its values: `name`(20) is one, (`expression`) is none at all. */
static bool is_whole(const char *key, const char *column)
{
    Scan scan = scan_open(&syntax_mysql, key, strlen(key));
    Token token;
    return scan_solid(&scan, &token) && token_names(&token, column) &&
           (!scan_solid(&scan, &token) || !token_is_mark(&token, "("));
}

/* These columns, each whole, and no others. */
static bool is_key_of(const List *keys, const List *columns)
{
    size_t found = 0;
    for (size_t i = 0; i < keys->count; i++)
        for (size_t n = 0; n < columns->count; n++)
            found += is_whole(keys->items[i], columns->items[n]);
    return keys->count == columns->count && found == columns->count;
}

static bool has_key_of(const Object *table, const List *columns)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        if (part->kind == KIND_KEY && is_key_of(&((const Key *)part)->keys, columns))
            return true;
        if (part->kind == KIND_INDEX && ((const Index *)part)->is_unique &&
            is_key_of(&((const Index *)part)->keys, columns))
            return true;
    }
    return false;
}

/* Sessions of ours turn the parameter off (session_mysql.c): who may not is refused, key by key, after the load. */
static void check_foreign_keys(const Rights *rights, const Catalog *post, Findings *findings)
{
    const Object *first = NULL;
    size_t count = 0;
    if (!catalog_parameter_is_on(rights->target, "restrict_fk_on_non_standard_key") ||
        my_may_set_session(rights->target))
        return;
    EACH (post, FOREIGN_KEY, ForeignKey, key)
        if (key->referenced_table != NULL && !has_key_of(key->referenced_table, &key->referenced_columns) &&
            catalog_find(rights->target, key->object.key) == NULL && count++ == 0)
            first = &key->object;
    if (count > 0)
        finding_add(
            findings, FINDING_PARAMETER_UNFIT, first->origin,
            "set restrict_fk_on_non_standard_key = OFF on the target (on RDS: in its parameter group), or GRANT "
            "SESSION_VARIABLES_ADMIN ON *.* to its user",
            "the target refuses foreign keys to what is no whole unique key (restrict_fk_on_non_standard_key), and "
            "its user may not turn that off: %zu are such",
            count);
}

void my_check_parameters(const Rights *rights, const Catalog *post, Findings *findings)
{
    check_names(rights, findings);
    check_primary_keys(rights, post, findings);
    check_foreign_keys(rights, post, findings);
    check_events(rights, post, findings);
    if (rights->loaded_by_dms && is(rights->target, "local_infile", "OFF", "0"))
        finding_add(findings, FINDING_PARAMETER_HINDERS, NULL,
                    "set local_infile = 1 on the target (on RDS: in its parameter group)",
                    "AWS DMS loads by LOAD DATA LOCAL, which the target refuses (local_infile)");
}
