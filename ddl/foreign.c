/* Findings about foreign servers, and what would ask them for rows. */
#include "foreign.h"

/* ---- what reads foreign tables ---- */

typedef struct Readers {
    bool *reads; /* by ordinal */
    bool changed;
} Readers;

static void mark(Readers *readers, const Object *object)
{
    readers->changed = readers->changed || !readers->reads[object->ordinal];
    readers->reads[object->ordinal] = true;
}

/* Whoever reads a parent reads its children, too. */
static void mark_parents(Readers *readers, const Table *table)
{
    if (!readers->reads[table->object.ordinal])
        return;
    if (table->partition_of != NULL)
        mark(readers, table->partition_of);
    for (size_t i = 0; i < table->inherits.count; i++)
        mark(readers, table->inherits.items[i]);
}

static void mark_user(Readers *readers, const Object *object)
{
    for (size_t i = 0; i < object->needs.count; i++)
        if (readers->reads[object->needs.items[i]->ordinal])
            mark(readers, object);
}

void foreign_leave_unfilled(Arena *scratch, Catalog *post, Findings *findings)
{
    static const Kind users[] = {KIND_FUNCTION, KIND_VIEW, KIND_MATERIALIZED_VIEW};
    Readers readers = {arena_array(scratch, post->object_count + 1, sizeof *readers.reads), false};
    EACH (post, TABLE, Table, table)
        if (table->server != NULL)
            mark(&readers, &table->object);
    while (readers.changed) {
        readers.changed = false;
        EACH (post, TABLE, Table, table)
            mark_parents(&readers, table);
        for (size_t k = 0; k < sizeof users / sizeof *users; k++)
            for (size_t i = 0; i < post->objects[users[k]].count; i++)
                mark_user(&readers, post->objects[users[k]].items[i]);
    }
    EACH (post, MATERIALIZED_VIEW, MaterializedView, view) {
        if (!readers.reads[view->object.ordinal] || !view->is_populated)
            continue;
        ((MaterializedView *)view)->is_populated = false;
        finding_add(findings, FINDING_FOREIGN_UNFILLED, &view->object,
                    "REFRESH MATERIALIZED VIEW it on the target once the foreign servers lead where they should",
                    "it reads foreign tables, so it is made without rows");
    }
}

/* ---- findings ---- */

static const char *remedy(Findings *findings, const Dialect *dialect, const char *alter, const char *name,
                          const char *options)
{
    Buf text = {0};
    buf_printf(&text, "on the target: ALTER %s ", alter);
    dialect->quote_name(&text, name);
    buf_printf(&text, " OPTIONS (%s)", options);
    const char *copy = arena_copy(findings->arena, buf_text(&text));
    buf_free(&text);
    return copy;
}

static void find_withheld(Findings *findings, const Object *object, const List *withheld, const char *told)
{
    Buf names = {0};
    for (size_t i = 0; i < withheld->count; i++)
        buf_printf(&names, "%s%s", i > 0 ? ", " : "", withheld->items[i]);
    if (withheld->count > 0)
        finding_add(findings, FINDING_SECRET_WITHHELD, object, told,
                    "may hold secrets, so they were not read, and are not set: %s", buf_text(&names));
    buf_free(&names);
}

static const char *mapping_remedy(Findings *findings, const Dialect *dialect, const UserMapping *mapping)
{
    Buf text = {0};
    buf_puts(&text, "USER MAPPING FOR ");
    if (mapping->role == NULL)
        buf_puts(&text, "PUBLIC");
    else
        dialect->quote_name(&text, mapping->role);
    buf_puts(&text, " SERVER");
    const char *told = remedy(findings, dialect, buf_text(&text), ((const ForeignServer *)mapping->server)->name,
                              "ADD password '...'");
    buf_free(&text);
    return told;
}

void foreign_find(Findings *findings, const Catalog *post, const Dialect *dialect)
{
    EACH (post, FOREIGN_DATA_WRAPPER, ForeignDataWrapper, wrapper)
        if (wrapper->withheld.count > 0)
            find_withheld(findings, &wrapper->object, &wrapper->withheld,
                          remedy(findings, dialect, "FOREIGN DATA WRAPPER", wrapper->name, "ADD name 'value'"));
    EACH (post, FOREIGN_SERVER, ForeignServer, server) {
        finding_add(findings, FINDING_FOREIGN_SERVER, &server->object,
                    remedy(findings, dialect, "SERVER", server->name, "SET host '...'"),
                    "it leads where the source's leads: what reads or writes its tables on the target does so there");
        if (server->withheld.count > 0)
            find_withheld(findings, &server->object, &server->withheld,
                          remedy(findings, dialect, "SERVER", server->name, "ADD name 'value'"));
    }
    EACH (post, USER_MAPPING, UserMapping, mapping) {
        find_withheld(findings, &mapping->object, &mapping->withheld, mapping_remedy(findings, dialect, mapping));
        if (mapping->is_unreadable)
            finding_add(findings, FINDING_SECRET_WITHHELD, &mapping->object, mapping_remedy(findings, dialect, mapping),
                        "its options are not shown to the source's user, and are not set");
    }
}
