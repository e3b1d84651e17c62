/* What a target's parameters refuse or hinder is found before anything is made. */
#include "catalogs.h"
#include "translate.h"

static Catalog *server(const char *engine)
{
    Catalog *catalog = catalog_new(engine);
    catalog->product = "MySQL";
    catalog->server_version = 90704;
    catalog->user = "me@%";
    return catalog;
}

static void parameter(Catalog *catalog, const char *name, const char *value)
{
    add(catalog, KIND_PARAMETER, name, "name", name, "value", value, NULL);
}

static Catalog *source(void)
{
    Catalog *catalog = server("mysql");
    parameter(catalog, "lower_case_table_names", "0");
    add(catalog, KIND_SCHEMA, "s", "name", "s", NULL);
    add(catalog, KIND_TABLE, "keyed", "schema", "s", "name", "keyed", NULL);
    add(catalog, KIND_COLUMN, "c", "table", "keyed", "name", "id", "type", "int", "position", "1", NULL);
    add(catalog, KIND_KEY, "k", "table", "keyed", "name", "PRIMARY", "is_primary", "1", "keys", "[\"`id`\"]", NULL);
    add(catalog, KIND_TABLE, "bare", "schema", "s", "name", "bare", NULL);
    add(catalog, KIND_COLUMN, "c2", "table", "keyed", "name", "word", "type", "varchar(9)", "position", "2", NULL);
    add(catalog, KIND_INDEX, "i", "table", "keyed", "name", "word", "is_unique", "1", "is_valid", "1", "keys",
        "[\"`word`(3)\"]", NULL);
    add(catalog, KIND_FOREIGN_KEY, "f1", "table", "keyed", "name", "f1", "columns", "[\"id\"]", "referenced_table",
        "keyed", "referenced_columns", "[\"id\"]", NULL);
    add(catalog, KIND_FOREIGN_KEY, "f2", "table", "keyed", "name", "f2", "columns", "[\"word\"]", "referenced_table",
        "keyed", "referenced_columns", "[\"word\"]", NULL);
    add(catalog, KIND_EVENT, "e", "schema", "s", "name", "e", "schedule", "EVERY 1 DAY", "status", "ENABLE",
        "definition", "select 1", NULL);
    finish(catalog);
    return catalog;
}

/* "CODE message | CODE message" */
static void found(Buf *out, const Catalog *from, const Catalog *target, bool loaded_by_dms)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    TranslateOptions options = {.keep_events = true, .dms = {.is_loader = loaded_by_dms, .engine = "mysql"}};
    Findings findings = {.arena = arena};
    Desired desired;
    Ledger ledger;
    Err err = {0};
    ledger_open(&ledger, arena, from);
    ok(translate(&desired, arena, from, target, &options, &findings, &ledger, &err), "translated: %s", err.message);
    for (size_t i = 0; i < findings.list.count; i++)
        buf_printf(out, "%s%s", i > 0 ? " | " : "", findings.list.items[i].message);
    desired_free(&desired);
}

static void check(const char *name, bool is_bad, bool loaded_by_dms, const char *wanted)
{
    SCOPED(Catalog *, catalog_release) from = source();
    SCOPED(Catalog *, catalog_release) target = server("mysql");
    SCOPED(Buf, buf_free) out = {0};
    add(target, KIND_PRIVILEGE, "p", "name", is_bad ? "SET_ANY_DEFINER" : "SUPER", NULL);
    add(target, KIND_PRIVILEGE, "all", "name", "ALL PRIVILEGES", "databases", "s", "grantee", "`me`@`%`", NULL);
    parameter(target, "restrict_fk_on_non_standard_key", "ON");
    parameter(target, "lower_case_table_names", is_bad ? "1" : "0");
    parameter(target, "sql_require_primary_key", is_bad ? "ON" : "OFF");
    parameter(target, "event_scheduler", is_bad ? "OFF" : "ON");
    parameter(target, "local_infile", is_bad ? "OFF" : "ON");
    finish(target);
    found(&out, from, target, loaded_by_dms);
    is(buf_text(&out), wanted, "%s", name);
}

int main(void)
{
    check("nothing to say", false, true, "");
    check(
        "all that is in the way", true, true,
        "lower_case_table_names is 0 on the source and 1 on the target: names of tables would be taken for others | "
        "the target refuses tables without a primary key (sql_require_primary_key): 1 have none | "
        "the target refuses foreign keys to what is no whole unique key (restrict_fk_on_non_standard_key), and its user may "
        "not turn that off: 1 are such | "
        "events are enabled, and the target's event_scheduler is off: they do nothing there | "
        "AWS DMS loads by LOAD DATA LOCAL, which the target refuses (local_infile)");
    check(
        "loaded by others", true, false,
        "lower_case_table_names is 0 on the source and 1 on the target: names of tables would be taken for others | "
        "the target refuses tables without a primary key (sql_require_primary_key): 1 have none | "
        "the target refuses foreign keys to what is no whole unique key (restrict_fk_on_non_standard_key), and its user may "
        "not turn that off: 1 are such | "
        "events are enabled, and the target's event_scheduler is off: they do nothing there");
    return done();
}
