/* What MySQL up to 5.7 reads and later releases do not, or read otherwise: words that became the grammar's, GROUP BY that sorts, and
   utf8mb4 that means another collation. MariaDB still sorts. */
#include <string.h>

#include "quote.h"
#include "translate_mysql.h"

/* ---- words that became reserved ---- */

/* Those that no older grammar knows: where they stand they are names, without quotes as nobody needed them. */
static const struct {
    const char *word;
    int64_t since;
} reserved[] = {
    {"cume_dist", 80000},   {"dense_rank", 80000},  {"empty", 80000},        {"except", 80000},
    {"first_value", 80000}, {"grouping", 80000},    {"groups", 80000},       {"json_table", 80000},
    {"lag", 80000},         {"last_value", 80000},  {"lateral", 80000},      {"lead", 80000},
    {"nth_value", 80000},   {"ntile", 80000},       {"of", 80000},           {"over", 80000},
    {"rank", 80000},        {"recursive", 80000},   {"percent_rank", 80000}, {"row_number", 80000},
    {"system", 80000},      {"window", 80000},      {"intersect", 80031},    {"parallel", 80200},
    {"qualify", 80300},     {"tablesample", 80400}, {"manual", 80400},       {"library", 90200},
    {"external", 90400},
};

static bool became_reserved(const Token *token, const Versions *versions)
{
    bool is_mariadb = my_is_mariadb_release(&versions->target);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (versions->source.version < reserved[i].since &&
            (is_mariadb || versions->target.version >= reserved[i].since) && token_is(token, reserved[i].word))
            return true;
    return false;
}

const char *my_quote_words(Arena *arena, const Syntax *syntax, const char *text, const Versions *versions)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(syntax, text, strlen(text));
    Token before = {0};
    bool is_changed = false;
    for (Token token; scan_next(&scan, &token);) {
        bool is_member = before.length > 0 && token_is_mark(&before, ".");
        bool is_quoted = token.type == TOKEN_NAME && !is_member && became_reserved(&token, versions);
        if (is_quoted)
            quote_mysql_name(&out, scan_name(arena, &token));
        else
            buf_put(&out, token.start, token.length);
        is_changed = is_changed || is_quoted;
        if (token.type != TOKEN_SPACE && token.type != TOKEN_COMMENT)
            before = token;
    }
    return is_changed ? arena_slice(arena, buf_text(&out), out.length) : text;
}

/* ---- GROUP BY a DESC ---- */

/* Where a scan is: in which brackets, and in which of them a list of GROUP BY began. */
typedef struct Grouping {
    size_t depth, list;
    bool is_list;
    Token before;
} Grouping;

static bool ends_groups(const Token *token)
{
    static const char *const words[] = {"with", "having", "order", "limit",     "union",
                                        "into", "for",    "lock",  "procedure", "window"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return token_is_mark(token, ";");
}

/* Is the token an ASC or DESC of a GROUP BY? */
static bool sorts(Grouping *g, const Token *token)
{
    if (token_is_mark(token, "("))
        g->depth++;
    if (token_is_mark(token, ")") && g->depth > 0 && g->depth-- == g->list)
        g->is_list = false;
    if (g->is_list && g->depth == g->list && ends_groups(token))
        g->is_list = false;
    bool is_start = token_is(token, "by") && g->before.length > 0 && token_is(&g->before, "group");
    if (is_start) {
        g->is_list = true;
        g->list = g->depth;
    }
    g->before = *token;
    return g->is_list && g->depth == g->list && (token_is(token, "asc") || token_is(token, "desc"));
}

static const char **query_of(const Object *object)
{
    return (const char **)(void *)field_at(object, field_named(object->kind, "definition"));
}

bool my_sorts_groups(const Object *object)
{
    const char *text = *query_of(object);
    Scan scan = scan_open(my_syntax(object), text, strlen(text));
    Grouping grouping = {0};
    for (Token token; scan_solid(&scan, &token);)
        if (sorts(&grouping, &token))
            return true;
    return false;
}

void my_unsort_groups(Object *object, Arena *arena)
{
    SCOPED(Buf, buf_free) out = {0};
    const char **text = query_of(object), *from = *text;
    Scan scan = scan_open(my_syntax(object), *text, strlen(*text));
    Grouping grouping = {0};
    for (Token token; scan_solid(&scan, &token);) {
        const char *end = grouping.before.start == NULL ? *text : grouping.before.start + grouping.before.length;
        if (!sorts(&grouping, &token))
            continue;
        buf_put(&out, from, (size_t)(end - from));
        from = token.start + token.length;
    }
    buf_puts(&out, from);
    *text = arena_slice(arena, buf_text(&out), out.length);
}

/* ---- CHARSET utf8mb4 ---- */

/* In the brackets of these, a character set has no collation. */
static bool opens_cast(const Token *before)
{
    return before->length > 0 && (token_is(before, "cast") || token_is(before, "convert"));
}

static bool is_utf8mb4(const Token *token, const Token *before, const Token *earlier)
{
    if (before->length == 0 || token->type != TOKEN_NAME || !token_is(token, "utf8mb4"))
        return false;
    bool is_set =
        token_is(before, "set") && earlier->length > 0 && (token_is(earlier, "character") || token_is(earlier, "char"));
    return token_is(before, "charset") || is_set;
}

/* The collation that it had here, where none is said. A statement that sets the session's has none, either. */
const char *my_name_collation(Arena *arena, const Syntax *syntax, const char *text)
{
    enum { DEPTH_MAX = 64 };
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(syntax, text, strlen(text));
    Token last[3] = {0};
    bool casts[DEPTH_MAX] = {false};
    size_t depth = 0;
    const char *from = text;
    for (Token token; scan_solid(&scan, &token); last[2] = last[1], last[1] = last[0], last[0] = token) {
        Scan ahead = scan;
        Token next;
        if (token_is_mark(&token, "(") && ++depth < DEPTH_MAX)
            casts[depth] = opens_cast(&last[0]);
        if (token_is_mark(&token, ")") && depth > 0)
            depth--;
        bool is_statement = last[2].length > 0 && token_is(&last[2], "set");
        if (!is_utf8mb4(&token, &last[0], &last[1]) || is_statement || depth >= DEPTH_MAX || casts[depth] ||
            (scan_solid(&ahead, &next) && token_is(&next, "collate")))
            continue;
        buf_put(&out, from, (size_t)(token.start + token.length - from));
        buf_puts(&out, " COLLATE utf8mb4_general_ci");
        from = token.start + token.length;
    }
    if (from == text)
        return text;
    buf_puts(&out, from);
    return arena_slice(arena, buf_text(&out), out.length);
}
