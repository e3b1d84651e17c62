/* Reports, to the letter. */
#include <stdarg.h>
#include <stdlib.h>

#include <jansson.h>

#include "catalogs.h"
#include "report.h"

static Catalog *finished(Catalog *catalog)
{
    Err err = {0};
    if (!catalog_finish(catalog, &err))
        ok(false, "catalog_finish: %s", err.message);
    return catalog;
}

static Catalog *shop(void)
{
    Catalog *catalog = catalog_new("postgres");
    catalog->server_version = 160004;
    catalog->server_text = "16.4";
    add(catalog, KIND_SCHEMA, "s", "name", "public", NULL);
    return catalog;
}

static Catalog *expected_shop(void)
{
    Catalog *catalog = shop();
    add(catalog, KIND_ENUM, "mood", "schema", "s", "name", "mood", "labels", "[\"sad\",\"ok\"]", NULL);
    add(catalog, KIND_SEQUENCE, "seq", "schema", "s", "name", "seq", "last_value", "41", "is_called", "t", NULL);
    add(catalog, KIND_TABLE, "film", "schema", "s", "name", "film", "is_unlogged", "t", "owner", "boss", "options",
        "[\"fillfactor=70\"]", NULL);
    add(catalog, KIND_COLUMN, "film.id", "table", "film", "name", "id", "type", "bigint", NULL);
    add(catalog, KIND_COLUMN, "film.title", "table", "film", "name", "title", "default_value", "''::text", NULL);
    add(catalog, KIND_TABLE, "gone", "schema", "s", "name", "gone", NULL);
    add(catalog, KIND_COLUMN, "gone.a", "table", "gone", "name", "a", NULL);
    add(catalog, KIND_COLUMN, "gone.b", "table", "gone", "name", "b", NULL);
    add(catalog, KIND_INDEX, "gone_i", "table", "gone", "name", "gone_i", NULL);
    add(catalog, KIND_INDEX, "gone_j", "table", "gone", "name", "gone_j", NULL);
    add(catalog, KIND_KEY, "pkey", "table", "film", "name", "film_pkey", "columns", "[\"id\"]", NULL);
    add(catalog, KIND_VIEW, "v", "schema", "s", "name", "v", "definition",
        " SELECT 1\n   FROM a\n  WHERE one\n    AND two\n    AND three\n    AND four\n  ORDER BY 1;", NULL);
    add(catalog, KIND_GRANT, NULL, "on", "film", "grantee", "reader", "privileges", "[\"INSERT\",\"SELECT*\"]", NULL);
    add(catalog, KIND_COMMENT, NULL, "on", "film.id", "text", "the \x1b[31mnumber\x1b[0m", NULL);
    add(catalog, KIND_UNREAD, NULL, "type", "publication", "name", "p", NULL);
    add(catalog, KIND_UNREAD, NULL, "type", "publication", "name", "q", NULL);
    return finished(catalog);
}

static Catalog *found_shop(void)
{
    Catalog *catalog = shop();
    add(catalog, KIND_ENUM, "mood", "schema", "s", "name", "mood", "labels", "[\"sad\",\"ok\"]", NULL);
    add(catalog, KIND_SEQUENCE, "seq", "schema", "s", "name", "seq", "last_value", "7", "is_called", "t", NULL);
    add(catalog, KIND_TABLE, "film", "schema", "s", "name", "film", "owner", "worker", "inherits", "[\"old\"]", NULL);
    add(catalog, KIND_COLUMN, "film.id", "table", "film", "name", "id", "type", "integer", NULL);
    add(catalog, KIND_COLUMN, "film.title", "table", "film", "name", "title", "default_value", "", NULL);
    add(catalog, KIND_COLUMN, "film.evil", "table", "film", "name", "ev\nil\x1b]0;x\x07", NULL);
    add(catalog, KIND_TABLE, "old", "schema", "s", "name", "old", NULL);
    add(catalog, KIND_VIEW, "v", "schema", "s", "name", "v", "definition",
        " SELECT 1\n   FROM b\n  WHERE one\n    AND two\n    AND three\n    AND four\n  ORDER BY 1;", NULL);
    add(catalog, KIND_GRANT, NULL, "on", "s", "privileges", "[\"CREATE\"]", NULL);
    add(catalog, KIND_UNREAD, NULL, "type", "publication", "name", "p", NULL);
    add(catalog, KIND_UNREAD, NULL, "type", "cast", "name", "c", NULL);
    return finished(catalog);
}

typedef struct Pair {
    Catalog *expected, *found;
    Changes changes;
    Statements statements, drops;
    Findings refusals;
    Diff diff;
} Pair;

static void pair_open(Pair *pair, Catalog *expected, Catalog *found)
{
    *pair = (Pair){.expected = expected, .found = found, .refusals = {.arena = expected->arena}};
    compare_catalogs(&pair->changes, expected->arena, expected, found, true);
    pair->diff = (Diff){
        .expected = {"source", expected, expected}, .found = {"target\x1b", found, found}, .changes = &pair->changes};
}

static void state(const Pair *pair, Statements *statements, const Catalog *catalog, const char *key, const char *sql)
{
    const Object *subject = catalog_find(catalog, key);
    ok(subject != NULL, "there is %s", key);
    *LIST_PUSH(pair->expected->arena, &statements->list) = (Statement){.sql = sql, .subject = subject};
}

/* As if somebody had said what would remove the differences. */
static void make_statements(Pair *pair)
{
    state(pair, &pair->statements, pair->expected, "table public.gone", "CREATE TABLE public.gone (a, b)");
    state(pair, &pair->statements, pair->expected, "index public.gone.gone_i", "CREATE INDEX gone_i");
    state(pair, &pair->statements, pair->expected, "view public.v", "CREATE VIEW v AS\n SELECT '```';");
    state(pair, &pair->drops, pair->found, "table public.old", "DROP TABLE\n  public.old");
    finding_add(&pair->refusals, FINDING_CANNOT_ALTER, catalog_find(pair->expected, "column public.film.id"),
                "set allow", "rows would be written anew");
    pair->diff.statements = &pair->statements;
    pair->diff.drops = &pair->drops;
    pair->diff.refusals = &pair->refusals;
}

static void pair_free(const Pair *pair)
{
    catalog_free(pair->expected);
    catalog_free(pair->found);
}

/* Fingerprints are the snapshot's own test. */
static void hide_fingerprints(Buf *text)
{
    for (char *at = text->text; (at = strstr(at, "sha256:")) != NULL;) {
        memmove(at + 7, at + 71, strlen(at + 71) + 1);
        at += 7;
    }
    text->length = strlen(text->text);
}

static const char diff_text[] = "19 differences in 16 objects\n"
                                "expected  source postgres 16.4\n"
                                "found     target\\u001b postgres 16.4\n"
                                "\n"
                                "  schema public\n"
                                "  + grant schema public.PUBLIC: extra, [CREATE]\n"
                                "\n"
                                "~ sequence public.seq\n"
                                "    last_value: expected 41, found 7\n"
                                "\n"
                                "~ table public.film\n"
                                "    is_unlogged: expected true, found false\n"
                                "    inherits: expected [], found [public.old]\n"
                                "    options: expected [fillfactor=70], found []\n"
                                "    owner: expected boss, found worker\n"
                                "  ~ column public.film.id\n"
                                "      type: expected bigint, found integer\n"
                                "  ~ column public.film.title\n"
                                "      default_value: expected ''::text, found \"\"\n"
                                "  + column public.film.\"ev\\nil\\u001b]0;x\\u0007\": extra\n"
                                "  - key public.film.film_pkey: missing\n"
                                "  - grant table public.film.reader: missing, [INSERT, SELECT*]\n"
                                "  - comment column public.film.id: missing, the \\u001b[31mnumber\\u001b[0m\n"
                                "\n"
                                "- table public.gone: missing, with 2 columns, 2 indexes\n"
                                "\n"
                                "+ table public.old: extra\n"
                                "\n"
                                "~ view public.v\n"
                                "    definition:\n"
                                "         SELECT 1\n"
                                "      -    FROM a\n"
                                "      +    FROM b\n"
                                "          WHERE one\n"
                                "            AND two\n"
                                "        ...\n"
                                "\n"
                                "not compared, since understudy does not read them:\n"
                                "  cast: 0 expected, 1 found\n"
                                "  publication: 2 expected, 1 found\n";

static void check_diff_text(void)
{
    Pair pair;
    pair_open(&pair, expected_shop(), found_shop());
    SCOPED(Buf, buf_free) plain = {0};
    SCOPED(Buf, buf_free) coloured = {0};
    report_diff_text(&plain, &pair.diff, false);
    is(plain.text, diff_text, "a diff");
    report_diff_text(&coloured, &pair.diff, true);
    ok(strstr(coloured.text, "\033[31mkey public.film.film_pkey\033[0m") != NULL, "red for what is missing");
    ok(strstr(coloured.text, "\033[32mtable public.old\033[0m") != NULL, "green for what is extra");
    /* Without its colours it is the plain one. */
    for (char *at = coloured.text; (at = strchr(at, '\033')) != NULL;)
        memmove(at, strchr(at, 'm') + 1, strlen(strchr(at, 'm') + 1) + 1);
    is(coloured.text, diff_text, "the same in colour");
    pair_free(&pair);
}

static const char *const told_in_text[] = {
    "~ column public.film.id\n      type: expected bigint, found integer\n"
    "      no statement: rows would be written anew; remedy: set allow\n",
    "~ column public.film.title\n      default_value: expected ''::text, found \"\"\n      no statement: other objects' ",
    "\n- table public.gone: missing, with 2 columns, 2 indexes\n    => CREATE TABLE public.gone (a, b);\n"
    "       and 1 statement for what belongs to it: --format sql\n",
    "\n+ table public.old: extra\n    with extra: drop => DROP TABLE\n         public.old;\n",
    "        ...\n    => CREATE VIEW v AS\n        SELECT '```';;\n",
};

static const char *const told_in_markdown[] = {
    "# 19 differences in 16 objects\n\n- expected: source postgres 16.4\n- found: target\\\\u001b postgres 16.4\n\n## schema `public`\n\n"
    "- **extra**: grant `schema public.PUBLIC`, `[CREATE]`\n",
    "- **different**: column `public.film.id`\n  - `type`: expected `bigint`, found `integer`\n"
    "  - no statement: rows would be written anew; remedy: set allow\n",
    "## table `public.gone`\n\n- **missing**, with 2 columns, 2 indexes\n\n"
    "```sql\nCREATE TABLE public.gone (a, b);\nCREATE INDEX gone_i;\n```\n",
    "## table `public.old`\n\n- **extra**\n\n```sql\n-- with extra: drop in the job\n-- DROP TABLE\n--   public.old;\n```\n",
    "- **different**\n  - `definition`:\n\n    ```diff\n       SELECT 1\n    -    FROM a\n    +    FROM b\n",
    "````sql\nCREATE VIEW v AS\n SELECT '```';;\n````\n",
    "## Not compared\n\n- cast: 0 expected, 1 found; understudy does not read them\n",
};

static const char *const told_in_sql[] = {
    "-- 19 differences in 16 objects\n-- expected: source postgres 16.4\n-- found: target\\u001b postgres 16.4\n\nSET search_path = '';\n",
    "\n-- table public.gone\nCREATE TABLE public.gone (a, b);\n\n-- index public.gone.gone_i\nCREATE INDEX gone_i;\n",
    "would run:\n-- DROP TABLE\n--   public.old;\n",
    "-- column public.film.id: rows would be written anew; remedy: set allow\n",
};

static const char *const told_in_json[] = {
    "\"sql\":[\"CREATE TABLE public.gone (a, b)\"],\"drop\":[],\"reason\":null,\"remedy\":null}",
    "\"sql\":[],\"drop\":[\"DROP TABLE\\n  public.old\"],\"reason\":\"the job keeps what only the target has\",",
    "\"sql\":[],\"drop\":[],\"reason\":\"rows would be written anew\",\"remedy\":\"set allow\"}",
    "\"script\":[\n\"CREATE TABLE public.gone (a, b)\",\n\"CREATE INDEX gone_i\",\n",
};

static void tells(const Buf *report, const char *const *pieces, size_t count, const char *format)
{
    for (size_t i = 0; i < count; i++)
        if (!ok(strstr(report->text, pieces[i]) != NULL, "%s tells %.60s", format, pieces[i]))
            printf("# not in:\n%s\n", report->text);
    ok(strchr(report->text, '\033') == NULL, "%s: no control characters", format);
}

static void check_statements(void)
{
    enum { TEXT = sizeof told_in_text / sizeof(char *), MARKDOWN = sizeof told_in_markdown / sizeof(char *) };
    enum { SQL = sizeof told_in_sql / sizeof(char *), JSON = sizeof told_in_json / sizeof(char *) };
    Pair pair;
    pair_open(&pair, expected_shop(), found_shop());
    make_statements(&pair);
    SCOPED(Buf, buf_free) text = {0};
    SCOPED(Buf, buf_free) markdown = {0};
    SCOPED(Buf, buf_free) sql = {0};
    SCOPED(Buf, buf_free) json = {0};
    report_diff_text(&text, &pair.diff, false);
    report_diff_markdown(&markdown, &pair.diff);
    report_diff_sql(&sql, &pair.diff);
    report_diff_json(&json, &pair.diff);
    tells(&text, told_in_text, TEXT, "text");
    tells(&markdown, told_in_markdown, MARKDOWN, "Markdown");
    tells(&sql, told_in_sql, SQL, "SQL");
    tells(&json, told_in_json, JSON, "JSON");
    json_error_t where;
    json_t *root = json_loadb(json.text, json.length, JSON_REJECT_DUPLICATES, &where);
    ok(json_array_size(json_object_get(root, "script")) == 3, "all statements: %s", where.text);
    json_decref(root);
    pair_free(&pair);
}

static void check_gaps(void)
{
    Pair pair;
    pair_open(&pair, finished(shop()), finished(shop()));
    Ledger ledger;
    Findings notes = {.arena = pair.expected->arena};
    ledger_open(&ledger, pair.expected->arena, pair.expected);
    ledger_set(&ledger, pair.expected->objects[KIND_SCHEMA].items[0], LEDGER_SKIPPED, "not in *_include*");
    finding_add(&notes, FINDING_ROLE_MISSING, NULL, "create it", "role \"a\" does not exist");
    pair.diff.ledger = &ledger;
    pair.diff.notes = &notes;
    SCOPED(Buf, buf_free) text = {0};
    SCOPED(Buf, buf_free) markdown = {0};
    report_diff_text(&text, &pair.diff, false);
    report_diff_markdown(&markdown, &pair.diff);
    ok(strncmp(text.text, "equal: 1 object, no differences; not everything was compared, see below\n", 70) == 0,
       "equal is not said in silence");
    ok(strstr(text.text, "  schema public: not in *_include*\n\nfindings: 1\n") != NULL,
       "what was left out, and findings");
    ok(strstr(markdown.text, "## Not compared\n\n- schema `public`: not in \\*\\_include\\*\n\n## Findings\n\n"
                             "- warning ROLE_MISSING: role \"a\" does not exist; remedy: create it\n") != NULL,
       "the same as Markdown: %s", markdown.text);
    pair_free(&pair);
}

static void check_equal(void)
{
    Pair pair;
    pair_open(&pair, finished(shop()), finished(shop()));
    SCOPED(Buf, buf_free) text = {0};
    SCOPED(Buf, buf_free) json = {0};
    report_diff_text(&text, &pair.diff, false);
    is(text.text,
       "equal: 1 object, no differences\nexpected  source postgres 16.4\n"
       "found     target\\u001b postgres 16.4\n",
       "equal");
    report_diff_json(&json, &pair.diff);
    hide_fingerprints(&json);
    is(json.text,
       "{\"format\":\"understudy-diff\",\"version\":1,\n\"equal\":true,\n"
       "\"left\":{\"label\":\"source\",\"engine\":\"postgres\",\"version\":160004,\"server_text\":\"16.4\",\"fingerprint\":\"sha256:\"},\n"
       "\"right\":{\"label\":\"target\\u001b\",\"engine\":\"postgres\",\"version\":160004,\"server_text\":\"16.4\","
       "\"fingerprint\":\"sha256:\"},\n"
       "\"summary\":{\"missing\":0,\"extra\":0,\"different\":0,\"compared\":1},\n\"objects\":[],\n\"not_compared\":[]}\n",
       "equal, as JSON");
    pair_free(&pair);
}

static const char *const diff_json_lines[] = {
    "\"summary\":{\"missing\":8,\"extra\":3,\"different\":5,\"compared\":18}",
    "{\"kind\":\"table\",\"name\":\"public.gone\",\"key\":\"table public.gone\",\"status\":\"missing\",\"fields\":[]}",
    "\"key\":\"column public.film.id\",\"status\":\"different\",\"fields\":[{\"field\":\"type\",\"expected\":\"bigint\",\"found\":\"integer\"}]}",
    "{\"field\":\"is_unlogged\",\"expected\":true,\"found\":false}",
    "{\"field\":\"inherits\",\"expected\":[],\"found\":[\"table public.old\"]}",
    "{\"field\":\"last_value\",\"expected\":41,\"found\":7}",
    "\"status\":\"missing\",\"fields\":[{\"field\":\"privileges\",\"expected\":[\"INSERT\",\"SELECT*\"],\"found\":null}]}",
    "\"status\":\"extra\",\"fields\":[{\"field\":\"privileges\",\"expected\":null,\"found\":[\"CREATE\"]}]}",
    "\"not_compared\":[\n{\"type\":\"cast\",\"expected\":0,\"found\":1},\n{\"type\":\"publication\",\"expected\":2,\"found\":1}\n]}\n",
};

static void check_diff_json(void)
{
    Pair pair;
    pair_open(&pair, expected_shop(), found_shop());
    SCOPED(Buf, buf_free) json = {0};
    report_diff_json(&json, &pair.diff);
    for (size_t i = 0; i < sizeof diff_json_lines / sizeof *diff_json_lines; i++)
        ok(strstr(json.text, diff_json_lines[i]) != NULL, "piece %zu", i);
    ok(strchr(json.text, '\033') == NULL, "no control characters");
    json_error_t where;
    json_t *root = json_loadb(json.text, json.length, JSON_REJECT_DUPLICATES, &where);
    ok(json_array_size(json_object_get(root, "objects")) == pair.changes.list.count, "all objects: %s", where.text);
    json_decref(root);
    pair_free(&pair);
}

/* Numbered lines, every `step`-th one different in `word`. */
static const char *many_lines(Arena *arena, size_t count, size_t step, const char *word)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s%zu %s", i == 0 ? "" : "\n", i, i % step == 0 ? word : "same");
    return arena_copy(arena, buf_text(&out));
}

/* The diff of two texts, from its first line on. */
static void put_lines_diff(Buf *out, const char *expected, const char *found)
{
    Catalog *catalogs[2] = {shop(), shop()};
    for (int i = 0; i < 2; i++)
        add(catalogs[i], KIND_SEQUENCE, "v", "schema", "s", "name", "v", "type", i == 0 ? expected : found, NULL);
    Pair pair;
    pair_open(&pair, finished(catalogs[0]), finished(catalogs[1]));
    SCOPED(Buf, buf_free) text = {0};
    report_diff_text(&text, &pair.diff, false);
    const char *title = strstr(text.text, "type:\n");
    buf_puts(out, title == NULL ? text.text : title + strlen("type:\n"));
    pair_free(&pair);
}

static void check_lines_diff(void)
{
    static const struct {
        const char *expected, *found, *diff;
    } cases[] = {
        {"a\nb", "a\nb\nc", "        a\n        b\n      + c\n"},
        {"a\nb\n", "a\nb", "        a\n        b\n      - \n"},
        {"a\nb", NULL, "      - a\n      - b\n"},
        {"x\na\ny", "a\nz\ny", "      - x\n        a\n      + z\n        y\n"},
        {"a\ta\r\nb", "a a\r\nb", "      - a\\ta\\r\n      + a a\\r\n        b\n"},
        {"1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\nx\n5\n6\n7\n8",
         "        ...\n        2\n        3\n      - 4\n      + x\n        5\n        6\n        ...\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(Buf, buf_free) out = {0};
        put_lines_diff(&out, cases[i].expected, cases[i].found);
        is(out.text, cases[i].diff, "lines %zu", i);
    }
    Arena *arena = arena_new();
    SCOPED(Buf, buf_free) cut = {0};
    put_lines_diff(&cut, many_lines(arena, 2000, 10, "a"), many_lines(arena, 2000, 10, "b"));
    ok(strstr(cut.text, "more; all in the JSON report\n") != NULL && cut.length < 3000, "a long diff is cut");
    arena_free(arena);
}

static Catalog *ledger_shop(void)
{
    Catalog *catalog = shop();
    add(catalog, KIND_TABLE, "film", "schema", "s", "name", "film", NULL);
    for (int i = 0; i < 23; i++)
        add(catalog, KIND_INDEX, NULL, "table", "film", "name", arena_printf(catalog->arena, "i%02d", i), NULL);
    add(catalog, KIND_FOREIGN_KEY, NULL, "table", "film", "name", "fk\x1b", NULL);
    add(catalog, KIND_ROLE, NULL, "name", "boss", NULL);
    add(catalog, KIND_UNREAD, NULL, "type", "publication", "name", "p", NULL);
    return finished(catalog);
}

static void fill_ledger(Ledger *ledger, const Catalog *catalog)
{
    ledger_open(ledger, catalog->arena, catalog);
    ledger_set(ledger, catalog->objects[KIND_SCHEMA].items[0], LEDGER_EQUAL, NULL);
    ledger_set(ledger, catalog->objects[KIND_TABLE].items[0], LEDGER_CREATED, NULL);
    for (size_t i = 0; i < 22; i++)
        ledger_set(ledger, catalog->objects[KIND_INDEX].items[i], LEDGER_SKIPPED, "by the job");
    ledger_set(ledger, catalog->objects[KIND_INDEX].items[22], LEDGER_CREATED, NULL);
    ledger_set(ledger, catalog->objects[KIND_FOREIGN_KEY].items[0], LEDGER_FAILED, "violated\x07");
    ledger_set(ledger, catalog->objects[KIND_UNREAD].items[0], LEDGER_MANUAL, NULL);
}

static void fill_findings(Findings *findings, const Catalog *catalog)
{
    findings->arena = catalog->arena;
    const Object *film = catalog->objects[KIND_TABLE].items[0];
    finding_add(findings, FINDING_ROLE_MISSING, film, "create the role", "role \"%s\" does not exist", "boss");
    finding_add(findings, FINDING_OBJECT_UNREAD, NULL, NULL, "1 publication");
    for (int i = 0; i < 6; i++)
        finding_add(findings, FINDING_ROLE_MISSING, film, i < 5 ? "create the role" : "set owners: false", "role %d",
                    i);
    finding_add(findings, FINDING_DRIFT, film, "run pre-data again", "column \"x\x1b\" is new");
}

static const char ledger_text[] = "               equal  created  skipped  manual  failed  total\n"
                                  "schema             1        -        -       -       -      1\n"
                                  "table              -        1        -       -       -      1\n"
                                  "index              -        1       22       -       -     23\n"
                                  "foreign key        -        -        -       -       1      1\n"
                                  "unread object      -        -        -       1       -      1\n"
                                  "total              1        2       22       1       1     27\n"
                                  "\n"
                                  "skipped: 22\n";
static const char ledger_text_end[] =
    "  index public.film.i19: by the job\n"
    "  and 2 more; all in the JSON report\n"
    "\n"
    "manual: 1\n"
    "  unread object p\n"
    "\n"
    "failed: 1\n"
    "  foreign key public.film.\"fk\\u001b\": violated\\u0007\n"
    "\n"
    "findings: 9\n"
    "  critical DRIFT: 1 (the source changed between the two halves)\n"
    "    table public.film: column \"x\\u001b\" is new\n"
    "    remedy: run pre-data again\n"
    "  warning OBJECT_UNREAD: 1 (the source holds an object of a kind that is not read)\n"
    "    1 publication\n"
    "  warning ROLE_MISSING: 7 (an owner or grantee does not exist on the target)\n"
    "    table public.film: role \"boss\" does not exist\n"
    "    table public.film: role 0\n"
    "    table public.film: role 1\n"
    "    table public.film: role 2\n"
    "    table public.film: role 3\n"
    "    and 2 more; all in the JSON report\n"
    "    remedy: create the role\n"
    "    remedy: set owners: false\n";

static void check_ledger_text(void)
{
    SCOPED(Catalog *, catalog_release) catalog = ledger_shop();
    SCOPED(Buf, buf_free) out = {0};
    Ledger ledger;
    Findings findings = {0};
    fill_ledger(&ledger, catalog);
    fill_findings(&findings, catalog);
    RunReport report = {.ledger = &ledger, .findings = &findings};
    report_run_text(&out, &report, false);
    const char *end = strstr(out.text, "  index public.film.i19");
    is(end, ledger_text_end, "reasons and findings");
    out.text[strlen(ledger_text)] = '\0';
    is(out.text, ledger_text, "the table balances");
    buf_clear(&out);
    report.findings = NULL;
    report_run_text(&out, &report, true);
    ok(strstr(out.text, "\033[31m") != NULL && strstr(out.text, "findings") == NULL, "in colour, without findings");
}

static void check_run_json(void)
{
    SCOPED(Catalog *, catalog_release) catalog = ledger_shop();
    SCOPED(Buf, buf_free) out = {0};
    Ledger ledger;
    Findings findings = {0};
    fill_ledger(&ledger, catalog);
    fill_findings(&findings, catalog);
    Slowest slowest = {0};
    for (int i = 0; i < 7; i++)
        slowest_add(&slowest, catalog->arena,
                    (SlowStep){"table public.film", i % 2 == 0 ? "analyze" : "copy rows", i, i * 1000});
    const char *next[] = {"look"};
    RunReport report = {&ledger, &findings, &slowest, {next, 1}, "post-data", "failed", 1.5};
    report_run_json(&out, &report);
    static const char *const pieces[] = {
        "{\"format\":\"understudy-run\",\"version\":1,\n\"command\":\"post-data\",\n\"outcome\":\"failed\",\n\"seconds\":1.500,\n",
        "\"totals\":{\"objects\":27,\"pending\":0,\"equal\":1,\"created\":2,\"changed\":0,\"deferred\":0,\"absorbed\":0,"
        "\"skipped\":22,\"manual\":1,\"failed\":1},\n",
        "{\"kind\":\"index\",\"objects\":23,\"pending\":0,",
        "{\"kind\":\"foreign key\",\"name\":\"public.film.\\\"fk\\u001b\\\"\",\"key\":\"foreign key public.film.\\\"fk\\u001b\\\"\","
        "\"state\":\"failed\",\"reason\":\"violated\\u0007\"}",
        "\"slowest\":[\n{\"object\":\"table public.film\",\"action\":\"analyze\",\"seconds\":6.000,\"bytes\":6000},\n",
        "\"action\":\"analyze\",\"seconds\":2.000,\"bytes\":2000}\n],\n\"next\":[\"look\"]}\n",
        "{\"code\":\"OBJECT_UNREAD\",\"severity\":\"warning\",\"object\":null,\"message\":\"1 publication\",\"remedy\":null}",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        ok(strstr(out.text, pieces[i]) != NULL, "piece %zu", i);
    ok(strstr(out.text, "\"kind\":\"role\"") == NULL, "roles have no account");
    json_error_t where;
    json_t *root = json_loadb(out.text, out.length, JSON_REJECT_DUPLICATES, &where);
    ok(json_array_size(json_object_get(root, "objects")) == 27, "all objects: %s", where.text);
    ok(json_array_size(json_object_get(root, "findings")) == 9, "all findings");
    json_decref(root);
    buf_clear(&out);
    report_run_json(&out, &(RunReport){.command = "pre-data", .outcome = "unreachable"});
    is(out.text,
       "{\"format\":\"understudy-run\",\"version\":1,\n\"command\":\"pre-data\",\n\"outcome\":\"unreachable\",\n\"seconds\":0.000,\n"
       "\"findings\":[],\n\"slowest\":[],\n\"next\":[]}\n",
       "a run that ended early");
}

int main(void)
{
    check_diff_text();
    check_statements();
    check_gaps();
    check_equal();
    check_diff_json();
    check_lines_diff();
    check_ledger_text();
    check_run_json();
    return done();
}
