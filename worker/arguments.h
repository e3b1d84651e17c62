/* The words of the command line: options, and what stands beside them. */
#pragma once

#include <stdio.h>

#include "commands.h"
#include "log.h"

typedef enum ColourWhen { COLOUR_WHEN_TERMINAL, COLOUR_ALWAYS, COLOUR_NEVER } ColourWhen;

typedef struct Settings {
    const char *items[64];
    size_t count;
} Settings;

typedef struct Arguments {
    const char *job;
    Settings sets; /* KEY=VALUE */
    LogFormat log;
    LogLevel level;
    ColourWhen colour;
    bool wants_help, wants_version; /* what stands behind is not read */
    CommandOptions options;
    char **rest; /* the command, and its operands */
    int rest_count;
} Arguments;

bool arguments_read(Arguments *arguments, int argc, char **argv, Err *err) MUST_CHECK;
/* The options, a line each. */
void arguments_help(FILE *file);
/* ERR_USAGE; false. A password in `value`, which may be NULL, is not shown. */
bool arguments_mistake(Err *err, const char *what, const char *value);
