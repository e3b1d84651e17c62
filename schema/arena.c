/* The arena: blocks in a chain, handed out from the front, freed together. */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 256 * 1024, FIRST_BLOCK_SIZE = 8 * 1024, ALIGNMENT = _Alignof(max_align_t) };

typedef struct Block {
    struct Block *next;
    size_t size;
    size_t used;
    _Alignas(max_align_t) unsigned char bytes[];
} Block;

struct Arena {
    Block *current;
};

static void out_of_memory(void)
{
    fputs("understudy: out of memory\n", stderr);
    abort();
}

static Block *block_new(size_t size)
{
    Block *block = calloc(1, sizeof *block + size);
    if (block == NULL)
        out_of_memory();
    block->size = size;
    return block;
}

Arena *arena_new(void)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        out_of_memory();
    arena->current = block_new(FIRST_BLOCK_SIZE);
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    for (Block *block = arena->current, *next; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    Block *block = arena->current;
    if (block->size - block->used < size) {
        Block *fresh = block_new(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
        if (size > BLOCK_SIZE / 4) { /* a block of its own, behind the one that still has room */
            fresh->next = block->next;
            block->next = fresh;
        } else {
            fresh->next = block;
            arena->current = fresh;
        }
        block = fresh;
    }
    void *taken = block->bytes + block->used;
    block->used += size;
    return taken;
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        out_of_memory();
    return arena_alloc(arena, bytes);
}

char *arena_slice(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_copy(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_slice(arena, text, strlen(text));
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(arena, size);
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void arena_grow(Arena *arena, void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return;
    size_t wider = *capacity == 0 ? 8 : *capacity * 2;
    void *copy = arena_array(arena, wider, size);
    if (count > 0)
        memcpy(copy, *items, count * size);
    *items = copy;
    *capacity = wider;
}

void arena_release(Arena **arena)
{
    arena_free(*arena);
}
