/* Binds result columns to the fields of model.def. */
#include "read.h"

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "text.h"

const ReadQuery *read_query_of(const ReadQuery *queries, size_t count, Kind kind)
{
    char name[64] = "";
    strncat(name, catalog_kinds[kind].word, sizeof name - 1);
    for (char *c = name; *c != '\0'; c++)
        if (*c == ' ')
            *c = '_';
    for (size_t i = 0; i < count; i++)
        if (strcmp(queries[i].name, name) == 0)
            return &queries[i];
    return NULL;
}

static bool line_has(const char *line, const char *end, const char *mark)
{
    return memmem(line, (size_t)(end - line), mark, strlen(mark)) != NULL;
}

/* Where the line's text begins for this server; NULL: it has no such line. */
static const char *line_for(const char *line, const char *end, const ReadServer *server)
{
    static const char since[] = "-- since ", before[] = "-- before ";
    static const char target[] = "-- of the target", source[] = "-- of the source: ";
    static const char mysql[] = "-- of MySQL", mariadb[] = "-- of MariaDB: ";
    bool is_mariadb = text_equal(server->product, "MariaDB");
    const char *mark = memmem(line, (size_t)(end - line), since, strlen(since));
    if ((mark != NULL && strtol(mark + strlen(since), NULL, 10) > server->version) ||
        (!server->is_target && line_has(line, end, target)) || (is_mariadb && line_has(line, end, mysql)))
        return NULL;
    const char *word = line + strspn(line, " "), *colon = memchr(word, ':', (size_t)(end - word));
    if (strncmp(word, before, strlen(before)) == 0 && colon != NULL &&
        strtol(word + strlen(before), NULL, 10) > server->version)
        return colon + 1;
    if (!server->is_target && strncmp(word, source, strlen(source)) == 0)
        return word + strlen(source);
    if (is_mariadb && strncmp(word, mariadb, strlen(mariadb)) == 0)
        return word + strlen(mariadb);
    return line;
}

static bool has_query(const char *sql, const ReadServer *server)
{
    static const char since[] = "-- since ";
    return strncmp(sql, since, strlen(since)) != 0 || strtol(sql + strlen(since), NULL, 10) <= server->version;
}

const char *read_sql_for(Arena *arena, const char *sql, const ReadServer *server)
{
    Buf out = {0};
    if (!has_query(sql, server))
        return NULL;
    for (const char *line = sql, *end; *line != '\0'; line = *end == '\0' ? end : end + 1) {
        end = strchrnul(line, '\n');
        const char *text = line_for(line, end, server);
        if (text == NULL)
            continue;
        buf_put(&out, text, (size_t)(end - text));
        buf_putc(&out, '\n');
    }
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* Other ids by which the server means the same object: a table's row type, a constraint's index. */
static void read_aliases(Catalog *catalog, Object *object, const char *words)
{
    for (size_t length; words != NULL && *words != '\0'; words += length + (words[length] == ' ')) {
        length = strcspn(words, " ");
        catalog_alias(catalog, object, words, length);
    }
}

/* -1 for the fields of other engines. */
static bool bind_columns(Kind kind, const Rows *rows, int *columns, Err *err)
{
    for (size_t i = 0; i < catalog_kinds[kind].field_count; i++) {
        const char *engine = catalog_kinds[kind].fields[i].engine;
        columns[i] = rows_column(rows, catalog_kinds[kind].fields[i].name);
        if (columns[i] < 0 && (engine == NULL || strcmp(engine, rows->driver->name) == 0))
            return err_set(err, ERR_BUG, "%s: the query has no column \"%s\"", catalog_kinds[kind].word,
                           catalog_kinds[kind].fields[i].name);
    }
    return true;
}

static bool read_rows(Catalog *catalog, Kind kind, const Rows *rows, bool only_parts, Err *err)
{
    const KindInfo *info = &catalog_kinds[kind];
    int columns[64] = {0}, id = rows_column(rows, "id"), aliases = rows_column(rows, "aliases");
    if (!bind_columns(kind, rows, columns, err))
        return false;
    catalog_expect(catalog, rows->count);
    for (size_t row = 0; row < rows->count; row++) {
        if (only_parts && !catalog_knows(catalog, rows_value(rows, row, (size_t)columns[0])))
            continue;
        const char *own_id = id < 0 ? NULL : arena_copy(catalog->arena, rows_value(rows, row, (size_t)id));
        Object *object = catalog_add(catalog, kind, own_id);
        if (aliases >= 0)
            read_aliases(catalog, object, rows_value(rows, row, (size_t)aliases));
        for (size_t i = 0; i < info->field_count; i++) {
            const Field *field = &info->fields[i];
            if (columns[i] < 0)
                continue;
            const char *value = catalog_keep(catalog, field, rows_value(rows, row, (size_t)columns[i]));
            if (!catalog_set(catalog, object, field, value, err))
                return err_within(err, "%s, row %zu", info->word, row + 1);
        }
    }
    return true;
}

bool read_objects(Catalog *catalog, Kind kind, const Rows *rows, Err *err)
{
    return read_rows(catalog, kind, rows, false, err);
}

bool read_parts(Catalog *catalog, Kind kind, const Rows *rows, Err *err)
{
    return read_rows(catalog, kind, rows, true, err);
}

bool read_dependencies(Catalog *catalog, const Rows *rows, Err *err)
{
    int id = rows_column(rows, "id"), needs = rows_column(rows, "needs");
    if (id < 0 || needs < 0)
        return err_set(err, ERR_BUG, "the query of dependencies has no columns \"id\" and \"needs\"");
    for (size_t row = 0; row < rows->count; row++)
        catalog_need(catalog, rows_value(rows, row, (size_t)id), rows_value(rows, row, (size_t)needs));
    return true;
}

typedef struct Reader {
    const char *engine;
    bool (*read)(Catalog *catalog, const ReadFrom *from, Err *err);
    const char *(*sql)(Arena *arena, const char *name, const Db *db);
} Reader;

static const Reader *reader_of(const Db *db)
{
    static const Reader readers[] = {
        {"postgres", read_postgres, read_postgres_sql},
        {"mysql", read_mysql, read_mysql_sql},
    };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(readers[i].engine, db->driver->name) == 0)
            return &readers[i];
    return NULL;
}

const char *read_sql_named(Arena *arena, const char *name, const Db *db)
{
    const Reader *reader = reader_of(db);
    return reader == NULL ? NULL : reader->sql(arena, name, db);
}

static bool read_once(Catalog **catalog, const Reader *reader, const ReadFrom *from, Err *err)
{
    Catalog *fresh = catalog_new(reader->engine);
    if (reader->read(fresh, from, err)) {
        *catalog = fresh;
        return true;
    }
    catalog_free(fresh);
    return false;
}

static bool count_changes(Arena *arena, const Reader *reader, Db *db, const char **count, Err *err)
{
    const char *sql = reader->sql(arena, "changes", db);
    if (sql == NULL || db_value(db, sql, arena, count, err))
        return true;
    bool is_secret = err->class == ERR_PERMISSION; /* then nobody knows */
    *count = NULL;
    if (is_secret)
        *err = (Err){0};
    return is_secret;
}

/* What never settles down is read all the same, and told of. */
static bool note_changes(Catalog *catalog, Err *err)
{
    Unread *unread = (Unread *)catalog_add(catalog, KIND_UNREAD, NULL);
    unread->type = "changing schema";
    unread->name = "what others changed while the schema was read";
    return catalog_name_all(catalog, err);
}

static bool read_until_settled(Catalog **catalog, const Reader *reader, const ReadFrom *from, Err *err)
{
    enum { TRIES = 3 };
    SCOPED(Arena *, arena_release) arena = arena_new();
    for (int tries = 1;; tries++) {
        const char *before = NULL, *after = NULL;
        Err refused;
        if (!count_changes(arena, reader, from->db, &before, err))
            return false;
        bool ok = read_once(catalog, reader, from, err);
        bool is_settled = before == NULL || !count_changes(arena, reader, from->db, &after, &refused) ||
                          after == NULL || strcmp(before, after) == 0;
        if (is_settled || tries == TRIES)
            return ok && (is_settled || note_changes(*catalog, err));
        catalog_free(*catalog);
        *catalog = NULL;
    }
}

bool read_catalog(Catalog **catalog, const ReadFrom *from, Err *err)
{
    const Reader *reader = reader_of(from->db);
    *catalog = NULL;
    if (reader == NULL)
        return err_set(err, ERR_BUG, "no reader for engine \"%s\"", from->db->driver->name);
    return read_until_settled(catalog, reader, from, err) ||
           err_within(err, "reading the %s's catalog", from->db->role);
}
