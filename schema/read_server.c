/* What MySQL's and MariaDB's servers are set to, what the session may do there, and what is known to be and not read. */
#include <string.h>

#include "read.h"
#include "read_mysql.h"
#include "scan.h"

/* ---- settings and privileges ---- */

static bool read_parameters(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    for (size_t row = 0; row < rows->count; row++) {
        Parameter *parameter = (Parameter *)catalog_add(catalog, KIND_PARAMETER, NULL);
        parameter->name = arena_copy(catalog->arena, rows_value(rows, row, 0));
        parameter->value = arena_copy(catalog->arena, rows_value(rows, row, 1));
        if (strcmp(parameter->name, "aurora_version") == 0)
            catalog->service = "rds";
    }
    return true;
}

/* Once, whoever gives it on everything. */
static void add_privilege(Catalog *catalog, const Privilege *given)
{
    const char *name = given->name;
    const char *key = given->databases == NULL
                          ? arena_printf(catalog->arena, "privilege:%s", name)
                          : arena_printf(catalog->arena, "privilege:%s:%s:%s:%s:%d", name, given->databases,
                                         given->part == NULL ? "" : given->part, given->grantee, given->is_revoked);
    bool is_all = strcmp(name, "ALL PRIVILEGES") == 0;
    if (catalog_knows(catalog, key) || strcmp(name, "USAGE") == 0) /* that is none */
        return;
    Privilege *privilege = (Privilege *)catalog_add(catalog, KIND_PRIVILEGE, key);
    privilege->name = name;
    privilege->databases = given->databases;
    privilege->grantee = given->grantee;
    privilege->part = given->part;
    privilege->is_revoked = given->is_revoked;
    privilege->is_grantable = given->is_grantable;
    if (given->databases != NULL)
        return;
    catalog->is_superuser |= is_all || strcmp(name, "SUPER") == 0;
    catalog->may_create |= is_all || strcmp(name, "CREATE") == 0;
}

static bool read_privileges(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    for (size_t row = 0; row < rows->count; row++)
        add_privilege(catalog, &(Privilege){.name = arena_copy(catalog->arena, rows_value(rows, row, 0)),
                                            .is_grantable = rows_value(rows, row, 1)[0] == '1'});
    return true;
}

/* What follows ON: *.*, `a pattern`.* or `a database`.`a table`. False: it is about something else. */
static bool read_place(Catalog *catalog, Scan *scan, const char *on, Privilege *given)
{
    Token token, mark;
    if (strncmp(on, "ON *.* ", strlen("ON *.* ")) == 0)
        return true;
    if (!scan_solid(scan, &token) || token.start[0] != '`' || !scan_solid(scan, &mark))
        return false;
    given->databases = scan_name(catalog->arena, &token);
    bool is_all = strncmp(mark.start, ".* ", strlen(".* ")) == 0; /* however they are cut into tokens */
    if (!is_all && scan_solid(scan, &token))
        given->part = scan_name(catalog->arena, &token);
    const char *word = given->is_revoked ? " FROM " : " TO ", *to = strstr(mark.start, word);
    if (to == NULL)
        return false;
    to += strlen(word);
    const char *with = strstr(to, " WITH GRANT OPTION");
    given->grantee = arena_slice(catalog->arena, to, with == NULL ? strlen(to) : (size_t)(with - to));
    return true;
}

/* The words between GRANT, or REVOKE, and ON. What is granted as a role stands in lines of its own. */
static void add_privileges(Catalog *catalog, const char *line)
{
    Scan scan = scan_open(&syntax_mysql, line, strlen(line));
    Token token;
    List names = {0};
    const char *on = NULL;
    if (!scan_solid(&scan, &token) || !(token_is(&token, "GRANT") || token_is(&token, "REVOKE")))
        return;
    Privilege given = {.is_revoked = token_is(&token, "REVOKE")};
    const char *from = token.start + token.length;
    while (on == NULL && scan_solid(&scan, &token))
        if (token_is(&token, "ON"))
            on = token.start;
    if (on == NULL || !read_place(catalog, &scan, on, &given) ||
        !scan_split(catalog->arena, &syntax_mysql, from, (size_t)(on - from), &names))
        return;
    given.is_grantable = strstr(on, " WITH GRANT OPTION") != NULL;
    for (size_t i = 0; i < names.count; i++) {
        given.name = names.items[i];
        add_privilege(catalog, &given);
    }
}

static bool read_grants(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    for (size_t row = 0; row < rows->count; row++)
        add_privileges(context, rows_value(rows, row, 0));
    return true;
}

/* A server that hides primary keys it made hides them from the reader, too. */
static bool show_generated_keys(const Catalog *catalog, Db *db, Err *err)
{
    const char *shown = catalog_parameter(catalog, "show_gipk_in_create_table_and_information_schema");
    return shown == NULL || strcmp(shown, "OFF") != 0 ||
           db_exec(db, "SET SESSION show_gipk_in_create_table_and_information_schema = 1", err);
}

bool my_read_server(Catalog *catalog, Db *db, Err *err)
{
    return db_query(db, read_mysql_sql(catalog->arena, "parameter", db), read_parameters, catalog, err) &&
           db_query(db, read_mysql_sql(catalog->arena, "privilege", db), read_privileges, catalog, err) &&
           db_query(db, "SHOW GRANTS", read_grants, catalog, err) && show_generated_keys(catalog, db, err);
}

/* ---- what is not read ---- */

static bool read_unread(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    return read_objects(context, KIND_UNREAD, rows, err);
}

/* Most of these stand where not everybody may look; who may not look is told nothing. */
bool my_read_unread(Catalog *catalog, Db *db, Err *err)
{
    static const struct {
        const char *query;
        bool is_mysql; /* only there */
    } kinds[] = {
        {"unread_routine", false}, {"unread_function", false}, {"unread_server", false},    {"unread_privilege", false},
        {"unread_member", false},  {"unread_user", false},     {"unread_tablespace", true}, {"unread_other", true},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *sql = read_mysql_sql(catalog->arena, kinds[i].query, db);
        if (sql == NULL || (kinds[i].is_mysql && my_reads_mariadb(catalog)))
            continue;
        if (!db_query(db, sql, read_unread, catalog, err) && err->class != ERR_PERMISSION)
            return err_within(err, "%s", kinds[i].query);
        *err = (Err){0};
    }
    return true;
}
