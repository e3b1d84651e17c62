/* job.def as data: what the parser, the help and the schema look at. */
#pragma once

#include "job.h"

typedef enum JobType { JOB_INT, JOB_TEXT, JOB_WORD, JOB_GLOBS, JOB_PAIRS } JobType;

typedef enum JobFormName {
    JOB_FORM_NONE,
#define FORM(FORM, secrecy, most, pattern, expected) JOB_FORM_##FORM,
#include "job.def"
    JOB_FORM_COUNT
} JobFormName;

typedef struct JobForm {
    bool is_hidden;
    size_t most;         /* bytes */
    const char *pattern; /* NULL: any text */
    const char *expected;
} JobForm;

typedef struct JobWord {
    const char *word; /* NULL: cannot be written */
    const char *meaning;
    unsigned value;
} JobWord;

typedef struct JobKeyInfo {
    JobKey key;
    JobType type;
    const char *path;
    size_t offset; /* in Job */
    int64_t least, greatest;
    const JobWord *words;
    size_t word_count;
    JobFormName form;
    bool is_required;
    const char *default_text; /* NULL: absent */
    const char *meaning;
} JobKeyInfo;

extern const JobKeyInfo job_keys[JOB_KEY_COUNT];
extern const JobForm job_forms[JOB_FORM_COUNT];

#define EACH_JOB_KEY(info) for (const JobKeyInfo *info = job_keys; info < job_keys + JOB_KEY_COUNT; info++)

const JobKeyInfo *job_key_find(const char *path); /* NULL when there is none */
/* A map of keys: "source", "source.password"; "" is the whole. */
bool job_is_section(const char *path);
/* The next words in a section: "url, password, snapshot". */
const char *job_section_words(Arena *arena, const char *section);
/* What can be written: "1..64", "keep|ignore", "text", "list of globs", "map of texts". */
const char *job_type_text(Arena *arena, const JobKeyInfo *info);
/* What it means, and what its text must be: "the database to read: a URL such as ..." */
const char *job_meaning(Arena *arena, const JobKeyInfo *info);
/* The key or section that was probably meant, or NULL. */
const char *job_key_nearest(Arena *arena, const char *path);
/* How many letters must be changed, left out, added or swapped with their neighbour. Texts of more than 80 bytes are
   SIZE_MAX away from all others. */
size_t job_distance(const char *a, const char *b);
