/* Expressions over a table's columns, in the other dialect: rewritten, tried on the target, and told where that failed. */
#include "cross_text.h"

#include <string.h>

#include "cross_names.h"
#include "cross_relation.h"
#include "type_text.h"

/* ---- columns ---- */

/* Bytes of whole numbers, digits of decimals and of seconds. */
static int64_t digits_of(const CrossType *type, const TypeText *text)
{
    static const struct {
        const char *word;
        int64_t bytes;
    } sizes[] = {{"tinyint", 2}, {"smallint", 2}, {"mediumint", 4}, {"integer", 4},
                 {"int", 4},     {"bigint", 8},   {"year", 2}};
    bool is_time = type->class == TYPE_TIME || type->class == TYPE_TIMESTAMP || type->class == TYPE_TIMESTAMPTZ;
    for (size_t i = 0; type->class == TYPE_INTEGER && i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(sizes[i].word, text->word) == 0)
            return sizes[i].bytes;
    if (type->class == TYPE_DECIMAL)
        return text->first == INT_NONE ? -1 : text->second == INT_NONE ? 0 : text->second;
    if (is_time) /* without a number, PostgreSQL keeps six digits and MySQL none */
        return text->first != INT_NONE ? text->first : strstr(text->word, " time zone") != NULL ? 6 : 0;
    return 0;
}

static bool is_blind(const Cross *cross, const Column *column)
{
    return cross->made->engine != NULL && strcmp(cross->made->engine, "postgres") == 0 && column->collation != NULL &&
           strstr(column->collation, "_ci") != NULL;
}

static bool crosses_to_postgres(const Cross *cross)
{
    return strcmp(cross->pair->to, "postgres") == 0;
}

ValueType cross_value_type(const Cross *cross, const Column *column)
{
    const CrossType *type = cross_type(cross, &column->object);
    if (type == NULL || type->type == NULL)
        return (ValueType){0};
    TypeText text = type_text(cross->arena, crosses_to_postgres(cross) ? &syntax_postgres : &syntax_mysql, type->type);
    return (ValueType){type->class, digits_of(type, &text), is_blind(cross, column)};
}

RewriteRelation *cross_relation(const Cross *cross, const Object *table, bool inline_generated)
{
    RewriteRelation *relation = arena_alloc(cross->arena, sizeof *relation);
    RewriteColumn *columns = arena_array(cross->arena, table->parts.count + 1, sizeof *columns);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        const CrossType *type = cross_type(cross, &column->object);
        if (type == NULL || type->type == NULL)
            continue;
        columns[relation->count++] = (RewriteColumn){
            .name = column->name,
            .target = cross_name_of(cross, &column->object),
            .type = cross_value_type(cross, column),
            .not_null = type->not_null,
            .formula = inline_generated && column->generated != NULL ? column->default_value : NULL,
        };
    }
    relation->name = cross_name_of(cross, table);
    relation->columns = columns;
    return relation;
}

Rewrite cross_rewrite(const Cross *cross)
{
    return (Rewrite){
        .arena = cross->arena,
        .from = crosses_to_postgres(cross) ? &syntax_mysql : &syntax_postgres,
        .to = crosses_to_postgres(cross) ? &syntax_postgres : &syntax_mysql,
        .version = cross->made->server_version,
        .is_mariadb = cross->made->product != NULL && strcmp(cross->made->product, "MariaDB") == 0,
    };
}

/* ---- trying ---- */

const char *cross_refused(Cross *cross, const Object *from, const Object *table, CrossPurpose purpose, const char *text)
{
    const Trial *trial = trials_find(cross->options->trials, from, purpose, text);
    if (cross->attempts != NULL)
        attempts_push(cross->attempts, cross->arena, from, table, purpose, text);
    return trial == NULL ? NULL : trial->error;
}

const char *cross_as_printed(const Cross *cross, const Object *from, CrossPurpose purpose, const char *text)
{
    const Trial *trial = trials_find(cross->options->trials, from, purpose, text);
    return trial == NULL || trial->printed == NULL ? text : trial->printed;
}

/* ---- expressions ---- */

static const char *const what_for[] = {
    [CROSS_DEFAULT] = "default",
    [CROSS_GENERATED] = "generated column's expression",
    [CROSS_CHECK] = "check",
    [CROSS_INDEX_KEY] = "key",
    [CROSS_INDEX_PREDICATE] = "predicate",
    [CROSS_PARTITION] = "partition key",
    [CROSS_VIEW] = "query",
};

static const char *give_up(Cross *cross, const Object *from, CrossPurpose purpose, const char *text, const char *why)
{
    cross_find(cross, FINDING_EXPR_MANUAL, from, "say it on the target by hand, in its own words",
               "its %s is not said on %s: %s. It is: %s", what_for[purpose], cross->made->product, why, text);
    return NULL;
}

static TypeClass wanted(const Cross *cross, const Object *from, CrossPurpose purpose)
{
    switch (purpose) {
    case CROSS_CHECK:
    case CROSS_INDEX_PREDICATE: return TYPE_BOOLEAN;
    case CROSS_DEFAULT:
    case CROSS_GENERATED:
        return from->kind == KIND_COLUMN ? cross_value_type(cross, (const Column *)from).class : TYPE_UNKNOWN;
    case CROSS_INDEX_KEY:
    case CROSS_PARTITION:
    case CROSS_VIEW: break;
    }
    return TYPE_UNKNOWN;
}

static bool must_be_immutable(const Cross *cross, CrossPurpose purpose)
{
    return crosses_to_postgres(cross) && (purpose == CROSS_GENERATED || purpose == CROSS_INDEX_KEY ||
                                          purpose == CROSS_INDEX_PREDICATE || purpose == CROSS_PARTITION);
}

const char *cross_expression(Cross *cross, const Object *from, const Object *table, const char *text,
                             CrossPurpose purpose)
{
    Rewrite rewrite = cross_rewrite(cross);
    rewrite.table = cross_relation(cross, table, crosses_to_postgres(cross) && purpose == CROSS_GENERATED);
    rewrite.is_immutable = must_be_immutable(cross, purpose);
    Rewritten made = rewrite_expression(&rewrite, text, wanted(cross, from, purpose));
    if (made.text == NULL)
        return give_up(cross, from, purpose, text, made.why);
    if (made.is_volatile)
        return give_up(cross, from, purpose, text, "it depends on when or by whom it is asked");
    const char *error = cross_refused(cross, from, table, purpose, made.text);
    if (error != NULL)
        return give_up(cross, from, purpose, text, arena_printf(cross->arena, "%s was tried: %s", made.text, error));
    for (size_t i = 0; i < made.notes.count; i++)
        cross_find(cross, FINDING_EXPR_CHANGED, from, NULL, "its %s: %s", what_for[purpose], made.notes.items[i]);
    return cross_as_printed(cross, from, purpose, made.text);
}
