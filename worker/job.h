/* The job spec: what a run is asked to do. One flat struct, made from job.def, as is everything that is said about it. */
#pragma once

#include "arena.h"
#include "aws.h"
#include "buf.h"
#include "catalog.h"

/* In bytes. Enough for thousands of globs; what comes from outside has a maximum. */
enum { JOB_MAX = 256 * 1024, JOB_DEPTH_MAX = 8, JOB_PROBLEMS_MAX = 20 };

typedef struct Pair {
    const char *key;
    const char *value;
} Pair;
typedef struct Pairs {
    const Pair *items;
    size_t count;
} Pairs;

const char *pairs_get(const Pairs *pairs, const char *key); /* NULL when absent */

#define CHOICE(Type) typedef enum Type {
#define WORD(Type, CONSTANT, word, meaning) CONSTANT,
#define CHOICE_END(Type) \
    }                    \
    Type;
#include "job.def"

/* JOB_KEY_source_url, ...: for places[] below. */
typedef enum JobKey {
#define KEY(member, path, TYPE, limit, otherwise, meaning) JOB_KEY_##member,
#include "job.def"
    JOB_KEY_COUNT
} JobKey;

/* Where a value was said. From --set: no line. Not said, so the default: no origin. Line and column count from 1, the
   column in characters. */
typedef struct JobPlace {
    const char *origin; /* the file's name, or "--set post_data.connections" */
    size_t line, column;
} JobPlace;

/* One mistake. Neither text ever repeats the value of a url or password key. */
typedef struct JobProblem {
    JobPlace place;
    const char *message;
    const char *hint;
} JobProblem;

/* In the order of the text. */
typedef struct JobProblems {
    JobProblem items[JOB_PROBLEMS_MAX];
    size_t count;
    bool more; /* there were others */
} JobProblems;

#define CTYPE_JOB_INT(limit) int64_t
#define CTYPE_JOB_TEXT(form) const char *
#define CTYPE_JOB_WORD(Type) Type
#define CTYPE_JOB_GLOBS(none) List
#define CTYPE_JOB_ACCEPTED(none) List
#define CTYPE_JOB_PAIRS(form) Pairs
#define CTYPE_JOB_FLAG(none) int64_t
#define CTYPE_JOB_WORDS(Type) unsigned
#define CTYPE_JOB_ITEMS(Type) Type##s
#define CTYPE_JOB_ITEMS_OR_NONE(Type) Type##s
#define MAPPING(Type) typedef struct Type {
#define ITEM(Type, member, path, TYPE, limit, otherwise, meaning) CTYPE_JOB_##TYPE(limit) member;
#define MAPPING_END(Type)    \
    JobPlace place;          \
    }                        \
    Type;                    \
    typedef struct Type##s { \
        const Type *items;   \
        size_t count;        \
        bool is_none;        \
    } Type##s;
#include "job.def"
typedef struct Job {
#define KEY(member, path, TYPE, limit, otherwise, meaning) CTYPE_JOB_##TYPE(limit) member;
#include "job.def"
    JobPlace places[JOB_KEY_COUNT];
    const char *origin;   /* what was read, as messages call it */
    size_t length;        /* of its text, in bytes */
    Aws *aws;             /* the run's: who fetches what the job only names */
    JobProblems problems; /* of the last job_read or job_set */
} Job;

/* Reading. Text lives in the arena; `name` is what messages call the text (a file's name). The job holds its defaults and
   whatever could be read even when false comes back. Every mistake is collected in job->problems (job_problem_text() says
   one as a line); the Err, an ERR_REFUSED, says as many of them as it has room for, a line each, so that printing the Err
   is enough. */
bool job_read(Job *job, Arena *arena, const char *text, size_t length, const char *name, Err *err) MUST_CHECK;
/* "-" is standard input. A file that cannot be read is an ERR_ARTIFACT. */
bool job_read_file(Job *job, Arena *arena, const char *path, Err *err) MUST_CHECK;
/* More than an ECS task may be given: it takes 8192 characters for all that a task overrides, this text and its JSON. */
bool job_outgrows_override(const Job *job);
/* Where the job is: --job's argument (NULL: not given), else the text in UNDERSTUDY_JOB, else the file or the object of S3
   that UNDERSTUDY_JOB_URI names. None of them: ERR_USAGE. Empty variables count as absent. */
bool job_find(Job *job, Arena *arena, Aws *aws, const char *job_option, Err *err) MUST_CHECK;
/* key=value, for --set after reading: the same keys as in the text, as dotted paths, and the value as YAML. A list or a map
   replaces the one that was there. The same mistakes, too; without any '=' it is an ERR_USAGE. */
bool job_set(Job *job, Arena *arena, const char *assignment, Err *err) MUST_CHECK;
/* What no key can say alone, after the last job_set: what is required is there, a password comes from one place, and
   copying rows says what happens to them. Whether a command needs a target is the command's to say. */
bool job_validate(const Job *job, Err *err) MUST_CHECK;

/* "job.yaml:3:5: message (hint)" */
const char *job_problem_text(Arena *arena, const JobProblem *problem);
/* For any display: passwords are ***, in user:password@ and in parameters. Too much rather than too little is hidden:
   from the first ':' to the last '@', and all of what is no URL. NULL stays NULL. */
const char *job_url_redacted(Arena *arena, const char *url);

/* What can be said about the table. */
void job_help(Buf *out);
void job_markdown(Buf *out);
void job_json_schema(Buf *out); /* draft 2020-12 */
