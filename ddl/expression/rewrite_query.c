/* Queries: where names lead, what is grouped, and in which order NULLs come. */
#include "rewriting.h"

#include <string.h>

typedef LIST_OF(RewriteColumn) Columns;

/* ---- names ---- */

/* MySQL's columns are called by any letters, its tables by these alone, as long as there is one. */
static bool is_named(const Rewriting *w, const char *a, const char *b)
{
    return w->to_postgres ? strcasecmp(a, b) == 0 : strcmp(a, b) == 0;
}

static const RewriteColumn *column_of(const Rewriting *w, const RewriteRelation *relation, const char *name)
{
    for (size_t i = 0; i < relation->count; i++)
        if (is_named(w, relation->columns[i].name, name))
            return &relation->columns[i];
    return NULL;
}

typedef struct Found {
    const Scope *scope;
    const FromItem *item;
    const RewriteColumn *column;
} Found;

static bool is_meant(const Rewriting *w, const FromItem *item, const Expr *expr, bool by_schema)
{
    if (expr->table == NULL)
        return true;
    if (!is_named(w, item->alias, expr->table))
        return false;
    return !by_schema || expr->schema == NULL || (item->schema != NULL && strcmp(item->schema, expr->schema) == 0);
}

static Found find_in(const Rewriting *w, const Scope *scope, const Expr *expr, bool by_schema)
{
    for (size_t i = 0; i < scope->items.count; i++) {
        const FromItem *item = &scope->items.items[i];
        if (!scope->is_single && !is_meant(w, item, expr, by_schema))
            continue;
        const RewriteColumn *column = column_of(w, item->relation, expr->name);
        if (column != NULL)
            return (Found){scope, item, column};
    }
    return (Found){0};
}

/* MySQL says `db`.`alias`.`column` of what is joined: the schema counts only where it decides. */
static Found find(const Rewriting *w, const Expr *expr)
{
    for (const Scope *scope = w->scope; scope != NULL; scope = scope->outer) {
        Found found = find_in(w, scope, expr, true);
        if (found.column == NULL)
            found = find_in(w, scope, expr, false);
        if (found.column != NULL)
            return found;
    }
    return (Found){0};
}

/* The expression that the select list gives this name. */
const Expr *rewrite_aliased(const Rewriting *w, const Expr *expr)
{
    const Expr *list = w->scope == NULL ? NULL : w->scope->list;
    for (size_t i = 0; list != NULL && expr->table == NULL && i < list->count; i++)
        if (list->items[i]->kind == EXPR_ALIAS && list->items[i]->name != NULL &&
            is_named(w, list->items[i]->name, expr->name))
            return list->items[i]->items[0];
    return NULL;
}

bool rewrite_is_group(const Rewriting *w, const Expr *expr)
{
    const Expr *groups = w->scope->groups;
    Found found = expr->kind == EXPR_COLUMN ? find(w, expr) : (Found){0};
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const Expr *group = groups->items[i];
        if (expression_same(group, expr))
            return true;
        if (found.column != NULL && group->kind == EXPR_COLUMN) {
            Found other = find(w, group);
            if (other.item == found.item && other.column == found.column)
                return true;
        }
    }
    return false;
}

/* A column that is neither grouped by nor aggregated: MySQL takes it from any row of the group, all of which agree where
   it is asked to be strict. */
static Typed of_any_row(Rewriting *w, Typed value)
{
    enum { POSTGRES_16 = 160000 };
    bool has_any_value = w->job->version == 0 || w->job->version >= POSTGRES_16;
    TypeClass class = value.type.class;
    if (!has_any_value && (class == TYPE_BOOLEAN || class == TYPE_JSON || class == TYPE_UUID))
        return rewriting_fail(w, "a column of %s that is not grouped by", class_word(class));
    value.expr = expression_call(w->arena, has_any_value ? "any_value" : "min", 1, &value.expr);
    return value;
}

static Typed formula(Rewriting *w, const RewriteColumn *column)
{
    enum { FORMULAS_MAX = 20 };
    const char *why = NULL;
    const Expr *expr = expression_parse(w->arena, w->job->from, column->formula, &why);
    if (expr == NULL || w->depth == FORMULAS_MAX)
        return rewriting_fail(w, "column %s: %s", column->name, expr == NULL ? why : "it stands on itself");
    w->depth++;
    Typed value = rewrite_node(w, expr);
    w->depth--;
    return value;
}

Typed rewrite_column(Rewriting *w, const Expr *expr)
{
    Found found = find(w, expr);
    if (found.column == NULL) {
        const Expr *meant = rewrite_aliased(w, expr);
        return meant != NULL ? rewrite_node(w, meant) : rewriting_fail(w, "column %s is not on the target", expr->name);
    }
    if (found.column->formula != NULL)
        return formula(w, found.column);
    Expr *column = expression_new(w->arena, EXPR_COLUMN, found.column->target, 0);
    if (!found.scope->is_single)
        column->table = found.item->target;
    Typed value = {column, found.column->type, found.column->not_null && !found.item->is_nullable};
    if (w->to_postgres && found.scope == w->scope && found.scope->is_grouped && w->within_aggregate == 0 &&
        !rewrite_is_group(w, expr))
        return of_any_row(w, value);
    return value;
}

/* ---- FROM ---- */

static const Expr *query(Rewriting *w, const Expr *expr, Columns *out);

static RewriteRelation *relation_of(Rewriting *w, const char *name, const Columns *columns)
{
    RewriteRelation *relation = arena_alloc(w->arena, sizeof *relation);
    *relation = (RewriteRelation){NULL, name, columns->items, columns->count};
    return relation;
}

static const RewriteRelation *relation_named(Rewriting *w, const Expr *table)
{
    for (const Scope *scope = w->scope; scope != NULL && table->schema == NULL; scope = scope->outer)
        for (size_t i = scope->ctes.count; i-- > 0;)
            if (is_named(w, scope->ctes.items[i].alias, table->name))
                return scope->ctes.items[i].relation;
    const char *why = NULL;
    const RewriteRelation *relation =
        w->job->relation == NULL ? NULL : w->job->relation(w->job->context, table->schema, table->name, &why);
    if (relation == NULL)
        (void)rewriting_fail(w, "%s: %s", table->name,
                             why != NULL ? why : "there is no such table or view on the target");
    return relation;
}

static bool push_item(Rewriting *w, const char *schema, const char *alias, const char *target,
                      const RewriteRelation *relation)
{
    for (size_t i = 0; i < w->scope->items.count; i++)
        if (strcmp(w->scope->items.items[i].target, target) == 0) {
            (void)rewriting_fail(w, "two tables named %s", target);
            return false;
        }
    *LIST_PUSH(w->arena, &w->scope->items) =
        (FromItem){.schema = schema, .alias = alias, .target = target, .relation = relation};
    return true;
}

static const Expr *from_table(Rewriting *w, const Expr *table, const char *alias)
{
    const RewriteRelation *relation = relation_named(w, table);
    if (relation == NULL)
        return NULL;
    if ((table->flags & EXPR_ONLY) != 0 || (table->text != NULL && strcasestr(table->text, "partition") != NULL)) {
        (void)rewriting_fail(w, "a part of table %s only", table->name);
        return NULL;
    }
    Expr *made = expression_copy(w->arena, table);
    made->schema = relation->schema;
    made->name = relation->name;
    made->text = NULL;
    return push_item(w, table->schema, alias != NULL ? alias : table->name, alias != NULL ? alias : relation->name,
                     relation)
               ? made
               : NULL;
}

static bool rename_columns(Rewriting *w, Columns *columns, const Expr *const *names, size_t count)
{
    if (count > columns->count) {
        (void)rewriting_fail(w, "more columns are named than there are");
        return false;
    }
    for (size_t i = 0; i < count; i++)
        columns->items[i].name = columns->items[i].target = names[i]->name;
    return true;
}

static const Expr *from_subquery(Rewriting *w, const Expr *subquery, const Expr *alias)
{
    Columns columns = {0};
    const Expr *inner = query(w, subquery->items[0], &columns);
    if (inner == NULL || !rename_columns(w, &columns, alias->items + 1, alias->count - 1) ||
        !push_item(w, NULL, alias->name, alias->name, relation_of(w, alias->name, &columns)))
        return NULL;
    Expr *made = expression_copy(w->arena, subquery);
    made->items[0] = inner;
    return made;
}

static const Expr *from_alias(Rewriting *w, const Expr *alias)
{
    const Expr *what = alias->items[0], *made = NULL;
    if (what->kind == EXPR_TABLE && alias->count == 1)
        made = from_table(w, what, alias->name);
    else if (what->kind == EXPR_SUBQUERY && alias->name != NULL)
        made = from_subquery(w, what, alias);
    else
        (void)rewriting_fail(w, "a function or the like in FROM");
    if (made == NULL)
        return NULL;
    Expr *copy = expression_copy(w->arena, alias);
    copy->items[0] = made;
    return copy;
}

static const Expr *from(Rewriting *w, const Expr *expr);

static void make_nullable(Scope *scope, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        scope->items.items[i].is_nullable = true;
}

static const Expr *from_join(Rewriting *w, const Expr *join)
{
    bool is_left = strcmp(join->name, "left") == 0, is_right = strcmp(join->name, "right") == 0,
         is_full = strcmp(join->name, "full") == 0;
    const size_t first = w->scope->items.count;
    Expr *made = expression_copy(w->arena, join);
    if (is_full && !w->to_postgres) {
        (void)rewriting_fail(w, "a FULL JOIN");
        return NULL;
    }
    made->items[JOIN_LEFT] = from(w, join->items[JOIN_LEFT]);
    const size_t middle = w->scope->items.count;
    made->items[JOIN_RIGHT] = made->items[JOIN_LEFT] == NULL ? NULL : from(w, join->items[JOIN_RIGHT]);
    if (made->items[JOIN_RIGHT] == NULL)
        return NULL;
    if (join->items[JOIN_ON] != NULL) {
        made->items[JOIN_ON] = as_condition(w, rewrite_node(w, join->items[JOIN_ON])).expr;
        if (made->items[JOIN_ON] == NULL)
            return NULL;
    }
    if (strcmp(join->name, "straight") == 0)
        made->name = "inner";
    bool is_bare = join->items[JOIN_ON] == NULL && join->items[JOIN_USING] == NULL && (join->flags & EXPR_NATURAL) == 0;
    if (is_bare && strcmp(made->name, "inner") == 0)
        made->name = "cross";
    if (is_left || is_full)
        make_nullable(w->scope, middle, w->scope->items.count);
    if (is_right || is_full)
        make_nullable(w->scope, first, middle);
    return made;
}

static const Expr *from(Rewriting *w, const Expr *expr)
{
    if (w->why != NULL)
        return NULL;
    if (expr->kind == EXPR_TABLE)
        return from_table(w, expr, NULL);
    if (expr->kind == EXPR_ALIAS)
        return from_alias(w, expr);
    if (expr->kind == EXPR_JOIN)
        return from_join(w, expr);
    (void)rewriting_fail(w, "what is selected from is no table");
    return NULL;
}

/* ---- SELECT ---- */

/* Not those of a window or of a query within. */
static bool has_aggregate(const Expr *expr)
{
    if (expr == NULL || expr->kind == EXPR_SUBQUERY)
        return false;
    if (is_aggregate(expr))
        return true;
    for (size_t i = 0; i < expr->count; i++)
        if (!(expr->kind == EXPR_OVER && i == 0) && has_aggregate(expr->items[i]))
            return true;
    return false;
}

static bool is_predicate(const Expr *expr)
{
    static const ExprKind kinds[] = {EXPR_UNARY,   EXPR_BINARY, EXPR_IS,   EXPR_DISTINCT,
                                     EXPR_BETWEEN, EXPR_IN,     EXPR_LIKE, EXPR_QUANTIFIED};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (expr->kind == kinds[i])
            return true;
    return expression_is(expr, EXPR_SUBQUERY, "exists");
}

static bool star(Rewriting *w, Columns *out)
{
    for (size_t i = 0; i < w->scope->items.count; i++)
        for (size_t k = 0; k < w->scope->items.items[i].relation->count; k++) {
            RewriteColumn column = w->scope->items.items[i].relation->columns[k];
            column.name = column.target;
            column.formula = NULL;
            *LIST_PUSH(w->arena, out) = column;
        }
    return true;
}

/* A comparison is a number in MySQL, whoever reads the view. */
static const Expr *select_item(Rewriting *w, const Expr *item, Columns *out)
{
    const Expr *what = item->kind == EXPR_ALIAS ? item->items[0] : item;
    if (what->kind == EXPR_STAR)
        return star(w, out) ? what : NULL;
    Typed value = rewrite_node(w, what);
    if (w->to_postgres && value.type.class == TYPE_BOOLEAN && is_predicate(what))
        value = as_number(w, value);
    if (value.expr == NULL)
        return NULL;
    const char *name = item->kind == EXPR_ALIAS ? item->name : what->kind == EXPR_COLUMN ? what->name : "";
    *LIST_PUSH(w->arena, out) = (RewriteColumn){name, name, value.type, value.not_null, NULL};
    bool is_same = value.expr->kind == EXPR_COLUMN && strcmp(value.expr->name, name) == 0;
    bool is_named_so = *name == '\0' && w->to_postgres && value.expr->kind == EXPR_FUNCTION;
    if (is_named_so) /* PostgreSQL names it, and prints the name */
        name = value.expr->name;
    if (*name == '\0' || (item->kind != EXPR_ALIAS && is_same))
        return value.expr;
    Expr *alias = expression_new(w->arena, EXPR_ALIAS, name, 1);
    alias->items[0] = value.expr;
    return alias;
}

static const Expr *select_list(Rewriting *w, const Expr *list, Columns *out)
{
    Expr *made = expression_copy(w->arena, list);
    for (size_t i = 0; i < list->count; i++) {
        made->items[i] = select_item(w, list->items[i], out);
        if (made->items[i] == NULL)
            return NULL;
    }
    return made;
}

/* Names of the select list in GROUP BY are what they stand for. */
static const Expr *resolved_groups(Rewriting *w, const Expr *groups)
{
    Expr *made = expression_copy(w->arena, groups);
    for (size_t i = 0; i < groups->count; i++) {
        const Expr *group = groups->items[i];
        if (group->kind == EXPR_COLUMN && find(w, group).column == NULL && rewrite_aliased(w, group) != NULL)
            made->items[i] = rewrite_aliased(w, group);
        else if (group->kind == EXPR_GROUPING_SETS && !w->to_postgres) {
            if (strcmp(group->name, "rollup") != 0 || groups->count > 1) {
                (void)rewriting_fail(w, "GROUP BY %s", group->name);
                return NULL;
            }
            made->items = group->items;
            made->count = group->count;
            made->text = "with rollup";
        }
    }
    return made;
}

static const Expr *group_by(Rewriting *w, const Expr *groups)
{
    const Expr *list = rewrite_all(w, groups);
    if (list == NULL || groups->text == NULL || !w->to_postgres)
        return list;
    Expr *rollup = expression_copy(w->arena, list), *made = expression_new(w->arena, EXPR_LIST, NULL, 1);
    rollup->kind = EXPR_GROUPING_SETS;
    rollup->name = "rollup";
    rollup->text = NULL;
    made->items[0] = rollup;
    return made;
}

static bool from_list(Rewriting *w, const Expr *list, Expr *made)
{
    Expr *all = expression_copy(w->arena, list);
    for (size_t i = 0; i < list->count; i++) {
        all->items[i] = from(w, list->items[i]);
        if (all->items[i] == NULL)
            return false;
    }
    made->items[SELECT_FROM] = all;
    return true;
}

static bool condition(Rewriting *w, const Expr *expr, SelectSlot slot, Expr *made)
{
    if (expr->items[slot] == NULL)
        return true;
    made->items[slot] = as_condition(w, rewrite_node(w, expr->items[slot])).expr;
    return made->items[slot] != NULL;
}

static bool windows(Rewriting *w, const Expr *list, Expr *made)
{
    Expr *all = expression_copy(w->arena, list);
    for (size_t i = 0; i < list->count; i++) {
        Expr *alias = expression_copy(w->arena, list->items[i]);
        alias->items[0] = rewrite_window(w, alias->items[0]);
        if (alias->items[0] == NULL)
            return false;
        all->items[i] = alias;
    }
    made->items[SELECT_WINDOW] = all;
    return true;
}

static const Expr *select_query(Rewriting *w, const Expr *expr, Columns *out)
{
    Expr *made = expression_copy(w->arena, expr);
    const Expr *groups = expr->items[SELECT_GROUP_BY];
    made->text = NULL;
    if (expr->items[SELECT_DISTINCT_ON] != NULL) {
        (void)rewriting_fail(w, "DISTINCT ON");
        return NULL;
    }
    if (expr->items[SELECT_FROM] != NULL && !from_list(w, expr->items[SELECT_FROM], made))
        return NULL;
    w->scope->list = expr->items[SELECT_LIST];
    if (!condition(w, expr, SELECT_WHERE, made))
        return NULL;
    if (groups != NULL) {
        groups = resolved_groups(w, groups);
        made->items[SELECT_GROUP_BY] = groups == NULL ? NULL : group_by(w, groups);
        if (made->items[SELECT_GROUP_BY] == NULL)
            return NULL;
    }
    w->scope->groups = groups;
    w->scope->is_grouped =
        groups != NULL || has_aggregate(expr->items[SELECT_LIST]) || has_aggregate(expr->items[SELECT_HAVING]);
    made->items[SELECT_LIST] = select_list(w, expr->items[SELECT_LIST], out);
    if (made->items[SELECT_LIST] == NULL || !condition(w, expr, SELECT_HAVING, made))
        return NULL;
    return expr->items[SELECT_WINDOW] == NULL || windows(w, expr->items[SELECT_WINDOW], made) ? made : NULL;
}

/* ---- queries ---- */

static const Expr *body(Rewriting *w, const Expr *expr, Columns *out);

/* Each side has its own scope. */
static const Expr *side(Rewriting *w, const Expr *expr, Columns *out)
{
    Scope scope = {.outer = w->scope};
    w->scope = &scope;
    const Expr *made = body(w, expr, out);
    w->scope = (Scope *)scope.outer;
    return made;
}

static const Expr *body(Rewriting *w, const Expr *expr, Columns *out)
{
    if (w->why != NULL)
        return NULL;
    if (expr->kind == EXPR_SELECT)
        return select_query(w, expr, out);
    if (expr->kind == EXPR_QUERY)
        return query(w, expr, out);
    if (expr->kind != EXPR_SET) {
        (void)rewriting_fail(w, "VALUES");
        return NULL;
    }
    Columns right = {0};
    Expr *made = expression_copy(w->arena, expr);
    made->items[0] = side(w, expr->items[0], out);
    made->items[1] = made->items[0] == NULL ? NULL : side(w, expr->items[1], &right);
    for (size_t i = 0; i < out->count && i < right.count; i++)
        out->items[i].not_null &= right.items[i].not_null;
    return made->items[1] == NULL ? NULL : made;
}

static bool cte(Rewriting *w, const Expr *expr, bool is_recursive, const Expr **made)
{
    const Expr *inner = expr->items[0], *set = inner->kind == EXPR_QUERY ? inner->items[QUERY_BODY] : inner;
    Columns columns = {0}, again = {0};
    Expr *copy = expression_copy(w->arena, expr);
    copy->text = w->to_postgres ? expr->text : NULL;
    if (is_recursive && set->kind == EXPR_SET) { /* its first side says what it is made of */
        if (side(w, set->items[0], &columns) == NULL || !rename_columns(w, &columns, expr->items + 1, expr->count - 1))
            return false;
        *LIST_PUSH(w->arena, &w->scope->ctes) =
            (FromItem){.alias = expr->name, .relation = relation_of(w, expr->name, &columns)};
        copy->items[0] = query(w, inner, &again);
        *made = copy;
        return copy->items[0] != NULL;
    }
    copy->items[0] = query(w, inner, &columns);
    if (copy->items[0] == NULL || !rename_columns(w, &columns, expr->items + 1, expr->count - 1))
        return false;
    *LIST_PUSH(w->arena, &w->scope->ctes) =
        (FromItem){.alias = expr->name, .relation = relation_of(w, expr->name, &columns)};
    *made = copy;
    return true;
}

static bool with(Rewriting *w, const Expr *expr, Expr *made)
{
    Expr *all = expression_copy(w->arena, expr);
    for (size_t i = 0; i < expr->count; i++)
        if (!cte(w, expr->items[i], (expr->flags & EXPR_RECURSIVE) != 0, &all->items[i]))
            return false;
    made->items[QUERY_WITH] = all;
    return true;
}

static bool limit(Rewriting *w, const Expr *expr, Expr *made)
{
    static const QuerySlot slots[] = {QUERY_LIMIT, QUERY_OFFSET};
    for (size_t i = 0; i < 2; i++) {
        const Expr *count = expr->items[slots[i]];
        while (count != NULL && count->kind == EXPR_CAST)
            count = count->items[0];
        made->items[slots[i]] = count == NULL || count->kind == EXPR_NULL ? NULL
                                : count->kind == EXPR_STRING              ? expression_number(w->arena, count->text)
                                                                          : count;
        if (made->items[slots[i]] != NULL && made->items[slots[i]]->kind != EXPR_NUMBER) {
            (void)rewriting_fail(w, "a LIMIT that is not constant");
            return false;
        }
    }
    if (!w->to_postgres && made->items[QUERY_OFFSET] != NULL && made->items[QUERY_LIMIT] == NULL)
        made->items[QUERY_LIMIT] = expression_number(w->arena, "18446744073709551615");
    return true;
}

static const Expr *parts(Rewriting *w, const Expr *expr, Columns *out)
{
    Expr *made = expression_copy(w->arena, expr);
    if (expr->text != NULL || (expr->flags & EXPR_TIES) != 0) {
        (void)rewriting_fail(w, "%s", expr->text != NULL ? expr->text : "WITH TIES");
        return NULL;
    }
    if (expr->items[QUERY_WITH] != NULL && !with(w, expr->items[QUERY_WITH], made))
        return NULL;
    made->items[QUERY_BODY] = body(w, expr->items[QUERY_BODY], out);
    if (made->items[QUERY_BODY] == NULL)
        return NULL;
    if (expr->items[QUERY_ORDER_BY] != NULL) {
        bool is_set = expr->items[QUERY_BODY]->kind == EXPR_SET; /* ordered by its columns' names and numbers alone */
        made->items[QUERY_ORDER_BY] =
            is_set ? expr->items[QUERY_ORDER_BY] : rewrite_sorts(w, expr->items[QUERY_ORDER_BY], false);
        if (made->items[QUERY_ORDER_BY] == NULL)
            return NULL;
    }
    return limit(w, expr, made) ? made : NULL;
}

static const Expr *query(Rewriting *w, const Expr *expr, Columns *out)
{
    Scope scope = {.outer = w->scope};
    const size_t within = w->within_aggregate;
    if (w->why != NULL)
        return NULL;
    w->scope = &scope;
    w->within_aggregate = 0;
    const Expr *made = expr->kind == EXPR_QUERY ? parts(w, expr, out) : body(w, expr, out);
    w->scope = (Scope *)scope.outer;
    w->within_aggregate = within;
    return made;
}

Typed rewrite_subquery(Rewriting *w, const Expr *expr)
{
    Columns columns = {0};
    bool exists = expression_is(expr, EXPR_SUBQUERY, "exists");
    if (expression_is(expr, EXPR_SUBQUERY, "array"))
        return rewriting_fail(w, "an array of a query");
    if (w->scope->is_single)
        return rewriting_fail(w, "a query within an expression");
    const Expr *inner = query(w, expr->items[0], &columns);
    if (inner == NULL)
        return (Typed){0};
    Expr *made = expression_copy(w->arena, expr);
    made->items[0] = inner;
    ValueType type = exists || columns.count == 0 ? (ValueType){TYPE_BOOLEAN, 0, false} : columns.items[0].type;
    return (Typed){made, type, exists};
}

/* Names that stand before AS go to the select list, of a union to its first. */
static const Expr *with_names(Arena *arena, const Expr *expr, const List *names)
{
    Expr *made = expression_copy(arena, expr);
    if (expr->kind == EXPR_QUERY || expr->kind == EXPR_SET) {
        const size_t slot = expr->kind == EXPR_QUERY ? QUERY_BODY : 0;
        made->items[slot] = with_names(arena, expr->items[slot], names);
        return made;
    }
    if (expr->kind != EXPR_SELECT || expr->items[SELECT_LIST]->count != names->count)
        return expr;
    Expr *list = expression_copy(arena, expr->items[SELECT_LIST]);
    for (size_t i = 0; i < names->count; i++) {
        const Expr *item = list->items[i];
        Expr *alias = expression_new(arena, EXPR_ALIAS, names->items[i], 1);
        alias->items[0] = item->kind == EXPR_ALIAS ? item->items[0] : item;
        list->items[i] = alias;
    }
    made->items[SELECT_LIST] = list;
    return made;
}

/* What has another collation of bytes than literals and columns have, and is not compared with them: json_unquote()'s is
   utf8mb4_bin, and so is that of MariaDB's casts once the view is read again. */
static const Expr *collated(void *context, const Expr *expr)
{
    const Rewrite *job = context;
    bool is_cast = expr->kind == EXPR_CAST && strcmp(expr->items[1]->name, "char") == 0 && job->is_mariadb;
    if (!is_cast && !expression_is(expr, EXPR_FUNCTION, "json_unquote"))
        return expr;
    Expr *text = expression_new(job->arena, EXPR_COLLATE, job->collation, 1);
    text->items[0] = expr;
    return text;
}

Rewritten rewrite_query(const Rewrite *job, const char *text)
{
    const char *why = NULL;
    const Expr *expr = query_parse(job->arena, job->from, text, &why);
    if (expr == NULL)
        return (Rewritten){.why = why};
    Rewriting w = {.job = job, .arena = job->arena, .to_postgres = job->to == &syntax_postgres};
    Columns columns = {0};
    const Expr *made = query(&w, job->names.count == 0 ? expr : with_names(job->arena, expr, &job->names), &columns);
    if (made == NULL)
        return (Rewritten){.why = w.why};
    if (job->collation != NULL)
        made = expression_map(job->arena, made, collated, (void *)job);
    return (Rewritten){
        .text = expression_text(job->arena, job->to, made),
        .is_volatile = w.is_volatile,
        .is_not_immutable = w.is_not_immutable,
        .notes = {w.notes.items, w.notes.count},
        .columns = columns.items,
        .column_count = columns.count,
    };
}
