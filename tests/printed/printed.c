/* Asks a server whether what is printed is what was parsed, and the library whether it knows what the server makes of it. Standard
   input is a snapshot, or with an engine's name as the argument, a query a line (with = before it: one that the library has to
   know again); standard output is SQL for postgres.sql or
   mysql.sql. An expression becomes a query of its table. What is not understood is told on standard error, a line each.

       printed <snapshot.json
       printed postgres|mysql <queries.txt
       printed postgres|mysql equivalent <pairs     a TAB b, a pair a line, as hexadecimal digits: says which are not equivalent */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expression.h"
#include "quote.h"
#include "snapshot.h"

typedef struct Printing {
    Arena *arena;
    const Syntax *syntax;
    Buf out;
    size_t understood, missed;
} Printing;

static bool is_postgres(const Printing *p)
{
    return p->syntax == &syntax_postgres;
}

static void put_name(Printing *p, Buf *out, const char *name)
{
    (is_postgres(p) ? quote_postgres_name : quote_mysql_name)(out, name);
}

/* SELECT (expression) AS x FROM the object's table; a domain's value is a column of that name. */
static const char *as_query(Printing *p, const Object *object, const char *text, bool is_query)
{
    SCOPED(Buf, buf_free) out = {0};
    const Object *top = object_top(object), *schema = NULL;
    const char *name = object_own_name(top, &schema);
    if (is_query)
        return arena_copy(p->arena, text);
    buf_printf(&out, "SELECT (%s) AS x FROM ", text);
    if (top->kind == KIND_DOMAIN)
        buf_printf(&out, "(SELECT NULL::%s AS value) AS d", ((const Domain *)top)->type);
    else if (top->kind == KIND_TABLE) {
        put_name(p, &out, object_own_name(schema, &(const Object *){NULL}));
        buf_putc(&out, '.');
        put_name(p, &out, name);
    } else
        buf_puts(&out, "(SELECT 1) AS d");
    return arena_copy(p->arena, buf_text(&out));
}

static void put_call(Printing *p, const char *function, const char *const *texts, size_t count)
{
    buf_printf(&p->out, "%s.%s(", is_postgres(p) ? "SELECT pg_temp" : "CALL printed", function);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&p->out, i > 0 ? ", " : "");
        (is_postgres(p) ? quote_postgres_literal : quote_mysql_literal)(&p->out, texts[i]);
    }
    buf_puts(&p->out, ");\n");
}

/* The text as a tree; NULL: it is told that there is none. */
static const Expr *parse(Printing *p, const char *name, const char *text, bool is_query)
{
    const char *why = NULL;
    const Expr *expr =
        is_query ? query_parse(p->arena, p->syntax, text, &why) : expression_parse(p->arena, p->syntax, text, &why);
    if (expr == NULL)
        fprintf(stderr, "%s: %s\n", name, why);
    *(expr == NULL ? &p->missed : &p->understood) += 1;
    return expr;
}

static void print_text(Printing *p, const Object *object, const char *what, const char *text, bool is_query)
{
    const char *name = arena_printf(p->arena, "%s %s", object->key, what);
    const Expr *expr = parse(p, name, text, is_query);
    if (expr == NULL)
        return;
    const char *printed = expression_text(p->arena, p->syntax, expr);
    const char *const texts[] = {name, as_query(p, object, text, is_query), as_query(p, object, printed, is_query)};
    put_call(p, "compare", texts, 3);
}

/* Of an index's keys, those that are expressions and nothing more: no operator class, no order, no prefix of a column. */
static void print_keys(Printing *p, const Object *object)
{
    const List *keys = &((const Index *)object)->keys;
    for (size_t i = 0; i < keys->count; i++) {
        bool is_expression = is_postgres(p) ? strchr(keys->items[i], '(') != NULL : keys->items[i][0] == '(';
        if (is_expression && expression_parse(p->arena, p->syntax, keys->items[i], NULL) != NULL)
            print_text(p, object, "key", keys->items[i], false);
    }
}

static void print_object(Printing *p, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        bool is_text = field->type == FIELD_EXPR || field->type == FIELD_QUERY;
        if (is_text && FIELD_VALUE(object, field, const char *) != NULL)
            print_text(p, object, field->name, FIELD_VALUE(object, field, const char *), field->type == FIELD_QUERY);
    }
    if (object->kind == KIND_INDEX)
        print_keys(p, object);
}

static void print_snapshot(Printing *p, const Catalog *catalog)
{
    for (size_t kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog->objects[kind].count; i++)
            print_object(p, catalog->objects[kind].items[i]);
}

static char *next_line(char **text)
{
    char *line = strsep(text, "\n");
    return line == NULL || *line == '\0' ? NULL : line;
}

static void print_queries(Printing *p, char *text)
{
    for (char *line; (line = next_line(&text)) != NULL;) {
        bool is_known = strncmp(line, "= ", 2) == 0;
        line += is_known ? 2 : 0;
        const Expr *query = parse(p, line, line, true);
        if (query == NULL)
            continue;
        const char *const texts[] = {line, line, expression_text(p->arena, p->syntax, query)};
        put_call(p, "compare", texts, 3);
        if (is_known)
            put_call(p, "show", texts, 1);
    }
}

static const char *from_hex(Printing *p, const char *digits)
{
    size_t length = strlen(digits) / 2;
    char *text = arena_slice(p->arena, digits, length);
    for (size_t i = 0; i < length; i++)
        text[i] = (char)strtol((char[]){digits[2 * i], digits[2 * i + 1], '\0'}, NULL, 16);
    return text;
}

/* The server's text ends with a semicolon, which a query may have. */
static void compare_pairs(Printing *p, char *text)
{
    for (char *line; (line = next_line(&text)) != NULL;) {
        const char *a = from_hex(p, strsep(&line, "\t")), *b = from_hex(p, line == NULL ? "" : line);
        if (expression_equivalent(p->syntax, a, b, true))
            continue;
        printf("%s\n  %s\n  %s\n  %s\n", a, b, expression_canonical(p->arena, p->syntax, a, true),
               expression_canonical(p->arena, p->syntax, b, true));
    }
}

int main(int count, char **arguments)
{
    SCOPED(Buf, buf_free) in = {0};
    char chunk[65536];
    for (size_t length; (length = fread(chunk, 1, sizeof chunk, stdin)) > 0;)
        buf_put(&in, chunk, length);
    Err err = {0};
    SCOPED(Catalog *, catalog_release) catalog = NULL;
    if (count == 1 && !snapshot_read(&catalog, buf_text(&in), in.length, &err)) {
        fprintf(stderr, "no snapshot: %s\n", err.message);
        return 1;
    }
    Printing p = {.arena = arena_new(), .syntax = syntax_of(count > 1 ? arguments[1] : catalog->engine)};
    char *text = arena_slice(p.arena, buf_text(&in), in.length);
    if (count == 1)
        print_snapshot(&p, catalog);
    else if (count == 2)
        print_queries(&p, text);
    else
        compare_pairs(&p, text);
    if (count < 3)
        printf("-- %zu understood, %zu not\n%s", p.understood, p.missed, buf_text(&p.out));
    buf_free(&p.out);
    arena_free(p.arena);
    return 0;
}
