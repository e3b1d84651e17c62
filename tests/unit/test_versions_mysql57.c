/* From MySQL 5.7: what no later release reads as it stands. Text in, text out. */
#include <string.h>

#include "catalogs.h"
#include "dialect.h"
#include "translate.h"
#include "translate_mysql.h"

static const struct {
    const char *text, *expected;
} words[] = {
    {"(IN rank int) SELECT g.rank, lead FROM groups AS g", "(IN `rank` int) SELECT g.rank, `lead` FROM `groups` AS g"},
    {"BEGIN DECLARE Window int; SET @rank = 1; END", "BEGIN DECLARE `Window` int; SET @rank = 1; END"},
    {"SELECT rank.a, 'rank', `rank` FROM shop.rank -- of rank",
     "SELECT `rank`.a, 'rank', `rank` FROM shop.rank -- of rank"},
    {"SELECT system(1), qualify, rankx", "SELECT `system`(1), `qualify`, rankx"},
};

static const struct {
    const char *text, *expected; /* NULL: as it was */
} groups[] = {
    {"select a from t group by a desc, b asc order by a desc", "select a from t group by a, b order by a desc"},
    {"select (select max(x) from t group by y DESC) from u order by v desc",
     "select (select max(x) from t group by y) from u order by v desc"},
    {"select a from t group by f(a, (select b from c order by b desc)) desc having a",
     "select a from t group by f(a, (select b from c order by b desc)) having a"},
    {"select group_concat(a order by a desc) from t group by a", NULL},
    {"BEGIN select a from t group by a; select b from t order by b desc; END", NULL},
};

static const struct {
    const char *text, *expected;
} charsets[] = {
    {"(a char(3) CHARSET utf8mb4) RETURNS text CHARSET utf8mb4\nRETURN a",
     "(a char(3) CHARSET utf8mb4 COLLATE utf8mb4_general_ci) RETURNS text CHARSET utf8mb4 COLLATE utf8mb4_general_ci\nRETURN a"},
    {"DECLARE a text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;",
     "DECLARE a text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"},
    {"SELECT CAST(a AS char CHARACTER SET utf8mb4), CONVERT(a USING utf8mb4)",
     "SELECT CAST(a AS char CHARACTER SET utf8mb4), CONVERT(a USING utf8mb4)"},
    {"SET CHARACTER SET utf8mb4; SET NAMES utf8mb4", "SET CHARACTER SET utf8mb4; SET NAMES utf8mb4"},
};

static void check_texts(Arena *arena)
{
    const Versions to_mysql = {{"MySQL", 50744, NULL}, {"MySQL", 90704, NULL}},
                   to_older = {{"MySQL", 50744, NULL}, {"MySQL", 80021, NULL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is(my_quote_words(arena, &syntax_mysql, words[i].text, &to_mysql), words[i].expected, "%s", words[i].text);
    is(my_quote_words(arena, &syntax_mysql, "rank, qualify", &to_older), "`rank`, qualify",
       "as far as the target has them");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        View view = {.object = {.kind = KIND_VIEW}, .definition = groups[i].text};
        ok(my_sorts_groups(&view.object) == (groups[i].expected != NULL), "%s: sorts", groups[i].text);
        my_unsort_groups(&view.object, arena);
        is(view.definition, groups[i].expected == NULL ? groups[i].text : groups[i].expected, "%s", groups[i].text);
    }
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        is(my_name_collation(arena, &syntax_mysql, charsets[i].text), charsets[i].expected, "%s", charsets[i].text);
}

static void check_modes(Arena *arena)
{
    static const char modes[] =
        "PIPES_AS_CONCAT,ANSI_QUOTES,ORACLE,NO_KEY_OPTIONS,NO_AUTO_CREATE_USER,STRICT_TRANS_TABLES";
    const Versions to_mysql = {{"MySQL", 50744, NULL}, {"MySQL", 90704, NULL}},
                   to_mariadb = {{"MySQL", 50744, NULL}, {"MariaDB", 110802, NULL}},
                   of_mariadb = {{"MariaDB", 101119, NULL}, {"MariaDB", 110802, NULL}};
    is(my_sql_mode_for(arena, modes, &to_mysql), "PIPES_AS_CONCAT,ANSI_QUOTES,STRICT_TRANS_TABLES",
       "modes that are no more");
    is(my_sql_mode_for(arena, modes, &to_mariadb), "PIPES_AS_CONCAT,ANSI_QUOTES,STRICT_TRANS_TABLES",
       "ORACLE was no grammar");
    is(my_sql_mode_for(arena, modes, &of_mariadb), modes, "but is MariaDB's");
}

static Catalog *catalog_of(int64_t version)
{
    Catalog *catalog = catalog_new("mysql");
    catalog->product = "MySQL";
    catalog->server_version = version;
    catalog->server_id = "x";
    catalog->user = "me@localhost";
    return catalog;
}

static bool is_found(const Findings *findings, const char *key, const char *words_of_it)
{
    for (size_t i = 0; i < findings->list.count; i++)
        if (strcmp(findings->list.items[i].object, key) == 0 &&
            strstr(findings->list.items[i].message, words_of_it) != NULL)
            return true;
    return false;
}

static void check_whole(Arena *arena)
{
    Catalog *source = catalog_of(50744), *target = catalog_of(90704);
    add(source, KIND_SCHEMA, "s", "name", "s", "collation", "utf8_general_ci", "character_set", "utf8", NULL);
    add(source, KIND_TABLE, "t", "schema", "s", "name", "t", "engine", "InnoDB", "collation", "utf8_general_ci", NULL);
    add(source, KIND_COLUMN, "c", "table", "t", "name", "rank", "position", "1", "type", "int(10) unsigned", NULL);
    add(source, KIND_VIEW, "v", "schema", "s", "name", "v", "definition",
        "select sql_cache `s`.`t`.`rank` AS `rank` from `s`.`t` group by `s`.`t`.`rank` desc", NULL);
    add(source, KIND_PROCEDURE, "p", "schema", "s", "name", "p", "definition", "() SELECT rank, password('x') FROM t",
        "sql_mode", "NO_AUTO_CREATE_USER", NULL);
    add(source, KIND_PROCEDURE, "q", "schema", "s", "name", "q", "definition", "() INSERT INTO area (a) VALUES (1)",
        "sql_mode", "", NULL);
    finish(source);
    finish(target);
    Findings findings = {.arena = arena};
    Ledger ledger;
    Desired desired;
    TranslateOptions options = {0};
    Err err = {0};
    ledger_open(&ledger, arena, source);
    ok(translate(&desired, arena, source, target, &options, &findings, &ledger, &err), "it is translated: %s",
       err.message);
    const View *view = (const View *)catalog_find(desired.post, "view s.v");
    const Procedure *procedure = (const Procedure *)catalog_find(desired.post, "procedure s.p");
    is(((const Column *)catalog_find(desired.post, "column s.t.rank"))->type, "int unsigned", "no display widths");
    is(((const Table *)catalog_find(desired.post, "table s.t"))->collation, "utf8mb3_general_ci", "utf8 is utf8mb3");
    is(view->definition, "select  `s`.`t`.`rank` AS `rank` from `s`.`t` group by `s`.`t`.`rank`",
       "no cache, no order of groups");
    ok(is_found(&findings, "view s.v", "whose GROUP BY sorts"), "as is found");
    is(procedure->definition, "() SELECT `rank`, password('x') FROM t", "a name that became a word");
    is(procedure->sql_mode, "", "a mode that is no more");
    ok(is_found(&findings, "procedure s.p", "calls functions of MySQL 5.7"), "functions that are no more");
    ok(!is_found(&findings, "procedure s.q", "calls functions"), "a table is no function");
    desired_free(&desired);
    catalog_free(source);
    catalog_free(target);
}

int main(void)
{
    Arena *arena = arena_new();
    check_texts(arena);
    check_modes(arena);
    check_whole(arena);
    arena_free(arena);
    return done();
}
