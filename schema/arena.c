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
    size_t used;  /* from the front */
    size_t texts; /* from the end, where nothing is aligned */
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

static size_t aligned(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* The block that has room for so many bytes. */
static Block *block_for(Arena *arena, size_t size)
{
    Block *block = arena->current;
    if (block->size - block->used - block->texts >= size)
        return block;
    Block *fresh = block_new(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
    if (size > BLOCK_SIZE / 4) { /* a block of its own, behind the one that still has room */
        fresh->next = block->next;
        block->next = fresh;
    } else {
        fresh->next = block;
        arena->current = fresh;
    }
    return fresh;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = aligned(size);
    Block *block = block_for(arena, size);
    void *taken = block->bytes + block->used;
    block->used += size;
    return taken;
}

static char *arena_text(Arena *arena, size_t size)
{
    Block *block = block_for(arena, aligned(size));
    block->texts += size;
    return (char *)block->bytes + block->size - block->texts;
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
    char *copy = arena_text(arena, length + 1);
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
    char most[256];
    int length = vsnprintf(most, sizeof most, format, args);
    va_end(args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_text(arena, size);
    if (length > 0 && size <= sizeof most)
        memcpy(text, most, size);
    else if (length > 0)
        vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

/* A long list has a block of its own, which can be made twice as long without a copy left behind. */
static bool grow_block(Arena *arena, void **items, size_t size)
{
    if (size <= BLOCK_SIZE / 4)
        return false;
    for (Block **link = &arena->current; *link != NULL; link = &(*link)->next) {
        Block *block = *link;
        if (*items != block->bytes || block->size != aligned(size))
            continue;
        block = realloc(block, sizeof *block + aligned(2 * size));
        if (block == NULL)
            out_of_memory();
        memset(block->bytes + size, 0, aligned(2 * size) - size);
        block->size = block->used = aligned(2 * size);
        *link = block;
        *items = block->bytes;
        return true;
    }
    return false;
}

void arena_grow(Arena *arena, void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return;
    size_t wider = *capacity == 0 ? 2 : *capacity * 2; /* most lists are short */
    if (grow_block(arena, items, *capacity * size)) {
        *capacity = wider;
        return;
    }
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
