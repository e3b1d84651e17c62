/* A diff for people. */
#include "report_diff.h"

#include <stdlib.h>
#include <string.h>

#include "report_show.h"
#include "snapshot.h"

enum { MAX_TOGETHER = 90 }; /* bytes of both values up to which they stand on one line */

const Object *diff_subject(const Change *change)
{
    return change->desired != NULL ? change->desired : change->actual;
}

const char *diff_status(ChangeType type)
{
    static const char *const words[] = {
        [CHANGE_CREATE] = "missing",
        [CHANGE_ALTER] = "different",
        [CHANGE_EXTRA] = "extra",
    };
    return words[type];
}

bool diff_is_compared(const Field *field)
{
    return field->role == ROLE_COMPARE || field->role == ROLE_LATE;
}

DiffTally diff_tally(const Changes *changes, const Catalog *expected)
{
    DiffTally tally = {0};
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        tally.compared += catalog_kinds[kind].section == SECTION_NONE ? 0 : expected->objects[kind].count;
    for (size_t i = 0; i < changes->list.count; i++) {
        const Change *change = &changes->list.items[i];
        tally.missing += change->type == CHANGE_CREATE;
        tally.extra += change->type == CHANGE_EXTRA;
        tally.different += change->type == CHANGE_ALTER;
        tally.differences += change->type == CHANGE_ALTER ? (size_t)__builtin_popcountll(change->fields) : 1;
    }
    tally.compared += tally.extra;
    return tally;
}

static DiffUnread *unread_of(Arena *arena, DiffUnreads *unreads, const char *type)
{
    for (size_t i = 0; i < unreads->count; i++)
        if (strcmp(unreads->items[i].type, type) == 0)
            return &unreads->items[i];
    DiffUnread *unread = LIST_PUSH(arena, unreads);
    unread->type = type;
    return unread;
}

static int by_type(const void *a, const void *b)
{
    return strcmp(((const DiffUnread *)a)->type, ((const DiffUnread *)b)->type);
}

DiffUnreads diff_unreads(Arena *arena, const Catalog *expected, const Catalog *found)
{
    DiffUnreads unreads = {0};
    EACH (expected, UNREAD, Unread, unread)
        unread_of(arena, &unreads, unread->type)->expected++;
    EACH (found, UNREAD, Unread, unread)
        unread_of(arena, &unreads, unread->type)->found++;
    if (unreads.count > 1)
        qsort(unreads.items, unreads.count, sizeof *unreads.items, by_type);
    return unreads;
}

/* A change and the object under which it stands. */
typedef struct Row {
    const Change *change;
    const Object *top;
} Row;

typedef struct Rows {
    Row *items;
    size_t count;
} Rows;

static int by_top(const void *a, const void *b)
{
    const Row *left = a, *right = b;
    bool left_is_part = diff_subject(left->change) != left->top,
         right_is_part = diff_subject(right->change) != right->top;
    if (left->top->kind != right->top->kind)
        return left->top->kind < right->top->kind ? -1 : 1;
    int order = strcmp(left->top->name, right->top->name);
    if (order != 0)
        return order;
    if (left_is_part != right_is_part)
        return left_is_part ? 1 : -1;
    return left->change < right->change ? -1 : left->change > right->change;
}

static Rows sorted_rows(Arena *arena, const Changes *changes)
{
    Rows rows = {arena_array(arena, changes->list.count, sizeof *rows.items), changes->list.count};
    for (size_t i = 0; i < rows.count; i++)
        rows.items[i] = (Row){&changes->list.items[i], object_top(diff_subject(&changes->list.items[i]))};
    if (rows.count > 1)
        qsort(rows.items, rows.count, sizeof *rows.items, by_top);
    return rows;
}

/* "PostgreSQL 18.1 (Debian ...) on ..., compiled by ...": the first two words say it. */
static void show_side(const Paper *paper, Colour colour, const char *word, const DiffSide *side)
{
    const char *server = side->catalog->server_text == NULL ? side->catalog->engine : side->catalog->server_text;
    const char *blank = strchr(server, ' ');
    size_t length = blank == NULL ? strlen(server) : strcspn(blank + 1, " ") + (size_t)(blank + 1 - server);
    show_format(paper, colour, "%-10s", word);
    show_text(paper, COLOUR_NONE, side->label);
    show_text(paper, COLOUR_DIM, " ");
    if (side->catalog->database != NULL) {
        show_text(paper, COLOUR_DIM, side->catalog->database);
        show_text(paper, COLOUR_DIM, ", ");
    }
    show_format(paper, COLOUR_DIM, "%.*s", (int)length, server);
    buf_putc(paper->out, '\n');
}

static void show_first_lines(const Paper *paper, const DiffTally *tally, const DiffSide *expected,
                             const DiffSide *found)
{
    if (tally->differences == 0) {
        show_format(paper, COLOUR_FOUND, "equal: ");
        show_count(paper, COLOUR_FOUND, tally->compared, "object");
        show_format(paper, COLOUR_FOUND, ", no differences");
    } else {
        show_count(paper, COLOUR_EXPECTED, tally->differences, "difference");
        show_format(paper, COLOUR_EXPECTED, " in ");
        show_count(paper, COLOUR_EXPECTED, tally->missing + tally->extra + tally->different, "object");
    }
    buf_putc(paper->out, '\n');
    show_side(paper, COLOUR_EXPECTED, "expected", expected);
    show_side(paper, COLOUR_FOUND, "found", found);
}

static bool is_short(const char *text)
{
    return strchr(text, '\n') == NULL && strlen(text) <= MAX_TOGETHER;
}

static void show_field(const Paper *paper, Arena *scratch, int indent, const Change *change, const Field *field)
{
    const char *expected = show_value(scratch, change->desired, field);
    const char *found = show_value(scratch, change->actual, field);
    show_format(paper, COLOUR_NONE, "%*s%s:", indent, "", field->name);
    if (is_short(expected) && is_short(found) && strlen(expected) + strlen(found) <= MAX_TOGETHER) {
        show_format(paper, COLOUR_DIM, " expected ");
        show_text(paper, COLOUR_EXPECTED, expected);
        show_format(paper, COLOUR_DIM, ", found ");
        show_text(paper, COLOUR_FOUND, found);
        buf_putc(paper->out, '\n');
        return;
    }
    List expected_lines = show_lines(scratch, change->desired, field);
    List found_lines = show_lines(scratch, change->actual, field);
    buf_putc(paper->out, '\n');
    show_difference(paper, indent + 2, &expected_lines, &found_lines);
}

/* What there is to say about an object in one word: a grant's privileges, a comment's text, an enum's labels. */
static const Field *only_field(Kind kind)
{
    const Field *only = NULL;
    for (size_t i = 0; i < catalog_kinds[kind].field_count; i++) {
        const Field *field = &catalog_kinds[kind].fields[i];
        if (field->role == ROLE_COMPARE && field->type == FIELD_INT)
            continue; /* a position says nothing by itself */
        if (field->role == ROLE_COMPARE && only != NULL)
            return NULL;
        if (field->role == ROLE_COMPARE)
            only = field;
    }
    return only;
}

/* One line; what differs in fields goes on below. */
static void show_change(const Paper *paper, Arena *scratch, int indent, const Change *change)
{
    static const char marks[] = {[CHANGE_CREATE] = '-', [CHANGE_ALTER] = '~', [CHANGE_EXTRA] = '+'};
    static const Colour colours[] = {
        [CHANGE_CREATE] = COLOUR_EXPECTED,
        [CHANGE_ALTER] = COLOUR_NONE,
        [CHANGE_EXTRA] = COLOUR_FOUND,
    };
    const Object *subject = diff_subject(change);
    const Field *only = only_field(subject->kind);
    const char *value = only == NULL || change->type == CHANGE_ALTER ? NULL : show_value(scratch, subject, only);
    show_format(paper, colours[change->type], "%*s%c ", indent, "", marks[change->type]);
    show_text(paper, colours[change->type], subject->key);
    if (change->type != CHANGE_ALTER)
        show_format(paper, colours[change->type], ": %s", diff_status(change->type));
    if (value != NULL && is_short(value)) {
        show_format(paper, COLOUR_DIM, ", ");
        show_text(paper, COLOUR_DIM, value);
    }
}

static void show_fields(const Paper *paper, Arena *scratch, int indent, const Change *change)
{
    const KindInfo *kind = &catalog_kinds[diff_subject(change)->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if ((change->fields >> i & 1) != 0)
            show_field(paper, scratch, indent, change, &kind->fields[i]);
}

/* ", with 3 columns, 1 key": what is missing or extra together with the object it belongs to. */
static void show_parts(const Paper *paper, const Row *rows, size_t count)
{
    const char *separator = ", with ";
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        size_t parts = 0;
        for (size_t i = 0; i < count; i++)
            parts += diff_subject(rows[i].change)->kind == kind && rows[i].change->type == rows->change->type && i > 0;
        if (parts == 0)
            continue;
        show_format(paper, COLOUR_DIM, "%s", separator);
        show_count(paper, COLOUR_DIM, parts, catalog_kinds[kind].word);
        separator = ", ";
    }
}

/* The changes of one object and of all that belongs to it. */
static void show_group(const Paper *paper, Arena *scratch, const Row *rows, size_t count)
{
    bool has_own = diff_subject(rows->change) == rows->top;
    bool is_whole = has_own && rows->change->type != CHANGE_ALTER; /* its parts share its fate */
    buf_putc(paper->out, '\n');
    if (has_own) {
        show_change(paper, scratch, 0, rows->change);
        if (is_whole)
            show_parts(paper, rows, count);
        buf_putc(paper->out, '\n');
        show_fields(paper, scratch, 4, rows->change);
    } else {
        show_format(paper, COLOUR_NONE, "  ");
        show_text(paper, COLOUR_BOLD, rows->top->key);
        buf_putc(paper->out, '\n');
    }
    for (size_t i = has_own; i < count; i++) {
        if (is_whole && rows[i].change->type == rows->change->type)
            continue;
        show_change(paper, scratch, 2, rows[i].change);
        buf_putc(paper->out, '\n');
        show_fields(paper, scratch, 6, rows[i].change);
    }
}

static void show_groups(const Paper *paper, Arena *scratch, const Rows *rows)
{
    for (size_t from = 0, to; from < rows->count; from = to) {
        const Object *top = rows->items[from].top;
        to = from + 1;
        while (to < rows->count && strcmp(rows->items[to].top->key, top->key) == 0)
            to++;
        show_group(paper, scratch, &rows->items[from], to - from);
    }
}

static void show_unreads(const Paper *paper, const DiffUnreads *unreads)
{
    if (unreads->count > 0)
        buf_puts(paper->out, "\nnot compared, since understudy does not read them:\n");
    for (size_t i = 0; i < unreads->count; i++) {
        show_text(paper, COLOUR_NONE, "  ");
        show_text(paper, COLOUR_NONE, unreads->items[i].type);
        show_format(paper, COLOUR_NONE, ": %zu expected, %zu found\n", unreads->items[i].expected,
                    unreads->items[i].found);
    }
}

void report_diff_text(Buf *out, const Changes *changes, const DiffSide *expected, const DiffSide *found, bool colour)
{
    Arena *scratch = arena_new();
    Paper paper = {out, colour};
    DiffTally tally = diff_tally(changes, expected->catalog);
    DiffUnreads unreads = diff_unreads(scratch, expected->catalog, found->catalog);
    Rows rows = sorted_rows(scratch, changes);
    show_first_lines(&paper, &tally, expected, found);
    show_groups(&paper, scratch, &rows);
    show_unreads(&paper, &unreads);
    arena_free(scratch);
}
