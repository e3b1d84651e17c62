/* SHOW CREATE, for what information_schema loses, object by object. */
#include <string.h>
#include <strings.h>

#include "quote.h"
#include "read_mysql.h"
#include "scan.h"

/* ---- views, routines, triggers, events ---- */

typedef struct Asked {
    Catalog *catalog;
    Object *object;
    size_t column; /* of the answer: where the text is */
} Asked;

/* A kind's text field by its name; every kind asked about here has these. */
static const char **text_of(Object *object, const char *name)
{
    return (const char **)(void *)field_at(object, field_named(object->kind, name));
}

static bool take_view(Asked *asked, const char *text, Err *err)
{
    View *view = (View *)asked->object;
    MyView parts;
    if (!my_view(asked->catalog->arena, text, view->check_option != NULL, &parts, err))
        return false;
    view->definition = parts.query;
    view->columns = parts.columns;
    view->algorithm = parts.algorithm == NULL ? view->algorithm : parts.algorithm;
    return true;
}

/* MariaDB shows a trigger as it was written, but for whom it acts. */
static const char *head_of(Arena *arena, const Trigger *trigger, const char *text, const char *definition)
{
    Scan scan = scan_open(syntax_of_sql_mode(trigger->sql_mode), text, strlen(text));
    for (Token token; scan_solid(&scan, &token) && token.start < definition;)
        if (token_is(&token, "TRIGGER"))
            return arena_slice(arena, token.start, (size_t)(definition - token.start));
    return NULL;
}

static bool take_text(Asked *asked, const char *text, Err *err)
{
    Object *object = asked->object;
    const char *rest = my_text(text, *text_of(object, "sql_mode"),
                               object->kind == KIND_TRIGGER ? "FOR EACH ROW"
                               : object->kind == KIND_EVENT ? "DO"
                                                            : NULL);
    if (rest == NULL)
        return err_set(err, ERR_BUG, "not what SHOW CREATE answers: %.200s", text);
    *text_of(object, "definition") = arena_copy(asked->catalog->arena, rest);
    if (object->kind == KIND_TRIGGER && my_reads_mariadb(asked->catalog))
        ((Trigger *)object)->head = head_of(asked->catalog->arena, (Trigger *)object, text, rest);
    if (object->kind == KIND_FUNCTION && my_is_aggregate(text, ((Function *)object)->sql_mode))
        ((Function *)object)->word = "AGGREGATE FUNCTION";
    return true;
}

static bool read_text(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    Asked *asked = context;
    const char *text = rows->count == 0 ? NULL : rows_value(rows, 0, asked->column);
    if (text == NULL) {
        err_set(err, ERR_PERMISSION, "its text is not shown to this user");
        return err_hint(
            err, "GRANT SHOW_ROUTINE ON *.* (MySQL), SHOW CREATE ROUTINE on the database (MariaDB 11.3 and newer) or "
                 "SELECT on mysql.proc, or leave it out of the job");
    }
    return asked->object->kind == KIND_VIEW ? take_view(asked, text, err) : take_text(asked, text, err);
}

/* A literal may have lost its character set and its escapes, a quoted name its quotes; a text without either nothing. */
static bool is_doubtful(const char *text)
{
    return strpbrk(text, "'\"`") != NULL || strcasestr(text, "0x") != NULL;
}

static void put_qualified(Buf *out, const Object *object)
{
    const Object *within = NULL;
    const char *name = object_own_name(object, &within);
    if (within->kind != KIND_SCHEMA) /* a trigger's table */
        (void)object_own_name(within, &within);
    quote_mysql_name(out, ((const Schema *)within)->name);
    buf_puts(out, ".");
    quote_mysql_name(out, name);
}

enum { ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION = 1792 };

static bool show(Catalog *catalog, Db *db, Kind kind, const char *word, size_t column, Err *err)
{
    for (size_t i = 0; i < catalog->objects[kind].count; i++) {
        Object *object = catalog->objects[kind].items[i];
        bool is_code = kind == KIND_TRIGGER || kind == KIND_EVENT;
        if (is_code && !(kind == KIND_TRIGGER && my_reads_mariadb(catalog)) &&
            !is_doubtful(*text_of(object, "definition")))
            continue;
        SCOPED(Buf, buf_free) sql = {0};
        Asked asked = {catalog, object, column};
        buf_printf(&sql, "SHOW CREATE %s ", word);
        put_qualified(&sql, object);
        if (db_query(db, buf_text(&sql), read_text, &asked, err))
            continue;
        if (kind != KIND_VIEW || err->class == ERR_CONNECT || err->class == ERR_STOPPED)
            return err_within(err, "%s", object->key);
        /* MariaDB opens a view to show it: not in a session that only reads, when it draws from a sequence. */
        bool is_refused = err->number == ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION;
        ((View *)object)->error = is_refused ? NULL : arena_copy(catalog->arena, err->message);
    }
    return true;
}

bool my_show_texts(Catalog *catalog, Db *db, Err *err)
{
    static const struct {
        Kind kind;
        const char *word;
        size_t column;
    } texts[] = {
        {KIND_VIEW, "VIEW", 1},       {KIND_FUNCTION, "FUNCTION", 2},         {KIND_PROCEDURE, "PROCEDURE", 2},
        {KIND_PACKAGE, "PACKAGE", 2}, {KIND_PACKAGE_BODY, "PACKAGE BODY", 2}, {KIND_TRIGGER, "TRIGGER", 2},
        {KIND_EVENT, "EVENT", 3},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!show(catalog, db, texts[i].kind, texts[i].word, texts[i].column, err))
            return false;
    return true;
}
