/* PostgreSQL: the dialect's facts, how objects are called, and schemas and extensions. Every other kind
   of object has its place in a file of its own. */
#include "emit_postgres.h"

#include <assert.h>
#include <string.h>

#include "owners.h"
#include "scan.h"
#include "superuser.h"

/* ---- names ---- */

void pg_qualified(Buf *out, const Object *schema, const char *name)
{
    if (schema != NULL) {
        pg_name(out, ((const Schema *)schema)->name);
        buf_putc(out, '.');
    }
    pg_name(out, name);
}

void pg_names(Buf *out, const List *names)
{
    buf_putc(out, '(');
    for (size_t i = 0; i < names->count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        pg_name(out, names->items[i]);
    }
    buf_putc(out, ')');
}

void pg_texts(Buf *out, const List *texts, const char *separator)
{
    for (size_t i = 0; i < texts->count; i++) {
        buf_puts(out, i > 0 ? separator : "");
        pg_expression(out, texts->items[i]);
    }
}

/* toast.autovacuum_enabled is two names. */
static void option_name(Buf *out, const char *option, size_t length)
{
    const char *dot = memchr(option, '.', length);
    char name[128] = "";
    if (dot != NULL) {
        buf_put(out, option, (size_t)(dot + 1 - option));
        length -= (size_t)(dot + 1 - option);
        option = dot + 1;
    }
    strncat(name, option, length < sizeof name ? length : sizeof name - 1);
    pg_name(out, name);
}

void pg_options(Buf *out, const List *options)
{
    for (size_t i = 0; i < options->count; i++) {
        const char *option = options->items[i], *equals = strchrnul(option, '=');
        buf_puts(out, i > 0 ? ", " : "");
        option_name(out, option, (size_t)(equals - option));
        if (*equals == '=') {
            buf_putc(out, '=');
            pg_literal(out, equals + 1);
        }
    }
}

void pg_with(Buf *out, const List *options)
{
    if (options->count == 0)
        return;
    buf_puts(out, " WITH (");
    pg_options(out, options);
    buf_putc(out, ')');
}

bool pg_is_partitioned(const Object *table)
{
    return table->kind == KIND_TABLE && ((const Table *)table)->partition_key != NULL;
}

static bool has_option(const List *options, const char *option)
{
    size_t length = (size_t)(strchrnul(option, '=') - option);
    for (size_t i = 0; i < options->count; i++)
        if (strncmp(options->items[i], option, length) == 0 && strchr("=", options->items[i][length]) != NULL)
            return true;
    return false;
}

void pg_alter_options(Emit *e, const Object *object, const List *desired, const List *there)
{
    Buf reset = {0};
    for (size_t i = 0; i < there->count; i++)
        if (!has_option(desired, there->items[i])) {
            buf_puts(&reset, reset.length > 0 ? ", " : "");
            option_name(&reset, there->items[i], (size_t)(strchrnul(there->items[i], '=') - there->items[i]));
        }
    for (int part = 0; part < 2; part++) {
        if (part == 0 ? reset.length == 0 : desired->count == 0)
            continue;
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, object);
        buf_puts(&e->sql, part == 0 ? " RESET (" : " SET (");
        if (part == 0)
            buf_puts(&e->sql, buf_text(&reset));
        else
            pg_options(&e->sql, desired);
        buf_putc(&e->sql, ')');
        emit_lock(e, emit(e, object, STEP_FINISH, 0.001, "set storage parameters"), object_top(object),
                  LOCK_ACCESS_EXCLUSIVE);
    }
    buf_free(&reset);
}

/* `(ARRAY['a'::character varying, ...])::text[]`: read back like this, the cast goes into the elements, and the server
   stores and prints another expression than the source's (any `varchar_column IN (...)` is printed so; pg_dump changes it,
   too). A cast to its own type in between, which means nothing, keeps the outer one where it was. */
static size_t array_element_type(const char *text, size_t open, size_t close, const char **type)
{
    Scan scan = scan_open(&syntax_postgres, text + open + 1, close - open - 1);
    Token token;
    int depth = 0;
    const char *start = NULL, *end = NULL;
    while (scan_next(&scan, &token)) {
        if (token_is_mark(&token, "(") || token_is_mark(&token, "["))
            depth++;
        else if (token_is_mark(&token, ")") || token_is_mark(&token, "]"))
            depth--;
        else if (depth == 0 && token_is_mark(&token, ","))
            break;
        else if (depth == 0 && token_is_mark(&token, "::"))
            start = end = token.start + token.length;
        else if (depth == 0 && start != NULL && (token.type == TOKEN_NAME || token.type == TOKEN_MARK))
            end = token.start + token.length;
        else if (depth == 0 && token.type != TOKEN_SPACE)
            start = NULL;
    }
    *type = start;
    return start == NULL ? 0 : (size_t)(end - start);
}

void pg_expression(Buf *out, const char *text)
{
    if (strstr(text, "(ARRAY[") == NULL) {
        buf_puts(out, text);
        return;
    }
    size_t length = strlen(text), copied = 0;
    Scan scan = scan_open(&syntax_postgres, text, length);
    Token token, before = {0}, earlier = {0};
    while (scan_next(&scan, &token)) {
        if (token_is_mark(&token, "[") && token_is(&before, "ARRAY") && token_is_mark(&earlier, "(")) {
            size_t open = (size_t)(token.start - text), close = scan_closing(&syntax_postgres, text, open);
            const char *type;
            size_t type_length = array_element_type(text, open, close, &type);
            if (type_length > 0 && close + 4 < length && strncmp(text + close, "])::", 4) == 0) {
                buf_put(out, text + copied, close + 1 - copied);
                copied = close + 1;
                buf_printf(out, "::%.*s[]", (int)type_length, type);
            }
        }
        earlier = before;
        before = token;
    }
    buf_puts(out, text + copied);
}

/* ---- what an object is called in a statement ---- */

static const char *pg_word(const Object *object)
{
    if (object->kind == KIND_FUNCTION)
        return ((const Function *)object)->word;
    if (object->kind == KIND_TABLE && ((const Table *)object)->server != NULL)
        return "FOREIGN TABLE";
    return dialect_postgres.kinds[object->kind].word;
}

/* What stands behind the name where it alone does not say which object is meant. */
static void put_signature(Buf *out, const Object *object)
{
    if (object->kind == KIND_FUNCTION) {
        const char *arguments = ((const Function *)object)->arguments;
        buf_printf(out, "(%s)", arguments == NULL ? "" : arguments);
    } else if (object->kind == KIND_AGGREGATE) {
        buf_printf(out, "(%s)", ((const Aggregate *)object)->arguments);
    } else if (object->kind == KIND_OPERATOR) {
        buf_printf(out, " (%s)", ((const Operator *)object)->arguments);
    } else if (object->kind == KIND_OPERATOR_FAMILY || object->kind == KIND_OPERATOR_CLASS) {
        buf_puts(out, " USING ");
        pg_name(out, object->kind == KIND_OPERATOR_FAMILY ? ((const OperatorFamily *)object)->method
                                                          : ((const OperatorClass *)object)->method);
    }
}

void pg_object_name(Buf *out, const Object *object)
{
    assert(object != NULL);
    const Object *within;
    const char *name = object_own_name(object, &within);
    if (object->kind == KIND_CAST) {
        buf_printf(out, "(%s)", ((const Cast *)object)->types);
        return;
    }
    if (object->kind == KIND_OPERATOR_FAMILY_MEMBER) {
        const OperatorFamilyMember *member = (const OperatorFamilyMember *)object;
        buf_printf(out, "%s USING ", member->family);
        pg_name(out, member->method);
        return;
    }
    if (object->kind == KIND_INDEX || object->kind == KIND_KEY || object->kind == KIND_EXCLUSION) {
        const Object *table = within;
        (void)object_own_name(table, &within); /* an index lives in its table's schema */
    } else if (object->kind == KIND_COLUMN) {
        pg_object_name(out, within);
        buf_putc(out, '.');
        within = NULL;
    } else if (object->kind == KIND_TRANSFORM) {
        buf_printf(out, "FOR %s LANGUAGE ", ((const Transform *)object)->type);
    }
    if (object->kind == KIND_OPERATOR)
        pg_operator_name(out, (const Operator *)object);
    else
        pg_qualified(out, within, name);
    put_signature(out, object);
}

void pg_described(Buf *out, const Object *object)
{
    const Object *within;
    const char *name = object_own_name(object, &within);
    buf_printf(out, "%s ", pg_word(object));
    if (object->kind == KIND_USER_MAPPING) {
        buf_puts(out, "FOR ");
        if (((const UserMapping *)object)->role == NULL)
            buf_puts(out, "PUBLIC");
        else
            pg_name(out, ((const UserMapping *)object)->role);
        buf_puts(out, " SERVER ");
        pg_object_name(out, within);
    } else if (dialect_postgres.kinds[object->kind].naming == NAMED_ON) {
        pg_name(out, name);
        buf_puts(out, " ON ");
        pg_object_name(out, within);
    } else {
        pg_object_name(out, object);
    }
}

/* The option of that name, with its value; NULL: there is none. */
static const char *option_named(const List *options, const char *name, size_t length)
{
    for (size_t i = 0; i < options->count; i++)
        if (strncmp(options->items[i], name, length) == 0 && strchr(" ", options->items[i][length]) != NULL)
            return options->items[i];
    return NULL;
}

static bool is_alterable(const char *option, const char *const *alterable)
{
    for (; *alterable != NULL; alterable++) {
        size_t length = strlen(*alterable);
        if (strncmp(option, *alterable, length) == 0 && option[length] == ' ')
            return true;
    }
    return false;
}

bool pg_changed_options(Buf *out, const List *desired, const List *there, const char *const *alterable)
{
    buf_clear(out);
    for (int gone = 0; gone < 2; gone++) {
        const List *list = gone == 0 ? desired : there, *other = gone == 0 ? there : desired;
        for (size_t i = 0; i < list->count; i++) {
            const char *option = list->items[i];
            size_t length = strcspn(option, " ");
            if (list_has(other, option) || (gone == 1 && option_named(other, option, length) != NULL))
                continue;
            if (!is_alterable(option, alterable))
                return false;
            buf_puts(out, out->length > 0 ? ", " : "");
            if (gone == 0)
                buf_puts(out, option);
            else
                buf_printf(out, "%.*s = NONE", (int)length, option);
        }
    }
    return true;
}

void pg_create_from_list(Emit *e, const Object *object, const List *parts, const char *what)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " (");
    pg_texts(&e->sql, parts, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, what);
}

/* ---- owners ---- */

static void put_create(Buf *out, const char *verb, const Schema *schema, const char *preposition, const char *role)
{
    buf_printf(out, "%s CREATE ON SCHEMA ", verb);
    pg_name(out, schema->name);
    buf_printf(out, " %s ", preposition);
    pg_name(out, role);
}

/* An owner that may not create anything in the schema, as where a superuser gave it a table there, may for as long as the
   statement takes: nobody else ever sees it. */
static void put_owner(Emit *e, const Object *object, const char *owner, const Schema *lending)
{
    SCOPED(Buf, buf_free) alter = {0};
    SCOPED(Buf, buf_free) block = {0};
    buf_puts(&alter, "ALTER ");
    pg_described(&alter, object);
    buf_puts(&alter, " OWNER TO ");
    pg_name(&alter, owner);
    if (lending == NULL) {
        buf_puts(&e->sql, buf_text(&alter));
        return;
    }
    buf_puts(&block, "BEGIN ");
    put_create(&block, "GRANT", lending, "TO", owner);
    buf_printf(&block, "; %s; ", buf_text(&alter));
    put_create(&block, "REVOKE", lending, "FROM", owner);
    buf_puts(&block, "; END");
    buf_puts(&e->sql, "DO ");
    pg_literal(&e->sql, buf_text(&block));
}

void pg_owner(Emit *e, const Object *object, const char *owner, const Change *change)
{
    if (!change_has(change, "owner") || owner == NULL)
        return;
    if (change->actual == NULL && strcmp(owner, e->options->user) == 0)
        return; /* whoever creates it owns it */
    const Object *schema;
    (void)object_own_name(object, &schema);
    bool lends = schema != NULL && schema->kind == KIND_SCHEMA &&
                 owners_is_guest(e->options->guests, (const Schema *)schema, owner);
    put_owner(e, object, owner, lends ? (const Schema *)schema : NULL);
    Statement *statement = emit(e, object, STEP_FINISH, 0.001, "set owner");
    emit_lock(e, statement, object, LOCK_ACCESS_EXCLUSIVE);
    if (lends)
        emit_lock(e, statement, schema, LOCK_ACCESS_EXCLUSIVE);
    /* The new owner must be allowed to create in the schema: by owning it, or by a grant. */
    emit_need_whole(e, statement, schema);
    for (size_t i = 0; schema != NULL && i < schema->parts.count; i++)
        if (schema->parts.items[i]->kind == KIND_GRANT)
            emit_need_whole(e, statement, schema->parts.items[i]);
}

void pg_alter_owner_only(Emit *e, const Change *change, const char *owner)
{
    pg_owner(e, change->desired, owner, change);
    Change rest = change_without(change, "owner");
    if (rest.fields != 0)
        emit_cannot(e, &rest, "PostgreSQL has no statement that changes it without losing data");
}

/* ---- schemas and extensions ---- */

void pg_create_schema(Emit *e, const Object *object)
{
    /* What CREATE EXTENSION brings along is there by now, unless it was made part of the extension by hand. */
    buf_puts(&e->sql, ((const Schema *)object)->extension == NULL ? "CREATE SCHEMA " : "CREATE SCHEMA IF NOT EXISTS ");
    pg_object_name(&e->sql, object);
    emit(e, object, STEP_MAKE, 0.001, "create schema");
}

void pg_alter_schema(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Schema *)change->desired)->owner);
}

/* No version: the target's own default is what runs there. */
void pg_create_extension(Emit *e, const Object *object)
{
    const Extension *extension = (const Extension *)object;
    buf_puts(&e->sql, "CREATE EXTENSION ");
    pg_name(&e->sql, extension->name);
    if (extension->schema != NULL) {
        buf_puts(&e->sql, " WITH SCHEMA ");
        pg_object_name(&e->sql, extension->schema);
    }
    emit(e, object, STEP_MAKE, 0.05, "create extension");
}

void pg_alter_extension(Emit *e, const Change *change)
{
    buf_puts(&e->sql, "ALTER EXTENSION ");
    pg_name(&e->sql, ((const Extension *)change->desired)->name);
    buf_puts(&e->sql, " SET SCHEMA ");
    pg_object_name(&e->sql, ((const Extension *)change->desired)->schema);
    emit_need(e, emit(e, change->desired, STEP_MAKE, 0.01, "move extension"),
              ((const Extension *)change->desired)->schema);
}
