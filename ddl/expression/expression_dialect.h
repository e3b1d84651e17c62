/* What the parser and the printer of expressions know about a dialect. Nobody else includes this. */
#pragma once

#include "expression.h"

/* What binds alike in one of the dialects at least. */
typedef enum ExprClass {
    CLASS_OR,
    CLASS_XOR,
    CLASS_AND,
    CLASS_NOT,
    CLASS_TRUTH, /* IS TRUE */
    CLASS_IS,
    CLASS_COMPARISON,
    CLASS_PREDICATE, /* IN, LIKE, BETWEEN */
    CLASS_PATTERN,   /* what may stand behind LIKE */
    CLASS_OTHER,     /* any other operator */
    CLASS_BIT_OR,
    CLASS_BIT_AND,
    CLASS_SHIFT,
    CLASS_SUM,
    CLASS_PRODUCT,
    CLASS_BIT_XOR,
    CLASS_POWER,
    CLASS_TIME_ZONE,
    CLASS_COLLATE,
    CLASS_SIGN,
    CLASS_SUBSCRIPT,
    CLASS_CAST,
    CLASS_COUNT
} ExprClass;

/* Binds tighter than any operator. */
enum { BINDS_OPERAND = 100 };

/* What follows an operand, and how it goes on. */
typedef enum ExprForm {
    FORM_BINARY,
    FORM_CHAIN, /* a AND b AND c */
    FORM_NOT,   /* one of the others, negated */
    FORM_IS,
    FORM_IS_NULL,
    FORM_NOT_NULL,
    FORM_DISTINCT, /* MySQL's <=> */
    FORM_BETWEEN,
    FORM_IN,
    FORM_LIKE,
    FORM_NOT_LIKE, /* !~~ */
    FORM_SIMILAR,
    FORM_SOUNDS,
    FORM_MEMBER,
    FORM_COLLATE,
    FORM_TIME_ZONE,
    FORM_CAST,
    FORM_PATH,     /* MySQL's -> and ->> */
    FORM_OPERATOR, /* OPERATOR(schema.@>) */
} ExprForm;

typedef struct ExprInfix {
    const char *sign; /* as it is written */
    const char *name; /* in the tree */
    ExprClass class;
    ExprForm form;
} ExprInfix;

typedef struct ExprDialect {
    const char *engine;
    const ExprInfix *infixes; /* the first of a name is how it is printed */
    size_t infix_count;
    const int *binds;            /* by class; the more, the tighter; 0: the dialect has none */
    const char *const *reserved; /* words that are no column's name and no alias; sorted */
    const char *const *callable; /* of these, functions' names */
    const char *const *bare;     /* functions without brackets */
    const char *const *spelled;  /* functions that are words of the grammar: never quoted */
    void (*put_name)(Buf *out, const char *name);
    void (*put_literal)(Buf *out, const char *text);
    bool is_upper;                /* words are printed in upper case */
    bool has_own_operators;       /* whatever looks like an operator is one, before an operand, too */
    bool has_typed_strings;       /* type 'text' is a cast */
    bool has_calls_for_operators; /* "||" and "^" are functions */
} ExprDialect;

extern const ExprDialect expression_postgres;
extern const ExprDialect expression_mysql;
const ExprDialect *expression_dialect(const Syntax *syntax);

/* Is it in the list, which ends with NULL? */
bool expression_has_word(const char *const *words, const char *word);
