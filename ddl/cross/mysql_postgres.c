/* From MySQL and MariaDB to PostgreSQL: which function sees to what; and what is small: schemas, tables, sequences, comments,
   rights. */
#include "mysql_postgres.h"

#include <string.h>

#include "read_mysql.h"
#include "text.h"

/* ---- what the parts share ---- */

const Column *mp_column_named(const Object *table, const char *name)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN &&
            strcasecmp(((const Column *)table->parts.items[i])->name, name) == 0)
            return (const Column *)table->parts.items[i];
    return NULL;
}

void mp_comment(Cross *cross, const Object *from, const Object *on, const char *column, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    Comment *comment = (Comment *)cross_make(cross, KIND_COMMENT, from);
    comment->on = on;
    comment->column = column;
    comment->text = text;
}

/* ---- options ---- */

typedef struct Dropped {
    const char *word;
    const Object *first; /* table */
    size_t count;
} Dropped;

void mp_drop_option(Cross *cross, const char *word, const Object *table)
{
    MpWork *work = mp_work(cross);
    for (size_t i = 0; i < work->dropped.count; i++)
        if (strcmp(work->dropped.items[i].word, word) == 0) {
            work->dropped.items[i].count++;
            return;
        }
    *LIST_PUSH(cross->arena, &work->dropped) = (Dropped){word, table, 1};
}

static void drop_options(Cross *cross, const Table *table)
{
    if (!text_equal(table->engine, "InnoDB"))
        mp_drop_option(cross, arena_printf(cross->arena, "ENGINE=%s", table->engine), &table->object);
    if (table->row_format != NULL)
        mp_drop_option(cross, "ROW_FORMAT", &table->object);
    for (size_t i = 0; i < table->options.count; i++) {
        const char *option = table->options.items[i];
        mp_drop_option(cross, arena_slice(cross->arena, option, (size_t)(strchrnul(option, '=') - option)),
                       &table->object);
    }
}

static void tell_dropped(Cross *cross)
{
    const MpWork *work = mp_work(cross);
    for (size_t i = 0; i < work->dropped.count; i++) {
        const Dropped *dropped = &work->dropped.items[i];
        cross_find(cross, FINDING_OPTION_DROPPED, dropped->first, NULL,
                   "PostgreSQL has no %s: left out, here and of %zu other tables", dropped->word, dropped->count - 1);
    }
}

/* ---- schemas, sequences, rights ---- */

static void mp_schema(Cross *cross, const Object *from)
{
    Schema *schema = (Schema *)cross_make(cross, KIND_SCHEMA, from);
    schema->name = cross_name_of(cross, from);
    mp_comment(cross, from, &schema->object, NULL, ((const Schema *)from)->comment);
}

/* PostgreSQL counts up to one less than MariaDB's sequences may where these go to the end. */
void mp_sequence(Cross *cross, const Object *from)
{
    const Sequence *source = (const Sequence *)from;
    Sequence *sequence = (Sequence *)cross_copy(cross, from);
    static const struct {
        const char *from, *to;
    } types[] = {{"smallint", "smallint"},         {"tinyint", "smallint"},
                 {"tinyint unsigned", "smallint"}, {"int", "integer"},
                 {"smallint unsigned", "integer"}, {"mediumint", "integer"},
                 {"mediumint unsigned", "integer"}};
    sequence->name = cross_name_of(cross, from);
    sequence->type = "bigint";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_equal(source->type, types[i].from))
            sequence->type = types[i].to;
    if (sequence->cache == 0)
        sequence->cache = 1;
    mp_comment(cross, from, &sequence->object, NULL, source->comment);
}

void mp_grant(Cross *cross, const Object *from)
{
    MpWork *work = mp_work(cross);
    if (work->grants++ == 0)
        work->first_grant = from;
    cross_settle(cross, from, LEDGER_SKIPPED, "privileges are not replicated from one engine to another");
}

static void tell_grants(Cross *cross)
{
    const MpWork *work = mp_work(cross);
    if (work->grants > 0)
        cross_find(cross, FINDING_PRIVILEGES_LEFT_OUT, work->first_grant, "GRANT on the target what its users need",
                   "privileges are not replicated from one engine to another: this one and %zu others are left out",
                   work->grants - 1);
}

/* ---- tables ---- */

static void leave_history(Cross *cross, const Table *from)
{
    if (!from->is_versioned)
        return;
    Finding *finding = cross_find(
        cross, cross->options->dms.is_loader ? FINDING_TYPE_UNSUPPORTED_DMS : FINDING_OPTION_DROPPED, &from->object,
        "keep its history by triggers, or exclude it",
        "PostgreSQL has no SYSTEM VERSIONING: the table is made without%s",
        cross->options->dms.is_loader ? ", and DMS does not load such tables" : ", and past rows are not kept");
    if (!cross->options->dms.is_loader)
        finding->severity = SEVERITY_WARNING;
}

void mp_table(Cross *cross, const Object *from)
{
    const Table *source = (const Table *)from;
    Table *table = (Table *)cross_make(cross, KIND_TABLE, from);
    table->schema = cross_twin(cross, source->schema);
    table->name = cross_name_of(cross, from);
    table->bytes = source->bytes;
    table->rows = source->rows;
    *LIST_PUSH(cross->arena, &mp_family(cross, from)->branches) = (Branch){table, 0};
    drop_options(cross, source);
    leave_history(cross, source);
    mp_comment(cross, from, &table->object, NULL, source->comment);
    for (size_t i = 0; i < source->periods.count; i++)
        if (!source->is_versioned || strstr(source->periods.items[i], "SYSTEM_TIME") == NULL)
            mp_drop_option(cross, "PERIOD FOR", from);
    mp_make_partitions(cross, source);
}

/* ---- the pair ---- */

static void begin(Cross *cross)
{
    const size_t count = cross->source->object_count + 1;
    MpWork *work = arena_alloc(cross->arena, sizeof *work);
    work->families = arena_array(cross->arena, count, sizeof *work->families);
    work->enums = arena_array(cross->arena, count, sizeof *work->enums);
    cross->work = work;
    cross_choose_names(cross);
    cross_choose_types(cross);
}

/* A column stands on its enum, whichever column's that is. */
static void need_enums(Cross *cross)
{
    const MpWork *work = mp_work(cross);
    for (size_t i = 0; i < work->enum_uses.count; i++) {
        const EnumUse *use = &work->enum_uses.items[i];
        if (work->enums[use->enum_of->ordinal] != NULL)
            catalog_need_object(cross->made, use->column, work->enums[use->enum_of->ordinal]);
    }
}

static void finish(Cross *cross)
{
    need_enums(cross);
    cross_finish_types(cross);
    tell_dropped(cross);
    tell_grants(cross);
}

const CrossPair cross_mysql_postgres = {
    .from = "mysql",
    .to = "postgres",
    .begin = begin,
    .finish = finish,
    .kinds =
        {
            [KIND_SCHEMA] = mp_schema,
            [KIND_SEQUENCE] = mp_sequence,
            [KIND_TABLE] = mp_table,
            [KIND_COLUMN] = mp_column,
            [KIND_INDEX] = mp_index,
            [KIND_KEY] = mp_key,
            [KIND_CHECK] = mp_check,
            [KIND_FOREIGN_KEY] = mp_foreign_key,
            [KIND_VIEW] = cross_view,
            [KIND_FUNCTION] = cross_routine,
            [KIND_PROCEDURE] = cross_routine,
            [KIND_PACKAGE] = cross_package,
            [KIND_PACKAGE_BODY] = cross_package,
            [KIND_TRIGGER] = cross_trigger,
            [KIND_EVENT] = cross_event,
            [KIND_GRANT] = mp_grant,
        },
};
