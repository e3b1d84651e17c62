/* Trials on PostgreSQL: all in one transaction, each in a part of it that is taken back. */
#include "trial_engine.h"

#include <string.h>

/* What is tried is undone by an exception of our own, behind which its outcome stays in the variables. */
#define PG_TRY                                                                                      \
    "CREATE FUNCTION pg_temp.understudy_try(said text, asked text, keeps boolean, OUT error text, " \
    "OUT printed text) LANGUAGE plpgsql AS $understudy$ BEGIN EXECUTE said; "                       \
    "IF asked <> '' THEN EXECUTE asked INTO printed; END IF; "                                      \
    "IF NOT keeps THEN RAISE EXCEPTION USING ERRCODE = 'UNDST'; END IF; "                           \
    "EXCEPTION WHEN SQLSTATE 'UNDST' THEN NULL; WHEN OTHERS THEN error := SQLERRM; END $understudy$"

static void pg_push(Script *script, const char *asked, bool keeps, const Attempt *attempt, const Object *table)
{
    SCOPED(Buf, buf_free) said = script->sql;
    script->sql = (Buf){0};
    buf_puts(&script->sql, "SELECT error, printed FROM pg_temp.understudy_try(");
    script->dialect->quote_literal(&script->sql, buf_text(&said));
    buf_puts(&script->sql, ", ");
    script->dialect->quote_literal(&script->sql, asked);
    buf_puts(&script->sql, keeps ? ", true)" : ", false)");
    script_push(script, attempt, table);
}

static void pg_keep(Script *script, const Object *table)
{
    pg_push(script, "", true, NULL, table);
}

static void put_qualified(Script *script, const Object *schema, const char *name)
{
    script->dialect->quote_name(&script->sql, ((const Schema *)schema)->name);
    buf_putc(&script->sql, '.');
    script->dialect->quote_name(&script->sql, name);
}

static void pg_enum(Script *script, const Enum *type)
{
    buf_puts(&script->sql, "CREATE TYPE ");
    put_qualified(script, type->schema, type->name);
    buf_puts(&script->sql, " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        buf_puts(&script->sql, i > 0 ? ", " : "");
        script->dialect->quote_literal(&script->sql, type->labels.items[i]);
    }
    buf_putc(&script->sql, ')');
    pg_keep(script, NULL);
}

static void pg_collation(Script *script, const Collation *collation)
{
    buf_puts(&script->sql, "CREATE COLLATION ");
    put_qualified(script, collation->schema, collation->name);
    buf_printf(&script->sql, " (provider = %s, deterministic = %s, locale = ", collation->provider,
               collation->is_deterministic ? "true" : "false");
    script->dialect->quote_literal(&script->sql, collation->locale == NULL ? "und" : collation->locale);
    buf_putc(&script->sql, ')');
    pg_keep(script, NULL);
}

/* What types, defaults and expressions may name. What is there already is refused, and that is well. */
static void pg_begin(Script *script)
{
    if (script->database == NULL)
        return;
    script->out->begin = PG_TRY;
    EACH (script->post, SCHEMA, Schema, schema) {
        buf_puts(&script->sql, "CREATE SCHEMA ");
        script->dialect->quote_name(&script->sql, schema->name);
        pg_keep(script, NULL);
    }
    EACH (script->post, EXTENSION, Extension, extension) {
        buf_puts(&script->sql, "CREATE EXTENSION ");
        script->dialect->quote_name(&script->sql, extension->name);
        pg_keep(script, NULL);
    }
    EACH (script->post, COLLATION, Collation, collation)
        pg_collation(script, collation);
    EACH (script->post, ENUM, Enum, type)
        pg_enum(script, type);
    EACH (script->post, SEQUENCE, Sequence, sequence) {
        buf_puts(&script->sql, "CREATE SEQUENCE ");
        put_qualified(script, sequence->schema, sequence->name);
        pg_keep(script, NULL);
    }
    EACH (script->post, FUNCTION, Function, function) {
        buf_puts(&script->sql, function->definition);
        pg_keep(script, NULL);
    }
}

/* A generated column may not name another: as such they stand in the table, of an expression that nobody minds. */
static void pg_columns(Script *script, const Object *table)
{
    size_t count = 0;
    buf_puts(&script->sql, " (");
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        buf_puts(&script->sql, count++ > 0 ? ", " : "");
        script->dialect->quote_name(&script->sql, column->name);
        buf_printf(&script->sql, " %s", column->type);
        if (column->collation != NULL)
            buf_printf(&script->sql, " COLLATE %s", column->collation);
        if (column->generated != NULL)
            buf_printf(&script->sql, " GENERATED ALWAYS AS (NULL::%s) STORED", column->type);
    }
    buf_putc(&script->sql, ')');
}

#define PG_LIKE "pg_temp.understudy_like"

static void pg_table(Script *script, const Object *from)
{
    if (script->database == NULL)
        return;
    buf_puts(&script->sql, "DROP TABLE IF EXISTS " PG_LIKE);
    pg_keep(script, NULL);
    buf_puts(&script->sql, "CREATE TABLE " PG_LIKE);
    pg_columns(script, script->like);
    pg_keep(script, from);
}

#define PG_DEFAULT_OF                                                                          \
    " FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum " \
    "WHERE d.adrelid = '" PG_LIKE "'::regclass AND a.attname = 'understudy tried'"
#define PG_CHECK                                               \
    "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint " \
    "WHERE conrelid = '" PG_LIKE "'::regclass AND conname = 'understudy tried'"
#define PG_INDEX " FROM pg_index WHERE indexrelid = 'pg_temp.\"understudy tried\"'::regclass"

/* The next one may read it. */
static void pg_keep_view(Script *script, const Attempt *attempt)
{
    const View *view = (const View *)script_made_of(script, attempt->from);
    if (view == NULL || view->object.kind != KIND_VIEW)
        return;
    buf_puts(&script->sql, "CREATE VIEW ");
    put_qualified(script, view->schema, view->name);
    buf_printf(&script->sql, " AS %s", attempt->text);
    pg_keep(script, NULL);
}

static void pg_try(Script *script, const Attempt *attempt)
{
    Buf *out = &script->sql;
    const Column *column = (const Column *)script_made_of(script, attempt->from);
    bool is_of_column = attempt->purpose == CROSS_DEFAULT || attempt->purpose == CROSS_GENERATED;
    if (script->database == NULL || (is_of_column && (column == NULL || column->object.kind != KIND_COLUMN)))
        return;
    switch (attempt->purpose) {
    case CROSS_DEFAULT:
        buf_printf(out, "ALTER TABLE " PG_LIKE " ADD COLUMN \"understudy tried\" %s DEFAULT %s", column->type,
                   attempt->text);
        pg_push(script, "SELECT pg_get_expr(d.adbin, 0)" PG_DEFAULT_OF, false, attempt, NULL);
        return;
    case CROSS_GENERATED:
        buf_printf(out, "ALTER TABLE " PG_LIKE " ADD COLUMN \"understudy tried\" %s GENERATED ALWAYS AS (%s) %s",
                   column->type, attempt->text, column->generated == NULL ? "STORED" : column->generated);
        pg_push(script, "SELECT pg_get_expr(d.adbin, d.adrelid)" PG_DEFAULT_OF, false, attempt, NULL);
        return;
    case CROSS_CHECK:
        buf_printf(out, "ALTER TABLE " PG_LIKE " ADD CONSTRAINT \"understudy tried\" CHECK (%s)", attempt->text);
        pg_push(script, PG_CHECK, false, attempt, NULL);
        return;
    case CROSS_INDEX_KEY:
        buf_printf(out, "CREATE INDEX \"understudy tried\" ON " PG_LIKE " ((%s))", attempt->text);
        pg_push(script, "SELECT pg_get_expr(indexprs, indrelid)" PG_INDEX, false, attempt, NULL);
        return;
    case CROSS_INDEX_PREDICATE:
        buf_printf(out, "CREATE INDEX \"understudy tried\" ON " PG_LIKE " ((1)) WHERE %s", attempt->text);
        pg_push(script, "SELECT pg_get_expr(indpred, indrelid)" PG_INDEX, false, attempt, NULL);
        return;
    case CROSS_PARTITION:
        buf_printf(out, "CREATE TEMPORARY TABLE \"understudy tried\" (LIKE " PG_LIKE ") PARTITION BY RANGE ((%s))",
                   attempt->text);
        pg_push(script, "", false, attempt, NULL);
        return;
    case CROSS_VIEW:
        buf_printf(out, "CREATE TEMPORARY VIEW \"understudy tried\" AS %s", attempt->text);
        pg_push(script, "SELECT rtrim(pg_get_viewdef('pg_temp.\"understudy tried\"'::regclass), ';')", false, attempt,
                NULL);
        pg_keep_view(script, attempt);
        return;
    }
}

/* What views read: under its own name, where it is not there. */
static void pg_readable(Script *script)
{
    if (script->database == NULL)
        return;
    EACH (script->post, TABLE, Table, table) {
        if (table->partition_of != NULL)
            continue;
        buf_puts(&script->sql, "CREATE TABLE ");
        put_qualified(script, table->schema, table->name);
        pg_columns(script, &table->object);
        pg_keep(script, NULL);
    }
}

const TrialEngine trial_postgres = {
    .engine = "postgres",
    .begin = pg_begin,
    .views = pg_readable,
    .table = pg_table,
    .try = pg_try,
};
