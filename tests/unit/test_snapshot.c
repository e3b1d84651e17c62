/* Catalogs as JSON: the format to the letter, there and back, what is refused, and what the fingerprint is made of. */
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalogs.h"
#include "file.h"
#include "snapshot.h"

/* Where the named reference of a kind may lead. What belongs to a publication has no name of its own. */
static const char *reference(Kind kind, const Field *field, size_t nth)
{
    if (nth == 1 && strcmp(field->name, "publication") == 0)
        return "second publication";
    for (Kind named = 0; named < KIND_COUNT; named++)
        if (strcmp(field->name, catalog_kinds[named].word) == 0)
            return field->name;
    if (strcmp(field->name, "attached_to") == 0)
        return catalog_kinds[kind].word;
    if (strcmp(field->name, "identity_of") == 0 || strcmp(field->name, "owned_by") == 0)
        return "column";
    if (strcmp(field->name, "server") == 0)
        return "foreign server";
    return "table";
}

static const char *sample_value(Kind kind, const Field *field, size_t nth)
{
    switch (field->type) {
    case FIELD_NAME:
    case FIELD_ROLE: return nth == 0 ? "plain" : "Odd \"name\"\n\x1b[31m\xE2\x80\xAE\xF0\x9F\x92\xA9";
    case FIELD_TEXT:
    case FIELD_SQL:
    case FIELD_EXPR:
    case FIELD_QUERY: return nth == 0 ? "" : "a\tb\\c\r\nd \x7F\xC2\x85";
    case FIELD_BOOL: return nth == 0 ? "false" : "true";
    case FIELD_INT: return nth == 0 ? "9223372036854775807" : "-1";
    case FIELD_NAMES:
    case FIELD_ROLES:
    case FIELD_TEXTS:
    case FIELD_SQLS: return nth == 0 ? "[\"\",\"a,b\"]" : "[\"\\u0001\\\"\"]";
    case FIELD_REF:
    case FIELD_ANY: return reference(kind, field, nth);
    case FIELD_REFS: return "[\"table\",\"nobody\"]";
    }
    return NULL;
}

/* Two objects of each kind, named by their fields alone; the second one refers to the first one of its kind. With `skip`,
   one field of the second one is left out. */
static Catalog *all_of_it(const Field *skip)
{
    Catalog *catalog = catalog_new("postgres");
    catalog->server_version = 160004;
    catalog->database = "shop\xC3\xA9";
    catalog->is_superuser = true;
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t nth = 0; nth < 2; nth++) {
            const char *second = kind == KIND_PUBLICATION ? "second publication" : NULL;
            Object *object = catalog_add(catalog, kind, nth == 0 ? catalog_kinds[kind].word : second);
            for (size_t i = 0; i < catalog_kinds[kind].field_count; i++) {
                const Field *field = &catalog_kinds[kind].fields[i];
                bool is_reference = field->type == FIELD_REF || field->type == FIELD_REFS;
                Err err = {0};
                if (field == skip && nth == 1)
                    continue;
                if (is_reference && field->role != ROLE_IDENTITY && nth == 0 &&
                    strcmp(field->name, "referenced_table") != 0)
                    continue;
                if (!catalog_set(catalog, object, field, sample_value(kind, field, nth), &err))
                    ok(false, "%s: %s", field->name, err.message);
            }
        }
    catalog_need(catalog, "view", "function");
    catalog_need(catalog, "function", "view");
    catalog_need(catalog, "view", "table");
    finish(catalog);
    return catalog;
}

static const char small_text[] =
    "{\"format\":\"understudy-catalog\",\"version\":1,\n"
    "\"engine\":\"postgres\",\n"
    "\"server_version\":150018,\n"
    "\"server_id\":\"7/shop\",\n"
    "\"is_superuser\":true,\n"
    "\"fingerprint\":\"sha256:6d1ab64b\",\n"
    "\"objects\":{\n"
    "\"schema\":[\n"
    "{\"key\":\"schema public\",\"name\":\"public\"}\n"
    "],\n"
    "\"enum\":[\n"
    "{\"key\":\"enum public.\\\"Mood\\\"\",\"schema\":\"schema public\",\"name\":\"Mood\",\"labels\":[\"so, so\",\"\\\"ok\\\"\"]}\n"
    "],\n"
    "\"table\":[\n"
    "{\"key\":\"table public.film\",\"schema\":\"schema public\",\"name\":\"film\",\"is_unlogged\":true,\"rows\":0,"
    "\"needs\":[\"enum public.\\\"Mood\\\"\"]}\n"
    "],\n"
    "\"column\":[\n"
    "{\"key\":\"column public.film.length\",\"table\":\"table public.film\",\"name\":\"length\",\"position\":1,\"type\":\"integer\"},\n"
    "{\"key\":\"column public.film.actors\",\"table\":\"table public.film\",\"name\":\"actors\",\"position\":3,"
    "\"default_value\":\"\"}\n"
    "],\n"
    "\"comment\":[\n"
    "{\"key\":\"comment table public.film\",\"on\":\"table public.film\",\"text\":\"\\u001b[2J caf\xC3\xA9\\n\"}\n"
    "]\n"
    "}}\n";

static Catalog *small(void)
{
    Catalog *catalog = catalog_new("postgres");
    catalog->server_version = 150018;
    catalog->server_id = "7/shop";
    catalog->is_superuser = true;
    add(catalog, KIND_COLUMN, "5", "table", "3", "name", "actors", "position", "3", "default_value", "", NULL);
    add(catalog, KIND_COLUMN, "4", "table", "3", "name", "length", "position", "1", "type", "integer", NULL);
    add(catalog, KIND_TABLE, "3", "schema", "1", "name", "film", "is_unlogged", "t", "rows", "0", NULL);
    add(catalog, KIND_ENUM, "2", "schema", "1", "name", "Mood", "labels", "[\"so, so\",\"\\\"ok\\\"\"]", NULL);
    add(catalog, KIND_SCHEMA, "1", "name", "public", NULL);
    add(catalog, KIND_COMMENT, NULL, "on", "3", "text", "\x1b[2J caf\xC3\xA9\n", NULL);
    catalog_need(catalog, "3", "2");
    finish(catalog);
    return catalog;
}

static char *written(const Catalog *catalog)
{
    Buf out = {0};
    snapshot_write(catalog, &out);
    return out.text; /* the caller frees it */
}

/* The text with the one fingerprint in it replaced. */
static char *with_fingerprint(const char *text, const char *fingerprint)
{
    Buf out = {0};
    const char *start = strstr(text, "\"sha256:") + 1, *end = strchr(start, '"');
    buf_put(&out, text, (size_t)(start - text));
    buf_puts(&out, fingerprint);
    buf_puts(&out, end);
    return out.text;
}

static void check_format(void)
{
    SCOPED(Catalog *, catalog_release) catalog = small();
    char fingerprint[FINGERPRINT_SIZE];
    catalog_fingerprint(catalog, fingerprint);
    ok(strlen(fingerprint) == 71 && strncmp(fingerprint, "sha256:", 7) == 0, "the fingerprint's form");
    char *expected = with_fingerprint(small_text, fingerprint), *got = written(catalog);
    is(got, expected, "a small catalog, to the letter");
    free(expected);
    free(got);
}

static bool reads(Catalog **out, const char *text, Err *err)
{
    *err = (Err){0};
    return snapshot_read(out, text, strlen(text), err);
}

static void check_round_trip(Catalog *catalog, const char *name)
{
    SCOPED(Catalog *, catalog_release) again = NULL;
    Err err;
    char *first = written(catalog), *second = NULL;
    if (ok(reads(&again, first, &err), "%s is read: %s", name, err.message)) {
        second = written(again);
        is(second, first, "%s there and back", name);
        ok(again->object_count == catalog->object_count, "as many objects");
        ok(catalog->engine != again->engine && strcmp(catalog->engine, again->engine) == 0, "engine");
        ok(again->server_version == catalog->server_version && again->is_superuser == catalog->is_superuser, "server");
        ok(again->user == NULL && again->server_text == NULL, "what was empty");
    }
    free(first);
    free(second);
    catalog_free(catalog);
}

static void check_round_trips(void)
{
    check_round_trip(small(), "a small catalog");
    check_round_trip(all_of_it(NULL), "every field of every kind");
    Catalog *empty = catalog_new("mysql");
    finish(empty);
    check_round_trip(empty, "an empty catalog");
    Catalog *bytes = catalog_new("postgres"); /* Latin 1 in an SQL_ASCII database, cut and overlong characters */
    add(bytes, KIND_SCHEMA, "1", "name", "caf\xE9", "owner", "\xC3", NULL);
    add(bytes, KIND_SCHEMA, "2", "name", "\xE2\x82x", "owner", "\xC0\x80\xED\xA0\x80\xF8", NULL);
    finish(bytes);
    check_round_trip(bytes, "bytes that are not UTF-8");
}

static void check_content(void)
{
    SCOPED(Catalog *, catalog_release) catalog = small();
    SCOPED(Catalog *, catalog_release) again = NULL;
    char *text = written(catalog);
    Err err;
    ok(reads(&again, text, &err), "read: %s", err.message);
    free(text); /* nothing of it is kept */
    const Table *film = (const Table *)catalog_find(again, "table public.film");
    const Column *actors = (const Column *)catalog_find(again, "column public.film.actors");
    ok(film != NULL && film->is_unlogged && film->rows == 0 && film->bytes == INT_NONE && film->owner == NULL,
       "a table");
    ok(film->object.needs.count == 1 && film->object.needs.items[0] == catalog_find(again, "enum public.\"Mood\""),
       "its needs");
    ok(film->object.parts.count == 3, "its parts");
    ok(actors->table == &film->object && strcmp(actors->default_value, "") == 0, "a column");
    is(film->object.id, "table public.film", "ids are keys");
}

/* Each is made from the small catalog by replacing one piece of its text. The message is what it must start with: the
   rest is jansson's. */
static const struct {
    const char *piece, *replacement, *message;
} refusals[] = {
    {"understudy-catalog", "understudy-diff", "this is no catalog: \"format\" is not \"understudy-catalog\""},
    {"\"version\":1", "\"version\":2", "\"version\" must be 1: another version of understudy wrote this"},
    {"\"version\":1", "\"version\":\"1\"", "\"version\" must be 1: another version of understudy wrote this"},
    {"\"engine\":\"postgres\",", "", "\"engine\" is missing"},
    {"\"engine\":\"postgres\"", "\"engine\":null", "\"engine\": must be a string"},
    {"150018", "15.5", "\"server_version\": must be a whole number"},
    {"150018", "99999999999999999999", "line 3, column 37: \"too big integer"},
    {"\"server_id\"", "\"server\\u0007\"", "\"server\\u0007\" is not known"},
    {"sha256:", "sha256:0", "\"fingerprint\" is not that of the objects: somebody or something changed them"},
    {"\"schema\":[", "\"planet\":[", "objects: \"planet\" is no kind of object"},
    {"{\"key\":\"schema public\",\"name\":\"public\"}", "[]", "objects: schema 1: it is not an object with a \"key\""},
    {"\"key\":\"schema public\",", "", "objects: schema 1: it is not an object with a \"key\""},
    {"\"rows\":0", "\"rwos\":0", "objects: table 1: \"table public.film\": \"rwos\" is no field of a table"},
    {"\"rows\":0", "\"rows\":0.5", "objects: table 1: \"table public.film\": rows: must be a whole number"},
    {"\"is_unlogged\":true", "\"is_unlogged\":\"true\"",
     "objects: table 1: \"table public.film\": is_unlogged: must be true or false"},
    {"\"type\":\"integer\"", "\"type\":[\"integer\"]",
     "objects: column 1: \"column public.film.length\": type: must be a string"},
    {"\"type\":\"integer\"", "\"type\":\"\xC3\"", "line 18, column 100: "},
    {"\"type\":\"integer\"", "\"type\":\"\\u0000\"", "line 18, column 107: "},
    {"[\"so, so\"", "[7", "objects: enum 1: \"enum public.\\\"Mood\\\"\": labels: must be a list of strings"},
    {"[\"enum public.\\\"Mood\\\"\"]", "[\"enum public.moody\"]",
     "\"table public.film\": needs: there is no other object \"enum public.moody\""},
    {"[\"enum public.\\\"Mood\\\"\"]", "[\"table public.film\"]",
     "\"table public.film\": needs: there is no other object \"table public.film\""},
    {"[\"enum public.\\\"Mood\\\"\"]", "{}", "\"table public.film\": needs must be a list of strings"},
    {"\"schema\":\"schema public\",\"name\":\"film\"", "\"schema\":\"schema privat\",\"name\":\"film\"",
     "\"table public.film\": schema: there is no object \"schema privat\""},
    {"\"schema\":\"schema public\",\"name\":\"film\"", "\"name\":\"film\"",
     "objects: table 1: \"table public.film\": schema is missing"},
    {"\"schema\":\"schema public\",\"name\":\"film\"", "\"schema\":\"table public.film\",\"name\":\"film\"",
     "\"table public.film\": schema cannot be \"table public.film\""},
    {"\"name\":\"actors\"", "\"name\":\"Actors\"",
     "\"column public.film.actors\" is \"column public.film.\\\"Actors\\\"\" by its fields"},
    {"\"name\":\"actors\"", "\"name\":\"length\"",
     "its objects do not make a catalog: \"two objects are called \\\"column public.film.length\\\"\""},
    {"public.film.actors", "public.film.length",
     "objects: column 2: there are two objects \"column public.film.length\""},
    {"\"name\":\"actors\",", "\"name\":\"actors\",\"name\":\"actors\",", "line 19, column 85: \"duplicate object key"},
    {"\"is_unlogged\":true", "\"partition_of\":\"table public.film\"",
     "\"table public.film\": partition_of leads back to \"table public.film\""},
    {"]\n}}\n", "]\n}}\n{}", "line 25, column 1: "},
    {"}}\n", "}", "line 24, column 1: "},
    {"\"on\":\"table public.film\"", "\"on\":\"comment table public.film\"",
     "\"comment table public.film\": on cannot be \"comment table public.film\""},
};

static char *replaced(const char *text, const char *piece, const char *replacement)
{
    Buf out = {0};
    const char *found = strstr(text, piece);
    buf_put(&out, text, (size_t)(found - text));
    buf_puts(&out, replacement);
    buf_puts(&out, found + strlen(piece));
    return out.text;
}

static void check_refusals(void)
{
    SCOPED(Catalog *, catalog_release) catalog = small();
    char *text = written(catalog);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char *changed = replaced(text, refusals[i].piece, refusals[i].replacement);
        Catalog *read = NULL;
        Err err;
        bool is_read = reads(&read, changed, &err);
        ok(!is_read && read == NULL && err.class == ERR_REFUSED, "refused: %s", refusals[i].message);
        err.message[strlen(refusals[i].message)] = '\0';
        is(err.message, refusals[i].message, "and named");
        catalog_free(read);
        free(changed);
    }
    static const char *const others[] = {"", "[]", "null", "{}", "7", "{\"format\":7}", "\xEF\xBB\xBF{}", "[[[[[[[["};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Catalog *read = NULL;
        Err err;
        ok(!reads(&read, others[i], &err) && err.class == ERR_REFUSED, "\"%s\" refused: %s", others[i], err.message);
    }
    Catalog *read = NULL;
    Err err;
    ok(!snapshot_read(&read, text, strlen(text) + 1, &err), "a NUL after the end: %s", err.message);
    free(text);
}

/* Partitions of partitions of ...: no chain of references overruns the stack. */
static void check_long_chains(void)
{
    Buf text = {0};
    buf_puts(
        &text,
        "{\"format\":\"understudy-catalog\",\"version\":1,\"engine\":\"e\",\"server_version\":1,\"objects\":{"
        "\"schema\":[{\"key\":\"schema s\",\"name\":\"s\"}],\"table\":[{\"key\":\"table s.t0\",\"schema\":\"schema s\",\"name\":\"t0\"}");
    for (int i = 1; i < 20000; i++)
        buf_printf(
            &text,
            ",{\"key\":\"table s.t%d\",\"schema\":\"schema s\",\"name\":\"t%d\",\"partition_of\":\"table s.t%d\"}", i,
            i, i - 1);
    buf_puts(&text, "]}}");
    Catalog *read = NULL;
    Err err;
    ok(!reads(&read, text.text, &err), "20,000 levels of partitions");
    is(err.message, "\"table s.t98\": more than 100 references lead from one object to the next", "are too many");
    buf_free(&text);
}

static void fingerprint_without(const Field *skip, char out[FINGERPRINT_SIZE])
{
    SCOPED(Catalog *, catalog_release) catalog = all_of_it(skip);
    catalog_fingerprint(catalog, out);
}

static void check_fingerprint_fields(void)
{
    char whole[FINGERPRINT_SIZE], without[FINGERPRINT_SIZE];
    fingerprint_without(NULL, whole);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < catalog_kinds[kind].field_count; i++) {
            const Field *field = &catalog_kinds[kind].fields[i];
            if (field->role == ROLE_IDENTITY)
                continue;
            bool is_value = strcmp(field->name, "last_value") == 0 || strcmp(field->name, "is_called") == 0;
            bool is_part = field->role != ROLE_INFO && !is_value && catalog_kinds[kind].section != SECTION_NONE;
            fingerprint_without(field, without);
            ok((strcmp(whole, without) != 0) == is_part, "%s.%s is %spart of the fingerprint", catalog_kinds[kind].word,
               field->name, is_part ? "" : "no ");
        }
}

/* Only where columns stand differs, which compare does not look at. */
static void check_fingerprint_order(void)
{
    char fingerprints[2][FINGERPRINT_SIZE];
    for (int i = 0; i < 2; i++) {
        SCOPED(Catalog *, catalog_release) catalog = catalog_new("postgres");
        add(catalog, KIND_SCHEMA, "1", "name", "s", NULL);
        add(catalog, KIND_TABLE, "2", "schema", "1", "name", "t", NULL);
        add(catalog, KIND_COLUMN, "3", "table", "2", "name", "a", "position", i == 0 ? "1" : "9", NULL);
        add(catalog, KIND_COLUMN, "4", "table", "2", "name", "b", "position", "5", NULL);
        add(catalog, KIND_ROLE, "5", "name", i == 0 ? "r" : "q", NULL);
        finish(catalog);
        catalog_fingerprint(catalog, fingerprints[i]);
    }
    is(fingerprints[0], fingerprints[1], "the order of columns is no part of the fingerprint");
}

static void check_files(void)
{
    SCOPED(Catalog *, catalog_release) catalog = small();
    SCOPED(Catalog *, catalog_release) again = NULL;
    char folder[] = "/tmp/test_snapshot.XXXXXX", path[100], missing[100];
    Err err = {0};
    struct stat about;
    ok(mkdtemp(folder) != NULL, "a folder");
    snprintf(path, sizeof path, "%s/pin.json", folder);
    snprintf(missing, sizeof missing, "%s/no/pin.json", folder);
    ok(!snapshot_write_file(catalog, missing, &err) && err.class == ERR_ARTIFACT, "no folder: %s", err.message);
    ok(!snapshot_write_file(catalog, folder, &err) && err.class == ERR_ARTIFACT, "a folder in the way: %s",
       err.message);
    ok(snapshot_write_file(catalog, path, &err), "written: %s", err.message);
    ok(snapshot_write_file(catalog, path, &err), "and over it: %s", err.message);
    ok(stat(path, &about) == 0 && (about.st_mode & 0777) == 0600, "for its owner alone");
    SCOPED(Buf, buf_free) text = {0};
    ok(file_read(path, SNAPSHOT_MAX_BYTES, &text, &err) && snapshot_parse(&again, path, &text, &err) &&
           again->object_count == 6,
       "read: %s", err.message);
    text.length = 100;
    ok(!snapshot_parse(&again, path, &text, &err) && err.class == ERR_REFUSED && strstr(err.message, path) != NULL,
       "cut: %s", err.message);
    unlink(path);
    ok(rmdir(folder) == 0, "nothing is left behind");
}

/* Bytes changed, cut out and doubled at random, always the same ones: never a crash, and what is read can be written. */
static void check_mutations(void)
{
    SCOPED(Catalog *, catalog_release) catalog = all_of_it(NULL);
    char *text = written(catalog);
    size_t length = strlen(text), read_count = 0, rounds = 3000;
    srandom(1);
    for (size_t round = 0; round < rounds; round++) {
        SCOPED(Buf, buf_free) mutant = {0};
        buf_put(&mutant, text, length);
        for (long changes = random() % 3; changes >= 0; changes--) {
            size_t at = (size_t)random() % mutant.length, other = (size_t)random() % mutant.length,
                   size = (size_t)random() % 12;
            if (random() % 2 == 0)
                mutant.text[at] = (char)random();
            else if (at + size < mutant.length && other + size < mutant.length)
                memmove(mutant.text + at, mutant.text + other, size);
        }
        Catalog *read = NULL;
        Err err = {0};
        bool is_read = snapshot_read(&read, mutant.text, mutant.length, &err);
        if (is_read != (err.class == ERR_NONE))
            ok(false, "round %zu: %s", round, err.message);
        if (is_read)
            free(written(read));
        read_count += is_read;
        catalog_free(read);
    }
    ok(read_count < rounds, "%zu of %zu mutants were read", read_count, rounds);
    free(text);
}

int main(void)
{
    check_format();
    check_round_trips();
    check_content();
    check_refusals();
    check_long_chains();
    check_fingerprint_fields();
    check_fingerprint_order();
    check_files();
    check_mutations();
    return done();
}
