/* What is tried, and what came of it. */
#include "trial.h"

#include <string.h>

#include "buf.h"
#include "map.h"

struct Trials {
    Arena *arena;
    Map by_attempt;
};

/* The source's own: copies come and go. */
static const Object *own(const Object *object)
{
    while (object != NULL && object->origin != NULL)
        object = object->origin;
    return object;
}

void attempts_push(Attempts *attempts, Arena *arena, const Object *from, const Object *table, CrossPurpose purpose,
                   const char *text)
{
    from = own(from);
    for (size_t i = attempts->list.count; i-- > 0;) { /* what is said twice is said at once */
        const Attempt *other = &attempts->list.items[i];
        if (other->from != from)
            break;
        if (other->purpose == purpose && strcmp(other->text, text) == 0)
            return;
    }
    *LIST_PUSH(arena, &attempts->list) = (Attempt){from, own(table), purpose, arena_copy(arena, text)};
}

static void put_key(Buf *out, const Object *from, CrossPurpose purpose, const char *text)
{
    buf_printf(out, "%s\t%d\t%s", own(from)->key, (int)purpose, text);
}

Trials *trials_new(Arena *arena)
{
    Trials *trials = arena_alloc(arena, sizeof *trials);
    *trials = (Trials){arena, map_new(arena)};
    return trials;
}

/* What is kept of an attempt. */
typedef struct Outcome {
    Trial trial;
    const char *why_void;
} Outcome;

static void put(Trials *trials, const Attempt *attempt, const Outcome *outcome)
{
    SCOPED(Buf, buf_free) key = {0};
    put_key(&key, attempt->from, attempt->purpose, attempt->text);
    Outcome *kept = arena_alloc(trials->arena, sizeof *kept);
    *kept = *outcome;
    map_put(&trials->by_attempt, arena_copy(trials->arena, buf_text(&key)), kept);
}

void trials_put(Trials *trials, const Attempt *attempt, const char *error, const char *printed)
{
    put(trials, attempt, &(Outcome){{arena_copy(trials->arena, error), arena_copy(trials->arena, printed)}, NULL});
}

void trials_put_void(Trials *trials, const Attempt *attempt, const char *why)
{
    put(trials, attempt, &(Outcome){{NULL, NULL}, arena_copy(trials->arena, why)});
}

static const Outcome *outcome_of(const Trials *trials, const Object *from, CrossPurpose purpose, const char *text)
{
    if (trials == NULL)
        return NULL;
    SCOPED(Buf, buf_free) key = {0};
    put_key(&key, from, purpose, text);
    return map_get(&trials->by_attempt, buf_text(&key));
}

bool trials_know(const Trials *trials, const Attempt *attempt)
{
    return outcome_of(trials, attempt->from, attempt->purpose, attempt->text) != NULL;
}

const char *trials_why_void(const Trials *trials, const Attempt *attempt)
{
    const Outcome *outcome = outcome_of(trials, attempt->from, attempt->purpose, attempt->text);
    return outcome == NULL ? NULL : outcome->why_void;
}

const Trial *trials_find(const Trials *trials, const Object *from, CrossPurpose purpose, const char *text)
{
    const Outcome *outcome = outcome_of(trials, from, purpose, text);
    return outcome == NULL || outcome->why_void != NULL ? NULL : &outcome->trial;
}
