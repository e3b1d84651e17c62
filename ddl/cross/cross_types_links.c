/* Columns that foreign keys tie together get types that the target compares: one class, one type. */
#include <string.h>

#include "text.h"
#include "types_work.h"

typedef struct Links {
    TypeWork *work;
    size_t *leads;     /* by ordinal: towards its class's first */
    const Column **by; /* by ordinal: the column; NULL: no column */
    bool *is_child;    /* it refers to another one */
} Links;

static size_t class_of(Links *links, size_t at)
{
    while (links->leads[at] != at)
        at = links->leads[at] = links->leads[links->leads[at]];
    return at;
}

static void tie(Links *links, const ForeignKey *key)
{
    if (key->referenced_table == NULL)
        return;
    for (size_t i = 0; i < key->columns.count && i < key->referenced_columns.count; i++) {
        const Column *child = object_column(key->table, key->columns.items[i]);
        const Column *parent = object_column(key->referenced_table, key->referenced_columns.items[i]);
        if (child == NULL || parent == NULL)
            continue;
        links->is_child[child->object.ordinal] = child != parent;
        links->leads[class_of(links, child->object.ordinal)] = class_of(links, parent->object.ordinal);
    }
}

static void mark(TypeWork *work, const Object *table, const List *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = object_column(table, columns->items[i]);
        if (column != NULL)
            work->is_identifier[column->object.ordinal] = true;
    }
}

void type_find_identifiers(TypeWork *work)
{
    EACH (work->cross->source, KEY, Key, key)
        if (key->is_primary)
            mark(work, key->table, &key->columns);
    EACH (work->cross->source, FOREIGN_KEY, ForeignKey, key) {
        mark(work, key->table, &key->columns);
        if (key->referenced_table != NULL)
            mark(work, key->referenced_table, &key->referenced_columns);
    }
}

/* ---- whose type all get ---- */

/* The later one holds what the earlier ones do. numeric(20,0) gives way to bigint where that is a key's that counts, and not to
   one that was taken because its own rows fit. */
static const char fitted[] = "bigint of rows that fit";
static const char *const wider_postgres[] = {
    "boolean",  "smallint",  "integer",           fitted, "numeric", "bigint", "time without time zone",
    "interval", "character", "character varying", "text", NULL};
static const char *const wider_mysql[] = {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", NULL};

static int width_of(const TypeWork *work, const Column *column)
{
    const CrossType *type = &work->types[column->object.ordinal];
    const TypeRow *row = work->chosen[column->object.ordinal];
    const char *const *words = work->to_mysql ? wider_mysql : wider_postgres;
    const char *word = type_text(work->arena, work->to, type->type).word;
    if (type->needs != NULL || (type->rule != NULL && strncmp(type->rule, "types ", 6) == 0))
        return 1000; /* the job's */
    if (row != NULL && (row->when & IS_IDENTIFIER))
        word = fitted;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

/* Lengths of texts may differ, on either engine; digits on PostgreSQL only. */
static bool are_alike(const TypeWork *work, const CrossType *a, const CrossType *b)
{
    if (!work->to_mysql && !text_equal(a->collation, b->collation))
        return false;
    if (strcmp(a->type, b->type) == 0)
        return true;
    bool is_lenient = !work->to_mysql || a->class == TYPE_TEXT || a->class == TYPE_BYTES;
    return is_lenient && a->class == b->class && a->class != TYPE_ENUM &&
           (work->to_mysql || strcmp(type_text(work->arena, work->to, a->type).word,
                                     type_text(work->arena, work->to, b->type).word) == 0);
}

static const Column *model_of(const Links *links, const size_t *members, size_t count)
{
    const Column *model = NULL;
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        const Column *column = links->by[members[i]];
        const CrossType *type = &links->work->types[members[i]];
        if (type->type == NULL)
            continue;
        int width = width_of(links->work, column) * 2 + !links->is_child[members[i]];
        if (model == NULL || width > widest) {
            model = column;
            widest = width;
        }
    }
    return model;
}

static void become(TypeWork *work, const Column *column, const Column *model)
{
    CrossType *type = &work->types[column->object.ordinal];
    const CrossType *as = &work->types[model->object.ordinal];
    bool is_same_word = strcmp(work->texts[column->object.ordinal].word, work->texts[model->object.ordinal].word) == 0;
    type->type = as->type;
    type->class = as->class;
    type->collation = as->collation;
    type->needs = as->needs;
    type->enum_of = as->enum_of;
    type->enum_name = as->enum_name;
    type->labels = as->labels;
    type->rule = as->rule;
    work->chosen[column->object.ordinal] = work->chosen[model->object.ordinal];
    if (!is_same_word)
        return;
    const TypeRow *row = work->chosen[model->object.ordinal];
    bool is_row = row != NULL && as->rule == row->rule;
    type->load_type = as->load_type;
    type->load_using = is_row ? type_fill(work, column, row->using, NULL) : as->load_using;
    type->check = is_row ? type_fill(work, column, row->check, NULL) : NULL;
}

static void unite(Links *links, const size_t *members, size_t count)
{
    const Column *model = model_of(links, members, count);
    for (size_t i = 0; model != NULL && i < count; i++) {
        CrossType *type = &links->work->types[members[i]];
        if (type->type != NULL && !are_alike(links->work, type, &links->work->types[model->object.ordinal]))
            become(links->work, links->by[members[i]], model);
    }
}

static void unite_all(Links *links, size_t count)
{
    size_t *starts = arena_array(links->work->arena, count + 1, sizeof *starts);
    size_t *members = arena_array(links->work->arena, count + 1, sizeof *members);
    for (size_t at = 0; at < count; at++)
        if (links->by[at] != NULL)
            starts[class_of(links, at) + 1]++;
    for (size_t at = 0; at < count; at++)
        starts[at + 1] += starts[at];
    size_t *ends = arena_array(links->work->arena, count + 1, sizeof *ends);
    memcpy(ends, starts, count * sizeof *ends);
    for (size_t at = 0; at < count; at++)
        if (links->by[at] != NULL)
            members[ends[class_of(links, at)]++] = at;
    for (size_t at = 0; at < count; at++)
        if (starts[at + 1] - starts[at] > 1)
            unite(links, members + starts[at], starts[at + 1] - starts[at]);
}

void type_link(TypeWork *work)
{
    const Catalog *source = work->cross->source;
    size_t count = source->object_count;
    Links links = {.work = work};
    links.leads = arena_array(work->arena, count + 1, sizeof *links.leads);
    links.by = arena_array(work->arena, count + 1, sizeof *links.by);
    links.is_child = arena_array(work->arena, count + 1, sizeof *links.is_child);
    for (size_t at = 0; at < count; at++)
        links.leads[at] = at;
    EACH (source, COLUMN, Column, column)
        links.by[column->object.ordinal] = column;
    EACH (source, FOREIGN_KEY, ForeignKey, key)
        tie(&links, key);
    unite_all(&links, count);
}
