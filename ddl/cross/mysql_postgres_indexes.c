/* From MySQL and MariaDB to PostgreSQL: indexes and keys, written as PostgreSQL prints them. What is unique and nothing but
   columns becomes a constraint: that is what applications ask for (ON CONFLICT, foreign keys). */
#include "mysql_postgres.h"

#include <stdlib.h>
#include <string.h>

#include "probe.h"
#include "scan.h"
#include "text.h"

/* ---- parts ---- */

static MpPart part_of(const Cross *cross, const Object *table, const char *text)
{
    MpPart part = {.prefix = INT_NONE};
    Scan scan = scan_open(&syntax_mysql, text, strlen(text));
    Token token;
    if (!scan_solid(&scan, &token))
        return part;
    if (token_is_mark(&token, "(")) {
        size_t open = scan.at - 1, close = scan_closing(&syntax_mysql, text, open);
        part.expression = arena_slice(cross->arena, text + open + 1, close - open - 1);
        scan.at = close < scan.length ? close + 1 : scan.length;
    } else {
        part.column = mp_column_named(table, scan_name(cross->arena, &token));
    }
    while (scan_solid(&scan, &token))
        if (token.type == TOKEN_NUMBER)
            part.prefix = strtoll(token.start, NULL, 10);
        else if (token_is(&token, "DESC"))
            part.is_descending = true;
        else if (token_is(&token, "OVERLAPS"))
            part.is_period = true;
    return part;
}

MpParts mp_parts(const Cross *cross, const Object *table, const List *keys)
{
    MpParts parts = {0};
    for (size_t i = 0; i < keys->count; i++)
        *LIST_PUSH(cross->arena, &parts.list) = part_of(cross, table, keys->items[i]);
    return parts;
}

static bool any_part(const MpParts *parts, bool (*is)(const MpPart *part))
{
    for (size_t i = 0; i < parts->list.count; i++)
        if (is(&parts->list.items[i]))
            return true;
    return false;
}

static bool is_expression(const MpPart *part)
{
    return part->expression != NULL;
}

static bool is_prefix(const MpPart *part)
{
    return part->prefix != INT_NONE;
}

static bool is_descending(const MpPart *part)
{
    return part->is_descending;
}

static bool is_period(const MpPart *part)
{
    return part->is_period || (part->expression == NULL && part->column == NULL);
}

/* ---- keys as PostgreSQL prints them ---- */

static const char *type_of(const Cross *cross, const Column *column)
{
    const char *type = cross_type(cross, &column->object)->type;
    return type == NULL ? "" : type;
}

/* The longest value's bytes, as far as the type bounds them. */
static int64_t most_bytes(const Cross *cross, const Column *column)
{
    const char *type = type_of(cross, column), *open = strchr(type, '(');
    if (begins_with(type, "character") && open != NULL)
        return 4 * strtoll(open + 1, NULL, 10);
    if (begins_with(column->type, "tinytext"))
        return 4 * INT64_C(255);
    return begins_with(column->type, "tinyblob") ? 255
           : begins_with(column->type, "varbinary(") || begins_with(column->type, "binary(")
               ? strtoll(strchr(column->type, '(') + 1, NULL, 10)
               : INT64_MAX;
}

/* An entry of a btree holds 2704 bytes; the index's other columns need some, too. */
enum { MOST_BYTES = 2600 };

static bool fits_whole(const Cross *cross, const Column *column)
{
    return most_bytes(cross, column) <= MOST_BYTES;
}

/* The rows that are there fit, at least. */
static bool rows_fit_whole(const Cross *cross, const MpParts *parts)
{
    int64_t sum = 0;
    for (size_t i = 0; i < parts->list.count; i++) {
        const MpPart *part = &parts->list.items[i];
        int64_t bytes = part->prefix == INT_NONE || fits_whole(cross, part->column)
                            ? 0
                            : probe_fact(cross->options->probe, &part->column->object, FACT_MAX_BYTES);
        if (bytes == PROBE_UNKNOWN)
            return false;
        sum += bytes;
    }
    return sum <= MOST_BYTES;
}

static const char *front_of(const Cross *cross, const MpPart *part)
{
    const char *name = cross_quoted(cross, cross_name_of(cross, &part->column->object));
    const char *type = type_of(cross, part->column);
    if (strcmp(type, "bytea") == 0)
        return arena_printf(cross->arena, "substr(%s, 1, %lld)", name, (long long)part->prefix);
    return arena_printf(cross->arena, strcmp(type, "text") == 0 ? "\"left\"(%s, %lld)" : "\"left\"((%s)::text, %lld)",
                        name, (long long)part->prefix);
}

/* A call stands alone, everything else in brackets. */
static const char *bracketed(const Cross *cross, const char *text)
{
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    Token name, mark;
    if (scan_solid(&scan, &name) && name.type == TOKEN_NAME && scan_solid(&scan, &mark) && token_is_mark(&mark, "(")) {
        size_t close = scan_closing(&syntax_postgres, text, scan.at - 1);
        if (close + 1 == strlen(text))
            return text;
    }
    return arena_printf(cross->arena, "(%s)", text);
}

/* NULL: it cannot be said, which has been told. */
static const char *key_of(Cross *cross, const Index *from, const MpPart *part)
{
    const char *key, *order = part->is_descending ? " DESC" : "";
    if (part->expression != NULL) {
        const char *text = cross_expression(cross, &from->object, from->table, part->expression, CROSS_INDEX_KEY);
        if (text == NULL)
            return NULL;
        key = bracketed(cross, text);
    } else if (part->prefix != INT_NONE && (from->is_unique || !fits_whole(cross, part->column))) {
        key = front_of(cross, part);
        cross_find(cross, FINDING_INDEX_CHANGED, &from->object,
                   "compare with left(column, length) where it is to be used", "PostgreSQL has no prefix keys: %s",
                   key);
    } else {
        key = cross_quoted(cross, cross_name_of(cross, &part->column->object));
    }
    return arena_printf(cross->arena, "%s%s", key, order);
}

/* ---- full text ---- */

/* One column's text; NULL is none. */
static const char *words_of(const Cross *cross, const Column *column)
{
    const char *name = cross_quoted(cross, cross_name_of(cross, &column->object)), *type = type_of(cross, column);
    if (strcmp(type, "text") == 0)
        return arena_printf(cross->arena, "COALESCE(%s, ''::text)", name);
    return arena_printf(cross->arena, "(COALESCE(%s, ''::%s))::text", name,
                        begins_with(type, "character(")          ? "bpchar"
                        : begins_with(type, "character varying") ? "character varying"
                                                                 : type);
}

static const char *vector_of(const Cross *cross, const MpParts *parts)
{
    const char *text = words_of(cross, parts->list.items[0].column);
    for (size_t i = 1; i < parts->list.count; i++)
        text =
            arena_printf(cross->arena, "((%s || ' '::text) || %s)", text, words_of(cross, parts->list.items[i].column));
    return arena_printf(cross->arena, "to_tsvector('simple'::regconfig, %s)", text);
}

/* The schema of an extension that is installed on the target; NULL: it is not. */
static const char *extension_schema(const Cross *cross, const char *name)
{
    if (cross->server != NULL)
        EACH (cross->server, EXTENSION, Extension, extension)
            if (strcmp(extension->name, name) == 0 && extension->schema != NULL)
                return ((const Schema *)extension->schema)->name;
    return NULL;
}

static List full_text(Cross *cross, const Index *from, const MpParts *parts)
{
    const char *trigrams = list_has(&from->options, "WITH PARSER `ngram`") ? extension_schema(cross, "pg_trgm") : NULL;
    size_t count = trigrams == NULL ? 1 : parts->list.count;
    List keys = {arena_array(cross->arena, count, sizeof *keys.items), count};
    for (size_t i = 0; i < count; i++)
        keys.items[i] =
            trigrams == NULL
                ? vector_of(cross, parts)
                : arena_printf(cross->arena, "%s %s.gin_trgm_ops",
                               cross_quoted(cross, cross_name_of(cross, &parts->list.items[i].column->object)),
                               cross_quoted(cross, trigrams));
    Finding *finding = cross_find(
        cross, FINDING_INDEX_CHANGED, &from->object,
        trigrams == NULL ? "write MATCH ... AGAINST as to_tsvector('simple', ...) @@ plainto_tsquery('simple', ...)"
                         : "write MATCH ... AGAINST as LIKE or word_similarity()",
        "a full-text index becomes gin (%s)", keys.items[0]);
    finding->severity = SEVERITY_WARNING;
    return keys;
}

/* ---- making them ---- */

/* An index that is called table_column keeps its name, beside one that is called column. */
static const char *index_name(Cross *cross, CrossSpace space, const Object *from, const Object *table,
                              const Table *branch, const char *name)
{
    const size_t length = strlen(branch->name);
    bool says_table = strncmp(name, branch->name, length) == 0 && name[length] == '_';
    const char *wanted = says_table ? name : arena_printf(cross->arena, "%s_%s", branch->name, name);
    if (!says_table && object_part(table, KIND_INDEX, wanted) != NULL)
        wanted = arena_printf(cross->arena, "%s_idx", wanted);
    return cross_name_take(cross, space, table, wanted, from);
}

static void put_index(Cross *cross, const Index *from, const char *method, const List *keys)
{
    const Family *family = mp_family(cross, from->table);
    const Index **made = arena_array(cross->arena, family->branches.count, sizeof(Index *));
    for (size_t i = 0; i < family->branches.count; i++) {
        const Branch *branch = &family->branches.items[i];
        Index *index = (Index *)cross_make(cross, KIND_INDEX, &from->object);
        index->table = &branch->table->object;
        index->name = index_name(cross, SPACE_INDEX, &from->object, from->table, branch->table, from->name);
        index->is_unique = from->is_unique;
        index->method = method;
        index->keys = *keys;
        index->attached_to = i == 0 ? NULL : &made[branch->parent]->object;
        index->is_valid = true;
        made[i] = index;
    }
    mp_comment(cross, &from->object, &made[0]->object, NULL, from->comment);
}

static void put_key(Cross *cross, const Object *from, const Object *table, const char *name, bool is_primary,
                    const List *columns, const char *comment)
{
    const Family *family = mp_family(cross, table);
    const Key **made = arena_array(cross->arena, family->branches.count, sizeof(Key *));
    for (size_t i = 0; i < family->branches.count; i++) {
        const Branch *branch = &family->branches.items[i];
        Key *key = (Key *)cross_make(cross, KIND_KEY, from);
        key->table = &branch->table->object;
        key->name = index_name(cross, SPACE_KEY, from, table, branch->table, name);
        key->is_primary = is_primary;
        key->columns = *columns;
        key->attached_to = i == 0 ? NULL : &made[branch->parent]->object;
        key->is_valid = true;
        made[i] = key;
    }
    mp_comment(cross, from, &made[0]->object, NULL, comment);
}

static List column_names(const Cross *cross, const MpParts *parts)
{
    List names = {arena_array(cross->arena, parts->list.count, sizeof *names.items), parts->list.count};
    for (size_t i = 0; i < parts->list.count; i++)
        names.items[i] = cross_name_of(cross, &parts->list.items[i].column->object);
    return names;
}

/* ---- what cannot be made ---- */

static bool is_of_many_values(const MpPart *part)
{
    if (part->expression == NULL)
        return false;
    Scan scan = scan_open(&syntax_mysql, part->expression, strlen(part->expression));
    Token token;
    bool is_cast = false;
    while (scan_solid(&scan, &token)) {
        if (is_cast && token_is(&token, "ARRAY"))
            return true;
        is_cast = is_cast || token_is(&token, "CAST");
    }
    return false;
}

static bool lacks_column(const Cross *cross, const MpParts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++)
        if (parts->list.items[i].column != NULL && cross_twin(cross, &parts->list.items[i].column->object) == NULL)
            return true;
    return false;
}

static bool is_geometry(const Cross *cross, const MpParts *parts)
{
    const Column *column = parts->list.count == 0 ? NULL : parts->list.items[0].column;
    return column != NULL && strstr(type_of(cross, column), "geometry(") != NULL;
}

static bool is_of_text(const Cross *cross, const MpParts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        const char *type = parts->list.items[i].column == NULL ? "" : type_of(cross, parts->list.items[i].column);
        if (!begins_with(type, "character") && strcmp(type, "text") != 0 && strstr(type, "citext") == NULL)
            return false;
    }
    return true;
}

/* True: it is left out. */
static bool skip(Cross *cross, const Object *from, const char *method, const MpParts *parts)
{
    const char *why = NULL, *remedy = "CREATE INDEX on the target what its queries need";
    if (any_part(parts, is_of_many_values)) {
        why = "an index over the values of an array";
        remedy = "CREATE INDEX ... USING gin ((column -> 'path') jsonb_path_ops) on the target, and ask it by @>";
    } else if (text_equal(method, "SPATIAL") && !is_geometry(cross, parts)) {
        why = "a spatial index needs PostGIS, and a column of its type";
    } else if (text_equal(method, "VECTOR")) {
        why = "a vector index needs pgvector, and a column of its type";
        remedy = "CREATE INDEX ... USING hnsw on the target";
    } else if (text_equal(method, "FULLTEXT") && !is_of_text(cross, parts)) {
        why = "a column of it is no text on the target";
    } else if (any_part(parts, is_period)) {
        why = "PostgreSQL has no such periods: WITHOUT OVERLAPS asks for a column of a range type";
    } else if (lacks_column(cross, parts)) {
        why = "a column of it is left out";
    }
    if (why != NULL)
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_INDEX_SKIPPED, remedy, "%s", why);
    return why != NULL;
}

/* ---- both kinds ---- */

static void make_index(Cross *cross, const Index *from, const MpParts *parts)
{
    List keys = {arena_array(cross->arena, parts->list.count, sizeof *keys.items), parts->list.count};
    for (size_t i = 0; i < parts->list.count; i++) {
        keys.items[i] = key_of(cross, from, &parts->list.items[i]);
        if (keys.items[i] == NULL) {
            cross_settle(cross, &from->object, LEDGER_MANUAL, "its expression could not be said on the target");
            return;
        }
    }
    put_index(cross, from, text_equal(from->method, "SPATIAL") ? "gist" : "btree", &keys);
}

void mp_index(Cross *cross, const Object *object)
{
    const Index *from = (const Index *)object;
    MpParts parts = mp_parts(cross, from->table, &from->keys);
    if (skip(cross, object, from->method, &parts))
        return;
    if (text_equal(from->method, "FULLTEXT")) {
        List keys = full_text(cross, from, &parts);
        put_index(cross, from, "gin", &keys);
    } else if (from->is_unique && !any_part(&parts, is_expression) && !any_part(&parts, is_prefix)) {
        List columns = column_names(cross, &parts);
        if (any_part(&parts, is_descending))
            cross_find(cross, FINDING_INDEX_CHANGED, object, NULL, "a unique constraint has no descending columns");
        put_key(cross, object, from->table, from->name, false, &columns, from->comment);
    } else {
        make_index(cross, from, &parts);
    }
    if (from->is_invisible)
        cross_find(cross, FINDING_INDEX_CHANGED, object, "drop it on the target, if no query needs it",
                   "PostgreSQL has no invisible indexes: queries may use it");
}

/* The front of a column is no column: such a key is unique and no more. */
static void make_unique_instead(Cross *cross, const Key *from, const MpParts *parts)
{
    Index *index = arena_alloc(cross->arena, sizeof *index);
    *index = (Index){
        .object = from->object, .table = from->table, .name = "primary", .is_unique = true, .comment = from->comment};
    make_index(cross, index, parts);
}

void mp_key(Cross *cross, const Object *object)
{
    const Key *from = (const Key *)object;
    MpParts parts = mp_parts(cross, from->table, &from->keys);
    if (parts.list.count == 1 && parts.list.items[0].column != NULL &&
        mp_is_generated_key(parts.list.items[0].column)) {
        cross_settle(cross, object, LEDGER_SKIPPED, "MySQL generated it");
        return;
    }
    if (skip(cross, object, NULL, &parts))
        return;
    if (any_part(&parts, is_prefix) && !rows_fit_whole(cross, &parts)) {
        make_unique_instead(cross, from, &parts);
        return;
    }
    if (any_part(&parts, is_prefix))
        cross_find(cross, FINDING_INDEX_CHANGED, object, NULL, "PostgreSQL has no prefix keys: it is of whole columns");
    if (any_part(&parts, is_descending))
        cross_find(cross, FINDING_INDEX_CHANGED, object, NULL, "a primary key has no descending columns");
    List columns = column_names(cross, &parts);
    put_key(cross, object, from->table, "pkey", from->is_primary, &columns, from->comment);
}
