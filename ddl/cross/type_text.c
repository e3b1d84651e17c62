/* A type's text, taken apart and put together. */
#include "type_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "buf.h"
#include "quote.h"
#include "text.h"

static int64_t number_of(const List *args, size_t at)
{
    char *end;
    if (at >= args->count)
        return INT_NONE;
    long long value = strtoll(args->items[at], &end, 10);
    return end == args->items[at] || *end != '\0' ? INT_NONE : value;
}

static void add_word(Buf *words, const char *word)
{
    buf_printf(words, "%s%s", words->length > 0 ? " " : "", word);
}

/* The args between two marks, strings as what they stand for, and where the closing bracket is. */
static void read_args(Arena *arena, const Syntax *syntax, const char *text, size_t length, List *args)
{
    List pieces = {0};
    if (!scan_split(arena, syntax, text, length, &pieces))
        return;
    *args = (List){arena_array(arena, pieces.count, sizeof *args->items), 0};
    for (size_t i = 0; i < pieces.count; i++) {
        Scan scan = scan_open(syntax, pieces.items[i], strlen(pieces.items[i]));
        Token token;
        bool is_string = scan_solid(&scan, &token) && token.type == TOKEN_STRING;
        args->items[args->count++] = is_string ? scan_string(arena, &token) : pieces.items[i];
    }
}

static void read_name(Arena *arena, TypeText *type, Buf *words, const Token *token)
{
    if (syntax_of("mysql") == token->syntax && token_is(token, "unsigned"))
        type->is_unsigned = true;
    else if (syntax_of("mysql") == token->syntax && token_is(token, "zerofill"))
        type->is_zerofill = true;
    else
        add_word(words, scan_name(arena, token));
}

TypeText type_text(Arena *arena, const Syntax *syntax, const char *text)
{
    TypeText type = {0};
    SCOPED(Buf, buf_free) words = {0};
    Scan scan = scan_open(syntax, text, strlen(text));
    for (Token token; scan_solid(&scan, &token);) {
        size_t at = (size_t)(token.start - text);
        if (token_is_mark(&token, "(") && type.args.count == 0) {
            size_t close = scan_closing(syntax, text, at);
            read_args(arena, syntax, text + at + 1, close - at - 1, &type.args);
            scan.at = close + (text[close] != '\0');
        } else if (token_is_mark(&token, "[")) {
            type.is_array = true;
        } else if (token_is_mark(&token, ".")) {
            type.schema = arena_copy(arena, buf_text(&words));
            buf_clear(&words);
        } else if (token.type == TOKEN_NAME) {
            read_name(arena, &type, &words, &token);
        }
    }
    type.word = arena_copy(arena, buf_text(&words));
    type.first = number_of(&type.args, 0);
    type.second = number_of(&type.args, 1);
    return type;
}

/* ---- what a person wrote ---- */

typedef struct Spelling {
    const char *written, *printed; /* {} where the brackets stand; printed NULL: as written */
} Spelling;

static const Spelling postgres[] = {
    {"bool", "boolean"},
    {"boolean", NULL},
    {"int2", "smallint"},
    {"smallint", NULL},
    {"int4", "integer"},
    {"int", "integer"},
    {"integer", NULL},
    {"int8", "bigint"},
    {"bigint", NULL},
    {"decimal", "numeric{}"},
    {"numeric", "numeric{}"},
    {"float4", "real"},
    {"real", NULL},
    {"float8", "double precision"},
    {"float", "double precision"},
    {"double precision", NULL},
    {"money", NULL},
    {"char", "character{}"},
    {"character", "character{}"},
    {"bpchar", "bpchar"},
    {"varchar", "character varying{}"},
    {"character varying", "character varying{}"},
    {"text", NULL},
    {"citext", "public.citext"},
    {"name", NULL},
    {"bytea", NULL},
    {"date", NULL},
    {"time", "time{} without time zone"},
    {"time without time zone", "time{} without time zone"},
    {"timetz", "time{} with time zone"},
    {"time with time zone", "time{} with time zone"},
    {"timestamp", "timestamp{} without time zone"},
    {"timestamp without time zone", "timestamp{} without time zone"},
    {"timestamptz", "timestamp{} with time zone"},
    {"timestamp with time zone", "timestamp{} with time zone"},
    {"interval", "interval{}"},
    {"uuid", NULL},
    {"json", NULL},
    {"jsonb", NULL},
    {"xml", NULL},
    {"inet", NULL},
    {"cidr", NULL},
    {"macaddr", NULL},
    {"macaddr8", NULL},
    {"bit", "bit{}"},
    {"varbit", "bit varying{}"},
    {"bit varying", "bit varying{}"},
    {"tsvector", NULL},
    {"tsquery", NULL},
    {"oid", NULL},
    {"xid8", NULL},
    {"pg_lsn", NULL},
    {"point", NULL},
    {"line", NULL},
    {"lseg", NULL},
    {"box", NULL},
    {"path", NULL},
    {"polygon", NULL},
    {"circle", NULL},
    {"int4range", NULL},
    {"int8range", NULL},
    {"numrange", NULL},
    {"daterange", NULL},
    {"tsrange", NULL},
    {"tstzrange", NULL},
    {"hstore", "public.hstore"},
    {"ltree", "public.ltree"},
    {"vector", "public.vector{}"},
    {"geometry", "public.geometry{}"},
    {"geography", "public.geography{}"},
    {NULL, NULL},
};

static const Spelling mysql[] = {
    {"bool", "tinyint(1)"},
    {"boolean", "tinyint(1)"},
    {"tinyint", "tinyint{}"},
    {"smallint", "smallint"},
    {"mediumint", "mediumint"},
    {"int", "int"},
    {"integer", "int"},
    {"bigint", "bigint"},
    {"decimal", "decimal{}"},
    {"numeric", "decimal{}"},
    {"fixed", "decimal{}"},
    {"float", "float{}"},
    {"double", "double{}"},
    {"double precision", "double{}"},
    {"real", "double{}"},
    {"bit", "bit{}"},
    {"char", "char{}"},
    {"character", "char{}"},
    {"varchar", "varchar{}"},
    {"character varying", "varchar{}"},
    {"tinytext", NULL},
    {"text", NULL},
    {"mediumtext", NULL},
    {"longtext", NULL},
    {"binary", "binary{}"},
    {"varbinary", "varbinary{}"},
    {"tinyblob", NULL},
    {"blob", NULL},
    {"mediumblob", NULL},
    {"longblob", NULL},
    {"enum", "enum{}"},
    {"set", "set{}"},
    {"date", NULL},
    {"datetime", "datetime{}"},
    {"timestamp", "timestamp{}"},
    {"time", "time{}"},
    {"year", "year"},
    {"json", NULL},
    {"geometry", NULL},
    {"point", NULL},
    {"linestring", NULL},
    {"polygon", NULL},
    {"multipoint", NULL},
    {"multilinestring", NULL},
    {"multipolygon", NULL},
    {"geometrycollection", "geomcollection"},
    {"geomcollection", NULL},
    {"vector", "vector{}"},
    {"uuid", NULL},
    {"inet4", NULL},
    {"inet6", NULL},
    {NULL, NULL},
};

/* Types that have a length whether it was said or not. */
static const char *brackets_of(Arena *arena, const Syntax *syntax, const TypeText *type)
{
    SCOPED(Buf, buf_free) out = {0};
    bool is_list = type->args.count > 0 && type->first == INT_NONE;
    const char *one = strcasecmp(type->word, "bit") == 0 || strcasecmp(type->word, "char") == 0 ||
                              strcasecmp(type->word, "character") == 0 || strcasecmp(type->word, "binary") == 0
                          ? "1"
                          : NULL;
    bool is_decimal =
        syntax == &syntax_mysql && (strcasecmp(type->word, "decimal") == 0 || strcasecmp(type->word, "numeric") == 0 ||
                                    strcasecmp(type->word, "fixed") == 0);
    if (type->args.count == 0)
        return is_decimal ? "(10,0)" : one == NULL ? "" : arena_printf(arena, "(%s)", one);
    for (size_t i = 0; i < type->args.count; i++) {
        buf_puts(&out, i == 0 ? "(" : ",");
        if (is_list)
            quote_mysql_literal(&out, type->args.items[i]);
        else
            buf_puts(&out, type->args.items[i]);
    }
    bool lacks_scale = type->args.count == 1 &&
                       (is_decimal || strcmp(type->word, "numeric") == 0 || strcmp(type->word, "decimal") == 0);
    buf_puts(&out, lacks_scale ? ",0)" : ")");
    return arena_copy(arena, buf_text(&out));
}

const char *type_text_canonical(Arena *arena, const Syntax *syntax, const char *text)
{
    TypeText type = type_text(arena, syntax, text);
    const Spelling *row = syntax == &syntax_mysql ? mysql : postgres;
    if (type.schema != NULL && strcmp(type.schema, "public") != 0)
        return NULL;
    while (row->written != NULL && strcasecmp(row->written, type.word) != 0)
        row++;
    if (row->written == NULL)
        return NULL;
    const char *printed = row->printed == NULL ? row->written : row->printed, *hole = strstr(printed, "{}");
    const char *brackets = hole == NULL ? "" : brackets_of(arena, syntax, &type);
    int length = hole == NULL ? (int)strlen(printed) : (int)(hole - printed);
    bool is_known_timestamp = strncmp(brackets, "(0)", 3) == 0 && syntax == &syntax_mysql;
    return arena_printf(arena, "%.*s%s%s%s%s%s", length, printed, is_known_timestamp ? "" : brackets,
                        hole == NULL ? "" : hole + 2, type.is_unsigned ? " unsigned" : "",
                        type.is_zerofill ? " zerofill" : "", type.is_array ? "[]" : "");
}

bool type_is_json(const Column *column)
{
    for (size_t i = 0; i < column->table->parts.count; i++) {
        const Check *check = (const Check *)column->table->parts.items[i];
        if (check->object.kind == KIND_CHECK && check->column != NULL && strcmp(check->column, column->name) == 0 &&
            strncmp(check->expression, "json_valid(", 11) == 0)
            return true;
    }
    return false;
}
