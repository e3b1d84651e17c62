/* What is tried on a target: attempts in, statements out; and what came of them. */
#include "catalogs.h"
#include "trial_script.h"

typedef struct Made {
    Arena *arena;
    Catalog *source, *post;
    Attempts attempts;
} Made;

static const Object *the(const Catalog *catalog, const char *key)
{
    const Object *object = catalog_find(catalog, key);
    if (object == NULL)
        ok(false, "there is no %s", key);
    return object;
}

/* A table of the source, and what was made of it. */
static Made made(const char *from, const char *to, const char *type, const char *collation)
{
    Made out = {.arena = arena_new(), .source = catalog_new(from), .post = catalog_new(to)};
    Catalog *const both[] = {out.source, out.post};
    for (size_t i = 0; i < 2; i++) {
        add(both[i], KIND_SCHEMA, "s", "name", "shop", NULL);
        add(both[i], KIND_TABLE, "t", "schema", "s", "name", "item", NULL);
        add(both[i], KIND_COLUMN, "a", "table", "t", "name", "a", "type", type, "collation", collation, NULL);
        add(both[i], KIND_COLUMN, "g", "table", "t", "name", "g", "type", type, "generated", "STORED", NULL);
        add(both[i], KIND_CHECK, "c", "table", "t", "name", "c", NULL);
        add(both[i], KIND_INDEX, "i", "table", "t", "name", "i", NULL);
        add(both[i], KIND_VIEW, "v", "schema", "s", "name", "v", "collation", collation, NULL);
        finish(both[i]);
    }
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < out.post->objects[kind].count; i++)
            out.post->objects[kind].items[i]->origin = out.source->objects[kind].items[i];
    return out;
}

static void attempt(Made *made, const char *key, CrossPurpose purpose, const char *text)
{
    const Object *table = purpose == CROSS_VIEW ? NULL : the(made->source, "table shop.item");
    attempts_push(&made->attempts, made->arena, the(made->source, key), table, purpose, text);
}

static void done_with(Made *made)
{
    catalog_free(made->post);
    catalog_free(made->source);
    arena_free(made->arena);
}

static const char *script_of(Made *made, const Trials *tried, const char *database)
{
    TrialScript script;
    SCOPED(Buf, buf_free) out = {0};
    trial_script(&script, made->arena, &made->attempts, tried, made->post, database);
    buf_printf(&out, "%s\n%s\n", script.begin == NULL ? "-" : script.begin,
               script.begin_undo == NULL ? "-" : script.begin_undo);
    for (size_t i = 0; i < script.steps.count; i++) {
        const TrialStep *step = &script.steps.items[i];
        buf_printf(&out, "%s%s%s%s\n",
                   step->attempt != NULL ? "try "
                   : step->table != NULL ? "table "
                                         : "",
                   step->sql, step->undo == NULL ? "" : " / ", step->undo == NULL ? "" : step->undo);
    }
    return arena_copy(made->arena, buf_text(&out));
}

static const char *without_begin(const char *script)
{
    return strchr(strchr(script, '\n') + 1, '\n') + 1;
}

static void push_all(Made *made)
{
    attempt(made, "column shop.item.a", CROSS_DEFAULT, "'it''s'");
    attempt(made, "column shop.item.g", CROSS_GENERATED, "a");
    attempt(made, "check shop.item.c", CROSS_CHECK, "a <> 'x'");
    attempt(made, "check shop.item.c", CROSS_CHECK, "a <> 'x'"); /* twice is once */
    attempt(made, "index shop.item.i", CROSS_INDEX_KEY, "lower(a)");
    attempt(made, "view shop.v", CROSS_VIEW, "SELECT 1");
}

static void test_mysql(void)
{
    Made m = made("postgres", "mysql", "varchar(20)", "utf8mb4_0900_bin");
    push_all(&m);
#define LIKE                                                                   \
    "CREATE TEMPORARY TABLE `db`.`understudy tried` (`a` varchar(20) COLLATE " \
    "utf8mb4_0900_bin NULL, `g` varchar(20) GENERATED ALWAYS AS (NULL) STORED"
#define UNDO " / DROP TEMPORARY TABLE IF EXISTS `db`.`understudy tried`\n"
    is(script_of(&m, NULL, "db"),
       "CREATE TEMPORARY TABLE `db`.`understudy tried` (i int)\n"
       "DROP TEMPORARY TABLE IF EXISTS `db`.`understudy tried`\nUSE `db`\n"
       "table " LIKE ")" UNDO "try " LIKE
       ", `understudy tried` varchar(20) COLLATE utf8mb4_0900_bin DEFAULT ('it''s'))" UNDO "try " LIKE
       ", `understudy tried` varchar(20) GENERATED ALWAYS AS (a) STORED)" UNDO "try " LIKE ", CHECK (a <> 'x'))" UNDO
       "try " LIKE ", INDEX `understudy tried` ((sha2(lower(a), 256))))" UNDO
       "SET collation_connection = utf8mb4_0900_bin\n"
       "try PREPARE understudy_tried FROM 'SELECT 1' / DEALLOCATE PREPARE understudy_tried\n",
       "MySQL: each in a temporary table of its own");
    is(script_of(&m, NULL, NULL),
       "-\n-\n"
       "try SELECT ('it''s') FROM (SELECT CAST(NULL AS CHAR) AS `a`, CAST(NULL AS CHAR) AS `g`) AS tried\n"
       "try SELECT (a) FROM (SELECT CAST(NULL AS CHAR) AS `a`, CAST(NULL AS CHAR) AS `g`) AS tried\n"
       "try SELECT (a <> 'x') FROM (SELECT CAST(NULL AS CHAR) AS `a`, CAST(NULL AS CHAR) AS `g`) AS tried\n"
       "try SELECT (lower(a)) FROM (SELECT CAST(NULL AS CHAR) AS `a`, CAST(NULL AS CHAR) AS `g`) AS tried\n"
       "SET collation_connection = utf8mb4_0900_bin\n"
       "try PREPARE understudy_tried FROM 'SELECT 1' / DEALLOCATE PREPARE understudy_tried\n",
       "where no temporary table may be made, by SELECT");
    ok(trial_is_void("mysql", &m.attempts.list.items[4], 1146), "a view of a table that is not there yet");
    ok(!trial_is_void("mysql", &m.attempts.list.items[4], 1064), "a view that is wrong");
    ok(!trial_is_void("mysql", &m.attempts.list.items[2], 1146), "a check of a table that is not there is wrong");
    done_with(&m);
}

static void test_postgres(void)
{
    Made m = made("mysql", "postgres", "text", NULL);
    push_all(&m);
    const char *script = script_of(&m, NULL, "db");
    ok(strncmp(script, "CREATE FUNCTION pg_temp.understudy_try(", 39) == 0, "PostgreSQL: begins by a function");
#define STEP(said, asked, keeps) "SELECT error, printed FROM pg_temp.understudy_try(" said ", " asked ", " keeps ")\n"
#define DEFAULT_OF                                                                                   \
    " FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE " \
    "d.adrelid = ''pg_temp.understudy_like''::regclass AND a.attname = ''understudy tried'''"
#define INDEX_OF " FROM pg_index WHERE indexrelid = ''pg_temp.\"understudy tried\"''::regclass'"
    is(without_begin(script),
       STEP("'CREATE SCHEMA shop'", "''", "true") STEP("'DROP TABLE IF EXISTS pg_temp.understudy_like'", "''", "true") "table " STEP(
           "'CREATE TABLE pg_temp.understudy_like "
           "(a text, g text GENERATED ALWAYS AS "
           "(NULL::text) STORED)'",
           "''",
           "true") "try " STEP("'ALTER TABLE pg_temp.understudy_like ADD COLUMN \"understudy tried\" text DEFAULT ''it''''s'''",
                               "'SELECT pg_get_expr(d.adbin, 0)" DEFAULT_OF,
                               "false") "try " STEP("'ALTER TABLE pg_temp.understudy_like ADD COLUMN \"understudy tried\" text GENERATED ALWAYS AS (a) "
                                                    "STORED'",
                                                    "'SELECT pg_get_expr(d.adbin, d.adrelid)" DEFAULT_OF,
                                                    "false") "try " STEP("'ALTER TABLE pg_temp.understudy_like ADD CONSTRAINT \"understudy tried\" CHECK (a <> ''x'')'",
                                                                         "'SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = "
                                                                         "''pg_temp.understudy_like''::regclass AND conname = ''understudy tried'''",
                                                                         "false") "try " STEP("'CREATE INDEX \"understudy tried\" ON pg_temp.understudy_like ((lower(a)))'",
                                                                                              "'SELECT pg_get_expr(indexprs, indrelid)" INDEX_OF,
                                                                                              "false")
           STEP("'CREATE TABLE shop.item (a text, g text GENERATED ALWAYS AS (NULL::text) STORED)'", "''",
                "true") "try " STEP("'CREATE TEMPORARY VIEW \"understudy tried\" AS SELECT 1'",
                                    "'SELECT rtrim(pg_get_viewdef(''pg_temp.\"understudy tried\"''::regclass), '';'')'",
                                    "false") STEP("'CREATE VIEW shop.v AS SELECT 1'", "''", "true"),
       "tables like those that will be; views over what they read");
    is(script_of(&m, NULL, NULL), "-\n-\n", "without a database there is no way");
    done_with(&m);
}

static void test_trials(void)
{
    Made m = made("mysql", "postgres", "text", NULL);
    attempt(&m, "check shop.item.c", CROSS_CHECK, "a <> 'x'");
    attempt(&m, "check shop.item.c", CROSS_CHECK, "a <> 'y'");
    Trials *trials = trials_new(m.arena);
    const Object *check = the(m.source, "check shop.item.c"), *copy = the(m.post, "check shop.item.c");
    ok(trials_find(NULL, check, CROSS_CHECK, "a <> 'x'") == NULL, "nothing was tried");
    trials_put(trials, &m.attempts.list.items[0], "no such thing", NULL);
    trials_put(trials, &m.attempts.list.items[1], NULL, "(a <> 'y'::text)");
    is(trials_find(trials, check, CROSS_CHECK, "a <> 'x'")->error, "no such thing", "what was refused");
    is(trials_find(trials, copy, CROSS_CHECK, "a <> 'y'")->printed, "(a <> 'y'::text)", "what was taken; by a copy");
    ok(trials_find(trials, check, CROSS_DEFAULT, "a <> 'y'") == NULL, "for another purpose it was not tried");
    ok(strstr(script_of(&m, trials, "db"), "try ") == NULL, "what was tried is not tried again");
    done_with(&m);
}

int main(void)
{
    test_mysql();
    test_postgres();
    test_trials();
    return done();
}
