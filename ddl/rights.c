/* Rights: what a dialect says about them, object by object. */
#include "rights.h"

#include "dialect.h"

static const RightsHooks *hooks_of(const Catalog *target)
{
    return target == NULL ? NULL : dialect_of(target->engine)->rights;
}

bool rights_are_known(const Catalog *target)
{
    const RightsHooks *hooks = hooks_of(target);
    return hooks != NULL && hooks->are_known(target);
}

void rights_open(Rights *rights, Arena *arena, const Catalog *source, const Catalog *target,
                 const List *missing_providers, const char **reasons)
{
    *rights = (Rights){.arena = arena,
                       .source = source,
                       .target = rights_are_known(target) ? target : NULL,
                       .missing_providers = missing_providers,
                       .reasons = reasons};
    rights->barriers = arena_array(arena, source->object_count + 1, sizeof *rights->barriers);
}

void rights_look(const Rights *rights, Findings *lacking)
{
    const RightsHooks *hooks = hooks_of(rights->source);
    if (hooks != NULL && hooks->look_at_source != NULL)
        hooks->look_at_source(rights, lacking);
}

bool rights_bar(Rights *rights, const Catalog *post)
{
    bool found = false;
    for (Kind kind = 0; rights->target != NULL && kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            const Object *object = post->objects[kind].items[i];
            Barrier barrier = hooks_of(rights->target)->barrier(rights, object);
            if (barrier.reason == NULL)
                continue;
            rights->barriers[object->origin->ordinal] = barrier;
            rights->reasons[object->origin->ordinal] = barrier.reason;
            found = true;
        }
    return found;
}

bool rights_are_lacking(const Rights *rights, const Object *object)
{
    return rights->target != NULL && hooks_of(rights->target)->are_lacking(rights, object);
}

bool rights_is_of_others(const Catalog *target, const Object *there)
{
    return rights_are_known(target) && hooks_of(target)->is_of_others(target, there);
}

static void tell_barriers(const Rights *rights, Findings *findings)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < rights->source->objects[kind].count; i++) {
            const Object *object = rights->source->objects[kind].items[i];
            const Barrier *barrier = &rights->barriers[object->ordinal];
            if (barrier->reason != NULL)
                finding_add(findings, barrier->code, object, barrier->remedy, "%s", barrier->reason);
        }
}

void rights_check(const Rights *rights, const Catalog *post, Findings *findings)
{
    if (rights->target == NULL)
        return;
    tell_barriers(rights, findings);
    hooks_of(rights->target)->check(rights, post, findings);
}
