/* Expressions and queries of both dialects: text in, text out. What is printed is parsed once more and printed the same. */
#include "expression.h"
#include "tap.h"

static const char *printed(Arena *arena, const Syntax *syntax, const char *text, bool is_query, const char **why)
{
    const Expr *expr = is_query ? query_parse(arena, syntax, text, why) : expression_parse(arena, syntax, text, why);
    return expr == NULL ? NULL : expression_text(arena, syntax, expr);
}

static void check(const Syntax *syntax, const char *text, const char *expected, bool is_query)
{
    Arena *arena = arena_new();
    const char *why = NULL, *once = printed(arena, syntax, text, is_query, &why);
    is(once, expected, "%.300s", text);
    if (once == NULL)
        printf("# %s\n", why == NULL ? "no reason" : why);
    else
        is(printed(arena, syntax, once, is_query, &why), once, "again");
    arena_free(arena);
}

static const char *const postgres[][2] = {
    {"(((a)::text = 'x'::text) AND ((b > 0) OR (c IS NOT NULL)))", "a::text = 'x'::text AND (b > 0 OR c IS NOT NULL)"},
    {"((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
     "status::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])"},
    {"(a <> ALL (ARRAY[1, 2]))", "a <> ALL (ARRAY[1, 2])"},
    {"((a + (b * c)) - (d - e))", "a + b * c - (d - e)"},
    {"(- (- a))", "- -a"},
    {"((-1))::integer", "(-1)::integer"},
    {"-1::int", "-1::integer"},
    {"((a || b) || (c || 'd'::text))", "a || b || (c || 'd'::text)"},
    {"(NOT (a AND b))", "NOT (a AND b)"},
    {"(NOT a) = b", "(NOT a) = b"},
    {"((a IS NULL) = (b IS DISTINCT FROM c))", "(a IS NULL) = (b IS DISTINCT FROM c)"},
    {"(a ~~ 'x%'::text)", "a LIKE 'x%'::text"},
    {"(a !~~* like_escape('x%'::text, '#'::text))", "a NOT ILIKE 'x%'::text ESCAPE '#'::text"},
    {"(a ~~ ANY (ARRAY['x'::text]))", "a ~~ ANY (ARRAY['x'::text])"},
    {"(a ~ '^\\d+$'::text)", "a ~ '^\\d+$'::text"},
    {"E'it''s\\n'", "'it''s\n'"},
    {"nextval('public.a_id_seq'::regclass)", "nextval('public.a_id_seq'::regclass)"},
    {"CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"},
    {"now()", "now()"},
    {"LOCALTIMESTAMP(3)", "LOCALTIMESTAMP(3)"},
    {"EXTRACT(year FROM d)", "EXTRACT(YEAR FROM d)"},
    {"date_part('year'::text, d)", "date_part('year'::text, d)"},
    {"\"left\"(a, 3)", "\"left\"(a, 3)"},
    {"COALESCE(a, GREATEST(b, 0))", "COALESCE(a, GREATEST(b, 0))"},
    {"TRIM(BOTH 'x'::text FROM a)", "TRIM(BOTH 'x'::text FROM a)"},
    {"SUBSTRING(a FROM 1 FOR 2)", "SUBSTRING(a FROM 1 FOR 2)"},
    {"POSITION(('x'::text) IN (a))", "POSITION('x'::text IN a)"},
    {"(a AT TIME ZONE 'UTC'::text)", "a AT TIME ZONE 'UTC'::text"},
    {"('now'::text)::timestamp(3) with time zone", "'now'::text::timestamp(3) with time zone"},
    {"date '2020-01-01' + interval '1' day", "'2020-01-01'::date + '1'::interval day"},
    {"'1 day'::interval day to second(3)", "'1 day'::interval day to second(3)"},
    {"(a COLLATE \"C\")", "a COLLATE \"C\""},
    {"((a)[1:2])[3]", "a[1:2][3]"},
    {"(t.p).x", "(t.p).x"},
    {"((data -> 'a'::text) ->> 'b'::text)", "data -> 'a'::text ->> 'b'::text"},
    {"(a OPERATOR(public.@>) b)", "a OPERATOR(public.@>) b"},
    {"(a OPERATOR(pg_catalog.=) b)", "a = b"},
    {"(@ (- 5))", "@ -5"},
    {"ROW(a, b)", "ROW(a, b)"},
    {"normalize(a, NFKC) = normalize(b)", "NORMALIZE(a, NFKC) = NORMALIZE(b)"},
    {"(a, b) IN ((1, 2), (3, 4))", "(a, b) IN ((1, 2), (3, 4))"},
    {"B'101'::\"bit\"", "B'101'::\"bit\""},
    {"'x'::\"char\"", "'x'::\"char\""},
    {"'a'::public.\"Mood\"", "'a'::public.\"Mood\""},
    {"CASE WHEN (a > 0) THEN 'p'::text ELSE NULL::text END", "CASE WHEN a > 0 THEN 'p'::text ELSE NULL::text END"},
    {"CASE a WHEN 1 THEN 2 END", "CASE a WHEN 1 THEN 2 END"},
    {"ARRAY[[1, 2], [3, 4]]", "ARRAY[[1, 2], [3, 4]]"},
    {"'{}'::text[]", "'{}'::text[]"},
    {"string_agg(DISTINCT a, ','::text ORDER BY a DESC NULLS LAST) FILTER (WHERE a IS NOT NULL)",
     "string_agg(DISTINCT a, ','::text ORDER BY a DESC NULLS LAST) FILTER (WHERE a IS NOT NULL)"},
    {"row_number() OVER (PARTITION BY a ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
     "row_number() OVER (PARTITION BY a ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"},
    {"percentile_cont(0.5) WITHIN GROUP (ORDER BY a)", "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)"},
    {"make_interval(days => 10)", "make_interval(days => 10)"},
    {"a BETWEEN SYMMETRIC 1 AND 2 AND b", "a BETWEEN SYMMETRIC 1 AND 2 AND b"},
    {"((SELECT 1) + 1)", "(SELECT 1) + 1"},
    {"(a IN ( SELECT b FROM t))", "a IN (SELECT b FROM t)"},
    {"0x1F + 1_000", "31 + 1000"},
    {"U&'\\0041'", "'A'"},
    {"(((a ^ b) ^ c) % d)", "a ^ b ^ c % d"},
    {"date + time", "date + \"time\""},
};

static const char *const mysql[][2] = {
    {"((`a` = 1) and ((`b` > 0) or (`c` is not null)))", "`a` = 1 and (`b` > 0 or `c` is not null)"},
    {"(`a` in (_utf8mb4'x',_utf8mb4'y'))", "`a` in (_utf8mb4'x', _utf8mb4'y')"},
    {"a || b && !c", "`a` or `b` and not `c`"},
    {"(`a` <=> `b`)", "`a` <=> `b`"},
    {"(not((`a` <=> `b`)))", "not `a` <=> `b`"},
    {"(`a` xor `b`)", "`a` xor `b`"},
    {"a DIV b MOD c", "`a` div `b` % `c`"},
    {"mod(a, b)", "`a` % `b`"},
    {"(`a` ^ `b`)", "`a` ^ `b`"},
    {"-(3)", "-3"},
    {"'it\\'s' 'x' \"y\"", "'it''sxy'"},
    {"_binary 0x1F + x'AB'", "_binary 0x1f + X'ab'"},
    {"b'101' + 0b1", "b'101' + b'1'"},
    {"if((`a` > 0),'x',NULL)", "if(`a` > 0, 'x', null)"},
    {"(`d` + interval (`n` + 1) day)", "`d` + interval (`n` + 1) day"},
    {"date_sub(`d`, interval 1 month)", "`d` - interval 1 month"},
    {"timestampdiff(DAY,`a`,`b`)", "timestampdiff(day, `a`, `b`)"},
    {"json_unquote(json_extract(`j`,_utf8mb4'$.a'))", "json_unquote(json_extract(`j`, _utf8mb4'$.a'))"},
    {"j->>'$.a'", "json_unquote(json_extract(`j`, '$.a'))"},
    {"cast(`a` as char(10) charset utf8mb4)", "cast(`a` as char(10) charset utf8mb4)"},
    {"cast(`a` as char(10) charset utf8mb4 binary)", "cast(`a` as char(10) charset utf8mb4 binary)"},
    {"cast(json_extract(`j`,'$.a') as unsigned array)", "cast(json_extract(`j`, '$.a') as unsigned array)"},
    {"convert(`a` using latin1)", "convert(`a` using latin1)"},
    {"binary `a`", "cast(`a` as binary)"},
    {"group_concat(distinct `a` order by `b` desc separator ';')",
     "group_concat(distinct `a` order by `b` desc separator ';')"},
    {"(match (`a`,`b`) against ('x' in boolean mode))", "match (`a`, `b`) against ('x' in boolean mode)"},
    {"(`a` like 'x\\_%' escape '#')", "`a` like 'x\\\\_%' escape '#'"},
    {"(`a` not like (`b` + 1))", "`a` not like (`b` + 1)"},
    {"regexp_like(`a`,'^x')", "regexp_like(`a`, '^x')"},
    {"a not regexp 'x' = b", "`a` not regexp 'x' = `b`"},
    {"(`a` collate utf8mb4_bin)", "`a` collate utf8mb4_bin"},
    {"curdate()", "curdate()"},
    {"CURRENT_TIMESTAMP(6)", "current_timestamp(6)"},
    {"TIMESTAMP'2020-01-01 00:00:00'", "timestamp'2020-01-01 00:00:00'"},
    {"(3 member of(`j`))", "3 member of (`j`)"},
    {"`db`.`f`(`a`)", "`db`.`f`(`a`)"},
    {"extract(year from `d`)", "extract(year from `d`)"},
    {"trim(both 'x' from `a`)", "trim(both 'x' from `a`)"},
    {"case when (`a` is true) then 1 else 0 end", "case when `a` is true then 1 else 0 end"},
    {"(`a` between 1 and (2 + 3)) and b", "`a` between 1 and 2 + 3 and `b`"},
    {"((`a` << 2) | (`b` & 3))", "`a` << 2 | `b` & 3"},
    {"@@session.sql_mode", "@@session.sql_mode"},
    {"interval(1,2,3) + interval (4) day", "interval(1, 2, 3) + interval 4 day"},
    {"adddate(d, 3)", "`d` + interval 3 day"},
    {"position('x' in a) + substring(a from 2)", "locate('x', `a`) + substring(`a`, 2)"},
    {"json_value(`j`,'$.a' returning char(10) null on empty)",
     "json_value(`j`, '$.a' returning char(10) null on empty)"},
};

static const char *const postgres_queries[][2] = {
    {" SELECT a.x,\n    count(*) AS n\n   FROM (public.a\n     LEFT JOIN b b1 USING (x))\n  WHERE (a.y > 0)\n  GROUP BY a.x\n"
     " HAVING (count(*) > 1)\n  ORDER BY a.x DESC\n LIMIT 5 OFFSET 1;",
     "SELECT a.x, count(*) AS n FROM public.a LEFT JOIN b AS b1 USING (x) WHERE a.y > 0 GROUP BY a.x HAVING count(*) > 1 ORDER BY "
     "a.x DESC LIMIT 5 OFFSET 1"},
    {"WITH RECURSIVE w(n) AS ( VALUES (1) UNION ALL SELECT w_1.n + 1 FROM w w_1) SELECT n FROM w",
     "WITH RECURSIVE w(n) AS (VALUES (1) UNION ALL SELECT w_1.n + 1 FROM w AS w_1) SELECT n FROM w"},
    {"(SELECT 1 UNION SELECT 2) EXCEPT (SELECT 3 ORDER BY 1) ORDER BY 1",
     "SELECT 1 UNION SELECT 2 EXCEPT (SELECT 3 ORDER BY 1) ORDER BY 1"},
    {"SELECT 1 UNION (SELECT 2 UNION SELECT 3 INTERSECT SELECT 4)",
     "SELECT 1 UNION (SELECT 2 UNION SELECT 3 INTERSECT SELECT 4)"},
    {"SELECT x.a FROM a x, LATERAL ( SELECT 1) y(b), unnest(x.c) WITH ORDINALITY u(v, w), f() AS (p integer, q text)",
     "SELECT x.a FROM a AS x, LATERAL (SELECT 1) AS y(b), unnest(x.c) WITH ORDINALITY AS u(v, w), f() AS (p integer, q text)"},
    {"SELECT * FROM a JOIN b JOIN c ON b.x = c.x ON a.x = b.x NATURAL JOIN d CROSS JOIN e",
     "SELECT * FROM a JOIN (b JOIN c ON b.x = c.x) ON a.x = b.x NATURAL JOIN d CROSS JOIN e"},
    {"SELECT DISTINCT ON (a, b) a.* FROM ONLY a", "SELECT DISTINCT ON (a, b) a.* FROM ONLY a"},
    {"SELECT a, sum(b) OVER w FROM t GROUP BY GROUPING SETS ((a), ()), ROLLUP (b) WINDOW w AS (PARTITION BY a)",
     "SELECT a, sum(b) OVER w FROM t GROUP BY GROUPING SETS (a, ()), ROLLUP (b) WINDOW w AS (PARTITION BY a)"},
    {"SELECT a FROM t FETCH FIRST 3 ROWS WITH TIES", "SELECT a FROM t FETCH FIRST 3 ROWS WITH TIES"},
    {"SELECT EXISTS ( SELECT 1), ARRAY( SELECT 2) AS x", "SELECT EXISTS(SELECT 1), ARRAY(SELECT 2) AS x"},
};

static const char *const mysql_queries[][2] = {
    {"/* select#1 */ select `a`.`x` AS `x`,count(0) AS `n` from (`d`.`a` left join `d`.`b` `b1` on((`a`.`x` = `b1`.`x`))) "
     "group by `a`.`x` with rollup limit 3,5",
     "select `a`.`x` as `x`, count(0) as `n` from `d`.`a` left join `d`.`b` as `b1` on `a`.`x` = `b1`.`x` group by `a`.`x` with "
     "rollup limit 5 offset 3"},
    {"select 1 from dual where 1 = 1", "select 1 from dual where 1 = 1"},
    {"select a 'b c' from t use index (i) join u straight_join v",
     "select `a` as `b c` from `t` use index (`i`) cross join `u` straight_join `v`"},
    {"with recursive w as (select 1 as n union all select n + 1 from w) select * from w where exists(select 1)",
     "with recursive `w` as (select 1 as `n` union all select `n` + 1 from `w`) select * from `w` where exists(select 1)"},
};

static const struct {
    const Syntax *syntax;
    const char *text, *why;
} refused[] = {
    {&syntax_postgres, "", "it ends where an operand was expected"},
    {&syntax_postgres, "a +", "it ends where an operand was expected"},
    {&syntax_postgres, "a b", "\"b\" at byte 3 is not understood: an operator or the end was expected"},
    {&syntax_postgres, "xmlelement(NAME a)", "\"a\" at byte 17 is not understood: ) was expected"},
    {&syntax_mysql, "'a\\0b'", "\"'a\\0b'\" at byte 1 is not understood: a text without NUL was expected"},
    {&syntax_mysql, "(a", "it ends where ) was expected"},
};

static void check_bounds(void)
{
    enum { DEEP = 5000 };
    static char text[2 * DEEP + 1];
    Arena *arena = arena_new();
    const char *why;
    memset(text, '(', DEEP);
    ok(expression_parse(arena, &syntax_postgres, text, &why) == NULL && strstr(why, "deep") != NULL,
       "many brackets: %s", why);
    for (size_t i = 0; i < DEEP; i++)
        memcpy(text + 2 * i, i + 1 < DEEP ? "a+" : "a", 2);
    ok(expression_parse(arena, &syntax_postgres, text, &why) == NULL && strstr(why, "deep") != NULL, "a long sum: %s",
       why);
    arena_free(arena);
}

/* What one dialect says otherwise than the other, from the same tree. */
static void check_other(const Syntax *from, const char *text, const Syntax *to, const char *expected)
{
    Arena *arena = arena_new();
    const char *why = NULL;
    const Expr *expr = expression_parse(arena, from, text, &why);
    is(expr == NULL ? why : expression_text(arena, to, expr), expected, "across: %s", text);
    arena_free(arena);
}

static const struct {
    const Syntax *syntax;
    bool is_query, are_same;
    const char *a, *b;
} pairs[] = {
    {&syntax_postgres, false, true,
     "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
     "status IN ('a', 'b')"},
    {&syntax_postgres, false, true, "(a <> ALL (ARRAY[1, 2]))", "NOT a IN (1, 2)"},
    {&syntax_postgres, false, true, "((a >= 1) AND (a <= 10))", "a between 1 and 10"},
    {&syntax_postgres, false, true, "(price > (0)::numeric)", "price > 0"},
    {&syntax_postgres, false, true, "'-1'::integer", "(-1)"},
    {&syntax_postgres, false, true, "CURRENT_TIMESTAMP", "now()"},
    {&syntax_postgres, false, true, "CASE WHEN a THEN 1 ELSE NULL::integer END", "case when a then 1 end"},
    {&syntax_postgres, false, true, "(a AND (b AND c))", "((a AND b) AND c)"},
    {&syntax_postgres, false, true, "(t.a ~~ 'x%'::text)", "a LIKE 'x%' ESCAPE '\\'"},
    {&syntax_postgres, false, true, "'x'::public.mood", "'x'"},
    {&syntax_postgres, false, true, "(a OPERATOR(pg_catalog.=) 1)", "a=1"},
    {&syntax_postgres, false, true, "((quantity)::numeric * price)", "quantity * price"},
    {&syntax_postgres, false, true, "((net > ('-1000000'::integer)::numeric) AND (vat = ANY (ARRAY[0.00, 7.00])))",
     "net > -1000000 AND vat IN (0.00, 7.00)"},
    {&syntax_postgres, false, true, "date_trunc('month'::text, (day)::timestamp with time zone)",
     "date_trunc('month', day)"},
    {&syntax_postgres, false, false, "(day)::timestamp with time zone AT TIME ZONE 'UTC'", "day AT TIME ZONE 'UTC'"},
    {&syntax_postgres, false, false, "a::integer = 3", "a = 3"},
    {&syntax_postgres, false, false, "(a::numeric / b)", "a / b"},
    {&syntax_postgres, false, false, "(a / 2)", "(a / (2)::numeric)"},
    {&syntax_postgres, false, false, "a - (b - c)", "a - b - c"},
    {&syntax_postgres, false, false, "'a'", "'A'"},
    {&syntax_postgres, false, false, "CURRENT_TIMESTAMP", "LOCALTIMESTAMP"},
    {&syntax_postgres, false, false, "a::date", "a::timestamp"},
    {&syntax_postgres, false, false, "a OR b AND c", "(a OR b) AND c"},
    {&syntax_postgres, false, false, "a IN (1, 2)", "a NOT IN (1, 2)"},
    {&syntax_postgres, true, true, "SELECT t.a, t.b AS c FROM t ORDER BY t.a NULLS LAST",
     "SELECT a, b AS c FROM t t ORDER BY a ASC"},
    {&syntax_postgres, true, false, "SELECT a FROM t", "SELECT a FROM u"},
    {&syntax_postgres, true, false, "SELECT t.a FROM t, u", "SELECT u.a FROM t, u"},
    {&syntax_mysql, false, true, "(`a` in (_utf8mb4'x',_utf8mb4'y'))", "a in ('x', 'y')"},
    {&syntax_mysql, false, true, "(`t`.`a` <> 3)", "not a = 3"},
    {&syntax_mysql, false, true, "current_timestamp(0)", "now()"},
    {&syntax_mysql, false, true, "regexp_like(`a`,_utf8mb4'^x')", "a rlike '^x'"},
    {&syntax_mysql, false, true, "((0 <> `a`) and (0 = `b`))", "a and not b"},
    {&syntax_mysql, false, true, "`a` <> 0 or `b` = 0", "a or not b"},
    {&syntax_mysql, false, false, "(0 <> `a`)", "a"},
    {&syntax_mysql, false, true, "(`d` + interval 1 day)", "date_add(d, interval 1 day)"},
    {&syntax_mysql, false, true, "'5'", "5"},
    {&syntax_mysql, false, false, "'05'", "5"},
    {&syntax_mysql, false, false, "_binary'x'", "'x'"},
    {&syntax_mysql, false, false, "(`a` and `b`)", "(`a` or `b`)"},
    {&syntax_mysql, true, true, "select `t`.`a` AS `a`,count(0) AS `n` from `d`.`t` group by `t`.`a`",
     "select a, count(*) as n from d.t group by a"},
    {&syntax_mysql, true, true, "select 1 from (`a` join `b`)", "select 1 from `a` cross join `b`"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof postgres / sizeof *postgres; i++)
        check(&syntax_postgres, postgres[i][0], postgres[i][1], false);
    for (size_t i = 0; i < sizeof mysql / sizeof *mysql; i++)
        check(&syntax_mysql, mysql[i][0], mysql[i][1], false);
    for (size_t i = 0; i < sizeof postgres_queries / sizeof *postgres_queries; i++)
        check(&syntax_postgres, postgres_queries[i][0], postgres_queries[i][1], true);
    for (size_t i = 0; i < sizeof mysql_queries / sizeof *mysql_queries; i++)
        check(&syntax_mysql, mysql_queries[i][0], mysql_queries[i][1], true);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Arena *arena = arena_new();
        const char *why = NULL;
        ok(expression_parse(arena, refused[i].syntax, refused[i].text, &why) == NULL, "not understood: %s",
           refused[i].text);
        is(why, refused[i].why, "and why");
        arena_free(arena);
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ok(expression_equivalent(pairs[i].syntax, pairs[i].a, pairs[i].b, pairs[i].is_query) == pairs[i].are_same,
           "%s: %s, %s", pairs[i].are_same ? "the same" : "not the same", pairs[i].a, pairs[i].b);
    check_bounds();
    check_other(&syntax_postgres, "(a || b) ^ 2 = c", &syntax_mysql, "pow(concat(`a`, `b`), 2) = `c`");
    check_other(&syntax_postgres, "a IS DISTINCT FROM b AND c", &syntax_mysql, "not `a` <=> `b` and `c`");
    check_other(&syntax_mysql, "a <=> b and c ^ d", &syntax_postgres, "a IS NOT DISTINCT FROM b AND c # d");
    check_other(&syntax_mysql, "x'1F'", &syntax_postgres, "'\\x1f'::bytea");
    return done();
}
