/* One schema on MySQL and on MariaDB: types, collations, what only one of them has, and databases under other names. */
#include "catalogs.h"
#include "compare.h"
#include "dialect.h"
#include "scope.h"
#include "translate.h"
#include "translate_mysql.h"

static Release release(const char *product, int64_t version)
{
    return (Release){product, version, NULL};
}

static void check_types(Arena *arena)
{
    static const struct {
        const char *type, *mysql, *mariadb;
    } cases[] = {
        {"int(11)", "int", "int(11)"},
        {"int", "int", "int(11)"},
        {"int unsigned", "int unsigned", "int(10) unsigned"},
        {"int(7)", "int", "int(7)"},
        {"bigint unsigned", "bigint unsigned", "bigint(20) unsigned"},
        {"tinyint(1)", "tinyint(1)", "tinyint(1)"},
        {"tinyint(1) unsigned", "tinyint unsigned", "tinyint(1) unsigned"},
        {"int(5) unsigned zerofill", "int(5) unsigned zerofill", "int(5) unsigned zerofill"},
        {"year(4)", "year", "year(4)"},
        {"decimal(10,2)", "decimal(10,2)", "decimal(10,2)"},
        {"enum('int','b')", "enum('int','b')", "enum('int','b')"},
        {"geometrycollection", "geomcollection", "geometrycollection"},
        {"geomcollection", "geomcollection", "geometrycollection"},
    };
    Release mysql = release("MySQL", 90704), mariadb = release("MariaDB", 101119), old = release("MySQL", 80018);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        is(my_type_for(arena, cases[i].type, &mysql), cases[i].mysql, "%s on MySQL", cases[i].type);
        is(my_type_for(arena, cases[i].type, &mariadb), cases[i].mariadb, "%s on MariaDB", cases[i].type);
    }
    is(my_type_for(arena, "int", &old), "int(11)", "int on MySQL 8.0.18");
}

static void check_collations(Arena *arena)
{
    static const struct {
        const char *collation, *product;
        int64_t version;
        const char *expected;
        bool is_other;
    } cases[] = {
        {"utf8_general_ci", "MySQL", 90704, "utf8mb3_general_ci", false},
        {"utf8mb3_general_ci", "MySQL", 80028, "utf8_general_ci", false},
        {"utf8mb3_bin", "MariaDB", 101119, "utf8mb3_bin", false},
        {"latin1_swedish_ci", "MySQL", 90704, "latin1_swedish_ci", false},
        {"binary", "MariaDB", 101119, "binary", false},
        {"utf8mb4_uca1400_ai_ci", "MySQL", 90704, "utf8mb4_0900_ai_ci", true},
        {"utf8mb4_uca1400_nopad_as_cs", "MySQL", 90704, "utf8mb4_0900_as_cs", true},
        {"utf8mb4_uca1400_ai_cs", "MySQL", 90704, "utf8mb4_0900_as_cs", true},
        {"utf8mb4_uca1400_german2_ai_ci", "MySQL", 90704, "utf8mb4_de_pb_0900_ai_ci", true},
        {"utf8mb4_uca1400_spanish2_nopad_as_ci", "MySQL", 90704, "utf8mb4_es_trad_0900_as_cs", true},
        {"utf8mb3_uca1400_ai_ci", "MySQL", 90704, "utf8mb3_unicode_520_ci", true},
        {"utf8mb4_nopad_bin", "MySQL", 90704, "utf8mb4_0900_bin", true},
        {"latin1_swedish_nopad_ci", "MySQL", 90704, "latin1_swedish_ci", true},
        {"utf8mb4_0900_ai_ci", "MariaDB", 101119, "utf8mb4_uca1400_nopad_ai_ci", true},
        {"utf8mb4_0900_as_cs", "MariaDB", 100622, "utf8mb4_nopad_bin", true},
        {"utf8mb4_0900_ai_ci", "MariaDB", 100622, "utf8mb4_unicode_520_nopad_ci", true},
        {"utf8mb4_0900_bin", "MariaDB", 110802, "utf8mb4_nopad_bin", true},
        {"utf8mb4_de_pb_0900_as_cs", "MariaDB", 110802, "utf8mb4_uca1400_german2_nopad_as_cs", true},
        {"utf8mb4_ja_0900_as_cs_ks", "MariaDB", 110802, "utf8mb4_uca1400_nopad_as_cs", true},
        {"gb18030_chinese_ci", "MariaDB", 110802, "utf8mb4_unicode_520_ci", true},
        {"utf8mb4_unicode_520_ci", "MariaDB", 101119, "utf8mb4_unicode_520_ci", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_other = false;
        Release to = release(cases[i].product, cases[i].version);
        is(my_collation_for(arena, cases[i].collation, &to, &is_other), cases[i].expected, "%s on %s %d",
           cases[i].collation, cases[i].product, (int)cases[i].version);
        ok(is_other == cases[i].is_other, "%s", is_other ? "another one" : "the same one");
    }
}

/* ---- catalogs ---- */

typedef struct Pair {
    Arena *arena;
    Catalog *source, *target;
    Findings findings;
    Ledger ledger;
    Desired desired;
    TranslateOptions options;
} Pair;

static Catalog *empty_catalog(const char *product)
{
    Catalog *catalog = catalog_new("mysql");
    catalog->product = product;
    catalog->server_version = strcmp(product, "MySQL") == 0 ? 90704 : 110802;
    catalog->server_id = product;
    catalog->user = "me@localhost";
    return catalog;
}

static void open_pair(Pair *pair, const char *from, const char *to)
{
    *pair = (Pair){.arena = arena_new(), .source = empty_catalog(from), .target = empty_catalog(to)};
    pair->findings.arena = pair->arena;
    add(pair->source, KIND_SCHEMA, "s", "name", "sales", "collation", "utf8mb4_bin", "character_set", "utf8mb4", NULL);
    add(pair->source, KIND_TABLE, "t", "schema", "s", "name", "item", "engine", "InnoDB", "collation", "utf8mb4_bin",
        "auto_increment", "7", NULL);
    add(pair->source, KIND_COLUMN, "t.id", "table", "t", "name", "id", "position", "1", "type", "int", "not_null",
        "true", "auto_increment", "true", NULL);
    add(pair->source, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"id\"]",
        "keys", "[\"`id`\"]", "is_valid", "true", NULL);
}

static const Catalog *translated(Pair *pair)
{
    Err err = {0};
    finish(pair->source);
    finish(pair->target);
    ledger_open(&pair->ledger, pair->arena, pair->source);
    ok(translate(&pair->desired, pair->arena, pair->source, pair->target, &pair->options, &pair->findings,
                 &pair->ledger, &err) &&
           translate_early(&pair->desired, &err),
       "%s to %s: %s", pair->source->product, pair->target->product, err.message);
    return pair->desired.post;
}

static void close_pair(Pair *pair)
{
    desired_free(&pair->desired);
    catalog_free(pair->source);
    catalog_free(pair->target);
    arena_free(pair->arena);
}

static bool is_found(const Pair *pair, const char *key, const char *words)
{
    for (size_t i = 0; i < pair->findings.list.count; i++) {
        const Finding *finding = &pair->findings.list.items[i];
        if (finding->object != NULL && strcmp(finding->object, key) == 0 && strstr(finding->message, words) != NULL)
            return true;
    }
    return false;
}

static const Column *column_of(const Catalog *catalog, const char *name)
{
    SCOPED(Buf, buf_free) key = {0};
    buf_printf(&key, "column sales.item.%s", name);
    return (const Column *)catalog_find(catalog, buf_text(&key));
}

static void check_level(void)
{
    Pair pair;
    open_pair(&pair, "MySQL", "MySQL");
    add(pair.source, KIND_INDEX, "i", "table", "t", "name", "i", "method", "BTREE", "keys", "[\"(lower(`a`)) DESC\"]",
        "is_valid", "true", NULL);
    const Catalog *post = translated(&pair);
    Changes changes;
    compare_catalogs(&changes, pair.arena, pair.source, post, true);
    ok(changes.list.count == 0 && pair.findings.list.count == 0, "between equals nothing is changed");
    const Catalog *pre = pair.desired.pre;
    ok(catalog_find(pre, "key sales.item.\"PRIMARY\"") != NULL, "the primary key comes with the table");
    ok(catalog_find(pre, "index sales.item.i") == NULL, "other indexes come later");
    const Table *table = (const Table *)catalog_find(pre, "table sales.item");
    ok(table->auto_increment == INT_NONE, "and so does the next value");
    ok(strcmp(post->product, "MySQL") == 0, "a copy knows its product");
    close_pair(&pair);
}

static void check_to_mysql(void)
{
    Pair pair;
    open_pair(&pair, "MariaDB", "MySQL");
    add(pair.source, KIND_SEQUENCE, "q", "schema", "s", "name", "q", NULL);
    add(pair.source, KIND_COLUMN, "t.u", "table", "t", "name", "u", "position", "2", "type", "uuid", "default_value",
        "uuid()", NULL);
    add(pair.source, KIND_COLUMN, "t.j", "table", "t", "name", "j", "position", "3", "type", "longtext", "collation",
        "utf8mb4_bin", "default_value", "'{}'", NULL);
    add(pair.source, KIND_CHECK, "c1", "table", "t", "name", "j", "column", "j", "expression", "json_valid(`j`)",
        "is_valid", "true", NULL);
    add(pair.source, KIND_CHECK, "c2", "table", "t", "name", "CONSTRAINT_1", "expression", "`id` > 0", "is_valid",
        "true", NULL);
    add(pair.source, KIND_COLUMN, "t.n", "table", "t", "name", "n", "position", "4", "type", "bigint(20)",
        "default_value", "nextval(`sales`.`q`)", NULL);
    add(pair.source, KIND_COLUMN, "t.d", "table", "t", "name", "d", "position", "5", "type", "datetime",
        "default_value", "current_timestamp()", NULL);
    add(pair.source, KIND_COLUMN, "t.r", "table", "t", "name", "r", "position", "6", "type", "timestamp(6)",
        "generated", "ROW START", NULL);
    add(pair.source, KIND_COLUMN, "t.e", "table", "t", "name", "e", "position", "7", "type", "vector(1)",
        "default_value", "x'00000000'", NULL);
    add(pair.source, KIND_TABLE, "v", "schema", "s", "name", "aria", "engine", "Aria", "row_format", "PAGE", "options",
        "[\"TRANSACTIONAL=1\",\"`PAGE_COMPRESSED`=1\"]", "is_versioned", "true", NULL);
    const Catalog *post = translated(&pair);
    ok(catalog_find(post, "sequence sales.q") == NULL && is_found(&pair, "sequence sales.q", "a sequence"),
       "sequences are left out");
    is(column_of(post, "u")->type, "char(36)", "a uuid is text");
    is(column_of(post, "u")->default_value, "(uuid())", "an expression stands in brackets");
    is(column_of(post, "j")->type, "json", "JSON is JSON");
    is(column_of(post, "j")->default_value, "('{}')", "a long type's default stands in brackets");
    is(column_of(post, "e")->default_value, "(x'00000000')", "and a vector's");
    ok(catalog_find(post, "check sales.item.j") == NULL, "without its check");
    ok(catalog_find(post, "check sales.item.item_chk_1") != NULL, "other checks have a name of the schema's");
    is(column_of(post, "n")->type, "bigint", "no display widths");
    ok(column_of(post, "n")->default_value == NULL, "no default of a sequence's");
    is(column_of(post, "d")->default_value, "current_timestamp()", "the current time stands alone");
    ok(column_of(post, "r")->generated == NULL, "row times are plain columns");
    const Table *aria = (const Table *)catalog_find(post, "table sales.aria");
    is(aria->engine, "InnoDB", "Aria becomes InnoDB");
    ok(aria->row_format == NULL && aria->options.count == 0 && !aria->is_versioned, "without what InnoDB has not");
    ok(is_found(&pair, "table sales.aria", "engine Aria") && is_found(&pair, "table sales.aria", "system-versioned"),
       "as is found");
    close_pair(&pair);
}

/* A name is one check's in a database of MySQL's, and has 64 characters at most. */
static void check_names_of_checks(void)
{
    static const char table[] =
        "\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6"
        "\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6"
        "\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6";
    Pair pair;
    open_pair(&pair, "MariaDB", "MySQL");
    add(pair.source, KIND_TABLE, "o", "schema", "s", "name", table, "engine", "InnoDB", NULL);
    add(pair.source, KIND_COLUMN, "o.id", "table", "o", "name", "id", "position", "1", "type", "int(11)", NULL);
    static const char *const names[] = {"positive", "item_chk_1", "CONSTRAINT_1", "CONSTRAINT_2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        static const char *const ids[] = {"o0", "o1", "o2", "o3", "t0", "t1", "t2", "t3"};
        add(pair.source, KIND_CHECK, ids[i], "table", "o", "name", names[i], "expression", "`id` > 0", "is_valid",
            "true", NULL);
        if (i != 1)
            add(pair.source, KIND_CHECK, ids[i + 4], "table", "t", "name", names[i], "expression", "`id` > 0",
                "is_valid", "true", NULL);
    }
    const Catalog *post = translated(&pair);
    size_t positive = 0, second = 0;
    EACH (post, CHECK, Check, check) {
        positive += strcmp(check->name, "positive") == 0;
        second += strcmp(check->name, arena_printf(pair.arena, "%s_chk_2", table)) == 0;
    }
    ok(post->objects[KIND_CHECK].count == 7 && positive == 1 && second == 1, "names are one of a kind, and whole");
    ok(is_found(&pair, "check sales.item.positive", "another check's") !=
           is_found(&pair, arena_printf(pair.arena, "check sales.\"%s\".positive", table), "another check's"),
       "a name that is another one is found");
    ok(catalog_find(post, "check sales.item.item_chk_1") == NULL, "a name that people gave stays");
    ok(catalog_find(post, "check sales.item.item_chk_2") != NULL, "one that the server gave is MySQL's");
    close_pair(&pair);
}

static void check_to_mariadb(void)
{
    Pair pair;
    open_pair(&pair, "MySQL", "MariaDB");
    add(pair.source, KIND_COLUMN, "t.j", "table", "t", "name", "j", "position", "2", "type", "json", NULL);
    add(pair.source, KIND_COLUMN, "t.p", "table", "t", "name", "p", "position", "3", "type", "point", "srid", "4326",
        NULL);
    add(pair.source, KIND_INDEX, "i", "table", "t", "name", "i", "keys", "[\"(lower(`a`))\"]", "is_valid", "true",
        NULL);
    add(pair.source, KIND_CHECK, "c", "table", "t", "name", "c", "expression", "(`id` > 0)", "not_enforced", "true",
        "is_valid", "true", NULL);
    add(pair.source, KIND_FOREIGN_KEY, "f", "table", "t", "name", "f", "columns", "[\"id\"]", "referenced_table", "t",
        "referenced_columns", "[\"id\"]", "on_delete", "NO ACTION", "on_update", "RESTRICT", "is_valid", "true", NULL);
    add(pair.target, KIND_SCHEMA, "s", "name", "sales", "collation", "utf8mb4_bin", "character_set", "utf8mb4", NULL);
    add(pair.target, KIND_TABLE, "t", "schema", "s", "name", "item", "engine", "InnoDB", "collation", "utf8mb4_bin",
        "auto_increment", "7", NULL);
    add(pair.target, KIND_COLUMN, "t.id", "table", "t", "name", "id", "position", "1", "type", "int(11)", "not_null",
        "true", "auto_increment", "true", NULL);
    add(pair.target, KIND_COLUMN, "t.j", "table", "t", "name", "j", "position", "2", "type", "longtext", "collation",
        "utf8mb4_bin", NULL);
    add(pair.target, KIND_COLUMN, "t.p", "table", "t", "name", "p", "position", "3", "type", "point", NULL);
    add(pair.target, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"id\"]",
        "keys", "[\"`id`\"]", "is_valid", "true", NULL);
    add(pair.target, KIND_CHECK, "c1", "table", "t", "name", "j", "column", "j", "expression", "json_valid(`j`)",
        "is_valid", "true", NULL);
    add(pair.target, KIND_FOREIGN_KEY, "f", "table", "t", "name", "f", "columns", "[\"id\"]", "referenced_table", "t",
        "referenced_columns", "[\"id\"]", "on_delete", "RESTRICT", "on_update", "RESTRICT", "is_valid", "true", NULL);
    const Catalog *post = translated(&pair);
    ok(catalog_find(post, "index sales.item.i") == NULL && catalog_find(post, "check sales.item.c") == NULL,
       "what MariaDB cannot have is left out");
    Err err = {0};
    Catalog *there = NULL;
    ok(translate_target(&there, pair.arena, pair.target, post, &pair.options, &err), "the target: %s", err.message);
    Changes changes;
    compare_catalogs(&changes, pair.arena, post, there, true);
    ok(changes.list.count == 0, "what MariaDB says otherwise is no difference");
    for (size_t i = 0; i < changes.list.count; i++)
        ok(false, "%s differs",
           (changes.list.items[i].desired == NULL ? changes.list.items[i].actual : changes.list.items[i].desired)->key);
    if (there != pair.target)
        catalog_free(there);
    close_pair(&pair);
}

/* ---- scope and names ---- */

static void check_scope(void)
{
    Pair pair;
    open_pair(&pair, "MySQL", "MySQL");
    pair.source->database = "sales";
    pair.target->database = "shop";
    add(pair.source, KIND_SCHEMA, "o", "name", "other", NULL);
    add(pair.source, KIND_TABLE, "ot", "schema", "o", "name", "item", NULL);
    add(pair.source, KIND_VIEW, "v", "schema", "s", "name", "v", "definition",
        "select `sales`.`item`.`id` AS `id`,'sales.x' AS `sales` from `sales`.`item`", NULL);
    add(pair.source, KIND_PROCEDURE, "p", "schema", "s", "name", "p", "definition",
        "()\nBEGIN\n  # sales.item\n  UPDATE sales.item sales SET sales.id = 1;\n  CALL sales.q;\nEND", "sql_mode",
        "ANSI_QUOTES", NULL);
    scope_by_urls(pair.arena, &pair.options.selection, pair.source, pair.target);
    const Catalog *post = translated(&pair);
    ok(catalog_find(post, "table shop.item") != NULL, "the URL's database, under the name in the other URL");
    ok(post->objects[KIND_SCHEMA].count == 1, "and no other");
    ok(ledger_total(&pair.ledger, KIND_SCHEMA) == 1 && ledger_total(&pair.ledger, KIND_TABLE) == 1,
       "another database of the server's is no part of the account");
    is(((const View *)catalog_find(post, "view shop.v"))->definition,
       "select `shop`.`item`.`id` AS `id`,'sales.x' AS `sales` from `shop`.`item`", "a view names it");
    is(((const Procedure *)catalog_find(post, "procedure shop.p"))->definition,
       "()\nBEGIN\n  # sales.item\n  UPDATE `shop`.item sales SET sales.id = 1;\n  CALL `shop`.q;\nEND",
       "a routine does, too");
    Catalog *there = NULL;
    Err err = {0};
    ok(translate_target(&there, pair.arena, pair.source, post, &pair.options, &err) && there->object_count == 0,
       "on the source's own server, its database is not the target's");
    catalog_free(there);
    close_pair(&pair);
}

static void check_scope_by_job(Arena *arena)
{
    SCOPED(Catalog *, catalog_release) source = empty_catalog("MySQL");
    SCOPED(Catalog *, catalog_release) target = empty_catalog("MySQL");
    Selection selection = {0};
    scope_by_urls(arena, &selection, source, target);
    ok(selection.include.count == 0, "URLs without a database mean all");
    source->database = "a*b";
    target->database = "c";
    const Rename renames[] = {{"a*b", "d"}};
    selection = (Selection){.renames = renames, .rename_count = 1};
    scope_by_urls(arena, &selection, source, target);
    is(selection.include.items[0], "a\\*b.*", "a database is no glob");
    ok(selection.rename_count == 1, "the job's name for it goes before the URL's");
    selection = (Selection){.include = {(const char *[]){"x.*"}, 1}};
    scope_by_urls(arena, &selection, source, target);
    ok(selection.include.count == 1 && selection.rename_count == 0, "what the job includes goes before");
}

int main(void)
{
    Arena *arena = arena_new();
    check_types(arena);
    check_collations(arena);
    check_level();
    check_to_mysql();
    check_names_of_checks();
    check_to_mariadb();
    check_scope();
    check_scope_by_job(arena);
    arena_free(arena);
    return done();
}
