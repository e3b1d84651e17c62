/* What is true of a column, and what the texts of its row become by that. */
#include <fnmatch.h>
#include <string.h>

#include "text.h"
#include "types_work.h"

enum {
    NAME_BYTES = 63, /* PostgreSQL's names and labels */
    CHAR_MAX_CHARS = 255,
    VARCHAR_MAX_CHARS = 16383,      /* of four bytes, in a row of 65535 */
    MEDIUMTEXT_MAX_CHARS = 4194303, /* of four bytes */
    ENUM_MAX_LABELS = 65535,
    DECIMAL_MAX_DIGITS = 65,
    DECIMAL_MAX_SCALE = 30,
    DECIMAL_USUAL_DIGITS = 38, /* what DMS's NUMERIC holds */
    DOMAINS_DEEP = 32,
    MARIADB_WITH_UUID = 100700,
};

static bool one_matches(const char *pattern, size_t length, const char *word)
{
    char one[64];
    if (memchr(pattern, '*', length) == NULL || length >= sizeof one)
        return strlen(word) == length && memcmp(pattern, word, length) == 0;
    memcpy(one, pattern, length);
    one[length] = '\0';
    return fnmatch(one, word, 0) == 0;
}

bool type_words_match(const char *words, const char *word)
{
    for (size_t length; *words != '\0'; words += length + (words[length] == '|')) {
        length = strcspn(words, "|");
        if (one_matches(words, length, word))
            return true;
    }
    return false;
}

/* ---- what a type of PostgreSQL's stands for ---- */

static void take_domain(TypeWork *work, const Column *column, const Object *domain)
{
    CrossType *type = &work->types[column->object.ordinal];
    const Object **items = arena_array(work->arena, type->domains.count + 1, sizeof *items);
    for (size_t i = 0; i < type->domains.count; i++)
        items[i] = type->domains.items[i];
    items[type->domains.count] = domain;
    type->domains = (Refs){items, type->domains.count + 1};
    type->not_null = type->not_null || ((const Domain *)domain)->not_null;
    if (type->default_value == NULL)
        type->default_value = ((const Domain *)domain)->default_value;
}

static const char *word_of_kind(Kind kind)
{
    return kind == KIND_ENUM ? "enum" : kind == KIND_COMPOSITE ? "composite" : "range";
}

static TypeText resolve_postgres(TypeWork *work, const Column *column)
{
    const char *text = column->type;
    for (size_t depth = 0; depth < DOMAINS_DEEP; depth++) {
        TypeText type = type_text(work->arena, work->from, text);
        const Object *named = type.is_array ? NULL : map_get(&work->named, text);
        if (type.is_array)
            type.word = "array";
        if (named == NULL)
            return type;
        if (named->kind != KIND_DOMAIN) {
            work->kept[column->object.ordinal] = named;
            type.word = word_of_kind(named->kind);
            return type;
        }
        take_domain(work, column, named);
        text = ((const Domain *)named)->type;
    }
    return (TypeText){.word = "domain", .first = INT_NONE, .second = INT_NONE};
}

/* ---- facts ---- */

static size_t characters_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

List type_labels(const TypeWork *work, const Column *column)
{
    const Object *kept = work->kept[column->object.ordinal];
    if (!work->to_mysql)
        return work->texts[column->object.ordinal].args;
    return kept != NULL && kept->kind == KIND_ENUM ? ((const Enum *)kept)->labels : (List){0};
}

/* PostgreSQL cuts no label, it refuses what is longer; MySQL leaves out spaces at the end of one. */
static bool labels_are_plain(const TypeWork *work, const List *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        size_t length = strlen(labels->items[i]);
        if (work->to_mysql ? length > 0 && labels->items[i][length - 1] == ' ' : length > NAME_BYTES)
            return false;
    }
    return labels->count > 0 && labels->count <= ENUM_MAX_LABELS;
}

typedef struct Digits {
    int64_t precision, scale;
    bool is_wide;
} Digits;

/* As decimal takes them. */
static Digits digits_of(const TypeWork *work, const Column *column)
{
    const TypeText *type = &work->texts[column->object.ordinal];
    const Probe *probe = work->cross->options->probe;
    Digits digits = {type->first, type->second == INT_NONE ? 0 : type->second, false};
    if (type->first == INT_NONE) {
        int64_t scale = probe_fact(probe, &column->object, FACT_MAX_SCALE);
        int64_t before = probe_fact(probe, &column->object, FACT_MAX_DIGITS);
        bool is_known = scale != PROBE_UNKNOWN && before != PROBE_UNKNOWN && scale + before > 0;
        digits =
            is_known ? (Digits){scale + before, scale, false} : (Digits){DECIMAL_MAX_DIGITS, DECIMAL_MAX_SCALE, false};
        if (digits.precision < DECIMAL_USUAL_DIGITS)
            digits.precision = DECIMAL_USUAL_DIGITS;
    }
    if (digits.scale < 0) {
        digits.precision -= digits.scale;
        digits.scale = 0;
    }
    if (digits.scale > digits.precision)
        digits.precision = digits.scale;
    digits.is_wide = digits.precision > DECIMAL_MAX_DIGITS || digits.scale > DECIMAL_MAX_SCALE;
    return digits;
}

static unsigned facts_of_length(const TypeText *type)
{
    int64_t length = type->first;
    bool is_bit = strncmp(type->word, "bit", 3) == 0, is_char = strcmp(type->word, "character") == 0;
    int64_t most = is_char ? CHAR_MAX_CHARS : VARCHAR_MAX_CHARS;
    int64_t next = is_char ? VARCHAR_MAX_CHARS : MEDIUMTEXT_MAX_CHARS;
    return (length == 1 ? IS_ONE : 0u) | (length == 0 ? IS_ZERO : 0u) | (length != INT_NONE ? HAS_LENGTH : 0u) |
           (length > most || (is_bit && length == INT_NONE) ? IS_LONG : 0u) | (length > next ? IS_HUGE : 0u);
}

static unsigned facts_of(TypeWork *work, const Column *column)
{
    const TypeText *type = &work->texts[column->object.ordinal];
    List labels = type_labels(work, column);
    unsigned facts = facts_of_length(type) | (type->is_unsigned || type->is_zerofill ? IS_UNSIGNED : 0u) |
                     (column->auto_increment ? IS_COUNTER : 0u) | (type->second != INT_NONE ? HAS_SCALE : 0u) |
                     (labels_are_plain(work, &labels) ? IS_PLAIN : 0u);
    if (work->to_mysql && strcmp(type->word, "numeric") == 0 && digits_of(work, column).is_wide)
        facts |= IS_WIDE;
    if (!work->to_mysql && strcmp(type->word, "longtext") == 0 && type_is_json(column))
        facts |= IS_JSON;
    if (work->to_mysql && text_equal(work->release.product, "MariaDB"))
        facts |= IS_MARIADB | (work->release.version >= MARIADB_WITH_UUID ? HAS_UUID : 0u);
    return facts;
}

/* Of the load, the same for all columns. */
static unsigned facts_of_load(const DmsOptions *dms)
{
    if (!dms->is_loader)
        return 0;
    bool takes_changes = dms->task != DMS_FULL_LOAD;
    return (takes_changes ? TAKES_CHANGES : 0u) | (takes_changes || dms_loads_lobs_later(dms) ? IS_LATE : 0u) |
           (dms->map_boolean_as_boolean ? 0u : HAS_WORDS);
}

void type_resolve(TypeWork *work, const Column *column)
{
    size_t at = column->object.ordinal;
    work->texts[at] =
        work->to_mysql ? resolve_postgres(work, column) : type_text(work->arena, work->from, column->type);
    work->facts[at] = facts_of(work, column) | facts_of_load(&work->cross->options->dms) |
                      (work->is_identifier[at] ? IS_IDENTIFIER : 0u);
}

/* ---- rows ---- */

static bool fits(const TypeWork *work, const TypeRow *row, const Column *column, unsigned facts)
{
    if (row->asks && probe_fact(work->cross->options->probe, &column->object, row->fact) == 0)
        facts |= IS_SAFE;
    return (row->when & ~facts) == 0 && (row->unless & facts) == 0;
}

const TypeRow *type_row_of(const TypeWork *work, const Column *column)
{
    size_t at = column->object.ordinal;
    for (const TypeRow *row = work->rows; row->rule != NULL; row++)
        if (type_words_match(row->words, work->texts[at].word) && fits(work, row, column, work->facts[at]))
            return row;
    return NULL;
}

/* ---- texts ---- */

static void put_labels(const TypeWork *work, Buf *out, const Column *column)
{
    List labels = type_labels(work, column);
    for (size_t i = 0; i < labels.count; i++) {
        buf_puts(out, i == 0 ? "" : ",");
        buf_puts(out, cross_literal(work->cross, labels.items[i]));
    }
}

static size_t longest_label(const TypeWork *work, const Column *column)
{
    List labels = type_labels(work, column);
    size_t longest = 1;
    for (size_t i = 0; i < labels.count; i++)
        if (characters_of(labels.items[i]) > longest)
            longest = characters_of(labels.items[i]);
    return longest;
}

/* MySQL's are of whole seconds unless they say otherwise, PostgreSQL's of microseconds. */
static const char *fraction_of(const TypeWork *work, const TypeText *type)
{
    int64_t digits = type->first != INT_NONE ? type->first : work->to_mysql ? 6 : 0;
    return digits == 0 && work->to_mysql ? "" : arena_printf(work->arena, "(%lld)", (long long)digits);
}

static const char *enum_of(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    const Table *table = (const Table *)column->table;
    if (type->enum_name == NULL) {
        const char *wanted = arena_printf(work->arena, "%s_%s_enum", cross_name_of(work->cross, column->table),
                                          cross_name_of(work->cross, &column->object));
        type->enum_name = cross_name_take(work->cross, SPACE_RELATION, table->schema, wanted, &column->object);
        type->enum_of = &column->object;
        type->labels = type_labels(work, column);
    }
    return cross_qualified(work->cross, cross_name_of(work->cross, table->schema), type->enum_name);
}

static void put_column(const TypeWork *work, Buf *out, const Column *column)
{
    buf_puts(out, cross_quoted(work->cross, cross_name_of(work->cross, &column->object)));
}

static int64_t length_of(const TypeWork *work, const Column *column)
{
    const TypeText *type = &work->texts[column->object.ordinal];
    if (work->to_mysql && strcmp(type->word, "numeric") == 0)
        return digits_of(work, column).precision + 3; /* a sign, a point, and a zero before it */
    return type->first < 1 ? 1 : type->first;
}

/* In whole bytes. */
static int64_t bits_of(const TypeWork *work, const Column *column)
{
    return (length_of(work, column) + 7) / 8 * 8;
}

static void put_hole(TypeWork *work, Buf *out, const Column *column, char hole, const char *type)
{
    const TypeText *text = &work->texts[column->object.ordinal];
    switch (hole) {
    case '1': buf_printf(out, "%lld", (long long)text->first); break;
    case '2': buf_printf(out, "%lld", (long long)(text->second == INT_NONE ? 0 : text->second)); break;
    case 'c': put_column(work, out, column); break;
    case 'n': buf_printf(out, "%lld", (long long)length_of(work, column)); break;
    case 'p': buf_printf(out, "%lld", (long long)digits_of(work, column).precision); break;
    case 's': buf_printf(out, "%lld", (long long)digits_of(work, column).scale); break;
    case 'w': buf_printf(out, "%lld", (long long)bits_of(work, column)); break;
    case 'u': buf_printf(out, "%lld", (long long)(bits_of(work, column) - length_of(work, column))); break;
    case 'm': buf_printf(out, "%zu", longest_label(work, column)); break;
    case 'l': put_labels(work, out, column); break;
    case 'e': buf_puts(out, enum_of(work, column)); break;
    case 'f': buf_puts(out, fraction_of(work, text)); break;
    case 'r': buf_printf(out, "%lld", (long long)(column->srid == INT_NONE ? 0 : column->srid)); break;
    case 't': buf_puts(out, type); break;
    default: break; /* a row's mistake, which its test sees */
    }
}

const char *type_fill(TypeWork *work, const Column *column, const char *template, const char *type)
{
    SCOPED(Buf, buf_free) out = {0};
    if (template == NULL)
        return NULL;
    for (const char *at = template; *at != '\0'; at++) {
        bool is_hole = at[0] == '{' && at[1] != '\0' && at[2] == '}';
        if (is_hole)
            put_hole(work, &out, column, at[1], type);
        else if (strncmp(at, "{column}", 8) == 0)
            put_column(work, &out, column);
        else
            buf_putc(&out, *at);
        at += is_hole ? 2 : strncmp(at, "{column}", 8) == 0 ? 7 : 0;
    }
    return arena_copy(work->arena, buf_text(&out));
}
