/* A diff as GitHub-flavoured Markdown, to be read in a pull request or a ticket. */
#include <string.h>

#include "report_diff.h"
#include "text.h"

/* ---- text in Markdown ---- */

static size_t longest_run(const char *text, char wanted)
{
    size_t longest = 0;
    for (const char *at = text; *at != '\0';) {
        size_t run = 0;
        while (at[run] == wanted)
            run++;
        longest = run > longest ? run : longest;
        at += run == 0 ? 1 : run;
    }
    return longest;
}

static void put_run(Buf *out, char c, size_t count)
{
    while (count-- > 0)
        buf_putc(out, c);
}

/* `text`, between as many backticks as it needs. */
static void put_code(Buf *out, const char *text)
{
    size_t ticks = longest_run(text, '`') + 1;
    put_run(out, '`', ticks);
    buf_puts(out, ticks > 1 ? " " : "");
    text_put_plain(out, text);
    buf_puts(out, ticks > 1 ? " " : "");
    put_run(out, '`', ticks);
}

/* Of ours, but names may be in it. */
static void put_prose(Buf *out, const char *text)
{
    SCOPED(Buf, buf_free) plain = {0};
    text_put_plain(&plain, text);
    for (const char *c = buf_text(&plain); *c != '\0'; c++) {
        if (strchr("\\`*_{}[]<>#|~&", *c) != NULL)
            buf_putc(out, '\\');
        buf_putc(out, *c);
    }
}

static void put_fence(Buf *out, int indent, size_t ticks, const char *language)
{
    buf_printf(out, "%*s", indent, "");
    put_run(out, '`', ticks);
    buf_printf(out, "%s\n", language);
}

/* "column `public.t.a`" */
static void put_object(Buf *out, const Object *object)
{
    buf_printf(out, "%s ", catalog_kinds[object->kind].word);
    put_code(out, object->name);
}

/* ---- fields ---- */

static bool is_long(const char *text)
{
    return strchr(text, '\n') != NULL || strlen(text) > 120;
}

static void put_lines(Buf *out, Arena *scratch, const Change *change, const Field *field)
{
    Paper paper = {out, false};
    List expected = show_lines(scratch, change->desired, field), found = show_lines(scratch, change->actual, field);
    size_t ticks = 2;
    for (size_t i = 0; i < expected.count + found.count; i++) {
        size_t run = longest_run(i < expected.count ? expected.items[i] : found.items[i - expected.count], '`');
        ticks = run > ticks ? run : ticks;
    }
    buf_puts(out, ":\n\n");
    put_fence(out, 4, ticks + 1, "diff");
    show_difference(&paper, 4, &expected, &found);
    put_fence(out, 4, ticks + 1, "");
}

static void put_field(Buf *out, Arena *scratch, const Change *change, const Field *field)
{
    const char *expected = show_value(scratch, change->desired, field);
    const char *found = show_value(scratch, change->actual, field);
    buf_puts(out, "  - ");
    put_code(out, field->name);
    if (is_long(expected) || is_long(found)) {
        put_lines(out, scratch, change, field);
        return;
    }
    buf_puts(out, ": expected ");
    put_code(out, expected);
    buf_puts(out, ", found ");
    put_code(out, found);
    buf_putc(out, '\n');
}

/* ---- objects ---- */

static void put_title(Buf *out, Arena *scratch, const DiffRow *row)
{
    const Object *subject = diff_subject(row->change);
    const Field *only = row->change->type == CHANGE_ALTER ? NULL : diff_only_field(subject->kind);
    const char *value = only == NULL ? NULL : show_value(scratch, subject, only);
    buf_printf(out, "- **%s**", diff_status(row->change->type));
    if (subject != row->top) {
        buf_puts(out, ": ");
        put_object(out, subject);
    }
    if (value != NULL && !is_long(value)) {
        buf_puts(out, ", ");
        put_code(out, value);
    }
}

static void put_details(Buf *out, Arena *scratch, const DiffRow *row)
{
    const KindInfo *kind = &catalog_kinds[diff_subject(row->change)->kind];
    buf_putc(out, '\n');
    for (size_t i = 0; i < kind->field_count; i++)
        if ((row->change->fields >> i & 1) != 0)
            put_field(out, scratch, row->change, &kind->fields[i]);
    if (row->reason != NULL && row->drops.count == 0) {
        buf_puts(out, "  - no statement: ");
        put_prose(out, row->reason);
        buf_puts(out, row->remedy == NULL ? "" : "; remedy: ");
        put_prose(out, row->remedy == NULL ? "" : row->remedy);
        buf_putc(out, '\n');
    }
}

static void put_rows(Buf *out, Arena *scratch, const DiffRow *rows, size_t count)
{
    Paper paper = {out, false};
    bool is_whole = diff_is_whole(rows);
    for (size_t i = 0; i < count; i++) {
        if (is_whole && rows[i].is_within)
            continue;
        put_title(out, scratch, &rows[i]);
        if (is_whole && i == 0)
            diff_show_parts(&paper, rows, count);
        put_details(out, scratch, &rows[i]);
    }
}

static void put_group_sql(Buf *out, const Diff *diff, const DiffRow *rows, size_t count)
{
    SCOPED(Buf, buf_free) sql = {0};
    for (size_t i = 0; i < count; i++)
        diff_put_statements(&sql, diff, &rows[i].statements, "", true);
    for (size_t i = 0, drops = 0; i < count; i++) {
        if (rows[i].drops.count == 0 || rows[i].is_within)
            continue;
        if (drops++ == 0)
            buf_puts(&sql, "-- with extra: drop in the job\n");
        diff_put_statements(&sql, diff, &rows[i].drops, "-- ", true);
    }
    if (sql.length == 0)
        return;
    size_t run = longest_run(sql.text, '`'), ticks = run < 3 ? 3 : run + 1;
    buf_putc(out, '\n');
    put_fence(out, 0, ticks, "sql");
    buf_puts(out, sql.text);
    put_fence(out, 0, ticks, "");
}

static void put_groups(Buf *out, Arena *scratch, const Diff *diff, const DiffRows *rows)
{
    for (size_t from = 0, to; from < rows->count; from = to) {
        to = diff_group_end(rows, from);
        buf_puts(out, "\n## ");
        put_object(out, rows->items[from].top);
        buf_puts(out, "\n\n");
        put_rows(out, scratch, &rows->items[from], to - from);
        put_group_sql(out, diff, &rows->items[from], to - from);
    }
}

/* ---- head and end ---- */

static void put_head(Buf *out, Arena *scratch, const Diff *diff, bool is_whole)
{
    DiffTally tally = diff_tally(diff);
    Paper paper = {out, false};
    buf_puts(out, "# ");
    if (tally.differences == 0) {
        buf_puts(out, "Equal: ");
        show_count(&paper, COLOUR_NONE, tally.compared, "object");
        buf_puts(out, ", no differences");
        buf_puts(out, is_whole ? "" : "; not everything was compared");
    } else {
        show_count(&paper, COLOUR_NONE, tally.differences, "difference");
        buf_puts(out, " in ");
        show_count(&paper, COLOUR_NONE, tally.missing + tally.extra + tally.different, "object");
    }
    buf_puts(out, "\n\n- expected: ");
    put_prose(out, diff_side(scratch, &diff->expected));
    buf_puts(out, "\n- found: ");
    put_prose(out, diff_side(scratch, &diff->found));
    buf_putc(out, '\n');
}

static void put_gaps(Buf *out, const DiffUnreads *unreads, const DiffGaps *gaps)
{
    if (unreads->count + gaps->count > 0)
        buf_puts(out, "\n## Not compared\n\n");
    for (size_t i = 0; i < unreads->count; i++) {
        buf_puts(out, "- ");
        put_prose(out, unreads->items[i].type);
        buf_printf(out, ": %zu expected, %zu found; understudy does not read them\n", unreads->items[i].expected,
                   unreads->items[i].found);
    }
    for (size_t i = 0; i < gaps->count; i++) {
        buf_puts(out, "- ");
        put_object(out, gaps->items[i]->first);
        if (gaps->items[i]->count > 1)
            buf_printf(out, " and %zu more", gaps->items[i]->count - 1);
        buf_puts(out, ": ");
        put_prose(out, gaps->items[i]->reason);
        buf_putc(out, '\n');
    }
}

static void put_rules(Buf *out, Arena *scratch, const CrossRules *rules)
{
    CrossRuleUses uses = cross_rule_uses(scratch, rules);
    if (uses.count > 0)
        buf_puts(out, "\n## Equal by these rules\n\n");
    for (size_t i = 0; i < uses.count; i++) {
        buf_printf(out, "- %s ", uses.items[i].rule);
        put_prose(out, uses.items[i].what);
        buf_puts(out, ": ");
        put_object(out, uses.items[i].first);
        if (uses.items[i].count > 1)
            buf_printf(out, " and %zu more", uses.items[i].count - 1);
        buf_putc(out, '\n');
    }
}

static void put_notes(Buf *out, const Findings *notes)
{
    if (notes->list.count > 0)
        buf_puts(out, "\n## Findings\n\n");
    for (size_t i = 0; i < notes->list.count; i++) {
        const Finding *note = &notes->list.items[i];
        buf_printf(out, "- %s %s: ", finding_severity_name(note->severity), finding_code_name(note->code));
        put_prose(out, note->object == NULL ? "" : note->object);
        buf_puts(out, note->object == NULL ? "" : ": ");
        put_prose(out, note->message);
        buf_puts(out, note->remedy == NULL ? "" : "; remedy: ");
        put_prose(out, note->remedy == NULL ? "" : note->remedy);
        buf_putc(out, '\n');
    }
}

void report_diff_markdown(Buf *out, const Diff *diff)
{
    Arena *scratch = arena_new();
    DiffUnreads unreads = diff_unreads(scratch, diff);
    DiffGaps gaps = diff_gaps(scratch, diff);
    DiffRows rows = diff_rows(scratch, diff);
    put_head(out, scratch, diff, unreads.count + gaps.count == 0);
    put_groups(out, scratch, diff, &rows);
    put_gaps(out, &unreads, &gaps);
    if (diff->rules != NULL)
        put_rules(out, scratch, diff->rules);
    if (diff->notes != NULL)
        put_notes(out, diff->notes);
    arena_free(scratch);
}
