/* Two lists of lines as a unified diff (longest common subsequence). */
#include <stdint.h>
#include <string.h>

#include "report_show.h"

enum {
    CONTEXT = 2,         /* equal lines around a change */
    MAX_SHOWN = 60,      /* lines of one diff; the JSON report has it all */
    MAX_CELLS = 1 << 20, /* of the table: 1,000 changed lines against 1,000; beyond it nothing is taken as common */
};

typedef struct Line {
    char mark; /* ' ', '-' or '+' */
    const char *text;
} Line;

typedef struct Script {
    Arena *arena;
    LIST_OF(Line) lines;
} Script;

/* The part of two lists between a common start and a common end. */
typedef struct Middle {
    const char **expected, **found;
    size_t expected_count, found_count;
    uint32_t *longest; /* common subsequence from [i][j] on, row by row; NULL when that would be too large */
} Middle;

static void push(Script *script, char mark, const char *text)
{
    *LIST_PUSH(script->arena, &script->lines) = (Line){mark, text};
}

static void push_all(Script *script, char mark, const char **lines, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        push(script, mark, lines[i]);
}

static uint32_t *cell(const Middle *middle, size_t i, size_t j)
{
    return &middle->longest[i * (middle->found_count + 1) + j];
}

static void measure(Middle *middle, Arena *arena)
{
    size_t rows = middle->expected_count + 1, columns = middle->found_count + 1;
    if (rows > MAX_CELLS / columns)
        return;
    middle->longest = arena_array(arena, rows * columns, sizeof *middle->longest);
    for (size_t i = middle->expected_count; i-- > 0;)
        for (size_t j = middle->found_count; j-- > 0;) {
            uint32_t skip_expected = *cell(middle, i + 1, j), skip_found = *cell(middle, i, j + 1);
            *cell(middle, i, j) = strcmp(middle->expected[i], middle->found[j]) == 0 ? *cell(middle, i + 1, j + 1) + 1
                                  : skip_expected > skip_found                       ? skip_expected
                                                                                     : skip_found;
        }
}

static void push_middle(Script *script, const Middle *middle)
{
    size_t i = 0, j = 0;
    while (middle->longest != NULL && i < middle->expected_count && j < middle->found_count) {
        if (strcmp(middle->expected[i], middle->found[j]) == 0) {
            push(script, ' ', middle->expected[i++]);
            j++;
        } else if (*cell(middle, i + 1, j) >= *cell(middle, i, j + 1)) {
            push(script, '-', middle->expected[i++]);
        } else {
            push(script, '+', middle->found[j++]);
        }
    }
    push_all(script, '-', middle->expected, i, middle->expected_count);
    push_all(script, '+', middle->found, j, middle->found_count);
}

static void make_script(Script *script, const List *expected, const List *found)
{
    size_t least = expected->count < found->count ? expected->count : found->count, start = 0, end = 0;
    while (start < least && strcmp(expected->items[start], found->items[start]) == 0)
        start++;
    while (end < least - start &&
           strcmp(expected->items[expected->count - 1 - end], found->items[found->count - 1 - end]) == 0)
        end++;
    Middle middle = {.expected_count = expected->count - start - end, .found_count = found->count - start - end};
    if (middle.expected_count > 0)
        middle.expected = expected->items + start;
    if (middle.found_count > 0)
        middle.found = found->items + start;
    measure(&middle, script->arena);
    push_all(script, ' ', expected->items, 0, start);
    push_middle(script, &middle);
    push_all(script, ' ', expected->items, expected->count - end, expected->count);
}

static bool is_near_change(const Script *script, size_t at)
{
    size_t from = at < CONTEXT ? 0 : at - CONTEXT;
    for (size_t i = from; i < script->lines.count && i <= at + CONTEXT; i++)
        if (script->lines.items[i].mark != ' ')
            return true;
    return false;
}

static void show_line(const Paper *paper, int indent, const Line *line)
{
    Colour colour = line->mark == '-' ? COLOUR_EXPECTED : line->mark == '+' ? COLOUR_FOUND : COLOUR_DIM;
    show_format(paper, COLOUR_NONE, "%*s", indent, "");
    show_format(paper, colour, "%c ", line->mark);
    show_text(paper, colour, line->text);
    buf_putc(paper->out, '\n');
}

static void show_script(const Paper *paper, int indent, const Script *script)
{
    size_t shown = 0, left_out = 0;
    bool is_in_gap = false;
    for (size_t i = 0; i < script->lines.count; i++) {
        bool is_near = is_near_change(script, i);
        if (is_near && shown == MAX_SHOWN) {
            left_out++;
        } else if (is_near) {
            show_line(paper, indent, &script->lines.items[i]);
            shown++;
        } else if (!is_in_gap && left_out == 0) {
            show_format(paper, COLOUR_DIM, "%*s  ...\n", indent, "");
        }
        is_in_gap = !is_near;
    }
    if (left_out > 0)
        show_format(paper, COLOUR_DIM, "%*s  and %zu more; all in the JSON report\n", indent, "", left_out);
}

void show_difference(const Paper *paper, int indent, const List *expected, const List *found)
{
    Script script = {.arena = arena_new()};
    make_script(&script, expected, found);
    show_script(paper, indent, &script);
    arena_free(script.arena);
}
