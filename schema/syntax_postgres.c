/* PostgreSQL's SQL. The rules are those of the server's src/backend/parser/scan.l. */
#include "lexer.h"

#include "text.h"

static bool is_operator(char c)
{
    return c != '\0' && strchr("+-*/<>=~!@#%^&|`?", c) != NULL;
}

static void skip_block_comment(Scan *scan)
{
    size_t depth = 0;
    do {
        bool opens = ahead(scan, 0) == '/' && ahead(scan, 1) == '*';
        bool closes = ahead(scan, 0) == '*' && ahead(scan, 1) == '/';
        if (opens)
            depth++;
        if (closes)
            depth--;
        skip_to(scan, scan->at + (opens || closes ? 2 : 1));
    } while (depth > 0 && scan->at < scan->length);
}

static bool starts_comment(const Scan *scan)
{
    char first = ahead(scan, 0), second = ahead(scan, 1);
    return (first == '-' && second == '-') || (first == '/' && second == '*');
}

static TokenType take_comment(Scan *scan)
{
    if (ahead(scan, 0) == '/')
        skip_block_comment(scan);
    else
        while (scan->at < scan->length && scan->text[scan->at] != '\n')
            scan->at++;
    return TOKEN_COMMENT;
}

/* A sign ends an operator only where a character that no SQL operator has stands before it: "=-1" is "=" and "-". */
static size_t operator_length(const char *start, size_t length)
{
    while (length > 1 && (start[length - 1] == '+' || start[length - 1] == '-')) {
        for (size_t i = 0; i < length - 1; i++)
            if (strchr("~!@#%^&|`?", start[i]) != NULL)
                return length;
        length--;
    }
    return length;
}

static TokenType take_operator(Scan *scan)
{
    size_t from = scan->at;
    while (is_operator(ahead(scan, 0)) && !starts_comment(scan))
        scan->at++;
    scan->at = from + operator_length(scan->text + from, scan->at - from);
    return TOKEN_OPERATOR;
}

static TokenType take_number(Scan *scan)
{
    bool is_plain = ahead(scan, 0) != '0' || ahead(scan, 1) == '\0' || strchr("xXoObB", ahead(scan, 1)) == NULL;
    while (scan->at < scan->length) {
        char c = ahead(scan, 0), next = ahead(scan, 1);
        bool is_exponent = is_plain && (c == 'e' || c == 'E');
        if (is_exponent && (next == '+' || next == '-') && is_digit(ahead(scan, 2)))
            scan->at += 2;
        else if (!is_digit(c) && c != '_' && !(c == '.' && next != '.') && !(c >= 'a' && c <= 'z') &&
                 !(c >= 'A' && c <= 'Z'))
            break;
        scan->at++;
    }
    return TOKEN_NUMBER;
}

/* $1, $$ or $tag$; a dollar that starts neither is a mark. */
static TokenType take_dollar(Scan *scan)
{
    size_t from = scan->at++;
    if (is_digit(ahead(scan, 0))) {
        skip_while(scan, is_digit);
        return TOKEN_PARAMETER;
    }
    while (is_name_part(ahead(scan, 0)) && ahead(scan, 0) != '$')
        scan->at++;
    if (ahead(scan, 0) != '$') {
        scan->at = from + 1;
        return TOKEN_MARK;
    }
    scan->at++;
    size_t tag = scan->at - from;
    const char *end = memmem(scan->text + scan->at, scan->length - scan->at, scan->text + from, tag);
    scan->at = end == NULL ? scan->length : (size_t)(end - scan->text) + tag;
    return TOKEN_DOLLAR;
}

/* How many bytes stand before the quote of E'', B'', X'', N'', U&'' and U&"": 0 when it is a plain name. */
static size_t prefix_length(const Scan *scan)
{
    char first = ahead(scan, 0), second = ahead(scan, 1), third = ahead(scan, 2);
    if ((first == 'U' || first == 'u') && second == '&' && (third == '\'' || third == '"'))
        return 2;
    return first != '\0' && strchr("eEbBxXnN", first) != NULL && second == '\'' ? 1 : 0;
}

static TokenType take_name(Scan *scan)
{
    size_t prefix = prefix_length(scan);
    if (prefix == 0) {
        skip_while(scan, is_name_part);
        return TOKEN_NAME;
    }
    bool backslashes = ahead(scan, 0) == 'e' || ahead(scan, 0) == 'E';
    char quote = ahead(scan, prefix);
    scan->at += prefix + 1;
    skip_quoted(scan, quote, backslashes);
    return quote == '"' ? TOKEN_NAME : TOKEN_STRING;
}

static TokenType take_quoted(Scan *scan)
{
    char quote = scan->text[scan->at++];
    skip_quoted(scan, quote, false);
    return quote == '"' ? TOKEN_NAME : TOKEN_STRING;
}

static TokenType take_mark(Scan *scan)
{
    char first = ahead(scan, 0), second = ahead(scan, 1);
    bool is_pair = (first == ':' && (second == ':' || second == '=')) || (first == '.' && second == '.');
    scan->at += is_pair ? 2 : 1;
    return TOKEN_MARK;
}

static TokenType take(Scan *scan)
{
    char c = ahead(scan, 0);
    if (is_blank(c)) {
        skip_while(scan, is_blank);
        return TOKEN_SPACE;
    }
    if (starts_comment(scan))
        return take_comment(scan);
    if (is_name_start(c))
        return take_name(scan);
    if (c == '\'' || c == '"')
        return take_quoted(scan);
    if (is_digit(c) || (c == '.' && is_digit(ahead(scan, 1))))
        return take_number(scan);
    if (c == '$')
        return take_dollar(scan);
    if (is_operator(c))
        return take_operator(scan);
    return take_mark(scan);
}

/* What stands between the quotes. An unclosed token has no closing quote to leave out. */
static Token quoted_part(const Token *token)
{
    const char *open = memchr(token->start, token->type == TOKEN_NAME ? '"' : '\'', token->length);
    const char *end = token->start + token->length;
    Token part = {token->syntax, token->type, open + 1, (size_t)(end - open - 1)};
    if (part.length > 0 && end[-1] == *open)
        part.length--;
    return part;
}

/* Reads at most `most` digits of hexadecimal; their number goes to `read`. */
static unsigned hex_number(const char *at, const char *end, size_t most, size_t *read)
{
    unsigned value = 0;
    for (*read = 0; *read < most && at + *read < end && text_hex_digit(at[*read]) >= 0; ++*read)
        value = value * 16 + (unsigned)text_hex_digit(at[*read]);
    return value;
}

static void put_utf8(Buf *out, unsigned code)
{
    if (code < 0x80) {
        buf_putc(out, (char)code);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    buf_putc(out, (char)(leads[more] | (code >> (6 * more))));
    while (more-- > 0)
        buf_putc(out, (char)(0x80 | ((code >> (6 * more)) & 0x3F)));
}

/* \0041 and \+000041 in U&'' and U&"", from behind the backslash. The server never prints these: surrogate pairs and
   UESCAPE are left as they are. */
static const char *put_unicode_escape(Buf *out, const char *at, const char *end)
{
    size_t sign = at < end && *at == '+' ? 1 : 0, read;
    unsigned code = hex_number(at + sign, end, sign == 1 ? 6 : 4, &read);
    if (read != (sign == 1 ? 6u : 4u) || code == 0 || code > 0x10FFFF) {
        buf_putc(out, '\\');
        return at < end && *at == '\\' ? at + 1 : at;
    }
    put_utf8(out, code);
    return at + sign + read;
}

/* The escapes of E'', from behind the backslash. */
static const char *put_c_escape(Buf *out, const char *at, const char *end)
{
    static const char letters[] = "bfnrtv", meanings[] = "\b\f\n\r\t\v";
    if (at >= end)
        return at;
    size_t read;
    const char *letter = strchr(letters, *at);
    if (letter != NULL && *letter != '\0') {
        buf_putc(out, meanings[letter - letters]);
        return at + 1;
    }
    size_t digits = *at == 'u' ? 4 : *at == 'U' ? 8 : *at == 'x' ? 2 : 0;
    unsigned code = digits == 0 ? 0 : hex_number(at + 1, end, digits, &read);
    if (digits == 2 && code != 0) {
        buf_putc(out, (char)code);
        return at + 1 + read;
    }
    if (digits != 0 && code != 0 && code <= 0x10FFFF) {
        put_utf8(out, code);
        return at + 1 + read;
    }
    buf_putc(out, *at);
    return at + 1;
}

static const char *unquoted(Arena *arena, const Token *token)
{
    SCOPED(Buf, buf_free) out = {0};
    Token part = quoted_part(token);
    const char *end = part.start + part.length;
    char quote = part.start[-1], kind = fold(token->start[0]);
    for (const char *at = part.start; at < end;) {
        char c = *at++;
        if (c == '\\' && kind == 'u')
            at = put_unicode_escape(&out, at, end);
        else if (c == '\\' && kind == 'e')
            at = put_c_escape(&out, at, end);
        else {
            buf_putc(&out, c);
            if (c == quote && at < end && *at == quote)
                at++;
        }
    }
    return arena_slice(arena, buf_text(&out), out.length);
}

static const char *name_of(Arena *arena, const Token *token)
{
    if (!is_plain_name(token))
        return unquoted(arena, token);
    char *name = arena_slice(arena, token->start, token->length);
    for (char *c = name; *c != '\0'; c++)
        *c = fold(*c);
    return name;
}

/* Most names are compared and never kept: only the rare U&"" costs memory. */
static bool quoted_names(const Token *token, const char *name)
{
    Token part = quoted_part(token);
    size_t i = 0;
    for (; i < part.length && *name != '\0'; i++, name++) {
        if (part.start[i] != *name)
            return false;
        if (part.start[i] == '"')
            i++;
    }
    return i >= part.length && *name == '\0';
}

static bool names(const Token *token, const char *name)
{
    if (token->start[0] == '"')
        return quoted_names(token, name);
    if (is_plain_name(token)) {
        for (const char *c = name; *c != '\0'; c++)
            if (*c != fold(*c))
                return false;
        return folds_to(token, name);
    }
    Arena *scratch = arena_new();
    bool same = strcmp(name_of(scratch, token), name) == 0;
    arena_free(scratch);
    return same;
}

static const char *string_of(Arena *arena, const Token *token)
{
    if (token->type != TOKEN_DOLLAR)
        return unquoted(arena, token);
    const char *second = memchr(token->start + 1, '$', token->length - 1);
    size_t tag = (size_t)(second + 1 - token->start), rest = token->length - tag;
    bool is_closed = rest >= tag && memcmp(token->start + token->length - tag, token->start, tag) == 0;
    return arena_slice(arena, second + 1, is_closed ? rest - tag : rest);
}

const Syntax syntax_postgres = {
    .engine = "postgres",
    .take = take,
    .names = names,
    .name = name_of,
    .string = string_of,
    .canonical = canonical_postgres,
};
