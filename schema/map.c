/* Open addressing with linear probing. Keys are hashed eight bytes at a time: nobody hostile chooses ours. */
#include "map.h"

#include <stdint.h>
#include <string.h>

typedef struct MapSlot {
    const char *key;
    void *value;
    uint64_t hash;
} MapSlot;

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static uint64_t hash_of(const char *key)
{
    uint64_t hash = 0, word = 0;
    size_t left = strlen(key);
    for (; left >= sizeof word; left -= sizeof word, key += sizeof word) {
        memcpy(&word, key, sizeof word);
        hash = mix(hash, word);
    }
    word = left + 1;
    memcpy((char *)&word + 1, key, left);
    return mix(hash, word);
}

static MapSlot *slot_for(MapSlot *slots, size_t capacity, const char *key, uint64_t hash)
{
    size_t at = hash & (capacity - 1);
    while (slots[at].key != NULL && slots[at].key != key && (slots[at].hash != hash || strcmp(slots[at].key, key) != 0))
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
