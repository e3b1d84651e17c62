/* The DMS task's part in what is made before the load. */
#include "dms_options.h"

#include <string.h>

#include "quote.h"

const char *dms_task_type(DmsTask task)
{
    static const char *const types[] = {
        [DMS_FULL_LOAD] = "full-load", [DMS_FULL_LOAD_AND_CDC] = "full-load-and-cdc", [DMS_CDC] = "cdc"};
    return types[task];
}

/* Of a type's name, without what is in brackets: "timestamp" of "timestamp(3) with time zone". */
static bool is_word(const char *type, const char *word)
{
    size_t length = strlen(word);
    return strncmp(type, word, length) == 0 && strchr("( ", type[length]) != NULL;
}

static const struct {
    const char *engine;
    const char *types[20]; /* crossdialect's 5.3 */
} lobs[] = {
    {"mysql",
     {"mediumtext", "longtext", "mediumblob", "longblob", "json", "geometry", "point", "linestring", "polygon",
      "multipoint", "multilinestring", "multipolygon", "geomcollection", "geometrycollection"}},
    {"postgres", {"text", "citext", "bytea", "json", "jsonb", "xml", "hstore", "tsvector", "path", "polygon"}},
};

/* "public.citext" is what an extension's type is called where it is not in the search path. */
static const char *own_name(const char *type)
{
    const char *dot = strchr(type, '.');
    return dot == NULL || strchr(type, '"') != NULL ? type : dot + 1;
}

static bool is_lob_type(const char *engine, const char *type)
{
    for (size_t i = 0; i < sizeof lobs / sizeof *lobs; i++)
        for (size_t n = 0; strcmp(lobs[i].engine, engine) == 0 && lobs[i].types[n] != NULL; n++)
            if (is_word(own_name(type), lobs[i].types[n]))
                return true;
    return false;
}

static bool is_array(const Column *column)
{
    return strstr(column->type, "[]") != NULL;
}

bool dms_is_lob(const char *engine, const Column *column)
{
    if (is_array(column) || is_lob_type(engine, column->type))
        return true;
    for (size_t i = 0; i < column->object.needs.count; i++) {
        const Object *type = column->object.needs.items[i];
        if (type->kind == KIND_COMPOSITE ||
            (type->kind == KIND_DOMAIN && is_lob_type(engine, ((const Domain *)type)->type)))
            return true;
    }
    return false;
}

bool dms_needs_lengths(const DmsOptions *options, const Object *source_table)
{
    bool needs = false;
    for (size_t i = 0; options->is_loader && i < source_table->parts.count; i++) {
        const Column *column = (const Column *)source_table->parts.items[i];
        if (column->object.kind == KIND_COLUMN)
            needs = needs || strcmp(column->type, "character varying") == 0 ||
                    (options->lob_mode != DMS_LOB_FULL && dms_is_lob(options->engine, column));
    }
    return needs;
}

bool dms_loads_lobs_later(const DmsOptions *options)
{
    return options->is_loader && (options->task != DMS_FULL_LOAD || options->lob_mode != DMS_LOB_LIMITED);
}

bool dms_needs_key(const DmsOptions *options, const Object *source_table)
{
    if (!options->is_loader)
        return false;
    bool needs = options->task != DMS_FULL_LOAD;
    for (size_t i = 0; !needs && i < source_table->parts.count; i++) {
        const Column *column = (const Column *)source_table->parts.items[i];
        if (column->object.kind == KIND_COLUMN) /* a table with arrays and without a key is suspended */
            needs = is_array(column) || (dms_loads_lobs_later(options) && dms_is_lob(options->engine, column));
    }
    return needs;
}

static bool is_in_primary_key(const Column *column)
{
    const Refs *parts = &column->table->parts;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i]->kind == KIND_KEY && ((const Key *)parts->items[i])->is_primary &&
            list_has(&((const Key *)parts->items[i])->columns, column->name))
            return true;
    return false;
}

void dms_relax(Catalog *post, const DmsOptions *options, Findings *findings)
{
    if (!dms_loads_lobs_later(options))
        return;
    EACH (post, COLUMN, Column, column) {
        const Column *source = (const Column *)column->object.origin;
        if (source == NULL || source->object.kind != KIND_COLUMN || !column->not_null ||
            !dms_is_lob(options->engine, source))
            continue;
        if (is_in_primary_key(source)) {
            finding_add(findings, FINDING_DMS_SETTING, &source->object,
                        "set dms.lob_mode: limited and dms.task: full_load, or give the table another primary key",
                        "it is part of the primary key, and a large object to DMS, which finds no row by such a one");
            continue;
        }
        ((Column *)column)->is_load_nullable = true;
        finding_add(findings, FINDING_NULLABLE_RELAXED, &source->object, NULL,
                    "DMS loads it after its row: NOT NULL comes with post-data");
    }
}

void dms_stage_bits(Catalog *post, const DmsOptions *options)
{
    if (!options->is_loader || strcmp(post->engine, "mysql") != 0)
        return;
    EACH (post, COLUMN, Column, at) {
        Column *column = (Column *)at;
        if (!is_word(column->type, "bit") || column->generated != NULL)
            continue;
        if (strcmp(column->type, "bit(1)") == 0) {
            column->load_type = "tinyint(1)";
            continue;
        }
        SCOPED(Buf, buf_free) using = {0};
        buf_puts(&using, "CAST(CONV(HEX(");
        quote_mysql_name(&using, column->name);
        buf_puts(&using, "), 16, 10) AS UNSIGNED)");
        column->load_type = "varbinary(20)";
        column->load_using = arena_copy(post->arena, buf_text(&using));
    }
}
