/* A thread that says that the run lives, and the account of its end. */
#include "task.h"

#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "artifacts.h"
#include "endpoint.h"
#include "log.h"
#include "metadata.h"
#include "metrics.h"
#include "run_end.h"
#include "states.h"

enum { HEARTBEAT_S = 30, HEARTBEAT_MAX_S = 3600 };

struct Task {
    Aws *aws;          /* its own: the run's is given the job's region while the heart beats */
    const char *token; /* NULL: nobody waits */
    time_t interval_s;
    pthread_t thread;
    bool beats; /* there is a thread */
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool has_ended;
};

static void tell_metadata(Arena *arena)
{
    TaskMetadata task = {0};
    Err err = {0};
    if (!metadata_is_there())
        return;
    if (!metadata_read(&task, arena, &err)) {
        log_line(LOG_WARNING, "task", "%s", err.message);
        return;
    }
    log_event(LOG_INFO, "task", "this is an ECS task", LOG_TEXT("cluster", task.cluster),
              LOG_TEXT("task_arn", task.task_arn), LOG_TEXT("family", task.family), LOG_TEXT("revision", task.revision),
              LOG_TEXT("zone", task.zone), LOG_TEXT("launch_type", task.launch_type));
}

/* ---- signs of life ---- */

/* True when the run has ended meanwhile. */
static bool wait_for_end(Task *task)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += task->interval_s;
    pthread_mutex_lock(&task->lock);
    for (int status = 0; !task->has_ended && status == 0;)
        status = pthread_cond_timedwait(&task->ended, &task->lock, &until);
    bool has_ended = task->has_ended;
    pthread_mutex_unlock(&task->lock);
    return has_ended;
}

static void *beat(void *context)
{
    Task *task = context;
    do {
        Err err = {0};
        switch (states_heartbeat(task->aws, task->token, &err)) {
        case STATES_HEARD: break;
        case STATES_FAILED: log_line(LOG_WARNING, "heartbeat", "%s", err.message); break;
        case STATES_GONE:
            log_line(LOG_WARNING, "heartbeat", "no state waits for this task any more: it stops");
            kill(getpid(), SIGTERM);
            return NULL;
        }
    } while (!wait_for_end(task));
    return NULL;
}

static bool read_interval(Task *task, Err *err)
{
    const char *text = endpoint_variable("UNDERSTUDY_HEARTBEAT");
    char *rest = "";
    long seconds = text == NULL ? HEARTBEAT_S : strtol(text, &rest, 10);
    if (*rest == '\0' && seconds >= 1 && seconds <= HEARTBEAT_MAX_S) {
        task->interval_s = seconds;
        return true;
    }
    err_set(err, ERR_USAGE, "UNDERSTUDY_HEARTBEAT is no number of seconds from 1 to %d", HEARTBEAT_MAX_S);
    return err_hint(err, "make it a third of the state's HeartbeatSeconds");
}

bool task_begin(Task **made, const Run *run, Err *err)
{
    Task *task = *made = arena_array(run->arena, 1, sizeof *task);
    *task = (Task){.aws = aws_open(NULL),
                   .token = endpoint_variable("UNDERSTUDY_TASK_TOKEN"),
                   .lock = PTHREAD_MUTEX_INITIALIZER,
                   .ended = PTHREAD_COND_INITIALIZER};
    tell_metadata(run->arena);
    if (task->token == NULL)
        return true;
    if (!read_interval(task, err))
        return false;
    int status = pthread_create(&task->thread, NULL, beat, task);
    task->beats = status == 0;
    return task->beats || err_set(err, ERR_RESOURCE, "no thread for heartbeats: %s", strerror(status));
}

static void stop_beating(Task *task)
{
    if (!task->beats)
        return;
    pthread_mutex_lock(&task->lock);
    task->has_ended = true;
    pthread_cond_signal(&task->ended);
    pthread_mutex_unlock(&task->lock);
    pthread_join(task->thread, NULL);
    task->beats = false;
}

/* ---- the end ---- */

/* "Understudy.Refused": what a state machine catches. */
static void name_error(char *name, size_t size, const Err *err)
{
    int prefix = snprintf(name, size, "Understudy.%s", err_class_name(err->class));
    for (char *at = name + strlen("Understudy.") + 1; at < name + prefix; at++)
        *at = (char)tolower((unsigned char)*at);
}

static bool answer_token(const Task *task, const RunEnd *end, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    char name[STATES_ERROR_MAX];
    if (task->token == NULL)
        return true;
    run_end_write(&text, end, end->ok ? STATES_OUTPUT_MAX : STATES_CAUSE_MAX);
    if (!end->ok)
        name_error(name, sizeof name, end->err);
    switch (end->ok ? states_success(task->aws, task->token, buf_text(&text), err)
                    : states_failure(task->aws, task->token, name, buf_text(&text), err)) {
    case STATES_HEARD: return true;
    case STATES_GONE:
        log_line(LOG_WARNING, "token", "no state waits for this task any more: nobody heard how it ended");
        return true;
    case STATES_FAILED: break;
    }
    return err_within(err, "how the run ended could not be told to Step Functions");
}

static bool write_summary(const Run *run, const RunEnd *end, Err *err)
{
    SCOPED(Buf, buf_free) summary = {0};
    run_end_write(&summary, end, STATES_OUTPUT_MAX);
    return artifacts_write(run, arena_printf(run->arena, "%s.summary.json", run_file_word(run)), &summary, err);
}

static void tell_metrics(const RunEnd *end)
{
    SCOPED(Buf, buf_free) line = {0};
    if (!metrics_are_wanted())
        return;
    metrics_write(&line, end);
    log_machine_line(&line);
}

/* A run that nobody could be told of has not ended well; one that had not before keeps its own reason. */
static void settle(RunEnd *end, bool is_told, const Err *why)
{
    if (!is_told && !end->ok)
        log_error(why);
    else if (!is_told)
        *end = (RunEnd){end->run, false, err_exit_code(why->class), why};
}

bool task_end(Task *task, const Run *run, bool ok, int status, Err *err)
{
    RunEnd end = {run, ok, ok ? status : err_exit_code(err->class), err};
    Err unwritten = {0}, unheard = {0};
    stop_beating(task);
    settle(&end, write_summary(run, &end, &unwritten), &unwritten);
    settle(&end, answer_token(task, &end, &unheard), &unheard);
    tell_metrics(&end);
    aws_close(task->aws);
    if (ok && !end.ok)
        *err = *end.err;
    return end.ok;
}
