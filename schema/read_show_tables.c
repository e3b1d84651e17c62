/* SHOW CREATE TABLE, for the tables of which information_schema tells less than all. */
#include <string.h>

#include "quote.h"
#include "read_mysql.h"
#include "scan.h"
#include "text.h"

/* ---- which ---- */

/* Cut short at the first zero byte, or spoilt by the connection's character set. */
static bool is_binary_literal(const Column *column)
{
    bool is_binary = strncmp(column->type, "binary(", 7) == 0 || strncmp(column->type, "varbinary(", 10) == 0;
    return is_binary && column->generated == NULL && column->default_value != NULL &&
           (column->default_value[0] == '\'' || strncmp(column->default_value, "0x", 2) == 0);
}

/* MariaDB lists a period's `a` < `b` among the checks, under the period's name. */
static bool may_be_period(const Check *check)
{
    Scan scan = scan_open(&syntax_mysql, check->expression, strlen(check->expression));
    Token first, less, second, more;
    return scan_solid(&scan, &first) && scan_solid(&scan, &less) && scan_solid(&scan, &second) &&
           !scan_solid(&scan, &more) && first.start[0] == '`' && less.length == 1 && less.start[0] == '<' &&
           second.start[0] == '`';
}

/* information_schema has question marks for characters beyond the Basic Multilingual Plane. */
static bool may_be_spoilt(const char *text)
{
    return text != NULL && strchr(text, '?') != NULL;
}

static void choose(const Catalog *catalog, Map *asked)
{
    EACH (catalog, TABLE, Table, table)
        if (table->is_versioned || (!text_equal(table->engine, "InnoDB") && !text_equal(table->engine, "MEMORY")))
            map_put(asked, table->object.key, (void *)table);
    EACH (catalog, COLUMN, Column, column)
        if (is_binary_literal(column) || may_be_spoilt(column->default_value))
            map_put(asked, column->table->key, (void *)column->table);
    EACH (catalog, INDEX, Index, index)
        if (strcmp(index->method, "FULLTEXT") == 0 || strcmp(index->method, "VECTOR") == 0)
            map_put(asked, index->table->key, (void *)index->table);
    EACH (catalog, CHECK, Check, check)
        if ((check->column == NULL && may_be_period(check)) || may_be_spoilt(check->expression))
            map_put(asked, check->table->key, (void *)check->table);
}

/* ---- what they say ---- */

typedef struct Asking {
    Catalog *catalog;
    Table *table;
} Asking;

/* One form for all servers: MySQL prints escapes, MariaDB before 11 bytes as they are. */
static const char *binary_literal(Arena *arena, const char *literal)
{
    SCOPED(Buf, buf_free) out = {0};
    if (literal[0] != '\'')
        return literal;
    buf_puts(&out, "x'");
    for (const char *at = literal + 1; *at != '\0' && at[1] != '\0'; at++) {
        static const char letters[] = "0nrtZb", meanings[] = "\0\n\r\t\x1A\b";
        unsigned char byte = (unsigned char)*at;
        if (*at == '\\') {
            const char *letter = strchr(letters, *++at);
            byte = (unsigned char)(letter == NULL ? *at : meanings[letter - letters]);
        } else if (*at == '\'') {
            at++; /* '' */
        }
        buf_printf(&out, "%02x", byte);
    }
    buf_puts(&out, "'");
    return arena_copy(arena, buf_text(&out));
}

/* MariaDB's expression as it stands in the text: four question marks for the four bytes of each such character. */
static const char *unspoilt(Arena *arena, const char *expression, const char *text)
{
    size_t length = strlen(text);
    uint32_t code;
    char *spoilt = arena_copy(arena, text);
    if (!may_be_spoilt(expression))
        return expression;
    for (size_t at = 0, size; at<length; at += size> 0 ? size : 1) {
        size = text_character(text + at, length - at, &code);
        if (size == 4)
            memset(spoilt + at, '?', size);
    }
    const char *found = strstr(spoilt, expression);
    return found == NULL ? expression : arena_slice(arena, text + (found - spoilt), strlen(expression));
}

/* Such a default is shown by its bytes; labels of an enum or a set are spoilt there, too. */
static bool is_shown_as_bytes(const Column *column, const char *literal)
{
    bool has_labels = strncmp(column->type, "enum(", 5) == 0 || strncmp(column->type, "set(", 4) == 0;
    return may_be_spoilt(column->default_value) && !has_labels && strncmp(literal, "0x", 2) == 0;
}

static void amend_column(Arena *arena, Column *column, const MyColumn *said)
{
    column->format = said->format;
    if (said->literal != NULL && is_binary_literal(column))
        column->default_value = binary_literal(arena, said->literal);
    else if (said->literal != NULL && is_shown_as_bytes(column, said->literal))
        column->default_value = said->literal;
    else
        column->default_value = unspoilt(arena, column->default_value, said->text);
}

static void amend_parts(Catalog *catalog, Table *table, const MyTable *said)
{
    for (size_t i = 0; i < said->columns.count; i++) {
        const MyColumn *one = &said->columns.items[i];
        Column *column = (Column *)object_part(&table->object, KIND_COLUMN, one->name);
        Check *check = (Check *)object_part(&table->object, KIND_CHECK, one->name);
        if (column != NULL)
            amend_column(catalog->arena, column, one);
        if (check != NULL && check->column != NULL)
            check->expression = unspoilt(catalog->arena, check->expression, one->text);
    }
    for (size_t i = 0; i < said->constraints.count; i++) {
        const MyConstraint *one = &said->constraints.items[i];
        Check *check = (Check *)object_part(&table->object, KIND_CHECK, one->name);
        if (check != NULL && check->column == NULL)
            check->expression = unspoilt(catalog->arena, check->expression, one->text);
    }
    for (size_t i = 0; i < said->indexes.count; i++) {
        const MyIndex *one = &said->indexes.items[i];
        Index *index = (Index *)object_part(&table->object, KIND_INDEX, one->name);
        Key *key = index == NULL ? (Key *)object_part(&table->object, KIND_KEY, one->name) : NULL;
        if (index != NULL) {
            index->keys = one->keys;
            index->options = one->options;
            index->position = (int64_t)i + 1;
        } else if (key != NULL) {
            key->keys = one->keys;
            key->options = one->options;
        }
    }
}

static bool amend(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    Asking *asking = context;
    Table *table = asking->table;
    MyTable said;
    if (!my_table(asking->catalog->arena, rows_value(rows, 0, 1), &said, err))
        return false;
    table->options = said.options;
    table->row_format = said.row_format;
    table->partition_key = said.partition_key;
    table->partitions = said.partitions;
    table->periods = said.periods;
    amend_parts(asking->catalog, table, &said);
    for (size_t i = 0; i < said.period_names.count; i++) {
        Check *check = (Check *)object_part(&table->object, KIND_CHECK, said.period_names.items[i]);
        if (check != NULL)
            check->expression = NULL; /* left out below */
    }
    return true;
}

static bool leave_out_periods(Catalog *catalog, Err *err)
{
    size_t kept = 0, count = catalog->objects[KIND_CHECK].count;
    Object **checks = catalog->objects[KIND_CHECK].items;
    for (size_t i = 0; i < count; i++)
        if (((Check *)checks[i])->expression != NULL)
            checks[kept++] = checks[i];
    catalog->objects[KIND_CHECK].count = kept;
    catalog->object_count -= count - kept;
    return kept == count || catalog_name_all(catalog, err);
}

bool my_show_tables(Catalog *catalog, Db *db, Map *asked, Err *err)
{
    choose(catalog, asked);
    EACH (catalog, TABLE, Table, table) {
        SCOPED(Buf, buf_free) sql = {0};
        Asking asking = {catalog, (Table *)table};
        if (map_get(asked, table->object.key) == NULL)
            continue;
        buf_puts(&sql, "SHOW CREATE TABLE ");
        quote_mysql_name(&sql, ((const Schema *)table->schema)->name);
        buf_puts(&sql, ".");
        quote_mysql_name(&sql, table->name);
        if (!db_query(db, buf_text(&sql), amend, &asking, err))
            return err_within(err, "%s", table->object.key);
    }
    return leave_out_periods(catalog, err);
}
