/* Where files of tables lie on the source's server: those of the target lie where it has them by default. */
#include <string.h>

#include "translate_mysql.h"

static bool is_place(const char *option)
{
    return strncmp(option, "DATA DIRECTORY", 14) == 0 || strncmp(option, "INDEX DIRECTORY", 15) == 0;
}

/* A partition's DATA DIRECTORY = '/a'. */
static bool begins_place(Scan scan, const Token *token)
{
    Token next;
    bool is_directory = token_is(token, "DATA") || token_is(token, "INDEX");
    return is_directory && scan_solid(&scan, &next) && token_is(&next, "DIRECTORY");
}

/* Up to the value, and the space behind it. */
static void pass_place(Scan *scan, Token *token)
{
    while (scan_solid(scan, token) && (token_is(token, "DIRECTORY") || token->type == TOKEN_OPERATOR))
        ;
    (void)scan_next(scan, token);
}

static const char *without_places(Arena *arena, const char *partition)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_mysql, partition, strlen(partition));
    bool found = false;
    for (Token token; scan_next(&scan, &token);) {
        bool is_one = begins_place(scan, &token);
        if (is_one)
            pass_place(&scan, &token);
        else
            buf_put(&out, token.start, token.length);
        found = found || is_one;
    }
    return found ? arena_copy(arena, buf_text(&out)) : partition;
}

void my_find_places(const Catalog *desired, Arena *arena, Findings *findings)
{
    EACH (desired, TABLE, Table, table) {
        bool found = false;
        for (size_t i = 0; i < table->options.count; i++)
            found = found || is_place(table->options.items[i]);
        for (size_t i = 0; i < table->partitions.count; i++)
            found = found || without_places(arena, table->partitions.items[i]) != table->partitions.items[i];
        if (found)
            finding_add(findings, FINDING_TABLESPACE_LEFT_OUT, table->object.origin,
                        "nothing, or make the table there on the target by hand before pre-data",
                        "DATA DIRECTORY belongs to the server: its files lie in the target's default directory");
    }
}

void my_forget_places(Catalog *catalog, Arena *arena)
{
    EACH (catalog, TABLE, Table, read) {
        Table *table = (Table *)read;
        List options = table->options, partitions = table->partitions;
        table->options = (List){arena_array(arena, options.count, sizeof *options.items), 0};
        for (size_t i = 0; i < options.count; i++)
            if (!is_place(options.items[i]))
                table->options.items[table->options.count++] = options.items[i];
        table->partitions.items = arena_array(arena, partitions.count, sizeof *partitions.items);
        for (size_t i = 0; i < partitions.count; i++)
            table->partitions.items[i] = without_places(arena, partitions.items[i]);
    }
}
