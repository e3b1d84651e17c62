/* PostgreSQL: the dialect's facts, how objects are called, and the kinds that need little: schemas, types, routines,
   text search. Tables, indexes, views, and comments and grants have files of their own. */
#include "emit_postgres.h"

#include <assert.h>
#include <string.h>

#include "scan.h"

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
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE: return "TYPE";
    case KIND_DOMAIN: return "DOMAIN";
    case KIND_SEQUENCE: return "SEQUENCE";
    case KIND_FUNCTION: return ((const Function *)object)->word;
    case KIND_AGGREGATE: return "AGGREGATE";
    case KIND_TEXT_SEARCH_DICTIONARY: return "TEXT SEARCH DICTIONARY";
    case KIND_TEXT_SEARCH_CONFIGURATION: return "TEXT SEARCH CONFIGURATION";
    case KIND_TABLE: return "TABLE";
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
    case KIND_GRANT:
    case KIND_COMMENT:
    case KIND_ROLE:
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
        if (kind->fields[i].type == FIELD_NAME)
            name = FIELD_VALUE(object, &kind->fields[i], char *);
        else if (kind->fields[i].type == FIELD_REF)
            *within = FIELD_VALUE(object, &kind->fields[i], Object *);
    }
    return name;
}

void pg_object_name(Buf *out, const Object *object)
{
    const Object *within;
    const char *name = own_name(object, &within);
    assert(object->kind == KIND_SCHEMA || object->kind == KIND_EXTENSION ||
           within != NULL); /* catalog_name_all saw to it */
    if (object->kind == KIND_INDEX || object->kind == KIND_KEY || object->kind == KIND_EXCLUSION) {
        const Object *table = within;
        (void)own_name(table, &within); /* an index lives in its table's schema */
    } else if (object->kind == KIND_COLUMN) {
        pg_object_name(out, within);
        buf_putc(out, '.');
        within = NULL;
    }
    pg_qualified(out, within, name);
    if (object->kind == KIND_FUNCTION)
        buf_printf(out, "(%s)",
                   ((const Function *)object)->arguments == NULL ? "" : ((const Function *)object)->arguments);
    if (object->kind == KIND_AGGREGATE)
        buf_printf(out, "(%s)", ((const Aggregate *)object)->arguments);
}

void pg_described(Buf *out, const Object *object)
{
    const Object *within;
    const char *name = own_name(object, &within);
    assert(object->kind == KIND_SCHEMA || object->kind == KIND_EXTENSION || within != NULL);
    buf_printf(out, "%s ", pg_word(object));
    switch (object->kind) {
    case KIND_KEY:
    case KIND_CHECK:
    case KIND_EXCLUSION:
    case KIND_FOREIGN_KEY:
    case KIND_RULE:
    case KIND_TRIGGER:
        pg_name(out, name);
        buf_puts(out, " ON ");
        pg_object_name(out, within);
        return;
    case KIND_SCHEMA:
    case KIND_EXTENSION:
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_RANGE:
    case KIND_DOMAIN:
    case KIND_SEQUENCE:
    case KIND_FUNCTION:
    case KIND_AGGREGATE:
    case KIND_TEXT_SEARCH_DICTIONARY:
    case KIND_TEXT_SEARCH_CONFIGURATION:
    case KIND_TABLE:
    case KIND_COLUMN:
    case KIND_INDEX:
    case KIND_STATISTICS:
    case KIND_VIEW:
    case KIND_MATERIALIZED_VIEW:
    case KIND_GRANT:
    case KIND_COMMENT:
    case KIND_ROLE:
    case KIND_UNREAD:
    case KIND_COUNT: pg_object_name(out, object); return;
    }
}

/* ---- owners ---- */

void pg_owner(Emit *e, const Object *object, const char *owner, const Change *change)
{
    if (!change_has(change, "owner") || owner == NULL)
        return;
    if (change->actual == NULL && strcmp(owner, e->options->user) == 0)
        return; /* whoever creates it owns it */
    buf_puts(&e->sql, "ALTER ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " OWNER TO ");
    pg_name(&e->sql, owner);
    Statement *statement = emit(e, object, STEP_FINISH, 0.001, "set owner");
    emit_lock(e, statement, object, LOCK_ACCESS_EXCLUSIVE);
    /* The new owner must be allowed to create in the schema: by owning it, or by a grant. */
    const Object *schema;
    (void)own_name(object, &schema);
    emit_need_whole(e, statement, schema);
    for (size_t i = 0; schema != NULL && i < schema->parts.count; i++)
        if (schema->parts.items[i]->kind == KIND_GRANT)
            emit_need_whole(e, statement, schema->parts.items[i]);
}

/* Kinds of which nothing but the owner can be altered. */
static void alter_owner_only(Emit *e, const Change *change, const char *owner)
{
    pg_owner(e, change->desired, owner, change);
    Change rest = change_without(change, "owner");
    if (rest.fields != 0)
        emit_cannot(e, &rest, "PostgreSQL has no statement that changes it without losing data");
}

/* ---- schemas and extensions ---- */

static void create_schema(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    emit(e, object, STEP_MAKE, 0.001, "create schema");
}

static void alter_schema(Emit *e, const Change *change)
{
    alter_owner_only(e, change, ((const Schema *)change->desired)->owner);
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

/* ---- types ---- */

static void create_enum(Emit *e, const Object *object)
{
    const Enum *type = (const Enum *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        pg_literal(&e->sql, type->labels.items[i]);
    }
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create enum");
}

/* Labels can only be added; those that are there must come in the same order. */
static void alter_enum(Emit *e, const Change *change)
{
    const Enum *desired = (const Enum *)change->desired, *there = (const Enum *)change->actual;
    if (change_has(change, "labels")) {
        size_t kept = 0;
        for (size_t i = 0; i < desired->labels.count; i++)
            kept += kept < there->labels.count && strcmp(there->labels.items[kept], desired->labels.items[i]) == 0;
        if (kept < there->labels.count) {
            emit_cannot(e, change, "labels can be added, not removed or moved");
            return;
        }
        for (size_t i = 0; i < desired->labels.count; i++) {
            if (list_has(&there->labels, desired->labels.items[i]))
                continue;
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, change->desired);
            buf_puts(&e->sql, " ADD VALUE ");
            pg_literal(&e->sql, desired->labels.items[i]);
            if (i > 0) {
                buf_puts(&e->sql, " AFTER ");
                pg_literal(&e->sql, desired->labels.items[i - 1]);
            } else if (there->labels.count > 0) {
                buf_puts(&e->sql, " BEFORE ");
                pg_literal(&e->sql, there->labels.items[0]);
            }
            emit(e, change->desired, STEP_MAKE, 0.001, "add label");
        }
    }
    pg_owner(e, change->desired, desired->owner, change);
}

static void create_domain(Emit *e, const Object *object)
{
    const Domain *domain = (const Domain *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " AS %s", domain->type);
    if (domain->collation != NULL)
        buf_printf(&e->sql, " COLLATE %s", domain->collation);
    if (domain->not_null_name != NULL) {
        buf_puts(&e->sql, " CONSTRAINT ");
        pg_name(&e->sql, domain->not_null_name);
    }
    if (domain->not_null)
        buf_puts(&e->sql, " NOT NULL");
    if (domain->default_value != NULL) {
        buf_puts(&e->sql, " DEFAULT ");
        pg_expression(&e->sql, domain->default_value);
    }
    buf_puts(&e->sql, domain->checks.count > 0 ? " " : "");
    pg_texts(&e->sql, &domain->checks, " ");
    emit(e, object, STEP_MAKE, 0.001, "create domain");
}

static void alter_domain(Emit *e, const Change *change)
{
    const Domain *domain = (const Domain *)change->desired;
    Change rest = *change;
    if (change_has(change, "default_value")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_puts(&e->sql, domain->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
        if (domain->default_value != NULL)
            pg_expression(&e->sql, domain->default_value);
        emit(e, change->desired, STEP_MAKE, 0.001, "set default");
        rest = change_without(change, "default_value");
    }
    alter_owner_only(e, &rest, domain->owner);
}

static void create_composite(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS (");
    pg_texts(&e->sql, &((const Composite *)object)->attributes, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

static void alter_composite(Emit *e, const Change *change)
{
    alter_owner_only(e, change, ((const Composite *)change->desired)->owner);
}

static void create_range(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS RANGE (");
    pg_texts(&e->sql, &((const Range *)object)->options, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

static void alter_range(Emit *e, const Change *change)
{
    alter_owner_only(e, change, ((const Range *)change->desired)->owner);
}

/* ---- routines ---- */

/* pg_get_functiondef says CREATE OR REPLACE, so one statement does both. */
static void create_function(Emit *e, const Object *object)
{
    pg_expression(&e->sql, ((const Function *)object)->definition);
    emit(e, object, STEP_MAKE, 0.001, "create function");
}

static void alter_function(Emit *e, const Change *change)
{
    if (change->actual != NULL && (change_has(change, "definition") || change_has(change, "word")))
        create_function(e, change->desired);
    pg_owner(e, change->desired, ((const Function *)change->desired)->owner, change);
}

static void create_aggregate(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " (");
    pg_texts(&e->sql, &((const Aggregate *)object)->options, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create aggregate");
}

static void alter_aggregate(Emit *e, const Change *change)
{
    alter_owner_only(e, change, ((const Aggregate *)change->desired)->owner);
}

/* ---- text search ---- */

static void create_dictionary(Emit *e, const Object *object)
{
    const TextSearchDictionary *dictionary = (const TextSearchDictionary *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " (TEMPLATE = %s%s%s)", dictionary->template, dictionary->options == NULL ? "" : ", ",
               dictionary->options == NULL ? "" : dictionary->options);
    emit(e, object, STEP_MAKE, 0.001, "create text search dictionary");
}

static void alter_dictionary(Emit *e, const Change *change)
{
    alter_owner_only(e, change, ((const TextSearchDictionary *)change->desired)->owner);
}

static void add_mappings(Emit *e, const TextSearchConfiguration *configuration)
{
    for (size_t i = 0; i < configuration->mappings.count; i++) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, &configuration->object);
        buf_printf(&e->sql, " ADD MAPPING FOR %s", configuration->mappings.items[i]);
        Statement *statement = emit(e, &configuration->object, STEP_MAKE, 0.001, "add mapping");
        emit_lock(e, statement, &configuration->object, LOCK_ACCESS_EXCLUSIVE);
    }
}

static void create_configuration(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " (PARSER = %s)", ((const TextSearchConfiguration *)object)->parser);
    emit(e, object, STEP_MAKE, 0.001, "create text search configuration");
    add_mappings(e, (const TextSearchConfiguration *)object);
}

/* A configuration without mappings is what a killed run leaves; then nothing is lost by adding them. */
static void alter_configuration(Emit *e, const Change *change)
{
    const TextSearchConfiguration *there = (const TextSearchConfiguration *)change->actual;
    const TextSearchConfiguration *desired = (const TextSearchConfiguration *)change->desired;
    Change rest = *change;
    if (there != NULL && change_has(change, "mappings")) {
        for (size_t i = 0; i < there->mappings.count; i++) {
            const char *with = strstr(there->mappings.items[i], " WITH ");
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, change->desired);
            buf_printf(&e->sql, " DROP MAPPING FOR %.*s", (int)(with == NULL ? 0 : with - there->mappings.items[i]),
                       there->mappings.items[i]);
            emit(e, change->desired, STEP_MAKE, 0.001, "drop mapping");
        }
        add_mappings(e, desired);
        rest = change_without(change, "mappings");
    }
    alter_owner_only(e, &rest, desired->owner);
}

/* Speed, not truth: a target that refuses one of these is slower, and no less right. */
static const char *const session[] = {
    "SET synchronous_commit = off",
    "SET client_connection_check_interval = '1s'", /* 14: what a killed run left at work ends soon */
    "SET max_parallel_maintenance_workers = 4",
    "SET lock_timeout = '60s'",
    NULL,
};

/* Two advisory locks, in a space of our own (the first key spells UNDS): the run's, and one that all its connections
   share. A run that was killed may still be at work at the server: only when the second is free is it gone. */
#define RUN_LOCK "1431192659, 1"
#define WORK_LOCK "1431192659, 2"

const Dialect dialect_postgres = {
    .engine = "postgres",
    .try_run_lock = "SELECT CASE WHEN pg_try_advisory_lock(" RUN_LOCK ") AND pg_try_advisory_lock(" WORK_LOCK ") "
                    "THEN pg_advisory_unlock(" WORK_LOCK ") ELSE false END",
    .join_run = "SELECT pg_advisory_lock_shared(" WORK_LOCK ")",
    .quote_name = pg_name,
    .quote_literal = pg_literal,
    .table_name = pg_object_name,
    .session = session,
    .finish = pg_analyze,
    .create =
        {
            [KIND_SCHEMA] = create_schema,
            [KIND_EXTENSION] = create_extension,
            [KIND_ENUM] = create_enum,
            [KIND_DOMAIN] = create_domain,
            [KIND_COMPOSITE] = create_composite,
            [KIND_RANGE] = create_range,
            [KIND_SEQUENCE] = pg_create_sequence,
            [KIND_FUNCTION] = create_function,
            [KIND_AGGREGATE] = create_aggregate,
            [KIND_TEXT_SEARCH_DICTIONARY] = create_dictionary,
            [KIND_TEXT_SEARCH_CONFIGURATION] = create_configuration,
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
            [KIND_GRANT] = pg_create_grant,
            [KIND_COMMENT] = pg_create_comment,
        },
    .alter =
        {
            [KIND_SCHEMA] = alter_schema,
            [KIND_EXTENSION] = alter_extension,
            [KIND_ENUM] = alter_enum,
            [KIND_DOMAIN] = alter_domain,
            [KIND_COMPOSITE] = alter_composite,
            [KIND_RANGE] = alter_range,
            [KIND_SEQUENCE] = pg_alter_sequence,
            [KIND_FUNCTION] = alter_function,
            [KIND_AGGREGATE] = alter_aggregate,
            [KIND_TEXT_SEARCH_DICTIONARY] = alter_dictionary,
            [KIND_TEXT_SEARCH_CONFIGURATION] = alter_configuration,
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
            [KIND_GRANT] = pg_alter_grant,
            [KIND_COMMENT] = pg_alter_comment,
        },
    .drop =
        {
            [KIND_GRANT] = pg_drop_grant,
            [KIND_COMMENT] = pg_drop_comment,
        },
};
