/* From MySQL and MariaDB to PostgreSQL: columns, with what stands beside them there: enums, sequences of identities, checks,
   and the triggers of ON UPDATE CURRENT_TIMESTAMP. */
#include "mysql_postgres.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "text.h"

enum { WITH_CATALOGUED_NOT_NULL = 180000, WITH_VIRTUAL = 180000, NAME_BYTES = 63 };

bool mp_is_generated_key(const Column *column)
{
    return strcmp(column->name, "my_row_id") == 0 && column->auto_increment && column->is_invisible;
}

static bool names_column(const List *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcasecmp(names->items[i], name) == 0)
            return true;
    return false;
}

static bool parts_have(const Cross *cross, const Object *table, const List *keys, const Column *column)
{
    MpParts parts = mp_parts(cross, table, keys);
    for (size_t i = 0; i < parts.list.count; i++)
        if (parts.list.items[i].column == column)
            return true;
    return false;
}

bool mp_is_in_key(const Cross *cross, const Column *column)
{
    const Object *table = column->table;
    bool found = names_column(&mp_family(cross, table)->key_columns, column->name);
    for (size_t i = 0; i < table->parts.count && !found; i++) {
        const Object *part = table->parts.items[i];
        if (part->kind == KIND_INDEX)
            found = parts_have(cross, table, &((const Index *)part)->keys, column);
        else if (part->kind == KIND_KEY)
            found = names_column(&((const Key *)part)->columns, column->name);
        else if (part->kind == KIND_FOREIGN_KEY)
            found = names_column(&((const ForeignKey *)part)->columns, column->name);
    }
    return found;
}

/* ---- generated columns ---- */

/* Whether the target keeps the values: it must before PostgreSQL 18, and where an index or a type of one's own is in play. */
static const char *how_generated(Cross *cross, const Column *from, const CrossType *type)
{
    bool can_be_virtual = cross->made->server_version >= WITH_VIRTUAL && !mp_is_in_key(cross, from) &&
                          type->class != TYPE_ENUM && type->class != TYPE_GEOMETRY;
    return text_equal(from->generated, "VIRTUAL") && can_be_virtual ? "VIRTUAL" : "STORED";
}

/* What cannot be generated there is a plain column, so that nothing that reads it fails. */
static void generate(Cross *cross, const Column *from, const CrossType *type, Column *column)
{
    const char *text = cross_expression(cross, &from->object, from->table, from->default_value, CROSS_GENERATED);
    if (text != NULL) {
        column->generated = how_generated(cross, from, type);
        column->default_value = text;
        if (!text_equal(column->generated, from->generated))
            cross_rule(cross, "G01", "a VIRTUAL column is STORED", &from->object);
        return;
    }
    column->not_null = false;
    cross_find(
        cross, FINDING_GEN_NOT_IMMUTABLE, &from->object,
        "fill it by a trigger on the target, or ALTER TABLE ... ADD it GENERATED with an expression of PostgreSQL's",
        "it is a plain column on the target: nothing computes it");
}

/* ---- the column ---- */

static bool is_of_versioning(const Column *column)
{
    return column->generated != NULL && strncmp(column->generated, "ROW ", 4) == 0;
}

/* False: it is none on the target. */
static bool is_made(Cross *cross, const Column *from, const CrossType *type)
{
    if (is_of_versioning(from)) {
        cross_settle(cross, &from->object, LEDGER_SKIPPED, "PostgreSQL has no SYSTEM VERSIONING");
        return false;
    }
    if (mp_is_generated_key(from)) {
        cross_leave(cross, &from->object, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
                    "give the table a primary key, if it needs one on the target",
                    "an invisible primary key that MySQL generated: PostgreSQL does without");
        return false;
    }
    if (type->type == NULL) {
        cross_settle(cross, &from->object, LEDGER_MANUAL, "no rule says what its type is on the target");
        return false;
    }
    return true;
}

/* The server cuts the names that it gives to NOT NULL, in its own way. A partition's is called like the table's. */
static void name_not_null(const Cross *cross, Column *column, const char *table, bool is_partition)
{
    const char *name = arena_printf(cross->arena, "%s_%s_not_null", table, column->name);
    if (!column->not_null || cross->made->server_version < WITH_CATALOGUED_NOT_NULL)
        return;
    if (strlen(name) > NAME_BYTES || is_partition) {
        Names names = names_open(cross->arena, &name_limits_postgres, NAMES_PRESERVE);
        column->not_null_name = names_fit(&names, name, name);
    }
}

static void use_enum(Cross *cross, const CrossType *type, Column *column)
{
    if (type->enum_of != NULL)
        *LIST_PUSH(cross->arena, &mp_work(cross)->enum_uses) = (EnumUse){&column->object, type->enum_of};
}

static Column *put_column(Cross *cross, const Column *from, const CrossType *type, const Table *table)
{
    Column *column = cross_make_column(cross, from, &table->object);
    column->is_local = true;
    use_enum(cross, type, column);
    return column;
}

/* Partitions have what the table has; an identity is the table's alone. */
static void put_on_branches(Cross *cross, const Column *from, const CrossType *type, const Column *column)
{
    const Family *family = mp_family(cross, from->table);
    for (size_t i = 1; i < family->branches.count; i++) {
        Column *branch = put_column(cross, from, type, family->branches.items[i].table);
        branch->is_local = false;
        branch->not_null = column->not_null;
        branch->default_value = column->default_value;
        branch->generated = column->generated;
        name_not_null(cross, branch, family->branches.items[0].table->name, true);
    }
}

/* ---- what stands beside it ---- */

static const char *beside(const Cross *cross, const Column *from, const char *what)
{
    return arena_printf(cross->arena, "%s_%s_%s", cross_name_of(cross, from->table),
                        cross_name_of(cross, &from->object), what);
}

static const Object *schema_of(const Column *from)
{
    return ((const Table *)from->table)->schema;
}

static void make_enum(Cross *cross, const Column *from, const CrossType *type)
{
    if (type->enum_of != &from->object || type->enum_name == NULL)
        return;
    Enum *made = (Enum *)cross_make(cross, KIND_ENUM, &from->object);
    made->schema = cross_twin(cross, schema_of(from));
    made->name = type->enum_name;
    made->labels = type->labels;
    mp_work(cross)->enums[from->object.ordinal] = &made->object;
}

static void make_check(Cross *cross, const Column *from, const CrossType *type)
{
    const Family *family = mp_family(cross, from->table);
    const char *name = type->check == NULL ? NULL
                                           : cross_name_take(cross, SPACE_CHECK, from->table,
                                                             beside(cross, from, "check"), &from->object);
    for (size_t i = 0; name != NULL && i < family->branches.count; i++) {
        Check *check = (Check *)cross_make(cross, KIND_CHECK, &from->object);
        check->table = &family->branches.items[i].table->object;
        check->name = name;
        check->expression = type->check;
        check->is_local = i == 0;
        check->is_valid = true;
    }
}

static int64_t greatest_of(const char *type)
{
    return strcmp(type, "smallint") == 0 ? INT16_MAX : strcmp(type, "integer") == 0 ? INT32_MAX : INT64_MAX;
}

/* The next value is MySQL's: it counts those that were given and are gone, too. */
static void make_identity(Cross *cross, const Column *from, const CrossType *type, Column *column)
{
    if (!from->auto_increment || !type->is_identity) {
        if (from->auto_increment)
            cross_find(cross, FINDING_DEFAULT_DROPPED, &from->object, "number its rows by a trigger on the target",
                       "AUTO_INCREMENT of a type that is no identity's on PostgreSQL: left out");
        return;
    }
    const Table *table = (const Table *)from->table;
    Sequence *sequence = (Sequence *)cross_make(cross, KIND_SEQUENCE, &from->object);
    column->identity = "BY DEFAULT";
    sequence->schema = cross_twin(cross, table->schema);
    sequence->name = cross_name_take(cross, SPACE_RELATION, table->schema, beside(cross, from, "seq"), &from->object);
    sequence->type = type->type;
    sequence->start = sequence->increment = sequence->min_value = sequence->cache = 1;
    sequence->max_value = greatest_of(type->type);
    sequence->identity_of = &column->object;
    sequence->last_value = table->auto_increment == INT_NONE || table->auto_increment < 1 ? 1 : table->auto_increment;
    if (sequence->last_value > sequence->max_value) {
        sequence->last_value = sequence->max_value;
        sequence->is_called = true;
    }
}

/* ---- ON UPDATE CURRENT_TIMESTAMP ---- */

/* MySQL cuts fractions, PostgreSQL's casts round them. */
static const char *current_time(const Cross *cross, const Column *from)
{
    static const char *const steps[] = {"1 second",      "100 milliseconds", "10 milliseconds",
                                        "1 millisecond", "100 microseconds", "10 microseconds"};
    const char *digits = strchr(from->on_update, '(');
    long precision = digits == NULL ? 0 : strtol(digits + 1, NULL, 10);
    return precision < 0 || precision > 5
               ? "statement_timestamp()"
               : arena_printf(cross->arena, "date_bin('%s', statement_timestamp(), 'epoch')", steps[precision]);
}

/* The row as text: some types have no equality. A generated column's value is not there yet when the trigger looks. */
static const char *row_of(const Cross *cross, const Column *from, const char *word)
{
    SCOPED(Buf, buf_free) out = {0};
    const Object *table = from->table;
    bool is_whole = true;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        const Column *twin = part->kind == KIND_COLUMN ? (const Column *)cross_twin(cross, part) : NULL;
        if (twin == NULL || twin->generated != NULL) {
            is_whole = is_whole && (twin == NULL || twin->generated == NULL);
            continue;
        }
        buf_printf(&out, "%s%s.%s", out.length > 0 ? ", " : "", word, cross_quoted(cross, twin->name));
    }
    return is_whole ? word : arena_printf(cross->arena, "ROW(%s)", buf_text(&out));
}

static const char *body_of(const Cross *cross, const Column *from)
{
    const char *name = cross_quoted(cross, cross_name_of(cross, &from->object));
    return arena_printf(cross->arena,
                        "\nBEGIN\n"
                        "    IF NEW.%s IS NOT DISTINCT FROM OLD.%s AND %s::text IS DISTINCT FROM %s::text THEN\n"
                        "        NEW.%s := %s;\n"
                        "    END IF;\n"
                        "    RETURN NEW;\n"
                        "END;\n",
                        name, name, row_of(cross, from, "NEW"), row_of(cross, from, "OLD"), name,
                        current_time(cross, from));
}

void mp_on_update(Cross *cross, const Column *from)
{
    const Object *schema = schema_of(from);
    const char *schema_name = cross_quoted(cross, cross_name_of(cross, schema));
    Function *function = (Function *)cross_make(cross, KIND_FUNCTION, &from->object);
    function->schema = cross_twin(cross, schema);
    function->name = cross_name_take(cross, SPACE_ROUTINE, schema, beside(cross, from, "on_update"), &from->object);
    function->arguments = "";
    function->word = "FUNCTION";
    function->language = "plpgsql";
    function->body = body_of(cross, from);
    const char *name = arena_printf(cross->arena, "%s.%s", schema_name, cross_quoted(cross, function->name));
    function->definition = arena_printf(cross->arena,
                                        "CREATE OR REPLACE FUNCTION %s()\n RETURNS trigger\n LANGUAGE plpgsql\n"
                                        "AS $function$%s$function$",
                                        name, function->body);
    Trigger *trigger = (Trigger *)cross_make(cross, KIND_TRIGGER, &from->object);
    trigger->table = cross_twin(cross, from->table);
    trigger->name = cross_name_take(cross, SPACE_TRIGGER, from->table, beside(cross, from, "on_update"), &from->object);
    trigger->definition = arena_printf(
        cross->arena, "CREATE TRIGGER %s BEFORE UPDATE ON %s.%s FOR EACH ROW EXECUTE FUNCTION %s()",
        cross_quoted(cross, trigger->name), schema_name, cross_quoted(cross, cross_name_of(cross, from->table)), name);
    catalog_need_object(cross->made, &trigger->object, &function->object);
}

/* ---- all of a table's ---- */

static void make_column(Cross *cross, const Column *from)
{
    const CrossType *type = cross_type(cross, &from->object);
    if (!is_made(cross, from, type))
        return;
    Table *table = mp_family(cross, from->table)->branches.items[0].table;
    Column *column = put_column(cross, from, type, table);
    if (from->generated != NULL)
        generate(cross, from, type, column);
    else
        column->default_value = cross_default(cross, from);
    name_not_null(cross, column, table->name, false);
    put_on_branches(cross, from, type, column);
    make_enum(cross, from, type);
    make_identity(cross, from, type, column);
    make_check(cross, from, type);
    mp_comment(cross, &from->object, &table->object, column->name, from->comment);
    if (from->is_invisible)
        mp_drop_option(cross, "INVISIBLE columns", from->table);
    if (from->format != NULL)
        mp_drop_option(cross, "COLUMN_FORMAT", from->table);
    if (from->compression != NULL)
        mp_drop_option(cross, "COMPRESSED columns", from->table);
    if (from->without_versioning)
        mp_drop_option(cross, "WITHOUT SYSTEM VERSIONING", from->table);
}

/* An expression may speak of columns that come later: the generated ones are made last, triggers when all are there. */
void mp_column(Cross *cross, const Object *from)
{
    const Object *table = ((const Column *)from)->table;
    for (int is_generated = 0; is_generated < 2; is_generated++)
        for (size_t i = 0; i < table->parts.count; i++) {
            const Column *column = (const Column *)table->parts.items[i];
            if (column->object.kind == KIND_COLUMN && (column->generated != NULL) == is_generated)
                make_column(cross, column);
        }
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind == KIND_COLUMN && column->on_update != NULL &&
            cross_twin(cross, &column->object) != NULL)
            mp_on_update(cross, column);
    }
}
