/* The table for people: on a terminal and in the README. */
#include <string.h>

#include "job_table.h"

static const char *otherwise(const JobKeyInfo *info)
{
    return info->is_required ? "required" : info->default_text == NULL ? "" : info->default_text;
}

static int widest(Arena *arena, const char *(*text_of)(Arena *arena, const JobKeyInfo *info))
{
    size_t widest = 0;
    EACH_JOB_KEY(info)
    if (strlen(text_of(arena, info)) > widest)
        widest = strlen(text_of(arena, info));
    return (int)widest;
}

static const char *path_text(Arena *arena, const JobKeyInfo *info)
{
    (void)arena;
    return info->path;
}

static void help_words(Buf *out, const JobKeyInfo *info)
{
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL)
            buf_printf(out, "        %-10s  %s\n", info->words[i].word, info->words[i].meaning);
}

void job_help(Buf *out)
{
    Arena *scratch = arena_new();
    int paths = widest(scratch, path_text), types = widest(scratch, job_type_text);
    buf_puts(out, "A job is YAML, and so JSON too: maps within maps, { source: { url: ... } } for source.url.\n\n");
    buf_printf(out, "%-*s  %-*s  %s\n", paths, "KEY", types, "VALUE", "DEFAULT");
    EACH_JOB_KEY(info)
    {
        const char *last = otherwise(info);
        buf_printf(out, "%-*s  ", paths, info->path);
        if (*last == '\0')
            buf_printf(out, "%s\n", job_type_text(scratch, info));
        else
            buf_printf(out, "%-*s  %s\n", types, job_type_text(scratch, info), last);
        buf_printf(out, "    %s\n", job_meaning(scratch, info));
        help_words(out, info);
    }
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

void job_markdown(Buf *out)
{
    Arena *scratch = arena_new();
    buf_puts(out, "| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
    EACH_JOB_KEY(info)
    {
        const char *last = otherwise(info);
        buf_printf(out, "| `%s` | ", info->path);
        put_cell(out, info->type == JOB_WORD ? "word" : job_type_text(scratch, info));
        buf_printf(out, info->default_text == NULL ? " | %s | " : " | `%s` | ", last);
        put_cell(out, job_meaning(scratch, info));
        put_words(out, info);
        buf_puts(out, " |\n");
    }
    arena_free(scratch);
}
