/* What MySQL 9.7 and MariaDB 10.11 print of the same definitions. */
#include "scan.h"
#include "tap.h"

static const char *canonical(Arena *arena, const char *text)
{
    return scan_canonical(arena, &syntax_mysql, text, true);
}

static void check_same(Arena *arena)
{
    static const char *const pairs[][2] =
        {
            /* MySQL, MariaDB */
            {"'5'", "5"},
            {"'it''s'", "'it''s'"},
            {"'1.50'", "1.50"},
            {"CURRENT_TIMESTAMP", "current_timestamp()"},
            {"CURRENT_TIMESTAMP", "current_timestamp()"},
            {"(1 + 2)", "(1 + 2)"},
            {"concat(_utf8mb4'x',upper(_utf8mb4'y'))", "concat('x',ucase('y'))"},
            {"_utf8mb4'abc'", "'abc'"},
            {"curdate()", "curdate()"},
            {"b'101'", "b'101'"},
            {"'-3'", "-3"},
            {"(`a` + (1 * 2))", "`a` + 1 * 2"},
            {"concat(lower(`b`),_utf8mb4'z',if((`a` > 1),_utf8mb4'p',_utf8mb4'q'))",
             "concat(lcase(`b`),'z',if(`a` > 1,'p','q'))"},
            {"((`a` + 1) * 2)", "(`a` + 1) * 2"},
            {"json_unquote(json_extract(`tx`,_utf8mb4'$.x'))", "json_unquote(json_extract(`tx`,'$.x'))"},
            {"cast(`dt` as date)", "cast(`dt` as date)"},
            {"year(`dt`)", "year(`dt`)"},
            {"left(`b`,3)", "left(`b`,3)"},
            {"date_format(`dt`,_utf8mb4'%Y-%m-%d')", "date_format(`dt`,'%Y-%m-%d')"},
            {"(case when ((`a` > 1) and (`b` like _utf8mb4'x%')) then 1 when (`a` is null) then 2 else 3 end)",
             "case when `a` > 1 and `b` like 'x%' then 1 when `a` is null then 2 else 3 end"},
            {"cast(`b` as unsigned)", "cast(`b` as unsigned)"},
            {"(`a` % 3)", "`a` MOD 3"},
            {"(`a` DIV 3)", "`a` DIV 3"},
            {"(0 = `a`)", "`a` = 0"},
            {"-(`a`)", "-`a`"},
            {"((`a` & 3) | (4 ^ 1))", "`a` & 3 | 4 ^ 1"},
            {"substr(`b`,2,3)", "substr(`b`,2,3)"},
            {"trim(`b`)", "trim(`b`)"},
            {"(`a` <=> 3)", "`a` <=> 3"},
            {"regexp_like(`b`,_utf8mb4'^x')", "`b` regexp '^x'"},
            {"convert(`b` using latin1)", "convert(`b` using latin1)"},
            {"cast(`b` as char(5) charset utf8mb4)", "cast(`b` as char(5) charset utf8mb4)"},
            {"(`dt` + interval 3 day)", "`dt` + interval 3 day"},
            {"(to_days(`dt`) - to_days(_utf8mb4'2020-01-01'))", "to_days(`dt`) - to_days('2020-01-01')"},
            {"timestampdiff(DAY,`dt`,_utf8mb4'2020-01-01')", "timestampdiff(DAY,`dt`,'2020-01-01')"},
            {"(`a` in (1,2,3))", "`a` in (1,2,3)"},
            {"(`a` not in (1,2))", "`a` not in (1,2)"},
            {"(`a` between 1 and 5)", "`a` between 1 and 5"},
            {"coalesce(`a`,0)", "coalesce(`a`,0)"},
            {"elt(`a`,_utf8mb4'x',_utf8mb4'y')", "elt(`a`,'x','y')"},
            {"((0 <> `a`) xor (0 <> 1))", "`a` xor 1"},
            {"(0 = `a`)", "`a` = 0"},
            {"extract(month from `dt`)", "extract(month from `dt`)"},
            {"(((`a` > 0) and (`d` < 10)) or (`b` <> _utf8mb4'x'))", "`a` > 0 and `d` < 10 or `b` <> 'x'"},
            {"((`b` in (_utf8mb4'x',_utf8mb4'y')) or (((`a` + 1) * 2) > 4))", "`b` in ('x','y') or (`a` + 1) * 2 > 4"},
            {"(length(`b`) > 0)", "octet_length(`b`) > 0"},
            {"regexp_like(`b`,_utf8mb4'^[a-z]+$')", "`b` regexp '^[a-z]+$'"},
            {"((`a` between 1 and 5) and (`d` is not null))", "`a` between 1 and 5 and `d` is not null"},
            {"(not((`b` like _utf8mb4'%z')))", "`b`  not like '%z'"},
            {"select `s`.`t`.`id` AS `id`,(`s`.`t`.`a` + 1) AS `x`,'lit' AS `l`,count(0) OVER ()  AS `n` from `s`.`t` where ((`s`.`t`.`a` > 1) and ((`s`.`t`.`b` = 'x') or (`s`.`t`.`b` like 'y%'))) order by `s`.`t`.`a` desc limit 5",
             "select `s`.`t`.`id` AS `id`,`s`.`t`.`a` + 1 AS `x`,'lit' AS `l`,count(0) over () AS `n` from `s`.`t` where `s`.`t`.`a` > 1 and (`s`.`t`.`b` = 'x' or `s`.`t`.`b` like 'y%') order by `s`.`t`.`a` desc limit 5"},
            {"select `x`.`id` AS `id`,`y`.`j` AS `j`,ifnull(`x`.`b`,'n') AS `nn`,date_format(`x`.`dt`,'%Y') AS `y` from ((`s`.`t` `x` left join `s`.`c` `y` on(((`y`.`t_id` = `x`.`id`) and (`y`.`id` > 3)))) join `s`.`t` `z` on((`z`.`id` = `x`.`id`)))",
             "select `x`.`id` AS `id`,`y`.`j` AS `j`,ifnull(`x`.`b`,'n') AS `nn`,date_format(`x`.`dt`,'%Y') AS `y` from ((`s`.`t` `x` left join `s`.`c` `y` on(`y`.`t_id` = `x`.`id` and `y`.`id` > 3)) join `s`.`t` `z` on(`z`.`id` = `x`.`id`))"},
            {"select `s`.`t`.`a` AS `a`,count(0) AS `n`,group_concat(distinct `s`.`t`.`b` order by `s`.`t`.`b` ASC separator '; ') AS `g` from `s`.`t` group by `s`.`t`.`a` having (count(0) > 1)",
             "select `s`.`t`.`a` AS `a`,count(0) AS `n`,group_concat(distinct `s`.`t`.`b` order by `s`.`t`.`b` ASC separator '; ') AS `g` from `s`.`t` group by `s`.`t`.`a` having count(0) > 1"},
            {"select `s`.`t`.`id` AS `id` from `s`.`t` where exists(select 1 from `s`.`c` where (`s`.`c`.`t_id` = `s`.`t`.`id`)) union all select `s`.`c`.`id` AS `id` from `s`.`c` where `s`.`c`.`id` in (select `s`.`t`.`id` from `s`.`t`) is false",
             "select `s`.`t`.`id` AS `id` from `s`.`t` where exists(select 1 from `s`.`c` where `s`.`c`.`t_id` = `s`.`t`.`id` limit 1) union all select `s`.`c`.`id` AS `id` from `s`.`c` where !(`s`.`c`.`id` in (select `s`.`t`.`id` from `s`.`t`))"},
            {"with `q` as (select `s`.`t`.`id` AS `id`,`s`.`t`.`a` AS `a` from `s`.`t`) select `q`.`id` AS `id`,sum(`q`.`a`) OVER (PARTITION BY `q`.`id` ORDER BY `q`.`a` ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)  AS `s` from `q`",
             "with q as (select `s`.`t`.`id` AS `id`,`s`.`t`.`a` AS `a` from `s`.`t`)select `q`.`id` AS `id`,sum(`q`.`a`) over ( partition by `q`.`id` order by `q`.`a` rows between 1 preceding  and  current row ) AS `s` from `q`"},
            {"select `s`.`m` AS `m`,concat(`s`.`b`,'-',`s`.`m`) AS `k` from (select max(`s`.`t`.`a`) AS `m`,`s`.`t`.`b` AS `b` from `s`.`t` group by `s`.`t`.`b`) `s`",
             "select `s`.`m` AS `m`,concat(`s`.`b`,'-',`s`.`m`) AS `k` from (select max(`s`.`t`.`a`) AS `m`,`s`.`t`.`b` AS `b` from `s`.`t` group by `s`.`t`.`b`) `s`"},
            {"select `s`.`t`.`id` AS `id`,(case `s`.`t`.`a` when 1 then 'one' else 'many' end) AS `w`,(`s`.`t`.`a` between 1 and 3) AS `bt`,(0 = `s`.`t`.`a`) AS `na`,-(`s`.`t`.`a`) AS `ng`,(`s`.`t`.`a` is null) AS `isn`,(`s`.`t`.`b` collate utf8mb4_bin) AS `cb`,cast(`s`.`t`.`a` as char charset utf8mb4) AS `ca`,convert(`s`.`t`.`b` using utf8mb4) AS `cu`,`interval_x`.`d` AS `d` from `s`.`t` join (select 1 AS `d`) `interval_x` where (`s`.`t`.`dt` > (now() - interval 1 day))", "select `s`.`t`.`id` AS `id`,case `s`.`t`.`a` when 1 then 'one' else 'many' end AS `w`,`s`.`t`.`a` between 1 and 3 AS `bt`,`s`.`t`.`a` = 0 AS `na`,-`s`.`t`.`a` AS `ng`,`s`.`t`.`a` is null AS `isn`,`s`.`t`.`b` collate utf8mb4_bin AS `cb`,cast(`s`.`t`.`a` as char charset utf8mb4) AS `ca`,convert(`s`.`t`.`b` using utf8mb4) AS `cu`,`interval_x`.`d` AS `d` from `s`.`t` join (select 1 AS `d`) `interval_x` where `s`.`t`.`dt` > current_timestamp() - interval 1 day"},
            {"select json_extract(`s`.`c`.`j`,'$.a') AS `ja`,lower(`s`.`t`.`b`) AS `lb`,upper(`s`.`t`.`b`) AS `ub`,substr(`s`.`t`.`b`,1,2) AS `sb`,char_length(`s`.`t`.`b`) AS `cl`,(`s`.`t`.`a` % 2) AS `md`,pow(`s`.`t`.`a`,2) AS `pw`,curdate() AS `cd`,if(`s`.`t`.`a`,1,2) AS `iff`,(select max(`s`.`c`.`id`) from `s`.`c`) AS `mx`,extract(year from `s`.`t`.`dt`) AS `ey`,locate('a',`s`.`t`.`b`) AS `ps`,trim(leading 'x' from `s`.`t`.`b`) AS `tr`,rand() AS `rn` from (`s`.`t` join `s`.`c` on((`s`.`c`.`id` = `s`.`t`.`id`)))", "select json_extract(`s`.`c`.`j`,'$.a') AS `ja`,lcase(`s`.`t`.`b`) AS `lb`,ucase(`s`.`t`.`b`) AS `ub`,substr(`s`.`t`.`b`,1,2) AS `sb`,char_length(`s`.`t`.`b`) AS `cl`,`s`.`t`.`a` MOD 2 AS `md`,pow(`s`.`t`.`a`,2) AS `pw`,curdate() AS `cd`,if(`s`.`t`.`a`,1,2) AS `iff`,(select max(`s`.`c`.`id`) from `s`.`c`) AS `mx`,extract(year from `s`.`t`.`dt`) AS `ey`,locate('a',`s`.`t`.`b`) AS `ps`,trim(leading 'x' from `s`.`t`.`b`) AS `tr`,rand() AS `rn` from (`s`.`t` join `s`.`c` on(`s`.`c`.`id` = `s`.`t`.`id`))"},
            {"_latin1'x'", "'x'"},
            {"0x00FF", "x'00ff'"},
            {"() RETURNS char(9) CHARSET latin1 NO SQL", "() RETURNS char(9) CHARSET latin1 COLLATE latin1_bin NO SQL"},
            {"select `s`.`l`.`a` AS `a` from `s`.`v` `l`", "select `l`.`a` AS `a` from `s`.`v` `l`"},
            {"select sum(`a`) AS `b` from `s`.`t` order by `b` desc",
             "select sum(`a`) AS `b` from `s`.`t` order by sum(`a`) desc"},
            {"regexp_like(concat(`a`,','),_ascii'^x')", "concat(`a`,',') regexp '^x'"},
            {"() RETURNS int", "() RETURNS int(11)"},
            {"(`a` = (`b` like `c`))", "`a` = `b` like `c`"},
            {"(`a` = (not((`b` like `c`))))", "`a` = `b`  not like `c`"},
            {"(`a` = (`b` in (1,2)))", "`a` = `b` in (1,2)"},
            {"((`a` = `b`) between 1 and 2)", "(`a` = `b`) between 1 and 2"},
            {"((`a` between 1 and `b`) = `c`)", "`a` between 1 and `b` = `c`"},
            {"(`a` between 1 and (`b` in (1,2)))", "`a` between 1 and `b` in (1,2)"},
            {"((`a` = `b`) is null)", "`a` = `b` is null"},
            {"PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB",
             "PARTITION `p0` VALUES LESS THAN (10) ENGINE = InnoDB"},
        };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(canonical(arena, pairs[i][0]), canonical(arena, pairs[i][1]), "the same: %s", pairs[i][1]);
}

static void check_other(Arena *arena)
{
    static const char *const pairs[][2] = {
        {"(`a` + `b`) * `c`", "`a` + `b` * `c`"},
        {"`a` - (`b` - `c`)", "`a` - `b` - `c`"},
        {"`a` or `b` and `c`", "(`a` or `b`) and `c`"},
        {"not `a` and `b`", "not (`a` and `b`)"},
        {"`a` > 0", "`a` >= 0"},
        {"'a'", "'A'"},
        {"_latin1'ä'", "'ä'"},
        {"_binary'a'", "'a'"},
        {"`A`", "`a`"},
        {"'a  b'", "'a b'"},
        {"'0 1'", "01"},
        {"`a` like 'x'", "`a` not like 'x'"},
        {"`a` is null", "`a` is not null"},
        {"0 <> `a`", "`a`"},
        {"`a` between 1 and 2 and `b`", "`a` between 1 and (2 and `b`)"},
        {"(`a`", "`a`"},
        {"`a`)", "`a`"},
        {"begin # one\nset a = 1; end", "begin # two\nset a = 1; end"},
        {"select `a` from `s`.`t`", "select `a` from `s`.`T`"},
        {"select `a` AS `b`,`c` from `s`.`t` order by `b`", "select `a` AS `b`,`c` from `s`.`t` order by `c`"},
        {"`a` = `b` like `c`", "(`a` = `b`) like `c`"},
        {"`a` = `b`  not regexp `c`", "(`a` = `b`)  not regexp `c`"},
        {"`a` = `b` in (1,2)", "(`a` = `b`) in (1,2)"},
        {"`a` = `b` between 1 and 2", "(`a` = `b`) between 1 and 2"},
        {"`a` between 1 and `b` = `c`", "`a` between 1 and (`b` = `c`)"},
        {"`a` = `b` is null", "`a` = (`b` is null)"},
        {"f(1)(2)", "f(1,2)"},
        {"int(11)", "int"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ok(strcmp(canonical(arena, pairs[i][0]), canonical(arena, pairs[i][1])) != 0, "not the same: %s, %s",
           pairs[i][0], pairs[i][1]);
}

static void check_broken(Arena *arena)
{
    static const char *const broken[] = {
        "",   "(",   ")", "case", "case when", "interval", "a in", "a between 1", "not",     "exists",
        "x'", "/*!", "#", "a.",   "-",         "f(",       "a is", "over",        "f() over"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        ok(canonical(arena, broken[i]) != NULL, "whatever it is: %s", broken[i]);
    char deep[5000];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    ok(strlen(canonical(arena, deep)) > sizeof deep, "as deep as it may be");
    for (size_t i = 0; i < 300; i++)
        deep[i] = "(f("[i % 3];
    deep[300] = '\0';
    ok(strlen(canonical(arena, deep)) >= 300, "without trying each bracket twice on each level");
}

int main(void)
{
    Arena *arena = arena_new();
    check_same(arena);
    check_other(arena);
    check_broken(arena);
    arena_free(arena);
    return done();
}
