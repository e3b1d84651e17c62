/* Memory with one lifetime: everything taken from an arena is given back at once. Running out of memory aborts. */
#pragma once

#include <stddef.h>

#include "err.h"

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);     /* NULL is allowed */
void arena_release(Arena **arena); /* for SCOPED */

/* Zeroed, aligned for any type; never NULL. */
void *arena_alloc(Arena *arena, size_t size) __attribute__((malloc, alloc_size(2)));
void *arena_array(Arena *arena, size_t count, size_t size);
char *arena_copy(Arena *arena, const char *text); /* NULL stays NULL */
char *arena_slice(Arena *arena, const char *text, size_t length);
char *arena_printf(Arena *arena, const char *format, ...) PRINTF(2, 3);

/* A list that grows inside an arena: pushing returns the place of the new item, zeroed. */
#define LIST_OF(type)    \
    struct {             \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }
#define LIST_PUSH(arena, list)                                                                              \
    (arena_grow((arena), (void **)&(list)->items, &(list)->capacity, (list)->count, sizeof *(list)->items), \
     &(list)->items[(list)->count++])
void arena_grow(Arena *arena, void **items, size_t *capacity, size_t count, size_t size);

/* For what is not memory (rows, connections, files): released when the name goes out of scope. */
#define SCOPED(type, release) __attribute__((cleanup(release))) type
