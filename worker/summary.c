/* The slowest steps, and the next ones. */
#include "summary.h"

#include <string.h>

/* Less is nobody's concern. */
static const double LEAST_S = 0.1;

void slowest_add(Slowest *slowest, Arena *arena, SlowStep step)
{
    size_t place = slowest->count;
    if (step.seconds < LEAST_S)
        return;
    while (place > 0 && slowest->items[place - 1].seconds < step.seconds)
        place--;
    if (place == SLOWEST_MAX)
        return;
    if (slowest->count < SLOWEST_MAX)
        slowest->count++;
    for (size_t i = slowest->count - 1; i > place; i--)
        slowest->items[i] = slowest->items[i - 1];
    /* Objects of the target may be gone by the time of the report. */
    slowest->items[place] =
        (SlowStep){arena_copy(arena, step.object), arena_copy(arena, step.what), step.seconds, step.bytes};
}

static const char *after(const NextQuestion *question)
{
    if (strcmp(question->command, "pre-data") == 0)
        return question->loads_itself ? "understudy load copies the rows"
               : question->loaded_by_dms
                   ? "the DMS task copies the rows; understudy post-data goes on when it has ended"
                   : "load the rows; understudy post-data goes on then";
    if (strcmp(question->command, "post-data") == 0)
        return "understudy diff compares both sides";
    return NULL; /* clone compares by itself */
}

List next_steps(Arena *arena, const NextQuestion *question)
{
    enum { STEPS_MAX = 4 };
    List steps = {arena_array(arena, STEPS_MAX, sizeof *steps.items), 0};
    bool refused = question->critical > 0 && !question->ended_well;
    if (refused)
        steps.items[steps.count++] = "settle the critical findings above: each names its remedy";
    if (question->failed > 0)
        steps.items[steps.count++] =
            arena_printf(arena, "mend what failed (%zu, above), then run the same command again", question->failed);
    else if (question->pending > 0 && !refused)
        steps.items[steps.count++] = arena_printf(
            arena, "run the same command again for the %zu objects that were not reached", question->pending);
    if (question->manual > 0)
        steps.items[steps.count++] = arena_printf(
            arena, "look at what is left to people (%zu, above): understudy diff shows it", question->manual);
    if (question->skipped > 0 && question->ended_well)
        steps.items[steps.count++] =
            arena_printf(arena, "see whether anybody misses what was skipped (%zu, above)", question->skipped);
    if (steps.count < STEPS_MAX && question->ended_well &&
        question->failed + question->pending + question->manual == 0 && after(question) != NULL)
        steps.items[steps.count++] = after(question);
    return steps;
}
