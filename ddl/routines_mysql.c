/* MySQL: what stands between a routine's name and its body. */
#include <string.h>

#include "emit_mysql_code.h"
#include "text.h"

#define INVOKER "    SQL SECURITY INVOKER\n"

/* As servers print a routine: arguments and result, a line for each characteristic, and the body. A package has no such
   first line. */
static size_t header_length(const Syntax *syntax, const char *definition)
{
    Scan scan = scan_open(syntax, definition, strlen(definition));
    size_t depth = 0;
    for (Token token; scan_next(&scan, &token);) {
        depth += token_is_mark(&token, "(");
        depth -= token_is_mark(&token, ")") && depth > 0;
        const char *end = token.type == TOKEN_SPACE ? memchr(token.start, '\n', token.length) : NULL;
        if (depth == 0 && end != NULL)
            return (size_t)(end + 1 - definition);
    }
    return 0;
}

/* Behind the characteristics up to where SQL SECURITY stands; one of them may let a server with a binary
   log trust a function. */
static size_t place_of_security(const Syntax *syntax, const char *definition, bool is_package, bool *is_trusted)
{
    static const struct {
        const char *line;
        bool is_trusted;
    } earlier[] = {
        {"    CONTAINS SQL\n", false},      {"    NO SQL\n", true},        {"    READS SQL DATA\n", true},
        {"    MODIFIES SQL DATA\n", false}, {"    DETERMINISTIC\n", true},
    };
    size_t at = is_package ? 0 : header_length(syntax, definition);
    *is_trusted = false;
    for (size_t i = 0; i < sizeof earlier / sizeof *earlier; i++)
        if (strncmp(definition + at, earlier[i].line, strlen(earlier[i].line)) == 0) {
            at += strlen(earlier[i].line);
            *is_trusted = *is_trusted || earlier[i].is_trusted;
        }
    return at;
}

bool my_is_trusted(const Function *function)
{
    bool is_trusted;
    (void)place_of_security(syntax_of_sql_mode(function->sql_mode), function->definition, false, &is_trusted);
    return is_trusted;
}

bool my_acts_for_definer(const Object *object)
{
    if (object->kind == KIND_VIEW)
        return !text_equal(((const View *)object)->security, "INVOKER");
    if (object->kind != KIND_FUNCTION)
        return false;
    const Function *function = (const Function *)object;
    bool is_trusted;
    size_t at = place_of_security(syntax_of_sql_mode(function->sql_mode), function->definition, false, &is_trusted);
    return strncmp(function->definition + at, INVOKER, strlen(INVOKER)) != 0;
}

static void insert(Arena *arena, Object *object, const char **definition, const char *sql_mode)
{
    bool is_package = object->kind == KIND_PACKAGE || object->kind == KIND_PACKAGE_BODY;
    bool is_trusted;
    size_t at = place_of_security(syntax_of_sql_mode(sql_mode), *definition, is_package, &is_trusted);
    if (strncmp(*definition + at, INVOKER, strlen(INVOKER)) != 0)
        *definition = arena_printf(arena, "%.*s" INVOKER "%s", (int)at, *definition, *definition + at);
}

/* Triggers and events always act for their definer. */
void my_act_for_invoker(Arena *arena, Object *object)
{
    if (object->kind == KIND_VIEW)
        ((View *)object)->security = "INVOKER";
    else if (object->kind == KIND_FUNCTION)
        insert(arena, object, &((Function *)object)->definition, ((Function *)object)->sql_mode);
    else if (object->kind == KIND_PROCEDURE)
        insert(arena, object, &((Procedure *)object)->definition, ((Procedure *)object)->sql_mode);
    else if (object->kind == KIND_PACKAGE)
        insert(arena, object, &((Package *)object)->definition, ((Package *)object)->sql_mode);
    else if (object->kind == KIND_PACKAGE_BODY)
        insert(arena, object, &((PackageBody *)object)->definition, ((PackageBody *)object)->sql_mode);
}
