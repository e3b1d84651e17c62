/* The walk over an expression, from the leaves up: what each kind of node becomes. */
#include "rewriting.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Typed rewriting_fail(Rewriting *w, const char *format, ...)
{
    if (w->why == NULL) {
        char message[300];
        va_list args;
        va_start(args, format);
        (void)vsnprintf(message, sizeof message, format, args);
        va_end(args);
        w->why = arena_copy(w->arena, message);
    }
    return (Typed){0};
}

void rewriting_note(Rewriting *w, const char *note)
{
    for (size_t i = 0; i < w->notes.count; i++)
        if (strcmp(w->notes.items[i], note) == 0)
            return;
    *LIST_PUSH(w->arena, &w->notes) = note;
}

bool rewriting_stable(Rewriting *w, const char *what)
{
    w->is_not_immutable = true;
    if (!w->job->is_immutable)
        return true;
    (void)rewriting_fail(w, "%s is not immutable in PostgreSQL", what);
    return false;
}

bool rewrite_nodes(Rewriting *w, const Expr *const *items, size_t count, Typed *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = rewrite_node(w, items[i]);
        if (out[i].expr == NULL)
            return false;
    }
    return true;
}

static Expr *node_of(Rewriting *w, const Expr *from, const Typed *items, size_t count)
{
    Expr *expr = expression_copy(w->arena, from);
    for (size_t i = 0; i < count; i++)
        expr->items[i] = items[i].expr;
    return expr;
}

/* ---- values ---- */

static Typed make_null(Rewriting *w, const Expr *expr)
{
    (void)w;
    return typed(expr, TYPE_UNKNOWN, 0);
}

static Typed make_boolean(Rewriting *w, const Expr *expr)
{
    if (!w->to_postgres)
        expr = expression_number(w->arena, expr->name[0] == 't' ? "1" : "0");
    Typed value = typed(expr, TYPE_BOOLEAN, 0);
    value.not_null = true;
    return value;
}

static Typed make_number(Rewriting *w, const Expr *expr)
{
    Typed value = as_number(w, typed(expression_string(w->arena, expr->text), TYPE_TEXT, 0));
    if (value.expr != NULL)
        return value;
    w->why = NULL; /* 1e10 */
    return typed(expr, TYPE_FLOAT, 0);
}

static Typed bytes_of(Rewriting *w, const char *hex)
{
    const Expr *string = expression_string(w->arena, arena_printf(w->arena, "\\x%s", hex));
    return typed(expression_cast(w->arena, string, "bytea"), TYPE_BYTES, 0);
}

static Typed make_string(Rewriting *w, const Expr *expr)
{
    bool is_binary = expr->name != NULL && strcasecmp(expr->name, "_binary") == 0;
    if (is_binary && w->to_postgres) {
        SCOPED(Buf, buf_free) hex = {0};
        for (const char *at = expr->text; *at != '\0'; at++)
            buf_printf(&hex, "%02x", (unsigned char)*at);
        return bytes_of(w, arena_copy(w->arena, buf_text(&hex)));
    }
    Typed value = typed(expression_string(w->arena, expr->text), TYPE_TEXT, 0);
    value.not_null = true;
    return value;
}

/* MySQL's are numbers; PostgreSQL's become the text of their digits, as bit columns do. */
static Typed make_bits(Rewriting *w, const Expr *expr)
{
    if (!w->to_postgres)
        return typed(expression_string(w->arena, expr->text), TYPE_TEXT, 0);
    if (strlen(expr->text) > 63)
        return rewriting_fail(w, "a bit literal of more than 63 bits");
    const char *number = arena_printf(w->arena, "%lld", strtoll(expr->text, NULL, 2));
    return typed(expression_number(w->arena, number), TYPE_INTEGER, 8);
}

static Typed make_bytes(Rewriting *w, const Expr *expr)
{
    return w->to_postgres ? bytes_of(w, expr->text) : typed(expr, TYPE_BYTES, 0);
}

static Typed make_typed(Rewriting *w, const Expr *expr)
{
    Typed text = typed(expression_string(w->arena, expr->text), TYPE_TEXT, 0);
    if (strcmp(expr->name, "time") == 0)
        return typed(expression_cast(w->arena, text.expr, "time without time zone"), TYPE_TIME, -1);
    return as_time(w, text);
}

/* ---- operands ---- */

static Typed make_case(Rewriting *w, const Expr *expr)
{
    const Expr *subject = expr->items[0], *otherwise = expr->items[1];
    const size_t count = (expr->count - 2) / 2;
    Typed *whens = arena_array(w->arena, count + 1, sizeof *whens);
    Typed *thens = arena_array(w->arena, count + 1, sizeof *thens);
    for (size_t i = 0; i < count; i++) {
        whens[i] = rewrite_node(w, expr->items[2 + 2 * i]);
        whens[i] = subject == NULL ? as_condition(w, whens[i]) : whens[i];
        thens[i] = rewrite_node(w, expr->items[3 + 2 * i]);
        if (whens[i].expr == NULL || thens[i].expr == NULL)
            return (Typed){0};
    }
    if (subject != NULL) {
        whens[count] = rewrite_node(w, subject);
        if (whens[count].expr == NULL || !fit_to_compare(w, whens, count + 1, false))
            return (Typed){0};
    }
    thens[count] = otherwise == NULL ? typed(expression_new(w->arena, EXPR_NULL, NULL, 0), TYPE_UNKNOWN, 0)
                                     : rewrite_node(w, otherwise);
    Typed value = {0};
    if (thens[count].expr == NULL || !fit_to_choose(w, thens, count + 1, &value.type))
        return (Typed){0};
    Expr *made = expression_copy(w->arena, expr);
    made->items[0] = subject == NULL ? NULL : whens[count].expr;
    made->items[1] = otherwise == NULL ? NULL : thens[count].expr;
    for (size_t i = 0; i < count; i++) {
        made->items[2 + 2 * i] = whens[i].expr;
        made->items[3 + 2 * i] = thens[i].expr;
    }
    value.expr = made;
    return value;
}

static Typed make_row(Rewriting *w, const Expr *expr)
{
    Typed *items = arena_array(w->arena, expr->count, sizeof *items);
    return rewrite_nodes(w, expr->items, expr->count, items)
               ? typed(node_of(w, expr, items, expr->count), TYPE_OTHER, 0)
               : (Typed){0};
}

static Typed make_collate(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    if (!w->to_postgres) {
        if (strcmp(expr->name, "C") != 0 && strcmp(expr->name, "default") != 0 && strcmp(expr->name, "POSIX") != 0)
            return rewriting_fail(w, "collation %s has no like in the target", expr->name);
        return value;
    }
    value.type.is_blind = strstr(expr->name, "_ci") != NULL;
    return value;
}

/* A zone can only be left out where both sides keep UTC. */
static Typed make_time_zone(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    const Expr *zone = expr->items[1];
    while (zone != NULL && zone->kind == EXPR_CAST)
        zone = zone->items[0];
    if (value.expr == NULL)
        return value;
    if (w->to_postgres || zone == NULL || zone->kind != EXPR_STRING ||
        (strcasecmp(zone->text, "UTC") != 0 && strcasecmp(zone->text, "Etc/UTC") != 0))
        return rewriting_fail(w, "AT TIME ZONE with another zone than UTC");
    value.type.class = value.type.class == TYPE_TIMESTAMPTZ ? TYPE_TIMESTAMP : TYPE_TIMESTAMPTZ;
    return value;
}

/* ---- predicates ---- */

static Typed make_is(Rewriting *w, const Expr *expr)
{
    static const char *const of_booleans[] = {"true", "false", "unknown"};
    Typed value = rewrite_node(w, expr->items[0]);
    bool is_null = strcmp(expr->name, "null") == 0, is_known = is_null;
    for (size_t i = 0; i < sizeof of_booleans / sizeof *of_booleans; i++)
        if (strcmp(expr->name, of_booleans[i]) == 0)
            is_known = true;
    if (!is_known) {
        if (strcmp(expr->name, "json") != 0 || w->to_postgres)
            return rewriting_fail(w, "IS %s has no like in the target", expr->name);
        const Expr *call = value.expr == NULL ? NULL : expression_call(w->arena, "json_valid", 1, &value.expr);
        if (call != NULL && (expr->flags & EXPR_NOT) != 0)
            call = expression_not(w->arena, call);
        return typed(call, TYPE_BOOLEAN, 0);
    }
    if (!is_null)
        value = as_condition(w, value);
    if (value.expr == NULL)
        return value;
    Expr *is = node_of(w, expr, &value, 1);
    if (!w->to_postgres && strcmp(is->name, "unknown") == 0) /* MySQL prints it so */
        is->name = "null";
    Typed made = typed(is, TYPE_BOOLEAN, 0);
    made.not_null = true;
    return made;
}

static Typed make_comparison(Rewriting *w, const Expr *expr, bool order)
{
    Typed values[3];
    if (expr->count > 3 || !rewrite_nodes(w, expr->items, expr->count, values) ||
        !fit_to_compare(w, values, expr->count, order))
        return (Typed){0};
    return typed(node_of(w, expr, values, expr->count), TYPE_BOOLEAN, 0);
}

static Typed make_is(Rewriting *w, const Expr *expr);

static Typed make_distinct(Rewriting *w, const Expr *expr)
{
    for (size_t i = 0; i < 2; i++)
        if (expr->items[i]->kind == EXPR_NULL) { /* IS NULL, or not */
            Expr *is = expression_new(w->arena, EXPR_IS, "null", 1);
            is->flags = (expr->flags & EXPR_NOT) ^ EXPR_NOT;
            is->items[0] = expr->items[1 - i];
            return make_is(w, is);
        }
    Typed made = make_comparison(w, expr, false);
    made.not_null = true;
    return made;
}

/* MySQL has no SYMMETRIC: the bounds are put in order. */
static Typed make_between(Rewriting *w, const Expr *expr)
{
    Typed made = make_comparison(w, expr, true);
    if (made.expr == NULL || (expr->flags & EXPR_SYMMETRIC) == 0)
        return made;
    Expr *ordered = expression_copy(w->arena, made.expr);
    ordered->flags &= ~(unsigned)EXPR_SYMMETRIC;
    ordered->items[1] = expression_call(w->arena, "least", 2, made.expr->items + 1);
    ordered->items[2] = expression_call(w->arena, "greatest", 2, made.expr->items + 1);
    made.expr = ordered;
    return made;
}

/* (a, b) IN ((1, 2), (3, 4)), as PostgreSQL prints it. */
static Typed rows_in(Rewriting *w, const Typed *values, const Expr *expr)
{
    const size_t width = values[0].expr->count;
    Expr *any = expression_new(w->arena, EXPR_BINARY, "or", expr->count - 1);
    for (size_t i = 1; i < expr->count; i++) {
        Expr *all = expression_new(w->arena, EXPR_BINARY, "and", width);
        if (values[i].expr->kind != EXPR_ROW || values[i].expr->count != width || width < 2)
            return rewriting_fail(w, "rows of several widths");
        for (size_t k = 0; k < width; k++)
            all->items[k] = expression_binary(w->arena, "=", values[0].expr->items[k], values[i].expr->items[k]);
        any->items[i - 1] = all;
    }
    const Expr *made = any->count == 1 ? any->items[0] : any;
    return typed((expr->flags & EXPR_NOT) != 0 ? expression_not(w->arena, made) : made, TYPE_BOOLEAN, 0);
}

static Typed make_in(Rewriting *w, const Expr *expr)
{
    Typed *values = arena_array(w->arena, expr->count, sizeof *values);
    if (!rewrite_nodes(w, expr->items, expr->count, values))
        return (Typed){0};
    bool is_row = expr->items[0]->kind == EXPR_ROW;
    if (is_row && w->to_postgres && expr->items[1]->kind == EXPR_ROW)
        return rows_in(w, values, expr);
    if (!is_row && !fit_to_compare(w, values, expr->count, false))
        return (Typed){0};
    return typed(node_of(w, expr, values, expr->count), TYPE_BOOLEAN, 0);
}

/* '{a,"b c"}' */
static const Expr *array_of_text(Rewriting *w, const char *text)
{
    List steps;
    if (!json_array_steps(w->arena, text, &steps))
        return NULL;
    Expr *array = expression_new(w->arena, EXPR_ARRAY, NULL, steps.count);
    for (size_t i = 0; i < steps.count; i++)
        array->items[i] = expression_string(w->arena, steps.items[i]);
    return array;
}

/* = ANY (ARRAY[...]) is how PostgreSQL prints IN, and <> ALL NOT IN. */
static Typed make_quantified(Rewriting *w, const Expr *expr)
{
    bool is_in = strcmp(expr->name, "=") == 0 && strcmp(expr->text, "any") == 0;
    bool is_not_in = strcmp(expr->name, "<>") == 0 && strcmp(expr->text, "all") == 0;
    const Expr *list = expr->items[1];
    while (list->kind == EXPR_CAST)
        list = list->items[0];
    if (list->kind == EXPR_STRING)
        list = array_of_text(w, list->text);
    if (list != NULL && list->kind == EXPR_SUBQUERY && w->to_postgres) {
        Typed values[2];
        if (!rewrite_nodes(w, expr->items, 2, values) || !fit_to_compare(w, values, 2, !is_in && !is_not_in))
            return (Typed){0};
        return typed(node_of(w, expr, values, 2), TYPE_BOOLEAN, 0);
    }
    if ((!is_in && !is_not_in) || list == NULL || (list->kind != EXPR_ARRAY && list->kind != EXPR_SUBQUERY))
        return rewriting_fail(w, "%s %s of an array", expr->name, expr->text);
    const size_t count = list->kind == EXPR_ARRAY ? list->count : 1;
    if (count == 0) {
        Typed none = typed(expression_number(w->arena, is_in ? "0" : "1"), TYPE_BOOLEAN, 0);
        return none;
    }
    Expr *in = expression_new(w->arena, EXPR_IN, NULL, count + 1);
    in->flags = is_not_in ? EXPR_NOT : 0;
    in->items[0] = expr->items[0];
    for (size_t i = 0; i < count; i++)
        in->items[i + 1] = list->kind == EXPR_ARRAY ? list->items[i] : list;
    return make_in(w, in);
}

/* ---- the walk ---- */

typedef Typed Maker(Rewriting *w, const Expr *expr);

static Typed refuse(Rewriting *w, const Expr *expr)
{
    static const char *const words[] = {
        [EXPR_INTERVAL] = "an interval of its own",
        [EXPR_PARAMETER] = "a variable or parameter",
        [EXPR_DEFAULT] = "DEFAULT",
        [EXPR_ARRAY] = "an array",
        [EXPR_SUBSCRIPT] = "an array's element",
        [EXPR_SLICE] = "an array's slice",
        [EXPR_FIELD] = "a composite value's field",
        [EXPR_WITHIN] = "WITHIN GROUP",
        [EXPR_NAMED] = "an argument by name",
        [EXPR_MATCH] = "full text search",
    };
    bool has_word = expr->kind < sizeof words / sizeof *words && words[expr->kind] != NULL;
    return rewriting_fail(w, "%s", has_word ? words[expr->kind] : "it is not written like this in the target");
}

static Maker *const makers[] = {
    [EXPR_NULL] = make_null,
    [EXPR_BOOLEAN] = make_boolean,
    [EXPR_NUMBER] = make_number,
    [EXPR_STRING] = make_string,
    [EXPR_BITS] = make_bits,
    [EXPR_BYTES] = make_bytes,
    [EXPR_TYPED] = make_typed,
    [EXPR_COLUMN] = rewrite_column,
    [EXPR_FUNCTION] = rewrite_function,
    [EXPR_FILTER] = rewrite_function,
    [EXPR_OVER] = rewrite_over,
    [EXPR_CASE] = make_case,
    [EXPR_CAST] = rewrite_cast,
    [EXPR_ROW] = make_row,
    [EXPR_SUBQUERY] = rewrite_subquery,
    [EXPR_UNARY] = rewrite_operator,
    [EXPR_BINARY] = rewrite_operator,
    [EXPR_IS] = make_is,
    [EXPR_DISTINCT] = make_distinct,
    [EXPR_BETWEEN] = make_between,
    [EXPR_IN] = make_in,
    [EXPR_LIKE] = rewrite_like,
    [EXPR_QUANTIFIED] = make_quantified,
    [EXPR_COLLATE] = make_collate,
    [EXPR_TIME_ZONE] = make_time_zone,
};

Typed rewrite_node(Rewriting *w, const Expr *expr)
{
    Maker *maker = expr->kind < sizeof makers / sizeof *makers ? makers[expr->kind] : NULL;
    if (w->why != NULL)
        return (Typed){0};
    if (maker == NULL)
        return refuse(w, expr);
    Scope *scope = w->scope;
    bool is_grouped = scope->is_grouped;
    if (is_grouped && w->within_aggregate == 0 && expr->kind != EXPR_COLUMN && !is_literal(expr))
        scope->is_grouped = !rewrite_is_group(w, expr);
    Typed made = maker(w, expr);
    scope->is_grouped = is_grouped;
    return made;
}

/* ---- in and out ---- */

static Rewritten failed(const char *why)
{
    return (Rewritten){.why = why};
}

Rewritten rewrite_expression(const Rewrite *job, const char *text, TypeClass wanted)
{
    const char *why = NULL;
    const Expr *expr = expression_parse(job->arena, job->from, text, &why);
    if (expr == NULL)
        return failed(why);
    Rewriting w = {.job = job, .arena = job->arena, .to_postgres = job->to == &syntax_postgres};
    Scope scope = {.is_single = true};
    if (job->table != NULL)
        *LIST_PUSH(w.arena, &scope.items) = (FromItem){.relation = job->table};
    w.scope = &scope;
    Typed value = as_class(&w, rewrite_node(&w, expr), wanted);
    if (value.expr == NULL)
        return failed(w.why);
    return (Rewritten){
        .text = expression_text(job->arena, job->to, value.expr),
        .type = value.type,
        .is_volatile = w.is_volatile,
        .is_not_immutable = w.is_not_immutable,
        .notes = {w.notes.items, w.notes.count},
    };
}
