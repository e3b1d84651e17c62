/* What the run's sessions do at the server, seen from one that has nothing else to do: how far long statements are, and who
   holds the locks that they wait for. Whoever runs statements says when they start and end, from any thread. */
#pragma once

#include "buf.h"
#include "db.h"

typedef struct Watch Watch;

enum { BLOCKER_MAX = 500 };

/* `observer` belongs to the thread that calls watch_look. NULL: nothing is seen. */
Watch *watch_open(Db *observer);
void watch_close(Watch *watch);

/* `what` must live until the end. Its weight is in whatever the caller measures work: seconds, bytes. */
void watch_start(Watch *watch, const Db *db, const char *what, double weight);
/* Who was in the way last, not long ago; empty for nobody. */
void watch_end(Watch *watch, const Db *db, char blocker[BLOCKER_MAX]);

/* Adds the blocker to an error that speaks of a lock. Returns false, as all errors do. */
bool watch_blame(Err *err, const char *blocker);

/* Asks the server if there is anything to ask: a statement that has been at work for a while, a few times a second at most. Tells
   once of each statement that waits for somebody else's lock. */
void watch_look(Watch *watch);
/* Appends what is at work, the oldest first: "index a (loading tuples in tree, 82 %), table b". Returns the weight of what
   is done of it. */
double watch_put(Watch *watch, Buf *out);
