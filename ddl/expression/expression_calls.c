/* Calls of functions: arguments, those that the grammar spells with words, and what follows a call. */
#include <string.h>

#include "expression_parser.h"

#include "buf.h"

static Expr *call_of(ExprParser *p, const char *name, const ExprItems *arguments)
{
    return expr_of_items(p, EXPR_FUNCTION, name, arguments);
}

/* ---- the ones with words in their brackets: from behind the opening bracket to behind the closing one ---- */

static const Expr *parse_cast(ExprParser *p)
{
    Expr *cast = expression_new(p->arena, EXPR_CAST, NULL, 2);
    cast->items[0] = expr_parse(p, 0);
    if (cast->items[0] == NULL || !expr_expect_word(p, "as"))
        return NULL;
    cast->items[1] = expr_parse_type(p);
    if (cast->items[1] == NULL)
        return NULL;
    if (!p->dialect->has_typed_strings && expr_take_word(p, "array"))
        cast->flags = EXPR_ARRAY_OF;
    return expr_expect_mark(p, ")") ? cast : NULL;
}

/* convert(a, char), convert(a using utf8mb4) */
static const Expr *parse_convert(ExprParser *p)
{
    ExprItems items = {0};
    if (!expr_push(p, &items, expr_parse(p, 0)))
        return NULL;
    if (expr_take_mark(p, ",")) {
        const Expr *type = expr_parse_type(p);
        if (type == NULL || !expr_expect_mark(p, ")"))
            return NULL;
        Expr *cast = expression_new(p->arena, EXPR_CAST, NULL, 2);
        cast->items[0] = items.items[0];
        cast->items[1] = type;
        return cast;
    }
    if (!expr_expect_word(p, "using") || expr_ahead(p, 0)->type != TOKEN_NAME)
        return expr_fail(p, "a character set");
    Expr *call = call_of(p, "convert", &items);
    call->text = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    return expr_expect_mark(p, ")") ? call : NULL;
}

/* extract(year from d), extract('year' from d) */
static const Expr *parse_extract(ExprParser *p)
{
    const Token *field = expr_ahead(p, 0);
    ExprItems items = {0};
    if (field->type != TOKEN_NAME && field->type != TOKEN_STRING)
        return expr_fail(p, "a field");
    p->at++;
    if (!expr_expect_word(p, "from") || !expr_push(p, &items, expr_parse(p, 0)) || !expr_expect_mark(p, ")"))
        return NULL;
    Expr *call = call_of(p, "extract", &items);
    call->text = field->type == TOKEN_NAME ? expr_fold(p, field) : scan_string(p->arena, field);
    return call;
}

/* position(a in b) */
static const Expr *parse_position(ExprParser *p)
{
    ExprItems items = {0};
    if (!expr_push(p, &items, expr_parse(p, p->dialect->binds[CLASS_PREDICATE] + 1)) || !expr_expect_word(p, "in") ||
        !expr_push(p, &items, expr_parse(p, 0)) || !expr_expect_mark(p, ")"))
        return NULL;
    /* MySQL's own name for it is another one */
    Expr *call = call_of(p, p->dialect->has_own_operators ? "position" : "locate", &items);
    call->flags = p->dialect->has_own_operators ? EXPR_SPELLED : 0;
    return call;
}

/* trim(a), trim(both 'x' from a), trim(from a), and PostgreSQL's trim(both from a, 'x') */
static const Expr *parse_trim(ExprParser *p)
{
    static const char *const sides[] = {"both", "leading", "trailing", NULL};
    ExprItems items = {0}, characters = {0};
    const char *side = NULL;
    if (expr_is_plain(expr_ahead(p, 0)) && expression_has_word(sides, expr_fold(p, expr_ahead(p, 0)))) {
        side = expr_fold(p, expr_ahead(p, 0));
        p->at++;
    }
    if (!expr_at_word(p, "from") && !expr_parse_list(p, &items))
        return NULL;
    if (expr_take_word(p, "from")) {
        characters = items;
        items = (ExprItems){0};
        if (!expr_parse_list(p, &items))
            return NULL;
    }
    if (characters.count > 1 || items.count + characters.count > 2)
        return expr_fail(p, "one list of characters");
    if (characters.count == 1)
        *LIST_PUSH(p->arena, &items) = characters.items[0];
    Expr *call = call_of(p, "trim", &items);
    call->text = side != NULL ? side : "both";
    return expr_expect_mark(p, ")") ? call : NULL;
}

static const Expr *parse_arguments(ExprParser *p, const char *schema, const char *name, bool is_quoted);

/* substring(a from b for c), overlay(a placing b from c for d) */
static const Expr *parse_parts(ExprParser *p, const char *name, const char *const *words)
{
    ExprItems items = {0};
    size_t from = p->at;
    if (!expr_push(p, &items, expr_parse(p, 0)))
        return NULL;
    if (expr_is_mark(p, 0, ",") || expr_is_mark(p, 0, ")")) {
        p->at = from;
        return parse_arguments(p, NULL, name, false);
    }
    for (; *words != NULL; words++)
        if (expr_take_word(p, *words) && !expr_push(p, &items, expr_parse(p, 0)))
            return NULL;
    Expr *call = call_of(p, name, &items);
    call->flags = p->dialect->has_own_operators ? EXPR_SPELLED : 0;
    return expr_expect_mark(p, ")") ? call : NULL;
}

static const Expr *parse_substring(ExprParser *p)
{
    static const char *const words[] = {"from", "for", NULL};
    return parse_parts(p, "substring", words);
}

static const Expr *parse_substr(ExprParser *p)
{
    static const char *const words[] = {"from", "for", NULL};
    return parse_parts(p, "substr", words);
}

static const Expr *parse_overlay(ExprParser *p)
{
    static const char *const words[] = {"placing", "from", "for", NULL};
    return parse_parts(p, "overlay", words);
}

/* A word, and then arguments: timestampdiff(day, a, b). */
static const Expr *parse_with_unit(ExprParser *p, const char *name)
{
    ExprItems items = {0};
    if (!expr_is_plain(expr_ahead(p, 0)))
        return expr_fail(p, "a unit");
    const char *unit = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    if (!expr_expect_mark(p, ",") || !expr_parse_list(p, &items) || !expr_expect_mark(p, ")"))
        return NULL;
    Expr *call = call_of(p, name, &items);
    call->text = unit;
    return call;
}

static const Expr *parse_timestampdiff(ExprParser *p)
{
    return parse_with_unit(p, "timestampdiff");
}

static const Expr *parse_timestampadd(ExprParser *p)
{
    return parse_with_unit(p, "timestampadd");
}

static const Expr *parse_get_format(ExprParser *p)
{
    return parse_with_unit(p, "get_format");
}

/* char(77, 121 using utf8mb4) */
static const Expr *parse_char(ExprParser *p)
{
    ExprItems items = {0};
    if (!expr_parse_list(p, &items))
        return NULL;
    Expr *call = call_of(p, "char", &items);
    if (expr_take_word(p, "using")) {
        call->text = expr_fold(p, expr_ahead(p, 0));
        p->at++;
    }
    return expr_expect_mark(p, ")") ? call : NULL;
}

/* json_value(a, '$.b' returning char(10) null on empty error on error) */
static const Expr *parse_json_value(ExprParser *p)
{
    static const char *const words[] = {"null", "error", "on", "empty", NULL};
    SCOPED(Buf, buf_free) text = {0};
    ExprItems items = {0};
    if (!expr_parse_list(p, &items))
        return NULL;
    if (expr_take_word(p, "returning") && !expr_push(p, &items, expr_parse_type(p)))
        return NULL;
    while (expr_is_plain(expr_ahead(p, 0)) && expression_has_word(words, expr_fold(p, expr_ahead(p, 0)))) {
        buf_printf(&text, "%s%s", text.length > 0 ? " " : "", expr_fold(p, expr_ahead(p, 0)));
        p->at++;
    }
    Expr *call = call_of(p, "json_value", &items);
    call->text = text.length > 0 ? arena_copy(p->arena, buf_text(&text)) : NULL;
    return expr_expect_mark(p, ")") ? call : NULL;
}

/* normalize(a, NFKC) */
static const Expr *parse_normalize(ExprParser *p)
{
    ExprItems items = {0};
    if (!expr_push(p, &items, expr_parse(p, 0)))
        return NULL;
    Expr *call = call_of(p, "normalize", &items);
    if (expr_take_mark(p, ",")) {
        call->text = expr_fold(p, expr_ahead(p, 0));
        p->at++;
    }
    return expr_expect_mark(p, ")") ? call : NULL;
}

static const struct {
    const char *name;
    const Expr *(*parse)(ExprParser *p);
    const ExprDialect *only; /* NULL: in both */
} spelled[] = {
    {"cast", parse_cast, NULL},
    {"extract", parse_extract, NULL},
    {"position", parse_position, NULL},
    {"trim", parse_trim, NULL},
    {"substring", parse_substring, NULL},
    {"substr", parse_substr, &expression_mysql},
    {"mid", parse_substr, &expression_mysql},
    {"overlay", parse_overlay, &expression_postgres},
    {"normalize", parse_normalize, &expression_postgres},
    {"convert", parse_convert, &expression_mysql},
    {"timestampdiff", parse_timestampdiff, &expression_mysql},
    {"timestampadd", parse_timestampadd, &expression_mysql},
    {"get_format", parse_get_format, &expression_mysql},
    {"char", parse_char, &expression_mysql},
    {"json_value", parse_json_value, &expression_mysql},
};

/* ---- any others ---- */

/* [VARIADIC] [name =>] value */
static const Expr *parse_argument(ExprParser *p, unsigned *flags)
{
    if (expr_take_word(p, "variadic"))
        *flags |= EXPR_VARIADIC;
    bool is_named =
        p->dialect->has_own_operators && expr_is_name(p, 0) && (expr_is_sign(p, 1, "=>") || expr_is_sign(p, 1, ":="));
    if (!is_named)
        return expr_parse(p, 0);
    Expr *named = expression_new(p->arena, EXPR_NAMED, expr_take_name(p), 1);
    p->at++;
    named->items[0] = expr_parse(p, 0);
    return named->items[0] == NULL ? NULL : named;
}

static bool parse_tail(ExprParser *p, ExprItems *items)
{
    if (expr_take_words(p, "order", "by") && !expr_push(p, items, expr_parse_order_by(p)))
        return false;
    if (!p->dialect->has_typed_strings && expr_take_word(p, "separator")) {
        Expr *separator = expression_new(p->arena, EXPR_SEPARATOR, NULL, 1);
        separator->items[0] = expr_parse_operand(p);
        return expr_push(p, items, separator->items[0] == NULL ? NULL : separator);
    }
    return true;
}

static const Expr *parse_arguments(ExprParser *p, const char *schema, const char *name, bool is_quoted)
{
    ExprItems items = {0};
    unsigned flags = is_quoted ? EXPR_QUOTED : 0;
    if (expr_take_word(p, "distinct"))
        flags |= EXPR_IS_DISTINCT;
    else
        (void)expr_take_word(p, "all");
    if (!expr_is_mark(p, 0, ")"))
        do
            if (!expr_push(p, &items, parse_argument(p, &flags)))
                return NULL;
        while (expr_take_mark(p, ","));
    if (!parse_tail(p, &items) || !expr_expect_mark(p, ")"))
        return NULL;
    Expr *call = call_of(p, name, &items);
    call->schema = schema;
    call->flags = flags;
    return call;
}

/* adddate(a, 3) */
static const Expr *in_days(ExprParser *p, const Expr *count)
{
    if (count->kind == EXPR_INTERVAL)
        return count;
    Expr *days = expression_new(p->arena, EXPR_INTERVAL, "day", 1);
    days->items[0] = count;
    return days;
}

/* What MySQL says with a function or an operator, is the operator here. */
static const Expr *as_operator(ExprParser *p, const Expr *call)
{
    static const struct {
        const char *function, *name;
    } operators[] = {{"date_add", "+"}, {"adddate", "+"}, {"date_sub", "-"}, {"subdate", "-"}, {"mod", "%"}};
    if (p->dialect->has_typed_strings || call == NULL || call->count != 2 || call->flags != 0)
        return call;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (expression_is(call, EXPR_FUNCTION, operators[i].function))
            return expression_binary(p->arena, operators[i].name, call->items[0],
                                     strcmp(operators[i].name, "%") == 0 ? call->items[1] : in_days(p, call->items[1]));
    return call;
}

const Expr *expr_parse_call(ExprParser *p, const char *schema, const char *name, bool is_quoted)
{
    p->at++;
    for (size_t i = 0; !is_quoted && i < sizeof spelled / sizeof *spelled; i++)
        if (strcmp(spelled[i].name, name) == 0 && (spelled[i].only == NULL || spelled[i].only == p->dialect))
            return expr_parse_after_call(p, spelled[i].parse(p));
    return expr_parse_after_call(p, as_operator(p, parse_arguments(p, schema, name, is_quoted)));
}

/* ---- what follows a call ---- */

static const Expr *wrapped(ExprParser *p, ExprKind kind, const Expr *call, const Expr *with)
{
    Expr *expr = expression_new(p->arena, kind, NULL, 2);
    expr->items[0] = call;
    expr->items[1] = with;
    return with == NULL ? NULL : expr;
}

static const Expr *parse_within(ExprParser *p, const Expr *call)
{
    if (!expr_expect_mark(p, "(") || !expr_expect_word(p, "order") || !expr_expect_word(p, "by"))
        return NULL;
    const Expr *order = expr_parse_order_by(p);
    return order != NULL && expr_expect_mark(p, ")") ? wrapped(p, EXPR_WITHIN, call, order) : NULL;
}

static const Expr *parse_filter(ExprParser *p, const Expr *call)
{
    if (!expr_expect_mark(p, "(") || !expr_expect_word(p, "where"))
        return NULL;
    const Expr *condition = expr_parse(p, 0);
    return condition != NULL && expr_expect_mark(p, ")") ? wrapped(p, EXPR_FILTER, call, condition) : NULL;
}

static const Expr *parse_over(ExprParser *p, const Expr *call)
{
    if (expr_is_mark(p, 0, "("))
        return wrapped(p, EXPR_OVER, call, expr_parse_window(p));
    const char *name = expr_take_name(p);
    if (name == NULL)
        return expr_fail(p, "a window");
    Expr *window = expression_new(p->arena, EXPR_WINDOW, name, WINDOW_SLOTS);
    window->flags = EXPR_BARE;
    return wrapped(p, EXPR_OVER, call, window);
}

const Expr *expr_parse_after_call(ExprParser *p, const Expr *call)
{
    if (call != NULL && expr_take_words(p, "within", "group"))
        call = parse_within(p, call);
    if (call != NULL && expr_at_word(p, "filter") && expr_is_mark(p, 1, "(")) {
        p->at++;
        call = parse_filter(p, call);
    }
    if (call != NULL && expr_at_word(p, "over") && (expr_is_mark(p, 1, "(") || expr_is_name(p, 1))) {
        p->at++;
        call = parse_over(p, call);
    }
    return call;
}
