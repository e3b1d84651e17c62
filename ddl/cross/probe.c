/* What is known of a source's rows. */
#include "probe_store.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "text.h"

#define FORMAT "understudy-probe"
enum { VERSION = 1 };

static const struct {
    const char *name, *meaning;
} facts[] =
    {
#define FACT(NAME, kind, meaning) [FACT_##NAME] = {#NAME, meaning},
#include "probe.def"
},
  links[] = {
#define LINK(NAME, meaning) [LINK_##NAME] = {#NAME, meaning},
#include "probe.def"
};

typedef struct ProbedTable {
    const char *key;
    const char *columns; /* "id integer, name text": as they were when it was asked */
    const char *why;
    int64_t rows;
} ProbedTable;

typedef struct ProbeAnswer {
    const char *of, *name; /* an object's key, and the fact's or link's */
    int64_t value;
    const char *sample;
} ProbeAnswer;

struct Probe {
    Arena *arena;
    const char *server_id, *fingerprint;
    LIST_OF(ProbedTable *) tables;
    LIST_OF(ProbeAnswer *) answers;
    Map by_table;  /* ProbedTable by key */
    Map by_answer; /* ProbeAnswer by "key<TAB>name" */
};

const char *probe_fact_name(ProbeFact fact)
{
    return facts[fact].name;
}

const char *probe_fact_meaning(ProbeFact fact)
{
    return facts[fact].meaning;
}

const char *probe_link_name(ProbeLink link)
{
    return links[link].name;
}

const char *probe_link_meaning(ProbeLink link)
{
    return links[link].meaning;
}

const char *probe_server_id(const Probe *probe)
{
    return probe->server_id;
}

const char *probe_fingerprint(const Probe *probe)
{
    return probe->fingerprint;
}

/* ---- putting in ---- */

Probe *probe_new(Arena *arena, const char *server_id, const char *fingerprint)
{
    Probe *probe = arena_alloc(arena, sizeof *probe);
    *probe = (Probe){.arena = arena,
                     .server_id = arena_copy(arena, server_id),
                     .fingerprint = arena_copy(arena, fingerprint),
                     .by_table = map_new(arena),
                     .by_answer = map_new(arena)};
    return probe;
}

/* The source's own: schemas bear other names in copies of it. */
static const Object *own(const Object *object)
{
    while (object->origin != NULL)
        object = object->origin;
    return object;
}

static const char *columns_of(Arena *arena, const Object *table)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN) {
            const Column *column = (const Column *)table->parts.items[i];
            buf_printf(&out, "%s%s %s", out.length == 0 ? "" : ", ", column->name, column->type);
        }
    return arena_copy(arena, buf_text(&out));
}

static void add_table(Probe *probe, const ProbedTable *table)
{
    ProbedTable *kept = map_get(&probe->by_table, table->key);
    if (kept != NULL) { /* of more than one question */
        kept->why = kept->why == NULL ? table->why : kept->why;
        kept->rows = kept->rows == PROBE_UNKNOWN ? table->rows : kept->rows;
        return;
    }
    kept = arena_alloc(probe->arena, sizeof *kept);
    *kept = *table;
    *LIST_PUSH(probe->arena, &probe->tables) = kept;
    map_put(&probe->by_table, kept->key, kept);
}

void probe_put_table(Probe *probe, const Object *table, int64_t rows, const char *why)
{
    const Object *origin = own(table);
    add_table(probe, &(ProbedTable){arena_copy(probe->arena, origin->key), columns_of(probe->arena, origin),
                                    arena_copy(probe->arena, why), rows});
}

static const char *answer_key(Arena *arena, const char *of, const char *name)
{
    return arena_printf(arena, "%s\t%s", of, name);
}

static void add_answer(Probe *probe, const ProbeAnswer *answer)
{
    ProbeAnswer *kept = arena_alloc(probe->arena, sizeof *kept);
    *kept = *answer;
    const char *key = answer_key(probe->arena, kept->of, kept->name);
    if (map_put(&probe->by_answer, key, kept) == NULL)
        *LIST_PUSH(probe->arena, &probe->answers) = kept;
}

void probe_put(Probe *probe, const Object *object, const char *name, int64_t value, const char *sample)
{
    add_answer(probe, &(ProbeAnswer){arena_copy(probe->arena, own(object)->key), name, value,
                                     arena_copy(probe->arena, sample)});
}

/* ---- taking out ---- */

static const ProbeAnswer *answer_of(const Probe *probe, const Object *object, const char *name)
{
    if (probe == NULL)
        return NULL;
    SCOPED(Buf, buf_free) key = {0};
    buf_printf(&key, "%s\t%s", own(object)->key, name);
    return map_get(&probe->by_answer, buf_text(&key));
}

/* A partition's rows are asked for with those of the whole. */
static const Object *whole_of(const Object *column)
{
    const Column *at = (const Column *)own(column);
    const Table *table = (const Table *)at->table;
    while (table->object.kind == KIND_TABLE && table->partition_of != NULL)
        table = (const Table *)table->partition_of;
    if (table->object.kind != KIND_TABLE || &table->object == at->table)
        return &at->object;
    const Column *above = object_column(&table->object, at->name);
    return above == NULL ? &at->object : &above->object;
}

int64_t probe_fact(const Probe *probe, const Object *column, ProbeFact fact)
{
    const ProbeAnswer *answer = answer_of(probe, whole_of(column), facts[fact].name);
    return answer == NULL ? PROBE_UNKNOWN : answer->value;
}

const char *probe_sample(const Probe *probe, const Object *column, ProbeFact fact)
{
    const ProbeAnswer *answer = answer_of(probe, whole_of(column), facts[fact].name);
    return answer == NULL ? NULL : answer->sample;
}

int64_t probe_link(const Probe *probe, const Object *key, ProbeLink link)
{
    const ProbeAnswer *answer = answer_of(probe, key, links[link].name);
    return answer == NULL ? PROBE_UNKNOWN : answer->value;
}

bool probe_has_link(const Probe *probe, const Object *key, ProbeLink link)
{
    return answer_of(probe, key, links[link].name) != NULL;
}

const char *probe_link_sample(const Probe *probe, const Object *key, ProbeLink link)
{
    const ProbeAnswer *answer = answer_of(probe, key, links[link].name);
    return answer == NULL ? NULL : answer->sample;
}

int64_t probe_rows(const Probe *probe, const Object *table)
{
    const ProbedTable *found = probe == NULL ? NULL : map_get(&probe->by_table, own(table)->key);
    return found == NULL ? PROBE_UNKNOWN : found->rows;
}

bool probe_has_table(const Probe *probe, const Object *table, const char **why)
{
    const ProbedTable *found = map_get(&probe->by_table, own(table)->key);
    SCOPED(Arena *, arena_release) scratch = arena_new();
    *why = found == NULL ? NULL : found->why;
    return found != NULL && strcmp(found->columns, columns_of(scratch, own(table))) == 0;
}

/* ---- as JSON ---- */

static void put_number(Buf *out, int64_t number)
{
    if (number == PROBE_UNKNOWN)
        buf_puts(out, "null");
    else
        buf_printf(out, "%" PRId64, number);
}

void probe_write(const Probe *probe, Buf *out)
{
    buf_printf(out, "{\"format\":\"" FORMAT "\",\"version\":%d,\"server_id\":", VERSION);
    text_put_json(out, probe->server_id);
    buf_puts(out, ",\"fingerprint\":");
    text_put_json(out, probe->fingerprint);
    buf_puts(out, ",\n\"tables\":[");
    for (size_t i = 0; i < probe->tables.count; i++) {
        const ProbedTable *table = probe->tables.items[i];
        buf_printf(out, "%s\n{\"key\":", i > 0 ? "," : "");
        text_put_json(out, table->key);
        buf_puts(out, ",\"columns\":");
        text_put_json(out, table->columns);
        buf_puts(out, ",\"rows\":");
        put_number(out, table->rows);
        buf_puts(out, ",\"why\":");
        text_put_json(out, table->why);
        buf_putc(out, '}');
    }
    buf_puts(out, "],\n\"answers\":[");
    for (size_t i = 0; i < probe->answers.count; i++) {
        const ProbeAnswer *answer = probe->answers.items[i];
        buf_printf(out, "%s\n{\"of\":", i > 0 ? "," : "");
        text_put_json(out, answer->of);
        buf_puts(out, ",\"what\":");
        text_put_json(out, answer->name);
        buf_puts(out, ",\"value\":");
        put_number(out, answer->value);
        buf_puts(out, ",\"sample\":");
        text_put_json(out, answer->sample);
        buf_putc(out, '}');
    }
    buf_puts(out, "]}\n");
}

static const char *text_at(Arena *arena, const json_t *object, const char *name)
{
    return arena_copy(arena, json_string_value(json_object_get(object, name)));
}

static int64_t number_at(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return json_is_integer(value) ? (int64_t)json_integer_value(value) : PROBE_UNKNOWN;
}

/* NULL: none of ours, a later version's perhaps; nobody will ask for it. */
static const char *name_known(const char *name)
{
    for (size_t i = 0; name != NULL && i < PROBE_FACT_COUNT; i++)
        if (strcmp(facts[i].name, name) == 0)
            return facts[i].name;
    for (size_t i = 0; name != NULL && i < PROBE_LINK_COUNT; i++)
        if (strcmp(links[i].name, name) == 0)
            return links[i].name;
    return NULL;
}

static bool read_root(Probe **probe, Arena *arena, const json_t *root, Err *err)
{
    const char *format = json_string_value(json_object_get(root, "format"));
    if (format == NULL || strcmp(format, FORMAT) != 0 || number_at(root, "version") != VERSION)
        return err_set(err, ERR_REFUSED, "it is not a probe of version %d", VERSION);
    const json_t *tables = json_object_get(root, "tables"), *answers = json_object_get(root, "answers");
    Probe *made = probe_new(arena, json_string_value(json_object_get(root, "server_id")),
                            json_string_value(json_object_get(root, "fingerprint")));
    if (made->fingerprint == NULL || !json_is_array(tables) || !json_is_array(answers))
        return err_set(err, ERR_REFUSED, "it does not hold fingerprint, tables and answers");
    for (size_t i = 0; i < json_array_size(tables); i++) {
        const json_t *at = json_array_get(tables, i);
        ProbedTable table = {text_at(arena, at, "key"), text_at(arena, at, "columns"), text_at(arena, at, "why"),
                             number_at(at, "rows")};
        if (table.key == NULL || table.columns == NULL)
            return err_set(err, ERR_REFUSED, "table %zu of it has no key or no columns", i + 1);
        add_table(made, &table);
    }
    for (size_t i = 0; i < json_array_size(answers); i++) {
        const json_t *at = json_array_get(answers, i);
        ProbeAnswer answer = {text_at(arena, at, "of"), name_known(json_string_value(json_object_get(at, "what"))),
                              number_at(at, "value"), text_at(arena, at, "sample")};
        if (answer.of == NULL || answer.name == NULL)
            return err_set(err, ERR_REFUSED, "answer %zu of it is about nothing that is known", i + 1);
        add_answer(made, &answer);
    }
    *probe = made;
    return true;
}

bool probe_read(Probe **probe, Arena *arena, const char *text, size_t length, Err *err)
{
    json_error_t error;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return err_set(err, ERR_REFUSED, "line %d: %s", error.line, error.text);
    bool ok = read_root(probe, arena, root, err);
    json_decref(root);
    return ok;
}
