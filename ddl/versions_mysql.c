/* MySQL 5.7 to 9.7 and MariaDB 10.6 to 12, as far as schemas are concerned: what only one of them has, and since when. */
#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "names.h"
#include "translate_mysql.h"

static bool starts_with(const char *text, const char *start)
{
    return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

/* ---- what no field says by itself ---- */

static bool is_by_system_time(const Object *table)
{
    return starts_with(((const Table *)table)->partition_key, "SYSTEM_TIME");
}

static bool has_default_partition(const Object *table)
{
    const List *partitions = &((const Table *)table)->partitions;
    for (size_t i = 0; i < partitions->count; i++) {
        Scan scan = scan_open(&syntax_mysql, partitions->items[i], strlen(partitions->items[i]));
        Token token;
        if (scan_nth(&scan, 3, &token) && token_is(&token, "DEFAULT")) /* PARTITION name DEFAULT */
            return true;
    }
    return false;
}

static bool is_vector(const Object *column)
{
    return starts_with(((const Column *)column)->type, "vector(");
}

static bool is_row_time(const Object *column)
{
    return starts_with(((const Column *)column)->generated, "ROW ");
}

static bool is_generated(const Object *column)
{
    return ((const Column *)column)->generated != NULL;
}

/* Expressions that stand for a value otherwise than NULL, a literal or the current time do so in brackets. */
static bool is_nextval(const Object *object)
{
    const Column *column = (const Column *)object;
    Scan scan = scan_open(&syntax_mysql, column->default_value, strlen(column->default_value));
    for (Token token; scan_solid(&scan, &token);)
        if (token_is(&token, "nextval") || token_is(&token, "lastval"))
            return true;
    return false;
}

static bool any_key(const Object *index, bool (*is_so)(const char *key))
{
    const List *keys = index->kind == KIND_KEY ? &((const Key *)index)->keys : &((const Index *)index)->keys;
    for (size_t i = 0; i < keys->count; i++)
        if (is_so(keys->items[i]))
            return true;
    return false;
}

static bool is_expression(const char *key)
{
    return key[0] == '(';
}

static bool is_descending(const char *key)
{
    size_t length = strlen(key);
    return length > 5 && strcmp(key + length - 5, " DESC") == 0;
}

static bool is_without_overlaps(const char *key)
{
    return strstr(key, "WITHOUT OVERLAPS") != NULL;
}

static bool has_expression(const Object *index)
{
    return any_key(index, is_expression);
}

static bool has_descending(const Object *index)
{
    return any_key(index, is_descending);
}

static bool has_without_overlaps(const Object *index)
{
    return any_key(index, is_without_overlaps);
}

static const Column *column_of_key(const Object *table, const char *key)
{
    Scan scan = scan_open(&syntax_mysql, key, strlen(key));
    Token token;
    if (!scan_solid(&scan, &token))
        return NULL;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind == KIND_COLUMN && token_names(&token, column->name))
            return column;
    }
    return NULL;
}

static bool lacks_srid(const Object *object)
{
    const Index *index = (const Index *)object;
    const Column *column = index->keys.count == 0 ? NULL : column_of_key(index->table, index->keys.items[0]);
    return column != NULL && column->srid == INT_NONE;
}

static bool is_long_type(const char *type)
{
    size_t word = strcspn(type, "( ");
    return (word >= 4 && strncmp(type + word - 4, "text", 4) == 0) ||
           (word >= 4 && strncmp(type + word - 4, "blob", 4) == 0);
}

/* MariaDB keeps a hash of what is too long for a tree. */
static bool is_unique_of_long(const Object *object)
{
    const Index *index = (const Index *)object;
    for (size_t i = 0; i < index->keys.count; i++) {
        const Column *column = column_of_key(index->table, index->keys.items[i]);
        if (column != NULL && is_long_type(column->type) && strchr(index->keys.items[i], '(') == NULL)
            return true;
    }
    return false;
}

static bool is_oracle(const Object *object)
{
    const Field *field = field_named(object->kind, "sql_mode");
    const char *mode = field == NULL ? NULL : FIELD_VALUE(object, field, char *);
    return mode != NULL && strstr(mode, "ORACLE") != NULL;
}

static bool is_of_several(const Object *trigger)
{
    return strpbrk(((const Trigger *)trigger)->event, " ,") != NULL;
}

static bool is_javascript(const Object *object)
{
    const char *definition = object->kind == KIND_FUNCTION ? ((const Function *)object)->definition
                                                           : ((const Procedure *)object)->definition;
    Scan scan = scan_open(&syntax_mysql, definition, strlen(definition));
    Token token;
    while (scan_solid(&scan, &token))
        if (token_is(&token, "language"))
            return scan_solid(&scan, &token) && token_is(&token, "javascript");
    return false;
}

/* MariaDB's type json is a longtext that is checked: the check stands with its column and is called like it. */
static bool is_json_check(const Object *object)
{
    const Check *check = (const Check *)object;
    static const char *const shape[] = {"json_valid", "(", NULL, ")"};
    Scan scan = scan_open(&syntax_mysql, check->expression, strlen(check->expression));
    Token token;
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        if (!scan_solid(&scan, &token) || check->column == NULL)
            return false;
        if (shape[i] == NULL ? !token_names(&token, check->column)
                             : !token_is(&token, shape[i]) && !token_is_mark(&token, shape[i]))
            return false;
    }
    return !scan_solid(&scan, &token);
}

static bool is_json(const Column *column)
{
    const Object *table = column->table->origin == NULL ? column->table : column->table->origin;
    if (!starts_with(column->type, "longtext"))
        return false;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Check *check = (const Check *)table->parts.items[i];
        if (check->object.kind == KIND_CHECK && is_json_check(&check->object) &&
            strcmp(check->column, column->name) == 0)
            return true;
    }
    return false;
}

/* ---- what is made of them ---- */

static void drop_partitions(Object *table, Arena *arena)
{
    (void)arena;
    ((Table *)table)->partition_key = NULL;
    ((Table *)table)->partitions = (List){0};
}

/* MariaDB's timestamps may lie beyond 2038. */
static void store_row_time(Object *column, Arena *arena)
{
    (void)arena;
    ((Column *)column)->generated = NULL;
    ((Column *)column)->default_value = NULL;
    ((Column *)column)->type = "datetime(6)";
}

static void make_text(Object *object, const char *type)
{
    ((Column *)object)->type = type;
    ((Column *)object)->collation = "ascii_bin";
}

static void make_uuid_text(Object *column, Arena *arena)
{
    (void)arena;
    make_text(column, "char(36)");
}

static void make_inet4_text(Object *column, Arena *arena)
{
    (void)arena;
    make_text(column, "varchar(15)");
}

static void make_inet6_text(Object *column, Arena *arena)
{
    (void)arena;
    make_text(column, "varchar(39)");
}

/* Four bytes a number, in both products. */
static void make_vector_bytes(Object *column, Arena *arena)
{
    long dimensions = strtol(((const Column *)column)->type + strlen("vector("), NULL, 10);
    ((Column *)column)->type = arena_printf(arena, "varbinary(%ld)", dimensions * 4);
}

static void make_xml_text(Object *column, Arena *arena)
{
    (void)arena;
    ((Column *)column)->type = "longtext";
}

static void make_ascending(Object *object, Arena *arena)
{
    List *keys = object->kind == KIND_KEY ? &((Key *)object)->keys : &((Index *)object)->keys, before = *keys;
    keys->items = arena_array(arena, before.count, sizeof *keys->items);
    for (size_t i = 0; i < before.count; i++) {
        size_t length = strlen(before.items[i]) - (is_descending(before.items[i]) ? 5 : 0);
        keys->items[i] = arena_slice(arena, before.items[i], length);
    }
}

/* The values that are loaded stay; nobody computes new ones. */
static void drop_expression(Object *column, Arena *arena)
{
    (void)arena;
    ((Column *)column)->generated = NULL;
    ((Column *)column)->default_value = NULL;
}

/* ---- the rules ---- */

/* clang-format off */
#define NEVER INT64_MAX
#define MYSQL(since) {{since, 0}, {NEVER, 0}}
#define MARIADB(since) {{NEVER, 0}, {since, 0}}
#define BOTH(mysql, mariadb) {{mysql, 0}, {mariadb, 0}}
#define UNTIL_MYSQL(until) {{0, until}, {0, 0}} /* MySQL had it before, and MariaDB has it still */
/* clang-format on */

#define CALLS(KIND_CONSTANT, what, deed, outcome, change)                                  \
    {KIND_CONSTANT,                                                                        \
     "name",                                                                               \
     NULL,                                                                                 \
     my_calls_mysql,                                                                       \
     MYSQL(0),                                                                             \
     deed,                                                                                 \
     SEVERITY_WARNING,                                                                     \
     what " that calls functions of MySQL's own",                                          \
     outcome,                                                                              \
     by_hand,                                                                              \
     change},                                                                              \
        {KIND_CONSTANT,                                                                    \
         "name",                                                                           \
         NULL,                                                                             \
         my_calls_mysql57,                                                                 \
         UNTIL_MYSQL(80000),                                                               \
         deed,                                                                             \
         SEVERITY_WARNING,                                                                 \
         what " that calls functions of MySQL 5.7",                                        \
         outcome,                                                                          \
         by_hand,                                                                          \
         change},                                                                          \
    {                                                                                      \
        KIND_CONSTANT, "name", NULL, my_calls_mariadb, MARIADB(0), deed, SEVERITY_WARNING, \
            what " that calls functions of MariaDB's own", outcome, by_hand, change        \
    }

#define SORTS(KIND_CONSTANT, what)                                                                     \
    {                                                                                                  \
        KIND_CONSTANT, "definition", NULL, my_sorts_groups, UNTIL_MYSQL(80013), CHANGE, SEVERITY_INFO, \
            what " whose GROUP BY sorts by ASC or DESC", "made without these",                         \
            "add ORDER BY on the target, where somebody counts on the order", my_unsort_groups         \
    }

static const char by_hand[] = "rewrite it on the target by hand";

/* clang-format off */
static const VersionRule rules[] = {
    {KIND_SCHEMA, "comment", NULL, NULL, MARIADB(100500), CLEAR, SEVERITY_INFO,
     "a database's comment", "made without", "nothing", NULL},
    {KIND_SCHEMA, "is_encrypted", NULL, NULL, MYSQL(80016), CLEAR, SEVERITY_WARNING,
     "a database whose tables are encrypted by default", "made without", "have the target's storage encrypted", NULL},
    {KIND_SEQUENCE, "name", NULL, NULL, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a sequence", "left out", "use AUTO_INCREMENT, or a table that counts", NULL},
    {KIND_PACKAGE, "name", NULL, NULL, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a package", "left out", "make procedures and functions of it by hand", NULL},
    {KIND_PACKAGE_BODY, "name", NULL, NULL, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a package body", "left out", "make procedures and functions of it by hand", NULL},
    {KIND_FUNCTION, "name", NULL, is_oracle, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a function in sql_mode ORACLE", "left out", by_hand, NULL},
    {KIND_PROCEDURE, "name", NULL, is_oracle, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a procedure in sql_mode ORACLE", "left out", by_hand, NULL},
    {KIND_TRIGGER, "name", NULL, is_oracle, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "a trigger in sql_mode ORACLE", "left out", by_hand, NULL},
    {KIND_EVENT, "name", NULL, is_oracle, MARIADB(100300), LEAVE_OUT, SEVERITY_WARNING,
     "an event in sql_mode ORACLE", "left out", by_hand, NULL},
    {KIND_FUNCTION, "word", "AGGREGATE FUNCTION", NULL, MARIADB(100303), LEAVE_OUT, SEVERITY_WARNING,
     "a stored aggregate function", "left out", by_hand, NULL},
    {KIND_FUNCTION, "definition", NULL, is_javascript, MYSQL(90000), LEAVE_OUT, SEVERITY_WARNING,
     "a function in JavaScript", "left out", by_hand, NULL},
    {KIND_PROCEDURE, "definition", NULL, is_javascript, MYSQL(90000), LEAVE_OUT, SEVERITY_WARNING,
     "a procedure in JavaScript", "left out", by_hand, NULL},
    {KIND_TRIGGER, "event", NULL, is_of_several, MARIADB(120000), LEAVE_OUT, SEVERITY_WARNING,
     "a trigger of several events", "left out", "make a trigger for each event", NULL},
    {KIND_TABLE, "is_versioned", NULL, NULL, MARIADB(100300), CLEAR, SEVERITY_WARNING,
     "a system-versioned table", "made as a plain one: its history stays behind", "keep history by triggers, if the target needs it", NULL},
    {KIND_TABLE, "periods", NULL, NULL, MARIADB(100304), CLEAR, SEVERITY_WARNING,
     "a table with a period", "made without: its columns are plain ones", "nothing, unless somebody says FOR PORTION OF", NULL},
    {KIND_TABLE, "partition_key", NULL, is_by_system_time, MARIADB(100300), CHANGE, SEVERITY_WARNING,
     "a table partitioned by SYSTEM_TIME", "made without partitions", "nothing: it has no history there", drop_partitions},
    {KIND_TABLE, "partitions", NULL, has_default_partition, MARIADB(100202), CHANGE, SEVERITY_WARNING,
     "a table with a DEFAULT partition", "made without partitions", "partition it on the target by hand, with a list of all values", drop_partitions},
    {KIND_TABLE, "options", "PAGE_COMPRESSED", NULL, MARIADB(0), CLEAR, SEVERITY_WARNING,
     "a table with PAGE_COMPRESSED", "made without", "ROW_FORMAT=COMPRESSED on the target, if room is short there", NULL},
    {KIND_TABLE, "options", "PAGE_COMPRESSION_LEVEL", NULL, MARIADB(0), CLEAR, SEVERITY_INFO,
     "a table with PAGE_COMPRESSION_LEVEL", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "ENCRYPTED", NULL, MARIADB(0), CLEAR, SEVERITY_WARNING,
     "a table with ENCRYPTED", "made without", "have the target's storage encrypted", NULL},
    {KIND_TABLE, "options", "ENCRYPTION_KEY_ID", NULL, MARIADB(0), CLEAR, SEVERITY_INFO,
     "a table with ENCRYPTION_KEY_ID", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "PAGE_CHECKSUM", NULL, MARIADB(0), CLEAR, SEVERITY_INFO,
     "a table with PAGE_CHECKSUM", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "TRANSACTIONAL", NULL, MARIADB(0), CLEAR, SEVERITY_INFO,
     "a table with TRANSACTIONAL", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "SEQUENCE", NULL, MARIADB(0), CLEAR, SEVERITY_INFO,
     "a table with SEQUENCE", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "COMPRESSION=", NULL, MYSQL(0), CLEAR, SEVERITY_WARNING,
     "a table with COMPRESSION", "made without", "PAGE_COMPRESSED=1 on the target, if room is short there", NULL},
    {KIND_TABLE, "options", "ENCRYPTION=", NULL, MYSQL(0), CLEAR, SEVERITY_WARNING,
     "a table with ENCRYPTION", "made without", "have the target's storage encrypted", NULL},
    {KIND_TABLE, "options", "AUTOEXTEND_SIZE=", NULL, MYSQL(80023), CLEAR, SEVERITY_INFO,
     "a table with AUTOEXTEND_SIZE", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "SECONDARY_ENGINE", NULL, MYSQL(80013), CLEAR, SEVERITY_WARNING,
     "a table with a secondary engine", "made without", "nothing", NULL},
    {KIND_COLUMN, "type", "uuid", NULL, MARIADB(100700), CHANGE, SEVERITY_INFO,
     "the type uuid", "made char(36)", "nothing", make_uuid_text},
    {KIND_COLUMN, "type", "inet6", NULL, MARIADB(100500), CHANGE, SEVERITY_INFO,
     "the type inet6", "made varchar(39)", "nothing: it sorts as text", make_inet6_text},
    {KIND_COLUMN, "type", "inet4", NULL, MARIADB(101000), CHANGE, SEVERITY_INFO,
     "the type inet4", "made varchar(15)", "nothing: it sorts as text", make_inet4_text},
    {KIND_COLUMN, "type", "xmltype", NULL, MARIADB(120300), CHANGE, SEVERITY_INFO,
     "the type xmltype", "made longtext", "nothing", make_xml_text},
    {KIND_COLUMN, "type", NULL, is_vector, BOTH(90000, 110700), CHANGE, SEVERITY_WARNING,
     "the type vector", "made varbinary, with the same bytes", "use a newer target to compute with it", make_vector_bytes},
    {KIND_COLUMN, "generated", NULL, is_row_time, MARIADB(100300), CHANGE, SEVERITY_INFO,
     "a column of system versioning", "made a plain datetime(6)", "drop it on the target, if nothing reads it", store_row_time},
    {KIND_COLUMN, "not_null", NULL, is_generated, MYSQL(0), CLEAR, SEVERITY_INFO,
     "a generated column that is NOT NULL", "made without NOT NULL", "nothing: it is computed", NULL},
    {KIND_COLUMN, "without_versioning", NULL, NULL, MARIADB(100304), CLEAR, SEVERITY_INFO,
     "a column WITHOUT SYSTEM VERSIONING", "made a plain one", "nothing", NULL},
    {KIND_COLUMN, "compression", NULL, NULL, MARIADB(100302), CLEAR, SEVERITY_INFO,
     "a COMPRESSED column", "made an uncompressed one", "nothing, if the room that its values take is there", NULL},
    {KIND_COLUMN, "is_invisible", NULL, NULL, BOTH(80023, 100303), CLEAR, SEVERITY_WARNING,
     "an invisible column", "made a visible one", "see that nothing on the target inserts without naming columns", NULL},
    {KIND_COLUMN, "srid", NULL, NULL, MYSQL(80003), CLEAR, SEVERITY_WARNING,
     "a column with an SRID", "made without: values of any SRID fit", "nothing", NULL},
    {KIND_COLUMN, "format", NULL, NULL, MYSQL(0), CLEAR, SEVERITY_INFO,
     "a column with COLUMN_FORMAT", "made without", "nothing", NULL},
    {KIND_COLUMN, "default_value", NULL, is_nextval, MARIADB(100300), CLEAR, SEVERITY_WARNING,
     "a default that is a sequence's next value", "made without a default", "make the column AUTO_INCREMENT, or have whoever inserts name a value", NULL},
    {KIND_INDEX, "method", "VECTOR", NULL, MARIADB(110700), LEAVE_OUT, SEVERITY_WARNING,
     "a vector index", "left out", "search without, or use a target that has them", NULL},
    {KIND_INDEX, "keys", NULL, has_expression, MYSQL(80013), LEAVE_OUT, SEVERITY_WARNING,
     "an index on an expression", "left out", "generate a column from the expression, and index that", NULL},
    {KIND_INDEX, "keys", NULL, has_without_overlaps, MARIADB(100503), LEAVE_OUT, SEVERITY_WARNING,
     "a key WITHOUT OVERLAPS", "left out", "have triggers keep periods apart", NULL},
    {KIND_KEY, "keys", NULL, has_without_overlaps, MARIADB(100503), LEAVE_OUT, SEVERITY_WARNING,
     "a key WITHOUT OVERLAPS", "left out", "have triggers keep periods apart", NULL},
    {KIND_INDEX, "is_unique", NULL, is_unique_of_long, MARIADB(100400), LEAVE_OUT, SEVERITY_WARNING,
     "a unique index on whole texts or blobs", "left out", "index a generated column that hashes the value", NULL},
    {KIND_INDEX, "options", "WITH PARSER", NULL, MYSQL(0), CLEAR, SEVERITY_WARNING,
     "a full-text index with a parser of its own", "made with the built-in one", "see that searches still find what they should", NULL},
    {KIND_INDEX, "options", "WITH PARSER", NULL, MARIADB(0), CLEAR, SEVERITY_WARNING,
     "a full-text index with a parser of its own", "made with the built-in one", "see that searches still find what they should", NULL},
    {KIND_INDEX, "method", "SPATIAL", lacks_srid, UNTIL_MYSQL(80003), TELL, SEVERITY_INFO,
     "a spatial index that needs no SRID", "made, and queries pass over it", "give the column the SRID that all its values have", NULL},
    {KIND_INDEX, "is_invisible", NULL, NULL, BOTH(80000, 100600), CLEAR, SEVERITY_INFO,
     "an index that the planner ignores", "made one that it uses", "nothing", NULL},
    {KIND_INDEX, "keys", NULL, has_descending, BOTH(80000, 100801), CHANGE, SEVERITY_INFO,
     "a descending index", "made an ascending one", "nothing: it is read backwards", make_ascending},
    {KIND_KEY, "keys", NULL, has_descending, BOTH(80000, 100801), CHANGE, SEVERITY_INFO,
     "a descending key", "made an ascending one", "nothing: it is read backwards", make_ascending},
    {KIND_CHECK, "expression", NULL, is_json_check, MARIADB(100200), LEAVE_OUT, SEVERITY_INFO,
     "a check that a text is JSON", "left out: the column is of type json", "nothing", NULL},
    {KIND_CHECK, "not_enforced", NULL, NULL, MYSQL(80016), LEAVE_OUT, SEVERITY_WARNING,
     "a check that is NOT ENFORCED", "left out", "nothing: it checks no row", NULL},
    CALLS(KIND_CHECK, "a check", LEAVE_OUT, "left out", NULL),
    CALLS(KIND_COLUMN, "a column", CHANGE, "made without its expression", drop_expression),
    CALLS(KIND_VIEW, "a view", LEAVE_OUT, "left out", NULL),
    CALLS(KIND_FUNCTION, "a function", TELL, "made, and fails where it calls them", NULL),
    CALLS(KIND_PROCEDURE, "a procedure", TELL, "made, and fails where it calls them", NULL),
    CALLS(KIND_TRIGGER, "a trigger", TELL, "made, and fails where it calls them", NULL),
    CALLS(KIND_EVENT, "an event", TELL, "made, and fails where it calls them", NULL),
    SORTS(KIND_VIEW, "a view"),
    SORTS(KIND_FUNCTION, "a function"),
    SORTS(KIND_PROCEDURE, "a procedure"),
    SORTS(KIND_TRIGGER, "a trigger"),
    SORTS(KIND_EVENT, "an event"),
    {KIND_CHECK, "name", NULL, NULL, BOTH(80016, 100201), LEAVE_OUT, SEVERITY_WARNING,
     "a check", "left out", "have triggers check, or use a newer target", NULL},
};
/* clang-format on */

static const VersionRules rule_table = {
    .products = {"MySQL", "MariaDB"},
    .unit = 1,
    .minor_unit = 100,
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};

const char *my_release_text(Arena *arena, const Release *release)
{
    return versions_text(arena, &rule_table, release);
}

static void impossible(Arena *arena, const Catalog *source, const Versions *versions, const char **reasons,
                       Findings *findings)
{
    versions_leave_out(&rule_table, arena, source, versions, reasons, findings);
}

/* ---- types, character sets, collations ---- */

typedef struct Fitting {
    Catalog *desired;
    Arena *arena;
    const Versions *versions;
    Findings *findings;
    bool is_between_products;
    Map collations; /* those that became others: each is found once */
} Fitting;

static void find_collation(Fitting *f, const Object *object, const char *from, const char *to)
{
    if (map_put(&f->collations, from, (void *)from) != NULL)
        return;
    finding_add(f->findings, FINDING_VERSION_CHANGED, object->origin,
                "see that unique keys hold and lists are sorted as they should on the target",
                "collation %s, which %s does not have: %s is the nearest; so it is wherever else it stands", from,
                versions_text(f->arena, &rule_table, &f->versions->target), to);
}

static void fit_collation(Fitting *f, const Object *object, const char **slot)
{
    bool is_other = false;
    const char *from = *slot;
    if (from == NULL)
        return;
    *slot = my_collation_for(f->arena, from, &f->versions->target, &is_other);
    if (is_other)
        find_collation(f, object, from, *slot);
}

static const char **slot_of(Object *object, const char *name)
{
    const Field *field = field_named(object->kind, name);
    return field == NULL ? NULL : (const char **)(void *)field_at(object, field);
}

static void fit_names(Fitting *f, Object *object)
{
    static const char *const collations[] = {"collation", "database_collation"};
    for (size_t i = 0; i < sizeof collations / sizeof *collations; i++)
        if (slot_of(object, collations[i]) != NULL)
            fit_collation(f, object, slot_of(object, collations[i]));
    const char **charset = slot_of(object, "character_set");
    if (charset != NULL && *charset != NULL)
        *charset = my_charset_for(*charset, &f->versions->target);
}

/* ---- what a column's default is written like ---- */

static bool is_literal_default(const char *text)
{
    static const char *const words[] = {"null", "true",      "false",          "current_timestamp",
                                        "now",  "localtime", "localtimestamp", NULL};
    Scan scan = scan_open(&syntax_mysql, text, strlen(text));
    Token token;
    if (!scan_solid(&scan, &token) || token_is_mark(&token, "("))
        return true;
    for (const char *const *word = words; *word != NULL; word++)
        if (token_is(&token, *word))
            return true;
    bool is_introducer = token.type == TOKEN_NAME && token.start[0] == '_';
    return token.type == TOKEN_STRING || token.type == TOKEN_NUMBER || is_introducer ||
           (token.type == TOKEN_OPERATOR && (token.start[0] == '-' || token.start[0] == '+'));
}

static bool takes_expressions_only(const char *type)
{
    static const char *const types[] = {"json",       "geometry",        "point",        "linestring",     "polygon",
                                        "multipoint", "multilinestring", "multipolygon", "geomcollection", NULL};
    for (const char *const *name = types; *name != NULL; name++)
        if (strcmp(type, *name) == 0)
            return true;
    return is_long_type(type) || starts_with(type, "vector(");
}

/* MySQL wants brackets around expressions, and around all that is the default of a text, a blob or a vector. */
static void bracket_default(Fitting *f, Column *column)
{
    const char *text = column->default_value;
    if (text == NULL || column->generated != NULL || text[0] == '(' || my_is_mariadb_release(&f->versions->target) ||
        !f->is_between_products)
        return;
    if (!is_literal_default(text) || takes_expressions_only(column->type))
        column->default_value = arena_printf(f->arena, "(%s)", text);
}

/* ---- names that are a schema's in MySQL and a table's in MariaDB ---- */

/* MariaDB's own names: CONSTRAINT_1, and a column's for the check that stands with it. */
static bool is_named_by_server(const Check *check)
{
    return check->column != NULL || starts_with(check->name, "CONSTRAINT_");
}

static const char *check_name(const Fitting *f, const Check *check)
{
    if (!is_named_by_server((const Check *)check->object.origin))
        return check->name;
    const char *own = starts_with(check->name, "CONSTRAINT_") ? check->name + strlen("CONSTRAINT_") : check->name;
    return arena_printf(f->arena, "%s_chk_%s", ((const Table *)check->table)->name, own);
}

static void name_check(Fitting *f, Names *names, Check *check)
{
    const Schema *schema = (const Schema *)((const Table *)check->table)->schema;
    const char *wanted = check_name(f, check);
    check->name = names_take(names, (NameSpace){schema->name, true}, wanted, check->object.origin->key);
    check->column = NULL;
    if (strcmp(check->name, wanted) != 0)
        finding_add(f->findings, FINDING_NAME_CHANGED, check->object.origin, NULL,
                    "\"%s\" is too long for %s or another check's of the database: it is called \"%s\" there", wanted,
                    f->versions->target.product, check->name);
}

/* Those that people named come first. */
static void name_checks(Fitting *f)
{
    Names names = names_open(f->arena, &name_limits_mysql, NAMES_PRESERVE);
    if (!f->is_between_products || my_is_mariadb_release(&f->versions->target))
        return;
    for (int by_server = 0; by_server < 2; by_server++)
        EACH (f->desired, CHECK, Check, check)
            if (is_named_by_server((const Check *)check->object.origin) == by_server)
                name_check(f, &names, (Check *)check);
}

/* ---- sql_mode ---- */

static void fit_modes(Fitting *f, Object *object)
{
    const char **slot = slot_of(object, "sql_mode");
    if (slot != NULL && *slot != NULL)
        *slot = my_sql_mode_for(f->arena, *slot, f->versions);
}

/* ---- the whole ---- */

static bool is_same_release(const Versions *versions)
{
    return my_is_mariadb_release(&versions->source) == my_is_mariadb_release(&versions->target) &&
           versions->source.version == versions->target.version;
}

static void fit_column(Fitting *f, Column *column)
{
    if (f->is_between_products && !my_is_mariadb_release(&f->versions->target) && is_json(column)) {
        column->type = "json";
        column->collation = NULL;
    }
    column->type = my_type_for(f->arena, column->type, &f->versions->target);
    bracket_default(f, column);
}

static void adapt(Catalog *desired, Arena *arena, const Versions *versions, const TranslateOptions *options,
                  Findings *findings)
{
    bool is_between_products = my_is_mariadb_release(&versions->source) != my_is_mariadb_release(&versions->target);
    Fitting f = {desired, arena, versions, findings, is_between_products, map_new(arena)};
    my_find_places(desired, arena, findings);
    my_choose_engines(desired, arena, versions, options->all_innodb, findings);
    versions_apply(&rule_table, desired, arena, versions, findings);
    EACH (desired, COLUMN, Column, column)
        fit_column(&f, (Column *)column);
    name_checks(&f);
    EACH (desired, VIEW, View, view)
        if (is_between_products && my_is_mariadb_release(&versions->target))
            my_name_columns(arena, (View *)view);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < desired->objects[kind].count; i++) {
            fit_names(&f, desired->objects[kind].items[i]);
            fit_modes(&f, desired->objects[kind].items[i]);
            if (!is_same_release(versions))
                my_fit_texts(arena, desired->objects[kind].items[i], versions);
        }
}

/* ---- what only one can say ---- */

static bool is_from_mysql_to_mariadb(const Versions *versions)
{
    return !my_is_mariadb_release(&versions->source) && my_is_mariadb_release(&versions->target);
}

/* MySQL has nothing that MariaDB would make such a check of, except its type json. */
static bool can_ask(Arena *arena, const Object *object, const Versions *versions)
{
    (void)arena;
    return object->kind != KIND_CHECK || !is_from_mysql_to_mariadb(versions) || !is_json_check(object);
}

/* InnoDB does the same for both, and where nothing was said one product says NO ACTION, the other RESTRICT. */
static const char *without_restrict(const char *action)
{
    return action != NULL && strcmp(action, "RESTRICT") == 0 ? "NO ACTION" : action;
}

static bool does_without(const Object *object, const Object *needed)
{
    return object->kind == KIND_COLUMN && needed->kind == KIND_SEQUENCE;
}

/* Of a table that never had a row, MySQL says NULL at one time and 1 at another. */
static void say_first_values(Catalog *catalog)
{
    EACH (catalog, COLUMN, Column, column) {
        Table *table = (Table *)column->table;
        if (column->auto_increment && table->auto_increment == INT_NONE)
            table->auto_increment = 1;
    }
}

static void forget(Catalog *catalog, Arena *arena, const Versions *versions)
{
    say_first_values(catalog);
    my_forget_places(catalog, arena);
    if (my_is_mariadb_release(&versions->source) == my_is_mariadb_release(&versions->target))
        return;
    EACH (catalog, FOREIGN_KEY, ForeignKey, key) {
        ((ForeignKey *)key)->on_delete = without_restrict(key->on_delete);
        ((ForeignKey *)key)->on_update = without_restrict(key->on_update);
    }
    EACH (catalog, COLUMN, Column, column)
        if (is_from_mysql_to_mariadb(versions) && is_json(column)) {
            ((Column *)column)->type = "json";
            ((Column *)column)->collation = NULL;
        }
}

const VersionHooks versions_mysql = {
    .impossible = impossible,
    .adapt = adapt,
    .does_without = does_without,
    .can_ask = can_ask,
    .forget = forget,
};
