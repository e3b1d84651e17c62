/* Matching of texts, and what JSON holds. */
#include "rewriting.h"

#include <string.h>

static const Expr *plain_string(const Expr *expr)
{
    while (expr->kind == EXPR_CAST)
        expr = expr->items[0];
    return expr->kind == EXPR_STRING ? expr : NULL;
}

static const Expr *call(Rewriting *w, const char *name, size_t count, const Expr *const *arguments)
{
    return expression_call(w->arena, name, count, arguments);
}

/* ---- LIKE and regular expressions ---- */

Typed rewrite_match(Rewriting *w, const Typed *value, const Expr *pattern, bool is_blind, bool is_not)
{
    const Expr *constant = plain_string(pattern);
    const char *what = "it is not constant";
    if (value->expr == NULL)
        return *value;
    if (constant == NULL || !regexp_is_common(constant->text, &what))
        return rewriting_fail(w, "a regular expression that the engines may not read alike: %s", what);
    Typed text = as_text(w, *value);
    if (text.expr == NULL)
        return text;
    const Expr *plain = expression_string(w->arena, constant->text), *made;
    if (w->to_postgres) {
        static const char *const operators[2][2] = {{"~", "!~"}, {"~*", "!~*"}};
        return typed(expression_binary(w->arena, operators[is_blind][is_not], text.expr, plain), TYPE_BOOLEAN, 0);
    }
    if (w->job->is_mariadb) {
        Expr *like = expression_new(w->arena, EXPR_LIKE, "regexp", 2);
        like->items[0] = text.expr;
        like->items[1] =
            expression_string(w->arena, arena_printf(w->arena, "%s%s", is_blind ? "(?i)" : "(?-i)", plain->text));
        made = like;
    } else {
        const Expr *items[] = {text.expr, plain, expression_string(w->arena, is_blind ? "i" : "c")};
        made = call(w, "regexp_like", 3, items);
    }
    return typed(is_not ? expression_not(w->arena, made) : made, TYPE_BOOLEAN, 0);
}

Typed rewrite_like(Rewriting *w, const Expr *expr)
{
    bool is_like = strcmp(expr->name, "like") == 0, is_ilike = strcmp(expr->name, "ilike") == 0;
    Typed values[3];
    if (strcmp(expr->name, "regexp") == 0) {
        Typed value = rewrite_node(w, expr->items[0]);
        return rewrite_match(w, &value, expr->items[1], value.type.is_blind, (expr->flags & EXPR_NOT) != 0);
    }
    if (!is_like && !is_ilike)
        return rewriting_fail(w, "%s", expr->name);
    if (!rewrite_nodes(w, expr->items, expr->count, values))
        return (Typed){0};
    bool is_blind = is_ilike || (w->to_postgres && (values[0].type.is_blind || values[1].type.is_blind));
    Expr *made = expression_copy(w->arena, expr);
    made->name = is_blind && w->to_postgres ? "ilike" : "like";
    for (size_t i = 0; i < expr->count; i++) {
        Typed text = as_text(w, values[i]);
        if (text.expr == NULL)
            return text;
        made->items[i] = is_ilike && i < 2 ? call(w, "lower", 1, &text.expr) : text.expr;
    }
    return typed(made, TYPE_BOOLEAN, 0);
}

/* ---- JSON ---- */

typedef LIST_OF(const char *) Steps;

static void add_steps(Rewriting *w, Steps *steps, const List *more)
{
    for (size_t i = 0; i < more->count; i++)
        *LIST_PUSH(w->arena, steps) = more->items[i];
}

/* PostgreSQL's chain of -> down to what it begins with, as one path. */
static const Expr *chain_steps(Rewriting *w, const Expr *expr, Steps *steps)
{
    bool is_arrow = expr->kind == EXPR_BINARY && expr->name[0] == '-' && expr->name[1] == '>';
    bool is_path = expr->kind == EXPR_BINARY && expr->name[0] == '#' && expr->name[1] == '>';
    if (!is_arrow && !is_path)
        return expr;
    const Expr *root = chain_steps(w, expr->items[0], steps), *step = expr->items[1];
    const Expr *text = plain_string(step);
    if (root == NULL || (text == NULL && (step->kind != EXPR_NUMBER || is_path)))
        return NULL;
    List more = {&(const char *){NULL}, 1};
    if (is_path) {
        if (!json_array_steps(w->arena, text->text, &more))
            return NULL;
    } else if (text == NULL) {
        more.items[0] = step->text;
    } else { /* a key, though it may be all digits */
        bool is_digits = text->text[0] != '\0' && strspn(text->text, "0123456789") == strlen(text->text);
        more.items[0] = is_digits ? arena_printf(w->arena, "\"%s\"", text->text) : text->text;
    }
    add_steps(w, steps, &more);
    return root;
}

static Typed chain_to_mysql(Rewriting *w, const Expr *expr)
{
    Steps steps = {0};
    const Expr *root = chain_steps(w, expr, &steps);
    bool is_text = strstr(expr->name, ">>") != NULL;
    if (root == NULL)
        return rewriting_fail(w, "a JSON path that is not constant");
    Typed value = rewrite_node(w, root);
    if (value.expr == NULL)
        return value;
    const char *path = json_path_of(w->arena, &(List){steps.items, steps.count});
    const Expr *items[] = {value.expr, expression_string(w->arena, path)}, *found = call(w, "json_extract", 2, items);
    if (!is_text)
        return typed(found, TYPE_JSON, 0);
    rewriting_note(w, "JSON's null is the text null on MySQL and NULL on PostgreSQL");
    return typed(call(w, "json_unquote", 1, &found), TYPE_TEXT, 0);
}

/* value #> '{a,b,0}' */
static Typed path_to_postgres(Rewriting *w, Typed value, const Expr *path, bool is_text)
{
    List steps;
    const Expr *constant = plain_string(path);
    value = as_class(w, value, TYPE_JSON);
    if (value.expr == NULL)
        return value;
    if (constant == NULL || !json_path_steps(w->arena, constant->text, &steps))
        return rewriting_fail(w, "a JSON path with wildcards, or one that is not constant");
    if (is_text)
        rewriting_note(w, "JSON's null is the text null on MySQL and NULL on PostgreSQL");
    if (steps.count == 0 && !is_text)
        return value;
    const Expr *text = expression_string(w->arena, json_path_text(w->arena, &steps));
    return typed(expression_binary(w->arena, is_text ? "#>>" : "#>", value.expr, text), is_text ? TYPE_TEXT : TYPE_JSON,
                 0);
}

static Typed unquote(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    if (value.type.class != TYPE_JSON)
        return rewriting_fail(w, "json_unquote of %s", class_word(value.type.class));
    rewriting_note(w, "JSON's null is the text null on MySQL and NULL on PostgreSQL");
    bool is_path = expression_is(value.expr, EXPR_BINARY, "#>");
    const Expr *path = is_path ? value.expr->items[1] : expression_string(w->arena, "{}");
    return typed(expression_binary(w->arena, "#>>", is_path ? value.expr->items[0] : value.expr, path), TYPE_TEXT, 0);
}

/* json_contains(target, candidate[, path]) */
static Typed contains(Rewriting *w, const Expr *target, const Expr *candidate, const Expr *path)
{
    Typed a = as_class(w, rewrite_node(w, target), TYPE_JSON), b = as_class(w, rewrite_node(w, candidate), TYPE_JSON);
    if (path != NULL && a.expr != NULL)
        a = path_to_postgres(w, a, path, false);
    if (a.expr == NULL || b.expr == NULL)
        return (Typed){0};
    const Expr *items[] = {a.expr, b.expr};
    return typed(w->to_postgres ? expression_binary(w->arena, "@>", a.expr, b.expr)
                                : call(w, "json_contains", 2, items),
                 TYPE_BOOLEAN, 0);
}

static const Expr *is_not_null(Rewriting *w, const Expr *expr)
{
    Expr *is = expression_new(w->arena, EXPR_IS, "null", 1);
    is->flags = EXPR_NOT;
    is->items[0] = expr;
    return is;
}

static Typed contains_path(Rewriting *w, const Expr *expr)
{
    const Expr *how = expr->count == 3 ? plain_string(expr->items[1]) : NULL;
    if (how == NULL)
        return rewriting_fail(w, "json_contains_path of several paths");
    Typed value = rewrite_node(w, expr->items[0]);
    Typed found = path_to_postgres(w, value, expr->items[2], false);
    if (found.expr == NULL)
        return found;
    if (value.not_null)
        return typed(is_not_null(w, found.expr), TYPE_BOOLEAN, 0);
    Expr *choice = expression_new(w->arena, EXPR_CASE, NULL, 4);
    choice->items[2] = is_not_null(w, value.expr);
    choice->items[3] = is_not_null(w, found.expr);
    return typed(choice, TYPE_BOOLEAN, 0);
}

static Typed has_key(Rewriting *w, const Expr *expr)
{
    const Expr *key = plain_string(expr->items[1]);
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    if (key == NULL)
        return rewriting_fail(w, "a JSON key that is not constant");
    const char *path = json_path_of(w->arena, &(List){&(const char *){key->text}, 1});
    const Expr *items[] = {value.expr, expression_string(w->arena, "one"), expression_string(w->arena, path)};
    return typed(call(w, "json_contains_path", 3, items), TYPE_BOOLEAN, 0);
}

/* a MEMBER OF (array) */
static Typed member(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]), array = as_class(w, rewrite_node(w, expr->items[1]), TYPE_JSON);
    if (value.expr == NULL || array.expr == NULL)
        return (Typed){0};
    if (value.type.class != TYPE_TEXT && !is_number_class(value.type.class))
        return rewriting_fail(w, "MEMBER OF with %s", class_word(value.type.class));
    const Expr *scalar = value.type.class == TYPE_TEXT ? expression_cast(w->arena, value.expr, "text") : value.expr;
    return typed(expression_binary(w->arena, "@>", array.expr, call(w, "to_jsonb", 1, &scalar)), TYPE_BOOLEAN, 0);
}

/* true and false, where MySQL has 1 and 0. */
static Typed boolean_in_json(Rewriting *w, Typed value)
{
    if (w->job->is_mariadb)
        return rewriting_fail(w, "a boolean in JSON");
    Expr *words = expression_new(w->arena, EXPR_CASE, NULL, 6);
    words->items[2] = value.expr;
    words->items[3] = expression_cast(w->arena, expression_string(w->arena, "true"), "json");
    words->items[4] = expression_not(w->arena, value.expr);
    words->items[5] = expression_cast(w->arena, expression_string(w->arena, "false"), "json");
    return typed(words, TYPE_JSON, 0);
}

/* json_object(k, v, ...) and json_array(v, ...) by another name. */
static Typed build(Rewriting *w, const Expr *expr)
{
    bool is_object = strstr(expr->name, "object") != NULL;
    const Expr **items = arena_array(w->arena, expr->count, sizeof *items);
    for (size_t i = 0; i < expr->count; i++) {
        Typed value = rewrite_node(w, expr->items[i]);
        if (is_object && i % 2 == 0)
            value = as_text(w, value);
        if (value.expr == NULL)
            return value;
        if (value.type.class == TYPE_BOOLEAN && !w->to_postgres)
            value = boolean_in_json(w, value);
        if (value.expr == NULL || is_time_class(value.type.class) || value.type.class == TYPE_BYTES)
            return value.expr == NULL ? value : rewriting_fail(w, "%s in JSON", class_word(value.type.class));
        bool is_bare = w->to_postgres && value.expr->kind == EXPR_STRING;
        items[i] = is_bare ? expression_cast(w->arena, value.expr, "text") : value.expr;
    }
    w->is_not_immutable |= w->to_postgres;
    if (w->to_postgres && expr->count > 0 && !rewriting_stable(w, expr->name))
        return (Typed){0};
    const char *name = w->to_postgres ? (is_object ? "jsonb_build_object" : "jsonb_build_array")
                                      : (is_object ? "json_object" : "json_array");
    return typed(call(w, name, expr->count, items), TYPE_JSON, 0);
}

static Typed json_function(Rewriting *w, const Expr *expr)
{
    if (strcmp(expr->name, "json_unquote") == 0)
        return unquote(w, expr);
    if (strcmp(expr->name, "json_contains") == 0)
        return contains(w, expr->items[0], expr->items[1], expr->count > 2 ? expr->items[2] : NULL);
    if (strcmp(expr->name, "json_contains_path") == 0)
        return contains_path(w, expr);
    if (strcmp(expr->name, "json_extract") != 0 && strcmp(expr->name, "json_value") != 0)
        return build(w, expr);
    if (expr->count != 2)
        return rewriting_fail(w, "%s of several paths", expr->name);
    return path_to_postgres(w, rewrite_node(w, expr->items[0]), expr->items[1], strcmp(expr->name, "json_value") == 0);
}

Typed rewrite_json(Rewriting *w, const Expr *expr)
{
    if (expr->kind == EXPR_FUNCTION)
        return json_function(w, expr);
    if (w->to_postgres && strcmp(expr->name, "member of") == 0)
        return member(w, expr);
    if (w->to_postgres)
        return path_to_postgres(w, rewrite_node(w, expr->items[0]), expr->items[1], strcmp(expr->name, "->>") == 0);
    if (strcmp(expr->name, "@>") == 0)
        return contains(w, expr->items[0], expr->items[1], NULL);
    if (strcmp(expr->name, "<@") == 0)
        return contains(w, expr->items[1], expr->items[0], NULL);
    return strcmp(expr->name, "?") == 0 ? has_key(w, expr) : chain_to_mysql(w, expr);
}
