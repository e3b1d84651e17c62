/* A DMS plan's table mappings. Locators are in the source's names, also after renames. */
#include <string.h>

#include "dms_plan.h"
#include "text.h"

typedef struct Writer {
    Buf *out;
    Arena *arena;
    size_t count; /* of rules: the last one's id */
} Writer;

/* ---- one rule ---- */

static const char *schema_of(const Table *table)
{
    return ((const Schema *)table->schema)->name;
}

static void put_member(Buf *out, const char *name, const char *text)
{
    buf_printf(out, ",\"%s\":", name);
    text_put_json(out, text);
}

static void begin_rule(Writer *w, const char *type, const char *what)
{
    buf_printf(w->out, "%s\n {\"rule-type\":\"%s\",\"rule-id\":\"%zu\",\"rule-name\":\"%s-%zu\"",
               w->count > 0 ? "," : "", type, w->count + 1, what, w->count + 1);
    w->count++;
}

static void end_rule(Writer *w)
{
    buf_putc(w->out, '}');
}

/* Table settings take names as they are, the other rules patterns. */
static void put_locator(Writer *w, const char *schema, const char *table, const char *column, bool exact)
{
    buf_puts(w->out, ",\"object-locator\":{\"schema-name\":");
    text_put_json(w->out, exact ? schema : dms_escaped(w->arena, schema));
    if (table != NULL)
        put_member(w->out, "table-name", exact ? table : dms_escaped(w->arena, table));
    if (column != NULL)
        put_member(w->out, "column-name", exact ? column : dms_escaped(w->arena, column));
    buf_putc(w->out, '}');
}

static void begin_transformation(Writer *w, const char *target, DmsAction action)
{
    begin_rule(w, "transformation", dms_action_word(action));
    put_member(w->out, "rule-target", target);
    put_member(w->out, "rule-action", dms_action_word(action));
}

static void begin_column(Writer *w, const DmsLoadedColumn *column, DmsAction action)
{
    const Table *table = (const Table *)column->from->table;
    begin_transformation(w, "column", action);
    put_locator(w, schema_of(table), table->name, column->from->name, false);
}

/* ---- selection and names ---- */

static void put_selection(Writer *w, const Table *table)
{
    begin_rule(w, "selection", "include");
    put_locator(w, schema_of(table), table->name, NULL, false);
    buf_puts(w->out, ",\"rule-action\":\"include\",\"filters\":[]");
    end_rule(w);
}

static void put_schema_name(Writer *w, const DmsLoadedTable *table, Map *told)
{
    const char *from = schema_of(table->from), *to = schema_of(table->to);
    if (strcmp(from, to) == 0 || map_put(told, from, told) != NULL)
        return;
    begin_transformation(w, "schema", DMS_RENAME);
    put_locator(w, from, NULL, NULL, false);
    put_member(w->out, "value", to);
    end_rule(w);
}

static void put_table_name(Writer *w, const DmsLoadedTable *table)
{
    if (strcmp(table->from->name, table->to->name) == 0)
        return;
    begin_transformation(w, "table", DMS_RENAME);
    put_locator(w, schema_of(table->from), table->from->name, NULL, false);
    put_member(w->out, "value", table->to->name);
    end_rule(w);
}

/* ---- columns ---- */

static void put_number(Buf *out, const char *name, int64_t value)
{
    if (value == INT_NONE)
        buf_printf(out, ",\"%s\":\"\"", name);
    else
        buf_printf(out, ",\"%s\":\"%lld\"", name, (long long)value);
}

static void put_type(Writer *w, const DmsLoadedColumn *column)
{
    if (column->type.type == NULL)
        return;
    begin_column(w, column, DMS_CHANGE_DATA_TYPE);
    buf_puts(w->out, ",\"data-type\":{\"type\":");
    text_put_json(w->out, column->type.type);
    put_number(w->out, "length", column->type.length);
    put_number(w->out, "scale", column->type.scale);
    buf_puts(w->out, "}");
    end_rule(w);
}

static void put_mask(Writer *w, const DmsLoadedColumn *column)
{
    if (column->mask == NULL)
        return;
    begin_column(w, column, column->mask->action);
    if (column->mask->action == DMS_DIGITS_MASK)
        put_member(w->out, "value", column->mask->with);
    end_rule(w);
}

static void put_column(Writer *w, const DmsLoadedColumn *column)
{
    if (column->to == NULL) {
        begin_column(w, column, DMS_REMOVE_COLUMN);
        end_rule(w);
        return;
    }
    if (strcmp(column->from->name, column->to->name) != 0) {
        begin_column(w, column, DMS_RENAME);
        put_member(w->out, "value", column->to->name);
        end_rule(w);
    }
    put_type(w, column); /* before the mask, which works on it */
    put_mask(w, column);
}

/* ---- table settings ---- */

static void put_ranges(Buf *out, const DmsRanges *ranges)
{
    buf_puts(out, ",\"parallel-load\":{\"type\":\"ranges\",\"columns\":[");
    text_put_json(out, ranges->column);
    buf_puts(out, "],\"boundaries\":[");
    for (size_t i = 0; i < ranges->bounds.count; i++)
        buf_printf(out, "%s[\"%lld\"]", i > 0 ? "," : "", (long long)ranges->bounds.items[i]);
    buf_puts(out, "]}");
}

/* Three times the longest (user guide, "Specifying LOB settings for a selected table"). */
static void put_lobs(Buf *out, const DmsLoadedTable *table)
{
    enum { MOST_KB = 102400 };
    int64_t kb = (table->lob_bytes * 3 + 1023) / 1024;
    buf_printf(out, ",\"lob-settings\":{\"mode\":\"limited\",\"bulk-max-size\":\"%lld\"}",
               (long long)(kb < 1         ? 1
                           : kb > MOST_KB ? MOST_KB
                                          : kb));
}

static void put_settings(Writer *w, const DmsPlan *plan, const DmsLoadedTable *table)
{
    const DmsOptions *dms = &plan->dms;
    bool has_lobs = table->has_lobs && table->lob_bytes != INT_NONE && dms->lob_mode == DMS_LOB_LIMITED &&
                    dms->lob_max_kb == INT_NONE;
    if (!has_lobs && table->ranges.column == NULL)
        return;
    begin_rule(w, "table-settings", "settings");
    put_locator(w, schema_of(table->from), table->from->name, NULL, true);
    if (table->ranges.column != NULL)
        put_ranges(w->out, &table->ranges);
    if (has_lobs)
        put_lobs(w->out, table);
    end_rule(w);
}

void dms_put_mappings(Buf *out, const DmsPlan *plan)
{
    Writer w = {.out = out, .arena = plan->arena};
    Map told = map_new(plan->arena);
    buf_puts(out, "{\"rules\":[");
    for (size_t i = 0; i < plan->tables.count; i++)
        put_selection(&w, plan->tables.items[i].from);
    for (size_t i = 0; i < plan->tables.count; i++)
        put_schema_name(&w, &plan->tables.items[i], &told);
    for (size_t i = 0; i < plan->tables.count; i++)
        put_table_name(&w, &plan->tables.items[i]);
    for (size_t i = 0; i < plan->tables.count; i++)
        for (size_t n = 0; n < plan->tables.items[i].columns.count; n++)
            put_column(&w, &plan->tables.items[i].columns.items[n]);
    for (size_t i = 0; i < plan->tables.count; i++)
        put_settings(&w, plan, &plan->tables.items[i]);
    buf_puts(out, "\n]}\n");
}
