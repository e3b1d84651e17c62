/* An index's definition, taken apart. The server gives whole definitions and bare columns (pg_get_indexdef(oid, n,
   false)), but a key with its operator class and order only inside of the whole. */
#include "scan.h"

#include <string.h>

/* The list in the brackets that come next; the scan goes on behind them. */
static bool take_list(Arena *arena, Scan *scan, List *out)
{
    Token open;
    if (!scan_solid(scan, &open) || !token_is_mark(&open, "("))
        return false;
    size_t from = scan->at, to = scan_closing(&syntax_postgres, scan->text, from - 1);
    if (to >= scan->length)
        return false;
    scan->at = to + 1;
    return scan_split(arena, &syntax_postgres, scan->text + from, to - from, out);
}

/* USING is reserved: before it, no name is spelt like it without quotes. */
static bool find_method(Scan *scan)
{
    Token token;
    while (scan_solid(scan, &token))
        if (token_is(&token, "using"))
            return scan_solid(scan, &token) && token.type == TOKEN_NAME;
    return false;
}

static bool take_predicate(Arena *arena, Scan *scan, IndexParts *out)
{
    Token token;
    if (!scan_solid(scan, &token))
        return false;
    out->predicate = arena_copy(arena, token.start);
    scan->at = scan->length;
    return true;
}

/* One clause behind the keys. NULLS NOT DISTINCT is three words of no interest here. */
static bool take_clause(Arena *arena, Scan *scan, const Token *word, IndexParts *out)
{
    List options;
    Token name;
    if (token_is(word, "include"))
        return take_list(arena, scan, &out->include);
    if (token_is(word, "with"))
        return take_list(arena, scan, &options);
    if (token_is(word, "where"))
        return take_predicate(arena, scan, out);
    if (token_is(word, "tablespace"))
        return scan_solid(scan, &name);
    return token_is(word, "nulls") || token_is(word, "not") || token_is(word, "distinct");
}

bool scan_index_definition(Arena *arena, const char *definition, IndexParts *out, Err *err)
{
    *out = (IndexParts){0};
    Scan scan = scan_open(&syntax_postgres, definition, strlen(definition));
    bool understood = find_method(&scan) && take_list(arena, &scan, &out->keys) && out->keys.count > 0;
    Token word;
    while (understood && scan_solid(&scan, &word))
        understood = take_clause(arena, &scan, &word, out);
    return understood || err_set(err, ERR_BUG, "index definition not understood: %s", definition);
}
