/* The job's `types:`: rules by type and by column, as pgloader's CAST has them. */
#include <fnmatch.h>
#include <string.h>

#include "text.h"
#include "types_work.h"

/* ---- whom a rule speaks of ---- */

static bool type_matches(const TypeWork *work, const TypeRule *rule, const Column *column)
{
    const TypeText *type = &work->texts[column->object.ordinal];
    if (rule->type == NULL || fnmatch(rule->type, column->type, 0) == 0 || fnmatch(rule->type, type->word, 0) == 0)
        return true;
    const char *sign = arena_printf(work->arena, "%s%s", type->word, type->is_unsigned ? " unsigned" : "");
    if (fnmatch(rule->type, sign, 0) == 0)
        return true;
    const char *printed =
        strpbrk(rule->type, "*?[") != NULL ? NULL : type_text_canonical(work->arena, work->from, rule->type);
    if (printed == NULL)
        return false;
    bool has_length = strchr(rule->type, '(') != NULL;
    return strcmp(printed, column->type) == 0 ||
           (!has_length && strcmp(type_text(work->arena, work->from, printed).word, type->word) == 0);
}

static bool column_matches(const TypeWork *work, const TypeRule *rule, const Column *column)
{
    if (rule->column == NULL)
        return true;
    const Column *origin = column->object.origin == NULL ? column : (const Column *)column->object.origin;
    const Table *table = (const Table *)origin->table;
    const char *schema = ((const Schema *)table->schema)->name;
    return fnmatch(rule->column, arena_printf(work->arena, "%s.%s.%s", schema, table->name, origin->name), 0) == 0;
}

static bool default_matches(const TypeWork *work, const TypeRule *rule, const Column *column)
{
    if (rule->default_value == NULL)
        return true;
    if (column->default_value == NULL)
        return false;
    Scan scan = scan_open(work->from, column->default_value, strlen(column->default_value));
    Token token;
    bool is_string = scan_solid(&scan, &token) && token.type == TOKEN_STRING;
    return strcmp(is_string ? scan_string(work->arena, &token) : column->default_value, rule->default_value) == 0;
}

static bool numbers_match(const TypeRule *rule, const TypeText *type)
{
    int64_t scale = type->second == INT_NONE ? 0 : type->second;
    return (rule->precision == INT_NONE || rule->precision == type->first) &&
           (rule->precision_from == INT_NONE || type->first >= rule->precision_from) &&
           (rule->precision_to == INT_NONE || (type->first != INT_NONE && type->first <= rule->precision_to)) &&
           (rule->scale == INT_NONE || (type->first != INT_NONE && rule->scale == scale));
}

static bool is_counted(const Column *column)
{
    return column->auto_increment || column->identity != NULL ||
           (column->default_value != NULL && strncmp(column->default_value, "nextval(", 8) == 0);
}

static bool matches(const TypeWork *work, const TypeRule *rule, const Column *column)
{
    const TypeText *type = &work->texts[column->object.ordinal];
    return type_matches(work, rule, column) && column_matches(work, rule, column) && numbers_match(rule, type) &&
           (rule->is_signed == INT_NONE || rule->is_signed == !type->is_unsigned) &&
           (rule->is_not_null == INT_NONE || rule->is_not_null == column->not_null) &&
           (!rule->is_auto_increment || is_counted(column)) && (!rule->is_on_update || column->on_update != NULL) &&
           default_matches(work, rule, column);
}

/* ---- what it asks for ---- */

static const TypeConversion *conversion_of(const TypeWork *work, const char *from, const TypeText *to)
{
    const char *word = to->is_array ? "text[]" : to->word;
    for (const TypeConversion *row = work->conversions; row->from != NULL; row++)
        if (type_words_match(row->from, from) &&
            (to->is_array ? strcmp(row->to, word) == 0 : type_words_match(row->to, word)))
            return row;
    return NULL;
}

/* What a value of the target's type is, by the row of the other direction. */
static TypeClass class_of(const TypeWork *work, const TypeText *type)
{
    const char *word = type->is_array ? "array" : type->word;
    for (const TypeRow *row = work->to_mysql ? type_rows_mysql : type_rows_postgres; row->rule != NULL; row++)
        if (type_words_match(row->words, word) && !(row->when & (IS_ONE | IS_JSON) & ~(type->first == 1 ? IS_ONE : 0u)))
            return row->source_class;
    return TYPE_OTHER;
}

/* `bit` of bit(5) is bit(5), unless the rule drops that. */
static const char *wanted_type(const TypeWork *work, const TypeRule *rule, const Column *column)
{
    const char *open = strchr(column->type, '(');
    bool takes_over = strpbrk(rule->to, "([") == NULL && open != NULL && !rule->drops_typemod;
    const char *bare = type_text_canonical(work->arena, work->to, rule->to);
    if (!takes_over || bare == NULL)
        return bare;
    size_t end = scan_closing(work->from, column->type, (size_t)(open - column->type));
    const char *brackets = arena_slice(work->arena, open, end - (size_t)(open - column->type) + 1);
    const char *full =
        type_text_canonical(work->arena, work->to, arena_printf(work->arena, "%s%s", rule->to, brackets));
    return full;
}

/* 'x,y' is a set's, and no array's. */
static void drop_default(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    if (type->default_value == NULL || type->drops_default)
        return;
    type->drops_default = true;
    cross_find(work->cross, FINDING_DEFAULT_DROPPED, &column->object, "set it on the target by hand",
               "its default %s is no array: it has none on the target", type->default_value);
}

static void take_to(TypeWork *work, const Column *column, const TypeRule *rule)
{
    CrossType *type = &work->types[column->object.ordinal];
    const char *wanted = wanted_type(work, rule, column);
    if (wanted == NULL)
        return; /* type_tell_rules says so */
    TypeText to = type_text(work->arena, work->to, wanted);
    const TypeConversion *conversion = conversion_of(work, work->texts[column->object.ordinal].word, &to);
    const char *load = type->load_type != NULL ? type->load_type : type->type;
    type->load_type = type->load_using = type->check = NULL;
    if (rule->using != NULL && load != NULL) {
        type->load_type = load;
        type->load_using = type_fill(work, column, rule->using, wanted);
    } else if (conversion != NULL) {
        type->load_type = type_fill(work, column, conversion->load, wanted);
        type->load_using = type_fill(work, column, conversion->using, wanted);
    }
    type->rule = rule->name;
    type->class = class_of(work, &to);
    type_set(work, column, wanted);
    if (to.is_array)
        drop_default(work, column);
}

static void take_check(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    const TypeText *text = &work->texts[column->object.ordinal];
    static const struct Length {
        const char *word, *check;
    } lengths[] = {{"binary", "octet_length({c}) = {n}"},
                   {"varbinary", "octet_length({c}) <= {1}"},
                   {"tinyblob", "octet_length({c}) <= 255"},
                   {"blob", "octet_length({c}) <= 65535"}};
    if (text->is_unsigned && (type->class == TYPE_INTEGER || type->class == TYPE_DECIMAL))
        type->check = type_fill(work, column, "{c} >= 0", NULL);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if (strcmp(text->word, lengths[i].word) == 0 && type->class == TYPE_BYTES)
            type->check = type_fill(work, column, lengths[i].check, NULL);
}

void type_apply_rules(TypeWork *work, const Column *column)
{
    CrossType *type = &work->types[column->object.ordinal];
    bool has_to = false, has_check = false, has_collation = false, has_ci = false;
    for (size_t i = 0; i < work->cross->options->types.count; i++) {
        const TypeRule *rule = &work->cross->options->types.items[i];
        if (!matches(work, rule, column))
            continue;
        work->matched[i] = true;
        if (rule->to != NULL && !has_to)
            take_to(work, column, rule);
        if ((rule->drops_default || rule->drops_not_null) && !has_to) {
            type->drops_default = type->drops_default || rule->drops_default;
            type->drops_not_null = type->drops_not_null || rule->drops_not_null;
        }
        if (rule->with_check == 1 && !has_check)
            take_check(work, column);
        if (rule->collation != NULL && !has_collation && type->collation != NULL)
            type->collation = rule->collation;
        if (rule->ci != NULL && !has_ci && !has_to)
            type_apply_ci(work, column, rule->ci);
        has_ci = has_ci || rule->ci != NULL;
        has_to = has_to || rule->to != NULL;
        has_check = has_check || rule->with_check != INT_NONE;
        has_collation = has_collation || rule->collation != NULL;
    }
}

void type_tell_rules(const TypeWork *work)
{
    Cross *cross = work->cross;
    for (size_t i = 0; i < cross->options->types.count; i++) {
        const TypeRule *rule = &cross->options->types.items[i];
        if (rule->to != NULL && type_text_canonical(work->arena, work->to, rule->to) == NULL)
            finding_add(cross->findings, FINDING_TYPE_RULE_INVALID, NULL, "name a type of the target's",
                        "%s: %s has no type \"%s\"", rule->name, cross->made->product, rule->to);
        else if (!work->matched[i])
            finding_add(cross->findings, FINDING_TYPE_RULE_UNUSED, NULL, "mend or leave out the rule",
                        "%s fits no column of the source that the job selects", rule->name);
    }
}
