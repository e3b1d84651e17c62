/* Scripts. */
#include "script.h"

#include <string.h>

#include "charset.h"

void script_encode(Buf *out, const Statement *statement)
{
    if (statement->character_set == NULL || !charset_encode(out, statement->character_set, statement->sql))
        buf_puts(out, statement->sql);
}

static void put_all(Buf *out, const List *list)
{
    for (size_t i = 0; i < list->count; i++)
        buf_printf(out, "%s;\n", list->items[i]);
}

/* One that the text does not hold. */
static const char *delimiter_for(const char *sql)
{
    static const char *const delimiters[] = {";;", "$$", "//", "~~", "%%", "|||"};
    size_t i = 0;
    while (i + 1 < sizeof delimiters / sizeof *delimiters && strstr(sql, delimiters[i]) != NULL)
        i++;
    return delimiters[i];
}

void script_put(Buf *out, const Dialect *dialect, const Statement *statement, bool for_people)
{
    put_all(out, &statement->before);
    bool is_delimited = dialect->has_delimiters && strchr(statement->sql, ';') != NULL;
    const char *delimiter = is_delimited ? delimiter_for(statement->sql) : ";";
    if (is_delimited)
        buf_printf(out, "DELIMITER %s\n", delimiter);
    if (for_people)
        buf_puts(out, statement->sql);
    else
        script_encode(out, statement);
    buf_printf(out, "%s\n", delimiter);
    buf_puts(out, is_delimited ? "DELIMITER ;\n" : "");
    put_all(out, &statement->after);
}
