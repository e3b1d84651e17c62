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

/* Once, whoever gives it. */
static void add_privilege(Catalog *catalog, const char *name, bool is_grantable)
{
    const char *key = arena_printf(catalog->arena, "privilege:%s", name);
    bool is_all = strcmp(name, "ALL PRIVILEGES") == 0;
    if (catalog_knows(catalog, key) || strcmp(name, "USAGE") == 0) /* that is none */
        return;
    Privilege *privilege = (Privilege *)catalog_add(catalog, KIND_PRIVILEGE, key);
    privilege->name = name;
    privilege->is_grantable = is_grantable;
    catalog->is_superuser |= is_all || strcmp(name, "SUPER") == 0;
    catalog->may_create |= is_all || strcmp(name, "CREATE") == 0;
}

static bool read_privileges(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    for (size_t row = 0; row < rows->count; row++)
        add_privilege(catalog, arena_copy(catalog->arena, rows_value(rows, row, 0)),
                      rows_value(rows, row, 1)[0] == '1');
    return true;
}

/* The words between GRANT and ON *.*: what is granted on less, or as a role, says nothing about the whole server. */
static void add_privileges(Catalog *catalog, const char *grant)
{
    Scan scan = scan_open(&syntax_mysql, grant, strlen(grant));
    Token token;
    List names = {0};
    const char *from = grant + strlen("GRANT "), *on = NULL;
    while (on == NULL && scan_solid(&scan, &token))
        if (token_is(&token, "ON"))
            on = token.start;
    const char *rest = on == NULL ? NULL : strstr(on, "ON *.* TO ");
    if (rest != on || on == NULL || !scan_split(catalog->arena, &syntax_mysql, from, (size_t)(on - from), &names))
        return;
    bool is_grantable = strstr(rest, " WITH GRANT OPTION") != NULL;
    for (size_t i = 0; i < names.count; i++)
        add_privilege(catalog, names.items[i], is_grantable);
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
