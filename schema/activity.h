/* What sessions do at a server right now: how far long statements are, and who is in their way. */
#pragma once

#include "arena.h"
#include "db.h"

typedef struct Activity {
    int64_t session;     /* db_session() of the one at work */
    const char *step;    /* in the server's words; NULL: it tells nothing */
    double share;        /* of the statement that is done, 0 to 1; -1: not known */
    double bytes;        /* that it read or wrote so far; -1: not known */
    const char *blocker; /* who holds the lock that it waits for, and since when; NULL: it waits for none */
} Activity;

typedef struct Activities {
    LIST_OF(Activity) list;
} Activities;

/* Of all sessions that the connection's user has on this database. Lives in the arena. */
bool read_activities(Activities *activities, Arena *arena, Db *observer, Err *err) MUST_CHECK;
