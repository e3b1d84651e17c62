/* One place for each session; the observer's answers are matched by the server's number of the session. */
#include "watch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "activity.h"
#include "clock.h"
#include "log.h"

enum { PLACES_MAX = 64, STEP_MAX = 80 };

/* Short statements are not worth a question. */
static const double LONG_S = 0.4, PAUSE_S = 0.4;

/* A copy of a table whose lock did not come is taken back for a while before its statement fails. */
static const double BLAME_S = 60;

typedef struct Place {
    int64_t session;
    const char *what;           /* NULL: nobody works here */
    double since, weight, done; /* done: of the weight */
    char step[STEP_MAX];
    char blocker[BLOCKER_MAX]; /* at the last look */
    char blamed[BLOCKER_MAX];  /* the last that there was, when `blocked` was */
    double blocked;
    bool is_told;
} Place;

struct Watch {
    pthread_mutex_t lock; /* guards the places */
    Place places[PLACES_MAX];
    Db *observer;
    double looked;
};

Watch *watch_open(Db *observer)
{
    Watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL)
        abort();
    watch->observer = observer;
    pthread_mutex_init(&watch->lock, NULL);
    return watch;
}

void watch_close(Watch *watch)
{
    pthread_mutex_destroy(&watch->lock);
    free(watch);
}

static Place *place_of(Watch *watch, int64_t session)
{
    for (size_t i = 0; i < PLACES_MAX; i++)
        if (watch->places[i].what != NULL && watch->places[i].session == session)
            return &watch->places[i];
    return NULL;
}

void watch_start(Watch *watch, const Db *db, const char *what, double weight)
{
    pthread_mutex_lock(&watch->lock);
    Place *place = place_of(watch, db->session);
    for (size_t i = 0; place == NULL && i < PLACES_MAX; i++)
        if (watch->places[i].what == NULL)
            place = &watch->places[i];
    if (place != NULL)
        *place = (Place){.session = db->session, .what = what, .since = clock_now_s(), .weight = weight};
    pthread_mutex_unlock(&watch->lock);
}

void watch_end(Watch *watch, const Db *db, char blocker[BLOCKER_MAX])
{
    blocker[0] = '\0';
    pthread_mutex_lock(&watch->lock);
    Place *place = place_of(watch, db->session);
    if (place != NULL) {
        if (clock_now_s() - place->blocked < BLAME_S)
            strcpy(blocker, place->blamed);
        place->what = NULL;
    }
    pthread_mutex_unlock(&watch->lock);
}

bool watch_blame(Err *err, const char *blocker)
{
    size_t used = strlen(err->message);
    if (err->class == ERR_CONFLICT && blocker[0] != '\0')
        snprintf(err->message + used, sizeof err->message - used, "; in the way: %s", blocker);
    return false;
}

static bool is_due(Watch *watch)
{
    double now = clock_now_s();
    bool due = false;
    if (watch->observer == NULL || now - watch->looked < PAUSE_S)
        return false;
    pthread_mutex_lock(&watch->lock);
    for (size_t i = 0; i < PLACES_MAX; i++)
        due = due || (watch->places[i].what != NULL && now - watch->places[i].since >= LONG_S);
    pthread_mutex_unlock(&watch->lock);
    return due;
}

/* A lock that is gone by the next look is not worth a word. */
static void take_blocker(Place *place, const char *blocker)
{
    if (blocker != NULL && place->blocker[0] != '\0' && !place->is_told) {
        log_line(LOG_INFO, "waiting", "%s: waits for a lock of %s", place->what, blocker);
        place->is_told = true;
    }
    snprintf(place->blocker, sizeof place->blocker, "%s", blocker == NULL ? "" : blocker);
    if (blocker != NULL) {
        strcpy(place->blamed, place->blocker);
        place->blocked = clock_now_s();
    }
}

static void take_activity(Place *place, const Activity *activity)
{
    double done = activity->share >= 0 ? activity->share * place->weight : activity->bytes;
    snprintf(place->step, sizeof place->step, "%s", activity->step == NULL ? "" : activity->step);
    if (done > place->done)
        place->done = done < place->weight ? done : place->weight;
    take_blocker(place, activity->blocker);
}

void watch_look(Watch *watch)
{
    if (!is_due(watch))
        return;
    SCOPED(Arena *, arena_release) scratch = arena_new();
    Activities activities;
    Err err;
    watch->looked = clock_now_s();
    if (!read_activities(&activities, scratch, watch->observer, &err)) {
        /* Nothing depends on it; whoever needs the connection next will tell. */
        if (err.class == ERR_CONNECT || err.class == ERR_STOPPED)
            watch->observer = NULL;
        return;
    }
    pthread_mutex_lock(&watch->lock);
    for (size_t i = 0; i < activities.list.count; i++) {
        Place *place = place_of(watch, activities.list.items[i].session);
        if (place != NULL)
            take_activity(place, &activities.list.items[i]);
    }
    pthread_mutex_unlock(&watch->lock);
}

static const Place *oldest_after(const Watch *watch, const Place *last)
{
    const Place *oldest = NULL;
    for (const Place *place = watch->places; place < watch->places + PLACES_MAX; place++) {
        bool comes_later = last == NULL || place->since > last->since || (place->since == last->since && place > last);
        bool is_older = oldest == NULL || place->since < oldest->since;
        if (place->what != NULL && comes_later && is_older)
            oldest = place;
    }
    return oldest;
}

static void put_place(const Place *place, Buf *out)
{
    int percent = place->weight > 0 ? (int)(100 * place->done / place->weight) : 0;
    buf_puts(out, place->what);
    if (place->blocker[0] != '\0')
        buf_puts(out, " (waits for a lock)");
    else if (place->step[0] != '\0')
        buf_printf(out, " (%s, %d %%)", place->step, percent);
    else if (percent > 0)
        buf_printf(out, " (%d %%)", percent);
}

double watch_put(Watch *watch, Buf *out)
{
    double done = 0;
    pthread_mutex_lock(&watch->lock);
    for (const Place *place = NULL; (place = oldest_after(watch, place)) != NULL;) {
        buf_puts(out, out->length > 0 ? ", " : "");
        put_place(place, out);
        done += place->done;
    }
    pthread_mutex_unlock(&watch->lock);
    return done;
}
