/* One value in another's place: what the source takes for granted, said in so many words. */
#include "rewriting.h"

#include <stdlib.h>
#include <string.h>

Typed typed(const Expr *expr, TypeClass class, int64_t digits)
{
    return (Typed){.expr = expr, .type = {class, digits, false}};
}

bool is_number_class(TypeClass class)
{
    return class == TYPE_INTEGER || class == TYPE_DECIMAL || class == TYPE_FLOAT;
}

bool is_time_class(TypeClass class)
{
    return class == TYPE_DATE || class == TYPE_TIMESTAMP || class == TYPE_TIMESTAMPTZ;
}

bool is_literal(const Expr *expr)
{
    return expr->kind == EXPR_NULL || expr->kind == EXPR_NUMBER || expr->kind == EXPR_STRING ||
           expr->kind == EXPR_BOOLEAN || (expression_is(expr, EXPR_UNARY, "-") && expr->items[0]->kind == EXPR_NUMBER);
}

const char *class_word(TypeClass class)
{
    static const char *const words[] = {
        [TYPE_UNKNOWN] = "a value of unknown type",
        [TYPE_BOOLEAN] = "a boolean",
        [TYPE_INTEGER] = "a number",
        [TYPE_DECIMAL] = "a number",
        [TYPE_FLOAT] = "a number",
        [TYPE_TEXT] = "text",
        [TYPE_BYTES] = "bytes",
        [TYPE_DATE] = "a date",
        [TYPE_TIME] = "a time",
        [TYPE_TIMESTAMP] = "a timestamp",
        [TYPE_TIMESTAMPTZ] = "a timestamp",
        [TYPE_INTERVAL] = "an interval",
        [TYPE_JSON] = "JSON",
        [TYPE_UUID] = "a uuid",
        [TYPE_ENUM] = "an enum",
        [TYPE_SET] = "a set",
        [TYPE_BIT] = "bits",
        [TYPE_ARRAY] = "an array",
        [TYPE_GEOMETRY] = "a geometry",
        [TYPE_OTHER] = "a value of its type",
    };
    return words[class];
}

static Typed unfit(Rewriting *w, Typed value, const char *as)
{
    return rewriting_fail(w, "%s is used as %s", class_word(value.type.class), as);
}

static const Expr *cast_to(Rewriting *w, const Expr *expr, const char *type)
{
    return expression_cast(w->arena, expr, type);
}

static bool is_zero(const Expr *number)
{
    return strspn(number->text, "0.") == strlen(number->text);
}

Typed as_condition(Rewriting *w, Typed value)
{
    if (value.expr == NULL || value.type.class == TYPE_BOOLEAN || value.expr->kind == EXPR_NULL)
        return value;
    if (!is_number_class(value.type.class))
        return unfit(w, value, "a condition");
    if (value.expr->kind == EXPR_NUMBER && w->to_postgres)
        return typed(expression_new(w->arena, EXPR_BOOLEAN, is_zero(value.expr) ? "false" : "true", 0), TYPE_BOOLEAN,
                     0);
    return typed(expression_binary(w->arena, "<>", value.expr, expression_number(w->arena, "0")), TYPE_BOOLEAN, 0);
}

bool is_number_text(const char *text)
{
    text += *text == '-';
    size_t whole = strspn(text, "0123456789"),
           rest = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") + 1 : 0;
    return whole > 0 && text[whole + rest] == '\0' && rest != 1;
}

/* Of a literal number: how many bytes hold it, or how many digits are behind its point. */
static ValueType number_type(const char *text)
{
    const char *point = strchr(text, '.');
    if (strpbrk(text, "eE") != NULL)
        return (ValueType){TYPE_FLOAT, 0, false};
    if (point != NULL)
        return (ValueType){TYPE_DECIMAL, (int64_t)strlen(point + 1), false};
    size_t digits = strlen(text);
    if (digits > 18)
        return (ValueType){TYPE_DECIMAL, 0, false};
    return (ValueType){TYPE_INTEGER, digits > 9 ? 8 : 4, false};
}

static Typed number_of(Rewriting *w, const char *text)
{
    bool is_negative = *text == '-';
    const Expr *expr = expression_number(w->arena, text + is_negative);
    ValueType type = number_type(expr->text);
    return (Typed){.expr = is_negative ? expression_unary(w->arena, "-", expr) : expr, .type = type, .not_null = true};
}

Typed as_number(Rewriting *w, Typed value)
{
    if (value.expr == NULL || is_number_class(value.type.class) || value.expr->kind == EXPR_NULL)
        return value;
    if (value.type.class == TYPE_BOOLEAN) {
        if (!w->to_postgres)
            return (Typed){value.expr, {TYPE_INTEGER, 4, false}, value.not_null};
        if (value.expr->kind == EXPR_BOOLEAN)
            return number_of(w, value.expr->name[0] == 't' ? "1" : "0");
        return (Typed){cast_to(w, value.expr, "integer"), {TYPE_INTEGER, 4, false}, value.not_null};
    }
    if (value.type.class == TYPE_TEXT && value.expr->kind == EXPR_STRING && is_number_text(value.expr->text))
        return number_of(w, value.expr->text);
    const Expr *bytes = w->to_postgres && value.expr->kind == EXPR_CAST ? value.expr->items[0] : NULL;
    bool is_hex =
        value.type.class == TYPE_BYTES && bytes != NULL && bytes->kind == EXPR_STRING && strlen(bytes->text) <= 17;
    if (is_hex) /* X'05' + 0, which is how b'101' is printed */
        return number_of(w, arena_printf(w->arena, "%lld", strtoll(bytes->text + 2, NULL, 16)));
    return unfit(w, value, "a number");
}

/* to_char, as MySQL prints it; with a fraction only PostgreSQL drops its zeros. */
static Typed time_as_text(Rewriting *w, Typed value)
{
    bool is_date = value.type.class == TYPE_DATE;
    if (!is_date && value.type.digits != 0)
        return rewriting_fail(w, "a timestamp with fractions of seconds is used as text");
    if (!w->to_postgres)
        return typed(value.expr, TYPE_TEXT, 0);
    if (!rewriting_stable(w, "the text of a date"))
        return (Typed){0};
    const Expr *arguments[] = {is_date ? cast_to(w, value.expr, "timestamp without time zone") : value.expr,
                               expression_string(w->arena, is_date ? "YYYY-MM-DD" : "YYYY-MM-DD HH24:MI:SS")};
    return typed(expression_call(w->arena, "to_char", 2, arguments), TYPE_TEXT, 0);
}

/* PostgreSQL's words, where MySQL has numbers. */
static Typed boolean_as_text(Rewriting *w, Typed value)
{
    if (w->to_postgres)
        return typed(cast_to(w, cast_to(w, value.expr, "integer"), "text"), TYPE_TEXT, 0);
    Expr *words = expression_new(w->arena, EXPR_CASE, NULL, 6);
    words->items[2] = value.expr;
    words->items[3] = expression_string(w->arena, "true");
    bool is_bare = value.expr->kind == EXPR_COLUMN && w->job->is_mariadb; /* which prints it so */
    words->items[4] = is_bare ? expression_binary(w->arena, "=", value.expr, expression_number(w->arena, "0"))
                              : expression_not(w->arena, value.expr);
    words->items[5] = expression_string(w->arena, "false");
    return typed(words, TYPE_TEXT, 0);
}

static Typed number_as_text(Rewriting *w, Typed value)
{
    if (is_literal(value.expr) && value.expr->kind == EXPR_NUMBER && value.type.class != TYPE_FLOAT)
        return typed(expression_string(w->arena, value.expr->text), TYPE_TEXT, 0);
    if (value.type.class == TYPE_FLOAT)
        return rewriting_fail(w, "the text of a floating point number differs");
    return typed(cast_to(w, value.expr, w->to_postgres ? "text" : "char"), TYPE_TEXT, 0);
}

Typed as_text(Rewriting *w, Typed value)
{
    if (value.expr == NULL)
        return value;
    switch (value.type.class) {
    case TYPE_TEXT:
    case TYPE_SET: return value;
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_FLOAT: return number_as_text(w, value);
    case TYPE_BOOLEAN: return boolean_as_text(w, value);
    case TYPE_DATE:
    case TYPE_TIMESTAMP: return time_as_text(w, value);
    case TYPE_ENUM:
        if (w->to_postgres && !rewriting_stable(w, "the text of an enum"))
            return (Typed){0};
        return typed(w->to_postgres ? cast_to(w, value.expr, "text") : value.expr, TYPE_TEXT, 0);
    case TYPE_UUID:
    case TYPE_JSON: return typed(w->to_postgres ? cast_to(w, value.expr, "text") : value.expr, TYPE_TEXT, 0);
    case TYPE_UNKNOWN:
        if (value.expr->kind == EXPR_NULL)
            return value;
        break;
    case TYPE_BYTES:
    case TYPE_TIME:
    case TYPE_TIMESTAMPTZ:
    case TYPE_INTERVAL:
    case TYPE_BIT:
    case TYPE_ARRAY:
    case TYPE_GEOMETRY:
    case TYPE_OTHER: break;
    }
    return unfit(w, value, "text");
}

static bool is_part(const char *text, size_t digits)
{
    return strspn(text, "0123456789") == digits && strspn(text, "0") < digits;
}

bool is_date_text(const char *text, bool *has_time)
{
    *has_time = false;
    if (!is_part(text, 4) || text[4] != '-' || !is_part(text + 5, 2) || text[7] != '-' || !is_part(text + 8, 2))
        return false;
    if (text[10] == '\0')
        return true;
    *has_time = true;
    const char *time = text + 11;
    return (text[10] == ' ' || text[10] == 'T') && strspn(time, "0123456789") == 2 && time[2] == ':' &&
           strspn(time + 3, "0123456789") == 2 && time[5] == ':' && strspn(time + 6, "0123456789") == 2 &&
           strspn(time + 8, ".0123456789") == strlen(time + 8);
}

Typed as_time(Rewriting *w, Typed value)
{
    if (value.expr == NULL || is_time_class(value.type.class) || value.expr->kind == EXPR_NULL)
        return value;
    bool has_time;
    if (value.expr->kind != EXPR_STRING || !is_date_text(value.expr->text, &has_time))
        return unfit(w, value, "a date");
    TypeClass class = has_time ? TYPE_TIMESTAMP : TYPE_DATE;
    if (w->to_postgres)
        return typed(cast_to(w, value.expr, has_time ? "timestamp without time zone" : "date"), class,
                     has_time ? -1 : 0);
    Expr *literal = expression_new(w->arena, EXPR_TYPED, has_time ? "timestamp" : "date", 0);
    literal->text = value.expr->text;
    return typed(literal, class, has_time ? -1 : 0);
}

Typed as_class(Rewriting *w, Typed value, TypeClass class)
{
    if (value.expr == NULL || value.type.class == class || value.expr->kind == EXPR_NULL || class == TYPE_UNKNOWN)
        return value;
    switch (class) {
    case TYPE_BOOLEAN: return as_condition(w, value);
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_FLOAT: return as_number(w, value);
    case TYPE_TEXT:
    case TYPE_SET: return as_text(w, value);
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ: return as_time(w, value);
    case TYPE_JSON:
        if (value.expr->kind == EXPR_STRING)
            return typed(cast_to(w, value.expr, w->to_postgres ? "jsonb" : "json"), TYPE_JSON, 0);
        break;
    case TYPE_ENUM:
    case TYPE_UUID:
    case TYPE_TIME:
    case TYPE_INTERVAL:
        if (value.expr->kind == EXPR_STRING)
            return value;
        break;
    case TYPE_UNKNOWN:
    case TYPE_BYTES:
    case TYPE_BIT:
    case TYPE_ARRAY:
    case TYPE_GEOMETRY:
    case TYPE_OTHER: break;
    }
    return unfit(w, value, class_word(class));
}

/* ---- several together ---- */

typedef struct Mix {
    bool has[TYPE_OTHER + 1];
    bool has_number, has_time;
    bool has_strings; /* only as literals */
} Mix;

static Mix mix_of(const Typed *values, size_t count)
{
    Mix mix = {0};
    for (size_t i = 0; i < count; i++) {
        TypeClass class = values[i].type.class;
        if (class == TYPE_TEXT && values[i].expr->kind == EXPR_STRING)
            mix.has_strings = true;
        else if (values[i].expr->kind != EXPR_NULL)
            mix.has[class] = true;
        mix.has_number |= is_number_class(class);
        mix.has_time |= is_time_class(class);
    }
    return mix;
}

static bool all_as(Rewriting *w, Typed *values, size_t count, Typed as(Rewriting *, Typed))
{
    for (size_t i = 0; i < count; i++) {
        values[i] = as(w, values[i]);
        if (values[i].expr == NULL)
            return false;
    }
    return true;
}

static bool strings_as(Rewriting *w, Typed *values, size_t count, TypeClass class)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].expr->kind == EXPR_STRING) {
            values[i] = as_class(w, values[i], class);
            if (values[i].expr == NULL)
                return false;
        }
    return true;
}

/* Booleans beside 0 and 1, whatever way these are written. */
static bool fit_booleans(Rewriting *w, Typed *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Expr *expr = values[i].expr;
        bool is_bit = (expr->kind == EXPR_NUMBER || expr->kind == EXPR_STRING) &&
                      (strcmp(expr->text, "0") == 0 || strcmp(expr->text, "1") == 0);
        if (values[i].type.class != TYPE_BOOLEAN && expr->kind != EXPR_NULL && !is_bit)
            return all_as(w, values, count, as_number);
    }
    for (size_t i = 0; i < count && w->to_postgres; i++)
        if (values[i].type.class != TYPE_BOOLEAN && values[i].expr->kind != EXPR_NULL)
            values[i] = typed(
                expression_new(w->arena, EXPR_BOOLEAN, strcmp(values[i].expr->text, "0") == 0 ? "false" : "true", 0),
                TYPE_BOOLEAN, 0);
    return true;
}

static bool is_blind(const Typed *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].type.is_blind)
            return true;
    return false;
}

/* JSON beside SQL's scalars: these become JSON. */
static bool fit_json(Rewriting *w, Typed *values, size_t count, bool order)
{
    if (order) {
        (void)rewriting_fail(w, "JSON is compared by more than being equal");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        Typed *value = &values[i];
        if (value->type.class == TYPE_JSON || value->expr->kind == EXPR_NULL)
            continue;
        if (value->type.class != TYPE_TEXT && !is_number_class(value->type.class)) {
            (void)unfit(w, *value, "JSON");
            return false;
        }
        const Expr *scalar = value->type.class == TYPE_TEXT ? cast_to(w, value->expr, "text") : value->expr;
        if (w->to_postgres)
            *value = typed(expression_call(w->arena, "to_jsonb", 1, &scalar), TYPE_JSON, 0);
    }
    return true;
}

/* Dates beside strings: of two engines, one reads the string as a date and the other only if it is one. */
static bool fit_times(Rewriting *w, Typed *values, size_t count, const Mix *mix)
{
    if (mix->has[TYPE_TEXT] || mix->has_number || mix->has[TYPE_BOOLEAN] || mix->has[TYPE_TIME]) {
        (void)rewriting_fail(w, "a date is used beside a value of another type");
        return false;
    }
    return strings_as(w, values, count, TYPE_DATE);
}

static bool fit_enums(Rewriting *w, Typed *values, size_t count, const Mix *mix, bool order)
{
    if (mix->has_number || mix->has[TYPE_BOOLEAN]) {
        (void)rewriting_fail(w, "an enum is used as a number");
        return false;
    }
    if (order && !w->to_postgres) {
        (void)rewriting_fail(w,
                             "an enum is ordered by its labels' places in one engine and by their text in the other");
        return false;
    }
    return mix->has[TYPE_TEXT] || order ? all_as(w, values, count, as_text) : true;
}

/* A string beside bytes is its own bytes. */
static bool fit_bytes(Rewriting *w, Typed *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (values[i].type.class == TYPE_BYTES || values[i].expr->kind == EXPR_NULL)
            continue;
        if (values[i].expr->kind != EXPR_STRING) {
            (void)unfit(w, values[i], "bytes");
            return false;
        }
        if (!w->to_postgres)
            continue;
        SCOPED(Buf, buf_free) hex = {0};
        for (const char *at = values[i].expr->text; *at != '\0'; at++)
            buf_printf(&hex, "%02x", (unsigned char)*at);
        const char *text = arena_printf(w->arena, "\\x%s", buf_text(&hex));
        values[i] = typed(cast_to(w, expression_string(w->arena, text), "bytea"), TYPE_BYTES, 0);
    }
    return true;
}

bool fit_to_compare(Rewriting *w, Typed *values, size_t count, bool order)
{
    Mix mix = mix_of(values, count);
    if (mix.has[TYPE_JSON])
        return fit_json(w, values, count, order);
    if (mix.has[TYPE_BOOLEAN])
        return fit_booleans(w, values, count);
    if (mix.has_number)
        return all_as(w, values, count, as_number);
    if (mix.has_time)
        return fit_times(w, values, count, &mix);
    if (mix.has[TYPE_ENUM])
        return fit_enums(w, values, count, &mix, order);
    if (mix.has[TYPE_BYTES])
        return fit_bytes(w, values, count);
    if (order && mix.has[TYPE_TEXT] && is_blind(values, count))
        rewriting_note(w, "text is ordered without regard to letters' case on the source only");
    for (TypeClass class = TYPE_TEXT; class <= TYPE_OTHER; class ++)
        if (mix.has[class] && class != TYPE_TEXT && class != TYPE_SET)
            for (size_t i = 0; i < count; i++)
                if (values[i].type.class != class && !is_literal(values[i].expr)) {
                    (void)unfit(w, values[i], class_word(class));
                    return false;
                }
    return true;
}

static ValueType numbers_type(const Typed *values, size_t count)
{
    ValueType type = {TYPE_INTEGER, 0, false};
    for (size_t i = 0; i < count; i++) {
        const ValueType *one = &values[i].type;
        if (!is_number_class(one->class))
            continue;
        if (one->class > type.class) /* integers, decimals, floats: in this order */
            type = (ValueType){one->class, one->class == TYPE_DECIMAL ? one->digits : 0, false};
        else if (one->class == type.class && type.digits >= 0 && (one->digits < 0 || one->digits > type.digits))
            type.digits = one->digits;
    }
    return type;
}

static ValueType chosen_type(const Typed *values, size_t count)
{
    ValueType type = {TYPE_UNKNOWN, 0, is_blind(values, count)};
    for (size_t i = 0; i < count; i++) {
        TypeClass class = values[i].type.class;
        if (values[i].expr->kind != EXPR_NULL &&
            (type.class == TYPE_UNKNOWN || class == TYPE_TIMESTAMP || class == TYPE_TIMESTAMPTZ))
            type = (ValueType){class, values[i].type.digits, type.is_blind};
    }
    return type;
}

bool fit_to_choose(Rewriting *w, Typed *values, size_t count, ValueType *type)
{
    Mix mix = mix_of(values, count);
    bool is_fit = true, has_text = mix.has_strings || mix.has[TYPE_TEXT] || mix.has[TYPE_SET];
    if (has_text && (mix.has_number || mix.has[TYPE_BOOLEAN] || mix.has[TYPE_ENUM]))
        is_fit = all_as(w, values, count, as_text);
    else if (mix.has[TYPE_BOOLEAN])
        is_fit = fit_booleans(w, values, count);
    else if (mix.has_time)
        is_fit = fit_times(w, values, count, &mix);
    else if (mix.has[TYPE_JSON])
        is_fit = strings_as(w, values, count, TYPE_JSON);
    else if (mix.has[TYPE_BYTES])
        is_fit = fit_bytes(w, values, count);
    if (!is_fit)
        return false;
    mix = mix_of(values, count);
    *type = mix.has_number ? numbers_type(values, count) : chosen_type(values, count);
    for (size_t i = 0; i < count && w->to_postgres; i++) { /* as PostgreSQL prints it */
        bool is_narrow = is_number_class(values[i].type.class) && values[i].type.class != type->class;
        if (is_narrow && !is_literal(values[i].expr) && type->class != TYPE_INTEGER)
            values[i].expr = cast_to(w, values[i].expr, type->class == TYPE_FLOAT ? "double precision" : "numeric");
    }
    for (size_t i = 0; i < count; i++)
        if (values[i].expr->kind != EXPR_NULL && values[i].type.class != type->class &&
            !(is_number_class(type->class) && is_number_class(values[i].type.class)) &&
            !(is_time_class(type->class) && is_time_class(values[i].type.class)) && !is_literal(values[i].expr)) {
            (void)unfit(w, values[i], class_word(type->class));
            return false;
        }
    return true;
}
