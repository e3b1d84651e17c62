/* The ledger. */
#include "ledger.h"

const char *ledger_word(LedgerState state)
{
    static const char *const words[] = {
#define STATE(name, word, meaning) word,
        LEDGER_STATES(STATE)
#undef STATE
    };
    return words[state];
}

void ledger_open(Ledger *ledger, Arena *arena, const Catalog *source)
{
    *ledger = (Ledger){arena, source, arena_array(arena, source->object_count, sizeof(LedgerEntry))};
}

static const Object *source_of(const Object *object)
{
    return object->origin == NULL ? object : object->origin;
}

void ledger_set(Ledger *ledger, const Object *object, LedgerState state, const char *reason)
{
    LedgerEntry *entry = &ledger->entries[source_of(object)->ordinal];
    if (entry->state != LEDGER_FAILED)
        *entry = (LedgerEntry){.state = state, .reason = arena_copy(ledger->arena, reason)};
}

const LedgerEntry *ledger_of(const Ledger *ledger, const Object *object)
{
    return &ledger->entries[source_of(object)->ordinal];
}

bool ledger_counts_object(const Object *object)
{
    return object->kind == KIND_UNREAD || catalog_kinds[object->kind].section != SECTION_NONE;
}

void ledger_discount(Ledger *ledger, const Object *object)
{
    ledger->entries[source_of(object)->ordinal].is_elsewhere = true;
}

bool ledger_counts(const Ledger *ledger, const Object *object)
{
    return ledger_counts_object(object) && !ledger_of(ledger, object)->is_elsewhere;
}

static size_t count_of(const Ledger *ledger, Kind kind, const LedgerState *state)
{
    size_t count = 0;
    for (Kind k = 0; k < KIND_COUNT && ledger->source != NULL; k++)
        for (size_t i = 0; (kind == KIND_COUNT || kind == k) && i < ledger->source->objects[k].count; i++) {
            const Object *object = ledger->source->objects[k].items[i];
            count += ledger_counts(ledger, object) && (state == NULL || ledger_of(ledger, object)->state == *state);
        }
    return count;
}

size_t ledger_count(const Ledger *ledger, Kind kind, LedgerState state)
{
    return count_of(ledger, kind, &state);
}

size_t ledger_total(const Ledger *ledger, Kind kind)
{
    return count_of(ledger, kind, NULL);
}
