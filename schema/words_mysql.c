/* Words of MySQL's and MariaDB's SQL. */
#include "words_mysql.h"

#include "buf.h"
#include "lexer.h"

static bool is_one_of(const Token *token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (token_is(token, *words))
            return true;
    return false;
}

/* Words of the grammar that begin or end an expression, and are never a name in one. */
bool mysql_word_is_grammar(const Token *token)
{
    static const char *const words[] = {
        "select",  "from",     "where",     "on",      "and",   "or",      "xor",      "in",        "is",
        "like",    "as",       "by",        "group",   "order", "having",  "union",    "except",    "intersect",
        "all",     "distinct", "join",      "inner",   "cross", "natural", "using",    "limit",     "offset",
        "between", "when",     "then",      "else",    "end",   "with",    "over",     "partition", "straight_join",
        "asc",     "desc",     "separator", "for",     "set",   "into",    "div",      "mod",       "regexp",
        "rlike",   "escape",   "values",    "collate", "begin", "return",  "returns",  "declare",   "call",
        "lateral", "window",   "charset",   "exists",  "not",   "case",    "interval", "binary",    NULL};
    return is_one_of(token, words);
}

/* Names that say the same. */
static const char *function_name(Arena *arena, const Token *token)
{
    static const char *const aliases[][2] = {
        {"lcase", "lower"},
        {"ucase", "upper"},
        {"octet_length", "length"},
        {"now", "current_timestamp"},
        {"localtimestamp", "current_timestamp"},
        {"localtime", "current_timestamp"},
        {"substring", "substr"},
        {"character_length", "char_length"},
        {"power", "pow"},
        {"dayofmonth", "day"},
        {"current_date", "curdate"},
        {"current_time", "curtime"},
    };
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (token_is(token, aliases[i][0]))
            return aliases[i][1];
    char *lower = arena_slice(arena, token->start, token->length);
    for (char *c = lower; *c != '\0'; c++)
        *c = fold(*c);
    return lower;
}

/* Names are quoted by one server and not by the other. */
const char *mysql_word_name(Arena *arena, const Token *token)
{
    if (is_plain_name(token))
        return function_name(arena, token);
    const char *name = scan_name(arena, token);
    bool is_simple = *name != '\0';
    for (const char *c = name; *c != '\0'; c++)
        is_simple = is_simple && is_name_part(*c);
    return is_simple ? name : arena_slice(arena, token->start, token->length);
}

/* x'1F' and 0x1f, b'01' and 0b01 */
static const char *digits_text(Arena *arena, const Token *token)
{
    char radix = token->start[0] == '0' ? token->start[1] : fold(token->start[0]);
    const char *digits = token->type == TOKEN_STRING ? scan_string(arena, token)
                                                     : arena_slice(arena, token->start + 2, token->length - 2);
    char *text = arena_slice(arena, digits, strlen(digits));
    for (char *c = text; *c != '\0'; c++)
        *c = fold(*c);
    return arena_printf(arena, "%c'%s'", radix, text);
}

static bool has_radix(const Token *token)
{
    return token->length > 2 && token->start[0] == '0' && (token->start[1] == 'x' || token->start[1] == 'b');
}

const char *mysql_word_string(Arena *arena, const Token *token)
{
    SCOPED(Buf, buf_free) out = {0};
    if (strchr("xXbB", token->start[0]) != NULL)
        return digits_text(arena, token);
    buf_putc(&out, '\'');
    for (const char *c = scan_string(arena, token); *c != '\0'; c++)
        buf_printf(&out, "%s%c", *c == '\'' ? "'" : "", *c);
    buf_putc(&out, '\'');
    return arena_copy(arena, buf_text(&out));
}

const char *mysql_word_text(Arena *arena, const Token *token)
{
    if (token->type == TOKEN_NAME)
        return mysql_word_name(arena, token);
    if (token->type == TOKEN_NUMBER && has_radix(token))
        return digits_text(arena, token);
    return token->type == TOKEN_STRING ? mysql_word_string(arena, token)
                                       : arena_slice(arena, token->start, token->length);
}

/* MySQL says in which character set a literal is; to ASCII letters, all that hold ASCII are the same. */
bool mysql_word_is_usual_introducer(const Token *name, const Token *string)
{
    static const char *const wide[] = {"_binary", "_ucs2", "_utf16", "_utf16le", "_utf32", NULL};
    static const char *const always[] = {"_utf8mb4", "_utf8mb3", "_utf8", NULL};
    bool is_ascii = true;
    for (size_t i = 0; i < string->length; i++)
        is_ascii = is_ascii && (unsigned char)string->start[i] < 0x80;
    return is_one_of(name, always) || (name->start[0] == '_' && is_ascii && !is_one_of(name, wide));
}
