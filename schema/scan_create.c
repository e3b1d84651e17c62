/* What SHOW CREATE of MySQL and MariaDB says, taken apart. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "quote.h"
#include "read_mysql.h"
#include "scan.h"

static bool is_utf8(const char *text, size_t length)
{
    uint32_t code;
    for (size_t at = 0, size; at < length; at += size)
        if ((size = text_character(text + at, length - at, &code)) == 0)
            return false;
    return true;
}

/* An expression whose UTF-8 the server took for Latin-1, and encoded once more. What cannot be one is left as it is. */
static const char *encoded_once(Arena *arena, const char *text)
{
    size_t length = strlen(text), done = 0;
    uint32_t code;
    char *out = arena_copy(arena, text);
    for (size_t at = 0, size; at < length; at += size) {
        size = text_character(text + at, length - at, &code);
        if (size == 0 || code > 0xFF)
            return text;
        out[done++] = (char)code;
    }
    out[done] = '\0';
    return is_utf8(out, done) ? out : text;
}

const char *my_unescaped(Arena *arena, const char *text)
{
    static const char letters[] = "0nrtZ", meanings[] = "\0\n\r\t\x1A";
    if (text == NULL)
        return NULL;
    text = encoded_once(arena, text);
    char *out = arena_copy(arena, text), *to = out;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            const char *letter = strchr(letters, *++at);
            *to++ = letter == NULL ? *at : meanings[letter - letters];
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
    return out;
}

/* ---- options ---- */

static const char *upper(Arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'a' && *c <= 'z')
            *c -= 'a' - 'A';
    return copy;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void my_list_add(Arena *arena, List *list, const char *item)
{
    const char **items = arena_array(arena, list->count + 1, sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i];
    items[list->count++] = item;
    list->items = items;
}

static const char *value_of(Arena *arena, Scan *scan, const Token *token)
{
    SCOPED(Buf, buf_free) out = {0};
    if (token->type == TOKEN_STRING) {
        quote_mysql_literal(&out, scan_string(arena, token));
        return arena_copy(arena, buf_text(&out));
    }
    size_t start = (size_t)(token->start - scan->text);
    if (token_is_mark(token, "(")) {
        size_t close = scan_closing(scan->syntax, scan->text, start);
        scan->at = close < scan->length ? close + 1 : scan->length;
    }
    const char *value = arena_slice(arena, token->start, scan->at - start);
    return token->type == TOKEN_NAME && token->start[0] != '`' ? upper(arena, value) : value;
}

/* The model has fields for these; a connection may hold a password; tablespaces are the server's; what is
   loaded into a secondary engine is no part of the schema. */
static bool is_elsewhere(const char *name)
{
    static const char *const names[] = {"ENGINE",  "AUTO_INCREMENT", "CHARSET",    "COLLATE",
                                        "COMMENT", "CONNECTION",     "TABLESPACE", "SECONDARY_LOAD"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* The name of an option; NULL: a word that is none, or part of one. */
static const char *option_name(Arena *arena, Scan *scan, Token *token)
{
    if (token->type != TOKEN_NAME || token_is(token, "DEFAULT") || token_is(token, "PARTITIONED"))
        return NULL;               /* DEFAULT CHARSET; a word alone */
    if (token_is(token, "WITH")) { /* SYSTEM VERSIONING */
        (void)scan_nth(scan, 2, token);
        return NULL;
    }
    bool is_place = token_is(token, "DATA") || token_is(token, "INDEX"); /* DIRECTORY */
    const char *name = upper(arena, scan_name(arena, token));
    if (is_place && scan_solid(scan, token))
        name = arena_printf(arena, "%s %s", name, upper(arena, scan_name(arena, token)));
    return name;
}

List my_options(Arena *arena, const char *text, size_t length, const char **row_format)
{
    List options = {0};
    Scan scan = scan_open(&syntax_mysql, text, length);
    Token token;
    const char *name = NULL;
    while (scan_solid(&scan, &token)) {
        if (token.type == TOKEN_OPERATOR || token_is_mark(&token, ","))
            continue; /* = */
        if (name == NULL) {
            name = option_name(arena, &scan, &token);
            continue;
        }
        const char *value = value_of(arena, &scan, &token);
        if (strcmp(name, "ROW_FORMAT") == 0)
            *row_format = value;
        else if (!is_elsewhere(name))
            my_list_add(arena, &options, arena_printf(arena, "%s=%s", name, value));
        name = NULL;
    }
    if (options.count > 1)
        qsort(options.items, options.count, sizeof *options.items, by_text);
    return options;
}

/* ---- routines, triggers, events ---- */

static const char *after_name(const Syntax *syntax, const char *definition)
{
    Scan scan = scan_open(syntax, definition, strlen(definition));
    Token token;
    bool is_named = false;
    while (scan_solid(&scan, &token)) {
        if (is_named && !token_is(&token, "BODY"))
            return definition + scan.at;
        is_named =
            is_named || token_is(&token, "FUNCTION") || token_is(&token, "PROCEDURE") || token_is(&token, "PACKAGE");
    }
    return NULL;
}

static const char *after_words(const Syntax *syntax, const char *definition, const char *words)
{
    Scan scan = scan_open(syntax, definition, strlen(definition));
    Token token;
    for (const char *at = words; *at != '\0';) {
        char word[16] = "";
        strncat(word, at, strcspn(at, " "));
        if (!scan_solid(&scan, &token))
            return NULL;
        at = token_is(&token, word) ? at + strlen(word) + (at[strlen(word)] == ' ') : words;
    }
    const char *rest = definition + scan.at;
    return rest + strspn(rest, " \t\r\n");
}

const char *my_text(const char *definition, const char *sql_mode, const char *words)
{
    const Syntax *syntax = syntax_of_sql_mode(sql_mode);
    return words == NULL ? after_name(syntax, definition) : after_words(syntax, definition, words);
}

bool my_is_aggregate(const char *definition, const char *sql_mode)
{
    Scan scan = scan_open(syntax_of_sql_mode(sql_mode), definition, strlen(definition));
    Token token;
    while (scan_solid(&scan, &token) && !token_is(&token, "FUNCTION"))
        if (token_is(&token, "AGGREGATE"))
            return true;
    return false;
}

/* ---- views ---- */

static const char *without_check_option(Arena *arena, const char *query)
{
    static const char *const ends[] = {" WITH LOCAL CHECK OPTION", " WITH CASCADED CHECK OPTION"};
    size_t length = strlen(query);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && strcasecmp(query + length - end, ends[i]) == 0)
            return arena_slice(arena, query, length - end);
    }
    return query;
}

bool my_view(Arena *arena, const char *definition, bool is_checked, MyView *out, Err *err)
{
    Scan scan = scan_open(&syntax_mysql, definition, strlen(definition));
    Token token;
    *out = (MyView){0};
    while (scan_solid(&scan, &token) && !token_is(&token, "VIEW"))
        if (token_is(&token, "ALGORITHM") && scan_nth(&scan, 2, &token)) /* = MERGE */
            out->algorithm = arena_slice(arena, token.start, token.length);
    while (scan_solid(&scan, &token) && !token_is(&token, "AS")) {
        if (!token_is_mark(&token, "("))
            continue;
        size_t open = (size_t)(token.start - definition), close = scan_closing(&syntax_mysql, definition, open);
        List names = {0};
        if (!scan_split(arena, &syntax_mysql, token.start + 1, close - open - 1, &names))
            break;
        for (size_t i = 0; i < names.count; i++) {
            Scan one = scan_open(&syntax_mysql, names.items[i], strlen(names.items[i]));
            if (scan_solid(&one, &token))
                names.items[i] = scan_name(arena, &token);
        }
        out->columns = names;
        scan.at = close + 1;
    }
    if (scan.at >= scan.length)
        return err_set(err, ERR_BUG, "not what SHOW CREATE VIEW answers: %.200s", definition);
    const char *query = arena_copy(arena, definition + scan.at + strspn(definition + scan.at, " "));
    out->query = is_checked ? without_check_option(arena, query) : query;
    return true;
}
