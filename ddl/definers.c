/* Definers. */
#include "definers.h"

#include <fnmatch.h>
#include <string.h>

#include "dialect.h"

const char *definer_of(const Object *object)
{
    const Field *field = field_named(object->kind, "definer");
    return field == NULL ? NULL : FIELD_VALUE(object, field, char *);
}

static const char *renamed(const DefinerOptions *options, const char *definer)
{
    for (size_t i = 0; i < options->rename_count; i++)
        if (fnmatch(options->renames[i].from, definer, 0) == 0)
            return options->renames[i].to;
    return NULL;
}

/* Nobody but the target knows who connects to it. */
static const char *definer_on(const Catalog *target, const DefinerOptions *options, const char *definer)
{
    const char *other = renamed(options, definer);
    if (other != NULL)
        return other;
    switch (options->policy) {
    case DEFINERS_KEEP: return definer;
    case DEFINERS_CURRENT_USER:
    case DEFINERS_STRIP: return target == NULL ? NULL : target->user;
    }
    return definer;
}

static void tell(Findings *findings, Map *told, const Object *object, const char *from, const char *to)
{
    if (to != NULL && strcmp(from, to) == 0)
        return;
    if (map_put(told, from, (void *)from) == NULL)
        finding_add(findings, FINDING_DEFINER_CHANGED, object->origin, NULL,
                    "what \"%s\" defines on the source is defined by %s%s%s on the target", from,
                    to == NULL ? "" : "\"", to == NULL ? "who connects to it" : to, to == NULL ? "" : "\"");
}

void definers_translate(Catalog *post, const Catalog *target, const DefinerOptions *options, Findings *findings)
{
    const Dialect *dialect = dialect_of(post->engine);
    Map told = map_new(post->arena);
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        const Field *field = field_named(kind, "definer");
        for (size_t i = 0; field != NULL && i < post->objects[kind].count; i++) {
            Object *object = post->objects[kind].items[i];
            const char *from = FIELD_VALUE(object, field, char *), *to;
            if (from == NULL)
                continue;
            to = arena_copy(post->arena, definer_on(target, options, from)); /* the target is read again */
            *(const char **)field_at(object, field) = to;
            tell(findings, &told, object, from, to);
            if (options->policy == DEFINERS_STRIP && dialect->act_for_invoker != NULL)
                dialect->act_for_invoker(post->arena, object);
        }
    }
}
