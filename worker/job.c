/* A job from its text: the keys of the text against those of the table, and then what no key can say alone. */
#include "job.h"

#include <stdio.h>
#include <string.h>

#include "job_table.h"
#include "job_value.h"
#include "job_yaml.h"

typedef struct Reader {
    Job *job;
    JobReport *report;
    Arena *scratch;
} Reader;

const char *pairs_get(const Pairs *pairs, const char *key)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].key, key) == 0)
            return pairs->items[i].value;
    return NULL;
}

static void read_root(Reader *reader, const Node *root)
{
    bool is_empty = root == NULL || root->kind == NODE_NOTHING;
    if (is_empty)
        job_problem(reader->report, job_place(reader->report, 1, 1), "a job begins with version: 1", "empty");
    else if (root->kind == NODE_MAP)
        job_keys_set(reader->job, &job_table, root, reader->report);
    else if (root->kind != NODE_REFUSED)
        job_problem(reader->report, root->place, "a job begins with version: 1", "expected a map, got %s",
                    root->kind == NODE_LIST ? "a list" : "a text");
}

bool job_read(Job *job, Arena *arena, const char *text, size_t length, const char *name, Err *err)
{
    *job = (Job){.origin = arena_copy(arena, name), .length = length};
    job_keys_default(job, &job_table);
    SCOPED(Arena *, arena_release) scratch = arena_new();
    JobReport report = {.arena = arena, .problems = &job->problems, .origin = job->origin, .has_lines = true};
    Reader reader = {job, &report, scratch};
    Node *root = NULL;
    if (job_yaml_read(&report, scratch, text, length, &root))
        read_root(&reader, root);
    return job_report_done(&report, err);
}

static void set_value(Reader *reader, const JobKeyInfo *info, const char *text)
{
    static const Node nothing = {.kind = NODE_NOTHING, .is_plain = true, .text = ""};
    Node *root = NULL;
    if (!job_yaml_read(reader->report, reader->scratch, text, strlen(text), &root))
        return;
    if (root == NULL)
        root = memcpy(arena_alloc(reader->scratch, sizeof *root), &nothing, sizeof *root);
    root->place = job_place(reader->report, 1, 1);
    job_value_set(reader->job, info, root, reader->report);
}

bool job_set(Job *job, Arena *arena, const char *assignment, Err *err)
{
    const char *equals = strchr(assignment, '=');
    if (equals == NULL) {
        err_set(err, ERR_USAGE, "--set: no = in its argument");
        return err_hint(err, "write --set key=value, for example --set post_data.connections=8");
    }
    SCOPED(Arena *, arena_release) scratch = arena_new();
    const char *path = arena_slice(scratch, assignment, (size_t)(equals - assignment));
    const JobKeyInfo *info = job_key_find(&job_table, path);
    const char *origin = info == NULL ? "--set" : arena_printf(arena, "--set %s", path);
    job->problems = (JobProblems){0};
    JobReport report = {.arena = arena, .problems = &job->problems, .origin = origin, .has_lines = false};
    Reader reader = {job, &report, scratch};
    Node key = {.kind = NODE_TEXT, .place = job_place(&report, 0, 0), .text = path, .length = strlen(path)};
    if (info != NULL)
        set_value(&reader, info, equals + 1);
    else if (job_is_section(&job_table, path))
        job_problem(&report, key.place,
                    arena_printf(arena, "set one of its keys: %s", job_section_words(arena, &job_table, path)),
                    "%s is a section", path);
    else
        job_key_unknown(&report, &job_table, "", path, &key, &key);
    return job_report_done(&report, err);
}

static JobPlace place_of(const Job *job, JobKey key)
{
    const JobPlace *said = &job->places[key];
    return said->origin != NULL ? *said : (JobPlace){job->origin == NULL ? "job" : job->origin, 1, 1};
}

static void required_keys(const Job *job, JobReport *report)
{
    EACH_JOB_KEY(info)
    if (info->is_required && job_value_is_absent(job, info))
        job_problem(report, place_of(job, info->key),
                    arena_printf(report->arena, "add %s: %s", info->path, job_type_text(report->arena, info)),
                    "%s is missing", info->path);
}

static bool is_given(const Job *job, JobKey key)
{
    const JobKeyInfo *info = &job_keys[key];
    return !job_value_is_absent(job, info) &&
           (info->type != JOB_FLAG || *(const int64_t *)((const char *)job + info->offset) == 1);
}

typedef struct PasswordKeys {
    JobKey ways[4];
    JobKey secret, within; /* the secret, and what belongs to it alone */
} PasswordKeys;

static void one_password(const Job *job, JobReport *report, const PasswordKeys *keys)
{
    const JobKey *first = NULL;
    for (const JobKey *way = keys->ways; way < keys->ways + sizeof keys->ways / sizeof *keys->ways; way++)
        if (is_given(job, *way) && first != NULL)
            job_problem(report, place_of(job, *way), "keep one of them", "both %s and %s are given",
                        job_keys[*first].path, job_keys[*way].path);
        else if (is_given(job, *way))
            first = way;
    if (is_given(job, keys->within) && !is_given(job, keys->secret))
        job_problem(report, place_of(job, keys->within), "name the secret, too", "%s is given without %s",
                    job_keys[keys->within].path, job_keys[keys->secret].path);
}

static void a_source(const Job *job, JobReport *report)
{
    if (job->source_url == NULL && job->source_snapshot == NULL)
        job_problem(report, place_of(job, JOB_KEY_source_url), "add source: { url: postgres://user@host/database }",
                    "neither source.url nor source.snapshot is given");
}

/* Nothing personal is copied by omission. */
static void masking(const Job *job, JobReport *report)
{
    if (job->load_by == JOB_LOAD_BY_UNDERSTUDY && job->masking.count > 0)
        job_problem(report, place_of(job, JOB_KEY_masking), "have DMS load them (load.by: dms), or say masking: none",
                    "masking: understudy masks no rows that it copies itself");
    else if (job->load_by == JOB_LOAD_BY_NONE && job->masking.count > 0)
        job_problem(report, place_of(job, JOB_KEY_masking), "say load: { by: dms }",
                    "masking: whoever loads the rows knows nothing of these columns, unless DMS does");
    else if (job->load_by == JOB_LOAD_BY_UNDERSTUDY && !job->masking.is_none)
        job_problem(report, place_of(job, JOB_KEY_load_by), "add masking: none if every row may be copied as it is",
                    "load.by is understudy, and masking is missing");
}

static void types_say_something(const Job *job, JobReport *report)
{
    for (size_t i = 0; i < job->types.count; i++) {
        const JobTypeRule *rule = &job->types.items[i];
        if (rule->to == NULL && rule->drop == 0 && rule->check == INT_NONE && rule->ci == JOB_TYPE_CI_UNSET &&
            rule->collation == NULL)
            job_problem(report, rule->place, "add to: the type on the target",
                        "types %zu says nothing about its columns", i + 1);
        else if (rule->using != NULL && rule->to == NULL)
            job_problem(report, rule->place, "add to: the type on the target", "types %zu: using without to", i + 1);
    }
}

bool job_validate(const Job *job, Err *err)
{
    static const PasswordKeys passwords[] = {
        {{JOB_KEY_source_password_env, JOB_KEY_source_password_file, JOB_KEY_source_password_secret,
          JOB_KEY_source_password_iam},
         JOB_KEY_source_password_secret,
         JOB_KEY_source_password_key},
        {{JOB_KEY_target_password_env, JOB_KEY_target_password_file, JOB_KEY_target_password_secret,
          JOB_KEY_target_password_iam},
         JOB_KEY_target_password_secret,
         JOB_KEY_target_password_key},
    };
    SCOPED(Arena *, arena_release) scratch = arena_new();
    JobProblems problems = {0};
    JobReport report = {.arena = scratch, .problems = &problems, .origin = job->origin, .has_lines = true};
    required_keys(job, &report);
    a_source(job, &report);
    for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++)
        one_password(job, &report, &passwords[i]);
    masking(job, &report);
    types_say_something(job, &report);
    return job_report_done(&report, err);
}
