/* Choosing a type for each column: the job's rules, the rows, what holds columns together. */
#include <string.h>

#include "dms_masks.h"
#include "text.h"
#include "translate_mysql.h"
#include "types_work.h"

/* Texts of MySQL are equal by their collation: only these are equal where PostgreSQL's are (utf8mb4_bin passes over spaces at the
   end, and all others over more than that). */
enum { MYSQL_WITH_0900_BIN = 80017 };

static const char *text_collation(const Release *release)
{
    if (my_is_mariadb_release(release))
        return "utf8mb4_nopad_bin";
    return release->version < MYSQL_WITH_0900_BIN ? "utf8mb4_bin" : "utf8mb4_0900_bin";
}

const char *cross_text_collation(const Cross *cross)
{
    Release release = {cross->made->product, cross->made->server_version, NULL};
    return text_collation(&release);
}

/* ---- one column ---- */

static bool is_text_type(const char *type)
{
    static const char *const texts[] = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t length = strlen(texts[i]);
        if (strncmp(type, texts[i], length) == 0 && (type[length] == '\0' || type[length] == '('))
            return true;
    }
    return false;
}

static bool is_blind_collation(const TypeWork *work, const Column *column)
{
    EACH (work->cross->source, COLLATION, Collation, collation)
        if (text_equal(collation->object.name, column->collation))
            return !collation->is_deterministic;
    return false;
}

static const char *collation_of(const TypeWork *work, const Column *column, const CrossType *type)
{
    const TypeText *text = &work->texts[column->object.ordinal];
    if (!is_text_type(type->type))
        return NULL;
    if (type->class == TYPE_UUID)
        return "ascii_bin";
    bool is_other = false, is_blind = strcmp(text->word, "citext") == 0 || is_blind_collation(work, column);
    return is_blind ? my_collation_for(work->arena, "utf8mb4_0900_as_ci", &work->release, &is_other) : work->collation;
}

void type_set(TypeWork *work, const Column *column, const char *type)
{
    CrossType *made = &work->types[column->object.ordinal];
    made->type = work->to_mysql ? my_type_for(work->arena, type, &work->release) : type;
    made->collation = work->to_mysql ? collation_of(work, column, made) : NULL;
}

static void take_row(TypeWork *work, const Column *column, const TypeRow *row)
{
    CrossType *type = &work->types[column->object.ordinal];
    work->chosen[column->object.ordinal] = row;
    type->rule = row->rule;
    type->class = row->class;
    type->source_class = row->source_class;
    if (row->type == NULL)
        return;
    type_set(work, column, type_fill(work, column, row->type, NULL));
    type->load_type = type_fill(work, column, row->load, NULL);
    type->load_using = type_fill(work, column, row->using, NULL);
    type->check = type_fill(work, column, row->check, NULL);
    if (row->source_class == TYPE_SET || row->source_class == TYPE_ENUM)
        type->labels = type_labels(work, column);
}

/* '0000-00-00', '2020-00-01 00:00:00': no day of PostgreSQL's. */
static bool is_zero_date(const char *literal)
{
    return literal != NULL && literal[0] == '\'' &&
           (strncmp(literal + 1, "0000-", 5) == 0 ||
            (strlen(literal) > 10 && (strncmp(literal + 5, "-00", 3) == 0 || strncmp(literal + 8, "-00", 3) == 0)));
}

static bool is_in_primary_key(const Column *column)
{
    for (size_t i = 0; i < column->table->parts.count; i++) {
        const Key *key = (const Key *)column->table->parts.items[i];
        if (key->object.kind == KIND_KEY && key->is_primary && list_has(&key->columns, column->name))
            return true;
    }
    return false;
}

/* Loaders make NULL of a date that is none. */
static void relax_dates(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    int64_t zeros = probe_fact(work->cross->options->probe, &column->object, FACT_ZERO_DATES);
    type->drops_default = type->drops_default || is_zero_date(type->default_value);
    if (is_in_primary_key(column))
        return;
    type->drops_not_null = type->drops_not_null || type->drops_default || (zeros != PROBE_UNKNOWN && zeros > 0);
    type->is_load_nullable = zeros == PROBE_UNKNOWN;
}

static void choose(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    type->not_null = column->not_null;
    type->default_value = column->default_value;
    type_resolve(work, column);
    const TypeRow *row = type_row_of(work, column);
    if (row != NULL)
        take_row(work, column, row);
    type_apply_rules(work, column);
    if (row != NULL && row->has_dates &&
        (type->class == TYPE_DATE || type->class == TYPE_TIMESTAMP || type->class == TYPE_TIMESTAMPTZ))
        relax_dates(work, column);
}

/* After all has been decided. */
static void settle(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    type->not_null = type->not_null && !type->drops_not_null;
    type->is_load_nullable = type->is_load_nullable && type->not_null;
    type->is_identity = column->auto_increment && type->class == TYPE_INTEGER;
    if (type->drops_default)
        type->default_value = NULL;
    const TypeRow *row = work->chosen[column->object.ordinal];
    if (row != NULL && type->type != NULL && type->rule == row->rule)
        cross_rule(work->cross, row->rule, row->what, &column->object);
}

/* ---- all of them ---- */

static Map named_types(const TypeWork *work)
{
    static const Kind kinds[] = {KIND_ENUM, KIND_DOMAIN, KIND_COMPOSITE, KIND_RANGE};
    Map named = map_new(work->arena);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < work->cross->source->objects[kinds[k]].count; i++) {
            const Object *object = work->cross->source->objects[kinds[k]].items[i];
            map_put(&named, object->name, (void *)(uintptr_t)object);
        }
    return named;
}

static TypeWork begin(Cross *cross)
{
    bool to_mysql = strcmp(cross->made->engine, "mysql") == 0;
    size_t count = cross->source->object_count + 1;
    TypeWork work = {.cross = cross,
                     .arena = cross->arena,
                     .to_mysql = to_mysql,
                     .from = syntax_of(cross->source->engine),
                     .to = syntax_of(cross->made->engine),
                     .rows = to_mysql ? type_rows_postgres : type_rows_mysql,
                     .conversions = to_mysql ? type_conversions_postgres : type_conversions_mysql,
                     .release = {cross->made->product, cross->made->server_version, NULL},
                     .collation = to_mysql ? cross_text_collation(cross) : NULL};
    work.types = arena_array(cross->arena, count, sizeof *work.types);
    work.chosen = arena_array(cross->arena, count, sizeof *work.chosen);
    work.texts = arena_array(cross->arena, count, sizeof *work.texts);
    work.kept = arena_array(cross->arena, count, sizeof *work.kept);
    work.facts = arena_array(cross->arena, count, sizeof *work.facts);
    work.is_identifier = arena_array(cross->arena, count, sizeof *work.is_identifier);
    work.matched = arena_array(cross->arena, cross->options->types.count + 1, sizeof *work.matched);
    work.named = named_types(&work);
    return work;
}

/* Values that DMS hashes are none of an enum's or a set's, and the column gets room for them (dms_masks.h). */
static void forget_values(const TypeWork *work, const Column *column)
{
    const DmsMask *mask = dms_mask_of(&work->cross->options->dms, column->object.origin);
    CrossType *type = &work->types[column->object.ordinal];
    if (mask == NULL || mask->action != DMS_HASH_MASK)
        return;
    type->check = type->enum_name = NULL;
    type->enum_of = NULL;
    type->labels = (List){0};
}

void cross_choose_types(Cross *cross)
{
    TypeWork work = begin(cross);
    cross->types = work.types;
    type_find_identifiers(&work);
    EACH (cross->source, COLUMN, Column, column)
        choose(&work, column);
    type_link(&work);
    if (work.to_mysql) {
        type_fit_keys(&work);
        type_fit_rows(&work);
    }
    EACH (cross->source, COLUMN, Column, column)
        settle(&work, column);
    EACH (cross->source, COLUMN, Column, column)
        forget_values(&work, column);
    type_tell(&work);
    type_tell_rules(&work);
}

const CrossType *cross_type(const Cross *cross, const Object *source_column)
{
    return &cross->types[source_column->ordinal];
}

Column *cross_make_column(Cross *cross, const Column *from, const Object *table)
{
    const CrossType *type = cross_type(cross, &from->object);
    Column *column = (Column *)cross_make(cross, KIND_COLUMN, &from->object);
    column->table = table;
    column->name = cross_name_of(cross, &from->object);
    column->position = from->position;
    column->type = type->type;
    column->collation = type->collation;
    column->load_type = type->load_type;
    column->load_using = type->load_using;
    column->is_load_nullable = type->is_load_nullable;
    column->not_null = type->not_null;
    return column;
}
