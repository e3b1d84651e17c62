/* What the parser's files share: a cursor in the tokens. Nobody else includes this. */
#pragma once

#include "expression_dialect.h"

typedef struct ExprParser {
    Arena *arena;
    const Syntax *syntax;
    const ExprDialect *dialect;
    const char *text;
    LIST_OF(Token) tokens;
    size_t *partners; /* of each opening bracket's token, the closing one; beyond the tokens where there is none */
    size_t at;
    size_t nesting;
    const char *why;
} ExprParser;

typedef LIST_OF(const Expr *) ExprItems;

/* ---- tokens ---- */
const Token *expr_ahead(const ExprParser *p, size_t distance); /* beyond the end: an empty one */
bool expr_at_word(const ExprParser *p, const char *word);
bool expr_is_word(const ExprParser *p, size_t distance, const char *word);
bool expr_is_mark(const ExprParser *p, size_t distance, const char *mark);
bool expr_is_sign(const ExprParser *p, size_t distance, const char *sign); /* an operator or a mark */
bool expr_take_word(ExprParser *p, const char *word);
bool expr_take_words(ExprParser *p, const char *first, const char *second); /* both or none */
bool expr_take_mark(ExprParser *p, const char *mark);
bool expr_take_sign(ExprParser *p, const char *sign);
bool expr_is_plain(const Token *token);                   /* a name without quotes */
const char *expr_fold(ExprParser *p, const Token *token); /* a word in lower case */
/* A name that stands here: quoted, or no reserved word. NULL: none, and nothing is taken. */
const char *expr_take_name(ExprParser *p);
bool expr_is_name(const ExprParser *p, size_t distance);

/* ---- failing: all return NULL (false) and remember the first reason ---- */
const Expr *expr_fail(ExprParser *p, const char *expected);
bool expr_expect_word(ExprParser *p, const char *word);
bool expr_expect_mark(ExprParser *p, const char *mark);

/* ---- nodes ---- */
Expr *expr_of_items(ExprParser *p, ExprKind kind, const char *name, const ExprItems *items);
/* Pushes it unless it is NULL: false. */
bool expr_push(ExprParser *p, ExprItems *items, const Expr *item);
bool expr_deeper(ExprParser *p); /* false: too deep; else p->nesting-- when done */

/* ---- what is parsed ---- */
const Expr *expr_parse(ExprParser *p, int least);      /* as far as operators bind at least so tightly */
bool expr_parse_list(ExprParser *p, ExprItems *items); /* a, b, c */
const Expr *expr_parse_operand(ExprParser *p);
const Expr *expr_parse_call(ExprParser *p, const char *schema, const char *name, bool is_quoted); /* from the bracket */
const Expr *expr_parse_after_call(ExprParser *p, const Expr *call); /* FILTER, OVER, ... */
const Expr *expr_parse_type(ExprParser *p);
const Expr *expr_parse_order_by(ExprParser *p); /* behind ORDER BY */
const Expr *expr_parse_window(ExprParser *p);   /* from the bracket */
const Expr *expr_parse_query(ExprParser *p);
/* The bracket here holds a query, and nothing else. */
bool expr_is_query_bracket(const ExprParser *p);
const Expr *expr_parse_query_bracket(ExprParser *p); /* EXPR_SUBQUERY */
