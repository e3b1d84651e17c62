/* Order: where NULLs come, which each engine sees in its own way, and windows. */
#include "rewriting.h"

#include <string.h>

static const Expr *is_null(Rewriting *w, const Expr *expr)
{
    Expr *is = expression_new(w->arena, EXPR_IS, "null", 1);
    is->items[0] = expr;
    return is;
}

typedef LIST_OF(const Expr *) Sorts;

static bool sort(Rewriting *w, const Expr *expr, bool is_in_call, Sorts *sorts)
{
    const Expr *item = expr->items[0];
    const Expr *meant = is_in_call || item->kind != EXPR_COLUMN ? NULL : rewrite_aliased(w, item);
    bool is_name = !is_in_call && (item->kind == EXPR_NUMBER || (meant != NULL && !w->to_postgres));
    if (meant != NULL && w->to_postgres) /* PostgreSQL prints what the name stands for */
        item = meant;
    if (expr->text != NULL) {
        (void)rewriting_fail(w, "ORDER BY USING");
        return false;
    }
    Typed value = is_name ? typed(item, TYPE_UNKNOWN, 0) : rewrite_node(w, item);
    if (value.expr == NULL)
        return false;
    bool is_down = (expr->flags & EXPR_DESCENDING) != 0;
    bool is_first = w->to_postgres
                        ? !is_down
                        : (expr->flags & EXPR_NULLS_FIRST) != 0 || (is_down && (expr->flags & EXPR_NULLS_LAST) == 0);
    bool is_number = item->kind == EXPR_NUMBER;
    Expr *made = expression_copy(w->arena, expr);
    made->flags = expr->flags & EXPR_DESCENDING;
    made->items[0] = value.expr;
    if (!value.not_null && w->to_postgres)
        made->flags |= is_first ? EXPR_NULLS_FIRST : EXPR_NULLS_LAST;
    if (!value.not_null && !w->to_postgres && !is_number && is_first == is_down) {
        Expr *nulls = expression_new(w->arena, EXPR_SORT, NULL, 1);
        nulls->items[0] = is_null(w, value.expr);
        nulls->flags = is_first ? EXPR_DESCENDING : 0;
        *LIST_PUSH(w->arena, sorts) = nulls;
    }
    *LIST_PUSH(w->arena, sorts) = made;
    return true;
}

const Expr *rewrite_sorts(Rewriting *w, const Expr *order_by, bool is_in_call)
{
    Sorts sorts = {0};
    for (size_t i = 0; i < order_by->count; i++)
        if (!sort(w, order_by->items[i], is_in_call, &sorts))
            return NULL;
    Expr *made = expression_new(w->arena, EXPR_ORDER_BY, NULL, 0);
    made->items = sorts.items;
    made->count = sorts.count;
    return made;
}

const Expr *rewrite_all(Rewriting *w, const Expr *list)
{
    Expr *made = expression_copy(w->arena, list);
    for (size_t i = 0; i < list->count; i++) {
        made->items[i] = rewrite_node(w, list->items[i]).expr;
        if (made->items[i] == NULL)
            return NULL;
    }
    return made;
}

const Expr *rewrite_window(Rewriting *w, const Expr *expr)
{
    Expr *made = expression_copy(w->arena, expr);
    if ((expr->flags & EXPR_BARE) != 0)
        return made;
    if (expr->items[WINDOW_PARTITION_BY] != NULL) {
        made->items[WINDOW_PARTITION_BY] = rewrite_all(w, expr->items[WINDOW_PARTITION_BY]);
        if (made->items[WINDOW_PARTITION_BY] == NULL)
            return NULL;
    }
    if (expr->items[WINDOW_ORDER_BY] != NULL) {
        made->items[WINDOW_ORDER_BY] = rewrite_sorts(w, expr->items[WINDOW_ORDER_BY], true);
        if (made->items[WINDOW_ORDER_BY] == NULL)
            return NULL;
    }
    const Expr *frame = expr->items[WINDOW_FRAME];
    if (frame != NULL && !w->to_postgres && (frame->text != NULL || strcmp(frame->name, "groups") == 0)) {
        (void)rewriting_fail(w, "a window's frame of a special kind");
        return NULL;
    }
    return made;
}

/* round(avg(a), 4) OVER (...) is round(avg(a) OVER (...), 4). */
Typed rewrite_over(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    const Expr *over = value.expr == NULL ? NULL : rewrite_window(w, expr->items[1]);
    if (over == NULL)
        return (Typed){0};
    bool is_rounded = expression_is(value.expr, EXPR_FUNCTION, "round");
    const Expr *inner = is_rounded ? value.expr->items[0] : value.expr;
    if (inner->kind != EXPR_FUNCTION)
        return rewriting_fail(w, "a window's function that has no like in the target");
    Expr *made = expression_copy(w->arena, expr);
    made->items[0] = inner;
    made->items[1] = over;
    value.expr = made;
    if (is_rounded) {
        Expr *rounded = expression_new(w->arena, EXPR_FUNCTION, "round", 2);
        rounded->items[0] = made;
        rounded->items[1] = expression_number(w->arena, arena_printf(w->arena, "%lld", (long long)value.type.digits));
        value.expr = rounded;
    }
    return value;
}
