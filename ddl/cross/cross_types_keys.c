/* What MySQL's keys and rows can hold: 3072 bytes a key, no text without a length, 65535 bytes a row. */
#include <string.h>

#include "text.h"
#include "types_work.h"

enum {
    KEY_BYTES = 3072,
    ROW_BYTES = 65535,
    HASH_BYTES = 32,
    USUAL_CHARS = 255,
    POINTER_BYTES = 12, /* of a text outside of the row, in its budget */
};

/* ---- how many bytes a type takes ---- */

typedef struct Size {
    int64_t bytes; /* at most */
    int64_t unit;  /* of a character, or 1; 0: it has no length */
    bool is_lob;
    bool is_unfit; /* for any key */
} Size;

static const struct {
    const char *word;
    int64_t bytes;
} fixed[] = {{"tinyint", 1},  {"smallint", 2},  {"mediumint", 3}, {"int", 4},   {"bigint", 8},
             {"float", 4},    {"double", 8},    {"date", 3},      {"time", 6},  {"datetime", 8},
             {"year", 1},     {"timestamp", 7}, {"enum", 2},      {"set", 8},   {"uuid", 16},
             {"decimal", 30}, {"bit", 8},       {"inet4", 4},     {"inet6", 16}};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static Size size_of(Arena *arena, const CrossType *type)
{
    if (type->type == NULL)
        return (Size){.is_unfit = true};
    TypeText text = type_text(arena, &syntax_mysql, type->type);
    int64_t character = type->collation != NULL && strncmp(type->collation, "ascii", 5) == 0 ? 1 : 4;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(fixed[i].word, text.word) == 0)
            return (Size){.bytes = fixed[i].bytes};
    if (strcmp(text.word, "char") == 0 || strcmp(text.word, "varchar") == 0)
        return (Size){.bytes = text.first * character, .unit = character};
    if (strcmp(text.word, "binary") == 0 || strcmp(text.word, "varbinary") == 0)
        return (Size){.bytes = text.first, .unit = 1};
    if (ends_with(text.word, "text"))
        return (Size){.bytes = KEY_BYTES + 1, .unit = 4, .is_lob = true};
    if (ends_with(text.word, "blob"))
        return (Size){.bytes = KEY_BYTES + 1, .unit = 1, .is_lob = true};
    return (Size){.bytes = POINTER_BYTES, .is_lob = true, .is_unfit = true};
}

/* ---- the parts of one key ---- */

static int64_t bytes_of(const Size *size, const KeyPart *part)
{
    return part->way == KEY_HASHED   ? HASH_BYTES
           : part->way == KEY_PREFIX ? part->prefix * size->unit
           : part->way == KEY_UNFIT  ? 0
                                     : size->bytes;
}

static int64_t sum_of(const Size *sizes, const KeyPart *parts, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += bytes_of(&sizes[i], &parts[i]);
    return sum;
}

/* The largest part that is still whole and has a length; count: there is none. */
static size_t largest(const Size *sizes, const KeyPart *parts, size_t count)
{
    size_t at = count;
    for (size_t i = 0; i < count; i++)
        if (parts[i].way == KEY_WHOLE && sizes[i].unit > 0 && (at == count || sizes[i].bytes > sizes[at].bytes))
            at = i;
    return at;
}

/* The largest one is cut, then the next, until equal shares for these leave room for the rest. */
static void cut(const Size *sizes, KeyPart *parts, size_t count)
{
    int64_t shares = 0;
    for (size_t at; sum_of(sizes, parts, count) > KEY_BYTES && (at = largest(sizes, parts, count)) < count;) {
        parts[at].way = KEY_PREFIX;
        shares++;
        for (size_t i = 0; i < count; i++)
            parts[i].prefix = 0;
        int64_t share = (KEY_BYTES - sum_of(sizes, parts, count)) / shares;
        for (size_t i = 0; i < count; i++)
            if (parts[i].way == KEY_PREFIX)
                parts[i].prefix = share < sizes[i].unit ? 1 : share / sizes[i].unit;
    }
}

KeyPart *cross_key_parts(const Cross *cross, const Object *table, const List *columns, bool is_unique)
{
    KeyPart *parts = arena_array(cross->arena, columns->count + 1, sizeof *parts);
    Size *sizes = arena_array(cross->arena, columns->count + 1, sizeof *sizes);
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = object_column(table, columns->items[i]);
        if (column == NULL)
            continue;
        sizes[i] = size_of(cross->arena, cross_type(cross, &column->object));
        if (sizes[i].is_unfit)
            parts[i].way = KEY_UNFIT;
        else if (sizes[i].is_lob && is_unique)
            parts[i].way = KEY_HASHED;
    }
    if (!is_unique)
        cut(sizes, parts, columns->count);
    for (size_t at; is_unique && sum_of(sizes, parts, columns->count) > KEY_BYTES &&
                    (at = largest(sizes, parts, columns->count)) < columns->count;)
        parts[at].way = KEY_HASHED;
    return parts;
}

/* ---- which columns are in keys ---- */

typedef enum KeyRole { IN_NONE, IN_PLAIN, IN_UNIQUE, IN_STRICT } KeyRole; /* strict: no hash can stand for it */

typedef struct Fit {
    TypeWork *work;
    KeyRole *roles;  /* by the column's ordinal */
    int64_t *budget; /* the same: bytes, in the narrowest of its keys */
} Fit;

/* The column's name; an expression is none. */
static const char *key_column(const TypeWork *work, const char *key)
{
    Scan scan = scan_open(work->from, key, strlen(key));
    Token token, next;
    if (!scan_solid(&scan, &token) || token.type != TOKEN_NAME)
        return "";
    return scan_solid(&scan, &next) && token_is_mark(&next, "(") ? "" : scan_name(work->arena, &token);
}

/* What the longest parts may have, so that the whole key fits; the others stay as they are. */
static void take_budget(Fit *fit, const Object *table, const List *columns, KeyRole role)
{
    KeyPart *parts = arena_array(fit->work->arena, columns->count + 1, sizeof *parts);
    Size *sizes = arena_array(fit->work->arena, columns->count + 1, sizeof *sizes);
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = object_column(table, columns->items[i]);
        if (column != NULL)
            sizes[i] = size_of(fit->work->arena, &fit->work->types[column->object.ordinal]);
        parts[i].way = sizes[i].is_unfit ? KEY_UNFIT : KEY_WHOLE;
    }
    cut(sizes, parts, columns->count);
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = object_column(table, columns->items[i]);
        if (column == NULL)
            continue;
        size_t at = column->object.ordinal;
        int64_t bytes = bytes_of(&sizes[i], &parts[i]);
        fit->roles[at] = role > fit->roles[at] ? role : fit->roles[at];
        fit->budget[at] = fit->budget[at] == 0 || bytes < fit->budget[at] ? bytes : fit->budget[at];
    }
}

static void take_index(Fit *fit, const Index *index)
{
    List columns = {arena_array(fit->work->arena, index->keys.count + 1, sizeof(char *)), index->keys.count};
    for (size_t i = 0; i < index->keys.count; i++)
        columns.items[i] = key_column(fit->work, index->keys.items[i]);
    if (text_equal(index->method, "btree") || text_equal(index->method, "hash"))
        take_budget(fit, index->table, &columns, index->is_unique ? IN_UNIQUE : IN_PLAIN);
}

static void take_keys(Fit *fit)
{
    const Catalog *source = fit->work->cross->source;
    EACH (source, KEY, Key, key)
        take_budget(fit, key->table, &key->columns, key->is_primary ? IN_STRICT : IN_UNIQUE);
    EACH (source, INDEX, Index, index)
        take_index(fit, index);
    EACH (source, FOREIGN_KEY, ForeignKey, key) {
        take_budget(fit, key->table, &key->columns, IN_STRICT);
        if (key->referenced_table != NULL)
            take_budget(fit, key->referenced_table, &key->referenced_columns, IN_STRICT);
    }
}

/* ---- a length for texts in keys ---- */

static void set_length(Fit *fit, const Column *column, int64_t length)
{
    CrossType *type = &fit->work->types[column->object.ordinal];
    type_set(fit->work, column,
             arena_printf(fit->work->arena, type->class == TYPE_BYTES ? "varbinary(%lld)" : "varchar(%lld)",
                          (long long)length));
}

/* A text without a length gets one; one that is too long for a key that nothing can stand for, a shorter one. */
static bool wants_length(const Fit *fit, const Column *column, const Size *size)
{
    size_t at = column->object.ordinal;
    const CrossType *type = &fit->work->types[at];
    if (size->is_unfit || size->unit == 0 || (type->class != TYPE_TEXT && type->class != TYPE_BYTES))
        return false;
    return size->is_lob ? fit->roles[at] >= IN_UNIQUE : fit->roles[at] == IN_STRICT && size->bytes > fit->budget[at];
}

static void tell_length(const Fit *fit, const Column *column, int64_t longest, int64_t most, bool is_lob)
{
    Cross *cross = fit->work->cross;
    if (longest == PROBE_UNKNOWN && is_lob)
        cross_find(cross, FINDING_TYPE_UNPROVEN, &column->object,
                   "let the probe look at the rows, or say its type by a `types:` rule",
                   "cut to %lld characters, as much as a key holds: nobody looked how long its values are",
                   (long long)most)
            ->severity = SEVERITY_WARNING;
    else if (longest == PROBE_UNKNOWN || longest > most)
        cross_find(cross, FINDING_KEY_TOO_LONG, &column->object,
                   "have a shorter key on the source, or give its columns shorter types by `types:` rules",
                   longest == PROBE_UNKNOWN
                       ? "a key holds %lld characters of it, and nobody looked how long its values are"
                       : "a key holds %lld characters of it, and its longest value has %lld",
                   (long long)most, (long long)longest);
    else if (!is_lob)
        cross_find(cross, FINDING_TYPE_LOSSY, &column->object, "have a shorter key on the source",
                   "cut to %lld characters, as much as a key holds: its longest value has %lld", (long long)most,
                   (long long)longest);
}

static void fit_column(Fit *fit, const Column *column)
{
    size_t at = column->object.ordinal;
    const CrossType *type = &fit->work->types[at];
    Size size = size_of(fit->work->arena, type);
    if (!wants_length(fit, column, &size))
        return;
    bool is_strict = fit->roles[at] == IN_STRICT;
    int64_t most = fit->budget[at] / size.unit;
    int64_t longest = probe_fact(fit->work->cross->options->probe, &column->object,
                                 type->class == TYPE_BYTES ? FACT_MAX_BYTES : FACT_MAX_CHARS);
    bool is_known = longest != PROBE_UNKNOWN;
    if (is_strict)
        tell_length(fit, column, longest, most, size.is_lob);
    if (is_known ? longest > most : !is_strict || !size.is_lob)
        return; /* unique: hashed */
    int64_t length = !is_known || !size.is_lob ? most : longest * 2 < USUAL_CHARS ? USUAL_CHARS : longest * 2;
    set_length(fit, column, length > most ? most : length);
}

void type_fit_keys(TypeWork *work)
{
    size_t count = work->cross->source->object_count + 1;
    Fit fit = {work, arena_array(work->arena, count, sizeof(KeyRole)),
               arena_array(work->arena, count, sizeof(int64_t))};
    take_keys(&fit);
    EACH (work->cross->source, COLUMN, Column, column) {
        fit_column(&fit, column);
        if (fit.roles[column->object.ordinal] != IN_NONE)
            work->facts[column->object.ordinal] |= IN_KEY;
    }
}

/* ---- rows ---- */

static int64_t row_bytes(TypeWork *work, const Object *table, const Column **widest)
{
    int64_t sum = 0, most = 0;
    *widest = NULL;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || work->types[column->object.ordinal].type == NULL)
            continue;
        const CrossType *type = &work->types[column->object.ordinal];
        Size size = size_of(work->arena, type);
        sum += size.is_lob ? POINTER_BYTES : size.bytes + (size.unit > 0 ? 2 : 0);
        bool may_be_text = size.unit == 4 && !size.is_lob && !(work->facts[column->object.ordinal] & IN_KEY);
        if (may_be_text && size.bytes > most) {
            most = size.bytes;
            *widest = column;
        }
    }
    return sum;
}

/* The widest texts go out of the row, until what is left fits. */
void type_fit_rows(TypeWork *work)
{
    EACH (work->cross->source, TABLE, Table, table) {
        const Column *widest;
        while (row_bytes(work, &table->object, &widest) > ROW_BYTES && widest != NULL) {
            type_set(work, widest, "text");
            cross_find(
                work->cross, FINDING_TYPE_CHANGED, &widest->object, NULL,
                "made `text`: a row holds 65535 bytes, and all columns of the table as they are declared may have more");
        }
    }
}
