/* What a run tells while it works, on standard error: lines and a progress bar for a person at a terminal, one JSON object
   a line for everybody else. Results never go here. Safe to call from any thread. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;
typedef enum LogFormat { LOG_AUTO, LOG_HUMAN, LOG_JSON } LogFormat; /* AUTO: by what standard error is */

/* One named value of an event. */
typedef struct LogField {
    const char *name;
    const char *text; /* NULL: it is the number */
    double number;
} LogField;

#define LOG_TEXT(name, text) ((LogField){(name), (text) == NULL ? "" : (text), 0})
#define LOG_NUMBER(name, number) ((LogField){(name), NULL, (double)(number)})
/* log_event(LOG_INFO, "table_copied", "1234 rows", LOG_TEXT("table", name), LOG_NUMBER("rows", 1234)) */
#define log_event(level, event, message, ...)                               \
    log_write((level), (event), (message), (const LogField[]){__VA_ARGS__}, \
              sizeof((const LogField[]){__VA_ARGS__}) / sizeof(LogField))

/* run_id: what all lines of this run have in common. */
void log_open(LogFormat format, LogLevel least, const char *run_id);
const char *log_run_id(void);
void log_phase(const char *phase); /* "pre-data", ...; NULL: none. Must live on */
void log_write(LogLevel level, const char *event, const char *message, const LogField *fields, size_t count);
void log_line(LogLevel level, const char *event, const char *format, ...) PRINTF(3, 4);
void log_machine_line(const Buf *line); /* as it stands, for a service that reads the log */
void log_error(const Err *err);         /* class, SQLSTATE, message, hint */

/* How far a phase is. */
typedef struct Progress {
    uint64_t done, total;
    const char *unit;            /* what is counted: "tables" */
    double share;                /* of the work, 0 to 1: the bar and the time left go by it */
    uint64_t bytes, bytes_total; /* total 0: not known */
    const char *what;            /* at work now; may be empty */
} Progress;

/* A bar on a terminal, at most ten times a second; an event "progress" otherwise, at most every five seconds. */
void log_progress(const Progress *progress);
void log_progress_end(void);
