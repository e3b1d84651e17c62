/* Texts that mean the same, though they are written otherwise: servers store what they parsed, and print it anew, with casts,
   brackets and names that nobody wrote. Both texts are from one dialect, and about one table or query; so what the server
   derived from its types and names may be left out. Fit for nothing but comparing. */
#include <string.h>

#include "expression_dialect.h"

typedef struct Normal {
    Arena *arena;
    const ExprDialect *dialect;
    bool is_query;
} Normal;

static bool is_mysql(const Normal *n)
{
    return !n->dialect->has_own_operators;
}

/* ---- literals and their casts ---- */

static bool is_number_text(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    size_t fraction = text[digits] == '.' ? 1 + strspn(text + digits + 1, "0123456789") : 0;
    return digits > 0 && text[digits + fraction] == '\0';
}

static bool is_number(const Expr *expr)
{
    return expr->kind == EXPR_NUMBER || (expression_is(expr, EXPR_UNARY, "-") && expr->items[0]->kind == EXPR_NUMBER);
}

static bool is_numeric_type(const Expr *type)
{
    static const char *const types[] = {"smallint", "integer", "bigint", "numeric", "real", "double precision", NULL};
    return type->schema == NULL && type->table == NULL && type->count == 0 && expression_has_word(types, type->name);
}

/* Of what has the type already, or something like it. */
static bool is_text_type(const Expr *type)
{
    static const char *const types[] = {"text", "character varying", "bpchar", NULL};
    return type->schema == NULL && type->count == 0 && expression_has_word(types, type->name);
}

/* '-1'::integer is -1 */
static const Expr *as_number(Normal *n, const Expr *literal)
{
    bool is_negative = literal->text[0] == '-';
    if (!is_number_text(literal->text + is_negative))
        return literal;
    const Expr *number = expression_number(n->arena, literal->text + is_negative);
    return is_negative ? expression_unary(n->arena, "-", number) : number;
}

/* What the server casts by itself, since a literal has no type of its own. */
static const Expr *without_cast(Normal *n, const Expr *expr)
{
    if (expr->kind != EXPR_CAST || is_mysql(n))
        return expr;
    const Expr *value = without_cast(n, expr->items[0]), *type = expr->items[1];
    bool is_string = value->kind == EXPR_STRING;
    if (is_string && is_numeric_type(type))
        return as_number(n, value);
    bool is_needless = is_string || value->kind == EXPR_NULL || value->kind == EXPR_BOOLEAN ||
                       (value->kind == EXPR_ARRAY && value->count > 0 && type->table != NULL) ||
                       (is_number(value) && is_numeric_type(type)) || is_text_type(type);
    return is_needless ? value : expr;
}

/* Of two types, the server makes the wider one: a whole number a numeric, a date a timestamp. */
static const Expr *without_widening(Normal *n, const Expr *expr)
{
    static const char *const types[] = {
        "bigint", "numeric", "double precision", "timestamp without time zone", "timestamp with time zone", NULL};
    const Expr *plain = without_cast(n, expr);
    if (plain->kind != EXPR_CAST || is_mysql(n) || plain->items[0]->kind != EXPR_COLUMN)
        return plain;
    const Expr *type = plain->items[1];
    bool widens =
        type->schema == NULL && type->table == NULL && type->count == 0 && expression_has_word(types, type->name);
    return widens ? plain->items[0] : plain;
}

/* Where it is the server that casts: operators and functions, but not a time zone, which turns one type into the other. */
static bool may_widen(const Expr *expr)
{
    return expr->kind == EXPR_BINARY || expr->kind == EXPR_IN || expr->kind == EXPR_FUNCTION || expr->kind == EXPR_SORT;
}

/* Of what is divided, a cast decides what comes out. */
static bool is_division(const Expr *expr)
{
    return expression_is(expr, EXPR_BINARY, "/");
}

static const Expr *with_plain_items(Normal *n, const Expr *expr)
{
    Expr *copy = NULL;
    for (size_t i = 0; i < expr->count && !is_division(expr) && expr->kind != EXPR_CAST; i++) {
        const Expr *plain = expr->items[i];
        if (plain != NULL)
            plain = may_widen(expr) ? without_widening(n, plain) : without_cast(n, plain);
        if (plain == expr->items[i])
            continue;
        if (copy == NULL)
            copy = expression_copy(n->arena, expr);
        copy->items[i] = plain;
    }
    return copy != NULL ? copy : expr;
}

/* MySQL's character sets: to ASCII letters, all that hold ASCII are the same. */
static const Expr *normal_string(Normal *n, const Expr *expr)
{
    static const char *const wide[] = {"_binary", "_ucs2", "_utf16", "_utf16le", "_utf32", NULL};
    static const char *const always[] = {"_utf8mb4", "_utf8mb3", "_utf8", "n", NULL};
    bool is_ascii = true;
    for (const char *c = expr->text; *c != '\0'; c++)
        is_ascii = is_ascii && (unsigned char)*c < 0x80;
    if (expr->name == NULL ||
        (!expression_has_word(always, expr->name) && (!is_ascii || expression_has_word(wide, expr->name))))
        return expr;
    return expression_string(n->arena, expr->text);
}

/* PostgreSQL prints B'101' as '101'::"bit", MySQL b'101' as 0x05. */
static const Expr *normal_bits(Normal *n, const Expr *expr)
{
    size_t digits = strlen(expr->text), at = 0;
    if (!is_mysql(n))
        return expression_string(n->arena, expr->text);
    Expr *bytes = expression_new(n->arena, EXPR_BYTES, NULL, 0);
    char *hex = arena_alloc(n->arena, digits / 4 + 3);
    size_t padding = (8 - digits % 8) % 8;
    for (size_t i = 0; i < digits + padding; i += 4) {
        unsigned value = 0;
        for (size_t bit = i; bit < i + 4; bit++)
            value = value * 2 + (bit >= padding && expr->text[bit - padding] == '1');
        hex[at++] = "0123456789abcdef"[value];
    }
    bytes->text = hex;
    return bytes;
}

static const Expr *normal_bytes(Normal *n, const Expr *expr)
{
    Expr *copy = expression_copy(n->arena, expr);
    copy->flags = 0;
    return copy;
}

/* .5 is 0.5 */
static const Expr *normal_number(Normal *n, const Expr *expr)
{
    return expr->text[0] == '.' ? expression_number(n->arena, arena_printf(n->arena, "0%s", expr->text)) : expr;
}

/* ---- operators ---- */

/* Of a comparison with 0, the other side; NULL: it is none. */
static const Expr *beside_zero(const Expr *expr)
{
    for (size_t i = 0; i < 2; i++)
        if (expr->items[i]->kind == EXPR_NUMBER && strcmp(expr->items[i]->text, "0") == 0)
            return expr->items[1 - i];
    return NULL;
}

/* Where only true and false matter, MySQL says (0 <> a) for a, and MariaDB a <> 0. */
static const Expr *truth(const Normal *n, const Expr *expr)
{
    const Expr *tested = is_mysql(n) && expression_is(expr, EXPR_BINARY, "<>") ? beside_zero(expr) : NULL;
    return tested != NULL ? tested : expr;
}

static const Expr *with_truths(Normal *n, const Expr *expr)
{
    Expr *copy = expression_copy(n->arena, expr);
    for (size_t i = 0; i < copy->count; i++)
        copy->items[i] = truth(n, copy->items[i]);
    return copy;
}

static const Expr *flattened(Normal *n, const Expr *expr)
{
    LIST_OF(const Expr *) items = {0};
    bool is_nested = false;
    for (size_t i = 0; i < expr->count; i++) {
        const Expr *item = truth(n, expr->items[i]);
        bool is_same = expression_is(item, EXPR_BINARY, expr->name);
        is_nested = is_nested || is_same || item != expr->items[i];
        for (size_t j = 0; j < (is_same ? item->count : 1); j++)
            *LIST_PUSH(n->arena, &items) = is_same ? item->items[j] : item;
    }
    if (!is_nested || items.count == 0)
        return expr;
    Expr *flat = expression_new(n->arena, EXPR_BINARY, expr->name, items.count);
    memcpy(flat->items, items.items, items.count * sizeof *flat->items);
    return flat;
}

/* PostgreSQL prints SIMILAR TO as ~ similar_to_escape(...). */
static const Expr *similar(Normal *n, const Expr *expr)
{
    const Expr *pattern = expr->items[1];
    Expr *like = expression_new(n->arena, EXPR_LIKE, "similar to", 1 + pattern->count);
    like->items[0] = expr->items[0];
    for (size_t i = 0; i < pattern->count; i++)
        like->items[1 + i] = without_cast(n, pattern->items[i]);
    return like;
}

static const Expr *normal_binary(Normal *n, const Expr *expr)
{
    if (expression_is(expr, EXPR_BINARY, "and") || expression_is(expr, EXPR_BINARY, "or"))
        return flattened(n, expr);
    if (expression_is(expr, EXPR_BINARY, "xor"))
        return with_truths(n, expr);
    if (expression_is(expr, EXPR_BINARY, "~") && expression_is(expr->items[1], EXPR_FUNCTION, "similar_to_escape"))
        return similar(n, expr);
    /* MySQL's way of saying that something is false: (0 = a), and MariaDB's: a = 0 */
    const Expr *tested = is_mysql(n) && expression_is(expr, EXPR_BINARY, "=") ? beside_zero(expr) : NULL;
    return tested != NULL ? expression_unary(n->arena, "not", tested) : expr;
}

/* NOT a = b is a <> b, whatever is NULL. */
static const Expr *normal_unary(Normal *n, const Expr *expr)
{
    static const char *const opposites[][2] = {{"=", "<>"}, {"<", ">="}, {">", "<="}};
    if (expression_is(expr, EXPR_UNARY, "+"))
        return expr->items[0];
    if (!expression_is(expr, EXPR_UNARY, "not"))
        return expr;
    const Expr *operand = truth(n, expr->items[0]);
    for (size_t i = 0; i < sizeof opposites / sizeof *opposites; i++)
        for (size_t side = 0; side < 2; side++)
            if (expression_is(operand, EXPR_BINARY, opposites[i][side]))
                return expression_binary(n->arena, opposites[i][1 - side], operand->items[0], operand->items[1]);
    return expression_not(n->arena, operand);
}

/* a IN (b) is a = b */
static const Expr *normal_in(Normal *n, const Expr *expr)
{
    if (expr->count != 2 || expr->items[1]->kind == EXPR_SUBQUERY)
        return expr;
    return expression_binary(n->arena, (expr->flags & EXPR_NOT) != 0 ? "<>" : "=", expr->items[0], expr->items[1]);
}

/* a = ANY (ARRAY[b, c]), a <> ALL (ARRAY[b, c]), a = ANY (SELECT b) */
static const Expr *normal_quantified(Normal *n, const Expr *expr)
{
    const Expr *list = expr->items[1];
    bool is_in = strcmp(expr->name, "=") == 0 && strcmp(expr->text, "any") == 0;
    bool is_not_in = strcmp(expr->name, "<>") == 0 && strcmp(expr->text, "all") == 0;
    bool is_list = list->kind == EXPR_ARRAY && list->count > 0;
    if (expr->schema != NULL || !(is_in || is_not_in) || !(is_list || list->kind == EXPR_SUBQUERY))
        return expr;
    size_t count = is_list ? list->count : 1;
    Expr *in = expression_new(n->arena, EXPR_IN, NULL, 1 + count);
    in->flags = is_not_in ? EXPR_NOT : 0;
    in->items[0] = expr->items[0];
    for (size_t i = 0; i < count; i++)
        in->items[1 + i] = is_list ? without_cast(n, list->items[i]) : list;
    return normal_in(n, in);
}

/* PostgreSQL has no BETWEEN once it is parsed. */
static const Expr *normal_between(Normal *n, const Expr *expr)
{
    bool is_not = (expr->flags & EXPR_NOT) != 0;
    if ((expr->flags & EXPR_SYMMETRIC) != 0)
        return expr;
    const Expr *from = expression_binary(n->arena, is_not ? "<" : ">=", expr->items[0], expr->items[1]);
    const Expr *to = expression_binary(n->arena, is_not ? ">" : "<=", expr->items[0], expr->items[2]);
    return expression_binary(n->arena, is_not ? "or" : "and", from, to);
}

static const Expr *normal_like(Normal *n, const Expr *expr)
{
    if (expr->count < 3 || expr->items[2]->kind != EXPR_STRING || strcmp(expr->items[2]->text, "\\") != 0)
        return expr;
    Expr *like = expression_new(n->arena, EXPR_LIKE, expr->name, 2);
    like->flags = expr->flags;
    like->items[0] = expr->items[0];
    like->items[1] = expr->items[1];
    return like;
}

/* PostgreSQL says ELSE NULL where there is none. */
static const Expr *normal_case(Normal *n, const Expr *expr)
{
    if (expr->items[1] == NULL || expr->items[1]->kind != EXPR_NULL)
        return expr;
    Expr *copy = expression_copy(n->arena, expr);
    copy->items[1] = NULL;
    return copy;
}

/* IS UNKNOWN is IS NULL to MySQL. */
static const Expr *normal_is(Normal *n, const Expr *expr)
{
    if (!is_mysql(n) || strcmp(expr->name, "null") == 0)
        return expr;
    Expr *copy = expression_copy(n->arena, with_truths(n, expr));
    copy->name = strcmp(expr->name, "unknown") == 0 ? "null" : expr->name;
    return copy;
}

/* ---- names ---- */

static const char *alias_of(const Normal *n, const char *function)
{
    static const struct {
        const char *from, *to;
        bool is_mysql;
    } aliases[] = {
        {"now", "current_timestamp", true},
        {"localtimestamp", "current_timestamp", true},
        {"localtime", "current_timestamp", true},
        {"current_date", "curdate", true},
        {"current_time", "curtime", true},
        {"lcase", "lower", true},
        {"ucase", "upper", true},
        {"octet_length", "length", true},
        {"substring", "substr", true},
        {"mid", "substr", true},
        {"character_length", "char_length", true},
        {"power", "pow", true},
        {"dayofmonth", "day", true},
        {"now", "current_timestamp", false},
    };
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (aliases[i].is_mysql == is_mysql(n) && strcmp(function, aliases[i].from) == 0)
            return aliases[i].to;
    return function;
}

static const Expr *normal_mysql_call(Normal *n, const Expr *call)
{
    if (expression_is(call, EXPR_FUNCTION, "isnull") && call->count == 1) {
        Expr *is = expression_new(n->arena, EXPR_IS, "null", 1);
        is->items[0] = call->items[0];
        return is;
    }
    if (expression_is(call, EXPR_FUNCTION, "regexp_like") && call->count == 2) {
        Expr *like = expression_new(n->arena, EXPR_LIKE, "regexp", 2);
        like->items[0] = call->items[0];
        like->items[1] = call->items[1];
        return like;
    }
    if (expression_is(call, EXPR_FUNCTION, "count") && call->count == 1 && call->items[0]->kind == EXPR_STAR) {
        Expr *count = expression_copy(n->arena, call);
        count->items[0] = expression_number(n->arena, "0");
        return count;
    }
    return call;
}

static const Expr *normal_call(Normal *n, const Expr *expr)
{
    if (expr->schema != NULL)
        return expr;
    Expr *call = expression_copy(n->arena, expr);
    call->flags &= ~(unsigned)(EXPR_QUOTED | EXPR_BARE | EXPR_SPELLED);
    call->name = alias_of(n, expr->name);
    bool is_position = strcmp(expr->name, "position") == 0;
    if (is_position)
        call->flags |= expr->flags & EXPR_SPELLED; /* its arguments are the other way round */
    bool is_precise = strcmp(call->name, "current_timestamp") == 0 && call->count == 1 &&
                      call->items[0]->kind == EXPR_NUMBER && strcmp(call->items[0]->text, "0") == 0;
    if (is_precise && is_mysql(n))
        call->count = 0;
    return is_mysql(n) ? normal_mysql_call(n, call) : call;
}

/* In an expression there is one table; in a query, a column's table is enough. */
static const Expr *normal_column(Normal *n, const Expr *expr)
{
    if (expr->schema == NULL && (n->is_query || expr->table == NULL))
        return expr;
    Expr *copy = expression_copy(n->arena, expr);
    copy->schema = NULL;
    if (!n->is_query)
        copy->table = NULL;
    return copy;
}

static const Expr *normal_type(Normal *n, const Expr *expr)
{
    if (!is_mysql(n) || expr->text == NULL || strncmp(expr->text, "utf8", 4) != 0)
        return expr;
    Expr *copy = expression_copy(n->arena, expr);
    copy->text = NULL;
    return copy;
}

static const Expr *normal_boolean(Normal *n, const Expr *expr)
{
    return is_mysql(n) ? expression_number(n->arena, strcmp(expr->name, "true") == 0 ? "1" : "0") : expr;
}

static const Expr *normal_collate(Normal *n, const Expr *expr)
{
    return !is_mysql(n) && strcmp(expr->name, "default") == 0 ? expr->items[0] : expr;
}

/* ---- queries ---- */

/* What PostgreSQL calls a column that nobody named. */
static const char *usual_name(const Expr *expr)
{
    static const bool is_around[EXPR_QUERY] = {
        [EXPR_OVER] = true, [EXPR_FILTER] = true, [EXPR_WITHIN] = true, [EXPR_COLLATE] = true, [EXPR_CAST] = true};
    while (is_around[expr->kind])
        expr = expr->items[0];
    if (expr->kind == EXPR_CASE)
        return "case";
    bool has_name = expr->kind == EXPR_COLUMN || expr->kind == EXPR_FUNCTION || expr->kind == EXPR_SUBQUERY;
    return has_name ? expr->name : "?column?";
}

/* `a` AS `a`, `t` AS `t` */
static const Expr *normal_alias(Normal *n, const Expr *expr)
{
    const Expr *what = expr->items[0];
    const char *usual = is_mysql(n) || what->kind >= EXPR_QUERY || expr->count > 1 ? NULL : usual_name(what);
    if (usual != NULL && expr->name != NULL && strcmp(usual, expr->name) == 0)
        return what;
    bool is_named = what->kind == EXPR_COLUMN || (what->kind == EXPR_TABLE && expr->count == 1);
    return is_named && expr->name != NULL && strcmp(what->name, expr->name) == 0 ? what : expr;
}

static const Expr *normal_sort(Normal *n, const Expr *expr)
{
    unsigned usual = (expr->flags & EXPR_DESCENDING) != 0 ? EXPR_NULLS_FIRST : EXPR_NULLS_LAST;
    if ((expr->flags & usual) == 0)
        return expr;
    Expr *copy = expression_copy(n->arena, expr);
    copy->flags &= ~usual;
    return copy;
}

static const Expr *normal_join(Normal *n, const Expr *expr)
{
    bool is_cross = strcmp(expr->name, "inner") == 0 && expr->items[JOIN_ON] == NULL &&
                    expr->items[JOIN_USING] == NULL && expr->flags == 0;
    if (!is_cross)
        return expr;
    Expr *copy = expression_copy(n->arena, expr);
    copy->name = "cross";
    return copy;
}

/* What the only table of a query is called; NULL: there are more, or none. */
static const char *only_table(const Expr *select)
{
    const Expr *from = select->items[SELECT_FROM];
    if (from == NULL || from->count != 1)
        return NULL;
    const Expr *table = from->items[0];
    return table->kind == EXPR_ALIAS || table->kind == EXPR_TABLE ? table->name : NULL;
}

/* Not within other queries: there, it says which one's column is meant. */
static const Expr *without_table(Normal *n, const Expr *expr, const char *table)
{
    if (expr == NULL || expr->kind == EXPR_SUBQUERY || expr->kind == EXPR_QUERY)
        return expr;
    bool is_its = (expr->kind == EXPR_COLUMN || expr->kind == EXPR_STAR) && expr->table != NULL &&
                  strcmp(expr->table, table) == 0;
    Expr *copy = NULL;
    if (is_its) {
        copy = expression_copy(n->arena, expr);
        copy->table = NULL;
    }
    for (size_t i = 0; i < expr->count; i++) {
        const Expr *item = without_table(n, expr->items[i], table);
        if (item == expr->items[i])
            continue;
        if (copy == NULL)
            copy = expression_copy(n->arena, expr);
        copy->items[i] = item;
    }
    return copy == NULL ? expr : copy->kind == EXPR_ALIAS ? normal_alias(n, copy) : copy;
}

static const Expr *normal_select(Normal *n, const Expr *expr)
{
    const char *table = only_table(expr);
    return table == NULL ? expr : without_table(n, expr, table);
}

/* MariaDB ends the query of an EXISTS with LIMIT 1. */
static const Expr *normal_subquery(Normal *n, const Expr *expr)
{
    const Expr *query = expr->items[0], *limit = query->items[QUERY_LIMIT];
    bool is_exists = is_mysql(n) && expr->name != NULL && strcmp(expr->name, "exists") == 0;
    if (!is_exists || limit == NULL || limit->kind != EXPR_NUMBER || strcmp(limit->text, "1") != 0)
        return expr;
    Expr *unlimited = expression_copy(n->arena, query), *exists = expression_copy(n->arena, expr);
    unlimited->items[QUERY_LIMIT] = NULL;
    exists->items[0] = unlimited;
    return exists;
}

/* What a query is ordered by stands beside its SELECT. */
static const Expr *normal_query(Normal *n, const Expr *expr)
{
    const Expr *body = expr->items[QUERY_BODY];
    const char *table = body->kind == EXPR_SELECT ? only_table(body) : NULL;
    if (table == NULL || expr->items[QUERY_ORDER_BY] == NULL)
        return expr;
    Expr *query = expression_copy(n->arena, expr);
    query->items[QUERY_ORDER_BY] = without_table(n, expr->items[QUERY_ORDER_BY], table);
    return query;
}

/* ---- all of it ---- */

static const Expr *normal(void *context, const Expr *expr)
{
    static const Expr *(*const by_kind[])(Normal *, const Expr *) = {
        [EXPR_STRING] = normal_string,   [EXPR_BOOLEAN] = normal_boolean,
        [EXPR_BINARY] = normal_binary,   [EXPR_UNARY] = normal_unary,
        [EXPR_IN] = normal_in,           [EXPR_QUANTIFIED] = normal_quantified,
        [EXPR_BETWEEN] = normal_between, [EXPR_LIKE] = normal_like,
        [EXPR_CASE] = normal_case,       [EXPR_FUNCTION] = normal_call,
        [EXPR_COLUMN] = normal_column,   [EXPR_TYPE] = normal_type,
        [EXPR_COLLATE] = normal_collate, [EXPR_ALIAS] = normal_alias,
        [EXPR_SORT] = normal_sort,       [EXPR_JOIN] = normal_join,
        [EXPR_SELECT] = normal_select,   [EXPR_BITS] = normal_bits,
        [EXPR_BYTES] = normal_bytes,     [EXPR_SUBQUERY] = normal_subquery,
        [EXPR_NUMBER] = normal_number,   [EXPR_IS] = normal_is,
        [EXPR_QUERY] = normal_query,
    };
    Normal *n = context;
    const Expr *plain = with_plain_items(n, expr);
    bool changes = plain->kind < sizeof by_kind / sizeof *by_kind && by_kind[plain->kind] != NULL;
    return changes ? by_kind[plain->kind](n, plain) : plain;
}

/* A default of '5' is one of 5 to MySQL. */
static const Expr *normal_root(Normal *n, const Expr *expr)
{
    const Expr *plain = without_cast(n, expr);
    return is_mysql(n) && !n->is_query && plain->kind == EXPR_STRING ? as_number(n, plain) : plain;
}

const char *expression_canonical(Arena *arena, const Syntax *syntax, const char *text, bool is_query)
{
    Normal n = {arena, expression_dialect(syntax), is_query};
    const Expr *expr = is_query ? query_parse(arena, syntax, text, NULL) : expression_parse(arena, syntax, text, NULL);
    if (expr == NULL)
        return scan_canonical(arena, syntax, text, is_query);
    return expression_text(arena, syntax, normal_root(&n, expression_map(arena, expr, normal, &n)));
}

bool expression_equivalent(const Syntax *syntax, const char *a, const char *b, bool is_query)
{
    if (a == NULL || b == NULL || strcmp(a, b) == 0)
        return a == b || (a != NULL && b != NULL);
    Arena *arena = arena_new();
    bool are =
        strcmp(expression_canonical(arena, syntax, a, is_query), expression_canonical(arena, syntax, b, is_query)) == 0;
    arena_free(arena);
    return are;
}
