/* libFuzzer's: any bytes as an expression or a query of either dialect. What is understood is printed, parsed again and printed
   the same; it means the same as before; and the other dialect prints it, too. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expression.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Expr *parse(Arena *arena, const Syntax *syntax, const char *text, bool is_query)
{
    const char *why = NULL;
    const Expr *expr = is_query ? query_parse(arena, syntax, text, &why) : expression_parse(arena, syntax, text, &why);
    if ((expr == NULL) != (why != NULL))
        abort();
    return expr;
}

static void expect(bool holds, const char *what, const char *text, const char *printed)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n  %s\n  %s\n", what, text, printed);
    abort();
}

/* The first byte says which: 'p' or 'q' an expression or a query of PostgreSQL, 'm' or 'n' one of MySQL. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > 20000)
        return 0;
    bool is_mysql = data[0] % 4 < 2 ? data[0] % 2 : 1, is_query = data[0] == 'q' || data[0] == 'n';
    is_mysql = data[0] == 'p' || data[0] == 'q' ? false : data[0] == 'm' || data[0] == 'n' ? true : is_mysql;
    const Syntax *syntax = is_mysql ? &syntax_mysql : &syntax_postgres;
    Arena *arena = arena_new();
    const char *text = arena_slice(arena, (const char *)data + 1, size - 1);
    const Expr *expr = parse(arena, syntax, text, is_query);
    const char *canonical = expression_canonical(arena, syntax, text, is_query);
    if (expr != NULL) {
        const char *printed = expression_text(arena, syntax, expr);
        const Expr *again = parse(arena, syntax, printed, is_query);
        expect(again != NULL, "printed, it is not understood", text, printed);
        expect(strcmp(expression_text(arena, syntax, again), printed) == 0, "printed again, it differs", printed,
               expression_text(arena, syntax, again));
        const char *same = expression_canonical(arena, syntax, printed, is_query);
        expect(strcmp(same, canonical) == 0, "it does not mean the same", canonical, same);
        (void)expression_text(arena, is_mysql ? &syntax_postgres : &syntax_mysql, expr);
    }
    arena_free(arena);
    return 0;
}
