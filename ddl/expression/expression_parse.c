/* From text to tree: the tokens, and what binds operands together. Operands are expression_operands.c's. */
#include "expression_parser.h"

#include <string.h>

const ExprDialect *expression_dialect(const Syntax *syntax)
{
    return strcmp(syntax->engine, expression_mysql.engine) == 0 ? &expression_mysql : &expression_postgres;
}

bool expression_has_word(const char *const *words, const char *word)
{
    for (; words != NULL && *words != NULL; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

/* ---- tokens ---- */

const Token *expr_ahead(const ExprParser *p, size_t distance)
{
    static const Token end = {&syntax_mysql, TOKEN_SPACE, "", 0};
    return p->at + distance < p->tokens.count ? &p->tokens.items[p->at + distance] : &end;
}

bool expr_is_word(const ExprParser *p, size_t distance, const char *word)
{
    return expr_is_plain(expr_ahead(p, distance)) && token_is(expr_ahead(p, distance), word);
}

bool expr_at_word(const ExprParser *p, const char *word)
{
    return expr_is_word(p, 0, word);
}

bool expr_is_mark(const ExprParser *p, size_t distance, const char *mark)
{
    return token_is_mark(expr_ahead(p, distance), mark);
}

bool expr_is_sign(const ExprParser *p, size_t distance, const char *sign)
{
    const Token *token = expr_ahead(p, distance);
    return (token->type == TOKEN_OPERATOR || token->type == TOKEN_MARK) && token->length == strlen(sign) &&
           memcmp(token->start, sign, token->length) == 0;
}

bool expr_take_word(ExprParser *p, const char *word)
{
    bool is = expr_at_word(p, word);
    p->at += is;
    return is;
}

bool expr_take_words(ExprParser *p, const char *first, const char *second)
{
    bool are = expr_at_word(p, first) && expr_is_word(p, 1, second);
    p->at += are ? 2 : 0;
    return are;
}

bool expr_take_mark(ExprParser *p, const char *mark)
{
    bool is = expr_is_mark(p, 0, mark);
    p->at += is;
    return is;
}

bool expr_take_sign(ExprParser *p, const char *sign)
{
    bool is = expr_is_sign(p, 0, sign);
    p->at += is;
    return is;
}

bool expr_is_plain(const Token *token)
{
    if (token->type != TOKEN_NAME || token->length == 0)
        return false;
    char last = token->start[token->length - 1];
    return token->start[0] != '"' && last != '"' && last != '`';
}

const char *expr_fold(ExprParser *p, const Token *token)
{
    char *word = arena_slice(p->arena, token->start, token->length);
    for (char *c = word; *c != '\0'; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    return word;
}

bool expr_is_name(const ExprParser *p, size_t distance)
{
    const Token *token = expr_ahead(p, distance);
    if (token->type != TOKEN_NAME || !expr_is_plain(token))
        return token->type == TOKEN_NAME;
    for (const char *const *word = p->dialect->reserved; *word != NULL; word++)
        if (token_is(token, *word))
            return false;
    return true;
}

const char *expr_take_name(ExprParser *p)
{
    return expr_is_name(p, 0) ? scan_name(p->arena, &p->tokens.items[p->at++]) : NULL;
}

/* ---- failing ---- */

const Expr *expr_fail(ExprParser *p, const char *expected)
{
    const Token *token = expr_ahead(p, 0);
    if (p->why != NULL)
        return NULL;
    if (token->length == 0)
        p->why = arena_printf(p->arena, "it ends where %s was expected", expected);
    else
        p->why = arena_printf(p->arena, "\"%.*s\" at byte %zu is not understood: %s was expected",
                              (int)(token->length < 40 ? token->length : 40), token->start,
                              (size_t)(token->start - p->text) + 1, expected);
    return NULL;
}

bool expr_expect_word(ExprParser *p, const char *word)
{
    return expr_take_word(p, word) || expr_fail(p, word) != NULL;
}

bool expr_expect_mark(ExprParser *p, const char *mark)
{
    return expr_take_mark(p, mark) || expr_fail(p, mark) != NULL;
}

bool expr_deeper(ExprParser *p)
{
    if (p->nesting >= EXPRESSION_NESTING_MAX) {
        if (p->why == NULL)
            p->why = arena_printf(p->arena, "it is nested more than %d levels deep", (int)EXPRESSION_NESTING_MAX);
        return false;
    }
    p->nesting++;
    return true;
}

/* ---- nodes ---- */

Expr *expr_of_items(ExprParser *p, ExprKind kind, const char *name, const ExprItems *items)
{
    Expr *expr = expression_new(p->arena, kind, name, items->count);
    for (size_t i = 0; i < items->count; i++)
        expr->items[i] = items->items[i];
    return expr;
}

bool expr_push(ExprParser *p, ExprItems *items, const Expr *item)
{
    if (item != NULL)
        *LIST_PUSH(p->arena, items) = item;
    return item != NULL;
}

bool expr_parse_list(ExprParser *p, ExprItems *items)
{
    do
        if (!expr_push(p, items, expr_parse(p, 0)))
            return false;
    while (expr_take_mark(p, ","));
    return true;
}

static const Expr *flagged(ExprParser *p, const Expr *expr, unsigned flags)
{
    if (expr == NULL || flags == 0)
        return expr;
    Expr *copy = expression_copy(p->arena, expr);
    copy->flags |= flags;
    return copy;
}

/* ---- what follows an operand: the cursor is behind its sign ---- */

static int binds_of(const ExprParser *p, ExprClass class)
{
    return p->dialect->binds[class];
}

static bool is_quantifier(const ExprParser *p)
{
    return (expr_at_word(p, "any") || expr_at_word(p, "some") || expr_at_word(p, "all")) && expr_is_mark(p, 1, "(");
}

/* = ANY (...) */
static const Expr *parse_quantified(ExprParser *p, const Expr *left, const char *schema, const char *name)
{
    Expr *expr = expression_new(p->arena, EXPR_QUANTIFIED, name, 2);
    expr->schema = schema;
    expr->text = expr_at_word(p, "all") ? "all" : "any";
    expr->items[0] = left;
    p->at++;
    if (expr_is_query_bracket(p)) {
        expr->items[1] = expr_parse_query_bracket(p);
        return expr->items[1] == NULL ? NULL : expr;
    }
    p->at++;
    expr->items[1] = expr_parse(p, 0);
    return expr->items[1] != NULL && expr_expect_mark(p, ")") ? expr : NULL;
}

static const Expr *parse_binary(ExprParser *p, const Expr *left, const char *schema, const char *name, ExprClass class)
{
    if (is_quantifier(p))
        return parse_quantified(p, left, schema, name);
    Expr *expr = expression_new(p->arena, EXPR_BINARY, name, 2);
    expr->schema = schema;
    expr->items[0] = left;
    expr->items[1] = expr_parse(p, binds_of(p, class) + 1);
    return expr->items[1] == NULL ? NULL : expr;
}

/* The row of a sign or word that stands here; NULL: what is here follows no operand. */
static const ExprInfix *infix_here(const ExprParser *p)
{
    const Token *token = expr_ahead(p, 0);
    if (token->type != TOKEN_NAME && token->type != TOKEN_OPERATOR && token->type != TOKEN_MARK)
        return NULL;
    for (size_t i = 0; i < p->dialect->infix_count; i++)
        if (expr_is_sign(p, 0, p->dialect->infixes[i].sign) || expr_at_word(p, p->dialect->infixes[i].sign))
            return &p->dialect->infixes[i];
    static const ExprInfix other = {NULL, NULL, CLASS_OTHER, FORM_BINARY};
    return token->type == TOKEN_OPERATOR && p->dialect->has_own_operators ? &other : NULL;
}

/* a AND b AND c is one node: a chain may be as long as it likes. */
static const Expr *parse_chain(ExprParser *p, const Expr *left, const ExprInfix *infix)
{
    ExprItems items = {0};
    if (expression_is(left, EXPR_BINARY, infix->name))
        for (size_t i = 0; i < left->count; i++)
            *LIST_PUSH(p->arena, &items) = left->items[i];
    else
        *LIST_PUSH(p->arena, &items) = left;
    size_t first = items.count;
    for (const ExprInfix *next = infix; next != NULL && next->name != NULL && strcmp(next->name, infix->name) == 0;
         next = infix_here(p)) {
        p->at += items.count > first;
        if (!expr_push(p, &items, expr_parse(p, binds_of(p, infix->class) + 1)))
            return NULL;
    }
    return expr_of_items(p, EXPR_BINARY, infix->name, &items);
}

static const Expr *parse_is_distinct(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_DISTINCT, NULL, 2);
    if (!expr_expect_word(p, "from"))
        return NULL;
    expr->items[0] = left;
    expr->items[1] = expr_parse(p, binds_of(p, CLASS_IS) + 1);
    return expr->items[1] == NULL ? NULL : expr;
}

static const Expr *parse_is(ExprParser *p, const Expr *left)
{
    static const char *const words[] = {"null", "true", "false", "unknown", "document", "normalized", NULL};
    static const char *const jsons[] = {"value", "object", "array", "scalar", NULL};
    unsigned negation = expr_take_word(p, "not") ? EXPR_NOT : 0;
    if (expr_take_word(p, "distinct"))
        return flagged(p, parse_is_distinct(p, left), negation);
    const char *name = NULL;
    for (const char *const *word = words; *word != NULL && name == NULL; word++)
        name = expr_take_word(p, *word) ? *word : NULL;
    if (name == NULL && expr_take_word(p, "json")) {
        name = "json";
        for (const char *const *word = jsons; *word != NULL; word++)
            if (expr_take_word(p, *word))
                name = arena_printf(p->arena, "json %s", *word);
    }
    if (name == NULL)
        return expr_fail(p, "what it is");
    Expr *expr = expression_new(p->arena, EXPR_IS, name, 1);
    expr->items[0] = left;
    expr->flags = negation;
    return expr;
}

static const Expr *is_null(ExprParser *p, const Expr *left, unsigned flags)
{
    Expr *expr = expression_new(p->arena, EXPR_IS, "null", 1);
    expr->items[0] = left;
    expr->flags = flags;
    return expr;
}

/* Of the lower bound, AND is the end. */
static const Expr *parse_between(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_BETWEEN, NULL, 3);
    if (expr_take_word(p, "symmetric"))
        expr->flags = EXPR_SYMMETRIC;
    else
        (void)expr_take_word(p, "asymmetric");
    expr->items[0] = left;
    expr->items[1] = expr_parse(p, binds_of(p, CLASS_PREDICATE) + 1);
    if (expr->items[1] == NULL || !expr_expect_word(p, "and"))
        return NULL;
    expr->items[2] = expr_parse(p, binds_of(p, CLASS_PREDICATE) + 1);
    return expr->items[2] == NULL ? NULL : expr;
}

static const Expr *parse_in(ExprParser *p, const Expr *left)
{
    ExprItems items = {0};
    *LIST_PUSH(p->arena, &items) = left;
    if (expr_is_query_bracket(p))
        return expr_push(p, &items, expr_parse_query_bracket(p)) ? expr_of_items(p, EXPR_IN, NULL, &items) : NULL;
    if (!expr_expect_mark(p, "(") || !expr_parse_list(p, &items) || !expr_expect_mark(p, ")"))
        return NULL;
    return expr_of_items(p, EXPR_IN, NULL, &items);
}

/* PostgreSQL prints LIKE with an ESCAPE as a ~~ like_escape(b, c). */
static const Expr *with_escape(ExprParser *p, Expr *like, const char *function)
{
    const Expr *pattern = like->items[1];
    if (!expression_is(pattern, EXPR_FUNCTION, function) || pattern->count != 2)
        return like;
    ExprItems items = {0};
    *LIST_PUSH(p->arena, &items) = like->items[0];
    *LIST_PUSH(p->arena, &items) = pattern->items[0];
    *LIST_PUSH(p->arena, &items) = pattern->items[1];
    return expr_of_items(p, EXPR_LIKE, like->name, &items);
}

/* What is quantified is an operator, not LIKE. */
static const char *sign_of_like(const char *name, bool is_not)
{
    bool folds = strcmp(name, "ilike") == 0;
    return is_not ? (folds ? "!~~*" : "!~~") : (folds ? "~~*" : "~~");
}

static const Expr *parse_like(ExprParser *p, const Expr *left, const ExprInfix *infix, bool is_not)
{
    if (is_quantifier(p) && p->dialect->has_own_operators)
        return parse_quantified(p, left, NULL, sign_of_like(infix->name, is_not));
    Expr *like = expression_new(p->arena, EXPR_LIKE, infix->name, 2);
    like->items[0] = left;
    like->items[1] = expr_parse(p, binds_of(p, infix->class) + 1);
    if (like->items[1] == NULL)
        return NULL;
    if (infix->class == CLASS_OTHER || !expr_take_word(p, "escape"))
        return flagged(p, with_escape(p, like, "like_escape"), is_not ? EXPR_NOT : 0);
    Expr *escaped = expression_new(p->arena, EXPR_LIKE, infix->name, 3);
    escaped->flags = is_not ? EXPR_NOT : 0;
    escaped->items[0] = left;
    escaped->items[1] = like->items[1];
    escaped->items[2] = expr_parse(p, binds_of(p, CLASS_PATTERN));
    return escaped->items[2] == NULL ? NULL : escaped;
}

static const Expr *parse_member(ExprParser *p, const Expr *left)
{
    if (!expr_expect_word(p, "of") || !expr_expect_mark(p, "("))
        return NULL;
    const Expr *right = expr_parse(p, 0);
    return right != NULL && expr_expect_mark(p, ")") ? expression_binary(p->arena, "member of", left, right) : NULL;
}

static const Expr *parse_collate(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_COLLATE, NULL, 1);
    const Token *name = expr_ahead(p, 0);
    expr->items[0] = left;
    if (name->type != TOKEN_NAME)
        return expr_fail(p, "a collation");
    p->at++;
    expr->name = scan_name(p->arena, name);
    if (p->dialect->has_own_operators && expr_is_mark(p, 0, ".") && expr_ahead(p, 1)->type == TOKEN_NAME) {
        expr->schema = expr->name;
        expr->name = scan_name(p->arena, expr_ahead(p, 1));
        p->at += 2;
    }
    return expr;
}

static const Expr *parse_time_zone(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_TIME_ZONE, NULL, 2);
    expr->items[0] = left;
    if (expr_take_word(p, "local"))
        return expr;
    if (!expr_expect_word(p, "time") || !expr_expect_word(p, "zone"))
        return NULL;
    expr->items[1] = expr_parse(p, binds_of(p, CLASS_TIME_ZONE) + 1);
    return expr->items[1] == NULL ? NULL : expr;
}

static const Expr *parse_cast(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_CAST, NULL, 2);
    expr->items[0] = left;
    expr->items[1] = expr_parse_type(p);
    return expr->items[1] == NULL ? NULL : expr;
}

/* c->'$.a', c->>'$.a' */
static const Expr *parse_path(ExprParser *p, const Expr *left, const ExprInfix *infix)
{
    const Expr *arguments[] = {left, expr_parse(p, binds_of(p, infix->class) + 1)};
    if (arguments[1] == NULL)
        return NULL;
    const Expr *value = expression_call(p->arena, "json_extract", 2, arguments);
    return strcmp(infix->name, "json_extract") == 0 ? value : expression_call(p->arena, infix->name, 1, &value);
}

/* OPERATOR(schema.@>), from its bracket. What is pg_catalog's needs no word of it. */
static bool take_operator(ExprParser *p, const char **schema, const char **name)
{
    *schema = NULL;
    if (!expr_expect_mark(p, "("))
        return false;
    if (expr_ahead(p, 0)->type == TOKEN_NAME && expr_is_mark(p, 1, ".")) {
        *schema = scan_name(p->arena, expr_ahead(p, 0));
        p->at += 2;
    }
    const Token *sign = expr_ahead(p, 0);
    if (sign->type != TOKEN_OPERATOR)
        return expr_fail(p, "an operator") != NULL;
    *name = arena_slice(p->arena, sign->start, sign->length);
    if (*schema != NULL && strcmp(*schema, "pg_catalog") == 0)
        *schema = NULL;
    p->at++;
    return expr_expect_mark(p, ")");
}

static const Expr *parse_operator(ExprParser *p, const Expr *left)
{
    const char *schema = NULL, *name = NULL;
    return take_operator(p, &schema, &name) ? parse_binary(p, left, schema, name, CLASS_OTHER) : NULL;
}

static const Expr *parse_form(ExprParser *p, const Expr *left, const ExprInfix *infix);

static bool is_negatable(const ExprInfix *infix)
{
    return infix != NULL && infix->class == CLASS_PREDICATE &&
           (infix->form == FORM_IN || infix->form == FORM_BETWEEN || infix->form == FORM_LIKE ||
            infix->form == FORM_SIMILAR);
}

/* a NOT IN (...) */
static const Expr *parse_not(ExprParser *p, const Expr *left)
{
    const ExprInfix *infix = infix_here(p);
    if (!is_negatable(infix))
        return expr_fail(p, "what is negated");
    p->at++;
    if (infix->form == FORM_LIKE)
        return parse_like(p, left, infix, true);
    return flagged(p, parse_form(p, left, infix), EXPR_NOT);
}

/* a <=> b */
static const Expr *parse_same(ExprParser *p, const Expr *left)
{
    Expr *expr = expression_new(p->arena, EXPR_DISTINCT, NULL, 2);
    expr->flags = EXPR_NOT;
    expr->items[0] = left;
    expr->items[1] = expr_parse(p, binds_of(p, CLASS_COMPARISON) + 1);
    return expr->items[1] == NULL ? NULL : expr;
}

static const Expr *parse_named(ExprParser *p, const Expr *left, const ExprInfix *infix)
{
    const Token *sign = &p->tokens.items[p->at - 1];
    const char *name = infix->name != NULL ? infix->name : arena_slice(p->arena, sign->start, sign->length);
    return parse_binary(p, left, NULL, name, infix->class);
}

static const Expr *parse_form(ExprParser *p, const Expr *left, const ExprInfix *infix)
{
    switch (infix->form) {
    case FORM_BINARY: return parse_named(p, left, infix);
    case FORM_CHAIN: return parse_chain(p, left, infix);
    case FORM_NOT: return parse_not(p, left);
    case FORM_IS: return parse_is(p, left);
    case FORM_IS_NULL: return is_null(p, left, 0);
    case FORM_NOT_NULL: return is_null(p, left, EXPR_NOT);
    case FORM_DISTINCT: return parse_same(p, left);
    case FORM_BETWEEN: return parse_between(p, left);
    case FORM_IN: return parse_in(p, left);
    case FORM_LIKE: return parse_like(p, left, infix, false);
    case FORM_NOT_LIKE: return parse_like(p, left, infix, true);
    case FORM_SIMILAR: return expr_expect_word(p, "to") ? parse_like(p, left, infix, false) : NULL;
    case FORM_SOUNDS: return expr_expect_word(p, "like") ? parse_like(p, left, infix, false) : NULL;
    case FORM_MEMBER: return parse_member(p, left);
    case FORM_COLLATE: return parse_collate(p, left);
    case FORM_TIME_ZONE: return parse_time_zone(p, left);
    case FORM_CAST: return parse_cast(p, left);
    case FORM_PATH: return parse_path(p, left, infix);
    case FORM_OPERATOR: return parse_operator(p, left);
    }
    return NULL;
}

/* ---- what stands before an operand ---- */

static const Expr *prefixed(ExprParser *p, const char *schema, const char *name, ExprClass class)
{
    const Expr *operand = expr_parse(p, binds_of(p, class));
    if (operand == NULL)
        return NULL;
    Expr *expr = expression_copy(p->arena, expression_unary(p->arena, name, operand));
    expr->schema = schema;
    return expr;
}

static const Expr *parse_binary_word(ExprParser *p)
{
    const Expr *operand = expr_parse(p, binds_of(p, CLASS_COLLATE));
    return operand == NULL ? NULL : expression_cast(p->arena, operand, "binary");
}

static const Expr *parse_prefixed(ExprParser *p)
{
    static const char *const signs[] = {"-", "+", NULL};
    const Token *token = expr_ahead(p, 0);
    if (expr_take_word(p, "not"))
        return prefixed(p, NULL, "not", CLASS_NOT);
    for (const char *const *sign = signs; *sign != NULL; sign++)
        if (expr_take_sign(p, *sign))
            return prefixed(p, NULL, *sign, CLASS_SIGN);
    if (p->dialect->has_own_operators && token->type == TOKEN_OPERATOR && !expr_is_sign(p, 0, "*")) {
        p->at++;
        return prefixed(p, NULL, arena_slice(p->arena, token->start, token->length), CLASS_OTHER);
    }
    const char *schema, *name;
    if (p->dialect->has_own_operators && expr_at_word(p, "operator") && expr_is_mark(p, 1, "("))
        return ++p->at > 0 && take_operator(p, &schema, &name) ? prefixed(p, schema, name, CLASS_OTHER) : NULL;
    if (!p->dialect->has_own_operators && expr_take_sign(p, "!"))
        return prefixed(p, NULL, "not", CLASS_SIGN);
    if (!p->dialect->has_own_operators && expr_take_sign(p, "~"))
        return prefixed(p, NULL, "~", CLASS_SIGN);
    if (!p->dialect->has_own_operators && expr_take_word(p, "binary"))
        return parse_binary_word(p);
    return expr_parse_operand(p);
}

const Expr *expr_parse(ExprParser *p, int least)
{
    if (!expr_deeper(p))
        return NULL;
    const Expr *left = parse_prefixed(p);
    for (const ExprInfix *infix;
         left != NULL && (infix = infix_here(p)) != NULL && binds_of(p, infix->class) >= least;) {
        bool is_negation = infix->form == FORM_NOT;
        p->at++;
        if (is_negation && !is_negatable(infix_here(p))) {
            p->at--;
            break;
        }
        left = parse_form(p, left, infix);
    }
    p->nesting--;
    return left;
}

/* ---- the whole text ---- */

static bool read_tokens(ExprParser *p)
{
    LIST_OF(size_t) open = {0};
    Scan scan = scan_open(p->syntax, p->text, strlen(p->text));
    for (Token token; scan_solid(&scan, &token);) {
        if (p->tokens.count == EXPRESSION_TOKENS_MAX) {
            p->why = arena_printf(p->arena, "it has more than %d words and signs", (int)EXPRESSION_TOKENS_MAX);
            return false;
        }
        *LIST_PUSH(p->arena, &p->tokens) = token;
    }
    p->partners = arena_array(p->arena, p->tokens.count + 1, sizeof *p->partners);
    for (size_t i = 0; i < p->tokens.count; i++) {
        const Token *token = &p->tokens.items[i];
        p->partners[i] = p->tokens.count;
        if (token_is_mark(token, "("))
            *LIST_PUSH(p->arena, &open) = i;
        else if (token_is_mark(token, ")") && open.count > 0)
            p->partners[open.items[--open.count]] = i;
    }
    return true;
}

typedef struct Level {
    const Expr *expr;
    size_t depth;
} Level;

/* Chains to the left are read without nesting, but walked with it. */
static bool is_too_deep(Arena *arena, const Expr *root)
{
    LIST_OF(Level) open = {0};
    *LIST_PUSH(arena, &open) = (Level){root, 1};
    while (open.count > 0) {
        Level level = open.items[--open.count];
        if (level.depth > EXPRESSION_DEPTH_MAX)
            return true;
        for (size_t i = 0; i < level.expr->count; i++)
            if (level.expr->items[i] != NULL)
                *LIST_PUSH(arena, &open) = (Level){level.expr->items[i], level.depth + 1};
    }
    return false;
}

static const Expr *parse_text(Arena *arena, const Syntax *syntax, const char *text, bool is_query, const char **why)
{
    ExprParser p = {.arena = arena, .syntax = syntax, .dialect = expression_dialect(syntax), .text = text};
    const Expr *expr = NULL;
    if (read_tokens(&p))
        expr = is_query ? expr_parse_query(&p) : expr_parse(&p, 0);
    if (is_query)
        (void)expr_take_mark(&p, ";");
    if (expr != NULL && p.at < p.tokens.count)
        expr = expr_fail(&p, "an operator or the end");
    if (expr != NULL && is_too_deep(arena, expr)) {
        p.why = arena_printf(arena, "it is nested more than %d levels deep", (int)EXPRESSION_DEPTH_MAX);
        expr = NULL;
    }
    if (why != NULL)
        *why = expr == NULL ? p.why : NULL;
    return expr;
}

const Expr *expression_parse(Arena *arena, const Syntax *syntax, const char *text, const char **why)
{
    return parse_text(arena, syntax, text, false, why);
}

const Expr *query_parse(Arena *arena, const Syntax *syntax, const char *text, const char **why)
{
    return parse_text(arena, syntax, text, true, why);
}
