/* Making trees of expressions, walking them, and telling them apart. */
#include "expression.h"

#include <string.h>

Expr *expression_new(Arena *arena, ExprKind kind, const char *name, size_t count)
{
    Expr *expr = arena_alloc(arena, sizeof *expr);
    *expr = (Expr){.kind = kind, .name = name, .count = count};
    if (count > 0)
        expr->items = arena_array(arena, count, sizeof *expr->items);
    return expr;
}

Expr *expression_copy(Arena *arena, const Expr *expr)
{
    Expr *copy = expression_new(arena, expr->kind, expr->name, expr->count);
    const Expr **items = copy->items;
    *copy = *expr;
    copy->items = items;
    if (expr->count > 0)
        memcpy(items, expr->items, expr->count * sizeof *items);
    return copy;
}

const Expr *expression_string(Arena *arena, const char *text)
{
    Expr *expr = expression_new(arena, EXPR_STRING, NULL, 0);
    expr->text = text;
    return expr;
}

const Expr *expression_number(Arena *arena, const char *text)
{
    Expr *expr = expression_new(arena, EXPR_NUMBER, NULL, 0);
    expr->text = text;
    return expr;
}

const Expr *expression_unary(Arena *arena, const char *name, const Expr *operand)
{
    Expr *expr = expression_new(arena, EXPR_UNARY, name, 1);
    expr->items[0] = operand;
    return expr;
}

const Expr *expression_binary(Arena *arena, const char *name, const Expr *left, const Expr *right)
{
    Expr *expr = expression_new(arena, EXPR_BINARY, name, 2);
    expr->items[0] = left;
    expr->items[1] = right;
    return expr;
}

const Expr *expression_call(Arena *arena, const char *name, size_t count, const Expr *const *arguments)
{
    Expr *expr = expression_new(arena, EXPR_FUNCTION, name, count);
    for (size_t i = 0; i < count; i++)
        expr->items[i] = arguments[i];
    return expr;
}

const Expr *expression_cast(Arena *arena, const Expr *value, const char *type)
{
    Expr *expr = expression_new(arena, EXPR_CAST, NULL, 2);
    expr->items[0] = value;
    expr->items[1] = expression_new(arena, EXPR_TYPE, type, 0);
    return expr;
}

static bool has_negation(const Expr *expr)
{
    static const ExprKind kinds[] = {EXPR_IS, EXPR_DISTINCT, EXPR_BETWEEN, EXPR_IN, EXPR_LIKE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (expr->kind == kinds[i])
            return true;
    return false;
}

const Expr *expression_not(Arena *arena, const Expr *operand)
{
    if (expression_is(operand, EXPR_UNARY, "not"))
        return operand->items[0];
    if (!has_negation(operand))
        return expression_unary(arena, "not", operand);
    Expr *expr = expression_copy(arena, operand);
    expr->flags ^= EXPR_NOT;
    return expr;
}

const Expr *expression_map(Arena *arena, const Expr *expr, ExprMap *map, void *context)
{
    Expr *copy = NULL;
    for (size_t i = 0; i < expr->count; i++) {
        const Expr *item = expr->items[i];
        const Expr *mapped = item == NULL ? NULL : expression_map(arena, item, map, context);
        if (mapped == item)
            continue;
        if (mapped == NULL)
            return NULL;
        if (copy == NULL)
            copy = expression_copy(arena, expr);
        copy->items[i] = mapped;
    }
    return map(context, copy != NULL ? copy : expr);
}

const Expr *expression_find(const Expr *expr, bool (*holds)(const void *context, const Expr *expr), const void *context)
{
    if (expr == NULL || holds(context, expr))
        return expr;
    for (size_t i = 0; i < expr->count; i++) {
        const Expr *found = expression_find(expr->items[i], holds, context);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool expression_same(const Expr *a, const Expr *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->flags != b->flags || a->count != b->count || !is_same_text(a->schema, b->schema) ||
        !is_same_text(a->table, b->table) || !is_same_text(a->name, b->name) || !is_same_text(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!expression_same(a->items[i], b->items[i]))
            return false;
    return true;
}

bool expression_is(const Expr *expr, ExprKind kind, const char *name)
{
    return expr != NULL && expr->kind == kind &&
           (name == NULL || (expr->schema == NULL && expr->name != NULL && strcmp(expr->name, name) == 0));
}
