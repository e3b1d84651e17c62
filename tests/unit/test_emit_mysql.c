/* What MySQL is told: catalogs in, statements out. */
#include "buf.h"
#include "catalogs.h"
#include "converge.h"

typedef struct Said {
    Arena *arena;
    Buf text; /* a statement a line; its check before it, its pieces behind it */
    Findings findings;
} Said;

static const char *say(Said *said, Catalog *desired, Catalog *actual, const Permission *permission)
{
    Err err = {0};
    Convergence out;
    ConvergeOptions options = {.emit = {.section = SECTION_POST, .user = "u", .permission = permission},
                               .post = desired};
    said->arena = said->arena == NULL ? arena_new() : said->arena;
    said->findings = (Findings){.arena = said->arena};
    buf_clear(&said->text);
    if (!converge(&out, said->arena, desired, actual, &options, &said->findings, &err))
        ok(false, "converge: %s", err.message);
    for (size_t i = 0; i < out.statements.list.count; i++) {
        const Statement *statement = &out.statements.list.items[i];
        if (statement->check != NULL)
            buf_printf(&said->text, "? %s\n", statement->check);
        buf_printf(&said->text, "%s\n", statement->sql);
        for (size_t n = 0; n < statement->pieces.count; n++)
            buf_printf(&said->text, "| %s\n", statement->pieces.items[n].sql);
    }
    catalog_free(out.rest);
    return buf_text(&said->text);
}

static Catalog *empty_catalog(const char *product)
{
    Catalog *catalog = catalog_new("mysql");
    catalog->product = product;
    catalog->server_version = strcmp(product, "MySQL") == 0 ? 90704 : 110802;
    return catalog;
}

static Catalog *with_table(const char *product)
{
    Catalog *catalog = empty_catalog(product);
    add(catalog, KIND_SCHEMA, "s", "name", "shop", "collation", "utf8mb4_0900_ai_ci", NULL);
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", "engine", "InnoDB", "collation", "utf8mb4_0900_ai_ci",
        NULL);
    add(catalog, KIND_COLUMN, "t.id", "table", "t", "name", "id", "position", "1", "type", "int", "not_null", "true",
        "auto_increment", "true", NULL);
    add(catalog, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"id\"]", "keys",
        "[\"`id`\"]", NULL);
    return catalog;
}

static void add_column(Catalog *catalog, const char *name, const char *position, const char *type)
{
    const char *collation = strstr(type, "char") == NULL ? NULL : "utf8mb4_0900_ai_ci";
    add(catalog, KIND_COLUMN, name, "table", "t", "name", name, "position", position, "type", type, "collation",
        collation, NULL);
}

#define CREATE_SHOP "CREATE DATABASE `shop` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci\n"
#define ITEM_OPTIONS " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci"

static const Permission strict = {EXTRA_REFUSE, EXISTING_FAIL, {NULL, 0}};

static void test_table(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = with_table("MySQL");
    SCOPED(Catalog *, catalog_release) actual = empty_catalog("MySQL");
    add(desired, KIND_COLUMN, "t.a", "table", "t", "name", "a`b", "position", "2", "type", "varchar(9)", "collation",
        "latin1_bin", "default_value", "'it''s'", "comment", "x\\y'z", NULL);
    add(desired, KIND_COLUMN, "t.b", "table", "t", "name", "b", "position", "3", "type", "varchar(9)", "collation",
        "utf8mb4_bin", "generated", "VIRTUAL", "default_value", "upper(`a``b`)", NULL);
    add(desired, KIND_COLUMN, "t.c", "table", "t", "name", "c", "position", "4", "type", "timestamp(3)", "on_update",
        "CURRENT_TIMESTAMP(3)", "is_invisible", "true", NULL);
    add(desired, KIND_COLUMN, "t.d", "table", "t", "name", "d", "position", "5", "type", "point", "srid", "4326",
        "not_null", "true", "format", "FIXED", NULL);
    finish(desired);
    finish(actual);
    is(say(said, desired, actual, &strict),
       CREATE_SHOP "CREATE TABLE `shop`.`item` (`id` int NOT NULL AUTO_INCREMENT, "
                   "`a``b` varchar(9) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s' COMMENT 'x\\\\y''z', "
                   "`b` varchar(9) COLLATE utf8mb4_bin GENERATED ALWAYS AS (upper(`a``b`)) VIRTUAL, "
                   "`c` timestamp(3) NULL ON UPDATE CURRENT_TIMESTAMP(3) INVISIBLE, "
                   "`d` point NOT NULL SRID 4326 COLUMN_FORMAT FIXED, PRIMARY KEY (`id`))" ITEM_OPTIONS "\n",
       "a table with all of its columns and its key");
}

static void test_mariadb_table(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = empty_catalog("MariaDB");
    SCOPED(Catalog *, catalog_release) actual = empty_catalog("MariaDB");
    add(desired, KIND_SCHEMA, "s", "name", "shop", "comment", "c", NULL);
    add(desired, KIND_TABLE, "t", "schema", "s", "name", "item", "engine", "Aria", "row_format", "PAGE", "comment",
        "it's", "options", "[\"PAGE_CHECKSUM=1\"]", "is_versioned", "true", "periods",
        "[\"PERIOD FOR `p` (`a`, `b`)\"]", "partition_key", "RANGE (`n`)", "partitions",
        "[\"PARTITION `p0` VALUES LESS THAN (1)\", \"PARTITION `p1` VALUES LESS THAN MAXVALUE\"]", "auto_increment",
        "7", NULL);
    add(desired, KIND_COLUMN, "t.n", "table", "t", "name", "n", "position", "1", "type", "int(11)", "auto_increment",
        "true", "not_null", "true", NULL);
    add(desired, KIND_COLUMN, "t.a", "table", "t", "name", "a", "position", "2", "type", "timestamp(6)", "generated",
        "ROW START", "not_null", "true", NULL);
    add(desired, KIND_COLUMN, "t.b", "table", "t", "name", "b", "position", "3", "type", "text", "compression",
        "COMPRESSED", "without_versioning", "true", NULL);
    add(desired, KIND_INDEX, "i", "table", "t", "name", "other", "is_unique", "true", "keys", "[\"`n`\"]", "method",
        "BTREE", NULL);
    add(desired, KIND_INDEX, "v", "table", "t", "name", "v", "keys", "[\"`v`\"]", "method", "VECTOR", "options",
        "[\"M=8\"]", "is_invisible", "true", NULL);
    add(desired, KIND_CHECK, "c", "table", "t", "name", "b", "column", "b", "expression", "json_valid(`b`)", NULL);
    finish(desired);
    finish(actual);
    is(say(said, desired, actual, &strict),
       "CREATE DATABASE `shop` COMMENT 'c'\n"
       "CREATE TABLE `shop`.`item` (`n` int(11) NOT NULL AUTO_INCREMENT, "
       "`a` timestamp(6) GENERATED ALWAYS AS ROW START, `b` text COMPRESSED WITHOUT SYSTEM VERSIONING, "
       "UNIQUE INDEX `other` (`n`), PERIOD FOR `p` (`a`, `b`)) ENGINE=Aria ROW_FORMAT=PAGE COMMENT='it''s' PAGE_CHECKSUM=1 "
       "WITH SYSTEM VERSIONING PARTITION BY RANGE (`n`) (PARTITION `p0` VALUES LESS THAN (1), "
       "PARTITION `p1` VALUES LESS THAN MAXVALUE)\n"
       "ALTER TABLE `shop`.`item` AUTO_INCREMENT = 7\n"
       "ALTER TABLE `shop`.`item` MODIFY COLUMN `b` text COMPRESSED WITHOUT SYSTEM VERSIONING CHECK (json_valid(`b`))\n"
       "ALTER TABLE `shop`.`item` ADD VECTOR INDEX `v` (`v`) M=8 IGNORED\n",
       "what only MariaDB has");
}

static void test_indexes(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = with_table("MySQL");
    SCOPED(Catalog *, catalog_release) actual = with_table("MySQL");
    for (int i = 0; i < 2; i++) {
        Catalog *catalog = i == 0 ? desired : actual;
        add_column(catalog, "a", "2", "int");
        add_column(catalog, "b", "3", "varchar(9)");
        add(catalog, KIND_INDEX, "there", "table", "t", "name", "there", "keys", "[\"`a`\"]", "is_invisible",
            i == 0 ? "true" : "false", NULL);
        add(catalog, KIND_INDEX, "other", "table", "t", "name", "other", "keys",
            i == 0 ? "[\"`a`\", \"`b`(3) DESC\"]" : "[\"`a`\"]", NULL);
    }
    add(desired, KIND_INDEX, "i1", "table", "t", "name", "i1", "keys", "[\"`a`\"]", "is_unique", "true", NULL);
    add(desired, KIND_INDEX, "i2", "table", "t", "name", "i2", "keys", "[\"(lower(`b`))\"]", "comment", "c", NULL);
    add(desired, KIND_INDEX, "i3", "table", "t", "name", "i3", "keys", "[\"`b`\"]", "method", "FULLTEXT", "options",
        "[\"WITH PARSER `ngram`\"]", NULL);
    add(desired, KIND_CHECK, "c1", "table", "t", "name", "c1", "expression", "(`a` > 0)", NULL);
    add(desired, KIND_CHECK, "c2", "table", "t", "name", "c2", "expression", "(`a` > 1)", "not_enforced", "true", NULL);
    finish(desired);
    finish(actual);
    is(say(said, desired, actual, &strict),
       "ALTER TABLE `shop`.`item` ADD CONSTRAINT `c1` CHECK ((`a` > 0)), ADD CONSTRAINT `c2` CHECK ((`a` > 1)) "
       "NOT ENFORCED\n"
       "| ALTER TABLE `shop`.`item` ADD CONSTRAINT `c1` CHECK ((`a` > 0))\n"
       "| ALTER TABLE `shop`.`item` ADD CONSTRAINT `c2` CHECK ((`a` > 1)) NOT ENFORCED\n"
       "ALTER TABLE `shop`.`item` ADD FULLTEXT INDEX `i3` (`b`) WITH PARSER `ngram`\n"
       "ALTER TABLE `shop`.`item` ADD UNIQUE INDEX `i1` (`a`), ADD INDEX `i2` ((lower(`b`))) COMMENT 'c'\n"
       "| ALTER TABLE `shop`.`item` ADD UNIQUE INDEX `i1` (`a`)\n"
       "| ALTER TABLE `shop`.`item` ADD INDEX `i2` ((lower(`b`))) COMMENT 'c'\n"
       "ALTER TABLE `shop`.`item` DROP INDEX `other`, ADD INDEX `other` (`a`, `b`(3) DESC)\n"
       "ALTER TABLE `shop`.`item` ALTER INDEX `there` INVISIBLE\n",
       "checks, full text, then all other indexes at once");
}

static Catalog *with_foreign_key(const char *type, bool is_valid)
{
    Catalog *catalog = with_table("MySQL");
    add_column(catalog, "a", "2", type);
    add(catalog, KIND_FOREIGN_KEY, "f", "table", "t", "name", "f", "columns", "[\"a\"]", "referenced_table", "t",
        "referenced_columns", "[\"id\"]", "on_delete", "CASCADE", "on_update", "NO ACTION", "match", "SIMPLE",
        "is_valid", is_valid ? "true" : "false", NULL);
    finish(catalog);
    return catalog;
}

#define ADD_F                                                                                                   \
    "ALTER TABLE `shop`.`item` ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `shop`.`item` (`id`) ON DELETE " \
    "CASCADE\n"
#define SAMPLE                                                                                                   \
    "CONCAT('(', CONCAT_WS(', ', CONCAT(CASE WHEN CHAR_LENGTH(CAST(c.`a` AS CHAR)) > 3 THEN LEFT(CAST(c.`a` AS " \
    "CHAR), 1) ELSE '' END, '...')), ')')"
#define ASK_F                                                                                        \
    "? SELECT CONCAT(COUNT(*), ' of its rows refer to none of `shop`.`item`, such as ', MIN(" SAMPLE \
    "), IF(COUNT(*) > 1, CONCAT(' and ', MAX(" SAMPLE                                                \
    ")), '')), 'load the missing rows, or set post_data.foreign_keys: "                              \
    "not_valid in the job' FROM `shop`.`item` c LEFT JOIN `shop`.`item` p "                          \
    "ON c.`a` = p.`id` WHERE p.`id` IS NULL AND c.`a` IS NOT NULL HAVING COUNT(*) > 0\n"

static void test_foreign_keys(Said *said)
{
    SCOPED(Catalog *, catalog_release) checked = with_foreign_key("int", true);
    SCOPED(Catalog *, catalog_release) unchecked = with_foreign_key("int", false);
    SCOPED(Catalog *, catalog_release) wider = with_foreign_key("bigint", true);
    SCOPED(Catalog *, catalog_release) without = with_table("MySQL");
    add_column(without, "a", "2", "int");
    finish(without);
    is(say(said, checked, without, &strict), ASK_F ADD_F, "orphans are looked for");
    is(say(said, unchecked, without, &strict), ADD_F, "not_valid: they are not");
    is(say(said, wider, checked, &strict),
       "ALTER TABLE `shop`.`item` DROP FOREIGN KEY `f`\n"
       "ALTER TABLE `shop`.`item` MODIFY COLUMN `a` bigint\n" ASK_F ADD_F,
       "a column that changes its type is freed of its foreign key");
}

static void test_columns(Said *said)
{
    static const struct {
        const char *from, *to;
        bool fits;
    } types[] = {
        {"int", "bigint", true},
        {"bigint", "int", false},
        {"int unsigned", "bigint", true},
        {"int", "int unsigned", false},
        {"int(11)", "int", true},
        {"varchar(9)", "varchar(10)", true},
        {"varchar(9)", "char(9)", false},
        {"char(9)", "varchar(9)", true},
        {"varchar(9)", "varchar(8)", false},
        {"varchar(9)", "longtext", true},
        {"text", "mediumtext", true},
        {"mediumtext", "text", false},
        {"decimal(9,2)", "decimal(11,3)", true},
        {"decimal(9,2)", "decimal(9,3)", false},
        {"decimal(9,2) unsigned", "decimal(9,2)", true},
        {"datetime", "datetime(3)", true},
        {"datetime(3)", "datetime(2)", false},
        {"datetime(6)", "datetime", false},
        {"time(3)", "time", false},
        {"enum('a','b')", "enum('a','b','c')", true},
        {"enum('a','b')", "enum('b','a')", false},
        {"enum('a')", "enum('ab')", false},
        {"binary(3)", "binary(4)", false},
        {"float", "double", true},
        {"float", "double(5,2)", false},
        {"double(10,4)", "double(10,2)", false},
        {"double(10,4)", "double(12,5)", true},
        {"double(10,4)", "double", true},
        {"date", "datetime", true},
        {"json", "longtext", false},
        {"bit(3)", "bit(4)", true},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        SCOPED(Catalog *, catalog_release) desired = with_table("MySQL");
        SCOPED(Catalog *, catalog_release) actual = with_table("MySQL");
        add_column(desired, "a", "2", types[i].to);
        add_column(actual, "a", "2", types[i].from);
        add(actual, KIND_COLUMN, "x", "table", "t", "name", "x", "position", "3", "type", "int", NULL);
        finish(desired);
        finish(actual);
        const char *text = say(said, desired, actual, &strict);
        ok((strstr(text, "MODIFY COLUMN `a`") != NULL) == types[i].fits, "%s to %s %s", types[i].from, types[i].to,
           types[i].fits ? "loses nothing" : "may lose something");
    }
}

static void test_changes(Said *said)
{
    SCOPED(Catalog *, catalog_release) desired = with_table("MySQL");
    SCOPED(Catalog *, catalog_release) actual = empty_catalog("MySQL");
    add(actual, KIND_SCHEMA, "s", "name", "shop", "collation", "latin1_swedish_ci", NULL);
    add(actual, KIND_TABLE, "t", "schema", "s", "name", "item", "engine", "InnoDB", "collation", "latin1_swedish_ci",
        "comment", "old", "options", "[\"STATS_PERSISTENT=0\", \"MAX_ROWS=9\"]", NULL);
    add_column(actual, "b", "1", "int");
    add_column(desired, "a", "2", "int");
    add_column(desired, "b", "3", "int");
    finish(desired);
    finish(actual);
    is(say(said, desired, actual, &strict),
       "ALTER DATABASE `shop` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci ENCRYPTION = 'N'\n"
       "ALTER TABLE `shop`.`item` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci COMMENT='' "
       "STATS_PERSISTENT=DEFAULT MAX_ROWS=0\n"
       "ALTER TABLE `shop`.`item` ADD COLUMN `id` int NOT NULL AUTO_INCREMENT FIRST, ADD PRIMARY KEY (`id`)\n"
       "ALTER TABLE `shop`.`item` ADD COLUMN `a` int AFTER `id`\n",
       "options, and columns in their places");
}

static const char *partitions_from(Said *said, const char *there, const char *wanted, const Permission *permission)
{
    SCOPED(Catalog *, catalog_release) desired = empty_catalog("MySQL");
    SCOPED(Catalog *, catalog_release) actual = empty_catalog("MySQL");
    for (int i = 0; i < 2; i++) {
        Catalog *catalog = i == 0 ? desired : actual;
        add(catalog, KIND_SCHEMA, "s", "name", "shop", NULL);
        add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", "partition_key", "RANGE (`a`)", "partitions",
            i == 0 ? wanted : there, NULL);
        finish(catalog);
    }
    return say(said, desired, actual, permission);
}

static void test_partitions(Said *said)
{
    const char *entry = "table:shop.item";
    const Permission lax = {EXTRA_REFUSE, EXISTING_FAIL, {&entry, 1}};
    is(partitions_from(said, "[\"PARTITION p0\"]", "[\"PARTITION p0\", \"PARTITION p1\", \"PARTITION p2\"]", &strict),
       "ALTER TABLE `shop`.`item` ADD PARTITION (PARTITION p1, PARTITION p2)\n", "more partitions behind the last");
    is(partitions_from(said, "[\"PARTITION p0\", \"PARTITION p1\"]", "[\"PARTITION p0\"]", &strict), "",
       "fewer: not unasked");
    ok(said->findings.list.count == 1 && said->findings.list.items[0].code == FINDING_CANNOT_ALTER &&
           strstr(said->findings.list.items[0].remedy, "table:shop.item") != NULL,
       "the finding says what to allow");
    is(partitions_from(said, "[\"PARTITION p0\", \"PARTITION p1\"]", "[\"PARTITION p0\"]", &lax),
       "ALTER TABLE `shop`.`item` PARTITION BY RANGE (`a`) (PARTITION p0)\n", "allowed, it is partitioned anew");
}

int main(void)
{
    Said said = {0};
    test_table(&said);
    test_mariadb_table(&said);
    test_indexes(&said);
    test_foreign_keys(&said);
    test_columns(&said);
    test_changes(&said);
    test_partitions(&said);
    buf_free(&said.text);
    arena_free(said.arena);
    return done();
}
