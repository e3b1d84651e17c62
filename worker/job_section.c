/* Keys that stand together, from a map in the text: the job's own, a section's of these, a mapping's in a list. */
#include "job_value.h"

#include <string.h>

typedef struct Reader {
    JobReport *report;
    const JobTable *table;
    void *into;
} Reader;

static const char *unknown_hint(Arena *arena, const JobTable *table, const char *section, const char *path)
{
    const char *nearest = strlen(path) > 128 ? NULL : job_key_nearest(arena, table, path);
    if (nearest != NULL)
        return arena_printf(arena, "did you mean %s?", nearest);
    return arena_printf(arena, "keys%s%s: %s", *section == '\0' ? "" : " of ", section,
                        job_section_words(arena, table, section));
}

/* A dotted path as one key is right on the command line, and must be nested in a text. */
void job_key_unknown(JobReport *report, const JobTable *table, const char *section, const char *path, const Node *key,
                     const Node *value)
{
    Arena *arena = report->arena;
    bool is_known = job_key_find(table, path) != NULL || job_is_section(table, path);
    const char *dot = strchr(path, '.'), *hint = unknown_hint(arena, table, section, path);
    if (is_known && dot != NULL)
        hint =
            arena_printf(arena, "write it as a map within a map: %.*s: { %s: ... }", (int)(dot - path), path, dot + 1);
    job_problem(report, key->place, hint, "%s%sunknown key%s", section, *section == '\0' ? "" : ": ",
                job_value_key_shown(arena, key, value));
}

static void read_section(const Reader *reader, const char *section, const Node *map);

static void not_a_section(const Reader *reader, const char *path, const Node *value)
{
    Arena *arena = reader->report->arena;
    if (value->kind != NODE_REFUSED)
        job_problem(reader->report, value->place,
                    arena_printf(arena, "its keys: %s", job_section_words(arena, reader->table, path)),
                    "%s: expected a map, got %s", path,
                    value->kind == NODE_LIST      ? "a list"
                    : value->kind == NODE_NOTHING ? "nothing"
                                                  : "a text");
}

static void read_key(const Reader *reader, const char *section, const Node *key, const Node *value)
{
    const char *path = arena_printf(reader->report->arena, "%s%s%s", section, *section == '\0' ? "" : ".", key->text);
    bool is_one_word = key->length > 0 && strchr(key->text, '.') == NULL;
    const JobKeyInfo *info = is_one_word ? job_key_find(reader->table, path) : NULL;
    if (info != NULL)
        job_value_set(reader->into, info, value, reader->report);
    else if (!is_one_word || !job_is_section(reader->table, path))
        job_key_unknown(reader->report, reader->table, section, path, key, value);
    else if (value->kind == NODE_MAP)
        read_section(reader, path, value);
    else
        not_a_section(reader, path, value);
}

static void read_section(const Reader *reader, const char *section, const Node *map)
{
    Map seen = map_new(reader->report->arena);
    for (size_t i = 0; i < map->items.count && !reader->report->problems->more; i += 2)
        if (job_value_is_key(reader->report, &seen, map->items.items[i], map->items.items[i + 1]))
            read_key(reader, section, map->items.items[i], map->items.items[i + 1]);
}

void job_keys_default(void *into, const JobTable *table)
{
    EACH_KEY(table, info)
    job_value_default(into, info);
}

void job_keys_set(void *into, const JobTable *table, const Node *map, JobReport *report)
{
    Reader reader = {report, table, into};
    read_section(&reader, "", map);
}
