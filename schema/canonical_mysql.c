/* SQL as MySQL and MariaDB print it, whichever product and version. They store what they parsed, and print it anew:

   - MySQL puts every operation into brackets, MariaDB only where precedence asks for it;
   - MySQL says _utf8mb4'x' in expressions, MariaDB 'x';
   - each has its own names for some functions and operators (lcase, lower; regexp_like(a, b), a regexp b; a MOD b, a % b);
   - what is negated or taken for a truth value is written out: not a, !a, a = 0, (0 = a), a is false; a, (0 <> a);
   - ORDER BY names a column of the query by its alias or as it is computed;
   - MariaDB ends the query of an EXISTS with LIMIT 1, and shows how wide the integers are that functions return.

   So whatever is an expression is parsed, and printed with all its brackets; the rest is taken word by word. What is not
   understood stays as it is: then a difference may be shown that is none, but none is ever hidden. */
#include "lexer.h"

#include "buf.h"
#include "words_mysql.h"

/* Brackets are tried as an expression first, then word by word, on each level: without an end to it, 2^levels times. */
enum { DEPTH_MAX = 200, TRIES_MAX = 16 /* for each token */ };

typedef struct Parser {
    Arena *arena;
    bool is_query;
    LIST_OF(Token) tokens;
    size_t at;
    size_t depth;
    size_t tries;
} Parser;

/* An expression that was understood. */
typedef struct Term {
    const char *text;  /* NULL: it was not */
    const char *truth; /* the same where only true and false matter */
    const char *joint; /* "and", "or": what its text is a chain of */
} Term;

static const Term no_term = {0};
static const Token end_token = {&syntax_mysql, TOKEN_SPACE, "", 0};

static const Token *ahead_of(const Parser *p, size_t distance)
{
    return p->at + distance < p->tokens.count ? &p->tokens.items[p->at + distance] : &end_token;
}

static const Token *here(const Parser *p)
{
    return ahead_of(p, 0);
}

static bool is_word(const Parser *p, const char *word)
{
    return token_is(here(p), word);
}

static bool is_text(const Token *token, const char *text)
{
    return token->length == strlen(text) && memcmp(token->start, text, token->length) == 0;
}

static bool is_mark(const Parser *p, const char *mark)
{
    return token_is_mark(here(p), mark);
}

static bool take_word(Parser *p, const char *word)
{
    bool is = is_word(p, word);
    p->at += is;
    return is;
}

static bool is_one_of(const Token *token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (token_is(token, *words))
            return true;
    return false;
}

/* ---- expressions, from the inside out ---- */

static Term parse_expression(Parser *p, int least);
static const char *parse_mixed(Parser *p, const char *close);

static Term plain(const char *text)
{
    return (Term){text, text, NULL};
}

static Term negated(Arena *arena, const Term *term)
{
    return plain(arena_printf(arena, "(not %s)", term->truth));
}

/* In brackets: a query, or a list, or whatever a function's arguments are. False: no bracket closes. */
static bool take_brackets(Parser *p, const char **inside)
{
    if (!is_mark(p, "("))
        return false;
    p->at++;
    *inside = parse_mixed(p, ")");
    if (!is_mark(p, ")"))
        return false;
    p->at++;
    return true;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static Term parse_exists(Parser *p)
{
    const char *inside;
    p->at++;
    if (!take_brackets(p, &inside))
        return no_term;
    size_t length = strlen(inside) - (ends_with(inside, " limit 1") ? strlen(" limit 1") : 0);
    return plain(arena_printf(p->arena, "exists(%.*s)", (int)length, inside));
}

static Term parse_case(Parser *p)
{
    SCOPED(Buf, buf_free) out = {0};
    p->at++;
    buf_puts(&out, "(case");
    if (!is_word(p, "when")) {
        Term subject = parse_expression(p, 0);
        if (subject.text == NULL)
            return no_term;
        buf_printf(&out, " %s", subject.text);
    }
    while (!is_word(p, "end")) {
        static const char *const parts[] = {"when", "then", "else", NULL};
        if (!is_one_of(here(p), parts))
            return no_term;
        buf_printf(&out, " %s", mysql_word_name(p->arena, here(p)));
        p->at++;
        Term part = parse_expression(p, 0);
        if (part.text == NULL)
            return no_term;
        buf_printf(&out, " %s", part.text);
    }
    p->at++;
    buf_puts(&out, " end)");
    return plain(arena_copy(p->arena, buf_text(&out)));
}

/* interval 3 day */
static Term parse_interval(Parser *p)
{
    p->at++;
    Term count = parse_expression(p, 0);
    if (count.text == NULL || here(p)->type != TOKEN_NAME)
        return no_term;
    const char *unit = mysql_word_name(p->arena, here(p));
    p->at++;
    return plain(arena_printf(p->arena, "interval %s %s", count.text, unit));
}

/* The comma between the first two arguments; NULL: there is one argument. */
static const char *first_comma(const char *arguments)
{
    int depth = 0;
    bool is_quoted = false;
    for (const char *c = arguments; *c != '\0'; c++) {
        is_quoted = is_quoted != (*c == '\'');
        depth += is_quoted ? 0 : (*c == '(') - (*c == ')');
        if (*c == ',' && depth == 0 && !is_quoted)
            return c;
    }
    return NULL;
}

/* RETURNS int(11) */
static bool is_width(const Parser *p, const char *name)
{
    static const char *const types[] = {"tinyint", "smallint", "mediumint", "int", "bigint", NULL};
    const char *const *type = types;
    while (*type != NULL && strcmp(name, *type) != 0)
        type++;
    return *type != NULL && is_mark(p, "(") && ahead_of(p, 1)->type == TOKEN_NUMBER &&
           token_is_mark(ahead_of(p, 2), ")");
}

static Term call(Parser *p, const char *name, const char *arguments, bool is_bare)
{
    const char *comma = first_comma(arguments);
    bool is_now = is_bare && strcmp(name, "current_timestamp") == 0;
    if (is_now && (arguments[0] == '\0' || strcmp(arguments, "0") == 0))
        return plain(name);
    if (is_bare && strcmp(name, "regexp_like") == 0 && comma != NULL && first_comma(comma + 1) == NULL)
        return plain(arena_printf(p->arena, "(%.*s regexp %s)", (int)(comma - arguments - 1), arguments, comma + 2));
    return plain(arena_printf(p->arena, "%s(%s)", name, arguments));
}

static bool take_over(Parser *p, Term *term)
{
    const char *window;
    if (!take_word(p, "over"))
        return true;
    if (here(p)->type == TOKEN_NAME) {
        window = mysql_word_name(p->arena, here(p));
        p->at++;
    } else if (!take_brackets(p, &window)) {
        return false;
    }
    *term = plain(arena_printf(p->arena, "%s over (%s)", term->text, window));
    return true;
}

/* Of a view's column in a query, MySQL says the alias's schema, which it has none of: s.alias.column. */
static bool is_whole_column(const Parser *p)
{
    return p->is_query && token_is_mark(ahead_of(p, 1), ".") && ahead_of(p, 2)->type == TOKEN_NAME &&
           token_is_mark(ahead_of(p, 3), ".");
}

/* a, a.b, a.b.c, f(x), s.f(x), f(x) over (...) */
static Term parse_name(Parser *p)
{
    if (is_whole_column(p))
        p->at += 2;
    SCOPED(Buf, buf_free) out = {0};
    bool is_bare = is_plain_name(here(p)) && !token_is_mark(ahead_of(p, 1), ".");
    bool is_returned = p->at > 0 && token_is(&p->tokens.items[p->at - 1], "returns");
    buf_puts(&out, mysql_word_name(p->arena, here(p)));
    p->at++;
    while (is_mark(p, ".") && (ahead_of(p, 1)->type == TOKEN_NAME || is_text(ahead_of(p, 1), "*"))) {
        buf_printf(&out, ".%s", mysql_word_text(p->arena, ahead_of(p, 1)));
        p->at += 2;
    }
    const char *name = arena_copy(p->arena, buf_text(&out)), *arguments;
    if (is_returned && is_width(p, name))
        p->at += 3;
    if (!is_mark(p, "("))
        return plain(name);
    if (!take_brackets(p, &arguments))
        return no_term;
    Term term = call(p, name, arguments, is_bare);
    return take_over(p, &term) ? term : no_term;
}

static Term parse_brackets(Parser *p)
{
    static const char *const queries[] = {"select", "with", "values", NULL};
    const char *inside;
    if (is_one_of(ahead_of(p, 1), queries))
        return take_brackets(p, &inside) ? plain(arena_printf(p->arena, "(%s)", inside)) : no_term;
    p->at++;
    Term term = parse_expression(p, 0);
    if (term.text != NULL && is_mark(p, ")")) {
        p->at++;
        return term;
    }
    return no_term;
}

/* _utf8mb4'x', date'2020-01-01', 'x' */
static Term parse_string(Parser *p)
{
    SCOPED(Buf, buf_free) out = {0};
    if (here(p)->type == TOKEN_NAME) {
        if (!mysql_word_is_usual_introducer(here(p), ahead_of(p, 1)))
            buf_puts(&out, mysql_word_name(p->arena, here(p)));
        p->at++;
    }
    buf_puts(&out, mysql_word_string(p->arena, here(p)));
    p->at++;
    return plain(arena_copy(p->arena, buf_text(&out)));
}

static Term parse_operand(Parser *p)
{
    const Token *token = here(p);
    bool is_string = token->type == TOKEN_STRING ||
                     (token->type == TOKEN_NAME && is_plain_name(token) && ahead_of(p, 1)->type == TOKEN_STRING);
    if (token_is(token, "exists"))
        return parse_exists(p);
    if (token_is(token, "case"))
        return parse_case(p);
    if (token_is(token, "interval"))
        return parse_interval(p);
    if (is_mark(p, "("))
        return parse_brackets(p);
    bool is_call = token_is(token, "mod") && token_is_mark(ahead_of(p, 1), "(");
    if (mysql_word_is_grammar(token) && !is_call)
        return no_term;
    if (is_string)
        return parse_string(p);
    if (token->type == TOKEN_NAME)
        return parse_name(p);
    if (token->type != TOKEN_NUMBER && token->type != TOKEN_PARAMETER)
        return no_term;
    p->at++;
    return plain(mysql_word_text(p->arena, token));
}

/* How tightly operators bind (sql/sql_yacc.yy of both: what stands beside LIKE, IN and BETWEEN binds tighter than the manual,
   14.4.1, has it). */
enum {
    BINDS_OR = 1,
    BINDS_XOR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARISON,
    BINDS_PREDICATE,
    BINDS_BIT_OR,
    BINDS_BIT_AND,
    BINDS_SHIFT,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_BIT_XOR,
    BINDS_SIGN,
    BINDS_BANG,
    BINDS_COLLATE,
    BINDS_PATH,
};

static const struct {
    const char *sign, *word;
    int binds;
} operators[] = {
    {"or", "or", BINDS_OR},
    {"||", "or", BINDS_OR},
    {"xor", "xor", BINDS_XOR},
    {"and", "and", BINDS_AND},
    {"&&", "and", BINDS_AND},
    {"=", "=", BINDS_COMPARISON},
    {"<=>", "<=>", BINDS_COMPARISON},
    {">=", ">=", BINDS_COMPARISON},
    {">", ">", BINDS_COMPARISON},
    {"<=", "<=", BINDS_COMPARISON},
    {"<", "<", BINDS_COMPARISON},
    {"<>", "<>", BINDS_COMPARISON},
    {"!=", "<>", BINDS_COMPARISON},
    {"like", "like", BINDS_PREDICATE},
    {"regexp", "regexp", BINDS_PREDICATE},
    {"rlike", "regexp", BINDS_PREDICATE},
    {"|", "|", BINDS_BIT_OR},
    {"&", "&", BINDS_BIT_AND},
    {"<<", "<<", BINDS_SHIFT},
    {">>", ">>", BINDS_SHIFT},
    {"+", "+", BINDS_SUM},
    {"-", "-", BINDS_SUM},
    {"*", "*", BINDS_PRODUCT},
    {"/", "/", BINDS_PRODUCT},
    {"div", "div", BINDS_PRODUCT},
    {"%", "%", BINDS_PRODUCT},
    {"mod", "%", BINDS_PRODUCT},
    {"^", "^", BINDS_BIT_XOR},
    {"->", "->", BINDS_PATH},
    {"->>", "->>", BINDS_PATH},
};

enum { OPERATOR_COUNT = sizeof operators / sizeof *operators };

static size_t operator_of(const Token *token)
{
    size_t i = 0;
    while (i < OPERATOR_COUNT && !token_is(token, operators[i].sign) &&
           !(token->type == TOKEN_OPERATOR && is_text(token, operators[i].sign)))
        i++;
    return i;
}

static Term parse_prefixed(Parser *p)
{
    static const struct {
        const char *sign;
        int binds;
    } signs[] = {{"not", BINDS_NOT}, {"!", BINDS_BANG}, {"-", BINDS_SIGN},
                 {"+", BINDS_SIGN},  {"~", BINDS_SIGN}, {"binary", BINDS_COLLATE}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!token_is(here(p), signs[i].sign) && !(here(p)->type == TOKEN_OPERATOR && is_text(here(p), signs[i].sign)))
            continue;
        p->at++;
        Term operand = parse_expression(p, signs[i].binds);
        if (operand.text == NULL)
            return no_term;
        return i < 2 ? negated(p->arena, &operand)
                     : plain(arena_printf(p->arena, "(%s %s)", signs[i].sign, operand.text));
    }
    return parse_operand(p);
}

/* a and b and c is one chain, however it was put into brackets. */
static Term chained(Arena *arena, const char *word, const Term *left, const Term *right)
{
    const Term *terms[] = {left, right};
    SCOPED(Buf, buf_free) out = {0};
    buf_putc(&out, '(');
    for (size_t i = 0; i < 2; i++) {
        bool is_same = terms[i]->joint != NULL && strcmp(terms[i]->joint, word) == 0;
        const char *text = is_same ? terms[i]->text : terms[i]->truth;
        buf_puts(&out, i == 0 ? "" : " ");
        buf_puts(&out, i == 0 ? "" : word);
        buf_puts(&out, i == 0 ? "" : " ");
        buf_put(&out, text + is_same, strlen(text) - 2 * is_same);
    }
    buf_putc(&out, ')');
    Term chain = plain(arena_copy(arena, buf_text(&out)));
    chain.joint = word;
    return chain;
}

static bool is_zero(const Term *term)
{
    return strcmp(term->text, "0") == 0;
}

static Term combined(Arena *arena, size_t operator, const Term * left, const Term *right)
{
    const char *word = operators[operator].word;
    if (operators[operator].binds == BINDS_OR || operators[operator].binds == BINDS_AND)
        return chained(arena, word, left, right);
    if (operators[operator].binds == BINDS_XOR)
        return plain(arena_printf(arena, "(%s xor %s)", left->truth, right->truth));
    bool is_equal = strcmp(word, "=") == 0, is_unequal = strcmp(word, "<>") == 0;
    const Term *other = is_zero(left) ? right : is_zero(right) ? left : NULL;
    if (is_equal && other != NULL)
        return negated(arena, other);
    Term term = plain(arena_printf(arena, "(%s %s %s)", left->text, word, right->text));
    if (is_unequal && other != NULL) {
        term.text = arena_printf(arena, "(0 <> %s)", other->text);
        term.truth = other->truth;
    }
    return term;
}

static Term parse_is(Parser *p, const Term *left)
{
    bool is_not = take_word(p, "not");
    static const char *const values[] = {"null", "true", "false", "unknown", NULL};
    if (!is_one_of(here(p), values))
        return no_term;
    const char *value = mysql_word_name(p->arena, here(p));
    p->at++;
    if (strcmp(value, "false") == 0 && !is_not)
        return negated(p->arena, left);
    Term term = plain(arena_printf(p->arena, "(%s is %s)", left->text, value));
    return is_not ? negated(p->arena, &term) : term;
}

static Term parse_between(Parser *p, const Term *left)
{
    Term from = parse_expression(p, BINDS_BIT_OR);
    if (from.text == NULL || !take_word(p, "and"))
        return no_term;
    Term to = parse_expression(p, BINDS_PREDICATE);
    return to.text == NULL ? no_term
                           : plain(arena_printf(p->arena, "(%s between %s and %s)", left->text, from.text, to.text));
}

static Term parse_like(Parser *p, const Term *left)
{
    const char *word = operators[operator_of(ahead_of(p, 0))].word;
    p->at++;
    Term pattern = parse_expression(p, BINDS_PREDICATE + 1);
    if (pattern.text == NULL)
        return no_term;
    if (!take_word(p, "escape"))
        return plain(arena_printf(p->arena, "(%s %s %s)", left->text, word, pattern.text));
    Term escape = parse_expression(p, BINDS_PREDICATE + 1);
    return escape.text == NULL
               ? no_term
               : plain(arena_printf(p->arena, "(%s %s %s escape %s)", left->text, word, pattern.text, escape.text));
}

/* [not] in, [not] between, [not] like: the token here is the word behind NOT. */
static Term parse_predicate(Parser *p, const Term *left)
{
    const char *list;
    if (take_word(p, "in"))
        return take_brackets(p, &list) ? plain(arena_printf(p->arena, "(%s in (%s))", left->text, list)) : no_term;
    if (take_word(p, "between"))
        return parse_between(p, left);
    static const char *const likes[] = {"like", "regexp", "rlike", NULL};
    return is_one_of(here(p), likes) ? parse_like(p, left) : no_term;
}

static const char *const predicates[] = {"in", "between", "like", "regexp", "rlike", NULL};

/* How tightly what comes next binds; 0: it is no operator. */
static int binds_here(const Parser *p)
{
    size_t operator= operator_of(here(p));
    if (is_one_of(is_word(p, "not") ? ahead_of(p, 1) : here(p), predicates))
        return BINDS_PREDICATE;
    if (is_word(p, "is"))
        return BINDS_COMPARISON;
    if (is_word(p, "collate"))
        return BINDS_COLLATE;
    return operator<OPERATOR_COUNT ? operators[operator].binds : 0;
}

static Term parse_next(Parser *p, const Term *left)
{
    if (take_word(p, "is"))
        return parse_is(p, left);
    if (take_word(p, "not")) {
        Term term = parse_predicate(p, left);
        return term.text == NULL ? no_term : negated(p->arena, &term);
    }
    if (is_one_of(here(p), predicates))
        return parse_predicate(p, left);
    if (take_word(p, "collate")) {
        const Token *name = here(p);
        p->at++;
        return name->type == TOKEN_NAME
                   ? plain(arena_printf(p->arena, "(%s collate %s)", left->text, mysql_word_name(p->arena, name)))
                   : no_term;
    }
    size_t operator= operator_of(here(p));
    p->at++;
    Term right = parse_expression(p, operators[operator].binds + 1);
    return right.text == NULL ? no_term : combined(p->arena, operator, left, &right);
}

/* As far as operators bind at least so tightly. Where nothing is understood, the place is where it went wrong. */
static Term parse_expression(Parser *p, int least)
{
    if (p->depth >= DEPTH_MAX || p->tries >= TRIES_MAX * p->tokens.count)
        return no_term;
    p->depth++;
    p->tries++;
    Term term = parse_prefixed(p);
    for (int binds; term.text != NULL && (binds = binds_here(p)) != 0 && binds >= least;)
        term = parse_next(p, &term);
    p->depth--;
    return term;
}

/* ---- the rest ---- */

/* RETURNS varchar(9) CHARSET latin1 COLLATE latin1_swedish_ci: MariaDB says the collation always, MySQL seldom. */
static bool is_charset_with_collation(const Parser *p)
{
    return is_word(p, "charset") && ahead_of(p, 1)->type == TOKEN_NAME && token_is(ahead_of(p, 2), "collate") &&
           ahead_of(p, 3)->type == TOKEN_NAME;
}

/* What a query calls what it selects: ORDER BY names one or the other. */
typedef struct Alias {
    const char *name, *text;
} Alias;

typedef struct Aliases {
    LIST_OF(Alias) list;
    const char *last; /* what stands before AS */
    bool is_next;     /* AS was the last word */
    bool are_named;   /* behind ORDER BY */
} Aliases;

static void note_word(const Parser *p, Aliases *aliases)
{
    aliases->is_next = is_word(p, "as");
    if (is_word(p, "order"))
        aliases->are_named = true;
    else if (is_word(p, "select") || is_word(p, "limit") || is_word(p, "union"))
        aliases->are_named = false;
}

static const char *resolve(Parser *p, Aliases *aliases, const char *text)
{
    if (aliases->is_next && aliases->last != NULL)
        *LIST_PUSH(p->arena, &aliases->list) = (Alias){text, aliases->last};
    for (size_t i = 0; aliases->are_named && i < aliases->list.count; i++)
        if (strcmp(aliases->list.items[i].name, text) == 0)
            return aliases->list.items[i].text;
    aliases->last = text;
    aliases->is_next = false;
    return text;
}

/* A word that is no part of an expression, and what goes with it. */
static const char *take_bare(Parser *p)
{
    const Token *token = here(p);
    if (is_charset_with_collation(p)) {
        p->at += 4;
        return arena_printf(p->arena, "charset %s", mysql_word_name(p->arena, token + 1));
    }
    p->at++;
    return token_is(token, "asc") ? "" : mysql_word_text(p->arena, token);
}

/* Expressions and words, up to the mark on this level of brackets, or to the end. */
static const char *parse_mixed(Parser *p, const char *close)
{
    SCOPED(Buf, buf_free) out = {0};
    Aliases aliases = {0};
    size_t open = 0;
    p->depth++;
    while (p->at < p->tokens.count && !(open == 0 && close != NULL && is_mark(p, close))) {
        size_t from = p->at;
        Term term = is_word(p, "asc") ? no_term : parse_expression(p, 0);
        const char *text = term.text == NULL ? NULL : resolve(p, &aliases, term.text);
        if (text == NULL) {
            p->at = from;
            open += is_mark(p, "(");
            open -= is_mark(p, ")") && open > 0;
            note_word(p, &aliases);
            text = take_bare(p);
        }
        buf_printf(&out, "%s%s", out.length > 0 && text[0] != '\0' ? " " : "", text);
    }
    p->depth--;
    return arena_copy(p->arena, buf_text(&out));
}

/* A default of '5' is one of 5, and -3 was printed as one of (- 3). */
static const char *as_number(Arena *arena, const char *text)
{
    size_t length = strlen(text), digits = 0;
    bool is_quoted = length > 2 && text[0] == '\'' && text[length - 1] == '\'';
    for (size_t i = 1; is_quoted && i + 1 < length; i++)
        digits += is_digit(text[i]) || text[i] == '.' || (i == 1 && text[i] == '-');
    if (is_quoted && digits == length - 2)
        return text[1] == '-' ? arena_printf(arena, "(- %.*s)", (int)(length - 3), text + 2)
                              : arena_slice(arena, text + 1, length - 2);
    return text;
}

/* The bracket around what only some versions read. */
static bool is_versioned(const Token *token)
{
    return token->length > 2 && (token->start[2] == '!' || (token->length > 3 && token->start[3] == '!')) &&
           token->start[1] == '*' && token->start[token->length - 1] != '/';
}

const char *canonical_mysql(Arena *arena, const char *text, bool is_query)
{
    Parser parser = {.arena = arena, .is_query = is_query};
    Scan scan = scan_open(&syntax_mysql, text, strlen(text));
    for (Token token; scan_next(&scan, &token);) {
        bool is_bracket = token.type == TOKEN_COMMENT && (is_text(&token, "*/") || is_versioned(&token));
        if (token.type != TOKEN_SPACE && !is_bracket)
            *LIST_PUSH(arena, &parser.tokens) = token;
    }
    return as_number(arena, parse_mixed(&parser, NULL));
}
