/* How names and values are written into SQL, engine by engine. */
#include "quote.h"

#include <stdbool.h>
#include <string.h>

/* Words that cannot stand as a name without quotes in some place (PostgreSQL 18 manual, appendix C: reserved, and those
   that cannot be a function's, a type's or a column's name). Quoting one too many does no harm. */
/* clang-format off */
static const char *const keywords[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between", "bigint",
    "binary", "bit", "boolean", "both", "case", "cast", "char", "character", "check", "coalesce", "collate", "collation",
    "column", "concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc",
    "distinct", "do", "else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign", "freeze",
    "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in", "initially", "inner", "inout", "int",
    "integer", "intersect", "interval", "into", "is", "isnull", "join", "json", "json_array", "json_arrayagg", "json_exists",
    "json_object", "json_objectagg", "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "lateral",
    "leading", "least", "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national", "natural",
    "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only", "or", "order",
    "out", "outer", "overlaps", "overlay", "placing", "position", "precision", "primary", "real", "references", "returning",
    "right", "row", "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric",
    "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true", "union",
    "unique", "user", "using", "values", "varchar", "variadic", "verbose", "when", "where", "window", "with",
    "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
    "xmlserialize", "xmltable",
};
/* clang-format on */

static bool is_plain(const char *name)
{
    if (name[0] == '\0' || strchr("0123456789$", name[0]) != NULL ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_$") != strlen(name))
        return false;
    size_t low = 0, high = sizeof keywords / sizeof *keywords;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, keywords[middle]);
        if (order == 0)
            return false;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return true;
}

/* Between two of `mark`; what is in `doubled` stands twice. */
static void put_quoted(Buf *out, const char *text, char mark, const char *doubled)
{
    buf_putc(out, mark);
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr(doubled, *c) != NULL)
            buf_putc(out, *c);
        buf_putc(out, *c);
    }
    buf_putc(out, mark);
}

void quote_double(Buf *out, const char *name)
{
    put_quoted(out, name, '"', "\"");
}

void quote_postgres_name(Buf *out, const char *name)
{
    if (is_plain(name))
        buf_puts(out, name);
    else
        quote_double(out, name);
}

/* standard_conforming_strings is on in every session, so only the quote is special. */
void quote_postgres_literal(Buf *out, const char *text)
{
    put_quoted(out, text, '\'', "'");
}

/* A backtick in a name is always doubled, whatever sql_mode says. */
void quote_mysql_name(Buf *out, const char *name)
{
    put_quoted(out, name, '`', "`");
}

/* The driver's sessions have no NO_BACKSLASH_ESCAPES in their sql_mode, so the backslash is special beside the quote: but for
   the definition of code that was made under that mode. */
void quote_mysql_literal(Buf *out, const char *text)
{
    put_quoted(out, text, '\'', "'\\");
}

void quote_mysql_plain_literal(Buf *out, const char *text)
{
    put_quoted(out, text, '\'', "'");
}
