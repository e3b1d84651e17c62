/* What rows are asked: catalogs in, SQL out; values in, facts out. */
#include "catalogs.h"
#include "probe_ask.h"

static const Object *the(const Catalog *catalog, const char *key)
{
    const Object *object = catalog_find(catalog, key);
    if (object == NULL)
        ok(false, "there is no %s", key);
    return object;
}

static Catalog *catalog_of(const char *engine)
{
    Catalog *catalog = catalog_new(engine);
    add(catalog, KIND_SCHEMA, "s", "name", "shop", NULL);
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", NULL);
    return catalog;
}

static void column(Catalog *catalog, const char *table, const char *name, const char *type)
{
    add(catalog, KIND_COLUMN, arena_printf(catalog->arena, "%s.%s", table, name), "table", table, "name", name, "type",
        type, NULL);
}

static const char *asked(Arena *arena, Catalog *catalog, const char *key)
{
    ProbeQuestions questions = {.arena = arena, .source = catalog};
    SCOPED(Buf, buf_free) out = {0};
    const Object *object = the(catalog, key);
    if (object->kind == KIND_TABLE)
        probe_ask_table(&questions, object);
    else
        probe_ask_foreign_key(&questions, (const ForeignKey *)object);
    for (size_t i = 0; i < questions.list.count; i++)
        buf_printf(&out, "%s\n", questions.list.items[i].sql);
    return arena_copy(arena, buf_text(&out));
}

static void test_tables(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Catalog *, catalog_release) mysql = catalog_of("mysql");
    column(mysql, "t", "id", "int");
    column(mysql, "t", "f", "tinyint(1)");
    column(mysql, "t", "n", "tinyint");
    add(mysql, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"id\"]", NULL);
    finish(mysql);
#define SAMPLE(text)                                                                         \
    "CONCAT('(', CONCAT_WS(', ', CONCAT(CASE WHEN CHAR_LENGTH(" text ") > 3 THEN LEFT(" text \
    ", 1) ELSE '' END, '...')), ')')"
    is(asked(arena, mysql, "table shop.item"),
       "SELECT COUNT(*), COUNT(CASE WHEN `f` NOT IN (0, 1) THEN 1 END), MIN(CASE WHEN `f` NOT IN (0, 1) THEN " SAMPLE(
           "CAST(`id` AS CHAR)") " END) FROM `shop`.`item`\n",
       "MySQL: tinyint(1) is asked, tinyint is not; samples by the primary key");

    SCOPED(Catalog *, catalog_release) postgres = catalog_of("postgres");
    add(postgres, KIND_DOMAIN, "d", "schema", "s", "name", "amount", "type", "numeric", NULL);
    column(postgres, "t", "a", "shop.amount");
    column(postgres, "t", "b", "numeric[]");
    column(postgres, "t", "c", "public.citext");
    column(postgres, "t", "u", "uuid");
    finish(postgres);
    const char *sql = asked(arena, postgres, "table shop.item");
    ok(strstr(sql, "COALESCE(MAX(scale(a)), 0)") != NULL, "PostgreSQL: a domain is asked as what it is of");
    ok(strstr(sql, "scale(b)") == NULL, "an array is not");
    ok(strstr(sql, "MAX(octet_length(b::text))") != NULL, "but how long it is");
    ok(strstr(sql, "MAX(octet_length(c))") != NULL, "an extension's type, without its schema");
    ok(strstr(sql, "(u") == NULL, "of uuid there is nothing to ask");
    ok(strstr(sql, " FROM ONLY shop.item\n") != NULL, "without the rows of what inherits from it");
    ok(strstr(sql, "MIN(") == NULL, "without a primary key there are no samples");
}

static void test_wide(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Catalog *, catalog_release) catalog = catalog_of("postgres");
    for (size_t i = 0; i < 1600; i++)
        column(catalog, "t", arena_printf(arena, "c%zu", i), "numeric");
    finish(catalog);
    size_t lines = 0;
    for (const char *c = asked(arena, catalog, "table shop.item"); *c != '\0'; c++)
        lines += *c == '\n';
    ok(lines == 4, "1600 columns of three questions each are asked in four statements, got %zu", lines);
}

static void test_foreign_key(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Catalog *, catalog_release) catalog = catalog_of("postgres");
    add(catalog, KIND_TABLE, "p", "schema", "s", "name", "parent", NULL);
    column(catalog, "p", "id", "integer");
    column(catalog, "t", "parent", "bigint");
    add(catalog, KIND_FOREIGN_KEY, "f", "table", "t", "name", "f", "columns", "[\"parent\"]", "referenced_table", "p",
        "referenced_columns", "[\"id\"]", NULL);
    finish(catalog);
    is(asked(arena, catalog, "foreign key shop.item.f"),
       "SELECT COUNT(*), MIN(" SAMPLE(
           "c.parent::text") "), COUNT(CASE WHEN c.parent NOT BETWEEN -2147483648 AND "
                             "2147483647 THEN 1 END) FROM ONLY shop.item c LEFT JOIN ONLY shop.parent p ON c.parent = p.id WHERE p.id IS NULL "
                             "AND c.parent IS NOT NULL\n",
       "orphans, and which of them the parent's type could not hold");
}

/* ---- duplicates ---- */

static const char *duplicates(Arena *arena, const char *collation)
{
    SCOPED(Catalog *, catalog_release) source = catalog_of("postgres");
    SCOPED(Catalog *, catalog_release) post = catalog_of("mysql");
    column(source, "t", "name", "text");
    add(source, KIND_KEY, "k", "table", "t", "name", "k", "columns", "[\"name\"]", NULL);
    add(post, KIND_COLUMN, "n", "table", "t", "name", "name", "type", "varchar(255)", "collation", collation, NULL);
    finish(source);
    finish(post);
    Object *made = post->objects[KIND_COLUMN].items[0];
    made->origin = source->objects[KIND_COLUMN].items[0];
    ProbeQuestions questions = {.arena = arena, .source = source};
    const Key *key = (const Key *)the(source, "key shop.item.k");
    probe_ask_duplicates(&questions, key->table, &key->object, &key->columns, the(post, "table shop.item"));
    if (questions.list.count == 0)
        return NULL;
    const char *sql = strstr(questions.list.items[0].sql, "GROUP BY ") + 9;
    return arena_slice(arena, sql, (size_t)(strstr(sql, " HAVING") - sql));
}

static void test_duplicates(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    is(duplicates(arena, "utf8mb4_0900_bin"), NULL, "what is told apart as on the source is not asked");
    is(duplicates(arena, "utf8mb4_bin"), "rtrim(name::text, ' ')", "blanks at the end");
    is(duplicates(arena, "utf8mb4_0900_as_ci"), "normalize(lower(name::text), NFKC)", "upper and lower case");
    is(duplicates(arena, "utf8mb4_0900_ai_ci"),
       "regexp_replace(normalize(lower(name::text), NFKD), '[\\u0300-\\u036f]', '', 'g')", "accents");
    is(duplicates(arena, "utf8mb4_general_ci"),
       "rtrim(regexp_replace(normalize(lower(name::text), NFKD), '[\\u0300-\\u036f]', '', 'g'), ' ')", "all of them");
}

/* ---- answers ---- */

static void test_answers(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Catalog *, catalog_release) catalog = catalog_of("mysql");
    column(catalog, "t", "id", "smallint");
    column(catalog, "t", "f", "tinyint(1)");
    add(catalog, KIND_KEY, "k", "table", "t", "name", "PRIMARY", "is_primary", "true", "columns", "[\"id\"]", NULL);
    finish(catalog);
    const Object *flag = the(catalog, "column shop.item.f"), *table = the(catalog, "table shop.item");
    Probe *probe = probe_new(arena, "server/shop", "sha256:1");
    const char *why = NULL;
    ok(probe_fact(NULL, flag, FACT_NOT_BOOLEAN) == PROBE_UNKNOWN, "without a probe nothing is known");
    ok(probe_fact(probe, flag, FACT_NOT_BOOLEAN) == PROBE_UNKNOWN, "nor before it was asked");
    ok(!probe_has_table(probe, table, &why), "it was not");
    ProbeQuestions questions = {.arena = arena, .source = catalog};
    probe_ask_table(&questions, table);
    probe_answer(probe, &questions.list.items[0], (const char *const[]){"10", "3", "(7...)"});
    ok(probe_fact(probe, flag, FACT_NOT_BOOLEAN) == 3, "three rows");
    is(probe_sample(probe, flag, FACT_NOT_BOOLEAN), "(7...)", "such as");
    ok(probe_rows(probe, table) == 10, "of ten");

    SCOPED(Buf, buf_free) text = {0};
    Err err = {0};
    Probe *again = NULL;
    probe_write(probe, &text);
    ok(probe_read(&again, arena, buf_text(&text), text.length, &err), "it is read again: %s", err.message);
    ok(again != NULL && probe_fact(again, flag, FACT_NOT_BOOLEAN) == 3, "and says the same");
    is(again == NULL ? NULL : probe_fingerprint(again), "sha256:1", "of the same catalog");
    ok(again != NULL && probe_has_table(again, table, &why) && why == NULL, "of a table with these columns");
    ((Column *)flag)->type = "tinyint";
    ok(again != NULL && !probe_has_table(again, table, &why), "and not with others");

    static const char *const wrong[] = {"", "[]", "{\"format\":\"understudy-catalog\",\"version\":1}",
                                        "{\"format\":\"understudy-probe\",\"version\":2}",
                                        "{\"format\":\"understudy-probe\",\"version\":1}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ok(!probe_read(&again, arena, wrong[i], strlen(wrong[i]), &err) && err.class == ERR_REFUSED, "refused: %s",
           wrong[i]);
}

int main(void)
{
    test_tables();
    test_wide();
    test_foreign_key();
    test_duplicates();
    test_answers();
    return done();
}
