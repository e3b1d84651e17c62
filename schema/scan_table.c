/* SHOW CREATE TABLE of MySQL and MariaDB, taken apart as far as information_schema loses something. */
#include <string.h>

#include "quote.h"
#include "read_mysql.h"
#include "scan.h"

static Scan scan_piece(const char *text)
{
    return scan_open(&syntax_mysql, text, strlen(text));
}

/* Which plain words in a partition clause are names: those behind PARTITION and SUBPARTITION, and columns in a list. */
typedef struct Names {
    bool is_next, is_list;
    size_t depth;
} Names;

static bool is_partition_name(Names *names, const Token *token)
{
    bool is_name = token->type == TOKEN_NAME &&
                   ((names->is_next && !token_is(token, "BY")) || (names->is_list && names->depth > 0));
    names->is_next = token_is(token, "PARTITION") || token_is(token, "SUBPARTITION");
    names->is_list = names->is_list || token_is(token, "KEY") || token_is(token, "COLUMNS");
    if (token_is_mark(token, "("))
        names->depth += names->is_list;
    if (token_is_mark(token, ")") && names->depth > 0)
        names->is_list = --names->depth > 0;
    return is_name;
}

/* A partition clause in one form: one space for every gap, no comments, names in quotes; MySQL leaves plain ones without. */
static const char *clause(Arena *arena, const char *start, const char *end)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_mysql, start, (size_t)(end - start));
    Token token;
    Names names = {0};
    bool is_gap = false;
    while (scan_next(&scan, &token)) {
        if (token.type == TOKEN_SPACE || token.type == TOKEN_COMMENT) {
            is_gap = out.length > 0;
            continue;
        }
        if (is_gap)
            buf_putc(&out, ' ');
        if (is_partition_name(&names, &token))
            quote_mysql_name(&out, scan_name(arena, &token));
        else
            buf_put(&out, token.start, token.length);
        is_gap = false;
    }
    return arena_copy(arena, buf_text(&out));
}

/* ---- columns ---- */

static void take_column(Arena *arena, MyTable *table, const char *text)
{
    Scan scan = scan_piece(text);
    Token token;
    MyColumn column = {.text = text};
    if (scan_solid(&scan, &token))
        column.name = scan_name(arena, &token);
    while (scan_solid(&scan, &token)) {
        if (token_is(&token, "COLUMN_FORMAT") && scan_solid(&scan, &token))
            column.format = arena_slice(arena, token.start, token.length);
        else if (token_is(&token, "DEFAULT") && scan_solid(&scan, &token) &&
                 (token.type == TOKEN_STRING || token.type == TOKEN_NUMBER))
            column.literal = arena_slice(arena, token.start, token.length);
    }
    *LIST_PUSH(arena, &table->columns) = column;
}

/* ---- indexes ---- */

static bool is_index(const Token *token)
{
    static const char *const words[] = {"PRIMARY", "UNIQUE", "KEY", "FULLTEXT", "SPATIAL", "VECTOR"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

/* Of what follows the keys, the fields of the model are left out: USING, COMMENT, INVISIBLE, IGNORED. */
static List index_options(Arena *arena, const char *text)
{
    List options = {0};
    Scan scan = scan_piece(text);
    Token token;
    const char *last = NULL;
    while (scan_solid(&scan, &token)) {
        if (token_is(&token, "INVISIBLE") || token_is(&token, "IGNORED"))
            continue;
        bool is_known = token_is(&token, "USING") || token_is(&token, "COMMENT");
        bool is_parser = token_is(&token, "WITH");
        const char *name = token.type == TOKEN_NAME ? scan_name(arena, &token) : NULL;
        if (is_parser)
            (void)scan_solid(&scan, &token);
        if (!scan_solid(&scan, &token) || name == NULL || is_known)
            continue;
        if (token.type == TOKEN_OPERATOR && !scan_solid(&scan, &token))
            continue;
        last = arena_slice(arena, token.start, token.length);
        my_list_add(arena, &options,
                    is_parser ? arena_printf(arena, "WITH PARSER %s", last) : arena_printf(arena, "%s=%s", name, last));
    }
    return options;
}

static bool take_index(Arena *arena, MyTable *table, const char *text)
{
    Scan scan = scan_piece(text);
    Token token;
    MyIndex index = {.name = "PRIMARY"};
    while (scan_solid(&scan, &token) && !token_is_mark(&token, "("))
        if (token.type == TOKEN_NAME && token.start[0] == '`')
            index.name = scan_name(arena, &token);
    size_t open = scan.at - 1, close = scan_closing(&syntax_mysql, text, open);
    if (close >= strlen(text) || !scan_split(arena, &syntax_mysql, text + open + 1, close - open - 1, &index.keys))
        return false;
    index.options = index_options(arena, text + close + 1);
    *LIST_PUSH(arena, &table->indexes) = index;
    return true;
}

static void take_constraint(Arena *arena, MyTable *table, const char *text)
{
    Scan scan = scan_piece(text);
    Token token;
    if (scan_nth(&scan, 2, &token)) /* CONSTRAINT name */
        *LIST_PUSH(arena, &table->constraints) = (MyConstraint){scan_name(arena, &token), text};
}

static void take_period(Arena *arena, MyTable *table, const char *text)
{
    Scan scan = scan_piece(text);
    Token token;
    my_list_add(arena, &table->periods, text);
    if (scan_nth(&scan, 3, &token)) /* PERIOD FOR name */
        my_list_add(arena, &table->period_names, scan_name(arena, &token));
}

/* ---- partitions ---- */

/* The list of partitions is the last bracket, if it begins with that word. */
static bool take_partitions(Arena *arena, MyTable *table, const char *text)
{
    const char *list = NULL;
    Scan scan = scan_piece(text);
    Token token;
    while (scan_solid(&scan, &token)) {
        if (!token_is_mark(&token, "("))
            continue;
        size_t open = scan.at - 1, close = scan_closing(&syntax_mysql, text, open);
        if (scan_solid(&scan, &token) && token_is(&token, "PARTITION"))
            list = text + open;
        scan.at = close < scan.length ? close + 1 : scan.length;
    }
    if (list == NULL) {
        table->partition_key = clause(arena, text, text + strlen(text));
        return true;
    }
    size_t open = (size_t)(list - text), close = scan_closing(&syntax_mysql, text, open);
    table->partition_key = clause(arena, text, list);
    if (close >= strlen(text) || !scan_split(arena, &syntax_mysql, list + 1, close - open - 1, &table->partitions))
        return false;
    for (size_t i = 0; i < table->partitions.count; i++) {
        const char *one = table->partitions.items[i];
        table->partitions.items[i] = clause(arena, one, one + strlen(one));
    }
    return true;
}

/* What stands behind the columns: options up to how the table is partitioned. */
static bool take_tail(Arena *arena, MyTable *table, const char *text)
{
    Scan scan = scan_piece(text);
    Token token;
    size_t end = strlen(text);
    while (scan_solid(&scan, &token)) {
        if (!token_is(&token, "PARTITION"))
            continue;
        end = (size_t)(token.start - text);
        if (!scan_solid(&scan, &token) || !take_partitions(arena, table, text + scan.at))
            return false;
        break;
    }
    table->options = my_options(arena, text, end, &table->row_format);
    return true;
}

bool my_table(Arena *arena, const char *definition, MyTable *out, Err *err)
{
    Scan scan = scan_piece(definition);
    Token token;
    List pieces = {0};
    *out = (MyTable){0};
    while (scan_solid(&scan, &token) && !token_is_mark(&token, "("))
        ;
    size_t open = scan.at - 1, close = scan_closing(&syntax_mysql, definition, open);
    bool ok = close < scan.length && scan_split(arena, &syntax_mysql, definition + open + 1, close - open - 1, &pieces);
    for (size_t i = 0; ok && i < pieces.count; i++) {
        Scan one = scan_piece(pieces.items[i]);
        if (!scan_solid(&one, &token))
            continue;
        if (token.start[0] == '`')
            take_column(arena, out, pieces.items[i]);
        else if (is_index(&token))
            ok = take_index(arena, out, pieces.items[i]);
        else if (token_is(&token, "PERIOD"))
            take_period(arena, out, pieces.items[i]);
        else if (token_is(&token, "CONSTRAINT"))
            take_constraint(arena, out, pieces.items[i]);
    }
    ok = ok && take_tail(arena, out, definition + close + 1);
    return ok || err_set(err, ERR_BUG, "not what SHOW CREATE TABLE answers: %.200s", definition);
}
