/* A diff as the script that removes the differences. */
#include <string.h>

#include "report_diff.h"
#include "script.h"
#include "text.h"

void diff_put_statements(Buf *out, const Diff *diff, const DiffStatements *statements, const char *prefix,
                         bool for_people)
{
    SCOPED(Buf, buf_free) text = {0};
    for (size_t i = 0; i < statements->count; i++)
        script_put(&text, dialect_of(diff->expected.catalog->engine), statements->items[i], for_people);
    for (const char *line = buf_text(&text), *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        buf_puts(out, prefix);
        buf_put(out, line, (size_t)(end + 1 - line));
    }
}

static void put_comment(Buf *out, const char *before, const char *text)
{
    buf_puts(out, "-- ");
    buf_puts(out, before);
    text_put_plain(out, text);
    buf_putc(out, '\n');
}

static void put_head(Buf *out, Arena *scratch, const Diff *diff)
{
    DiffTally tally = diff_tally(diff);
    Paper paper = {out, false};
    buf_puts(out, tally.differences == 0 ? "-- equal: " : "-- ");
    if (tally.differences > 0) {
        show_count(&paper, COLOUR_NONE, tally.differences, "difference");
        buf_puts(out, " in ");
    }
    show_count(&paper, COLOUR_NONE,
               tally.differences == 0 ? tally.compared : tally.missing + tally.extra + tally.different, "object");
    buf_puts(out, tally.differences == 0 ? ", no differences\n" : "\n");
    put_comment(out, "expected: ", diff_side(scratch, &diff->expected));
    put_comment(out, "found: ", diff_side(scratch, &diff->found));
}

static void put_script(Buf *out, const Diff *diff)
{
    const char *key = NULL;
    if (diff->statements->list.count > 0)
        buf_printf(out, "\n%s", dialect_of(diff->expected.catalog->engine)->script_head);
    for (size_t i = 0; i < diff->statements->list.count; i++) {
        const Statement *statement = &diff->statements->list.items[i];
        if (key == NULL || strcmp(key, statement->subject->key) != 0) {
            buf_putc(out, '\n');
            put_comment(out, "", statement->subject->key);
        }
        key = statement->subject->key;
        diff_put_statements(out, diff, &(DiffStatements){&statement, 1}, "", false);
    }
}

/* In their order, but only what is extra: the rest of that way is nothing without it. */
static void put_drops(Buf *out, Arena *scratch, const Diff *diff, const DiffRows *rows)
{
    Map kept = map_new(scratch);
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].drops.count > 0)
            map_put(&kept, diff_subject(rows->items[i].change)->key, &rows->items[i]);
    if (kept.count > 0)
        buf_puts(out, "\n-- What only the target has. The job keeps it; extra: drop would run:\n");
    for (size_t i = 0; kept.count > 0 && i < diff->drops->list.count; i++) {
        const Statement *statement = &diff->drops->list.items[i];
        if (map_get(&kept, statement->subject->key) != NULL)
            diff_put_statements(out, diff, &(DiffStatements){&statement, 1}, "-- ", false);
    }
}

static void put_reasons(Buf *out, const DiffRows *rows)
{
    size_t told = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const DiffRow *row = &rows->items[i];
        if (row->reason == NULL || row->drops.count > 0)
            continue;
        if (told++ == 0)
            buf_puts(out, "\n-- Without a statement:\n");
        buf_puts(out, "-- ");
        text_put_plain(out, diff_subject(row->change)->key);
        buf_puts(out, ": ");
        text_put_plain(out, row->reason);
        buf_puts(out, row->remedy == NULL ? "" : "; remedy: ");
        text_put_plain(out, row->remedy == NULL ? "" : row->remedy);
        buf_putc(out, '\n');
    }
}

void report_diff_sql(Buf *out, const Diff *diff)
{
    Arena *scratch = arena_new();
    DiffRows rows = diff_rows(scratch, diff);
    put_head(out, scratch, diff);
    put_script(out, diff);
    put_drops(out, scratch, diff, &rows);
    put_reasons(out, &rows);
    arena_free(scratch);
}
