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

void trials_put(Trials *trials, const Attempt *attempt, const char *error, const char *printed)
{
    SCOPED(Buf, buf_free) key = {0};
    put_key(&key, attempt->from, attempt->purpose, attempt->text);
    Trial *trial = arena_alloc(trials->arena, sizeof *trial);
    *trial = (Trial){arena_copy(trials->arena, error), arena_copy(trials->arena, printed)};
    map_put(&trials->by_attempt, arena_copy(trials->arena, buf_text(&key)), trial);
}

const Trial *trials_find(const Trials *trials, const Object *from, CrossPurpose purpose, const char *text)
{
    if (trials == NULL)
        return NULL;
    SCOPED(Buf, buf_free) key = {0};
    put_key(&key, from, purpose, text);
    return map_get(&trials->by_attempt, buf_text(&key));
}
