/* The SQL of MySQL and MariaDB. The rules are those of the servers' sql/sql_lex.cc, without the character sets in which a
   byte of a letter may be a quote (gbk, sjis): sessions of ours speak utf8mb4. */
#include "lexer.h"

#include <strings.h>

#include "buf.h"

static bool at_blank(const Scan *scan, size_t distance)
{
    return scan->at + distance >= scan->length || (unsigned char)scan->text[scan->at + distance] <= ' ';
}

static bool starts_line_comment(const Scan *scan)
{
    return ahead(scan, 0) == '#' || (ahead(scan, 0) == '-' && ahead(scan, 1) == '-' && at_blank(scan, 2));
}

/* The bracket of a versioned comment: from its slash to the end of its number; 0: it is none. */
static size_t version_length(const Scan *scan)
{
    size_t length = ahead(scan, 2) == '!' ? 3 : ahead(scan, 2) == 'M' && ahead(scan, 3) == '!' ? 4 : 0;
    while (length > 0 && length < 10 && is_digit(ahead(scan, length)))
        length++;
    return length;
}

static TokenType take_block_comment(Scan *scan)
{
    size_t version = version_length(scan);
    const char *from = scan->text + scan->at + 2, *end = scan->text + scan->length;
    const char *close = version > 0 ? NULL : memmem(from, (size_t)(end - from), "*/", 2);
    if (version > 0)
        scan->at += version;
    else
        scan->at = close == NULL ? scan->length : (size_t)(close + 2 - scan->text);
    return TOKEN_COMMENT;
}

static TokenType take_line_comment(Scan *scan)
{
    while (scan->at < scan->length && scan->text[scan->at] != '\n')
        scan->at++;
    return TOKEN_COMMENT;
}

static TokenType take_quoted(Scan *scan, size_t prefix)
{
    char quote = ahead(scan, prefix);
    bool is_name = quote == '`' || (quote == '"' && scan->syntax->names_in_double_quotes);
    scan->at += prefix + 1;
    skip_quoted(scan, quote, !is_name && !scan->syntax->no_backslashes);
    return is_name ? TOKEN_NAME : TOKEN_STRING;
}

static void skip_exponent(Scan *scan)
{
    size_t sign = ahead(scan, 1) == '+' || ahead(scan, 1) == '-' ? 1 : 0;
    if (fold(ahead(scan, 0)) != 'e' || !is_digit(ahead(scan, 1 + sign)))
        return;
    scan->at += 1 + sign;
    skip_while(scan, is_digit);
}

/* 0x1F, 0b01, and not 0X1F. */
static void skip_radix(Scan *scan)
{
    const char *digits = ahead(scan, 1) == 'x' ? "0123456789abcdefABCDEF" : "01";
    scan->at += 2;
    while (scan->at < scan->length && strchr(digits, scan->text[scan->at]) != NULL)
        scan->at++;
}

/* A name may begin with digits: what goes on after a whole number is one (1st, 0xyz). After a dot all is a name. */
static TokenType take_number(Scan *scan)
{
    size_t from = scan->at;
    bool has_radix = ahead(scan, 0) == '0' && (ahead(scan, 1) == 'x' || ahead(scan, 1) == 'b');
    if (has_radix) {
        skip_radix(scan);
    } else {
        skip_while(scan, is_digit);
        if (ahead(scan, 0) == '.') {
            scan->at++;
            skip_while(scan, is_digit);
            skip_exponent(scan);
            return TOKEN_NUMBER;
        }
        skip_exponent(scan);
    }
    bool is_name = is_name_part(ahead(scan, 0)) || (has_radix && scan->at == from + 2);
    skip_while(scan, is_name_part);
    return is_name ? TOKEN_NAME : TOKEN_NUMBER;
}

/* .5, but not the dot of t.5 or `t`.5. */
static bool starts_fraction(const Scan *scan)
{
    char before = scan->at == 0 ? ' ' : scan->text[scan->at - 1];
    return ahead(scan, 0) == '.' && is_digit(ahead(scan, 1)) && !is_name_part(before) && before != '`' && before != '"';
}

static bool is_after_dot(const Scan *scan)
{
    return scan->at > 0 && scan->text[scan->at - 1] == '.';
}

/* @name, @`name`, @'name', @@name; in 'user'@'host', the host. */
static TokenType take_variable(Scan *scan)
{
    while (ahead(scan, 0) == '@')
        scan->at++;
    char c = ahead(scan, 0);
    if (c == '`' || c == '\'' || c == '"')
        (void)take_quoted(scan, 0);
    else
        while (is_name_part(ahead(scan, 0)) || ahead(scan, 0) == '.')
            scan->at++;
    return TOKEN_PARAMETER;
}

static TokenType take_sign(Scan *scan)
{
    static const char *const operators[] = {"<=>", "->>", "->", "<=", ">=", "<>", "!=", "<<", ">>", "||", "&&"};
    static const char single[] = "+-*/<>=~!^%&|?";
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        size_t length = strlen(operators[i]);
        if (scan->length - scan->at >= length && memcmp(scan->text + scan->at, operators[i], length) == 0) {
            scan->at += length;
            return TOKEN_OPERATOR;
        }
    }
    char c = ahead(scan, 0);
    scan->at += c == ':' && ahead(scan, 1) == '=' ? 2 : 1;
    return c != '\0' && strchr(single, c) != NULL ? TOKEN_OPERATOR : TOKEN_MARK;
}

static TokenType take(Scan *scan)
{
    char c = ahead(scan, 0);
    if (is_blank(c)) {
        skip_while(scan, is_blank);
        return TOKEN_SPACE;
    }
    if (starts_line_comment(scan))
        return take_line_comment(scan);
    if (c == '/' && ahead(scan, 1) == '*')
        return take_block_comment(scan);
    if (c == '*' && ahead(scan, 1) == '/') { /* of a versioned one: nothing else has it */
        scan->at += 2;
        return TOKEN_COMMENT;
    }
    if (c == '\'' || c == '"' || c == '`')
        return take_quoted(scan, 0);
    if (c != '\0' && strchr("xXbBnN", c) != NULL && ahead(scan, 1) == '\'')
        return take_quoted(scan, 1);
    if (starts_fraction(scan) || (is_digit(c) && !is_after_dot(scan)))
        return take_number(scan);
    if (is_name_part(c)) {
        skip_while(scan, is_name_part);
        return TOKEN_NAME;
    }
    if (c == '@')
        return take_variable(scan);
    return take_sign(scan);
}

/* What stands between the quotes. An unclosed token has no closing quote to leave out. */
static Token quoted_part(const Token *token)
{
    size_t open = strspn(token->start, "xXbBnN"), length = token->length - open - 1;
    char quote = token->start[open];
    bool is_closed = length > 0 && token->start[token->length - 1] == quote;
    return (Token){token->syntax, token->type, token->start + open + 1, length - is_closed};
}

static void put_escape(Buf *out, char c)
{
    static const char letters[] = "bnrtZ", meanings[] = "\b\n\r\t\x1A";
    const char *letter = c == '\0' ? NULL : strchr(letters, c);
    if (letter != NULL)
        c = meanings[letter - letters];
    else if (c == '%' || c == '_')
        buf_putc(out, '\\');
    if (c != '0') /* NUL ends a string here */
        buf_putc(out, c);
}

static const char *unquoted(Arena *arena, const Token *token)
{
    SCOPED(Buf, buf_free) out = {0};
    Token part = quoted_part(token);
    const char *end = part.start + part.length;
    bool backslashes = token->type == TOKEN_STRING && !token->syntax->no_backslashes;
    char quote = part.start[-1];
    for (const char *at = part.start; at < end; at++) {
        if (*at == '\\' && backslashes && at + 1 < end) {
            put_escape(&out, *++at);
            continue;
        }
        buf_putc(&out, *at);
        if (*at == quote && at + 1 < end && at[1] == quote)
            at++;
    }
    return arena_slice(arena, buf_text(&out), out.length);
}

static const char *name_of(Arena *arena, const Token *token)
{
    return is_plain_name(token) ? arena_slice(arena, token->start, token->length) : unquoted(arena, token);
}

/* Most names are compared and never kept. */
static bool names(const Token *token, const char *name)
{
    Token part = is_plain_name(token) ? *token : quoted_part(token);
    char quote = is_plain_name(token) ? '\0' : part.start[-1];
    size_t i = 0;
    for (; i < part.length && *name != '\0'; i++, name++) {
        if (part.start[i] != *name)
            return false;
        if (part.start[i] == quote)
            i++;
    }
    return i >= part.length && *name == '\0';
}

#define SYNTAX(double_quotes, backslashes)                                                                    \
    {                                                                                                         \
        .engine = "mysql", .take = take, .names = names, .name = name_of, .string = unquoted,                 \
        .canonical = canonical_mysql, .names_in_double_quotes = double_quotes, .no_backslashes = backslashes, \
    }

const Syntax syntax_mysql = SYNTAX(false, false);

static bool has_mode(const char *sql_mode, const char *mode)
{
    size_t length = strlen(mode);
    for (const char *at = sql_mode; at != NULL && *at != '\0'; at += strspn(at, ",")) {
        size_t word = strcspn(at, ",");
        if (word == length && strncasecmp(at, mode, length) == 0)
            return true;
        at += word;
    }
    return false;
}

/* ANSI, ORACLE and the like are listed together with what they stand for. */
const Syntax *syntax_of_sql_mode(const char *sql_mode)
{
    static const Syntax by_mode[2][2] = {{SYNTAX(false, false), SYNTAX(false, true)},
                                         {SYNTAX(true, false), SYNTAX(true, true)}};
    return &by_mode[has_mode(sql_mode, "ANSI_QUOTES")][has_mode(sql_mode, "NO_BACKSLASH_ESCAPES")];
}
