/* What of a MySQL or MariaDB source its user may not see. Servers hide it without a word: information_schema has no row of it,
   or a row without its text. What shows what was seen on MySQL 9.7 and MariaDB 11.8. */
#include <string.h>

#include "emit_mysql_code.h"
#include "text.h"

static bool is_mariadb(const Catalog *source)
{
    return text_equal(source->product, "MariaDB");
}

static bool has_any(const Catalog *source, const char *const *privileges, const char *schema, const char *table)
{
    for (; *privileges != NULL; privileges++)
        if (my_may_on(source, *privileges, schema, table))
            return true;
    return false;
}

static void tell(const Rights *rights, const Object *object, const char *what, const char *remedy, Findings *lacking)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_printf(&sql, "GRANT %s TO ", remedy);
    my_account(&sql, rights->source->user);
    finding_add(lacking, FINDING_OBJECT_HIDDEN, object, arena_copy(rights->arena, buf_text(&sql)),
                "\"%s\" may not see %s", rights->source->user, what);
}

/* A privilege on `schema`.* or `schema`.`table`, as GRANT wants it. */
static const char *remedy_on(Arena *arena, const char *privilege, const char *schema, const char *table)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_printf(&sql, "%s ON ", privilege);
    my_name(&sql, schema);
    buf_putc(&sql, '.');
    if (table == NULL)
        buf_putc(&sql, '*');
    else
        my_name(&sql, table);
    return arena_copy(arena, buf_text(&sql));
}

/* ---- databases ---- */

/* Any of these shows every table's name. */
static bool sees_tables(const Catalog *source, const Schema *schema)
{
    static const char *const enough[] = {"SELECT", "INSERT",     "UPDATE",      "DELETE",    "CREATE",  "DROP", "ALTER",
                                         "INDEX",  "REFERENCES", "CREATE VIEW", "SHOW VIEW", "TRIGGER", NULL};
    return has_any(source, enough, schema->name, NULL);
}

static bool sees_triggers(const Catalog *source, const Schema *schema)
{
    if (my_may_on(source, "TRIGGER", schema->name, NULL))
        return true;
    size_t tables = 0;
    EACH (source, TABLE, Table, table) {
        if (table->schema != &schema->object)
            continue;
        if (!my_may_on(source, "TRIGGER", schema->name, table->name))
            return false;
        tables++;
    }
    return tables > 0 || !sees_tables(source, schema);
}

static bool sees_events(const Catalog *source, const Schema *schema)
{
    return my_may_on(source, "EVENT", schema->name, NULL);
}

/* Whoever may do anything with all of them sees their names, and whose text is hidden is told one by one. */
static bool sees_routines(const Catalog *source, const Schema *schema)
{
    static const char *const enough[] = {"SHOW CREATE ROUTINE", "CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE", NULL};
    bool has_table = is_mariadb(source) || source->server_version < 80000;
    return has_any(source, enough, schema->name, NULL) || my_may_on(source, "SHOW_ROUTINE", NULL, NULL) ||
           (has_table ? my_may_on(source, "SELECT", "mysql", "proc")
                      : my_may_on(source, "SELECT", NULL, NULL) && my_may_on(source, "SELECT", schema->name, NULL));
}

static const char *remedy_for_routines(const Rights *rights, const Schema *schema)
{
    const Catalog *source = rights->source;
    if (is_mariadb(source) && source->server_version >= 110300)
        return remedy_on(rights->arena, "SHOW CREATE ROUTINE", schema->name, NULL);
    if (is_mariadb(source) || source->server_version < 80000)
        return "SELECT ON mysql.proc";
    return source->server_version >= 80020 ? "SHOW_ROUTINE ON *.*" : "SELECT ON *.*";
}

static const struct {
    const char *what;
    const char *privilege; /* that shows them; NULL: it depends on the server */
    bool (*sees)(const Catalog *source, const Schema *schema);
} sights[] = {
    {"tables and views", "SELECT", sees_tables},
    {"triggers", "TRIGGER", sees_triggers},
    {"events", "EVENT", sees_events},
    {"functions and procedures", NULL, sees_routines},
};

static void look_at_schema(const Rights *rights, const Schema *schema, Findings *lacking)
{
    for (size_t i = 0; i < sizeof sights / sizeof *sights; i++) {
        const char *privilege = sights[i].privilege;
        if (!sights[i].sees(rights->source, schema))
            tell(rights, &schema->object,
                 arena_printf(rights->arena, "all %s of database %s: those that are hidden were not read",
                              sights[i].what, schema->name),
                 privilege == NULL ? remedy_for_routines(rights, schema)
                                   : remedy_on(rights->arena, privilege, schema->name, NULL),
                 lacking);
    }
}

/* ---- tables and views ---- */

static void hide(const Rights *rights, const Object *object, const char *what, const char *remedy, Findings *lacking)
{
    rights->reasons[object->ordinal] = arena_printf(rights->arena, "the source's user may not see %s", what);
    tell(rights, object, what, remedy, lacking);
}

static void look_at_table(const Rights *rights, const Table *table, Findings *lacking)
{
    static const char *const enough[] = {"SELECT", "INSERT", "UPDATE", "REFERENCES", NULL};
    const char *schema = ((const Schema *)table->schema)->name;
    if (!has_any(rights->source, enough, schema, table->name))
        hide(rights, &table->object, "all of its columns", remedy_on(rights->arena, "SELECT", schema, table->name),
             lacking);
}

static void look_at_view(const Rights *rights, const View *view, Findings *lacking)
{
    const char *schema = ((const Schema *)view->schema)->name;
    bool is_shown = my_may_on(rights->source, "SHOW VIEW", schema, view->name) &&
                    my_may_on(rights->source, "SELECT", schema, view->name);
    if (view->error != NULL && !is_shown)
        hide(rights, &view->object, "its text", remedy_on(rights->arena, "SELECT, SHOW VIEW", schema, view->name),
             lacking);
}

void my_look_at_source(const Rights *rights, Findings *lacking)
{
    const Catalog *source = rights->source;
    if (source->objects[KIND_PRIVILEGE].count == 0 || source->user == NULL)
        return; /* nobody knows */
    EACH (source, SCHEMA, Schema, schema)
        look_at_schema(rights, schema, lacking);
    EACH (source, TABLE, Table, table)
        look_at_table(rights, table, lacking);
    EACH (source, VIEW, View, view)
        look_at_view(rights, view, lacking);
}
