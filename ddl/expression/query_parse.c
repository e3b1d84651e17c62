/* Queries: WITH, SELECT and what joins them, tables and joins, orders and windows. */
#include <string.h>

#include "expression_parser.h"

#include "buf.h"

/* ---- orders and windows ---- */

static const Expr *parse_sort(ExprParser *p)
{
    Expr *sort = expression_new(p->arena, EXPR_SORT, NULL, 1);
    sort->items[0] = expr_parse(p, 0);
    if (sort->items[0] == NULL)
        return NULL;
    if (expr_take_word(p, "desc"))
        sort->flags |= EXPR_DESCENDING;
    else
        (void)expr_take_word(p, "asc");
    if (expr_take_words(p, "nulls", "first"))
        sort->flags |= EXPR_NULLS_FIRST;
    else if (expr_take_words(p, "nulls", "last"))
        sort->flags |= EXPR_NULLS_LAST;
    return sort;
}

const Expr *expr_parse_order_by(ExprParser *p)
{
    ExprItems items = {0};
    do
        if (!expr_push(p, &items, parse_sort(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    return expr_of_items(p, EXPR_ORDER_BY, NULL, &items);
}

static const Expr *parse_bound(ExprParser *p)
{
    if (expr_take_words(p, "unbounded", "preceding"))
        return expression_new(p->arena, EXPR_BOUND, "unbounded preceding", 0);
    if (expr_take_words(p, "unbounded", "following"))
        return expression_new(p->arena, EXPR_BOUND, "unbounded following", 0);
    if (expr_take_words(p, "current", "row"))
        return expression_new(p->arena, EXPR_BOUND, "current row", 0);
    Expr *bound = expression_new(p->arena, EXPR_BOUND, "following", 1);
    bound->items[0] = expr_parse(p, p->dialect->binds[CLASS_PREDICATE] + 1); /* AND is between the two */
    if (bound->items[0] == NULL)
        return NULL;
    if (expr_take_word(p, "preceding"))
        bound->name = "preceding";
    else if (!expr_expect_word(p, "following"))
        return NULL;
    return bound;
}

static bool take_exclusion(ExprParser *p, const char **text)
{
    static const char *const ways[][2] = {{"current", "row"}, {"no", "others"}};
    static const char *const texts[] = {"exclude current row", "exclude no others"};
    if (!expr_take_word(p, "exclude"))
        return true;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (expr_take_words(p, ways[i][0], ways[i][1]))
            *text = texts[i];
    if (expr_take_word(p, "group"))
        *text = "exclude group";
    else if (expr_take_word(p, "ties"))
        *text = "exclude ties";
    return *text != NULL || expr_fail(p, "what to exclude") != NULL;
}

static const Expr *parse_frame(ExprParser *p, const char *name)
{
    Expr *frame = expression_new(p->arena, EXPR_FRAME, name, 2);
    bool has_two = expr_take_word(p, "between");
    frame->items[0] = parse_bound(p);
    if (frame->items[0] == NULL)
        return NULL;
    if (has_two && (!expr_expect_word(p, "and") || (frame->items[1] = parse_bound(p)) == NULL))
        return NULL;
    return take_exclusion(p, &frame->text) ? frame : NULL;
}

static const Expr *parse_plain_list(ExprParser *p)
{
    ExprItems items = {0};
    return expr_parse_list(p, &items) ? expr_of_items(p, EXPR_LIST, NULL, &items) : NULL;
}

const Expr *expr_parse_window(ExprParser *p)
{
    static const char *const frames[] = {"rows", "range", "groups"};
    Expr *window = expression_new(p->arena, EXPR_WINDOW, NULL, WINDOW_SLOTS);
    if (!expr_expect_mark(p, "("))
        return NULL;
    bool is_word = expr_at_word(p, "partition") || expr_at_word(p, "order");
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        is_word = is_word || (expr_at_word(p, frames[i]) && !expr_is_mark(p, 1, ")"));
    if (!is_word)
        window->name = expr_take_name(p);
    if (expr_take_words(p, "partition", "by") && (window->items[WINDOW_PARTITION_BY] = parse_plain_list(p)) == NULL)
        return NULL;
    if (expr_take_words(p, "order", "by") && (window->items[WINDOW_ORDER_BY] = expr_parse_order_by(p)) == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        if (expr_take_word(p, frames[i]) && (window->items[WINDOW_FRAME] = parse_frame(p, frames[i])) == NULL)
            return NULL;
    return expr_expect_mark(p, ")") ? window : NULL;
}

/* ---- brackets around queries ---- */

static bool begins_query(const ExprParser *p, size_t distance)
{
    if (expr_is_word(p, distance, "values"))
        return expr_is_mark(p, distance + 1, "(") || expr_is_word(p, distance + 1, "row");
    return expr_is_word(p, distance, "select") || expr_is_word(p, distance, "with");
}

/* ((select 1) union select 2) holds a query, ((select 1) + 1) does not: what follows the inner brackets says which. */
bool expr_is_query_bracket(const ExprParser *p)
{
    static const char *const words[] = {"union", "intersect", "except", "order", "limit", "offset", "fetch", "for"};
    size_t open = 0;
    while (open <= EXPRESSION_NESTING_MAX && expr_is_mark(p, open, "("))
        open++;
    if (open == 0 || !begins_query(p, open))
        return false;
    while (--open > 0) {
        size_t behind = p->partners[p->at + open] + 1;
        if (behind >= p->tokens.count)
            return false;
        behind -= p->at;
        bool goes_on = expr_is_mark(p, behind, ")");
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            goes_on = goes_on || expr_is_word(p, behind, words[i]);
        if (!goes_on)
            return false;
    }
    return true;
}

const Expr *expr_parse_query_bracket(ExprParser *p)
{
    Expr *subquery = expression_new(p->arena, EXPR_SUBQUERY, NULL, 1);
    if (!expr_expect_mark(p, "(") || (subquery->items[0] = expr_parse_query(p)) == NULL || !expr_expect_mark(p, ")"))
        return NULL;
    return subquery;
}

/* ---- tables and joins ---- */

static const Expr *parse_tables(ExprParser *p);

/* (a, b), or (a integer, b text) */
static bool parse_columns(ExprParser *p, ExprItems *items)
{
    do {
        const char *name = expr_take_name(p);
        if (name == NULL)
            return expr_fail(p, "a column's name") != NULL;
        if (expr_is_mark(p, 0, ",") || expr_is_mark(p, 0, ")")) {
            *LIST_PUSH(p->arena, items) = expression_new(p->arena, EXPR_COLUMN, name, 0);
            continue;
        }
        Expr *definition = expression_new(p->arena, EXPR_DEFINITION, name, 1);
        definition->items[0] = expr_parse_type(p);
        if (!expr_push(p, items, definition->items[0] == NULL ? NULL : definition))
            return false;
    } while (expr_take_mark(p, ","));
    return expr_expect_mark(p, ")");
}

/* WITH ORDINALITY, AS name (columns) */
static const Expr *parse_alias(ExprParser *p, const Expr *table)
{
    ExprItems items = {0};
    *LIST_PUSH(p->arena, &items) = table;
    unsigned flags = expr_take_words(p, "with", "ordinality") ? EXPR_ORDINALITY : 0;
    bool has_as = expr_take_word(p, "as");
    const char *name = expr_take_name(p);
    if (name == NULL && has_as && !expr_is_mark(p, 0, "("))
        return expr_fail(p, "a name");
    if (name == NULL && !has_as && flags == 0)
        return table;
    if ((name != NULL || has_as) && expr_take_mark(p, "(") && !parse_columns(p, &items))
        return NULL;
    Expr *alias = expr_of_items(p, EXPR_ALIAS, name, &items);
    alias->flags = flags;
    return alias;
}

/* MySQL's PARTITION (p0), USE INDEX (a), FORCE INDEX FOR JOIN (b): kept as they are. */
static bool take_hints(ExprParser *p, Expr *table)
{
    static const char *const words[] = {"partition", "use", "force", "ignore", NULL};
    SCOPED(Buf, buf_free) text = {0};
    while (!p->dialect->has_typed_strings && expr_is_plain(expr_ahead(p, 0)) &&
           expression_has_word(words, expr_fold(p, expr_ahead(p, 0)))) {
        while (expr_is_plain(expr_ahead(p, 0))) {
            buf_printf(&text, "%s%s", text.length > 0 ? " " : "", expr_fold(p, expr_ahead(p, 0)));
            p->at++;
        }
        if (!expr_expect_mark(p, "("))
            return false;
        buf_puts(&text, " (");
        for (const char *comma = ""; !expr_take_mark(p, ")"); comma = ", ") {
            if (expr_ahead(p, 0)->type != TOKEN_NAME)
                return expr_fail(p, "a name") != NULL;
            buf_puts(&text, comma);
            p->dialect->put_name(&text, scan_name(p->arena, expr_ahead(p, 0)));
            p->at++;
            (void)expr_take_mark(p, ",");
        }
        buf_putc(&text, ')');
    }
    table->text = text.length > 0 ? arena_copy(p->arena, buf_text(&text)) : NULL;
    return true;
}

static const Expr *parse_table(ExprParser *p)
{
    unsigned flags = p->dialect->has_own_operators && expr_take_word(p, "only") ? EXPR_ONLY : 0;
    Expr *table = expression_new(p->arena, EXPR_TABLE, NULL, 0);
    table->flags = flags;
    if (expr_ahead(p, 0)->type != TOKEN_NAME || (!expr_is_name(p, 0) && !expr_is_mark(p, 1, ".")))
        return expr_fail(p, "a table");
    table->name = scan_name(p->arena, expr_ahead(p, 0));
    p->at++;
    if (expr_take_mark(p, ".")) {
        table->schema = table->name;
        if (expr_ahead(p, 0)->type != TOKEN_NAME)
            return expr_fail(p, "a table");
        table->name = scan_name(p->arena, expr_ahead(p, 0));
        p->at++;
    }
    if (!p->dialect->has_own_operators && expr_at_word(p, "partition") && !take_hints(p, table))
        return NULL;
    const Expr *aliased = parse_alias(p, table);
    if (aliased == NULL || p->dialect->has_own_operators || table->text != NULL)
        return aliased;
    return take_hints(p, table) ? aliased : NULL;
}

static bool is_call(const ExprParser *p)
{
    return expr_ahead(p, 0)->type == TOKEN_NAME &&
           (expr_is_mark(p, 1, "(") || (expr_is_mark(p, 1, ".") && expr_is_mark(p, 3, "(")));
}

static const Expr *parse_one_table(ExprParser *p)
{
    unsigned flags = expr_take_word(p, "lateral") ? EXPR_LATERAL : 0;
    const Expr *table = NULL;
    if (expr_is_query_bracket(p))
        table = expr_parse_query_bracket(p);
    else if (is_call(p) && p->dialect->has_own_operators)
        table = expr_parse_operand(p);
    else if (flags == 0 && expr_take_mark(p, "(")) {
        table = parse_tables(p);
        if (table == NULL || !expr_expect_mark(p, ")"))
            return NULL;
    } else
        return flags == 0 ? parse_table(p) : expr_fail(p, "a query or a function");
    if (table == NULL)
        return NULL;
    if (flags != 0) {
        Expr *lateral = expression_copy(p->arena, table);
        lateral->flags |= flags;
        table = lateral;
    }
    return parse_alias(p, table);
}

/* The join's words; NULL: there is no join here. */
static const char *take_join(ExprParser *p, unsigned *flags)
{
    static const char *const outers[] = {"left", "right", "full"};
    size_t at = p->at;
    *flags = expr_take_word(p, "natural") ? EXPR_NATURAL : 0;
    const char *name = "inner";
    if (expr_take_word(p, "straight_join"))
        return "straight";
    if (expr_take_word(p, "cross"))
        name = "cross";
    else if (!expr_take_word(p, "inner"))
        for (size_t i = 0; i < sizeof outers / sizeof *outers; i++)
            if (expr_take_word(p, outers[i])) {
                (void)expr_take_word(p, "outer");
                name = outers[i];
                break;
            }
    if (expr_take_word(p, "join"))
        return name;
    p->at = at;
    return NULL;
}

static bool parse_using(ExprParser *p, Expr *join)
{
    ExprItems items = {0};
    if (!expr_expect_mark(p, "(") || !parse_columns(p, &items))
        return false;
    join->items[JOIN_USING] = expr_of_items(p, EXPR_LIST, NULL, &items);
    return !expr_at_word(p, "as") || expr_fail(p, "no name for what is joined") != NULL;
}

static const Expr *parse_joins(ExprParser *p, const Expr *left);

/* a JOIN b JOIN c ON ... ON ...: the second ON is the first join's. In MySQL a join needs no ON, and the server never prints
   joins like that. */
static const Expr *parse_right(ExprParser *p, bool is_conditional)
{
    const Expr *right = parse_one_table(p);
    if (right == NULL || !is_conditional || !p->dialect->has_own_operators || expr_at_word(p, "on") ||
        expr_at_word(p, "using"))
        return right;
    return expr_deeper(p) ? (right = parse_joins(p, right), p->nesting--, right) : NULL;
}

/* To MySQL, an inner join without one is a cross join. */
static bool needs_condition(const ExprParser *p, const Expr *join)
{
    bool is_inner = strcmp(join->name, "inner") == 0 || strcmp(join->name, "straight") == 0;
    return join->flags == 0 && strcmp(join->name, "cross") != 0 && (p->dialect->has_own_operators || !is_inner);
}

/* As many as there are; in a join that waits for its ON, just those before it. */
static const Expr *parse_joins(ExprParser *p, const Expr *left)
{
    unsigned flags;
    for (const char *name; left != NULL && (name = take_join(p, &flags)) != NULL;) {
        Expr *join = expression_new(p->arena, EXPR_JOIN, name, JOIN_SLOTS);
        join->flags = flags;
        join->items[JOIN_LEFT] = left;
        join->items[JOIN_RIGHT] = parse_right(p, flags == 0 && strcmp(name, "cross") != 0);
        if (join->items[JOIN_RIGHT] == NULL)
            return NULL;
        if (expr_take_word(p, "on") && (join->items[JOIN_ON] = expr_parse(p, 0)) == NULL)
            return NULL;
        if (expr_take_word(p, "using") && !parse_using(p, join))
            return NULL;
        if (join->items[JOIN_ON] == NULL && join->items[JOIN_USING] == NULL && needs_condition(p, join))
            return expr_fail(p, "ON");
        left = join;
    }
    return left;
}

static const Expr *parse_tables(ExprParser *p)
{
    if (!expr_deeper(p))
        return NULL;
    const Expr *tables = parse_joins(p, parse_one_table(p));
    p->nesting--;
    return tables;
}

static const Expr *parse_from(ExprParser *p)
{
    ExprItems items = {0};
    do
        if (!expr_push(p, &items, parse_tables(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    bool is_dual = items.count == 1 && items.items[0]->kind == EXPR_TABLE && items.items[0]->schema == NULL &&
                   strcasecmp(items.items[0]->name, "dual") == 0 && !p->dialect->has_own_operators;
    if (is_dual)
        items.count = 0;
    return expr_of_items(p, EXPR_LIST, NULL, &items);
}

/* ---- SELECT ---- */

static const Expr *parse_selected(ExprParser *p)
{
    const Expr *value = expr_parse(p, 0);
    if (value == NULL)
        return NULL;
    const char *name = NULL;
    bool has_as = expr_take_word(p, "as");
    const Token *token = expr_ahead(p, 0);
    if (token->type == TOKEN_STRING && !p->dialect->has_typed_strings)
        name = scan_string(p->arena, token);
    else if (token->type == TOKEN_NAME && (has_as || expr_is_name(p, 0)))
        name = scan_name(p->arena, token);
    else if (has_as)
        return expr_fail(p, "a name");
    p->at += name != NULL;
    if (name == NULL)
        return value;
    Expr *alias = expression_new(p->arena, EXPR_ALIAS, name, 1);
    alias->items[0] = value;
    return alias;
}

static const Expr *parse_selection(ExprParser *p)
{
    ExprItems items = {0};
    if (p->dialect->has_own_operators && (expr_at_word(p, "from") || expr_is_mark(p, 0, ")")))
        return expression_new(p->arena, EXPR_LIST, NULL, 0); /* a query without columns */
    do
        if (!expr_push(p, &items, parse_selected(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    return expr_of_items(p, EXPR_LIST, NULL, &items);
}

/* GROUPING SETS ((a), ()), ROLLUP (a, b), (), or an expression */
static const Expr *parse_group(ExprParser *p)
{
    static const char *const words[] = {"rollup", "cube"};
    const char *name = expr_take_words(p, "grouping", "sets") ? "grouping sets" : NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words && name == NULL; i++)
        if (expr_at_word(p, words[i]) && expr_is_mark(p, 1, "(")) {
            name = words[i];
            p->at++;
        }
    if (name == NULL && expr_is_mark(p, 0, "(") && expr_is_mark(p, 1, ")")) {
        p->at += 2;
        return expression_new(p->arena, EXPR_ROW, NULL, 0);
    }
    if (name == NULL)
        return expr_parse(p, 0);
    ExprItems items = {0};
    if (!expr_expect_mark(p, "(") || !expr_deeper(p))
        return NULL;
    do
        if (!expr_push(p, &items, parse_group(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    p->nesting--;
    return expr_expect_mark(p, ")") ? expr_of_items(p, EXPR_GROUPING_SETS, name, &items) : NULL;
}

static const Expr *parse_group_by(ExprParser *p)
{
    ExprItems items = {0};
    bool is_distinct = expr_take_word(p, "distinct");
    do
        if (!expr_push(p, &items, parse_group(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    Expr *list = expr_of_items(p, EXPR_LIST, NULL, &items);
    list->flags = is_distinct ? EXPR_IS_DISTINCT : 0;
    list->text = expr_take_words(p, "with", "rollup") ? "with rollup" : NULL;
    return list;
}

static const Expr *parse_windows(ExprParser *p)
{
    ExprItems items = {0};
    do {
        const char *name = expr_take_name(p);
        if (name == NULL || !expr_expect_word(p, "as"))
            return expr_fail(p, "a window's name");
        Expr *alias = expression_new(p->arena, EXPR_ALIAS, name, 1);
        alias->items[0] = expr_parse_window(p);
        if (!expr_push(p, &items, alias->items[0] == NULL ? NULL : alias))
            return NULL;
    } while (expr_take_mark(p, ","));
    return expr_of_items(p, EXPR_LIST, NULL, &items);
}

/* SELECT [ALL | DISTINCT [ON (...)]], and MySQL's hints among them. */
static bool take_options(ExprParser *p, Expr *select)
{
    static const char *const hints[] = {"high_priority",     "straight_join", "sql_small_result",    "sql_big_result",
                                        "sql_buffer_result", "sql_no_cache",  "sql_calc_found_rows", NULL};
    for (;;) {
        const char *word = expr_is_plain(expr_ahead(p, 0)) ? expr_fold(p, expr_ahead(p, 0)) : "";
        if (strcmp(word, "distinct") == 0)
            select->flags |= EXPR_IS_DISTINCT;
        else if (!p->dialect->has_own_operators && expression_has_word(hints, word))
            select->text = select->text == NULL ? word : arena_printf(p->arena, "%s %s", select->text, word);
        else if (strcmp(word, "all") != 0)
            break;
        p->at++;
    }
    if (!p->dialect->has_own_operators || !expr_take_word(p, "on"))
        return true;
    if (!expr_expect_mark(p, "(") || (select->items[SELECT_DISTINCT_ON] = parse_plain_list(p)) == NULL)
        return false;
    return expr_expect_mark(p, ")");
}

static const Expr *parse_condition(ExprParser *p)
{
    return expr_parse(p, 0);
}

/* What is not there stays NULL. False: it is there, and not understood. */
static bool parse_slot(ExprParser *p, Expr *select, SelectSlot slot, const char *first, const char *second,
                       const Expr *(*parse)(ExprParser *))
{
    bool is_there = second == NULL ? expr_take_word(p, first) : expr_take_words(p, first, second);
    return !is_there || (select->items[slot] = parse(p)) != NULL;
}

static const Expr *parse_select(ExprParser *p)
{
    Expr *select = expression_new(p->arena, EXPR_SELECT, NULL, SELECT_SLOTS);
    if (!take_options(p, select) || (select->items[SELECT_LIST] = parse_selection(p)) == NULL)
        return NULL;
    bool is_whole = parse_slot(p, select, SELECT_FROM, "from", NULL, parse_from) &&
                    parse_slot(p, select, SELECT_WHERE, "where", NULL, parse_condition) &&
                    parse_slot(p, select, SELECT_GROUP_BY, "group", "by", parse_group_by) &&
                    parse_slot(p, select, SELECT_HAVING, "having", NULL, parse_condition) &&
                    parse_slot(p, select, SELECT_WINDOW, "window", NULL, parse_windows);
    if (is_whole && select->items[SELECT_FROM] != NULL && select->items[SELECT_FROM]->count == 0)
        select->items[SELECT_FROM] = NULL;
    return is_whole ? select : NULL;
}

/* ---- the whole query ---- */

static const Expr *parse_values(ExprParser *p)
{
    ExprItems rows = {0};
    do {
        ExprItems items = {0};
        (void)expr_take_word(p, "row");
        if (!expr_expect_mark(p, "(") || !expr_parse_list(p, &items) || !expr_expect_mark(p, ")"))
            return NULL;
        *LIST_PUSH(p->arena, &rows) = expr_of_items(p, EXPR_ROW, NULL, &items);
    } while (expr_take_mark(p, ","));
    return expr_of_items(p, EXPR_VALUES, NULL, &rows);
}

/* A query in brackets that has nothing but its body needs no node of its own. */
static const Expr *bare_body(const Expr *query)
{
    for (size_t i = 0; i < QUERY_SLOTS; i++)
        if (i != QUERY_BODY && query->items[i] != NULL)
            return query;
    return query->text == NULL && query->flags == 0 ? query->items[QUERY_BODY] : query;
}

static const Expr *parse_term(ExprParser *p)
{
    if (expr_take_word(p, "select"))
        return parse_select(p);
    if (expr_take_word(p, "values"))
        return parse_values(p);
    if (!expr_is_mark(p, 0, "("))
        return expr_fail(p, "a query");
    p->at++;
    const Expr *query = expr_parse_query(p);
    return query != NULL && expr_expect_mark(p, ")") ? bare_body(query) : NULL;
}

static const char *take_set_word(ExprParser *p, bool is_inner)
{
    static const char *const words[] = {"intersect", "union", "except"};
    for (size_t i = 0; i < (is_inner ? 1 : sizeof words / sizeof *words); i++)
        if (expr_take_word(p, words[i]))
            return words[i];
    return NULL;
}

/* INTERSECT binds tighter than the others: it is the inner one. */
static const Expr *parse_body(ExprParser *p, bool is_inner)
{
    const Expr *left = is_inner ? parse_term(p) : parse_body(p, true);
    for (const char *word; left != NULL && (word = take_set_word(p, is_inner)) != NULL;) {
        Expr *set = expression_new(p->arena, EXPR_SET, word, 2);
        if (expr_take_word(p, "all"))
            set->flags = EXPR_ALL;
        else
            (void)expr_take_word(p, "distinct");
        set->items[0] = left;
        set->items[1] = is_inner ? parse_term(p) : parse_body(p, true);
        left = set->items[1] == NULL ? NULL : set;
    }
    return left;
}

static const Expr *parse_cte(ExprParser *p)
{
    ExprItems items = {0};
    const char *name = expr_take_name(p), *how = NULL;
    if (name == NULL)
        return expr_fail(p, "a name");
    *LIST_PUSH(p->arena, &items) = NULL;
    if (expr_take_mark(p, "(") && !parse_columns(p, &items))
        return NULL;
    if (!expr_expect_word(p, "as"))
        return NULL;
    if (expr_take_word(p, "materialized"))
        how = "materialized";
    else if (expr_take_words(p, "not", "materialized"))
        how = "not materialized";
    if (!expr_expect_mark(p, "(") || (items.items[0] = expr_parse_query(p)) == NULL || !expr_expect_mark(p, ")"))
        return NULL;
    Expr *cte = expr_of_items(p, EXPR_CTE, name, &items);
    cte->text = how;
    return cte;
}

static const Expr *parse_with(ExprParser *p)
{
    ExprItems items = {0};
    bool is_recursive = expr_take_word(p, "recursive");
    do
        if (!expr_push(p, &items, parse_cte(p)))
            return NULL;
    while (expr_take_mark(p, ","));
    Expr *with = expr_of_items(p, EXPR_WITH, NULL, &items);
    with->flags = is_recursive ? EXPR_RECURSIVE : 0;
    return with;
}

/* FETCH FIRST n ROWS ONLY */
static bool parse_fetch(ExprParser *p, Expr *query)
{
    if (!expr_take_word(p, "first") && !expr_expect_word(p, "next"))
        return false;
    query->items[QUERY_LIMIT] =
        expr_at_word(p, "row") || expr_at_word(p, "rows") ? expression_number(p->arena, "1") : expr_parse_operand(p);
    if (query->items[QUERY_LIMIT] == NULL)
        return false;
    if (!expr_take_word(p, "row"))
        (void)expr_take_word(p, "rows");
    if (expr_take_words(p, "with", "ties")) {
        query->flags |= EXPR_TIES;
        return true;
    }
    return expr_expect_word(p, "only");
}

static bool parse_limit(ExprParser *p, Expr *query)
{
    if (expr_take_words(p, "limit", "all"))
        return true;
    if (expr_take_word(p, "limit")) {
        if ((query->items[QUERY_LIMIT] = expr_parse(p, 0)) == NULL)
            return false;
        if (p->dialect->has_own_operators || !expr_take_mark(p, ","))
            return true;
        query->items[QUERY_OFFSET] = query->items[QUERY_LIMIT]; /* LIMIT offset, count */
        return (query->items[QUERY_LIMIT] = expr_parse(p, 0)) != NULL;
    }
    if (expr_take_word(p, "offset")) {
        if ((query->items[QUERY_OFFSET] = expr_parse(p, 0)) == NULL)
            return false;
        if (!expr_take_word(p, "rows"))
            (void)expr_take_word(p, "row");
        return true;
    }
    return !expr_take_word(p, "fetch") || parse_fetch(p, query);
}

/* FOR UPDATE OF a SKIP LOCKED, LOCK IN SHARE MODE: kept as they are. */
static bool take_locks(ExprParser *p, Expr *query)
{
    static const char *const words[] = {"for",    "update", "share", "no", "key",  "skip",
                                        "locked", "nowait", "lock",  "in", "mode", NULL};
    SCOPED(Buf, buf_free) text = {0};
    if (!expr_at_word(p, "for") && !expr_at_word(p, "lock"))
        return true;
    while (expr_is_plain(expr_ahead(p, 0)) && expression_has_word(words, expr_fold(p, expr_ahead(p, 0)))) {
        buf_printf(&text, "%s%s", text.length > 0 ? " " : "", expr_fold(p, expr_ahead(p, 0)));
        p->at++;
    }
    query->text = arena_copy(p->arena, buf_text(&text));
    return !expr_at_word(p, "of") || expr_fail(p, "a lock of all tables") != NULL;
}

static const Expr *parse_whole(ExprParser *p)
{
    Expr *query = expression_new(p->arena, EXPR_QUERY, NULL, QUERY_SLOTS);
    if (expr_take_word(p, "with") && (query->items[QUERY_WITH] = parse_with(p)) == NULL)
        return NULL;
    if ((query->items[QUERY_BODY] = parse_body(p, false)) == NULL)
        return NULL;
    if (expr_take_words(p, "order", "by") && (query->items[QUERY_ORDER_BY] = expr_parse_order_by(p)) == NULL)
        return NULL;
    for (size_t at = SIZE_MAX; at != p->at;) {
        at = p->at;
        if (!parse_limit(p, query))
            return NULL;
    }
    return take_locks(p, query) ? query : NULL;
}

const Expr *expr_parse_query(ExprParser *p)
{
    if (!expr_deeper(p))
        return NULL;
    const Expr *query = parse_whole(p);
    p->nesting--;
    return query;
}
