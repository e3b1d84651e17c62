/* The command line: arguments, signals, exit code. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "arguments.h"
#include "connect.h"
#include "dms_task.h"
#include "endpoint.h"
#include "task.h"
#include "types.h"

static const struct {
    const char *name;
    Command *run;
    const char *does;
} commands[] = {
    {"inspect", command_inspect, "print a database's catalog as JSON, or its fingerprint"},
    {"plan", command_plan, "print the SQL of both halves and the findings; change nothing"},
    {"pre-data", command_pre_data, "make what a loader needs on the target: schemas, types, tables without keys"},
    {"load", command_load, "copy the rows, for jobs that say load: { by: understudy }"},
    {"verify", command_verify, "compare the rows of source and target: within one engine their number"},
    {"post-data", command_post_data, "make the rest: keys, indexes, constraints, views, triggers, grants, comments"},
    {"diff", command_diff, "compare source and target, object by object, field by field"},
    {"dms check", command_dms_check, "compare the DMS task and its endpoints with the plan"},
    {"dms create", command_dms_create, "make the DMS task that the plan asks for, or make it what the plan says"},
    {"dms start", command_dms_start, "the same, and start it"},
    {"dms wait", command_dms_wait, "wait until it has loaded every table"},
    {"clone", command_clone, "pre-data, load, post-data and diff, in one go"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const char usage[] =
    "understudy " UNDERSTUDY_VERSION ": a full-scale stand-in of a production database\n"
    "\n"
    "usage: understudy COMMAND [OPTION]...\n"
    "       understudy diff A B           A, B: a database URL, or the file of a snapshot\n"
    "       understudy inspect A\n"
    "       understudy job check FILE     is this job spec right?\n"
    "       understudy job schema         its JSON Schema, for editors\n"
    "       understudy help [job|types|exit]\n"
    "                                     the keys of the job spec; types across engines; the exit codes\n"
    "\n"
    "commands:\n";

static const char ending[] =
    "\n"
    "Results go to standard output, logs and progress to standard error. Every command can be run again: it does what is\n"
    "missing and nothing else. Example: understudy clone --job job.yaml\n";

static void print_help(FILE *file)
{
    fputs(usage, file);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(file, "  %-10s          %s\n", commands[i].name, commands[i].does);
    fputs("\n", file);
    arguments_help(file);
    fputs(ending, file);
}

static void print_exit_codes(void)
{
    puts("  0  done\n  1  diff --exit-code, clone: there are differences");
    static const struct {
        const char *name;
        int code;
        bool retry;
        const char *meaning;
    } classes[] = {
#define ERR_CLASS(name, exit, retry, meaning) {#name, exit, retry, meaning},
#include "err.def"
#undef ERR_CLASS
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        printf("%3d  %-10s %s%s\n", classes[i].code, classes[i].name, classes[i].meaning,
               classes[i].retry ? " (trying again may help)" : "");
}

static void on_signal(int number)
{
    db_stop_signal = number;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static int fail(const Err *err)
{
    log_error(err);
    return err_exit_code(err->class);
}

/* `understudy diff A B` and `understudy inspect A`: a job of one line. */
static void place_operand(Job *job, Side side, const char *operand)
{
    bool is_url = strstr(operand, "://") != NULL || (strchr(operand, '=') != NULL && access(operand, F_OK) != 0);
    if (side == SIDE_SOURCE)
        *(is_url ? &job->source_url : &job->source_snapshot) = operand;
    else
        *(is_url ? &job->target_url : &job->target_snapshot) = operand;
}

static bool make_job(Run *run, const Arguments *arguments, Err *err)
{
    static const char least[] = "version: 1\n";
    int operands = arguments->rest_count - 1;
    const CommandOptions *options = &arguments->options;
    bool has_files = options->mappings != NULL || options->settings != NULL || options->endpoints != NULL;
    if ((options->as_dms || has_files) && strcmp(run->command, "load") != 0)
        return arguments_mistake(err, "--as-dms and its files belong to load, not to", run->command);
    if (options->as_dms != (options->mappings != NULL) || (has_files && !options->as_dms))
        return arguments_mistake(err, "--as-dms needs --mappings, and these need it", NULL);
    if (arguments->options.format > REPORT_JSON && strcmp(run->command, "diff") != 0)
        return arguments_mistake(err, "--format markdown and --format sql belong to diff, not to", run->command);
    int allowed = strcmp(run->command, "diff") == 0 ? 2 : strcmp(run->command, "inspect") == 0 ? 1 : 0;
    if (operands > allowed)
        return arguments_mistake(err, "too many words:", arguments->rest[allowed + 1]);
    if (operands > 0 && operands < allowed)
        return arguments_mistake(err, "diff takes two: what is expected, and what is there", NULL);
    bool only_sets = arguments->sets.count > 0 && arguments->job == NULL &&
                     endpoint_variable("UNDERSTUDY_JOB") == NULL && endpoint_variable("UNDERSTUDY_JOB_URI") == NULL;
    bool ok = operands > 0 || only_sets ? job_read(&run->job, run->arena, least, sizeof least - 1, "command line", err)
                                        : job_find(&run->job, run->arena, run->aws, arguments->job, err);
    if (!ok)
        return false;
    for (int i = 0; i < operands; i++)
        place_operand(&run->job, i == 0 ? SIDE_SOURCE : SIDE_TARGET, arguments->rest[1 + i]);
    for (size_t i = 0; i < arguments->sets.count; i++)
        if (!job_set(&run->job, run->arena, arguments->sets.items[i], err))
            return false;
    run->job.aws = run->aws;
    aws_set_region(run->aws, run->job.aws_region);
    return job_validate(&run->job, err);
}

static bool run_command(size_t number, const Arguments *arguments, int *status, Err *err)
{
    Run run;
    run_open(&run, commands[number].name);
    run.json = arguments->options.format == REPORT_JSON;
    run.colour = arguments->options.colour;
    CommandOptions options = arguments->options;
    options.is_ad_hoc = arguments->rest_count > 1;
    Task *task;
    bool ok = task_begin(&task, &run, err) && make_job(&run, arguments, err) &&
              commands[number].run(&run, &options, status, err);
    ok = task_end(task, &run, ok, *status, err);
    run_close(&run);
    return ok;
}

/* Who waits for a run hears, too, that it never began. */
static int refuse(Err *err)
{
    Run run;
    Task *task;
    Err unsaid; /* err says what came first */
    run_open(&run, "understudy");
    bool has_begun = task_begin(&task, &run, &unsaid), has_ended = task_end(task, &run, false, 0, err);
    (void)has_begun, (void)has_ended;
    run_close(&run);
    return fail(err);
}

static bool job_command(const Arguments *arguments, Err *err)
{
    const char *word = arguments->rest_count > 1 ? arguments->rest[1] : "";
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Aws *, aws_release) aws = aws_open(NULL);
    Job job;
    bool is_check = strcmp(word, "check") == 0, ok = true;
    if (arguments->rest_count > (is_check ? 3 : 2))
        return arguments_mistake(err, "too many words:", arguments->rest[is_check ? 3 : 2]);
    if (is_check) {
        const char *file = arguments->rest_count > 2 ? arguments->rest[2] : arguments->job;
        ok = job_find(&job, arena, aws, file, err);
        for (size_t i = 0; ok && i < arguments->sets.count; i++)
            ok = job_set(&job, arena, arguments->sets.items[i], err);
        ok = ok && job_validate(&job, err) && connect_can_read_urls(&job, err);
        if (ok)
            buf_printf(&out, "%s: this job spec is right%s\n", job.origin,
                       job_outgrows_override(&job)
                           ? ", and too long for an ECS task's overrides: put it into S3, and its "
                             "s3://bucket/key into UNDERSTUDY_JOB_URI"
                           : "");
    } else if (strcmp(word, "schema") == 0) {
        job_json_schema(&out);
    } else if (strcmp(word, "markdown") == 0) {
        job_markdown(&out);
    } else {
        ok = arguments_mistake(err, "understudy job is followed by check FILE or schema, not", word);
    }
    return ok && command_print(&out, err);
}

static bool help_command(const Arguments *arguments, Err *err)
{
    const char *word = arguments->rest_count > 1 ? arguments->rest[1] : "";
    if (arguments->rest_count > 2)
        return arguments_mistake(err, "too many words:", arguments->rest[2]);
    SCOPED(Buf, buf_free) out = {0};
    if (strcmp(word, "job") == 0)
        job_help(&out);
    else if (strcmp(word, "types") == 0)
        types_help(&out);
    else if (strcmp(word, "exit") == 0)
        print_exit_codes();
    else if (word[0] == '\0')
        print_help(stdout);
    else
        return arguments_mistake(err, "help is followed by job, types, exit or nothing, not", word);
    return command_print(&out, err);
}

/* "dms check" is two words; the last one of a command stands where operands are counted from. */
static bool take_command(Arguments *arguments, const char *name)
{
    const char *second = strchr(name, ' ');
    if (second == NULL)
        return strcmp(arguments->rest[0], name) == 0;
    size_t length = (size_t)(second - name);
    if (arguments->rest_count < 2 || strlen(arguments->rest[0]) != length ||
        strncmp(arguments->rest[0], name, length) != 0 || strcmp(arguments->rest[1], second + 1) != 0)
        return false;
    arguments->rest++;
    arguments->rest_count--;
    return true;
}

static void name_run(char *run_id, size_t size)
{
    unsigned char bytes[8] = {0};
    if (getrandom(bytes, sizeof bytes, 0) < 0)
        memcpy(bytes, &(pid_t){getpid()}, sizeof(pid_t));
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(run_id + 2 * i, size - 2 * i, "%02x", bytes[i]);
}

int main(int argc, char **argv)
{
    Arguments arguments;
    Err err = {0};
    char run_id[20] = "";
    int status = 0;
    name_run(run_id, sizeof run_id);
    bool ok = arguments_read(&arguments, argc, argv, &err);
    log_open(arguments.log, arguments.level, run_id);
    if (!ok)
        return refuse(&err);
    if (arguments.wants_help || arguments.wants_version) {
        if (arguments.wants_help)
            print_help(stdout);
        else
            puts("understudy " UNDERSTUDY_VERSION);
        return 0;
    }
    if (arguments.rest_count == 0) {
        print_help(stderr);
        return err_exit_code(ERR_USAGE);
    }
    catch_signals();
    mallopt(M_MMAP_THRESHOLD, 128 * 1024); /* fixed: what a freed catalog held goes back to the system */
    connect_defaults();
    const char *word = arguments.rest[0];
    if (strcmp(word, "help") == 0)
        return help_command(&arguments, &err) ? 0 : fail(&err);
    if (strcmp(word, "job") == 0)
        return job_command(&arguments, &err) ? 0 : fail(&err);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (take_command(&arguments, commands[i].name))
            return run_command(i, &arguments, &status, &err) ? status : fail(&err);
    if (strcmp(word, "dms") == 0)
        arguments_mistake(&err, "dms is followed by check, create, start or wait", NULL);
    else
        arguments_mistake(&err, "unknown command", word);
    return refuse(&err);
}
