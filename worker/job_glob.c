/* Whether a glob, or a finding, can be meant. Matching is not done here. */
#include "job_glob.h"

#include <stdint.h>
#include <string.h>

#include "accept.h"
#include "job_problem.h"
#include "job_table.h"
#include "job_text.h"

/* A kind as globs write it: "foreign_key". */
static const char *kind_word(Arena *arena, Kind kind)
{
    char *word = arena_copy(arena, catalog_kinds[kind].word);
    for (char *c = word; *c != '\0'; c++)
        if (*c == ' ')
            *c = '_';
    return word;
}

static bool is_kind(Arena *arena, const char *written)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (strcmp(kind_word(arena, (Kind)kind), written) == 0)
            return true;
    return false;
}

static const char *nearest_kind(Arena *arena, const char *written)
{
    const char *nearest = NULL;
    size_t shortest = SIZE_MAX;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const char *word = kind_word(arena, (Kind)kind);
        size_t distance = job_distance(word, written);
        if (distance < shortest) {
            shortest = distance;
            nearest = word;
        }
    }
    return nearest;
}

/* As fnmatch reads it: a ']' right after '[' or '[!' is one of the characters. */
static const char *after_bracket(const char *open)
{
    const char *at = open + 1;
    at += *at == '!' || *at == '^';
    at += *at == ']';
    const char *close = strchr(at, ']');
    return close == NULL ? NULL : close + 1;
}

static bool is_balanced(const char *glob)
{
    for (const char *at = glob; *at != '\0';) {
        if (*at == ']')
            return false;
        at = *at == '[' ? after_bracket(at) : at + 1;
        if (at == NULL)
            return false;
    }
    return true;
}

const char *job_glob_mistake(Arena *arena, const char *glob, size_t length, const char **hint)
{
    *hint = "write schema.name, with * ? or [..] where any will do";
    if (length == 0)
        return "it is empty";
    if (length > JOB_GLOB_MAX)
        return arena_printf(arena, "it is longer than %d bytes", JOB_GLOB_MAX);
    if (!job_text_is_clean(glob, length))
        return "it holds a control character";
    size_t kind_length = strcspn(glob, ":.*?[]");
    const char *name = glob;
    if (glob[kind_length] == ':') {
        const char *kind = arena_slice(arena, glob, kind_length);
        name = glob + kind_length + 1;
        if (!is_kind(arena, kind)) {
            const char *nearest = nearest_kind(arena, kind);
            *hint = nearest == NULL ? "kinds are table, index, view, ..."
                                    : arena_printf(arena, "did you mean %s?", nearest);
            return arena_printf(arena, "there is no kind %s", job_shown(arena, kind, kind_length));
        }
    }
    if (*name == '\0')
        return "nothing follows the kind";
    if (!is_balanced(name)) {
        *hint = "close every [ with a ]";
        return "its brackets do not match";
    }
    return NULL;
}

static const char *nearest_code(const char *written)
{
    const char *nearest = NULL;
    size_t shortest = SIZE_MAX;
    for (FindingCode code = 0; code < FINDING_CODE_COUNT; code++) {
        size_t distance = job_distance(finding_code_name(code), written);
        if (accept_is_possible(code) && distance < shortest) {
            shortest = distance;
            nearest = finding_code_name(code);
        }
    }
    return nearest;
}

const char *job_accepted_mistake(Arena *arena, const char *text, size_t length, const char **hint)
{
    FindingCode code;
    size_t code_length = strcspn(text, ":");
    const char *name = arena_slice(arena, text, code_length);
    bool has_glob = text[code_length] == ':';
    if (!finding_code_find(&code, text, code_length)) {
        const char *nearest = nearest_code(name);
        *hint = nearest == NULL ? "write the code of a finding, such as TYPE_LOSSY"
                                : arena_printf(arena, "did you mean %s?", nearest);
        return arena_printf(arena, "there is no finding %s", job_shown(arena, name, code_length));
    }
    if (!accept_is_possible(code)) {
        *hint = "only what is found between engines can be accepted: see the finding's remedy";
        return arena_printf(arena, "%s cannot be accepted", name);
    }
    return has_glob ? job_glob_mistake(arena, text + code_length + 1, length - code_length - 1, hint) : NULL;
}
