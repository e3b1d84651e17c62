/* SQL as different versions of the server print it. Each prints what it stores anew, and they differ in little:

   - Since PostgreSQL 16 a view over one table prints its columns as "a", before as "t.a": until then every view's range
     table held OLD and NEW, too, and with more than one entry ruleutils.c names the table. Only the outermost query is
     concerned; those inside of it name their tables in every version.
   - Words that a later version took for its grammar are quoted there.
   - XMLSERIALIZE says NO INDENT since PostgreSQL 16. */
#include "scan.h"

#include <string.h>

#include "buf.h"

/* A token, and what was found out about it. */
typedef struct Word {
    Token token;
    size_t depth;  /* of the brackets around it; an opening and a closing bracket are outside of themselves */
    bool is_inner; /* part of a query inside of the outermost one */
} Word;

typedef struct Words {
    LIST_OF(Word) list;
} Words;

static bool is_at(const Words *words, size_t at, const char *mark)
{
    return at < words->list.count && token_is_mark(&words->list.items[at].token, mark);
}

static bool is_any_of(const Token *token, const char *const *list)
{
    for (; *list != NULL; list++)
        if (token_is(token, *list))
            return true;
    return false;
}

static Words split(Arena *arena, const char *text)
{
    Words words = {0};
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    size_t depth = 0;
    for (Token token; scan_solid(&scan, &token);) {
        if (token_is_mark(&token, ")") && depth > 0)
            depth--;
        *LIST_PUSH(arena, &words.list) = (Word){token, depth, false};
        depth += token_is_mark(&token, "(");
    }
    return words;
}

/* Brackets with SELECT or VALUES directly inside of them hold a query. */
static void mark_inner_queries(Words *words)
{
    static const char *const starts[] = {"select", "values", NULL};
    Word *items = words->list.items;
    for (size_t i = 0; i < words->list.count; i++) {
        if (items[i].is_inner || items[i].depth == 0 || !is_any_of(&items[i].token, starts))
            continue;
        size_t depth = items[i].depth, from = i, to = i;
        while (from > 0 && items[from - 1].depth >= depth)
            from--;
        while (to < words->list.count && items[to].depth >= depth)
            items[to++].is_inner = true;
        while (from < i)
            items[from++].is_inner = true;
    }
}

/* The one thing that the outermost query reads from: its words, [from, to). None when there are several, or several
   queries side by side. */
static bool find_source(const Words *words, size_t *from, size_t *to)
{
    static const char *const ends[] = {"where", "group",  "having", "window", "order",
                                       "limit", "offset", "fetch",  "for",    NULL};
    const Word *items = words->list.items;
    size_t selects = 0;
    *from = *to = 0;
    for (size_t i = 0; i < words->list.count; i++) {
        if (items[i].depth > 0)
            continue;
        const Token *token = &items[i].token;
        selects += token_is(token, "select");
        if (*from == 0 && i > 0 && token_is(token, "from") && !token_is(&items[i - 1].token, "distinct"))
            *from = i + 1;
        else if (*from > 0 && *to == 0 && (token_is_mark(token, ",") || token_is(token, "join")))
            return false;
        else if (*from > 0 && *to == 0 && is_any_of(token, ends))
            *to = i;
    }
    if (*to == 0)
        *to = words->list.count;
    return selects == 1 && *from > 0 && *from < *to;
}

/* By what name its columns are called: "t", "schema.t", "t a", "( SELECT ...) a", "f(x) a(b, c)", "XMLTABLE(...)". */
static const char *find_name(Arena *arena, const Words *words, size_t from, size_t to)
{
    const Word *items = words->list.items;
    size_t last = from;
    while (last < to && !(items[last].depth == 0 && token_is(&items[last].token, "tablesample")))
        last++;
    if (last == from)
        return NULL;
    last--;
    if (is_at(words, last, ")"))
        while (last > from && !(items[last].depth == 0 && is_at(words, last, "(")))
            last--;
    if (is_at(words, last, "(")) {
        if (last == from)
            return NULL; /* a join */
        last--;
    }
    return items[last].token.type == TOKEN_NAME ? scan_name(arena, &items[last].token) : NULL;
}

/* "t." before a column, not before a function's or a type's name. */
static bool is_prefix(const Words *words, size_t at, const char *name)
{
    const Word *items = words->list.items;
    return name != NULL && !items[at].is_inner && token_names(&items[at].token, name) && is_at(words, at + 1, ".") &&
           at + 2 < words->list.count && items[at + 2].token.type == TOKEN_NAME && !is_at(words, at + 3, "(") &&
           !(at > 0 && (is_at(words, at - 1, "::") || is_at(words, at - 1, ".")));
}

/* Words of the grammar that were none in PostgreSQL 12. Most may still be a column's name as they stand. */
static const struct LaterWord {
    const char *word;
    int since;
    bool is_reserved; /* stands for no name at all without quotes */
} later_words[] = {
    {"normalize", 13, false},   {"json_array", 16, false},     {"json_arrayagg", 16, false},
    {"json_object", 16, false}, {"json_objectagg", 16, false}, {"system_user", 16, true},
    {"json", 17, false},        {"json_exists", 17, false},    {"json_query", 17, false},
    {"json_scalar", 17, false}, {"json_serialize", 17, false}, {"json_table", 17, false},
    {"json_value", 17, false},  {"merge_action", 17, false},
};

static const struct LaterWord *later_word(const Token *token)
{
    for (size_t i = 0; token->type == TOKEN_NAME && i < sizeof later_words / sizeof *later_words; i++)
        if (token_names(token, later_words[i].word))
            return &later_words[i];
    return NULL;
}

static bool is_no_indent(const Words *words, size_t at)
{
    const Word *items = words->list.items;
    return token_is(&items[at].token, "no") && is_at(words, at + 2, ")") && token_is(&items[at + 1].token, "indent");
}

const char *canonical_postgres(Arena *arena, const char *text, bool is_query)
{
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Arena *, arena_release) scratch = arena_new();
    Words words = split(scratch, text);
    const char *name = NULL;
    size_t from = 0, to = 0;
    if (is_query && find_source(&words, &from, &to)) {
        mark_inner_queries(&words);
        name = find_name(scratch, &words, from, to);
    }
    for (size_t i = 0; i < words.list.count; i++) {
        const Token *token = &words.list.items[i].token;
        if ((i < from || i >= to) && is_prefix(&words, i, name))
            token = &words.list.items[i += 2].token;
        if (is_no_indent(&words, i)) {
            i++;
            continue;
        }
        const struct LaterWord *later = later_word(token);
        if (later != NULL)
            buf_puts(&out, later->word);
        else
            buf_put(&out, token->start, token->length);
        buf_putc(&out, ' ');
    }
    return arena_slice(arena, buf_text(&out), out.length);
}

typedef struct Fit {
    int64_t from_major, to_major;
} Fit;

/* What a function calls its arguments must be no word of the grammar: (json text, INOUT json_value integer). */
static bool is_argument(const Token *before, const Token *after)
{
    static const char *const modes[] = {"in", "out", "inout", "variadic", NULL};
    return after->type == TOKEN_NAME &&
           (token_is_mark(before, "(") || token_is_mark(before, ",") || is_any_of(before, modes));
}

/* What one version takes for a name and another for a word of its grammar. */
static bool wants_quotes(const Scan *scan, const Token *before, const Token *token, const Fit *fit)
{
    const struct LaterWord *later = token->start[0] == '"' ? NULL : later_word(token);
    if (later == NULL || later->since <= fit->from_major || later->since > fit->to_major)
        return false;
    if (later->is_reserved)
        return !token_is_mark(before, ".");
    Scan ahead = *scan;
    Token after;
    return scan_solid(&ahead, &after) && is_argument(before, &after);
}

/* NO INDENT) is what is meant anyway where it cannot be said. Both words are skipped. */
static bool skips_no_indent(Scan *scan, const Token *token, const Fit *fit)
{
    enum { WITH_INDENT = 16 };
    Scan ahead = *scan;
    Token indent, bracket;
    if (fit->to_major >= WITH_INDENT || !token_is(token, "no") || !scan_solid(&ahead, &indent) ||
        !token_is(&indent, "indent"))
        return false;
    Scan behind = ahead;
    if (!scan_solid(&ahead, &bracket) || !token_is_mark(&bracket, ")"))
        return false;
    *scan = behind;
    return true;
}

const char *scan_for_version(Arena *arena, const char *text, int64_t from_major, int64_t to_major)
{
    SCOPED(Buf, buf_free) out = {0};
    const Fit fit = {from_major, to_major};
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    Token before = {&syntax_postgres, TOKEN_SPACE, text, 0};
    bool is_changed = false;
    for (Token token; scan_next(&scan, &token);) {
        bool is_quoted = wants_quotes(&scan, &before, &token, &fit), is_skipped = skips_no_indent(&scan, &token, &fit);
        buf_puts(&out, is_quoted ? "\"" : "");
        buf_put(&out, token.start, is_skipped ? 0 : token.length);
        buf_puts(&out, is_quoted ? "\"" : "");
        is_changed = is_changed || is_quoted || is_skipped;
        if (token.type != TOKEN_SPACE && token.type != TOKEN_COMMENT)
            before = token;
    }
    return is_changed ? arena_slice(arena, buf_text(&out), out.length) : text;
}
