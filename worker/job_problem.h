/* The mistakes in a job, collected whole before anything stops. */
#pragma once

#include "job.h"

typedef struct JobReport {
    Arena *arena; /* the texts' */
    JobProblems *problems;
    const char *origin;
    bool has_lines;     /* a place in a text of its own, not on the command line */
    const char *within; /* in front of each message: "types 3: "; NULL: nothing */
} JobReport;

/* Line and column count from 1. */
JobPlace job_place(const JobReport *report, size_t line, size_t column);
void job_problem(JobReport *report, JobPlace place, const char *hint, const char *format, ...) PRINTF(4, 5);
/* Puts the problems in the order of the text, and into the Err. True when there are none. */
bool job_report_done(JobReport *report, Err *err) MUST_CHECK;
/* A value in a message: in quotes, on one line, cut, and without any password of a URL. */
const char *job_shown(Arena *arena, const char *text, size_t length);
