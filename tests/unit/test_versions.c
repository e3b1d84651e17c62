/* One schema on several major versions: texts that are printed differently, and what only one side has. */
#include "catalogs.h"
#include "compare.h"
#include "scan.h"
#include "translate.h"

static void check_same_queries(Arena *arena)
{
    static const char *const pairs[][2] = {
        /* PostgreSQL 15, PostgreSQL 18 */
        {" SELECT t.a,\n    t.b AS c\n   FROM s.t\n  WHERE (t.a > 1)",
         " SELECT a,\n    b AS c\n   FROM s.t\n  WHERE (a > 1)"},
        {"SELECT \"T x\".\"A\" FROM s.\"T x\" ORDER BY \"T x\".\"A\"", "SELECT \"A\" FROM s.\"T x\" ORDER BY \"A\""},
        {"SELECT i.a FROM s.t i", "SELECT a FROM s.t i"},
        {"SELECT i.a FROM ONLY s.t i TABLESAMPLE bernoulli ('10'::real)",
         "SELECT a FROM ONLY s.t i TABLESAMPLE bernoulli ('10'::real)"},
        {"SELECT f.n, f.m FROM s.f(1, 2) f(n, m)", "SELECT n, m FROM s.f(1, 2) f(n, m)"},
        {"SELECT q.a FROM ( SELECT t.a FROM s.t, s.u) q", "SELECT a FROM ( SELECT t.a FROM s.t, s.u) q"},
        {"WITH c AS ( SELECT t.a FROM s.t) SELECT c.a FROM c", "WITH c AS ( SELECT t.a FROM s.t) SELECT a FROM c"},
        {"SELECT (t.at).x, t.*::s.t AS whole FROM s.t", "SELECT (at).x, t.*::s.t AS whole FROM s.t"},
        {"SELECT t.a, ( SELECT max(u.a) FROM s.u WHERE u.b = t.b) FROM s.t",
         "SELECT a, ( SELECT max(u.a) FROM s.u WHERE u.b = t.b) FROM s.t"},
        {"SELECT t.a FROM s.t WHERE (t.a IS DISTINCT FROM t.b)", "SELECT a FROM s.t WHERE (a IS DISTINCT FROM b)"},
        {"SELECT sum(t.a) OVER (PARTITION BY t.b) FROM s.t", "SELECT sum(a) OVER (PARTITION BY b) FROM s.t"},
        {"SELECT \"xmltable\".a FROM XMLTABLE(('/x'::text) PASSING ('<x/>'::xml) COLUMNS a integer)",
         "SELECT a FROM XMLTABLE(('/x'::text) PASSING ('<x/>'::xml) COLUMNS a integer)"},
        {"SELECT XMLSERIALIZE(CONTENT 'x'::xml AS text)", "SELECT XMLSERIALIZE(CONTENT 'x'::xml AS text NO INDENT)"},
        {"SELECT t.json FROM s.t", "SELECT \"json\" FROM s.t"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(scan_canonical(arena, &syntax_postgres, pairs[i][0], true),
           scan_canonical(arena, &syntax_postgres, pairs[i][1], true), "the same: %s", pairs[i][1]);
}

static void check_other_queries(Arena *arena)
{
    static const char *const pairs[][2] = {
        {"SELECT t.a FROM s.t", "SELECT t.b FROM s.t"},
        {"SELECT t.a FROM s.t", "SELECT t.a FROM s.u"},
        {"SELECT t.a FROM s.t", "SELECT 't.a' FROM s.t"},
        {"SELECT t.a, u.a FROM (s.t JOIN s.u ON (t.a = u.a))", "SELECT a, u.a FROM (s.t JOIN s.u ON (t.a = u.a))"},
        {"SELECT t.a FROM s.t, s.u", "SELECT a FROM s.t, s.u"},
        {"SELECT t.a FROM s.t UNION SELECT u.a FROM s.u", "SELECT a FROM s.t UNION SELECT u.a FROM s.u"},
        {"SELECT q.a FROM ( SELECT t.a FROM s.t) q", "SELECT q.a FROM ( SELECT a FROM s.t) q"},
        {"SELECT t.a FROM s.t WHERE EXISTS ( SELECT u.a FROM s.u WHERE u.a = t.b)",
         "SELECT t.a FROM s.t WHERE EXISTS ( SELECT u.a FROM s.u WHERE u.a = b)"},
        {"SELECT t.f(t.a) FROM s.t", "SELECT f(t.a) FROM s.t"},
        {"SELECT t.a::t.b FROM s.t", "SELECT t.a::b FROM s.t"},
        {"SELECT t.a FROM t.t", "SELECT t.a FROM t"},
        {"SELECT \"select\" FROM s.t", "SELECT select FROM s.t"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ok(strcmp(scan_canonical(arena, &syntax_postgres, pairs[i][0], true),
                  scan_canonical(arena, &syntax_postgres, pairs[i][1], true)) != 0,
           "not the same: %s, %s", pairs[i][0], pairs[i][1]);
    ok(strcmp(scan_canonical(arena, &syntax_postgres, "SELECT t.a FROM s.t", false),
              scan_canonical(arena, &syntax_postgres, "SELECT a FROM s.t", false)) != 0,
       "only of a query");
    static const char *const broken[] = {"",         "SELECT",           "FROM", "SELECT FROM", "SELECT 1 FROM (",
                                         ") FROM )", "SELECT a FROM t ("};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        ok(scan_canonical(arena, &syntax_postgres, broken[i], true) != NULL, "whatever it is: %s", broken[i]);
}

static void check_later_words(Arena *arena)
{
    static const struct {
        int from, to;
        const char *text, *quoted;
    } cases[] = {
        {15, 18, "(json text, INOUT json_value json)", "(\"json\" text, INOUT \"json_value\" json)"},
        {15, 16, "(json text)", "(json text)"},
        {17, 18, "(json text)", "(json text)"},
        {15, 18, "(system_user IS NOT NULL)", "(\"system_user\" IS NOT NULL)"},
        {16, 18, "(system_user IS NOT NULL)", "(system_user IS NOT NULL)"},
        {15, 18, "t.system_user, \"system_user\", 'system_user'", "t.system_user, \"system_user\", 'system_user'"},
        {15, 18, "('{}'::json)", "('{}'::json)"},
        {18, 15, "XMLSERIALIZE(CONTENT a AS text NO INDENT)", "XMLSERIALIZE(CONTENT a AS text )"},
        {18, 16, "XMLSERIALIZE(CONTENT a AS text NO INDENT)", "XMLSERIALIZE(CONTENT a AS text NO INDENT)"},
        {12, 18, "(normalize integer)", "(\"normalize\" integer)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is(scan_for_version(arena, cases[i].text, cases[i].from, cases[i].to), cases[i].quoted, "%d to %d: %s",
           cases[i].from, cases[i].to, cases[i].text);
}

/* A source of one version for a target of another; both by major version. */
typedef struct Pair {
    Arena *arena;
    Catalog *source, *target;
    Desired desired;
    Findings findings;
    Ledger ledger;
} Pair;

static void open_pair(Pair *pair, int source, int target)
{
    *pair = (Pair){.arena = arena_new(), .source = catalog_new("postgres"), .target = catalog_new("postgres")};
    pair->findings.arena = pair->arena;
    pair->source->server_version = source * 10000;
    pair->target->server_version = target * 10000;
    pair->target->user = "me";
    add(pair->source, KIND_SCHEMA, "s", "name", "s", NULL);
    add(pair->source, KIND_TABLE, "t", "schema", "s", "name", "t", "options",
        "[\"fillfactor=70\",\"autovacuum_vacuum_insert_threshold=5\",\"toast.autovacuum_vacuum_insert_threshold=5\"]",
        NULL);
    add(pair->source, KIND_COLUMN, "c", "table", "t", "name", "c", "type", "text", "compression", "lz4", NULL);
    add(pair->source, KIND_INDEX, "i", "table", "t", "name", "i", "nulls_not_distinct", "true", "is_valid", "true",
        NULL);
    add(pair->source, KIND_VIEW, "v", "schema", "s", "name", "v", "options", "[\"security_invoker=true\"]", NULL);
    add(pair->source, KIND_FUNCTION, "f", "schema", "s", "name", "f", "arguments", "", "definition", "CREATE FUNCTION",
        "language", "sql", "body", "", NULL);
    add(pair->source, KIND_GRANT, NULL, "on", "t", "grantee", "a", "position", "1", "privileges", "[\"MAINTAIN\"]",
        NULL);
    add(pair->source, KIND_GRANT, NULL, "on", "t", "grantee", "b", "position", "2", "privileges",
        "[\"MAINTAIN*\",\"SELECT\"]", NULL);
    finish(pair->source);
    finish(pair->target);
    Err err = {0};
    ledger_open(&pair->ledger, pair->arena, pair->source);
    TranslateOptions options = {.keep_owners = true, .keep_grants = true};
    ok(translate(&pair->desired, pair->arena, pair->source, pair->target, &options, &pair->findings, &pair->ledger,
                 &err),
       "%d to %d: %s", source, target, err.message);
}

static void close_pair(Pair *pair)
{
    desired_free(&pair->desired);
    catalog_free(pair->source);
    catalog_free(pair->target);
    arena_free(pair->arena);
}

static void check_down(void)
{
    Pair pair;
    open_pair(&pair, 18, 12);
    const Catalog *post = pair.desired.post;
    const Table *table = (const Table *)catalog_find(post, "table s.t");
    ok(table->options.count == 1 && list_has(&table->options, "fillfactor=70"),
       "options that 12 does not know are left");
    ok(((const Column *)catalog_find(post, "column s.t.c"))->compression == NULL, "so is compression");
    ok(catalog_find(post, "index s.t.i") == NULL && catalog_find(post, "view s.v") == NULL &&
           catalog_find(post, "function s.f()") == NULL && catalog_find(post, "grant table s.t.a") == NULL,
       "what 12 cannot have is left out");
    const Grant *grant = (const Grant *)catalog_find(post, "grant table s.t.b");
    ok(grant->privileges.count == 1 && list_has(&grant->privileges, "SELECT"), "SELECT is granted without MAINTAIN");
    ok(pair.findings.list.count == 7, "each is found: %zu", pair.findings.list.count);
    for (size_t i = 0; i < pair.findings.list.count; i++)
        ok(pair.findings.list.items[i].object != NULL && pair.findings.list.items[i].remedy != NULL, "%s: %s",
           pair.findings.list.items[i].object, pair.findings.list.items[i].message);
    close_pair(&pair);
}

static void check_level(void)
{
    Pair pair;
    open_pair(&pair, 18, 18);
    Changes changes;
    compare_catalogs(&changes, pair.arena, pair.source, pair.desired.post, true);
    ok(changes.list.count == 0 && pair.findings.list.count == 0, "between equals nothing is changed");
    close_pair(&pair);
}

int main(void)
{
    Arena *arena = arena_new();
    check_same_queries(arena);
    check_other_queries(arena);
    check_later_words(arena);
    check_down();
    check_level();
    arena_free(arena);
    return done();
}
