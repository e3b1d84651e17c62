/* The table for people: on a terminal and in the README. */
#include <string.h>

#include "job_table.h"

static const char *otherwise(const JobKeyInfo *info)
{
    return info->is_required ? "required" : info->default_text == NULL ? "" : info->default_text;
}

/* One key after the other, each mapping's behind the list's: types, types[].type, ... */
typedef void PutKey(Buf *out, Arena *arena, const JobKeyInfo *info, const char *path);

static void put_keys(Buf *out, Arena *arena, const JobTable *table, const char *within, PutKey *put)
{
    EACH_KEY(table, info)
    {
        const char *path = arena_printf(arena, "%s%s", within, info->path);
        put(out, arena, info, path);
        if (info->items != NULL)
            put_keys(out, arena, info->items, arena_printf(arena, "%s[].", path), put);
    }
}

enum { PATH_WIDTH = 30, TYPE_WIDTH = 23 };

static void help_key(Buf *out, Arena *arena, const JobKeyInfo *info, const char *path)
{
    const char *last = otherwise(info);
    buf_printf(out, "%-*s  ", PATH_WIDTH, path);
    if (*last == '\0')
        buf_printf(out, "%s\n", job_type_text(arena, info));
    else
        buf_printf(out, "%-*s  %s\n", TYPE_WIDTH, job_type_text(arena, info), last);
    buf_printf(out, "    %s\n", job_meaning(arena, info));
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL)
            buf_printf(out, "        %-10s  %s\n", info->words[i].word, info->words[i].meaning);
}

void job_help(Buf *out)
{
    Arena *scratch = arena_new();
    buf_puts(out, "A job is YAML, and so JSON too: maps within maps, { source: { url: ... } } for source.url.\n\n");
    buf_printf(out, "%-*s  %-*s  %s\n", PATH_WIDTH, "KEY", TYPE_WIDTH, "VALUE", "DEFAULT");
    put_keys(out, scratch, &job_table, "", help_key);
    arena_free(scratch);
}

/* A bar would end the cell. */
static void put_cell(Buf *out, const char *text)
{
    for (; *text != '\0'; text++)
        buf_printf(out, *text == '|' ? "\\%c" : "%c", *text);
}

static void put_words(Buf *out, const JobKeyInfo *info)
{
    const char *before = ": ";
    for (size_t i = 0; i < info->word_count; i++) {
        if (info->words[i].word == NULL)
            continue;
        buf_printf(out, "%s`%s` ", before, info->words[i].word);
        put_cell(out, info->words[i].meaning);
        before = "; ";
    }
}

static void put_row(Buf *out, Arena *arena, const JobKeyInfo *info, const char *path)
{
    const char *last = otherwise(info);
    buf_printf(out, "| `%s` | ", path);
    put_cell(out, info->type == JOB_WORD    ? "word"
                  : info->type == JOB_WORDS ? "list of words"
                                            : job_type_text(arena, info));
    buf_printf(out, info->default_text == NULL ? " | %s | " : " | `%s` | ", last);
    put_cell(out, job_meaning(arena, info));
    put_words(out, info);
    buf_puts(out, " |\n");
}

void job_markdown(Buf *out)
{
    Arena *scratch = arena_new();
    buf_puts(out, "| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
    put_keys(out, scratch, &job_table, "", put_row);
    arena_free(scratch);
}
