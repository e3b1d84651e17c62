/* Rows of schema/sql/<engine>/activity.sql. */
#include "activity.h"

#include <stdlib.h>

#include "read.h"

typedef struct Reading {
    Activities *activities;
    Arena *arena;
} Reading;

/* -1 for what is not known. */
static double number_of(const char *text)
{
    return text == NULL ? -1 : strtod(text, NULL);
}

static bool read_rows(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    const Reading *reading = context;
    for (size_t row = 0; row < rows->count; row++) {
        const char *session = rows_value(rows, row, 0);
        *LIST_PUSH(reading->arena, &reading->activities->list) = (Activity){
            .session = session == NULL ? 0 : strtoll(session, NULL, 10),
            .step = arena_copy(reading->arena, rows_value(rows, row, 1)),
            .share = number_of(rows_value(rows, row, 2)),
            .bytes = number_of(rows_value(rows, row, 3)),
            .blocker = arena_copy(reading->arena, rows_value(rows, row, 4)),
        };
    }
    return true;
}

/* Where the server does not let the user see all, another query may still tell some of it. */
bool read_activities(Activities *activities, Arena *arena, Db *observer, Err *err)
{
    static const char *const names[] = {"activity", "activity_transactions", "activity_plain"};
    Reading reading = {activities, arena};
    bool ok = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *sql = read_sql_named(arena, names[i], observer);
        *activities = (Activities){0};
        if (sql != NULL && (ok = db_query(observer, sql, read_rows, &reading, err)))
            return true;
    }
    return ok;
}
