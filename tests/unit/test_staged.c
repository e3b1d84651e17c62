/* Columns that get their type after the load: catalogs in, statements out. */
#include "catalogs.h"
#include "converge.h"
#include "staged.h"

typedef struct Said {
    Arena *arena;
    Buf text; /* a statement a line, its pieces behind it; then the codes of findings */
} Said;

static const char *say(Said *said, Catalog *desired, Catalog *actual)
{
    static const Permission strict = {EXTRA_REFUSE, EXISTING_FAIL, {NULL, 0}};
    Err err = {0};
    Convergence out;
    ConvergeOptions options = {
        .emit = {.section = SECTION_POST, .user = "u", .permission = &strict, .only_differences = true},
        .post = desired};
    finish(desired);
    finish(actual);
    said->arena = said->arena == NULL ? arena_new() : said->arena;
    Findings findings = {.arena = said->arena};
    buf_clear(&said->text);
    if (!converge(&out, said->arena, desired, actual, &options, &findings, &err))
        ok(false, "converge: %s", err.message);
    for (size_t i = 0; i < out.statements.list.count; i++) {
        const Statement *statement = &out.statements.list.items[i];
        buf_printf(&said->text, "%s\n", statement->sql);
        for (size_t n = 0; n < statement->pieces.count; n++)
            buf_printf(&said->text, "| %s\n", statement->pieces.items[n].sql);
    }
    for (size_t i = 0; i < findings.list.count; i++)
        buf_printf(&said->text, "%s\n", finding_code_name(findings.list.items[i].code));
    catalog_free(out.rest);
    return buf_text(&said->text);
}

/* ---- PostgreSQL ---- */

static Catalog *pg_catalog(void)
{
    Catalog *catalog = catalog_new("postgres");
    catalog->product = "PostgreSQL";
    catalog->server_version = 180000;
    add(catalog, KIND_SCHEMA, "s", "name", "shop", NULL);
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", "bytes", "1000000", NULL);
    return catalog;
}

static void pg_column(Catalog *catalog, const char *name, const char *type, const char *not_null, const char *value)
{
    add(catalog, KIND_COLUMN, name, "table", "t", "name", name, "type", type, "not_null", not_null, "default_value",
        value, "is_local", "true", NULL);
}

static void test_postgres(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = pg_catalog();
    SCOPED(Catalog *, catalog_release) actual = pg_catalog();
    add(desired, KIND_COLUMN, "a", "table", "t", "name", "a", "type", "uuid", "not_null", "true", "is_local", "true",
        "load_type", "bytea", "load_using", "encode(a, 'hex')::uuid", "is_load_nullable", "true", NULL);
    add(desired, KIND_COLUMN, "b", "table", "t", "name", "b", "type", "jsonb", "default_value", "'{}'::jsonb",
        "is_local", "true", "load_type", "text", NULL);
    add(desired, KIND_COLUMN, "c", "table", "t", "name", "c", "type", "text", "not_null", "true", "is_local", "true",
        "is_load_nullable", "true", NULL);
    pg_column(desired, "d", "integer", "true", NULL);
    add(desired, KIND_INDEX, "i", "table", "t", "name", "item_a", "method", "btree", "keys", "[\"a\"]", "is_valid",
        "true", "definition", "CREATE INDEX item_a ON shop.item USING btree (a)", NULL);
    pg_column(actual, "a", "bytea", "false", NULL);
    pg_column(actual, "b", "text", "false", NULL);
    pg_column(actual, "c", "text", "false", NULL);
    pg_column(actual, "d", "integer", "true", NULL);
    is(say(said, desired, actual),
       "ALTER TABLE shop.item ALTER COLUMN a TYPE uuid USING encode(a, 'hex')::uuid, ALTER COLUMN a SET NOT NULL, "
       "ALTER COLUMN b TYPE jsonb USING b::jsonb, ALTER COLUMN b SET DEFAULT '{}'::jsonb, ALTER COLUMN c SET NOT NULL\n"
       "| ALTER TABLE shop.item ALTER COLUMN a TYPE uuid USING encode(a, 'hex')::uuid, ALTER COLUMN a SET NOT NULL\n"
       "| ALTER TABLE shop.item ALTER COLUMN b TYPE jsonb USING b::jsonb, ALTER COLUMN b SET DEFAULT '{}'::jsonb\n"
       "| ALTER TABLE shop.item ALTER COLUMN c SET NOT NULL\n"
       "CREATE INDEX item_a ON shop.item USING btree (a)\n",
       "one statement for all columns of a table, then its indexes");
}

static void test_generated(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = pg_catalog();
    SCOPED(Catalog *, catalog_release) actual = pg_catalog();
    add(desired, KIND_COLUMN, "a", "table", "t", "name", "a", "type", "integer", "is_local", "true", "generated",
        "STORED", "default_value", "jsonb_array_length(z)", NULL);
    add(desired, KIND_COLUMN, "z", "table", "t", "name", "z", "type", "jsonb", "is_local", "true", "load_type", "text",
        NULL);
    pg_column(actual, "z", "text", "false", NULL);
    is(say(said, desired, actual),
       "ALTER TABLE shop.item ALTER COLUMN z TYPE jsonb USING z::jsonb\n"
       "ALTER TABLE shop.item ADD COLUMN a integer GENERATED ALWAYS AS (jsonb_array_length(z)) STORED\n",
       "a generated column comes after what it reads");
}

static void test_other_type(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = pg_catalog();
    SCOPED(Catalog *, catalog_release) actual = pg_catalog();
    add(desired, KIND_COLUMN, "a", "table", "t", "name", "a", "type", "uuid", "is_local", "true", "load_type", "bytea",
        "load_using", "encode(a, 'hex')::uuid", NULL);
    pg_column(actual, "a", "text", "false", NULL);
    is(say(said, desired, actual), "CANNOT_ALTER\n", "a type that is not the load's needs the job's word");
}

static void test_partitions(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = pg_catalog();
    SCOPED(Catalog *, catalog_release) actual = pg_catalog();
    for (int i = 0; i < 2; i++) {
        Catalog *catalog = i == 0 ? desired : actual;
        const char *type = i == 0 ? "jsonb" : "text", *load = i == 0 ? "text" : NULL;
        add(catalog, KIND_TABLE, "p", "schema", "s", "name", "whole", "partition_key", "LIST (n)", NULL);
        add(catalog, KIND_TABLE, "q", "schema", "s", "name", "part", "partition_of", "p", "partition_bound",
            "FOR VALUES IN (1)", NULL);
        add(catalog, KIND_COLUMN, "pj", "table", "p", "name", "j", "type", type, "is_local", "true", "load_type", load,
            NULL);
        add(catalog, KIND_COLUMN, "qj", "table", "q", "name", "j", "type", type, "load_type", load, NULL);
    }
    is(say(said, desired, actual), "ALTER TABLE shop.whole ALTER COLUMN j TYPE jsonb USING j::jsonb\n",
       "partitions follow");
}

/* ---- MySQL ---- */

static Catalog *my_catalog(void)
{
    Catalog *catalog = catalog_new("mysql");
    catalog->product = "MySQL";
    catalog->server_version = 90704;
    add(catalog, KIND_SCHEMA, "s", "name", "shop", NULL);
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", "collation", "utf8mb4_bin", NULL);
    add(catalog, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"a\",\"b\"]",
        "keys", "[\"`a`\", \"`b`\"]", NULL);
    return catalog;
}

static void my_column(Catalog *catalog, const char *name, const char *position, const char *type, const char *not_null)
{
    const char *collation = strstr(type, "char") == NULL ? NULL : "utf8mb4_bin";
    add(catalog, KIND_COLUMN, name, "table", "t", "name", name, "position", position, "type", type, "not_null",
        not_null, "collation", collation, NULL);
}

static Catalog *my_desired(void)
{
    Catalog *desired = my_catalog();
    my_column(desired, "a", "1", "int", "true");
    add(desired, KIND_COLUMN, "b", "table", "t", "name", "b", "position", "2", "type", "tinyint(1)", "not_null", "true",
        "default_value", "1", "load_type", "varchar(5)", "load_using", "CASE `b` WHEN 'true' THEN 1 ELSE 0 END", NULL);
    add(desired, KIND_COLUMN, "c", "table", "t", "name", "c", "position", "3", "type", "json", "not_null", "true",
        "load_type", "longtext", "is_load_nullable", "true", NULL);
    add(desired, KIND_COLUMN, "d", "table", "t", "name", "d", "position", "4", "type", "timestamp", "on_update",
        "CURRENT_TIMESTAMP", NULL);
    return desired;
}

static Catalog *my_loaded(void)
{
    Catalog *actual = my_catalog();
    my_column(actual, "a", "1", "int", "true");
    my_column(actual, "b", "2", "varchar(5)", "true");
    add(actual, KIND_COLUMN, "c", "table", "t", "name", "c", "position", "3", "type", "longtext", "collation",
        "utf8mb4_bin", NULL);
    add(actual, KIND_COLUMN, "d", "table", "t", "name", "d", "position", "4", "type", "timestamp", "on_update",
        "CURRENT_TIMESTAMP", NULL);
    return actual;
}

#define UPDATE_ITEM "UPDATE `shop`.`item` SET `understudy_2` = CASE `b` WHEN 'true' THEN 1 ELSE 0 END, `d` = `d`\n"
#define SWAP_B                                                                                                 \
    "DROP PRIMARY KEY, DROP COLUMN `b`, CHANGE COLUMN `understudy_2` `b` tinyint(1) NOT NULL DEFAULT 1 AFTER " \
    "`a`"
#define MODIFY_C "MODIFY COLUMN `c` json NOT NULL"

static void test_mysql(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = my_desired();
    SCOPED(Catalog *, catalog_release) actual = my_loaded();
    is(say(said, desired, actual),
       "ALTER TABLE `shop`.`item` ADD COLUMN `understudy_2` tinyint(1)\n" UPDATE_ITEM
       "ALTER TABLE `shop`.`item` " SWAP_B ", " MODIFY_C ", ADD PRIMARY KEY (`a`, `b`)\n"
       "| ALTER TABLE `shop`.`item` " SWAP_B ", ADD PRIMARY KEY (`a`, `b`)\n"
       "| ALTER TABLE `shop`.`item` " MODIFY_C "\n",
       "values are computed beside, and one ALTER TABLE does the rest");
}

static void test_mysql_again(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = my_desired();
    SCOPED(Catalog *, catalog_release) actual = my_loaded();
    my_column(actual, "understudy_2", "5", "tinyint(1)", "false");
    is(say(said, desired, actual),
       UPDATE_ITEM "ALTER TABLE `shop`.`item` " SWAP_B ", " MODIFY_C ", ADD PRIMARY KEY (`a`, `b`)\n"
                   "| ALTER TABLE `shop`.`item` " SWAP_B ", ADD PRIMARY KEY (`a`, `b`)\n"
                   "| ALTER TABLE `shop`.`item` " MODIFY_C "\n",
       "after a kill it goes on with what was begun");
}

/* ---- halves ---- */

static void test_relax(void)
{
    SCOPED(Catalog *, catalog_release) pre = my_desired();
    add(pre, KIND_COLUMN, "g", "table", "t", "name", "g", "position", "5", "type", "int", "generated", "STORED",
        "default_value", "json_length(`c`)", NULL);
    add(pre, KIND_COLUMN, "h", "table", "t", "name", "h", "position", "6", "type", "int", "generated", "STORED",
        "default_value", "(`a` + 1)", NULL);
    finish(pre);
    staged_defer(pre);
    ok(catalog_find(pre, "column shop.item.g")->section == SECTION_POST,
       "a column that reads a staged one is made later");
    ok(catalog_find(pre, "column shop.item.h")->section == SECTION_PRE, "another is not");
    staged_relax(pre);
    const Column *b = (const Column *)catalog_find(pre, "column shop.item.b");
    const Column *c = (const Column *)catalog_find(pre, "column shop.item.c");
    is(b->type, "varchar(5)", "before the load it has its load type");
    is(b->collation, "utf8mb4_bin", "with the collation that the server will give it");
    is(b->default_value, NULL, "and no default");
    ok(b->not_null && !c->not_null, "NOT NULL goes only where the load needs it");
}

int main(void)
{
    Said said = {0};
    test_postgres(&said);
    test_generated(&said);
    test_other_type(&said);
    test_partitions(&said);
    test_mysql(&said);
    test_mysql_again(&said);
    test_relax();
    buf_free(&said.text);
    arena_free(said.arena);
    return done();
}
