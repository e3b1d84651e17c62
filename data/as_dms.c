/* Tables: which, how each is read and written, and what comes after its rows. */
#include "as_dms.h"

#include <string.h>

#include "copy_engine.h"
#include "dms_options.h"
#include "forms.h"

/* What DMS knows of a column. */
typedef struct DmsPlace {
    const Column *from;
    const Column *to; /* made here; its type is the target's, or empty: it has no such column */
    DmsColumn rules;
    bool is_lob;
} DmsPlace;

typedef struct DmsLoad {
    const CopyPlan *plan;
    const AsDms *dms;
    Arena *scratch;
    const Object *table; /* made here; its origin is the source's */
    DmsTable rules;
    DmsPlace *places;
    size_t count;
    List key; /* names of the source's primary key; LOBs are looked up by it */
} DmsLoad;

/* ---- which ---- */

static const Table *find_table(const Catalog *target, const char *schema, const char *name)
{
    EACH (target, TABLE, Table, table)
        if (strcmp(table->name, name) == 0 && strcmp(((const Schema *)table->schema)->name, schema) == 0)
            return table;
    return NULL;
}

/* A table of the target by name only, as DMS sees it. */
static const Table *make_table(const AsDms *dms, const Table *from, const DmsTable *rules)
{
    Schema *schema = arena_alloc(dms->arena, sizeof *schema);
    Table *table = arena_alloc(dms->arena, sizeof *table);
    const Table *there = find_table(dms->target, rules->schema, rules->name);
    if (there != NULL)
        *table = *there;
    schema->name = rules->schema;
    table->schema = &schema->object;
    table->name = rules->name;
    table->bytes = from->bytes;
    table->object.kind = KIND_TABLE;
    table->object.origin = &from->object;
    table->object.name = arena_printf(dms->arena, "%s.%s", rules->schema, rules->name);
    table->object.key = arena_printf(dms->arena, "table %s", table->object.name);
    return table;
}

void as_dms_plan(CopyPlan *plan, const AsDms *dms)
{
    copy_plan_begin(plan, dms->arena, dms->source->objects[KIND_TABLE].count, dms->source, dms->target);
    EACH (dms->source, TABLE, Table, table) {
        DmsTable rules = dms_mapping_table(dms->mapping, ((const Schema *)table->schema)->name, table->name, false);
        if (rules.selected_by != NULL && table->server == NULL)
            plan->tables[plan->count++] = (CopiedTable){.table = make_table(dms, table, &rules)};
    }
}

/* ---- columns ---- */

/* What is generated or invisible on the source is not loaded (user guide, limitations of MySQL as a source). */
static void choose_places(DmsLoad *load)
{
    const Object *from = load->table->origin;
    const char *schema = ((const Schema *)((const Table *)from)->schema)->name;
    load->places = arena_array(load->scratch, from->parts.count, sizeof *load->places);
    for (size_t i = 0; i < from->parts.count; i++) {
        const Column *column = (const Column *)from->parts.items[i];
        if (column->object.kind != KIND_COLUMN || column->generated != NULL || column->is_invisible)
            continue;
        DmsPlace place = {
            .from = column,
            .rules = dms_mapping_column(load->dms->mapping, schema, ((const Table *)from)->name, column->name),
            .is_lob = dms_is_lob(load->plan->source->engine, column),
        };
        if (place.rules.is_removed || (place.is_lob && !load->dms->settings.supports_lobs))
            continue;
        Column *to = arena_alloc(load->scratch, sizeof *to);
        to->object.kind = KIND_COLUMN;
        to->name = place.rules.name;
        const Column *there = object_column(load->table, to->name);
        to->type = there == NULL ? "" : there->type;
        place.to = to;
        load->places[load->count++] = place;
    }
}

static List key_of(const Catalog *source, const Object *table)
{
    EACH (source, KEY, Key, key)
        if (key->table == table && key->is_primary)
            return key->columns;
    return (List){0};
}

static bool is_key(const DmsLoad *load, const DmsPlace *place)
{
    return list_has(&load->key, place->from->name);
}

/* What DMS makes of a value before it is sent; the rest is as in forms.h. The type must be just this. */
static const struct {
    const char *from, *type, *into, *sql;
} dms_forms[] = {
    {"postgres", "numeric", NULL, "round($, 6)"}, /* NUMERIC(28,6) */
    {"postgres", "time without time zone", "time", "date_trunc('second', $::interval)"},
};

static const char *sql_of(const DmsLoad *load, const DmsPlace *place, bool *is_bytes)
{
    const Catalog *source = load->plan->source;
    const char *type = form_type(source, place->from);
    for (size_t i = 0; i < sizeof dms_forms / sizeof *dms_forms; i++)
        if (strcmp(dms_forms[i].from, source->engine) == 0 && strcmp(dms_forms[i].type, type) == 0 &&
            (dms_forms[i].into == NULL || form_is_type(dms_forms[i].into, place->to->type)))
            return dms_forms[i].sql;
    bool as_words = strcmp(type, "boolean") == 0 && !load->dms->settings.map_boolean_as_boolean;
    const Form *form = form_of(source, place->from, as_words ? "varchar" : place->to->type);
    *is_bytes = form->is_bytes;
    return form->sql;
}

/* ---- large objects ---- */

static const char *lob_mode(const DmsLoad *load)
{
    const DmsRule *settings = load->rules.settings;
    return settings != NULL && settings->lob_mode != NULL ? settings->lob_mode
           : load->dms->settings.is_full_lob              ? "unlimited"
                                                          : "limited";
}

static bool comes_later(const DmsLoad *load, const DmsPlace *place)
{
    return place->is_lob && strcmp(lob_mode(load), "unlimited") == 0;
}

/* Bytes that arrive of a value; 0: all. An unbounded varchar is no LOB. */
static size_t most_of(const DmsLoad *load, const DmsPlace *place)
{
    const DmsRule *settings = load->rules.settings;
    if (strcmp(place->from->type, "character varying") == 0)
        return (size_t)load->dms->settings.unbounded_varchar_max;
    if (!place->is_lob || strcmp(lob_mode(load), "limited") != 0)
        return 0;
    bool by_table = settings != NULL && settings->bulk_max_kb != INT_NONE;
    return (size_t)(by_table ? settings->bulk_max_kb : load->dms->settings.lob_max_kb) * 1024;
}

/* ---- statements ---- */

typedef struct DmsStatements {
    Buf read, write;
    bool *is_bytes;
    DmsEdits edits;
} DmsStatements;

static void free_statements(DmsStatements *statements)
{
    buf_free(&statements->read);
    buf_free(&statements->write);
    for (size_t i = 0; i < statements->edits.count; i++)
        buf_free(&statements->edits.items[i].masked);
}

/* Ranges of a parallel load leave out what is NULL in a column of theirs. */
static void put_ranges(Buf *out, const DmsLoad *load, const Db *source, const char *word)
{
    const DmsRule *settings = load->rules.settings;
    for (size_t i = 0; settings != NULL && i < settings->parallel_columns.count; i++, word = "AND") {
        buf_printf(out, " %s ", word);
        source->driver->quote_name(out, settings->parallel_columns.items[i]);
        buf_puts(out, " IS NOT NULL");
    }
}

/* A LOB that comes with its row after all: it is small enough. */
static void put_inline(Buf *out, const DmsLoad *load, const char *name, const char *sql)
{
    if (load->dms->settings.inline_max_kb > 0 && load->key.count > 0) {
        buf_printf(out, "CASE WHEN octet_length(%s) <= %lld THEN ",
                   strcmp(load->plan->source->engine, "postgres") == 0 ? arena_printf(load->scratch, "%s::text", name)
                                                                       : name,
                   (long long)load->dms->settings.inline_max_kb * 1024);
        form_put(out, sql, name);
        buf_puts(out, " END");
    } else {
        buf_puts(out, "NULL");
    }
}

static void put_read(DmsStatements *to, const DmsLoad *load, const Db *source, const DmsPlace *places, size_t count,
                     bool is_later)
{
    SCOPED(Buf, buf_free) name = {0};
    to->is_bytes = arena_array(load->scratch, count, sizeof *to->is_bytes);
    to->edits = (DmsEdits){arena_array(load->scratch, count, sizeof *to->edits.items), count};
    buf_puts(&to->read, "SELECT ");
    for (size_t i = 0; i < count; i++) {
        const DmsPlace *place = &places[i];
        const char *sql = sql_of(load, place, &to->is_bytes[i]);
        buf_clear(&name);
        source->driver->quote_name(&name, place->from->name);
        buf_puts(&to->read, i > 0 ? ", " : "");
        if (!is_later && comes_later(load, place))
            put_inline(&to->read, load, buf_text(&name), sql);
        else
            form_put(&to->read, sql, buf_text(&name));
        bool is_whole = place->is_lob && load->dms->settings.fails_on_lob_truncation;
        to->edits.items[i] = (DmsEdit){.mask = place->rules.mask,
                                       .most = most_of(load, place),
                                       .is_bytes = to->is_bytes[i],
                                       .whole = is_whole ? place->from->name : NULL};
    }
    buf_puts(&to->read, " FROM "); /* and what inherits from it */
    copy_put_table(&to->read, source, load->table->origin);
    put_ranges(&to->read, load, source, "WHERE");
}

/* LOAD DATA LOCAL, to which nothing is an error; bytes are sent as hexadecimal digits. */
static void put_lines(Buf *out, const Db *target, const char *table, const DmsPlace *places, size_t count,
                      const bool *is_bytes)
{
    const char *word = ") SET ";
    buf_printf(out, "LOAD DATA LOCAL INFILE '' INTO TABLE %s%s", table, db_lines_options);
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, i == 0 ? " (" : ", ");
        if (is_bytes[i])
            buf_printf(out, "@v%zu", i);
        else
            target->driver->quote_name(out, places[i].to->name);
    }
    for (size_t i = 0; i < count; i++)
        if (is_bytes[i]) {
            buf_puts(out, word);
            target->driver->quote_name(out, places[i].to->name);
            buf_printf(out, " = UNHEX(@v%zu)", i);
            word = ", ";
        }
    buf_puts(out, word[0] == ')' ? ")" : "");
}

static void put_names(Buf *out, const Db *target, const DmsPlace *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        target->driver->quote_name(out, places[i].to->name);
    }
}

static void put_csv(Buf *out, const Db *target, const char *table, const DmsPlace *places, size_t count)
{
    buf_printf(out, "COPY %s (", table);
    put_names(out, target, places, count);
    buf_printf(out, ")%s", db_csv_options);
}

static bool stream(const DmsLoad *load, Db *source, Db *target, const char *table, const DmsPlace *places, size_t count,
                   bool is_later, CopiedTable *copied, Err *err)
{
    SCOPED(DmsStatements, free_statements) statements = {0};
    uint64_t rows = 0, bytes = 0;
    put_read(&statements, load, source, places, count, is_later);
    if (strcmp(target->driver->name, "mysql") == 0)
        put_lines(&statements.write, target, table, places, count, statements.is_bytes);
    else
        put_csv(&statements.write, target, table, places, count);
    DbStream through = {.read = buf_text(&statements.read),
                        .write = buf_text(&statements.write),
                        .is_bytes = statements.is_bytes,
                        .edit = dms_edit_row,
                        .context = &statements.edits};
    bool ok = db_stream(source, target, &through, &rows, &bytes, err);
    copied->rows += is_later ? 0 : rows;
    copied->bytes += bytes;
    return ok;
}

/* ---- rows first, large objects later ---- */

/* "a.x = b.x and ..." of the key's columns, or "x = b.x, ..." of the others. */
static void put_equal(Buf *out, const Db *target, const char *left, const DmsPlace *places, size_t first, size_t end,
                      const char *separator)
{
    for (size_t i = first; i < end; i++) {
        buf_printf(out, "%s%s", i > first ? separator : "", left);
        target->driver->quote_name(out, places[i].to->name);
        buf_puts(out, " = later.");
        target->driver->quote_name(out, places[i].to->name);
    }
}

static bool update(const DmsLoad *load, Db *source, Db *target, const char *table, const DmsPlace *places, size_t keys,
                   size_t count, CopiedTable *copied, Err *err)
{
    bool is_mysql = strcmp(target->driver->name, "mysql") == 0;
    const char *later = "understudy_later";
    SCOPED(Buf, buf_free) sql = {0};
    if (is_mysql) { /* a temporary table has a schema there */
        target->driver->quote_name(&sql, load->rules.schema);
        later = arena_printf(load->scratch, "%s.understudy_later", buf_text(&sql));
        buf_clear(&sql);
    }
    buf_printf(&sql, "CREATE TEMPORARY TABLE %s AS SELECT ", later);
    put_names(&sql, target, places, count);
    buf_printf(&sql, " FROM %s LIMIT 0", table);
    if (!db_exec(target, buf_text(&sql), err) || !stream(load, source, target, later, places, count, true, copied, err))
        return false;
    buf_clear(&sql);
    buf_printf(&sql, "UPDATE %s AS loaded ", table);
    if (is_mysql) {
        buf_printf(&sql, "JOIN %s AS later ON ", later);
        put_equal(&sql, target, "loaded.", places, 0, keys, " AND ");
    }
    buf_puts(&sql, " SET ");
    put_equal(&sql, target, is_mysql ? "loaded." : "", places, keys, count, ", ");
    if (!is_mysql) {
        buf_printf(&sql, " FROM %s AS later WHERE ", later);
        put_equal(&sql, target, "loaded.", places, 0, keys, " AND ");
    }
    return db_exec(target, buf_text(&sql), err) &&
           db_exec(target, arena_printf(load->scratch, "DROP TABLE %s", later), err);
}

/* Without a key they cannot be looked up, and stay NULL. */
static bool load_later(const DmsLoad *load, Db *source, Db *target, const char *table, CopiedTable *copied, Err *err)
{
    DmsPlace *places = arena_array(load->scratch, load->count, sizeof *places);
    size_t keys = 0, count;
    for (size_t i = 0; i < load->count; i++)
        if (is_key(load, &load->places[i]))
            places[keys++] = load->places[i];
    count = keys;
    for (size_t i = 0; i < load->count; i++)
        if (comes_later(load, &load->places[i]) && !is_key(load, &load->places[i]))
            places[count++] = load->places[i];
    if (keys == 0 || keys < load->key.count || count == keys)
        return true;
    return update(load, source, target, table, places, keys, count, copied, err);
}

/* ---- one table ---- */

static bool has_array(const DmsLoad *load)
{
    for (size_t i = 0; i < load->count; i++)
        if (strstr(load->places[i].from->type, "[]") != NULL)
            return true;
    return false;
}

static bool load_table(const CopyPlan *plan, void *context, Db *source, Db *target, CopiedTable *copied, Arena *scratch,
                       Err *err)
{
    const AsDms *dms = context;
    const Object *table = &copied->table->object, *from = table->origin;
    const Table *origin = (const Table *)from;
    DmsLoad load = {.plan = plan, .dms = dms, .scratch = scratch, .table = table, .key = key_of(dms->source, from)};
    load.rules = dms_mapping_table(dms->mapping, ((const Schema *)origin->schema)->name, origin->name, false);
    choose_places(&load);
    if (load.rules.selected_by->has_filters) {
        err_set(err, ERR_REFUSED, "rule %lld filters rows", (long long)load.rules.selected_by->id);
        return err_hint(err, "filters are not followed here: leave them out of the mapping");
    }
    if (load.key.count == 0 && has_array(&load)) {
        err_set(err, ERR_DATA, "DMS suspends a table that has an array and no primary key");
        return err_hint(err, "keep the primary key in pre-data: pre_data.primary_keys");
    }
    SCOPED(Buf, buf_free) name = {0};
    copy_put_table(&name, target, table);
    if (dms->settings.truncates && !db_exec(target, arena_printf(scratch, "TRUNCATE TABLE %s", buf_text(&name)), err))
        return err_within(err, "target");
    if (load.count == 0)
        return true;
    return stream(&load, source, target, buf_text(&name), load.places, load.count, false, copied, err) &&
           (load_later(&load, source, target, buf_text(&name), copied, err) || err_within(err, "target"));
}

/* What pre-data's check of the endpoints asks for; a right that a user has not is not missed before triggers are there. */
static bool prepare(Db *target, Err *err)
{
    Err ignored;
    if (strcmp(target->driver->name, "mysql") == 0)
        return db_exec(
            target, "SET SESSION foreign_key_checks = 0, sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'", err);
    (void)!db_exec(target, "SET session_replication_role = 'replica'", &ignored);
    return true;
}

const CopyLoader as_dms_loader = {.prepare = prepare, .load = load_table};
