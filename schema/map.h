/* A map from text to pointer, in an arena. It grows and is never shrunk; keys are not copied. */
#pragma once

#include "arena.h"

typedef struct Map {
    struct MapSlot *slots;
    size_t count;
    size_t capacity; /* a power of two, or 0 */
    Arena *arena;
} Map;

Map map_new(Arena *arena);
void map_reserve(Map *map, size_t count);       /* room for so many without growing */
void *map_get(const Map *map, const char *key); /* NULL when absent */
/* Returns what stood there before: NULL when the key is new. */
void *map_put(Map *map, const char *key, void *value);

/* One copy of each text, for what repeats a lot (type names, owners). */
const char *map_intern(Map *map, const char *text);
