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

bool read_activities(Activities *activities, Arena *arena, Db *observer, Err *err)
{
    Reading reading = {activities, arena};
    *activities = (Activities){0};
    return db_query(observer, read_postgres_sql(arena, "activity", observer), read_rows, &reading, err);
}
