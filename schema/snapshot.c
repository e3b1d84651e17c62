/* Catalogs to JSON and back. Here is all that knows the format; what a snapshot must hold beyond it, so that whoever gets
   the catalog may trust it as one read from a server, is checked here too. Never here: where snapshots are kept. */
#include "snapshot.h"
#include "file.h"
#include "text.h"

#include <inttypes.h>
#include <jansson.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "understudy-catalog"
enum { VERSION = 1 };

/* How long a chain of references may be: partitions of partitions reach four or five. It bounds recursion. */
enum { MAX_DEPTH = 100 };

/* What is said about the catalog itself; IDENTITY marks what must be there. */
static const Field head_fields[] = {
    {"engine", FIELD_TEXT, ROLE_IDENTITY, offsetof(Catalog, engine), NULL},
    {"product", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, product), NULL},
    {"server_version", FIELD_INT, ROLE_IDENTITY, offsetof(Catalog, server_version), NULL},
    {"server_text", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, server_text), NULL},
    {"server_id", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, server_id), NULL},
    {"database", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, database), NULL},
    {"user", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, user), NULL},
    {"is_superuser", FIELD_BOOL, ROLE_INFO, offsetof(Catalog, is_superuser), NULL},
    {"is_ours", FIELD_BOOL, ROLE_INFO, offsetof(Catalog, is_ours), NULL},
    {"may_create", FIELD_BOOL, ROLE_INFO, offsetof(Catalog, may_create), NULL},
    {"service", FIELD_TEXT, ROLE_INFO, offsetof(Catalog, service), NULL},
};
enum { HEAD_FIELD_COUNT = sizeof head_fields / sizeof *head_fields };

/* ---- writing ---- */

static void put_key(Buf *out, const Object *object)
{
    text_put_json(out, object == NULL ? NULL : object->key);
}

static void put_refs(Buf *out, const Refs *refs)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < refs->count; i++) {
        buf_puts(out, i == 0 ? "" : ",");
        put_key(out, refs->items[i]);
    }
    buf_putc(out, ']');
}

static void put_list(Buf *out, const List *list)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        buf_puts(out, i == 0 ? "" : ",");
        text_put_json(out, list->items[i]);
    }
    buf_putc(out, ']');
}

static void put_int(Buf *out, int64_t number)
{
    if (number == INT_NONE)
        buf_puts(out, "null");
    else
        buf_printf(out, "%" PRId64, number);
}

static void put_slot(Buf *out, FieldType type, const void *slot)
{
    switch (field_shape(type)) {
    case SHAPE_TEXT: text_put_json(out, *(const char *const *)slot); return;
    case SHAPE_BOOL: buf_puts(out, *(const bool *)slot ? "true" : "false"); return;
    case SHAPE_INT: put_int(out, *(const int64_t *)slot); return;
    case SHAPE_LIST: put_list(out, slot); return;
    case SHAPE_REF: put_key(out, *(const Object *const *)slot); return;
    case SHAPE_REFS: put_refs(out, slot); return;
    }
}

static bool slot_is_empty(FieldType type, const void *slot)
{
    switch (field_shape(type)) {
    case SHAPE_TEXT: return *(const char *const *)slot == NULL;
    case SHAPE_BOOL: return !*(const bool *)slot;
    case SHAPE_INT: return *(const int64_t *)slot == INT_NONE;
    case SHAPE_LIST: return ((const List *)slot)->count == 0;
    case SHAPE_REF: return *(const Object *const *)slot == NULL;
    case SHAPE_REFS: return ((const Refs *)slot)->count == 0;
    }
    return true;
}

void snapshot_put_value(Buf *out, const Object *object, const Field *field)
{
    put_slot(out, field->type, field_at(object, field));
}

bool snapshot_is_empty(const Object *object, const Field *field)
{
    return slot_is_empty(field->type, field_at(object, field));
}

/* Sequences are used while we look: their values say nothing about the schema. */
static bool is_in_fingerprint(const Field *field)
{
    return field->role != ROLE_INFO && strcmp(field->name, "last_value") != 0 && strcmp(field->name, "is_called") != 0;
}

/* One line, without its end: the whole object, or what the fingerprint is made of. */
static void put_object(Buf *out, const Object *object, bool is_whole)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    buf_puts(out, "{\"key\":");
    put_key(out, object);
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (snapshot_is_empty(object, field) || (!is_whole && !is_in_fingerprint(field)))
            continue;
        buf_puts(out, ",\"");
        buf_puts(out, field->name);
        buf_puts(out, "\":");
        snapshot_put_value(out, object, field);
    }
    if (is_whole && object->needs.count > 0) {
        buf_puts(out, ",\"needs\":");
        put_refs(out, &object->needs);
    }
    buf_putc(out, '}');
}

static void put_head(Buf *out, const Catalog *catalog)
{
    buf_printf(out, "{\"format\":\"%s\",\"version\":%d", FORMAT, VERSION);
    for (size_t i = 0; i < HEAD_FIELD_COUNT; i++) {
        const void *slot = (const char *)catalog + head_fields[i].offset;
        if (slot_is_empty(head_fields[i].type, slot))
            continue;
        buf_printf(out, ",\n\"%s\":", head_fields[i].name);
        put_slot(out, head_fields[i].type, slot);
    }
    char fingerprint[FINGERPRINT_SIZE];
    catalog_fingerprint(catalog, fingerprint);
    buf_printf(out, ",\n\"fingerprint\":\"%s\"", fingerprint);
}

void snapshot_write(const Catalog *catalog, Buf *out)
{
    put_head(out, catalog);
    buf_puts(out, ",\n\"objects\":{");
    const char *separator = "\n";
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        if (catalog->objects[kind].count == 0)
            continue;
        buf_printf(out, "%s\"%s\":[", separator, catalog_kinds[kind].word);
        separator = ",\n";
        for (size_t i = 0; i < catalog->objects[kind].count; i++) {
            buf_puts(out, i == 0 ? "\n" : ",\n");
            put_object(out, catalog->objects[kind].items[i], true);
        }
        buf_puts(out, "\n]");
    }
    buf_puts(out, "\n}}\n");
}

/* ---- the fingerprint ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The lines with NULs between them: the order of columns and grants is theirs (INFO), so lines are sorted anew. */
static size_t put_lines(Buf *out, const Catalog *catalog)
{
    size_t count = 0;
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        if (catalog_kinds[kind].section == SECTION_NONE)
            continue;
        for (size_t i = 0; i < catalog->objects[kind].count; i++) {
            put_object(out, catalog->objects[kind].items[i], false);
            buf_putc(out, '\0');
            count++;
        }
    }
    return count;
}

/* Neither can fail but for want of memory, or of a library that knows SHA-256. */
static void check_digest(int done)
{
    if (done == 1)
        return;
    fputs("understudy: libcrypto cannot make a SHA-256 digest\n", stderr);
    abort();
}

static void digest_lines(const char **lines, size_t count, unsigned char digest[EVP_MAX_MD_SIZE])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    check_digest(context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL));
    for (size_t i = 0; i < count; i++) {
        check_digest(EVP_DigestUpdate(context, lines[i], strlen(lines[i])));
        check_digest(EVP_DigestUpdate(context, "\n", 1));
    }
    check_digest(EVP_DigestFinal_ex(context, digest, NULL));
    EVP_MD_CTX_free(context);
}

void catalog_fingerprint(const Catalog *catalog, char out[FINGERPRINT_SIZE])
{
    Arena *scratch = arena_new();
    SCOPED(Buf, buf_free) text = {0};
    size_t count = put_lines(&text, catalog);
    const char **lines = arena_array(scratch, count, sizeof *lines), *line = buf_text(&text);
    for (size_t i = 0; i < count; i++, line += strlen(line) + 1)
        lines[i] = line;
    if (count > 1)
        qsort(lines, count, sizeof *lines, by_text);
    unsigned char digest[EVP_MAX_MD_SIZE];
    digest_lines(lines, count, digest);
    strcpy(out, "sha256:");
    for (size_t i = 0; i < 32; i++)
        snprintf(out + strlen("sha256:") + 2 * i, 3, "%02x", digest[i]);
    arena_free(scratch);
}

/* ---- reading ---- */

typedef struct Entry {
    Object *object;
    const json_t *json;
    size_t depth; /* of the references that start here; 0: not known yet */
    bool is_on_path;
} Entry;

typedef struct Reading {
    Catalog *catalog;
    const json_t *root;
    Arena *scratch;
    Map by_key;
    Map texts; /* one copy of each, in the catalog's arena */
    LIST_OF(Entry *) entries;
} Reading;

/* Quoted, and fit for an error message. */
static const char *shown(Arena *scratch, const char *text)
{
    SCOPED(Buf, buf_free) out = {0};
    text_put_json(&out, text);
    return arena_copy(scratch, buf_text(&out));
}

static bool has_texts_only(const json_t *value, bool nulls_too)
{
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        if (!json_is_string(item) && !(nulls_too && json_is_null(item)))
            return false;
    }
    return json_is_array(value);
}

/* A list as catalog_set takes it; a null, for what is referred to and was not read, becomes the id of nothing. */
static const char *list_text(Arena *arena, const json_t *value)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_putc(&out, '[');
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *item = json_string_value(json_array_get(value, i));
        buf_puts(&out, i == 0 ? "" : ",");
        text_put_json(&out, item == NULL ? "" : item);
    }
    buf_putc(&out, ']');
    return arena_copy(arena, buf_text(&out));
}

/* The value as catalog_set takes it; false with what it should be when it is of another type. */
static bool value_text(Reading *reading, const Field *field, const json_t *value, const char **text, Err *err)
{
    const char *wanted = "must be a string";
    *text = NULL;
    switch (field_shape(field->type)) {
    case SHAPE_TEXT:
    case SHAPE_REF: *text = map_intern(&reading->texts, json_string_value(value)); break;
    case SHAPE_BOOL:
        wanted = "must be true or false";
        *text = json_is_true(value) ? "true" : json_is_false(value) ? "false" : NULL;
        break;
    case SHAPE_INT:
        wanted = "must be a whole number";
        if (json_is_integer(value))
            *text = arena_printf(reading->scratch, "%" PRId64, (int64_t)json_integer_value(value));
        break;
    case SHAPE_LIST:
    case SHAPE_REFS:
        wanted = "must be a list of strings";
        if (has_texts_only(value, field->type == FIELD_REFS))
            *text = list_text(reading->scratch, value);
        break;
    }
    return *text != NULL || err_set(err, ERR_REFUSED, "%s", wanted);
}

static const Field *find_field(const Field *fields, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

static bool read_head_field(Reading *reading, const Field *field, Err *err)
{
    const json_t *value = json_object_get(reading->root, field->name);
    void *slot = (char *)reading->catalog + field->offset;
    const char *text = NULL;
    if (value == NULL)
        return field->role != ROLE_IDENTITY || err_set(err, ERR_REFUSED, "\"%s\" is missing", field->name);
    if (!value_text(reading, field, value, &text, err))
        return err_within(err, "\"%s\"", field->name);
    if (field->type == FIELD_BOOL)
        *(bool *)slot = json_is_true(value);
    else if (field->type == FIELD_INT)
        *(int64_t *)slot = json_integer_value(value);
    else
        *(const char **)slot = text;
    return true;
}

static bool read_head(Reading *reading, Err *err)
{
    static const char *const others[] = {"format", "version", "fingerprint", "objects"};
    const char *format = json_string_value(json_object_get(reading->root, "format"));
    const json_t *version = json_object_get(reading->root, "version");
    if (format == NULL || strcmp(format, FORMAT) != 0)
        return err_set(err, ERR_REFUSED, "this is no catalog: \"format\" is not \"%s\"", FORMAT);
    if (!json_is_integer(version) || json_integer_value(version) != VERSION)
        return err_set(err, ERR_REFUSED, "\"version\" must be %d: another version of understudy wrote this", VERSION);
    json_t *root = (json_t *)reading->root; /* jansson's iterators are not const */
    for (void *at = json_object_iter(root); at != NULL; at = json_object_iter_next(root, at)) {
        const char *name = json_object_iter_key(at);
        bool is_known = find_field(head_fields, HEAD_FIELD_COUNT, name) != NULL;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            is_known = is_known || strcmp(name, others[i]) == 0;
        if (!is_known)
            return err_set(err, ERR_REFUSED, "%s is not known", shown(reading->scratch, name));
    }
    for (size_t i = 0; i < HEAD_FIELD_COUNT; i++)
        if (!read_head_field(reading, &head_fields[i], err))
            return false;
    return true;
}

/* Whoever works with a catalog takes for granted that what has a name has one. */
static bool may_be_left_out(Kind kind, const Field *field)
{
    return field->role != ROLE_IDENTITY || field_may_be_empty(kind, field);
}

static bool read_fields(Reading *reading, const Entry *entry, Err *err)
{
    const KindInfo *kind = &catalog_kinds[entry->object->kind];
    json_t *json = (json_t *)entry->json;
    for (void *at = json_object_iter(json); at != NULL; at = json_object_iter_next(json, at)) {
        const char *name = json_object_iter_key(at), *text = NULL;
        const Field *field = find_field(kind->fields, kind->field_count, name);
        if (strcmp(name, "key") == 0 || strcmp(name, "needs") == 0)
            continue;
        if (field == NULL)
            return err_set(err, ERR_REFUSED, "%s is no field of a %s", shown(reading->scratch, name), kind->word);
        if (!value_text(reading, field, json_object_iter_value(at), &text, err))
            return err_within(err, "%s", field->name);
        if (!catalog_set(reading->catalog, entry->object, field, text, err))
            return false;
    }
    for (size_t i = 0; i < kind->field_count; i++)
        if (!may_be_left_out(entry->object->kind, &kind->fields[i]) &&
            json_object_get(json, kind->fields[i].name) == NULL)
            return err_set(err, ERR_REFUSED, "%s is missing", kind->fields[i].name);
    return true;
}

static bool read_object(Reading *reading, Kind kind, const json_t *json, Err *err)
{
    const char *key = json_string_value(json_object_get(json, "key"));
    if (key == NULL || key[0] == '\0')
        return err_set(err, ERR_REFUSED, "it is not an object with a \"key\"");
    key = map_intern(&reading->texts, key);
    Entry *entry = arena_alloc(reading->scratch, sizeof *entry);
    *entry = (Entry){.object = catalog_add(reading->catalog, kind, key), .json = json};
    *LIST_PUSH(reading->scratch, &reading->entries) = entry;
    if (map_put(&reading->by_key, key, entry) != NULL)
        return err_set(err, ERR_REFUSED, "there are two objects %s", shown(reading->scratch, key));
    return read_fields(reading, entry, err) || err_within(err, "%s", shown(reading->scratch, key));
}

static bool read_kind(Reading *reading, const char *word, const json_t *array, Err *err)
{
    Kind kind = 0;
    while (kind < KIND_COUNT && strcmp(catalog_kinds[kind].word, word) != 0)
        kind++;
    if (kind == KIND_COUNT)
        return err_set(err, ERR_REFUSED, "%s is no kind of object", shown(reading->scratch, word));
    if (!json_is_array(array))
        return err_set(err, ERR_REFUSED, "\"%s\" must be a list of objects", word);
    for (size_t i = 0; i < json_array_size(array); i++)
        if (!read_object(reading, kind, json_array_get(array, i), err))
            return err_within(err, "%s %zu", word, i + 1);
    return true;
}

static bool read_objects(Reading *reading, Err *err)
{
    json_t *objects = json_object_get(reading->root, "objects");
    if (!json_is_object(objects))
        return err_set(err, ERR_REFUSED, "\"objects\" must be an object");
    for (void *at = json_object_iter(objects); at != NULL; at = json_object_iter_next(objects, at))
        if (!read_kind(reading, json_object_iter_key(at), json_object_iter_value(at), err))
            return err_within(err, "objects");
    return true;
}

/* What a reference may lead to, since code that follows one casts without a question. The first line that fits counts;
   KIND_COUNT stands for every kind. */
#define ONE(K) (UINT64_C(1) << KIND_##K)
static const struct {
    Kind kind;
    const char *field;
    uint64_t kinds;
} targets[] = {
    {KIND_INDEX, "table", ONE(TABLE) | ONE(MATERIALIZED_VIEW)},
    {KIND_STATISTICS, "table", ONE(TABLE) | ONE(MATERIALIZED_VIEW)},
    {KIND_TRIGGER, "table", ONE(TABLE) | ONE(VIEW)},
    {KIND_RULE, "table", ONE(TABLE) | ONE(VIEW) | ONE(MATERIALIZED_VIEW)},
    {KIND_COUNT, "table", ONE(TABLE)},
    {KIND_COUNT, "schema", ONE(SCHEMA)},
    {KIND_COUNT, "extension", ONE(EXTENSION)},
    {KIND_COUNT, "server", ONE(FOREIGN_SERVER)},
    {KIND_COUNT, "publication", ONE(PUBLICATION)},
    {KIND_COUNT, "inherits", ONE(TABLE)},
    {KIND_COUNT, "partition_of", ONE(TABLE)},
    {KIND_COUNT, "referenced_table", ONE(TABLE)},
    {KIND_COUNT, "identity_of", ONE(COLUMN)},
    {KIND_COUNT, "owned_by", ONE(COLUMN)},
    {KIND_COUNT, "attached_to", ONE(INDEX) | ONE(KEY) | ONE(EXCLUSION)},
    {KIND_COUNT, "on",
     ~(ONE(ROLE) | ONE(AVAILABLE_EXTENSION) | ONE(UNREAD) | ONE(GRANT) | ONE(DEFAULT_PRIVILEGES) | ONE(COMMENT) |
       ONE(SECURITY_LABEL))},
};

static bool may_refer(Kind from, const Field *field, Kind to)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if ((targets[i].kind == KIND_COUNT || targets[i].kind == from) && strcmp(targets[i].field, field->name) == 0)
            return (targets[i].kinds >> to & 1) != 0;
    return false;
}

static bool follow_all(Reading *reading, Entry *entry, size_t depth, Err *err);

static bool follow(Reading *reading, Entry *entry, const Field *field, const char *key, size_t depth, Err *err)
{
    Entry *next = map_get(&reading->by_key, key);
    if (next == NULL)
        return err_set(err, ERR_REFUSED, "%s: there is no object %s", field->name, shown(reading->scratch, key));
    if (!may_refer(entry->object->kind, field, next->object->kind))
        return err_set(err, ERR_REFUSED, "%s cannot be %s", field->name, shown(reading->scratch, key));
    if (next->is_on_path)
        return err_set(err, ERR_REFUSED, "%s leads back to %s", field->name, shown(reading->scratch, key));
    if (!follow_all(reading, next, depth + 1, err))
        return false;
    if (entry->depth <= next->depth)
        entry->depth = next->depth + 1;
    return true;
}

/* References exist, lead to the right kinds, and neither lead back nor on and on: what follows them ends. */
static bool follow_all(Reading *reading, Entry *entry, size_t depth, Err *err)
{
    const KindInfo *kind = &catalog_kinds[entry->object->kind];
    if (depth + entry->depth > MAX_DEPTH)
        return err_set(err, ERR_REFUSED, "more than %d references lead from one object to the next", MAX_DEPTH);
    if (entry->depth > 0)
        return true;
    entry->is_on_path = true;
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type != FIELD_REF && field->type != FIELD_ANY && field->type != FIELD_REFS)
            continue;
        const json_t *value = json_object_get(entry->json, field->name);
        size_t count = value == NULL ? 0 : field->type == FIELD_REFS ? json_array_size(value) : 1;
        for (size_t n = 0; n < count; n++) {
            const char *key = json_string_value(field->type == FIELD_REFS ? json_array_get(value, n) : value);
            if (key != NULL && !follow(reading, entry, field, key, depth, err))
                return false;
        }
    }
    entry->is_on_path = false;
    entry->depth += entry->depth == 0;
    return true;
}

static bool read_needs(Reading *reading, const Entry *entry, Err *err)
{
    const json_t *needs = json_object_get(entry->json, "needs");
    if (needs == NULL)
        return true;
    if (!has_texts_only(needs, false))
        return err_set(err, ERR_REFUSED, "needs must be a list of strings");
    for (size_t i = 0; i < json_array_size(needs); i++) {
        const char *key = json_string_value(json_array_get(needs, i));
        const Entry *needed = map_get(&reading->by_key, key);
        if (needed == NULL || needed == entry)
            return err_set(err, ERR_REFUSED, "needs: there is no other object %s", shown(reading->scratch, key));
        catalog_need(reading->catalog, entry->object->id, needed->object->id);
    }
    return true;
}

static bool read_references(Reading *reading, Err *err)
{
    for (size_t i = 0; i < reading->entries.count; i++) {
        Entry *entry = reading->entries.items[i];
        if (!follow_all(reading, entry, 1, err) || !read_needs(reading, entry, err))
            return err_within(err, "%s", shown(reading->scratch, entry->object->id));
    }
    return true;
}

static bool check_names(Reading *reading, Err *err)
{
    if (!catalog_finish(reading->catalog, err)) {
        const char *said = shown(reading->scratch, err->message);
        return err_set(err, ERR_REFUSED, "its objects do not make a catalog: %s", said);
    }
    for (size_t i = 0; i < reading->entries.count; i++) {
        const Object *object = reading->entries.items[i]->object;
        if (strcmp(object->id, object->key) != 0)
            return err_set(err, ERR_REFUSED, "%s is %s by its fields", shown(reading->scratch, object->id),
                           shown(reading->scratch, object->key));
    }
    return true;
}

static bool check_fingerprint(const Reading *reading, Err *err)
{
    char fingerprint[FINGERPRINT_SIZE];
    catalog_fingerprint(reading->catalog, fingerprint);
    const char *said = json_string_value(json_object_get(reading->root, "fingerprint"));
    if (said != NULL && strcmp(said, fingerprint) == 0)
        return true;
    err_set(err, ERR_REFUSED, "\"fingerprint\" is not that of the objects: somebody or something changed them");
    return err_hint(err, "use the file as understudy wrote it, or make a new one");
}

static bool read_root(Reading *reading, Err *err)
{
    return read_head(reading, err) && read_objects(reading, err) && read_references(reading, err) &&
           check_names(reading, err) && check_fingerprint(reading, err);
}

static json_t *parse(Arena *scratch, const char *text, size_t length, Err *err)
{
    json_error_t where;
    json_t *root = length > SNAPSHOT_MAX_BYTES ? NULL : json_loadb(text, length, JSON_REJECT_DUPLICATES, &where);
    if (length > SNAPSHOT_MAX_BYTES)
        err_set(err, ERR_REFUSED, "a snapshot has at most %d bytes", SNAPSHOT_MAX_BYTES);
    else if (root == NULL)
        err_set(err, ERR_REFUSED, "line %d, column %d: %s", where.line, where.column, shown(scratch, where.text));
    return root;
}

bool snapshot_read(Catalog **out, const char *text, size_t length, Err *err)
{
    Arena *scratch = arena_new();
    json_t *root = parse(scratch, text, length, err);
    bool is_read = false;
    if (root != NULL) {
        Catalog *catalog = catalog_new(NULL);
        Reading reading = {.catalog = catalog,
                           .root = root,
                           .scratch = scratch,
                           .by_key = map_new(scratch),
                           .texts = map_new(catalog->arena)};
        is_read = read_root(&reading, err);
        if (is_read)
            *out = catalog;
        else
            catalog_free(catalog);
    }
    json_decref(root);
    arena_free(scratch);
    return is_read;
}

bool snapshot_parse(Catalog **out, const char *place, const Buf *text, Err *err)
{
    if (snapshot_read(out, buf_text(text), text->length, err))
        return true;
    err_hint(err, "write it again with understudy inspect --output, or run pre-data again");
    return err_within(err, "snapshot %s", place);
}

bool snapshot_write_file(const Catalog *catalog, const char *path, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    snapshot_write(catalog, &text);
    return file_write(path, &text, err) || err_within(err, "snapshot");
}
