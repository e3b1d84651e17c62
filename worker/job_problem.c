/* The mistakes in a job. */
#include "job_problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_MAX = 60 };

JobPlace job_place(const JobReport *report, size_t line, size_t column)
{
    return (JobPlace){report->origin, report->has_lines ? line : 0, report->has_lines ? column : 0};
}

void job_problem(JobReport *report, JobPlace place, const char *hint, const char *format, ...)
{
    JobProblems *problems = report->problems;
    problems->more = problems->more || problems->count == JOB_PROBLEMS_MAX;
    if (problems->more)
        return;
    char message[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const char *within = report->within == NULL ? "" : report->within;
    problems->items[problems->count++] =
        (JobProblem){place, arena_printf(report->arena, "%s%s", within, message), hint};
}

static bool is_before(const JobPlace *a, const JobPlace *b)
{
    return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* By insertion: twenty at most, nearly in order, and equals stay as they are. */
static void sort(JobProblems *problems)
{
    for (size_t i = 1; i < problems->count; i++)
        for (size_t j = i; j > 0 && is_before(&problems->items[j].place, &problems->items[j - 1].place); j--) {
            JobProblem swapped = problems->items[j];
            problems->items[j] = problems->items[j - 1];
            problems->items[j - 1] = swapped;
        }
}

static const char *place_text(Arena *arena, const JobPlace *place)
{
    if (place->line == 0)
        return place->origin;
    return arena_printf(arena, "%s:%zu:%zu", place->origin, place->line, place->column);
}

const char *job_problem_text(Arena *arena, const JobProblem *problem)
{
    const char *place = place_text(arena, &problem->place);
    if (problem->hint == NULL)
        return arena_printf(arena, "%s: %s", place, problem->message);
    return arena_printf(arena, "%s: %s (%s)", place, problem->message, problem->hint);
}

/* As many whole lines as the message has room for. */
static bool several(const JobReport *report, Err *err)
{
    enum { ROOM_FOR_THE_END = 40 };
    const JobProblems *problems = report->problems;
    SCOPED(Buf, buf_free) lines = {0};
    size_t told = 0;
    for (; told < problems->count; told++) {
        const char *line = job_problem_text(report->arena, &problems->items[told]);
        if (told > 0 && lines.length + 1 + strlen(line) + ROOM_FOR_THE_END > sizeof err->message)
            break;
        buf_printf(&lines, "%s%s", told > 0 ? "\n" : "", line);
    }
    if (problems->more)
        buf_puts(&lines, "\n... and more than can be told");
    else if (told < problems->count)
        buf_printf(&lines, "\n... and %zu more", problems->count - told);
    err_set(err, ERR_REFUSED, "%s", buf_text(&lines));
    return err_hint(err, "`understudy help job` explains every key");
}

bool job_report_done(JobReport *report, Err *err)
{
    JobProblems *problems = report->problems;
    if (problems->count == 0)
        return true;
    sort(problems);
    if (problems->count > 1)
        return several(report, err);
    const JobProblem *only = &problems->items[0];
    err_set(err, ERR_REFUSED, "%s: %s", place_text(report->arena, &only->place), only->message);
    return only->hint == NULL ? false : err_hint(err, "%s", only->hint);
}

const char *job_shown(Arena *arena, const char *text, size_t length)
{
    const char *safe = arena_slice(arena, text, length);
    if (strstr(safe, "://") != NULL)
        safe = job_url_redacted(arena, safe);
    size_t shown = strlen(safe);
    bool is_cut = shown > SHOWN_MAX;
    if (is_cut)
        for (shown = SHOWN_MAX; shown > 0 && ((unsigned char)safe[shown] & 0xC0) == 0x80; shown--)
            ; /* not within a character */
    char *line = arena_slice(arena, safe, shown);
    for (char *c = line; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    return arena_printf(arena, "\"%s%s\"", line, is_cut ? "..." : "");
}
