/* The tokens of SQL text, and what is plain from them: keywords, pairs of brackets, lists. What is a token is the
   syntax's to say (syntax_postgres.c, syntax_mysql.c); what a text means lives with who asks. */
#include "scan.h"

#include <string.h>

#include "lexer.h"

const Syntax *syntax_of(const char *engine)
{
    static const Syntax *const syntaxes[] = {&syntax_postgres, &syntax_mysql};
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++)
        if (strcmp(syntaxes[i]->engine, engine) == 0)
            return syntaxes[i];
    return NULL;
}

Scan scan_open(const Syntax *syntax, const char *text, size_t length)
{
    return (Scan){.syntax = syntax, .text = text, .length = length};
}

bool scan_next(Scan *scan, Token *token)
{
    if (scan->at >= scan->length)
        return false;
    token->syntax = scan->syntax;
    token->start = scan->text + scan->at;
    token->type = scan->syntax->take(scan);
    token->length = (size_t)(scan->text + scan->at - token->start);
    return true;
}

bool scan_solid(Scan *scan, Token *token)
{
    while (scan_next(scan, token))
        if (token->type != TOKEN_SPACE && token->type != TOKEN_COMMENT)
            return true;
    return false;
}

bool scan_nth(Scan *scan, size_t nth, Token *token)
{
    while (nth > 0 && scan_solid(scan, token))
        nth--;
    return nth == 0;
}

bool token_is(const Token *token, const char *word)
{
    return is_plain_name(token) && folds_to(token, word);
}

bool token_is_mark(const Token *token, const char *mark)
{
    return token->type == TOKEN_MARK && token->length == strlen(mark) && memcmp(token->start, mark, token->length) == 0;
}

bool token_names(const Token *token, const char *name)
{
    return token->type == TOKEN_NAME && token->syntax->names(token, name);
}

const char *scan_name(Arena *arena, const Token *token)
{
    return token->syntax->name(arena, token);
}

const char *scan_string(Arena *arena, const Token *token)
{
    return token->syntax->string(arena, token);
}

const char *scan_canonical(Arena *arena, const Syntax *syntax, const char *text, bool is_query)
{
    return syntax->canonical(arena, text, is_query);
}

size_t scan_closing(const Syntax *syntax, const char *text, size_t open_at)
{
    size_t length = strlen(text), depth = 0;
    Scan scan = {syntax, text, length, open_at};
    Token token;
    while (scan_next(&scan, &token)) {
        if (token_is_mark(&token, "(") || token_is_mark(&token, "["))
            depth++;
        else if ((token_is_mark(&token, ")") || token_is_mark(&token, "]")) && --depth == 0)
            return (size_t)(token.start - text);
        if (depth == 0)
            break;
    }
    return length;
}

static const char *trimmed(Arena *arena, const char *from, const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    return arena_slice(arena, from, (size_t)(to - from));
}

bool scan_split(Arena *arena, const Syntax *syntax, const char *text, size_t length, List *out)
{
    LIST_OF(const char *) pieces = {0};
    Scan scan = scan_open(syntax, text, length);
    Token token;
    size_t depth = 0;
    const char *from = text;
    bool is_blank_text = true;
    while (scan_next(&scan, &token)) {
        is_blank_text = is_blank_text && token.type == TOKEN_SPACE;
        if (token_is_mark(&token, "(") || token_is_mark(&token, "["))
            depth++;
        else if (token_is_mark(&token, ")") || token_is_mark(&token, "]")) {
            if (depth-- == 0)
                return false;
        } else if (depth == 0 && token_is_mark(&token, ",")) {
            *LIST_PUSH(arena, &pieces) = trimmed(arena, from, token.start);
            from = token.start + 1;
        }
    }
    if (!is_blank_text)
        *LIST_PUSH(arena, &pieces) = trimmed(arena, from, text + length);
    *out = (List){pieces.items, pieces.count};
    return depth == 0;
}
