/* Open addressing with linear probing; FNV-1a, as nobody hostile chooses our keys' number. */
#include "map.h"

#include <stdint.h>
#include <string.h>

typedef struct MapSlot {
    const char *key;
    void *value;
    uint64_t hash;
} MapSlot;

static uint64_t hash_of(const char *key)
{
    uint64_t hash = 1469598103934665603u;
    for (const unsigned char *c = (const unsigned char *)key; *c != '\0'; c++)
        hash = (hash ^ *c) * 1099511628211u;
    return hash;
}

static MapSlot *slot_for(MapSlot *slots, size_t capacity, const char *key, uint64_t hash)
{
    size_t at = hash & (capacity - 1);
    while (slots[at].key != NULL && (slots[at].hash != hash || strcmp(slots[at].key, key) != 0))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static void map_widen(Map *map, size_t capacity)
{
    MapSlot *slots = arena_array(map->arena, capacity, sizeof *slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key != NULL)
            *slot_for(slots, capacity, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
}

Map map_new(Arena *arena)
{
    return (Map){.arena = arena};
}

void map_reserve(Map *map, size_t count)
{
    size_t capacity = 64;
    while (capacity * 3 < count * 4)
        capacity *= 2;
    if (capacity > map->capacity)
        map_widen(map, capacity);
}

void *map_get(const Map *map, const char *key)
{
    if (map->count == 0)
        return NULL;
    return slot_for(map->slots, map->capacity, key, hash_of(key))->value;
}

void *map_put(Map *map, const char *key, void *value)
{
    if ((map->count + 1) * 4 > map->capacity * 3)
        map_widen(map, map->capacity == 0 ? 64 : map->capacity * 2);
    uint64_t hash = hash_of(key);
    MapSlot *slot = slot_for(map->slots, map->capacity, key, hash);
    void *before = slot->value;
    map->count += slot->key == NULL;
    *slot = (MapSlot){.key = key, .value = value, .hash = hash};
    return before;
}

const char *map_intern(Map *map, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *kept = map_get(map, text);
    if (kept == NULL) {
        char *copy = arena_copy(map->arena, text);
        map_put(map, copy, copy);
        kept = copy;
    }
    return kept;
}
