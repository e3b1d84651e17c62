#include "my_partitions.h"

#include <stdlib.h>
#include <string.h>

#include "read_mysql.h"
#include "scan.h"

typedef struct Reader {
    Arena *arena;
    Scan scan;
    Token token;
    bool is_end;
} Reader;

static Reader reader_of(Arena *arena, const char *text)
{
    Reader reader = {.arena = arena, .scan = scan_open(&syntax_mysql, text, strlen(text))};
    reader.is_end = !scan_solid(&reader.scan, &reader.token);
    return reader;
}

static void next(Reader *reader)
{
    reader->is_end = reader->is_end || !scan_solid(&reader->scan, &reader->token);
}

static bool take(Reader *reader, const char *word)
{
    bool is_there = !reader->is_end && (token_is(&reader->token, word) || token_is_mark(&reader->token, word));
    if (is_there)
        next(reader);
    return is_there;
}

/* What stands in the bracket that begins here, which is passed over. */
static const char *bracket(Reader *reader)
{
    if (reader->is_end || !token_is_mark(&reader->token, "("))
        return "";
    const char *text = reader->scan.text;
    size_t open = reader->scan.at - 1, close = scan_closing(&syntax_mysql, text, open);
    const char *inner = arena_slice(reader->arena, text + open + 1, close > open ? close - open - 1 : 0);
    reader->scan.at = close < reader->scan.length ? close + 1 : reader->scan.length;
    next(reader);
    return inner;
}

static List pieces(Arena *arena, const char *text)
{
    List list = {0};
    return scan_split(arena, &syntax_mysql, text, strlen(text), &list) ? list : (List){0};
}

static List names(Arena *arena, const char *text)
{
    List list = pieces(arena, text);
    for (size_t i = 0; i < list.count; i++) {
        Reader reader = reader_of(arena, list.items[i]);
        if (!reader.is_end && reader.token.type == TOKEN_NAME)
            list.items[i] = scan_name(arena, &reader.token);
    }
    return list;
}

static int64_t number(Reader *reader)
{
    int64_t value = reader->is_end ? INT_NONE : strtoll(reader->token.start, NULL, 10);
    next(reader);
    return value;
}

/* ---- levels ---- */

static MyLevel level(Reader *reader, const char *count_word)
{
    static const struct {
        const char *word;
        MyMethod method;
    } methods[] = {
        {"RANGE", MY_RANGE}, {"LIST", MY_LIST}, {"HASH", MY_HASH}, {"KEY", MY_KEY}, {"SYSTEM_TIME", MY_SYSTEM_TIME}};
    MyLevel found = {.count = INT_NONE};
    found.is_linear = take(reader, "LINEAR");
    for (size_t i = 0; i < sizeof methods / sizeof *methods && found.method == MY_NOT_PARTITIONED; i++)
        if (take(reader, methods[i].word))
            found.method = methods[i].method;
    bool are_columns = take(reader, "COLUMNS") || found.method == MY_KEY;
    while (!reader->is_end && !token_is_mark(&reader->token, "(") && !token_is(&reader->token, "SUBPARTITION"))
        next(reader); /* ALGORITHM = 1 */
    const char *inner = bracket(reader);
    if (are_columns)
        found.columns = names(reader->arena, inner);
    else
        found.expression = inner;
    if (take(reader, count_word))
        found.count = number(reader);
    return found;
}

/* ---- partitions ---- */

static MyBound bound(Arena *arena, const char *text)
{
    Reader reader = reader_of(arena, text);
    bool is_negative = !reader.is_end && reader.token.type == TOKEN_OPERATOR && reader.token.start[0] == '-';
    bool is_introduced = !reader.is_end && reader.token.type == TOKEN_NAME && reader.token.start[0] == '_';
    if (is_negative || is_introduced)
        next(&reader);
    Token token = reader.token;
    bool is_empty = reader.is_end;
    next(&reader);
    if (is_empty || !reader.is_end)
        return (MyBound){MY_UNKNOWN, text};
    if (token.type == TOKEN_NUMBER)
        return (MyBound){MY_NUMBER,
                         arena_printf(arena, "%s%.*s", is_negative ? "-" : "", (int)token.length, token.start)};
    if (token.type == TOKEN_STRING && (token.start[0] == '\'' || token.start[0] == '"'))
        return (MyBound){MY_TEXT, scan_string(arena, &token)};
    return (MyBound){token_is(&token, "MAXVALUE") ? MY_MAXVALUE
                     : token_is(&token, "NULL")   ? MY_NULL
                                                  : MY_UNKNOWN,
                     text};
}

static void take_bounds(Reader *reader, MyPartition *partition)
{
    if (take(reader, "MAXVALUE")) {
        *LIST_PUSH(reader->arena, &partition->bounds) = (MyBound){MY_MAXVALUE, "MAXVALUE"};
        return;
    }
    List list = pieces(reader->arena, bracket(reader));
    for (size_t i = 0; i < list.count; i++)
        *LIST_PUSH(reader->arena, &partition->bounds) = bound(reader->arena, list.items[i]);
}

static MyPartition partition(Arena *arena, const char *text)
{
    MyPartition found = {0};
    Reader reader = reader_of(arena, text);
    next(&reader); /* PARTITION, SUBPARTITION */
    if (!reader.is_end)
        found.name = scan_name(arena, &reader.token);
    next(&reader);
    while (!reader.is_end) {
        if (take(&reader, "LESS") || take(&reader, "IN")) {
            (void)take(&reader, "THAN");
            take_bounds(&reader, &found);
        } else if (take(&reader, "DEFAULT")) {
            found.is_default = true;
        } else if (take(&reader, "COMMENT")) {
            if (!reader.is_end && reader.token.type == TOKEN_OPERATOR)
                next(&reader);
            if (!reader.is_end && reader.token.type == TOKEN_STRING)
                found.comment = scan_string(arena, &reader.token);
        } else if (token_is_mark(&reader.token, "(")) {
            List list = pieces(arena, bracket(&reader));
            for (size_t i = 0; i < list.count; i++)
                my_list_add(arena, &found.subpartitions, partition(arena, list.items[i]).name);
        } else {
            next(&reader);
        }
    }
    return found;
}

MyPartitioning my_partitioning(Arena *arena, const Table *table)
{
    MyPartitioning found = {0};
    if (table->partition_key == NULL)
        return found;
    Reader reader = reader_of(arena, table->partition_key);
    found.top = level(&reader, "PARTITIONS");
    if (take(&reader, "SUBPARTITION") && take(&reader, "BY"))
        found.sub = level(&reader, "SUBPARTITIONS");
    for (size_t i = 0; i < table->partitions.count; i++)
        *LIST_PUSH(arena, &found.partitions) = partition(arena, table->partitions.items[i]);
    return found;
}
