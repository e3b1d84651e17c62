/* What the printer's files share. Nobody else includes this. */
#pragma once

#include "expression_dialect.h"

typedef struct ExprPrinter {
    Buf *out;
    const ExprDialect *dialect;
} ExprPrinter;

void expr_put(ExprPrinter *p, const Expr *expr, int least); /* in brackets unless it binds at least so tightly */
void expr_put_list(ExprPrinter *p, const Expr *const *items, size_t count); /* a, b, c */
void expr_put_word(ExprPrinter *p, const char *word);                       /* in the case of the dialect */
void expr_put_name(ExprPrinter *p, const char *schema, const char *table, const char *name);
void expr_put_type(ExprPrinter *p, const Expr *type);
void expr_put_order_by(ExprPrinter *p, const Expr *order); /* ORDER BY ... */
void expr_put_window(ExprPrinter *p, const Expr *window);
void expr_put_query(ExprPrinter *p, const Expr *query);
/* One of a query's parts: of EXPR_LIST and what is in it, of EXPR_QUERY and below. */
void expr_put_part(ExprPrinter *p, const Expr *part);
void expr_put_function(ExprPrinter *p, const Expr *call);
void expr_put_around_call(ExprPrinter *p, const Expr *expr); /* FILTER, WITHIN GROUP, OVER */
