/* Texts. */
#include "cross_text.h"

#include <string.h>

#include "quote.h"
#include "scan.h"

/* ---- defaults ---- */

/* The one literal that a text is made of, casts aside; NULL: it is more, or NULL itself. */
static const char *literal_of(Cross *cross, const char *text, TokenType *type)
{
    const Syntax *syntax = syntax_of(cross->pair->from);
    Scan scan = scan_open(syntax, text, strlen(text));
    Token token;
    if (!scan_solid(&scan, &token) || (token.type != TOKEN_STRING && token.type != TOKEN_NUMBER))
        return NULL;
    *type = token.type;
    const char *value = token.type == TOKEN_STRING ? syntax->string(cross->arena, &token)
                                                   : arena_slice(cross->arena, token.start, token.length);
    bool is_cast = scan_solid(&scan, &token) && token_is_mark(&token, "::");
    return scan.at == scan.length && !is_cast && token.start != NULL ? value : is_cast ? value : NULL;
}

const char *cross_default(Cross *cross, const Column *from)
{
    TokenType type;
    const CrossType *to = cross_type(cross, &from->object);
    if (to == NULL || to->default_value == NULL || to->drops_default)
        return NULL;
    const char *value = literal_of(cross, to->default_value, &type);
    if (value == NULL || to->class != to->source_class) {
        cross_find(cross, FINDING_DEFAULT_DROPPED, &from->object, "ALTER TABLE ... SET DEFAULT on the target by hand",
                   "its default is not understood: %s", to->default_value);
        return NULL;
    }
    SCOPED(Buf, buf_free) out = {0};
    if (type == TOKEN_NUMBER && to->class != TYPE_TEXT)
        buf_puts(&out, value);
    else
        quote_postgres_literal(&out, value);
    return arena_copy(cross->arena, buf_text(&out));
}

/* ---- expressions ---- */

const char *cross_expression(Cross *cross, const Object *from, const Object *table, const char *text,
                             CrossPurpose purpose)
{
    (void)table, (void)purpose;
    cross_find(cross, FINDING_EXPR_MANUAL, from, "write it for the target by hand", "not understood: %s", text);
    return NULL;
}
