/* SQL as different versions of the server print it. Each prints what it stores anew, and they differ in little:

   - Since PostgreSQL 16 a view over one table prints its columns as "a", before as "t.a": until then every view's range
     table held OLD and NEW, too, and with more than one entry ruleutils.c names the table. Only the outermost query is
     concerned; those inside of it name their tables in every version.
   - Words that a later version took for its grammar are quoted there. */
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
    Scan scan = scan_open(text, strlen(text));
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

/* By what name its columns are called: "t", "schema.t", "t a", "( SELECT ...) a", "f(x) a(b, c)". */
static const Token *find_name(const Words *words, size_t from, size_t to)
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
    return items[last].token.type == TOKEN_NAME ? &items[last].token : NULL;
}

static bool same_name(const Token *a, const Token *b)
{
    return a->type == b->type && a->length == b->length && memcmp(a->start, b->start, a->length) == 0;
}

/* "t." before a column, not before a function's or a type's name. */
static bool is_prefix(const Words *words, size_t at, const Token *name)
{
    const Word *items = words->list.items;
    return name != NULL && !items[at].is_inner && same_name(&items[at].token, name) && is_at(words, at + 1, ".") &&
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

const char *scan_canonical(Arena *arena, const char *text, bool is_query)
{
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Arena *, arena_release) scratch = arena_new();
    Words words = split(scratch, text);
    const Token *name = NULL;
    size_t from = 0, to = 0;
    if (is_query && find_source(&words, &from, &to)) {
        mark_inner_queries(&words);
        name = find_name(&words, from, to);
    }
    for (size_t i = 0; i < words.list.count; i++) {
        const Token *token = &words.list.items[i].token;
        if ((i < from || i >= to) && is_prefix(&words, i, name))
            token = &words.list.items[i += 2].token;
        const struct LaterWord *later = later_word(token);
        if (later != NULL)
            buf_puts(&out, later->word);
        else
            buf_put(&out, token->start, token->length);
        buf_putc(&out, ' ');
    }
    return arena_slice(arena, buf_text(&out), out.length);
}

/* What a function calls its arguments must be no word of the grammar: (json text, INOUT json_value integer). */
static bool is_argument(const Token *before, const Token *after)
{
    static const char *const modes[] = {"in", "out", "inout", "variadic", NULL};
    return after->type == TOKEN_NAME &&
           (token_is_mark(before, "(") || token_is_mark(before, ",") || is_any_of(before, modes));
}

const char *scan_quote_later(Arena *arena, const char *text, int64_t from_major, int64_t to_major)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(text, strlen(text));
    Token before = {TOKEN_SPACE, text, 0};
    bool is_changed = false;
    for (Token token; scan_next(&scan, &token);) {
        const struct LaterWord *later = token.start[0] == '"' ? NULL : later_word(&token);
        Token after = {TOKEN_SPACE, text, 0};
        Scan ahead = scan;
        bool is_new = later != NULL && later->since > from_major && later->since <= to_major;
        bool is_quoted = is_new && (later->is_reserved ? !token_is_mark(&before, ".")
                                                       : scan_solid(&ahead, &after) && is_argument(&before, &after));
        buf_puts(&out, is_quoted ? "\"" : "");
        buf_put(&out, token.start, token.length);
        buf_puts(&out, is_quoted ? "\"" : "");
        is_changed = is_changed || is_quoted;
        if (token.type != TOKEN_SPACE && token.type != TOKEN_COMMENT)
            before = token;
    }
    return is_changed ? arena_slice(arena, buf_text(&out), out.length) : text;
}
