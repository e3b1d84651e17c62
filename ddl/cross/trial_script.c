/* A trial is made as what it will be: a column, a check, an index of a table like the one that it is for. Whether an
   expression is immutable, a server says only then. */
#include <string.h>

#include "trial_engine.h"

static const TrialEngine *const engines[] = {&trial_postgres, &trial_mysql};

static const Object *own(const Object *object)
{
    while (object != NULL && object->origin != NULL)
        object = object->origin;
    return object;
}

const Object *script_made_of(const Script *script, const Object *from)
{
    return from == NULL || from->ordinal >= script->there_count ? NULL : script->there[from->ordinal];
}

/* Twins come before what stands beside them. */
static void find_made(Script *script)
{
    static const Kind kinds[] = {KIND_TABLE, KIND_COLUMN, KIND_VIEW};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < script->post->objects[kinds[k]].count; i++) {
            const Object *made = script->post->objects[kinds[k]].items[i], *from = own(made);
            if (from != made && from->ordinal + 1 > script->there_count)
                script->there_count = from->ordinal + 1;
        }
    script->there = arena_array(script->arena, script->there_count + 1, sizeof *script->there);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < script->post->objects[kinds[k]].count; i++) {
            const Object *made = script->post->objects[kinds[k]].items[i], *from = own(made);
            if (from != made && script->there[from->ordinal] == NULL)
                script->there[from->ordinal] = made;
        }
}

TrialStep *script_push(Script *script, const Attempt *attempt, const Object *table)
{
    TrialStep *step = LIST_PUSH(script->arena, &script->out->steps);
    *step = (TrialStep){.sql = arena_copy(script->arena, buf_text(&script->sql)), .attempt = attempt, .table = table};
    buf_clear(&script->sql);
    return step;
}

static const TrialEngine *engine_of(const char *engine)
{
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
        if (strcmp(engines[i]->engine, engine) == 0)
            return engines[i];
    return NULL;
}

/* Views after the others, as what they read is made for them alone. */
static void try_all(Script *script, const TrialEngine *engine, const Attempts *attempts, const Trials *tried,
                    bool of_views)
{
    const Object *table = NULL;
    bool is_first = true;
    for (size_t i = 0; i < attempts->list.count; i++) {
        const Attempt *attempt = &attempts->list.items[i];
        if ((attempt->purpose == CROSS_VIEW) != of_views || trials_know(tried, attempt))
            continue;
        if (is_first && of_views && engine->views != NULL)
            engine->views(script);
        is_first = false;
        if (!of_views && (attempt->table == NULL || attempt->table != table)) {
            table = attempt->table;
            script->like = script_made_of(script, table);
            if (script->like != NULL)
                engine->table(script, table);
        }
        if (of_views || script->like != NULL)
            engine->try(script, attempt);
    }
}

void trial_script(TrialScript *out, Arena *arena, const Attempts *attempts, const Trials *tried, const Catalog *post,
                  const char *database)
{
    *out = (TrialScript){0};
    Script script = {
        .out = out, .arena = arena, .dialect = dialect_of(post->engine), .post = post, .database = database};
    const TrialEngine *engine = engine_of(post->engine);
    find_made(&script);
    engine->begin(&script);
    try_all(&script, engine, attempts, tried, false);
    try_all(&script, engine, attempts, tried, true);
    buf_free(&script.sql);
}

bool trial_is_void(const char *engine, const Attempt *attempt, unsigned number)
{
    const unsigned *numbers = engine_of(engine)->void_for_views;
    for (size_t i = 0; attempt->purpose == CROSS_VIEW && numbers != NULL && numbers[i] != 0; i++)
        if (numbers[i] == number)
            return true;
    return false;
}
