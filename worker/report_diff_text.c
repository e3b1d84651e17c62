/* A diff for people. */
#include <string.h>

#include "report_diff.h"

enum {
    MAX_TOGETHER = 90, /* bytes of both values up to which they stand on one line */
    MAX_GAPS = 20,     /* reasons why something is not compared */
    MAX_LINES = 8,     /* of one object's SQL */
    MAX_LINE = 240,    /* bytes of one of them */
};

/* ---- the head ---- */

static void show_first_lines(const Paper *paper, Arena *scratch, const Diff *diff, bool is_whole)
{
    DiffTally tally = diff_tally(diff);
    if (tally.differences == 0) {
        show_format(paper, COLOUR_FOUND, "equal: ");
        show_count(paper, COLOUR_FOUND, tally.compared, "object");
        show_format(paper, COLOUR_FOUND, ", no differences");
        if (!is_whole)
            show_format(paper, COLOUR_BOLD, "; not everything was compared, see below");
        else if (diff->notes != NULL && diff->notes->list.count > finding_count(diff->notes, SEVERITY_INFO))
            show_format(paper, COLOUR_BOLD, "; see the findings below");
    } else {
        show_count(paper, COLOUR_EXPECTED, tally.differences, "difference");
        show_format(paper, COLOUR_EXPECTED, " in ");
        show_count(paper, COLOUR_EXPECTED, tally.missing + tally.extra + tally.different, "object");
    }
    show_format(paper, COLOUR_EXPECTED, "\n%-10s", "expected");
    show_text(paper, COLOUR_NONE, diff_side(scratch, &diff->expected));
    show_format(paper, COLOUR_FOUND, "\n%-10s", "found");
    show_text(paper, COLOUR_NONE, diff_side(scratch, &diff->found));
    buf_putc(paper->out, '\n');
}

/* ---- fields ---- */

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

/* ---- SQL ---- */

static void show_sql_line(const Paper *paper, int indent, const char *prompt, const char *line, size_t length)
{
    SCOPED(Buf, buf_free) text = {0};
    bool is_last = line[length] == '\0', is_long = length > MAX_LINE;
    buf_put(&text, line, is_long ? MAX_LINE : length);
    buf_puts(&text, is_long ? " ..." : is_last ? ";" : "");
    show_format(paper, COLOUR_DIM, "%*s%s ", indent, "", prompt);
    show_text(paper, COLOUR_SQL, buf_text(&text));
    buf_putc(paper->out, '\n');
}

static void show_statements(const Paper *paper, int indent, const char *prompt, const DiffStatements *statements)
{
    size_t lines = 0;
    for (size_t i = 0; i < statements->count; i++) {
        bool is_first = true;
        for (const char *line = statements->items[i]->sql; line != NULL; lines++) {
            size_t length = strcspn(line, "\n");
            if (lines < MAX_LINES)
                show_sql_line(paper, indent, is_first ? prompt : "  ", line, length);
            line = line[length] == '\0' ? NULL : line + length + 1;
            is_first = false;
        }
    }
    if (lines <= MAX_LINES)
        return;
    show_format(paper, COLOUR_DIM, "%*s   and ", indent, "");
    show_count(paper, COLOUR_DIM, lines - MAX_LINES, "more line");
    show_format(paper, COLOUR_DIM, ": --format sql\n");
}

static void show_remedy(const Paper *paper, int indent, const DiffRow *row)
{
    show_statements(paper, indent, "=>", &row->statements);
    show_statements(paper, indent, "with extra: drop =>", &row->drops);
    if (row->reason == NULL || row->drops.count > 0)
        return;
    show_format(paper, COLOUR_DIM, "%*sno statement: ", indent, "");
    show_text(paper, COLOUR_NONE, row->reason);
    if (row->remedy != NULL) {
        show_format(paper, COLOUR_DIM, "; remedy: ");
        show_text(paper, COLOUR_NONE, row->remedy);
    }
    buf_putc(paper->out, '\n');
}

/* ---- objects ---- */

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
    const Field *only = diff_only_field(subject->kind);
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

/* The changes of one object and of all that belongs to it. */
static void show_group(const Paper *paper, Arena *scratch, const DiffRow *rows, size_t count)
{
    bool has_own = diff_subject(rows->change) == rows->top;
    bool is_whole = diff_is_whole(rows);
    buf_putc(paper->out, '\n');
    if (has_own) {
        show_change(paper, scratch, 0, rows->change);
        if (is_whole)
            diff_show_parts(paper, rows, count);
        buf_putc(paper->out, '\n');
        show_fields(paper, scratch, 4, rows->change);
        show_remedy(paper, 4, rows);
    } else {
        show_format(paper, COLOUR_NONE, "  ");
        show_text(paper, COLOUR_BOLD, rows->top->key);
        buf_putc(paper->out, '\n');
    }
    size_t within = 0;
    for (size_t i = has_own; i < count; i++) {
        if (rows[i].is_within && is_whole) {
            within += rows[i].statements.count;
            continue;
        }
        show_change(paper, scratch, 2, rows[i].change);
        buf_putc(paper->out, '\n');
        show_fields(paper, scratch, 6, rows[i].change);
        show_remedy(paper, 6, &rows[i]);
    }
    if (within > 0) {
        show_format(paper, COLOUR_DIM, "       and ");
        show_count(paper, COLOUR_DIM, within, "statement");
        show_format(paper, COLOUR_DIM, " for what belongs to it: --format sql\n");
    }
}

static void show_groups(const Paper *paper, Arena *scratch, const DiffRows *rows)
{
    for (size_t from = 0, to; from < rows->count; from = to) {
        to = diff_group_end(rows, from);
        show_group(paper, scratch, &rows->items[from], to - from);
    }
}

/* ---- what was not compared ---- */

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

static void show_gaps(const Paper *paper, const DiffGaps *gaps)
{
    if (gaps->count > 0)
        buf_puts(paper->out, "\nnot compared, since the job or the target leaves them out:\n");
    for (size_t i = 0; i < gaps->count; i++) {
        const DiffGap *gap = gaps->items[i];
        if (i == MAX_GAPS) {
            show_format(paper, COLOUR_DIM, "  and %zu reasons more; all in the JSON report\n", gaps->count - i);
            return;
        }
        show_text(paper, COLOUR_NONE, "  ");
        show_text(paper, COLOUR_NONE, gap->first->key);
        if (gap->count > 1)
            show_format(paper, COLOUR_NONE, " and %zu more", gap->count - 1);
        show_text(paper, COLOUR_NONE, ": ");
        show_brief(paper, COLOUR_NONE, gap->reason);
        buf_putc(paper->out, '\n');
    }
}

/* ---- what two engines say differently ---- */

static void show_rules(const Paper *paper, Arena *scratch, const CrossRules *rules)
{
    CrossRuleUses uses = cross_rule_uses(scratch, rules);
    if (uses.count > 0)
        buf_puts(paper->out, "\nequal by these rules:\n");
    for (size_t i = 0; i < uses.count; i++) {
        const CrossRuleUse *use = &uses.items[i];
        show_format(paper, COLOUR_BOLD, "  %-5s", use->rule);
        show_text(paper, COLOUR_NONE, use->what);
        show_format(paper, COLOUR_DIM, ": ");
        show_text(paper, COLOUR_DIM, use->first->key);
        if (use->count > 1)
            show_format(paper, COLOUR_DIM, " and %zu more", use->count - 1);
        buf_putc(paper->out, '\n');
    }
}

void report_diff_text(Buf *out, const Diff *diff, bool colour)
{
    Arena *scratch = arena_new();
    Paper paper = {out, colour};
    DiffUnreads unreads = diff_unreads(scratch, diff);
    DiffGaps gaps = diff_gaps(scratch, diff);
    DiffRows rows = diff_rows(scratch, diff);
    show_first_lines(&paper, scratch, diff, unreads.count + gaps.count == 0);
    show_groups(&paper, scratch, &rows);
    show_unreads(&paper, &unreads);
    show_gaps(&paper, &gaps);
    if (diff->rules != NULL)
        show_rules(&paper, scratch, diff->rules);
    if (diff->notes != NULL)
        show_findings(&paper, diff->notes);
    arena_free(scratch);
}
