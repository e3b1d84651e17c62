/* Expressions in the other engine's words: text in, text out. What both servers make of them is tests/71-*.t's. */
#include "rewrite.h"

#include <string.h>

#include "tap.h"

typedef struct Row {
    const char *from, *to; /* to NULL: it is refused */
} Row;

static const RewriteColumn columns[] = {
    {"t", "t", {TYPE_TEXT, 0, true}, false, NULL},          {"cs", "cs", {TYPE_TEXT, 0, false}, false, NULL},
    {"i", "i", {TYPE_INTEGER, 4, false}, false, NULL},      {"k", "k", {TYPE_INTEGER, 4, false}, true, NULL},
    {"s", "s", {TYPE_INTEGER, 2, false}, false, NULL},      {"big", "big", {TYPE_INTEGER, 8, false}, false, NULL},
    {"n", "n", {TYPE_DECIMAL, 2, false}, false, NULL},      {"f", "f", {TYPE_FLOAT, 0, false}, false, NULL},
    {"b", "b", {TYPE_BOOLEAN, 0, false}, false, NULL},      {"d", "d", {TYPE_DATE, 0, false}, false, NULL},
    {"ts", "ts", {TYPE_TIMESTAMP, 0, false}, false, NULL},  {"tz", "tz", {TYPE_TIMESTAMPTZ, 6, false}, false, NULL},
    {"j", "j", {TYPE_JSON, 0, false}, false, NULL},         {"x", "x", {TYPE_BYTES, 0, false}, false, NULL},
    {"e", "e", {TYPE_ENUM, 0, false}, false, NULL},         {"Name", "name", {TYPE_TEXT, 0, false}, false, NULL},
    {"g", "g", {TYPE_INTEGER, 4, false}, false, "`i` + 1"},
};
static const RewriteRelation table = {NULL, "t", columns, sizeof columns / sizeof *columns};

static Rewritten rewritten(Arena *arena, bool to_postgres, const char *text, TypeClass wanted, bool is_immutable)
{
    Rewrite rewrite = {
        .arena = arena,
        .from = to_postgres ? &syntax_mysql : &syntax_postgres,
        .to = to_postgres ? &syntax_postgres : &syntax_mysql,
        .is_immutable = is_immutable,
        .table = &table,
    };
    return rewrite_expression(&rewrite, text, wanted);
}

static void check(bool to_postgres, const Row *row, TypeClass wanted, bool is_immutable)
{
    Arena *arena = arena_new();
    Rewritten made = rewritten(arena, to_postgres, row->from, wanted, is_immutable);
    if (row->to == NULL)
        ok(made.text == NULL && made.why != NULL, "%s is refused (%s)", row->from,
           made.text != NULL ? made.text : made.why);
    else
        is(made.text != NULL ? made.text : made.why, row->to, "%s", row->from);
    arena_free(arena);
}

static const Row to_postgres[] = {
    {"concat(`t`,' ',`cs`)", "t || ' ' || cs"},
    {"if(`b`,'active','')", "CASE WHEN b THEN 'active' ELSE '' END"},
    {"`Name`", "name"},
    {"`i` / `k`", "round(i::numeric / NULLIF(k, 0)::numeric, 4)"},
    {"`t` like 'a%'", "t ILIKE 'a%'"},
    {"`cs` like 'a%'", "cs LIKE 'a%'"},
    {"`b` = 1", "b = true"},
    {"`t` = 1", NULL},
    {"substr(`t`,0,3)", NULL},
    {"strcmp(`t`,'a')", NULL},
};

static const Row to_mysql[] = {
    {"cs || '!'", "concat(`cs`, '!')"},
    {"concat(cs, 'x')", "concat(coalesce(`cs`, ''), 'x')"},
    {"i / k", "`i` div `k`"},
    {"cs = ANY (ARRAY['a'::text, 'b'::text])", "`cs` in ('a', 'b')"},
    {"i IS NOT DISTINCT FROM k", "`i` <=> `k`"},
    {"cs ~~* 'a%'", "lower(`cs`) like lower('a%')"},
    {"cs ~ '^a'", "regexp_like(`cs`, '^a', 'c')"},
    {"(i)::bigint", "`i`"},
    {"true", "1"},
    {"ts - '1 year 2 mons'::interval", "`ts` - interval 14 month"},
    {"(j ->> 'a'::text)", "json_unquote(json_extract(`j`, '$.a'))"},
    {"extract(dow from d)", "dayofweek(`d`) - 1"},
    {"age(ts)", NULL},
    {"ARRAY[i, k]", NULL},
    {"shop.total(i)", NULL},
};

static const Row conditions[] = {{"`i`", "i <> 0"}, {"`b`", "b"}, {"`t`", NULL}};

static const Row immutable[] = {
    {"`g` * 2", "(i + 1)::bigint * 2"},
    {"date_format(`d`,'%Y-%m')",
     "lpad(EXTRACT(YEAR FROM d)::integer::text, 4, '0') || '-' || lpad(EXTRACT(MONTH FROM d)::integer::text, 2, '0')"},
    {"unix_timestamp(`ts`)", NULL},
};

int main(void)
{
    for (size_t i = 0; i < sizeof to_postgres / sizeof *to_postgres; i++)
        check(true, &to_postgres[i], TYPE_UNKNOWN, false);
    for (size_t i = 0; i < sizeof to_mysql / sizeof *to_mysql; i++)
        check(false, &to_mysql[i], TYPE_UNKNOWN, false);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        check(true, &conditions[i], TYPE_BOOLEAN, false);
    for (size_t i = 0; i < sizeof immutable / sizeof *immutable; i++)
        check(true, &immutable[i], TYPE_UNKNOWN, true);
    return done();
}
