/* job.def as data: what the parser, the help and the schema look at. */
#pragma once

#include "job.h"

typedef enum JobType {
    JOB_INT,
    JOB_TEXT,
    JOB_WORD,
    JOB_GLOBS,
    JOB_ACCEPTED,
    JOB_PAIRS,
    JOB_FLAG,
    JOB_WORDS,
    JOB_ITEMS,
    JOB_ITEMS_OR_NONE
} JobType;

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

typedef struct JobTable JobTable;
typedef struct JobKeyInfo {
    JobKey key; /* JOB_KEY_COUNT: of a mapping in a list */
    JobType type;
    const char *path;
    size_t offset; /* in Job, or in the mapping's struct */
    int64_t least, greatest;
    const JobWord *words;
    size_t word_count;
    const JobTable *items;    /* of each mapping in its list */
    const char *default_text; /* NULL: absent */
    const char *meaning;
    JobFormName form;
    bool is_required;
} JobKeyInfo;

/* Keys that stand together: the job's, or those of the mappings in a list. */
struct JobTable {
    const JobKeyInfo *keys;
    size_t count;
    size_t size;  /* of the struct that holds their values */
    size_t place; /* in it, of where a mapping was said */
};

extern const JobTable job_table;
extern const JobKeyInfo job_keys[JOB_KEY_COUNT];
extern const JobForm job_forms[JOB_FORM_COUNT];

#define EACH_KEY(table, info) \
    for (const JobKeyInfo *info = (table)->keys; info < (table)->keys + (table)->count; info++)
#define EACH_JOB_KEY(info) EACH_KEY(&job_table, info)

const JobKeyInfo *job_key_find(const JobTable *table, const char *path); /* NULL when there is none */
/* A map of keys: "source", "source.password"; "" is the whole. */
bool job_is_section(const JobTable *table, const char *path);
/* The next words in a section: "url, password, snapshot". */
const char *job_section_words(Arena *arena, const JobTable *table, const char *section);
/* What can be written: "1..64", "keep|ignore", "text", "list of globs", "list of findings",
   "map of texts", "list of mappings". */
const char *job_type_text(Arena *arena, const JobKeyInfo *info);
/* What it means, and what its text must be: "the database to read: a URL such as ..." */
const char *job_meaning(Arena *arena, const JobKeyInfo *info);
/* The key or section that was probably meant, or NULL. */
const char *job_key_nearest(Arena *arena, const JobTable *table, const char *path);
/* How many letters must be changed, left out, added or swapped with their neighbour. Texts of more than 80 bytes are
   SIZE_MAX away from all others. */
size_t job_distance(const char *a, const char *b);
