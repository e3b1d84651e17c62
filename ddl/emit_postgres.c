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
    Scan scan = scan_open(text + open + 1, close - open - 1);
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
    Scan scan = scan_open(text, length);
    Token token, before = {0}, earlier = {0};
    while (scan_next(&scan, &token)) {
        if (token_is_mark(&token, "[") && token_is(&before, "ARRAY") && token_is_mark(&earlier, "(")) {
            size_t open = (size_t)(token.start - text), close = scan_closing(text, open);
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
    switch (object->kind) {
    case KIND_SCHEMA: return "SCHEMA";
    case KIND_EXTENSION: return "EXTENSION";
    case KIND_LANGUAGE: return "LANGUAGE";
    case KIND_ACCESS_METHOD: return "ACCESS METHOD";
    case KIND_COLLATION: return "COLLATION";
    case KIND_CONVERSION: return "CONVERSION";
    case KIND_BASE_TYPE:
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE: return "TYPE";
    case KIND_DOMAIN: return "DOMAIN";
    case KIND_SEQUENCE: return "SEQUENCE";
    case KIND_FUNCTION: return ((const Function *)object)->word;
    case KIND_AGGREGATE: return "AGGREGATE";
    case KIND_OPERATOR: return "OPERATOR";
    case KIND_OPERATOR_FAMILY:
    case KIND_OPERATOR_FAMILY_MEMBER: return "OPERATOR FAMILY";
    case KIND_OPERATOR_CLASS: return "OPERATOR CLASS";
    case KIND_CAST: return "CAST";
    case KIND_TRANSFORM: return "TRANSFORM";
    case KIND_TEXT_SEARCH_PARSER: return "TEXT SEARCH PARSER";
    case KIND_TEXT_SEARCH_TEMPLATE: return "TEXT SEARCH TEMPLATE";
    case KIND_TEXT_SEARCH_DICTIONARY: return "TEXT SEARCH DICTIONARY";
    case KIND_TEXT_SEARCH_CONFIGURATION: return "TEXT SEARCH CONFIGURATION";
    case KIND_FOREIGN_DATA_WRAPPER: return "FOREIGN DATA WRAPPER";
    case KIND_FOREIGN_SERVER: return "SERVER";
    case KIND_USER_MAPPING: return "USER MAPPING";
    case KIND_TABLE: return ((const Table *)object)->server == NULL ? "TABLE" : "FOREIGN TABLE";
    case KIND_COLUMN: return "COLUMN";
    case KIND_INDEX: return "INDEX";
    case KIND_KEY:
    case KIND_CHECK:
    case KIND_EXCLUSION:
    case KIND_FOREIGN_KEY: return "CONSTRAINT";
    case KIND_STATISTICS: return "STATISTICS";
    case KIND_VIEW: return "VIEW";
    case KIND_MATERIALIZED_VIEW: return "MATERIALIZED VIEW";
    case KIND_RULE: return "RULE";
    case KIND_TRIGGER: return "TRIGGER";
    case KIND_POLICY: return "POLICY";
    case KIND_EVENT_TRIGGER: return "EVENT TRIGGER";
    case KIND_PUBLICATION: return "PUBLICATION";
    case KIND_PUBLICATION_TABLE:
    case KIND_PUBLICATION_SCHEMA:
    case KIND_SETTING:
    case KIND_GRANT:
    case KIND_DEFAULT_PRIVILEGES:
    case KIND_COMMENT:
    case KIND_SECURITY_LABEL:
    case KIND_ROLE:
    case KIND_AVAILABLE_EXTENSION:
    case KIND_UNREAD:
    case KIND_COUNT: break;
    }
    return "OBJECT";
}

/* The field of an object's own name and of its schema or table: the model knows. */
static const char *own_name(const Object *object, const Object **within)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    const char *name = NULL;
    *within = NULL;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].role != ROLE_IDENTITY)
            continue;
        if (kind->fields[i].type == FIELD_NAME) {
            name = FIELD_VALUE(object, &kind->fields[i], char *);
        } else if (kind->fields[i].type == FIELD_REF) {
            *within = FIELD_VALUE(object, &kind->fields[i], Object *);
            assert(*within != NULL); /* catalog_name_all saw to it */
        }
    }
    return name;
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
    const Object *within;
    const char *name = own_name(object, &within);
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
        (void)own_name(table, &within); /* an index lives in its table's schema */
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
    const char *name = own_name(object, &within);
    buf_printf(out, "%s ", pg_word(object));
    switch (object->kind) {
    case KIND_USER_MAPPING:
        buf_puts(out, "FOR ");
        if (((const UserMapping *)object)->role == NULL)
            buf_puts(out, "PUBLIC");
        else
            pg_name(out, ((const UserMapping *)object)->role);
        buf_puts(out, " SERVER ");
        pg_object_name(out, within);
        return;
    case KIND_KEY:
    case KIND_CHECK:
    case KIND_EXCLUSION:
    case KIND_FOREIGN_KEY:
    case KIND_RULE:
    case KIND_TRIGGER:
    case KIND_POLICY:
        pg_name(out, name);
        buf_puts(out, " ON ");
        pg_object_name(out, within);
        return;
    case KIND_SCHEMA:
    case KIND_EXTENSION:
    case KIND_LANGUAGE:
    case KIND_ACCESS_METHOD:
    case KIND_COLLATION:
    case KIND_CONVERSION:
    case KIND_BASE_TYPE:
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE:
    case KIND_DOMAIN:
    case KIND_SEQUENCE:
    case KIND_FUNCTION:
    case KIND_AGGREGATE:
    case KIND_OPERATOR:
    case KIND_OPERATOR_FAMILY:
    case KIND_OPERATOR_CLASS:
    case KIND_OPERATOR_FAMILY_MEMBER:
    case KIND_CAST:
    case KIND_TRANSFORM:
    case KIND_TEXT_SEARCH_PARSER:
    case KIND_TEXT_SEARCH_TEMPLATE:
    case KIND_TEXT_SEARCH_DICTIONARY:
    case KIND_TEXT_SEARCH_CONFIGURATION:
    case KIND_FOREIGN_DATA_WRAPPER:
    case KIND_FOREIGN_SERVER:
    case KIND_EVENT_TRIGGER:
    case KIND_PUBLICATION:
    case KIND_PUBLICATION_TABLE:
    case KIND_PUBLICATION_SCHEMA:
    case KIND_SETTING:
    case KIND_TABLE:
    case KIND_COLUMN:
    case KIND_INDEX:
    case KIND_STATISTICS:
    case KIND_VIEW:
    case KIND_MATERIALIZED_VIEW:
    case KIND_GRANT:
    case KIND_DEFAULT_PRIVILEGES:
    case KIND_COMMENT:
    case KIND_SECURITY_LABEL:
    case KIND_ROLE:
    case KIND_AVAILABLE_EXTENSION:
    case KIND_UNREAD:
    case KIND_COUNT: pg_object_name(out, object); return;
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
    (void)own_name(object, &schema);
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

static void create_schema(Emit *e, const Object *object)
{
    /* What CREATE EXTENSION brings along is there by now, unless it was made part of the extension by hand. */
    buf_puts(&e->sql, ((const Schema *)object)->extension == NULL ? "CREATE SCHEMA " : "CREATE SCHEMA IF NOT EXISTS ");
    pg_object_name(&e->sql, object);
    emit(e, object, STEP_MAKE, 0.001, "create schema");
}

static void alter_schema(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Schema *)change->desired)->owner);
}

/* No version: the target's own default is what runs there. */
static void create_extension(Emit *e, const Object *object)
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

static void alter_extension(Emit *e, const Change *change)
{
    buf_puts(&e->sql, "ALTER EXTENSION ");
    pg_name(&e->sql, ((const Extension *)change->desired)->name);
    buf_puts(&e->sql, " SET SCHEMA ");
    pg_object_name(&e->sql, ((const Extension *)change->desired)->schema);
    emit_need(e, emit(e, change->desired, STEP_MAKE, 0.01, "move extension"),
              ((const Extension *)change->desired)->schema);
}

/* Two advisory locks, in a space of our own (the first key spells UNDS): the run's, and one that all its connections
   share. A run that was killed may still be at work at the server: only when the second is free is it gone. */
#define RUN_LOCK "1431192659, 1"
#define WORK_LOCK "1431192659, 2"

const Dialect dialect_postgres = {
    .engine = "postgres",
    .script_head = "SET search_path = '';\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
                   "SET check_function_bodies = off;\nSET xmloption = content;\nSET default_tablespace = '';\n",
    .try_run_lock = "SELECT CASE WHEN pg_try_advisory_lock(" RUN_LOCK ") AND pg_try_advisory_lock(" WORK_LOCK ") "
                    "THEN pg_advisory_unlock(" WORK_LOCK ") ELSE false END",
    .join_run = "SELECT pg_advisory_lock_shared(" WORK_LOCK ")",
    .quote_name = pg_name,
    .quote_literal = pg_literal,
    .table_name = pg_object_name,
    .session = pg_session,
    .modesty = pg_modesty,
    .probe_label = pg_probe_label,
    .superuser_reason = postgres_superuser_reason,
    .finish = pg_analyze,
    .remove = pg_remove,
    .remove_default = pg_remove_default,
    .empty = pg_empty,
    .create =
        {
            [KIND_SCHEMA] = create_schema,
            [KIND_EXTENSION] = create_extension,
            [KIND_LANGUAGE] = pg_create_language,
            [KIND_ACCESS_METHOD] = pg_create_access_method,
            [KIND_COLLATION] = pg_create_collation,
            [KIND_CONVERSION] = pg_create_conversion,
            [KIND_BASE_TYPE] = pg_create_base_type,
            [KIND_ENUM] = pg_create_enum,
            [KIND_DOMAIN] = pg_create_domain,
            [KIND_COMPOSITE] = pg_create_composite,
            [KIND_RANGE] = pg_create_range,
            [KIND_SEQUENCE] = pg_create_sequence,
            [KIND_FUNCTION] = pg_create_function,
            [KIND_AGGREGATE] = pg_create_aggregate,
            [KIND_OPERATOR] = pg_create_operator,
            [KIND_OPERATOR_FAMILY] = pg_create_operator_family,
            [KIND_OPERATOR_CLASS] = pg_create_operator_class,
            [KIND_OPERATOR_FAMILY_MEMBER] = pg_create_member,
            [KIND_CAST] = pg_create_cast,
            [KIND_TRANSFORM] = pg_create_transform,
            [KIND_TEXT_SEARCH_PARSER] = pg_create_parser,
            [KIND_TEXT_SEARCH_TEMPLATE] = pg_create_template,
            [KIND_TEXT_SEARCH_DICTIONARY] = pg_create_dictionary,
            [KIND_TEXT_SEARCH_CONFIGURATION] = pg_create_configuration,
            [KIND_FOREIGN_DATA_WRAPPER] = pg_create_wrapper,
            [KIND_FOREIGN_SERVER] = pg_create_server,
            [KIND_USER_MAPPING] = pg_create_user_mapping,
            [KIND_TABLE] = pg_create_table,
            [KIND_COLUMN] = pg_create_column,
            [KIND_INDEX] = pg_create_index,
            [KIND_KEY] = pg_create_key,
            [KIND_CHECK] = pg_create_check,
            [KIND_EXCLUSION] = pg_create_exclusion,
            [KIND_FOREIGN_KEY] = pg_create_foreign_key,
            [KIND_STATISTICS] = pg_create_statistics,
            [KIND_VIEW] = pg_create_view,
            [KIND_MATERIALIZED_VIEW] = pg_create_materialized_view,
            [KIND_RULE] = pg_create_rule,
            [KIND_TRIGGER] = pg_create_trigger,
            [KIND_POLICY] = pg_create_policy,
            [KIND_EVENT_TRIGGER] = pg_create_event_trigger,
            [KIND_PUBLICATION] = pg_create_publication,
            [KIND_PUBLICATION_TABLE] = pg_create_publication_table,
            [KIND_PUBLICATION_SCHEMA] = pg_create_publication_schema,
            [KIND_SETTING] = pg_create_setting,
            [KIND_GRANT] = pg_create_grant,
            [KIND_DEFAULT_PRIVILEGES] = pg_create_default_privileges,
            [KIND_COMMENT] = pg_create_comment,
            [KIND_SECURITY_LABEL] = pg_create_security_label,
        },
    .alter =
        {
            [KIND_SCHEMA] = alter_schema,
            [KIND_EXTENSION] = alter_extension,
            [KIND_LANGUAGE] = pg_alter_language,
            [KIND_COLLATION] = pg_alter_collation,
            [KIND_CONVERSION] = pg_alter_conversion,
            [KIND_BASE_TYPE] = pg_alter_base_type,
            [KIND_ENUM] = pg_alter_enum,
            [KIND_DOMAIN] = pg_alter_domain,
            [KIND_COMPOSITE] = pg_alter_composite,
            [KIND_RANGE] = pg_alter_range,
            [KIND_SEQUENCE] = pg_alter_sequence,
            [KIND_FUNCTION] = pg_alter_function,
            [KIND_AGGREGATE] = pg_alter_aggregate,
            [KIND_OPERATOR] = pg_alter_operator,
            [KIND_OPERATOR_FAMILY] = pg_alter_operator_family,
            [KIND_OPERATOR_CLASS] = pg_alter_operator_class,
            [KIND_TRANSFORM] = pg_alter_transform,
            [KIND_TEXT_SEARCH_DICTIONARY] = pg_alter_dictionary,
            [KIND_TEXT_SEARCH_CONFIGURATION] = pg_alter_configuration,
            [KIND_FOREIGN_DATA_WRAPPER] = pg_alter_wrapper,
            [KIND_FOREIGN_SERVER] = pg_alter_server,
            [KIND_TABLE] = pg_alter_table,
            [KIND_COLUMN] = pg_alter_column,
            [KIND_INDEX] = pg_alter_index,
            [KIND_KEY] = pg_alter_key,
            [KIND_CHECK] = pg_alter_check,
            [KIND_EXCLUSION] = pg_alter_exclusion,
            [KIND_FOREIGN_KEY] = pg_alter_foreign_key,
            [KIND_STATISTICS] = pg_alter_statistics,
            [KIND_VIEW] = pg_alter_view,
            [KIND_MATERIALIZED_VIEW] = pg_alter_materialized_view,
            [KIND_RULE] = pg_alter_rule,
            [KIND_TRIGGER] = pg_alter_trigger,
            [KIND_POLICY] = pg_alter_policy,
            [KIND_EVENT_TRIGGER] = pg_alter_event_trigger,
            [KIND_PUBLICATION] = pg_alter_publication,
            [KIND_PUBLICATION_TABLE] = pg_alter_publication_table,
            [KIND_SETTING] = pg_alter_setting,
            [KIND_GRANT] = pg_alter_grant,
            [KIND_DEFAULT_PRIVILEGES] = pg_alter_default_privileges,
            [KIND_COMMENT] = pg_alter_comment,
            [KIND_SECURITY_LABEL] = pg_alter_security_label,
        },
    .drop =
        {
            [KIND_GRANT] = pg_drop_grant,
            [KIND_DEFAULT_PRIVILEGES] = pg_drop_default_privileges,
            [KIND_COMMENT] = pg_drop_comment,
            [KIND_SETTING] = pg_drop_setting,
            [KIND_PUBLICATION_TABLE] = pg_drop_publication_table,
            [KIND_PUBLICATION_SCHEMA] = pg_drop_publication_schema,
            [KIND_SECURITY_LABEL] = pg_drop_security_label,
        },
};
