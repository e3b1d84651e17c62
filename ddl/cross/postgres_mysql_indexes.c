/* Indexes: trees as they are, searches of texts by FULLTEXT, and what is special about them as far as MySQL has its like. */
#include <string.h>

#include "postgres_mysql.h"
#include "text.h"

/* ---- a key, taken apart ---- */

static const char *without_brackets(Arena *arena, const char *text, size_t length)
{
    if (length > 0 && text[0] == '(' && scan_closing(&syntax_postgres, text, 0) == length - 1)
        return arena_slice(arena, text + 1, length - 2);
    return arena_slice(arena, text, length);
}

static bool is_space(const Token *token)
{
    return token->type == TOKEN_SPACE || token->type == TOKEN_COMMENT;
}

/* Where the first thing ends: a name, a call or what stands in brackets. */
static size_t end_of_first(const char *text)
{
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    for (Token token; scan_next(&scan, &token) && !is_space(&token);)
        if (token_is_mark(&token, "("))
            scan.at = scan_closing(&syntax_postgres, text, scan.at - 1) + 1;
    size_t end = scan.at < scan.length ? scan.at : scan.length;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    return end;
}

static bool is_word_of_order(const Token *token)
{
    return token_is(token, "ASC") || token_is(token, "DESC") || token_is(token, "NULLS") || token_is(token, "FIRST") ||
           token_is(token, "LAST");
}

IndexKey pgmy_index_key(Arena *arena, const char *text)
{
    IndexKey key = {0};
    size_t end = end_of_first(text);
    Scan first = scan_open(&syntax_postgres, text, end),
         rest = scan_open(&syntax_postgres, text + end, strlen(text + end));
    Token token;
    bool is_name = scan_solid(&first, &token) && token.type == TOKEN_NAME && token.length == end;
    if (is_name)
        key.column = scan_name(arena, &token);
    else
        key.expression = without_brackets(arena, text, end);
    const char **word = &key.operator_class;
    while (scan_solid(&rest, &token)) {
        key.is_descending = key.is_descending || token_is(&token, "DESC");
        if (token_is(&token, "COLLATE"))
            word = &key.collation;
        else if (token.type == TOKEN_NAME && !is_word_of_order(&token)) {
            *word = scan_name(arena, &token); /* of schema.name the name */
            Scan ahead = rest;
            bool has_more = scan_next(&ahead, &token) && token_is_mark(&token, ".");
            word = has_more ? word : &key.operator_class;
        }
    }
    return key;
}

/* ---- what an index is made of ---- */

typedef struct IndexMaking {
    Cross *cross;
    const Index *from;
    IndexKey *keys;
    size_t count;
    List made;
    bool is_hashed; /* MariaDB: the server's own hash */
    Buf lost;       /* what it is made without */
} IndexMaking;

static void lose(IndexMaking *m, const char *what)
{
    if (strstr(buf_text(&m->lost), what) == NULL)
        buf_printf(&m->lost, "%s%s", m->lost.length > 0 ? ", " : "", what);
}

static void skip(IndexMaking *m, const char *remedy, const char *why)
{
    cross_leave(m->cross, &m->from->object, LEDGER_MANUAL, FINDING_INDEX_SKIPPED, remedy, "%s: %s", why,
                m->from->definition == NULL ? m->from->object.origin->name : m->from->definition);
}

/* Collations by code points are the order that these ask for. */
static bool is_by_characters(const char *operator_class)
{
    return strstr(operator_class, "_pattern_ops") != NULL || strcmp(operator_class, "text_ops") == 0;
}

static void note_order(IndexMaking *m, const IndexKey *key)
{
    if (key->operator_class != NULL && !is_by_characters(key->operator_class))
        lose(m, "its operator class");
    if (key->collation != NULL && strcmp(key->collation, "C") != 0 && strcmp(key->collation, "POSIX") != 0)
        lose(m, "its collation");
}

static const char *with_order(IndexMaking *m, const char *key, bool is_descending)
{
    return is_descending ? arena_printf(m->cross->arena, "%s DESC", key) : key;
}

/* A functional key, as the server prints it: ((case when (p) then `a` end)). */
static const char *where(IndexMaking *m, const char *predicate, const char *value, bool is_long)
{
    const char *key =
        predicate == NULL ? value : arena_printf(m->cross->arena, "(case when (%s) then %s end)", predicate, value);
    return arena_printf(m->cross->arena, is_long ? "(sha2(%s,256))" : "(%s)", key);
}

static const char *column_key(IndexMaking *m, const IndexKey *key, const KeyPart *part, const char *predicate)
{
    const Column *column = pgmy_column(m->cross, m->from->table, key->column);
    const char *name = cross_quoted(m->cross, column->name);
    if (predicate != NULL)
        return where(m, predicate, name, part->way != KEY_WHOLE || pgmy_is_long(column));
    if (part->way == KEY_HASHED && !pgmy(m->cross)->is_mariadb)
        return where(m, NULL, name, true);
    m->is_hashed = m->is_hashed || part->way == KEY_HASHED;
    if (part->way != KEY_PREFIX)
        return name;
    lose(m, "the ends of long values");
    return arena_printf(m->cross->arena, "%s(%lld)", name, (long long)part->prefix);
}

/* ---- keys, in order ---- */

static bool take_keys(IndexMaking *m)
{
    const Index *from = m->from;
    bool with_include = !from->is_unique && from->include.count > 0;
    m->count = from->keys.count + (with_include ? from->include.count : 0);
    m->keys = arena_array(m->cross->arena, m->count, sizeof *m->keys);
    for (size_t i = 0; i < m->count; i++) {
        m->keys[i] = pgmy_index_key(m->cross->arena, i < from->keys.count ? from->keys.items[i]
                                                                          : from->include.items[i - from->keys.count]);
        note_order(m, &m->keys[i]);
        if (m->keys[i].column != NULL && pgmy_column(m->cross, from->table, m->keys[i].column) == NULL) {
            skip(m, "give its column a type by types:", "a column of it is not made");
            return false;
        }
    }
    return true;
}

static List column_names(const IndexMaking *m)
{
    List names = {arena_array(m->cross->arena, m->count, sizeof *names.items), m->count};
    for (size_t i = 0; i < m->count; i++)
        names.items[i] = m->keys[i].column == NULL ? "" : m->keys[i].column;
    return names;
}

/* Neither texts without a length nor JSON: an expression over them may be one, too. */
static bool names_long_column(IndexMaking *m, const char *expression)
{
    const Refs *parts = &m->from->table->parts;
    for (size_t i = 0; i < parts->count; i++) {
        const Column *made =
            parts->items[i]->kind == KIND_COLUMN ? (const Column *)cross_twin(m->cross, parts->items[i]) : NULL;
        if (made != NULL && (pgmy_is_long(made) || strcmp(made->type, "json") == 0) &&
            pgmy_mentions(expression, ((const Column *)parts->items[i])->name))
            return true;
    }
    return false;
}

/* What was cast from one text to another is a column here. */
static const Column *column_alone(IndexMaking *m, const char *text)
{
    const Refs *parts = &m->from->table->parts;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i]->kind == KIND_COLUMN && cross_twin(m->cross, parts->items[i]) != NULL &&
            strcmp(cross_quoted(m->cross, cross_name_of(m->cross, parts->items[i])), text) == 0)
            return (const Column *)parts->items[i];
    return NULL;
}

static const char *alone_key(IndexMaking *m, const Column *column, const char *predicate)
{
    const char *name = column->name;
    List names = {&name, 1};
    IndexKey key = {.column = name};
    return column_key(m, &key, cross_key_parts(m->cross, m->from->table, &names, m->from->is_unique), predicate);
}

/* False: accounted for. */
static bool make_expression_key(IndexMaking *m, const IndexKey *key, const char *predicate, const char **out)
{
    const Index *from = m->from;
    bool is_long = names_long_column(m, key->expression);
    if (pgmy(m->cross)->is_mariadb) {
        skip(m, "generate a column from the expression, and index that", "MariaDB has no indexes on expressions");
        return false;
    }
    const char *text = cross_expression(m->cross, &from->object, from->table, key->expression, CROSS_INDEX_KEY);
    if (text == NULL) {
        cross_settle(m->cross, &from->object, LEDGER_MANUAL, "its expression could not be said");
        return false;
    }
    const Column *alone = column_alone(m, text);
    if (alone != NULL) {
        *out = alone_key(m, alone, predicate);
        return true;
    }
    if (is_long && !from->is_unique) {
        skip(m, "give the column a length (types:), or index a generated column of one",
             "an expression over texts without a length cannot be searched by");
        return false;
    }
    *out = where(m, predicate, text, is_long);
    return true;
}

/* ---- partial indexes ---- */

static bool is_key_column(const IndexMaking *m, const Token *token)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->keys[i].column != NULL && token_names(token, m->keys[i].column))
            return true;
    return false;
}

/* (a IS NOT NULL) AND (b IS NOT NULL): what is NULL in a key is unique anyway. */
static bool goes_without_saying(const IndexMaking *m)
{
    static const char *const words[] = {"IS", "NOT", "NULL", "AND"};
    Scan scan = scan_open(&syntax_postgres, m->from->predicate, strlen(m->from->predicate));
    size_t place = 0; /* 0: a column, then the words in turn */
    for (Token token; scan_solid(&scan, &token);) {
        if (token_is_mark(&token, "(") || token_is_mark(&token, ")"))
            continue;
        if (place == 0 ? !is_key_column(m, &token) : !token_is(&token, words[place - 1]))
            return false;
        place = (place + 1) % 5;
    }
    return place == 4;
}

/* Unique: rows that do not count are NULL to it. Others hold every row. */
static bool take_predicate(IndexMaking *m, const char **out)
{
    const Index *from = m->from;
    *out = NULL;
    if (from->predicate == NULL)
        return true;
    if (goes_without_saying(m)) {
        cross_rule(m->cross, "I01", "an index WHERE its columns are NOT NULL is one of all rows", &from->object);
        return true;
    }
    if (!from->is_unique) {
        lose(m, "its WHERE: it holds every row");
        return true;
    }
    if (pgmy(m->cross)->is_mariadb) {
        skip(m, "make a generated column that is NULL where the condition does not hold, and a unique index on it",
             "MariaDB has no partial indexes");
        return false;
    }
    *out = cross_expression(m->cross, &from->object, from->table, from->predicate, CROSS_INDEX_PREDICATE);
    if (*out == NULL)
        cross_settle(m->cross, &from->object, LEDGER_MANUAL, "its WHERE could not be said");
    return *out != NULL;
}

/* Searched by its first columns, it does without one that fits into no key and what follows. */
static bool ends_here(IndexMaking *m, size_t i, const KeyPart *part)
{
    bool ends =
        !m->from->is_unique && i > 0 && i < m->from->keys.count && m->keys[i].column != NULL && part->way == KEY_UNFIT;
    if (ends)
        lose(m, arena_printf(m->cross->arena, "%s and what follows: it fits into no key", m->keys[i].column));
    return ends;
}

static bool is_passed_over(IndexMaking *m, size_t i, const KeyPart *part)
{
    bool is_passed = i >= m->from->keys.count && part->way != KEY_WHOLE;
    if (is_passed)
        lose(m, arena_printf(m->cross->arena, "%s, which it includes: it fits into no key", m->keys[i].column));
    return is_passed;
}

static bool make_keys(IndexMaking *m)
{
    const char *predicate = NULL;
    List names = column_names(m);
    const KeyPart *parts = cross_key_parts(m->cross, m->from->table, &names, m->from->is_unique);
    if (!take_predicate(m, &predicate))
        return false;
    m->made.items = arena_array(m->cross->arena, m->count, sizeof *m->made.items);
    for (size_t i = 0; i < m->count; i++) {
        const char *key = NULL;
        if (ends_here(m, i, &parts[i]))
            break;
        if (is_passed_over(m, i, &parts[i]))
            continue;
        if (m->keys[i].column == NULL && !make_expression_key(m, &m->keys[i], predicate, &key))
            return false;
        if (m->keys[i].column != NULL && parts[i].way == KEY_UNFIT) {
            skip(m, "index a generated column that holds what is searched for", "a column of it fits into no key");
            return false;
        }
        if (key == NULL)
            key = column_key(m, &m->keys[i], &parts[i], predicate);
        m->made.items[m->made.count++] = with_order(m, key, m->keys[i].is_descending);
    }
    return true;
}

/* ---- made ---- */

static Index *make_index(IndexMaking *m, const char *method)
{
    Index *made = (Index *)cross_make(m->cross, KIND_INDEX, &m->from->object);
    made->table = cross_twin(m->cross, m->from->table);
    made->name = pgmy_index_name(m->cross, m->from->table, m->from->name, &m->from->object);
    made->is_unique = m->from->is_unique;
    made->method = method;
    made->keys = m->made;
    made->is_valid = true;
    return made;
}

static void tell_of_index(IndexMaking *m)
{
    const Index *from = m->from;
    if (from->options.count > 0)
        lose(m, "its storage parameters");
    if (from->include.count > 0)
        lose(m, from->is_unique ? "its INCLUDE: rows hold every column" : "INCLUDE: these columns are keys");
    if (m->lost.length > 0)
        cross_find(m->cross, FINDING_INDEX_CHANGED, &from->object, NULL, "made without %s", buf_text(&m->lost));
    if (from->nulls_not_distinct)
        cross_find(m->cross, FINDING_INDEX_CHANGED, &from->object, "make its columns NOT NULL, or have a trigger look",
                   "NULLS NOT DISTINCT: to %s every NULL is another one", m->cross->made->product)
            ->severity = SEVERITY_WARNING;
}

/* ---- searching texts ---- */

/* to_tsvector('english'::regconfig, title || ' ' || body): the columns of text in it. */
static bool take_searched(IndexMaking *m)
{
    const IndexKey *key = &m->keys[0];
    const Refs *parts = &m->from->table->parts;
    if (m->count != 1 || key->expression == NULL ||
        strncmp(key->expression, "to_tsvector(", strlen("to_tsvector(")) != 0)
        return false;
    m->made.items = arena_array(m->cross->arena, parts->count, sizeof *m->made.items);
    for (size_t i = 0; i < parts->count; i++) {
        const Column *column = (const Column *)parts->items[i];
        if (column->object.kind != KIND_COLUMN || !pgmy_mentions(key->expression, column->name))
            continue;
        const Column *made = pgmy_column(m->cross, m->from->table, column->name);
        if (made == NULL || made->collation == NULL || cross_type(m->cross, &column->object)->class != TYPE_TEXT)
            return false;
        m->made.items[m->made.count++] = cross_quoted(m->cross, made->name);
    }
    return m->made.count > 0;
}

static void make_full_text(IndexMaking *m)
{
    make_index(m, "FULLTEXT");
    cross_find(m->cross, FINDING_INDEX_CHANGED, &m->from->object,
               "write searches as MATCH (...) AGAINST (...) there, and see that they find what they should",
               "made FULLTEXT: it knows no languages, and other words are too short or too common for it")
        ->severity = SEVERITY_WARNING;
}

static void make_other(IndexMaking *m)
{
    bool is_gin = strcmp(m->from->method, "gin") == 0;
    bool is_searched = is_gin && take_searched(m);
    if (is_searched && pgmy(m->cross)->is_partitioned[m->from->table->ordinal])
        skip(m, "search elsewhere, or make the table without partitions by hand",
             "a table with partitions has no FULLTEXT indexes");
    else if (is_searched)
        make_full_text(m);
    else
        skip(m, "index what is searched for by a generated column, where its like is slow on the target",
             arena_printf(m->cross->arena, "%s has no %s indexes", m->cross->made->product, m->from->method));
}

static void make(IndexMaking *m)
{
    bool is_hash = strcmp(m->from->method, "hash") == 0;
    if (!take_keys(m))
        return;
    if (strcmp(m->from->method, "btree") != 0 && !is_hash) {
        make_other(m);
        return;
    }
    if (!make_keys(m))
        return;
    if (is_hash)
        lose(m, "its hash: it is a tree");
    make_index(m, m->is_hashed ? "HASH" : "BTREE");
    tell_of_index(m);
}

static bool is_of_partition(const Index *index)
{
    return index->table->kind == KIND_TABLE && ((const Table *)index->table)->partition_of != NULL;
}

void pgmy_index(Cross *cross, const Object *from)
{
    const Index *index = (const Index *)from;
    if (is_of_partition(index) && index->attached_to == NULL) {
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_INDEX_SKIPPED,
                    "index the whole table on the source, if all of it is to be searched so",
                    "of one partition alone: %s indexes the whole table", cross->made->product);
        return;
    }
    if (pgmy_follows(cross, from, index->table))
        return;
    IndexMaking m = {.cross = cross, .from = index};
    make(&m);
    buf_free(&m.lost);
}
