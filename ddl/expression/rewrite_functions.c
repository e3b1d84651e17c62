/* Functions whose other form depends on their arguments. What is merely called differently is in rewrite_rules.c. */
#include "rewriting.h"

#include <stdlib.h>
#include <string.h>

static const Expr *call(Rewriting *w, const char *name, size_t count, const Expr *const *arguments)
{
    return expression_call(w->arena, name, count, arguments);
}

static const Expr *number(Rewriting *w, int64_t value)
{
    return expression_number(w->arena, arena_printf(w->arena, "%lld", (long long)value));
}

static bool is_whole_from(const Expr *expr, long least)
{
    return expr->kind == EXPR_NUMBER && strspn(expr->text, "0123456789") == strlen(expr->text) &&
           strtol(expr->text, NULL, 10) >= least;
}

static const Expr *plain_string(const Expr *expr)
{
    while (expr->kind == EXPR_CAST)
        expr = expr->items[0];
    return expr->kind == EXPR_STRING ? expr : NULL;
}

/* ---- choices ---- */

static Typed choose(Rewriting *w, const Expr *expr)
{
    Typed *values = arena_array(w->arena, expr->count, sizeof *values);
    const Expr **items = arena_array(w->arena, expr->count, sizeof *items);
    Typed made = {0};
    if (!rewrite_nodes(w, expr->items, expr->count, values) || !fit_to_choose(w, values, expr->count, &made.type))
        return (Typed){0};
    for (size_t i = 0; i < expr->count; i++) {
        items[i] = values[i].expr;
        made.not_null |= values[i].not_null;
    }
    made.expr = call(w, "coalesce", expr->count, items);
    return made;
}

static Typed make_nullif(Rewriting *w, const Expr *expr)
{
    Typed values[2];
    if (expr->count != 2 || !rewrite_nodes(w, expr->items, 2, values))
        return rewriting_fail(w, "nullif of other than two values");
    ValueType type = values[0].type;
    if (!fit_to_compare(w, values, 2, false))
        return (Typed){0};
    const Expr *items[] = {values[0].expr, values[1].expr};
    return (Typed){.expr = call(w, "nullif", 2, items),
                   .type = values[0].type.class == type.class ? type : values[0].type};
}

static Typed make_if(Rewriting *w, const Expr *expr)
{
    if (expr->count != 3)
        return rewriting_fail(w, "if() of other than three values");
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 4);
    choice->items[1] = expr->items[2];
    choice->items[2] = expr->items[0];
    choice->items[3] = expr->items[1];
    return rewrite_node(w, choice);
}

/* field(a, b, c) and elt(n, a, b) */
static Typed make_place(Rewriting *w, const Expr *expr)
{
    bool is_field = strcmp(expr->name, "field") == 0;
    const size_t count = expr->count - 1;
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 2 + 2 * count);
    choice->items[0] = expr->items[0];
    choice->items[1] = is_field ? expression_number(w->arena, "0") : NULL;
    for (size_t i = 0; i < count; i++) {
        const Expr *place = number(w, (int64_t)i + 1);
        choice->items[2 + 2 * i] = is_field ? expr->items[i + 1] : place;
        choice->items[3 + 2 * i] = is_field ? place : expr->items[i + 1];
    }
    return rewrite_node(w, choice);
}

/* MySQL's are NULL when any of them is; PostgreSQL's pass NULLs over. */
static const Expr *extreme_to_postgres(Rewriting *w, const char *name, const Typed *values, size_t count,
                                       const Expr *const *items)
{
    const Expr *known = NULL;
    for (size_t i = 0; i < count; i++) {
        if (values[i].not_null)
            continue;
        Expr *is = expression_new(w->arena, EXPR_IS, "null", 1);
        is->flags = EXPR_NOT;
        is->items[0] = items[i];
        known = known == NULL ? is : expression_binary(w->arena, "and", known, is);
    }
    if (known == NULL)
        return call(w, name, count, items);
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 4);
    choice->items[2] = known;
    choice->items[3] = call(w, name, count, items);
    return choice;
}

static const Expr *extreme_to_mysql(Rewriting *w, const char *name, const Typed *values, size_t count,
                                    const Expr *const *items)
{
    const Expr **filled = arena_array(w->arena, count, sizeof *filled),
               **others = arena_array(w->arena, count, sizeof *others);
    for (size_t i = 0; i < count; i++) {
        others[0] = items[i];
        for (size_t k = 0, at = 1; k < count; k++)
            if (k != i)
                others[at++] = items[k];
        filled[i] = values[i].not_null ? items[i] : call(w, "coalesce", count, others);
    }
    return call(w, name, count, filled);
}

static Typed make_extreme(Rewriting *w, const Expr *expr)
{
    Typed *values = arena_array(w->arena, expr->count, sizeof *values);
    const Expr **items = arena_array(w->arena, expr->count, sizeof *items);
    Typed made = {0};
    if (!rewrite_nodes(w, expr->items, expr->count, values) || !fit_to_choose(w, values, expr->count, &made.type))
        return (Typed){0};
    for (size_t i = 0; i < expr->count; i++)
        items[i] = values[i].expr;
    made.expr = w->to_postgres ? extreme_to_postgres(w, expr->name, values, expr->count, items)
                               : extreme_to_mysql(w, expr->name, values, expr->count, items);
    return made;
}

/* ---- texts ---- */

/* PostgreSQL's concat passes NULLs over, MySQL's is NULL then. */
static Typed make_concat(Rewriting *w, const Expr *expr)
{
    Expr *joined = expression_new(w->arena, EXPR_BINARY, "||", expr->count);
    for (size_t i = 0; i < expr->count; i++) {
        const Expr *item = expr->items[i];
        const Expr *arguments[] = {item, expression_string(w->arena, "")};
        joined->items[i] = w->to_postgres || item->kind == EXPR_STRING ? item : call(w, "coalesce", 2, arguments);
    }
    return expr->count == 1 ? as_text(w, rewrite_node(w, joined->items[0])) : rewrite_operator(w, joined);
}

/* substr(coalesce(',' || a, '') || coalesce(',' || b, ''), 2): what PostgreSQL takes for immutable. */
static const Expr *immutable_concat_ws(Rewriting *w, const Expr *const *items, size_t count)
{
    const Expr *joined = NULL;
    for (size_t i = 1; i < count; i++) {
        const Expr *parts[] = {expression_binary(w->arena, "||", items[0], items[i]), expression_string(w->arena, "")};
        const Expr *part = call(w, "coalesce", 2, parts);
        joined = joined == NULL ? part : expression_binary(w->arena, "||", joined, part);
    }
    const Expr *arguments[] = {
        joined, expression_binary(w->arena, "+", call(w, "char_length", 1, items), expression_number(w->arena, "1"))};
    return call(w, "substr", 2, arguments);
}

static Typed make_concat_ws(Rewriting *w, const Expr *expr)
{
    const Expr **items = arena_array(w->arena, expr->count, sizeof *items);
    for (size_t i = 0; i < expr->count; i++) {
        Typed value = as_text(w, rewrite_node(w, expr->items[i]));
        if (value.expr == NULL)
            return value;
        items[i] = value.expr;
    }
    bool is_immutable = w->to_postgres && w->job->is_immutable && expr->count > 1;
    w->is_not_immutable |= w->to_postgres && !is_immutable;
    return typed(is_immutable ? immutable_concat_ws(w, items, expr->count) : call(w, "concat_ws", expr->count, items),
                 TYPE_TEXT, 0);
}

/* At least 1: what stands behind something found, and a character more. */
static bool is_place(const Expr *expr)
{
    if (is_whole_from(expr, 1))
        return true;
    return expression_is(expr, EXPR_BINARY, "+") && is_whole_from(expr->items[1], 1) &&
           expr->items[0]->kind == EXPR_FUNCTION &&
           strspn(expr->items[0]->name, "locateinstrposhrgn_") == strlen(expr->items[0]->name);
}

static bool is_length(const Expr *expr)
{
    return is_whole_from(expr, 0) || (expr->kind == EXPR_FUNCTION && strstr(expr->name, "length") != NULL);
}

/* Of a length below zero PostgreSQL makes an error. */
static const Expr *not_negative(Rewriting *w, const Expr *length)
{
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 4);
    choice->items[1] = length;
    choice->items[2] = expression_binary(w->arena, "<", length, expression_number(w->arena, "0"));
    choice->items[3] = expression_number(w->arena, "0");
    return choice;
}

static Typed make_substring(Rewriting *w, const Expr *expr)
{
    if (expr->count < 2 || expr->count > 3)
        return rewriting_fail(w, "%s with %zu arguments", expr->name, expr->count);
    if (!is_place(expr->items[1]))
        return rewriting_fail(w, "a substring may begin before the first character, or be found by a pattern");
    const Expr *items[3];
    for (size_t i = 0; i < expr->count; i++) {
        Typed value = rewrite_node(w, expr->items[i]);
        value = i == 0 ? as_text(w, value) : as_number(w, value);
        if (value.expr == NULL)
            return value;
        items[i] = value.expr;
    }
    if (expr->count == 3 && w->to_postgres && !is_length(expr->items[2]))
        items[2] = not_negative(w, items[2]);
    return typed(call(w, "substr", expr->count, items), TYPE_TEXT, 0);
}

static Typed make_trim(Rewriting *w, const Expr *expr)
{
    Typed value = as_text(w, rewrite_node(w, expr->items[0]));
    const Expr *set = expr->count > 1 ? plain_string(expr->items[1]) : NULL;
    if (value.expr == NULL)
        return value;
    if (expr->count > 1 && (set == NULL || strlen(set->text) != 1))
        return rewriting_fail(w, "trim of other than one character");
    Expr *trim = expression_copy(w->arena, expr);
    trim->items[0] = value.expr;
    if (set != NULL)
        trim->items[1] = set;
    return typed(trim, TYPE_TEXT, 0);
}

/* instr(text, what), strpos(text, what), locate(what, text), position(what IN text) */
static Typed make_position(Rewriting *w, const Expr *expr)
{
    bool is_text_first = strcmp(expr->name, "instr") == 0 || strcmp(expr->name, "strpos") == 0;
    Typed values[2];
    if (expr->count != 2)
        return rewriting_fail(w, "%s with %zu arguments", expr->name, expr->count);
    if (!rewrite_nodes(w, expr->items, 2, values))
        return (Typed){0};
    bool is_blind = w->to_postgres && (values[0].type.is_blind || values[1].type.is_blind);
    const Expr *items[2];
    for (size_t i = 0; i < 2; i++) {
        Typed value = as_text(w, values[i]);
        if (value.expr == NULL)
            return value;
        items[is_text_first ? 1 - i : i] = is_blind ? call(w, "lower", 1, &value.expr) : value.expr;
    }
    const Expr *made = call(w, w->to_postgres ? "position" : "locate", 2, items);
    if (w->to_postgres) {
        Expr *spelled = expression_copy(w->arena, made);
        spelled->flags |= EXPR_SPELLED;
        made = spelled;
    }
    return typed(made, TYPE_INTEGER, 4);
}

static Typed make_convert(Rewriting *w, const Expr *expr)
{
    return as_text(w, rewrite_node(w, expr->items[0]));
}

static Typed make_regexp_like(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    const Expr *flags = expr->count > 2 ? plain_string(expr->items[2]) : NULL;
    if (value.expr == NULL)
        return value;
    if (expr->count > 2 && (flags == NULL || strspn(flags->text, "ci") != strlen(flags->text)))
        return rewriting_fail(w, "regexp_like with other flags than c and i");
    bool is_blind =
        flags == NULL || flags->text[0] == '\0' ? value.type.is_blind : flags->text[strlen(flags->text) - 1] == 'i';
    return rewrite_match(w, &value, expr->items[1], is_blind, false);
}

/* ---- dates ---- */

/* lpad(extract(month from d)::integer::text, 2, '0'): PostgreSQL's to_char is not immutable. */
static const Expr *immutable_part(Rewriting *w, const Expr *time, const char *field, const char *width)
{
    Expr *extract = expression_new(w->arena, EXPR_FUNCTION, "extract", 1);
    extract->text = field;
    extract->items[0] = time;
    const Expr *part = extract;
    if (strcmp(field, "second") == 0)
        part = call(w, "floor", 1, &part);
    part = expression_cast(w->arena, expression_cast(w->arena, part, "integer"), "text");
    const Expr *arguments[] = {part, expression_number(w->arena, width), expression_string(w->arena, "0")};
    return call(w, "lpad", 3, arguments);
}

static const Expr *immutable_format(Rewriting *w, const Expr *time, const char *format)
{
    static const struct {
        char letter;
        const char *field, *width;
    } parts[] = {{'Y', "year", "4"},   {'m', "month", "2"},  {'d', "day", "2"},    {'H', "hour", "2"},
                 {'i', "minute", "2"}, {'s', "second", "2"}, {'S', "second", "2"}, {'j', "doy", "3"}};
    const Expr *made = NULL;
    while (*format != '\0') {
        const Expr *piece = NULL;
        size_t length = strcspn(format, "%");
        if (length > 0) {
            piece = expression_string(w->arena, arena_slice(w->arena, format, length));
        } else {
            for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
                if (parts[i].letter == format[1])
                    piece = immutable_part(w, time, parts[i].field, parts[i].width);
            length = 2;
        }
        if (piece == NULL)
            return NULL;
        made = made == NULL ? piece : expression_binary(w->arena, "||", made, piece);
        format += length;
    }
    return made;
}

static Typed make_date_format(Rewriting *w, const Expr *expr)
{
    const Expr *format = expr->count == 2 ? plain_string(expr->items[1]) : NULL;
    Typed time = rewrite_node(w, expr->items[0]);
    if (!w->to_postgres && is_number_class(time.type.class))
        return rewriting_fail(w, "to_char of a number");
    time = as_time(w, time);
    if (time.expr == NULL)
        return time;
    if (format == NULL)
        return rewriting_fail(w, "the format of %s is not constant", expr->name);
    if (w->to_postgres && w->job->is_immutable && time.type.class != TYPE_TIMESTAMPTZ) {
        const Expr *made = immutable_format(w, time.expr, format->text);
        return made != NULL ? typed(made, TYPE_TEXT, 0)
                            : rewriting_fail(w, "date_format '%s' is not immutable in PostgreSQL", format->text);
    }
    const char *other =
        w->to_postgres ? format_to_postgres(w->arena, format->text) : format_to_mysql(w->arena, format->text);
    if (other == NULL)
        return rewriting_fail(w, "the format '%s' has no like in the target", format->text);
    w->is_not_immutable = true;
    if (!w->to_postgres && time.type.class == TYPE_TIMESTAMPTZ)
        rewriting_note(w, "times with time zone are UTC's on MySQL");
    bool is_date = w->to_postgres && time.type.class == TYPE_DATE; /* else it is taken for one with time zone */
    const Expr *items[] = {is_date ? expression_cast(w->arena, time.expr, "timestamp without time zone") : time.expr,
                           expression_string(w->arena, other)};
    return typed(call(w, w->to_postgres ? "to_char" : "date_format", 2, items), TYPE_TEXT, 0);
}

static const Expr *truncated(Rewriting *w, const Expr *value, const char *by)
{
    const Expr *quotient =
        by == NULL ? value
                   : expression_binary(w->arena, "/", value,
                                       expression_cast(w->arena, expression_number(w->arena, by), "numeric"));
    return expression_cast(w->arena, call(w, "trunc", 1, &quotient), "bigint");
}

static const Expr *extract_from(Rewriting *w, const char *field, const Expr *from)
{
    Expr *extract = expression_new(w->arena, EXPR_FUNCTION, "extract", 1);
    extract->text = field;
    extract->items[0] = from;
    return extract;
}

/* timestampdiff(unit, a, b) is b less a, in whole units. */
static Typed make_timestampdiff(Rewriting *w, const Expr *expr)
{
    static const char *const units[][2] = {
        {"second", NULL}, {"minute", "60"}, {"hour", "3600"}, {"day", "86400"}, {"week", "604800"}};
    const char *unit = expr->count == 2 ? expr->text : NULL;
    if (unit == NULL)
        return rewriting_fail(w, "timestampdiff of an unknown unit");
    const Expr *times[2];
    for (size_t i = 0; i < 2; i++) {
        Typed time = as_time(w, rewrite_node(w, expr->items[i]));
        if (time.expr == NULL)
            return time;
        if (time.type.class == TYPE_TIMESTAMPTZ && !rewriting_stable(w, "a time without its zone"))
            return (Typed){0};
        bool is_plain = time.type.class == TYPE_TIMESTAMP;
        times[i] = is_plain ? time.expr : expression_cast(w->arena, time.expr, "timestamp without time zone");
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcasecmp(unit, units[i][0]) == 0) {
            const Expr *seconds = extract_from(w, "epoch", expression_binary(w->arena, "-", times[1], times[0]));
            return typed(truncated(w, seconds, units[i][1]), TYPE_INTEGER, 8);
        }
    const Expr *ages[] = {times[1], times[0]}, *age = call(w, "age", 2, ages);
    const Expr *years = extract_from(w, "year", age);
    if (strcasecmp(unit, "year") == 0)
        return typed(expression_cast(w->arena, years, "integer"), TYPE_INTEGER, 4);
    if (strcasecmp(unit, "month") != 0)
        return rewriting_fail(w, "timestampdiff of the unit %s", unit);
    const Expr *months =
        expression_binary(w->arena, "+",
                          expression_binary(w->arena, "*", years,
                                            expression_cast(w->arena, expression_number(w->arena, "12"), "numeric")),
                          extract_from(w, "month", age));
    return typed(expression_cast(w->arena, months, "integer"), TYPE_INTEGER, 4);
}

/* ---- numbers ---- */

/* round(a, n), truncate(a, n), trunc(a, n): of floating point numbers the engines go different ways. */
static Typed make_round(Rewriting *w, const Expr *expr)
{
    bool is_round = strcmp(expr->name, "round") == 0;
    Typed value = as_number(w, rewrite_node(w, expr->items[0]));
    Typed digits = expr->count > 1 ? as_number(w, rewrite_node(w, expr->items[1]))
                                   : typed(expression_number(w->arena, "0"), TYPE_INTEGER, 4);
    if (value.expr == NULL || digits.expr == NULL)
        return (Typed){0};
    if (value.type.class == TYPE_FLOAT)
        return rewriting_fail(w, "%s of a floating point number", expr->name);
    bool is_known = is_whole_from(digits.expr, 0);
    int64_t count = is_known ? strtol(digits.expr->text, NULL, 10) : -1;
    if (value.type.class == TYPE_DECIMAL && value.type.digits >= 0 && value.type.digits < count)
        count = value.type.digits; /* MySQL adds no zeros */
    const Expr *items[] = {value.expr, is_known && w->to_postgres && count >= 0 && value.type.class == TYPE_DECIMAL
                                           ? number(w, count)
                                           : digits.expr};
    bool is_integer = value.type.class == TYPE_INTEGER && is_known;
    const Expr *made = call(w, is_round ? "round" : w->to_postgres ? "trunc" : "truncate", 2, items);
    if (is_integer)
        made = value.expr;
    return (Typed){.expr = made,
                   .type = {is_integer ? TYPE_INTEGER : TYPE_DECIMAL, is_integer ? value.type.digits : count, false}};
}

static Typed make_remainder(Rewriting *w, const Expr *expr)
{
    bool is_mod = strcmp(expr->name, "mod") == 0;
    if (expr->count != 2)
        return rewriting_fail(w, "%s with %zu arguments", expr->name, expr->count);
    return rewrite_operator(w, expression_binary(w->arena, is_mod ? "%" : "div", expr->items[0], expr->items[1]));
}

/* ---- groups ---- */

bool is_aggregate(const Expr *expr)
{
    static const char *const names[] = {"count",
                                        "sum",
                                        "avg",
                                        "min",
                                        "max",
                                        "group_concat",
                                        "string_agg",
                                        "bit_and",
                                        "bit_or",
                                        "bit_xor",
                                        "std",
                                        "stddev",
                                        "stddev_pop",
                                        "stddev_samp",
                                        "variance",
                                        "var_pop",
                                        "var_samp",
                                        "json_arrayagg",
                                        "json_objectagg",
                                        "jsonb_agg",
                                        "json_agg",
                                        "jsonb_object_agg",
                                        "bool_and",
                                        "bool_or",
                                        "every",
                                        "any_value",
                                        "array_agg"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (expression_is(expr, EXPR_FUNCTION, names[i]))
            return true;
    return false;
}

static ValueType sum_type(const ValueType *type)
{
    if (type->class == TYPE_INTEGER)
        return type->digits < 8 ? (ValueType){TYPE_INTEGER, 8, false} : (ValueType){TYPE_DECIMAL, 0, false};
    return *type;
}

static Expr *aggregate(Rewriting *w, const Expr *from, const Expr *argument)
{
    Expr *made = expression_new(w->arena, EXPR_FUNCTION, from->name, 1);
    made->flags = from->flags & EXPR_IS_DISTINCT;
    made->items[0] = argument;
    return made;
}

/* MySQL's averages have four more digits than what they are of, PostgreSQL's sixteen. */
static Typed make_avg(Rewriting *w, const Expr *expr, Typed value)
{
    if (value.type.class == TYPE_FLOAT)
        return typed(aggregate(w, expr, value.expr), TYPE_FLOAT, 0);
    if (!w->to_postgres) {
        Expr *type = expression_new(w->arena, EXPR_TYPE, "decimal", 2),
             *cast = expression_new(w->arena, EXPR_CAST, NULL, 2);
        type->items[0] = expression_number(w->arena, "65");
        type->items[1] = expression_number(w->arena, "16");
        cast->items[0] = value.expr;
        cast->items[1] = type;
        return typed(aggregate(w, expr, cast), TYPE_DECIMAL, 20);
    }
    int64_t digits = value.type.class == TYPE_INTEGER ? 4 : value.type.digits < 0 ? -1 : value.type.digits + 4;
    if (digits < 0)
        return rewriting_fail(w, "how many digits an average has is not known");
    const Expr *items[] = {aggregate(w, expr, value.expr), number(w, digits)};
    return typed(call(w, "round", 2, items), TYPE_DECIMAL, digits);
}

static Typed make_aggregate(Rewriting *w, const Expr *expr)
{
    if (expr->count != 1)
        return rewriting_fail(w, "%s of several values", expr->name);
    if (expr->items[0]->kind == EXPR_STAR)
        return (Typed){.expr = expr, .type = {TYPE_INTEGER, 8, false}, .not_null = true};
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    if (strcmp(expr->name, "count") == 0)
        return (Typed){.expr = aggregate(w, expr, value.expr), .type = {TYPE_INTEGER, 8, false}, .not_null = true};
    bool is_extreme = strcmp(expr->name, "min") == 0 || strcmp(expr->name, "max") == 0;
    if (is_extreme && (value.type.class == TYPE_JSON || value.type.class == TYPE_ENUM))
        return rewriting_fail(w, "%s of %s", expr->name, class_word(value.type.class));
    if (!is_extreme || value.type.class == TYPE_BOOLEAN)
        value = as_number(w, value);
    if (value.expr == NULL)
        return value;
    if (strcmp(expr->name, "avg") == 0)
        return make_avg(w, expr, value);
    return (Typed){.expr = aggregate(w, expr, value.expr), .type = is_extreme ? value.type : sum_type(&value.type)};
}

/* With DISTINCT, PostgreSQL orders by nothing but what is joined. */
static bool may_order(Rewriting *w, const Expr *expr, const Expr *argument, const Expr *order)
{
    if ((expr->flags & EXPR_IS_DISTINCT) == 0 || order == NULL)
        return true;
    if (order->count == 1 && expression_same(order->items[0]->items[0], argument))
        return true;
    (void)rewriting_fail(w, "distinct texts are joined in the order of something else");
    return false;
}

static Typed make_string_agg(Rewriting *w, const Expr *expr)
{
    const Expr *order = NULL, *separator = expression_string(w->arena, ",");
    size_t count = expr->count;
    if (count > 0 && expr->items[count - 1]->kind == EXPR_SEPARATOR)
        separator = expr->items[--count]->items[0];
    if (count > 0 && expr->items[count - 1]->kind == EXPR_ORDER_BY)
        order = expr->items[--count];
    if (!w->to_postgres)
        separator = plain_string(expr->items[--count]);
    if (separator == NULL || count == 0)
        return rewriting_fail(w, "the separator of %s is not constant", expr->name);
    Expr *all = expression_new(w->arena, EXPR_FUNCTION, "concat", count);
    memcpy(all->items, expr->items, count * sizeof *all->items);
    Typed value = as_text(w, rewrite_node(w, count == 1 ? expr->items[0] : all));
    if (value.expr == NULL || (w->to_postgres && !may_order(w, expr, expr->items[0], order)))
        return (Typed){0};
    const Expr *sorts = order == NULL ? NULL : rewrite_sorts(w, order, true);
    if (order != NULL && sorts == NULL)
        return (Typed){0};
    Expr *made =
        expression_new(w->arena, EXPR_FUNCTION, w->to_postgres ? "string_agg" : "group_concat", 2 + (order != NULL));
    made->flags = expr->flags & EXPR_IS_DISTINCT;
    size_t at = 0;
    made->items[at++] = value.expr;
    if (w->to_postgres)
        made->items[at++] = separator;
    if (sorts != NULL)
        made->items[at++] = sorts;
    if (!w->to_postgres) {
        Expr *said = expression_new(w->arena, EXPR_SEPARATOR, NULL, 1);
        said->items[0] = separator;
        made->items[at++] = said;
    }
    return typed(made, TYPE_TEXT, 0);
}

/* count(*) FILTER (WHERE c) counts a CASE. */
static Typed make_filter(Rewriting *w, const Expr *expr)
{
    const Expr *function = expr->items[0];
    if (function->kind != EXPR_FUNCTION || function->count == 0)
        return rewriting_fail(w, "FILTER");
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 4), *filtered = expression_copy(w->arena, function);
    choice->items[2] = expr->items[1];
    choice->items[3] = function->items[0]->kind == EXPR_STAR ? expression_number(w->arena, "1") : function->items[0];
    filtered->items[0] = choice;
    return rewrite_node(w, filtered);
}

/* date_part('year', d) */
static Typed make_date_part(Rewriting *w, const Expr *expr)
{
    const Expr *field = expr->count == 2 ? plain_string(expr->items[0]) : NULL;
    return field == NULL ? rewriting_fail(w, "date_part of a field that is not constant")
                         : rewrite_node(w, extract_from(w, field->text, expr->items[1]));
}

/* ---- which is which ---- */

typedef struct FunctionForm {
    const char *name;
    Typed (*make)(Rewriting *w, const Expr *expr);
    enum { EITHER, FROM_MYSQL, FROM_POSTGRES } from;
} FunctionForm;

static const FunctionForm forms[] = {
    {"coalesce", choose, EITHER},
    {"ifnull", choose, FROM_MYSQL},
    {"nullif", make_nullif, EITHER},
    {"if", make_if, FROM_MYSQL},
    {"field", make_place, FROM_MYSQL},
    {"elt", make_place, FROM_MYSQL},
    {"greatest", make_extreme, EITHER},
    {"least", make_extreme, EITHER},
    {"concat", make_concat, EITHER},
    {"concat_ws", make_concat_ws, EITHER},
    {"substr", make_substring, EITHER},
    {"substring", make_substring, EITHER},
    {"mid", make_substring, FROM_MYSQL},
    {"trim", make_trim, EITHER},
    {"locate", make_position, FROM_MYSQL},
    {"instr", make_position, FROM_MYSQL},
    {"position", make_position, EITHER},
    {"strpos", make_position, FROM_POSTGRES},
    {"convert", make_convert, FROM_MYSQL},
    {"regexp_like", make_regexp_like, EITHER},
    {"date_format", make_date_format, FROM_MYSQL},
    {"to_char", make_date_format, FROM_POSTGRES},
    {"date_part", make_date_part, FROM_POSTGRES},
    {"timestampdiff", make_timestampdiff, FROM_MYSQL},
    {"round", make_round, EITHER},
    {"truncate", make_round, FROM_MYSQL},
    {"trunc", make_round, FROM_POSTGRES},
    {"mod", make_remainder, EITHER},
    {"div", make_remainder, FROM_POSTGRES},
    {"json_extract", rewrite_json, FROM_MYSQL},
    {"json_value", rewrite_json, FROM_MYSQL},
    {"json_unquote", rewrite_json, FROM_MYSQL},
    {"json_contains", rewrite_json, FROM_MYSQL},
    {"json_contains_path", rewrite_json, FROM_MYSQL},
    {"json_object", rewrite_json, FROM_MYSQL},
    {"json_array", rewrite_json, FROM_MYSQL},
    {"jsonb_build_object", rewrite_json, FROM_POSTGRES},
    {"json_build_object", rewrite_json, FROM_POSTGRES},
    {"jsonb_build_array", rewrite_json, FROM_POSTGRES},
    {"json_build_array", rewrite_json, FROM_POSTGRES},
    {"count", make_aggregate, EITHER},
    {"sum", make_aggregate, EITHER},
    {"avg", make_aggregate, EITHER},
    {"min", make_aggregate, EITHER},
    {"max", make_aggregate, EITHER},
    {"group_concat", make_string_agg, FROM_MYSQL},
    {"string_agg", make_string_agg, FROM_POSTGRES},
};

static Typed by_form(Rewriting *w, const Expr *expr)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].from != (w->to_postgres ? FROM_POSTGRES : FROM_MYSQL) && expr->name != NULL &&
            strcmp(forms[i].name, expr->name) == 0)
            return forms[i].make(w, expr);
    return (Typed){0};
}

Typed rewrite_function(Rewriting *w, const Expr *expr)
{
    if (expr->kind == EXPR_FILTER)
        return make_filter(w, expr);
    if (expr->schema != NULL && strncmp(expr->name, "uuid_generate_v", strlen("uuid_generate_v")) == 0) {
        Expr *plain = expression_copy(w->arena, expr); /* of an extension, in whatever schema it lies */
        plain->schema = NULL;
        expr = plain;
    }
    if (expr->schema != NULL && strcmp(expr->schema, "pg_catalog") != 0)
        return rewriting_fail(w, "%s() is a routine, and these are made by hand", expr->name);
    w->within_aggregate += is_aggregate(expr);
    Typed value = rewrite_by_rule(w, expr);
    if (value.expr == NULL && w->why == NULL)
        value = by_form(w, expr);
    w->within_aggregate -= is_aggregate(expr);
    return value.expr == NULL ? rewriting_fail(w, "%s() is no function that both engines have", expr->name) : value;
}
