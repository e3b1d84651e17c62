/* What differs, and what would remove the differences, as all reports of a diff need it. */
#include "report_diff.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"

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

const Field *diff_only_field(Kind kind)
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

const char *diff_side(Arena *arena, const DiffSide *side)
{
    const char *database = side->catalog->database;
    bool has_database = database != NULL && database[0] != '\0';
    return arena_printf(arena, "%s %s%s%s", side->label, has_database ? database : "", has_database ? ", " : "",
                        catalog_server(arena, side->whole));
}

/* ---- counting ---- */

DiffTally diff_tally(const Diff *diff)
{
    DiffTally tally = {0};
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        tally.compared += catalog_kinds[kind].section == SECTION_NONE ? 0 : diff->expected.catalog->objects[kind].count;
    for (size_t i = 0; i < diff->changes->list.count; i++) {
        const Change *change = &diff->changes->list.items[i];
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

/* The catalogs that are compared hold none of them: those that they were made from do. */
DiffUnreads diff_unreads(Arena *arena, const Diff *diff)
{
    DiffUnreads unreads = {0};
    EACH (diff->expected.whole, UNREAD, Unread, unread)
        if (!translate_is_of_server(diff->expected.whole, unread))
            unread_of(arena, &unreads, unread->type)->expected++;
    EACH (diff->found.whole, UNREAD, Unread, unread)
        if (!translate_is_of_server(diff->found.whole, unread))
            unread_of(arena, &unreads, unread->type)->found++;
    if (unreads.count > 1)
        qsort(unreads.items, unreads.count, sizeof *unreads.items, by_type);
    return unreads;
}

DiffGaps diff_gaps(Arena *arena, const Diff *diff)
{
    DiffGaps gaps = {0};
    Map by_reason = map_new(arena);
    for (Kind kind = 0; diff->ledger != NULL && kind < KIND_COUNT; kind++)
        for (size_t i = 0; kind != KIND_UNREAD && i < diff->ledger->source->objects[kind].count; i++) {
            const Object *object = diff->ledger->source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(diff->ledger, object);
            const char *reason = entry->reason == NULL ? "left out" : entry->reason;
            if (entry->state != LEDGER_SKIPPED && entry->state != LEDGER_MANUAL)
                continue;
            DiffGap *gap = map_get(&by_reason, reason);
            if (gap == NULL) {
                gap = arena_alloc(arena, sizeof *gap);
                *gap = (DiffGap){reason, object, 0};
                map_put(&by_reason, reason, gap);
                *LIST_PUSH(arena, &gaps) = gap;
            }
            gap->count++;
        }
    return gaps;
}

/* ---- what stands together ---- */

static int by_top(const void *a, const void *b)
{
    const DiffRow *left = a, *right = b;
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

size_t diff_group_end(const DiffRows *rows, size_t from)
{
    size_t to = from + 1;
    while (to < rows->count && strcmp(rows->items[to].top->key, rows->items[from].top->key) == 0)
        to++;
    return to;
}

bool diff_is_whole(const DiffRow *first)
{
    return diff_subject(first->change) == first->top && first->change->type != CHANGE_ALTER;
}

void diff_show_parts(const Paper *paper, const DiffRow *rows, size_t count)
{
    const char *separator = ", with ";
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        size_t parts = 0;
        for (size_t i = 1; i < count; i++)
            parts += rows[i].is_within && diff_subject(rows[i].change)->kind == kind;
        if (parts == 0)
            continue;
        show_format(paper, COLOUR_DIM, "%s", separator);
        show_count(paper, COLOUR_DIM, parts, catalog_kinds[kind].word);
        separator = ", ";
    }
}

/* ---- which statements are whose ---- */

typedef LIST_OF(const Statement *) Own;

static void add_own(Arena *arena, Map *map, const Object *object, const Statement *statement)
{
    Own *own = map_get(map, object->key);
    if (own == NULL) {
        own = arena_alloc(arena, sizeof *own);
        map_put(map, object->key, own);
    }
    if (own->count == 0 || own->items[own->count - 1] != statement)
        *LIST_PUSH(arena, own) = statement;
}

static Map statements_by_key(Arena *arena, const Statements *statements)
{
    Map map = map_new(arena);
    for (size_t i = 0; statements != NULL && i < statements->list.count; i++) {
        const Statement *statement = &statements->list.items[i];
        add_own(arena, &map, statement->subject, statement);
        for (size_t n = 0; n < statement->pieces.count; n++)
            add_own(arena, &map, statement->pieces.items[n].subject, statement);
    }
    return map;
}

static DiffStatements statements_of(const Map *map, const Object *object)
{
    const Own *own = map_get(map, object->key);
    if (own == NULL)
        return (DiffStatements){0};
    return (DiffStatements){own->items, own->count};
}

static Map findings_by_key(Arena *arena, const Findings *findings)
{
    Map map = map_new(arena);
    for (size_t i = 0; findings != NULL && i < findings->list.count; i++) {
        Finding *finding = &findings->list.items[i];
        if (finding->object != NULL && map_get(&map, finding->object) == NULL)
            map_put(&map, finding->object, finding);
    }
    return map;
}

static void find_reason(DiffRow *row, const Map *findings)
{
    const Finding *finding = map_get(findings, diff_subject(row->change)->key);
    if (row->drops.count > 0) {
        row->reason = "the job keeps what only the target has";
        row->remedy = "set extra: drop, or name it in allow";
    } else if (finding != NULL) {
        row->reason = finding->message;
        row->remedy = finding->remedy;
    } else {
        row->reason = "other objects' statements see to it";
    }
}

/* What it belongs to, as people see it: a sequence of a column to the column's table. */
static const Object *container_of(const Object *object)
{
    const Sequence *sequence = object->kind == KIND_SEQUENCE ? (const Sequence *)object : NULL;
    const Object *column = sequence == NULL                ? NULL
                           : sequence->identity_of != NULL ? sequence->identity_of
                                                           : sequence->owned_by;
    return column == NULL ? object_container(object) : object_container(column);
}

DiffRows diff_rows(Arena *arena, const Diff *diff)
{
    const Changes *changes = diff->changes;
    Map statements = statements_by_key(arena, diff->statements), drops = statements_by_key(arena, diff->drops);
    Map refusals = findings_by_key(arena, diff->refusals);
    Map by_key = map_new(arena); /* changes */
    DiffRows rows = {arena_array(arena, changes->list.count, sizeof *rows.items), changes->list.count};
    for (size_t i = 0; i < rows.count; i++)
        map_put(&by_key, diff_subject(&changes->list.items[i])->key, &changes->list.items[i]);
    for (size_t i = 0; i < rows.count; i++) {
        const Change *change = &changes->list.items[i];
        const Object *subject = diff_subject(change), *container = container_of(subject);
        const Change *of_container = container == subject ? NULL : map_get(&by_key, container->key);
        DiffRow *row = &rows.items[i];
        *row = (DiffRow){.change = change, .top = object_top(container)};
        row->is_within = of_container != NULL && change->type != CHANGE_ALTER && of_container->type == change->type;
        row->statements = statements_of(&statements, subject);
        if (change->type == CHANGE_EXTRA && row->statements.count == 0)
            row->drops = statements_of(&drops, subject);
        if (diff->statements != NULL && !row->is_within && row->statements.count == 0)
            find_reason(row, &refusals);
    }
    if (rows.count > 1)
        qsort(rows.items, rows.count, sizeof *rows.items, by_top);
    return rows;
}
