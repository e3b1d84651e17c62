/* MySQL's code: how it is written, in which session, and for whom it acts. */
#include "catalogs.h"
#include "converge.h"
#include "script.h"
#include "translate.h"

#define MODE "ANSI_QUOTES"
#define MADE_IN "sql_mode", MODE, "character_set", "latin1", "collation", "latin1_swedish_ci"

static Catalog *server(void)
{
    Catalog *catalog = catalog_new("mysql");
    catalog->product = "MySQL";
    catalog->server_version = 90704;
    catalog->user = "me@%";
    return catalog;
}

static Catalog *source(void)
{
    Catalog *catalog = server();
    add(catalog, KIND_SCHEMA, "s", "name", "s`x", "collation", "utf8mb4_0900_ai_ci", NULL);
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "t", NULL);
    add(catalog, KIND_FUNCTION, "f", "schema", "s", "name", "f", "word", "FUNCTION", "definition",
        "(a enum('\n)')) RETURNS int\n    DETERMINISTIC\n    COMMENT 'x'\nreturn 'é;'", "definer", "app@10.%",
        "database_collation", "latin1_bin", MADE_IN, NULL);
    add(catalog, KIND_VIEW, "v", "schema", "s", "name", "v", "columns", "[\"x\"]", "definition", "select `f`('')",
        "security", "DEFINER", "algorithm", "MERGE", "definer", "app@10.%", "check_option", "LOCAL", NULL);
    add(catalog, KIND_VIEW, "b", "schema", "s", "name", "b", "definition", "select 1", "error", "it is broken", NULL);
    add(catalog, KIND_TRIGGER, "r1", "table", "t", "name", "first", "timing", "BEFORE", "event", "INSERT", "position",
        "3", "definition", "set @a = 1", "definer", "me@%", NULL);
    add(catalog, KIND_TRIGGER, "r2", "table", "t", "name", "after", "timing", "BEFORE", "event", "INSERT", "position",
        "7", "definition", "set @a = 2", "definer", "me@%", NULL);
    add(catalog, KIND_EVENT, "e", "schema", "s", "name", "e", "schedule", "AT '2001-01-01'", "status", "ENABLE",
        "definition", "select 1", "time_zone", "SYSTEM", "sql_mode", "NO_BACKSLASH_ESCAPES", "comment", "\\'", NULL);
    catalog_need(catalog, "v", "f");
    finish(catalog);
    return catalog;
}

typedef struct Made {
    Buf script;
    Findings findings;
} Made;

static Made script_of(Arena *arena, const Catalog *from, Catalog *target, const TranslateOptions *options)
{
    Made made = {.findings = {.arena = arena}};
    Desired desired;
    Ledger ledger;
    Catalog *scope = NULL;
    Convergence convergence;
    Permission permission = {0};
    Err err = {0};
    ledger_open(&ledger, arena, from);
    ok(translate(&desired, arena, from, target, options, &made.findings, &ledger, &err) &&
           translate_target(&scope, arena, target, desired.post, options, &err),
       "translated: %s", err.message);
    ConvergeOptions how = {.emit = {SECTION_POST, target->user, &permission, NULL, true}, .post = desired.post};
    ok(converge(&convergence, arena, desired.post, scope, &how, &made.findings, &err), "said: %s", err.message);
    for (size_t i = 0; i < convergence.statements.list.count; i++)
        script_put(&made.script, dialect_of("mysql"), &convergence.statements.list.items[i], true);
    catalog_free(convergence.rest);
    if (scope != target)
        catalog_free(scope);
    desired_free(&desired);
    return made;
}

static bool says(const Made *made, const char *text)
{
    if (strstr(buf_text(&made->script), text) != NULL)
        return true;
    printf("# no %s in\n%s\n", text, buf_text(&made->script));
    return false;
}

static const Finding *finding_of(const Made *made, FindingCode code)
{
    for (size_t i = 0; i < made->findings.list.count; i++)
        if (made->findings.list.items[i].code == code)
            return &made->findings.list.items[i];
    return NULL;
}

static void check_script(Arena *arena, const Catalog *from, Catalog *target)
{
    TranslateOptions options = {.keep_grants = true};
    Made made = script_of(arena, from, target, &options);
    ok(says(&made, "ALTER DATABASE `s``x` COLLATE = latin1_bin;\nUSE `s``x`;\n"
                   "SET character_set_client = 'latin1', collation_connection = 'latin1_swedish_ci', "
                   "sql_mode = 'ANSI_QUOTES';\nDELIMITER ;;\n"
                   "CREATE DEFINER=`app`@`10.%` FUNCTION `s``x`.`f`(a enum('\n)')) RETURNS int\n"
                   "    DETERMINISTIC\n    COMMENT 'x'\nreturn 'é;';;\nDELIMITER ;\n"
                   "SET NAMES utf8mb4, sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,"
                   "ALLOW_INVALID_DATES';\n"
                   "ALTER DATABASE `s``x` COLLATE = utf8mb4_0900_ai_ci;\n"),
       "a function, and its session");
    ok(says(&made, "CREATE ALGORITHM=MERGE DEFINER=`app`@`10.%` SQL SECURITY DEFINER VIEW `s``x`.`v` (`x`) AS "
                   "select `f`('') WITH LOCAL CHECK OPTION;\n"),
       "a view");
    const char *text = buf_text(&made.script);
    ok(strstr(text, "FUNCTION `s") < strstr(text, "VIEW `s") && strstr(text, "VIEW `s") < strstr(text, "TRIGGER"),
       "routines, views, triggers");
    ok(says(&made, "TRIGGER `s``x`.`after` BEFORE INSERT ON `s``x`.`t` FOR EACH ROW FOLLOWS `first` set @a = 2;\n"),
       "a trigger behind another");
    ok(says(&made, "CREATE EVENT `s``x`.`e` ON SCHEDULE AT '2001-01-01' ON COMPLETION NOT PRESERVE DISABLE COMMENT "
                   "'\\''' DO select 1;\n") &&
           says(&made, "time_zone = 'SYSTEM', timestamp = 1;\n") && says(&made, "timestamp = DEFAULT;\n"),
       "an event");
    ok(finding_of(&made, FINDING_EVENT_DISABLED) != NULL, "that does nothing on the target is found");
    const Finding *broken = finding_of(&made, FINDING_VIEW_BROKEN);
    ok(strstr(text, "`b`") == NULL && broken != NULL && strcmp(broken->message, "it is broken") == 0, "a broken view");
    buf_free(&made.script);
}

static void check_policies(Arena *arena, const Catalog *from, Catalog *target)
{
    const Rename renames[] = {{"*@10.%", "app@%"}};
    TranslateOptions options = {.definers = {DEFINERS_KEEP, renames, 1}};
    Made made = script_of(arena, from, target, &options);
    ok(says(&made, "CREATE DEFINER=`app`@`%` FUNCTION") && says(&made, "DEFINER=`me`@`%` TRIGGER"), "mapped");
    ok(finding_of(&made, FINDING_DEFINER_CHANGED) != NULL, "mapped: found");
    buf_free(&made.script);
    options.definers = (DefinerOptions){.policy = DEFINERS_CURRENT_USER};
    made = script_of(arena, from, target, &options);
    ok(says(&made, "CREATE DEFINER=`me`@`%` FUNCTION") && says(&made, "SQL SECURITY DEFINER VIEW"), "current user");
    buf_free(&made.script);
    options.definers = (DefinerOptions){.policy = DEFINERS_STRIP};
    made = script_of(arena, from, target, &options);
    ok(says(&made, "DEFINER=`me`@`%` SQL SECURITY INVOKER VIEW") &&
           says(&made, "RETURNS int\n    DETERMINISTIC\n    SQL SECURITY INVOKER\n    COMMENT 'x'\nreturn"),
       "strip");
    buf_free(&made.script);
}

static const char *refusal(Arena *arena, const Catalog *from, const char *product, int64_t version,
                           const char *const *may)
{
    static const TranslateOptions options = {.keep_grants = true};
    static const char *const in_schema[] = {"SELECT",    "CREATE",         "ALTER",   "CREATE VIEW",
                                            "SHOW VIEW", "CREATE ROUTINE", "TRIGGER", "EVENT"};
    Catalog *target = server();
    target->product = product;
    target->server_version = version;
    add(target, KIND_ROLE, "me", "name", "me@%", NULL);
    for (size_t i = 0; i < sizeof in_schema / sizeof *in_schema; i++)
        add(target, KIND_PRIVILEGE, in_schema[i], "name", in_schema[i], "databases", "s`_", "grantee", "`me`@`%`",
            NULL);
    for (; *may != NULL; may++)
        add(target, KIND_PRIVILEGE, *may, "name", *may, NULL);
    finish(target);
    Made made = script_of(arena, from, target, &options);
    const Finding *finding = finding_of(&made, FINDING_PRIVILEGE_MISSING);
    const char *remedy = finding == NULL ? NULL : arena_slice(arena, finding->remedy, strcspn(finding->remedy, ";"));
    if (finding == NULL && finding_of(&made, FINDING_DEFINER_MISSING) != NULL)
        remedy = "missing";
    buf_free(&made.script);
    catalog_free(target);
    return remedy;
}

#define MAY(...) ((const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

static void check_rights(Arena *arena, const Catalog *from)
{
    is(refusal(arena, from, "MySQL", 80036, MAY()), "GRANT SET_USER_ID ON *.* TO `me`@`%`", "8.0: another definer");
    is(refusal(arena, from, "MySQL", 80036, MAY("SET_USER_ID")), "missing", "8.0: one that does not exist");
    is(refusal(arena, from, "MySQL", 80403, MAY()), "GRANT SET_ANY_DEFINER ON *.* TO `me`@`%`", "8.4: another definer");
    is(refusal(arena, from, "MySQL", 80403, MAY("SET_ANY_DEFINER")),
       "GRANT ALLOW_NONEXISTENT_DEFINER ON *.* TO `me`@`%`", "8.4: one that does not exist");
    is(refusal(arena, from, "MySQL", 80403, MAY("SUPER")), "missing", "8.4: SUPER");
    is(refusal(arena, from, "MariaDB", 101119, MAY("SUPER")), "missing", "MariaDB 10.11: SUPER");
    is(refusal(arena, from, "MariaDB", 110802, MAY("SUPER")), "GRANT SET USER ON *.* TO `me`@`%`",
       "MariaDB 11.8: SUPER");
    is(refusal(arena, from, "MariaDB", 110802, MAY("SET USER")), "missing", "MariaDB 11.8: SET USER");
}

static void check_encoding(void)
{
    Buf out = {0};
    script_encode(&out, &(Statement){.sql = "é\xe2\x82\xac\xc2\x81", .character_set = "latin1"});
    is(buf_text(&out), "\xe9\x80\x81", "the server's latin1");
    buf_clear(&out);
    script_encode(&out, &(Statement){.sql = "語", .character_set = "sjis"});
    is(buf_text(&out), "\x8c\xea", "sjis");
    buf_free(&out);
}

int main(void)
{
    Arena *arena = arena_new();
    Catalog *from = source(), *target = server();
    finish(target);
    check_script(arena, from, target);
    check_policies(arena, from, target);
    check_rights(arena, from);
    check_encoding();
    catalog_free(from);
    catalog_free(target);
    arena_free(arena);
    return done();
}
