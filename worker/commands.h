/* The commands: each a range of the line read, translate, compare, emit, apply. */
#pragma once

#include "report.h"
#include "run.h"

typedef struct CommandOptions {
    ReportFormat format; /* of results; MARKDOWN and SQL: of diff only */
    bool colour;
    bool is_ad_hoc;       /* diff: of two databases that need not have to do with each other */
    bool exit_code;       /* diff: 1 when there are differences */
    bool fingerprint;     /* inspect: print only that */
    bool target_side;     /* inspect: the target, not the source */
    bool as_dms;          /* load */
    const char *mappings; /* load, as DMS: files */
    const char *settings;
    const char *endpoints;
    const char *output; /* inspect: a file; NULL: standard output */
} CommandOptions;

/* A command reports on standard output and returns true, or fills err. *status is the exit code when it returns true. */
typedef bool Command(Run *run, const CommandOptions *options, int *status, Err *err);

/* The account of a run: on standard output, and among the artifacts. */
bool command_report(const Run *run, const RunReport *report, Err *err) MUST_CHECK;

/* Onto standard output. */
bool command_print(const Buf *text, Err *err) MUST_CHECK;

/* Reads both sides, for a command that writes to the target or looks at its rows; no other run is at work there then. */
bool command_open(Run *run, Err *err) MUST_CHECK;

Command command_inspect, command_plan, command_pre_data, command_load, command_verify, command_post_data, command_diff,
    command_clone;
