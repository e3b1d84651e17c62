/* job.def as data, and how to find one's way in it. */
#include "job_table.h"

#include <string.h>

#define CHOICE(Type) static const JobWord words_##Type[] = {
#define WORD(Type, CONSTANT, word, meaning) {word, meaning, CONSTANT},
#define CHOICE_END(Type) \
    }                    \
    ;
#include "job.def"

#define SHOWN false
#define HIDDEN true
const JobForm job_forms[JOB_FORM_COUNT] = {
#define FORM(FORM, secrecy, most, pattern, expected) [JOB_FORM_##FORM] = {secrecy, most, pattern, expected},
#include "job.def"
};

#define RANGE(low, high) .least = low, .greatest = high
#define LIMIT_INT(range) RANGE range
#define LIMIT_TEXT(FORM) .form = JOB_FORM_##FORM
#define LIMIT_WORD(Type) .words = words_##Type, .word_count = sizeof words_##Type / sizeof *words_##Type
#define LIMIT_GLOBS(none) .form = JOB_FORM_##none
#define LIMIT_ACCEPTED(none) LIMIT_GLOBS(none)
#define LIMIT_PAIRS(FORM) .form = JOB_FORM_##FORM
#define LIMIT_FLAG(none) .form = JOB_FORM_##none
#define LIMIT_WORDS(Type) LIMIT_WORD(Type)
#define LIMIT_ITEMS(Type) .items = &table_##Type
#define LIMIT_ITEMS_OR_NONE(Type) LIMIT_ITEMS(Type)
#define ABSENT .default_text = NULL
#define REQUIRED .is_required = true
#define DEFAULT(text) .default_text = text
#define MAPPING(Type) static const JobKeyInfo keys_##Type[] = {
#define ITEM(Type, member, written, TYPE, limit, otherwise, what) \
    {.key = JOB_KEY_COUNT,                                        \
     .type = JOB_##TYPE,                                          \
     .path = written,                                             \
     .meaning = what,                                             \
     .offset = offsetof(Type, member),                            \
     LIMIT_##TYPE(limit),                                         \
     otherwise},
#define MAPPING_END(Type)                                                                                      \
    }                                                                                                          \
    ;                                                                                                          \
    static const JobTable table_##Type = {keys_##Type, sizeof keys_##Type / sizeof *keys_##Type, sizeof(Type), \
                                          offsetof(Type, place)};
#include "job.def"

const JobKeyInfo job_keys[JOB_KEY_COUNT] = {
#define KEY(member, written, TYPE, limit, otherwise, what) \
    [JOB_KEY_##member] = {.key = JOB_KEY_##member,         \
                          .type = JOB_##TYPE,              \
                          .path = written,                 \
                          .meaning = what,                 \
                          .offset = offsetof(Job, member), \
                          LIMIT_##TYPE(limit),             \
                          otherwise},
#include "job.def"
};

const JobTable job_table = {job_keys, JOB_KEY_COUNT, sizeof(Job), 0};

const JobKeyInfo *job_key_find(const JobTable *table, const char *path)
{
    EACH_KEY(table, info)
    if (strcmp(info->path, path) == 0)
        return info;
    return NULL;
}

/* What follows the section and its dot in the path, or NULL when it is not in there. */
static const char *inside(const char *path, const char *section)
{
    size_t length = strlen(section);
    if (length == 0)
        return path;
    return strncmp(path, section, length) == 0 && path[length] == '.' ? path + length + 1 : NULL;
}

bool job_is_section(const JobTable *table, const char *path)
{
    EACH_KEY(table, info)
    if (inside(info->path, path) != NULL)
        return true;
    return false;
}

const char *job_section_words(Arena *arena, const JobTable *table, const char *section)
{
    const char *words = "", *last = "";
    EACH_KEY(table, info)
    {
        const char *rest = inside(info->path, section);
        if (rest == NULL)
            continue;
        const char *word = arena_slice(arena, rest, strcspn(rest, "."));
        if (strcmp(word, last) != 0)
            words = arena_printf(arena, "%s%s%s", words, *words == '\0' ? "" : ", ", word);
        last = word; /* rows of a section stand together */
    }
    return words;
}

static const char *words_text(Arena *arena, const JobKeyInfo *info)
{
    const char *text = "";
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL)
            text = arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : "|", info->words[i].word);
    return text;
}

const char *job_type_text(Arena *arena, const JobKeyInfo *info)
{
    switch (info->type) {
    case JOB_INT:
        if (info->least == info->greatest)
            return arena_printf(arena, "%lld", (long long)info->least);
        return arena_printf(arena, "%lld..%lld", (long long)info->least, (long long)info->greatest);
    case JOB_TEXT: return "text";
    case JOB_WORD: return words_text(arena, info);
    case JOB_GLOBS: return "list of globs";
    case JOB_ACCEPTED: return "list of findings";
    case JOB_PAIRS: return "map of texts";
    case JOB_FLAG: return "true|false";
    case JOB_WORDS: return arena_printf(arena, "list of %s", words_text(arena, info));
    case JOB_ITEMS: return "list of mappings";
    case JOB_ITEMS_OR_NONE: return "list of mappings, none";
    }
    return "";
}

const char *job_meaning(Arena *arena, const JobKeyInfo *info)
{
    if (info->type != JOB_TEXT)
        return info->meaning;
    return arena_printf(arena, "%s: %s", info->meaning, job_forms[info->form].expected);
}
