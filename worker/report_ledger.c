/* The account of a run for people. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_show.h"

enum {
    MAX_OBJECTS = 20, /* listed for one state */
    MAX_MESSAGES = 5, /* listed for one finding code */
};

typedef struct Account {
    const Ledger *ledger;
    size_t counts[KIND_COUNT + 1][LEDGER_STATE_COUNT]; /* the last row: all kinds */
} Account;

static Account account_of(const Ledger *ledger)
{
    Account account = {.ledger = ledger};
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++) {
            account.counts[kind][state] = ledger_count(ledger, kind, state);
            account.counts[KIND_COUNT][state] += account.counts[kind][state];
        }
    return account;
}

static size_t row_total(const size_t counts[LEDGER_STATE_COUNT])
{
    size_t total = 0;
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++)
        total += counts[state];
    return total;
}

static int decimal_width(size_t number)
{
    return snprintf(NULL, 0, "%zu", number);
}

/* A column is as wide as its title or its total. */
static int column_width(const char *title, size_t total)
{
    int width = decimal_width(total), title_width = (int)strlen(title);
    return 2 + (width > title_width ? width : title_width);
}

static int words_width(const Account *account)
{
    int widest = (int)strlen("total");
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        if (row_total(account->counts[kind]) > 0 && (int)strlen(catalog_kinds[kind].word) > widest)
            widest = (int)strlen(catalog_kinds[kind].word);
    return widest;
}

static void show_titles(const Paper *paper, const Account *account, int width)
{
    const size_t *totals = account->counts[KIND_COUNT];
    show_format(paper, COLOUR_DIM, "%-*s", width, "");
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++)
        if (totals[state] > 0)
            show_format(paper, state == LEDGER_FAILED ? COLOUR_EXPECTED : COLOUR_DIM, "%*s",
                        column_width(ledger_word(state), totals[state]), ledger_word(state));
    show_format(paper, COLOUR_DIM, "%*s\n", column_width("total", row_total(totals)), "total");
}

/* A kind's objects by state; no number for none, so that the others stand out. */
static void show_row(const Paper *paper, const Account *account, int width, size_t row)
{
    const size_t *counts = account->counts[row], *totals = account->counts[KIND_COUNT];
    Colour colour = row == KIND_COUNT ? COLOUR_BOLD : COLOUR_NONE;
    show_format(paper, colour, "%-*s", width, row == KIND_COUNT ? "total" : catalog_kinds[row].word);
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++) {
        int column = column_width(ledger_word(state), totals[state]);
        if (totals[state] > 0 && counts[state] > 0)
            show_format(paper, state == LEDGER_FAILED ? COLOUR_EXPECTED : colour, "%*zu", column, counts[state]);
        else if (totals[state] > 0)
            show_format(paper, COLOUR_DIM, "%*s", column, "-");
    }
    show_format(paper, colour, "%*zu\n", column_width("total", row_total(totals)), row_total(counts));
}

static void show_table(const Paper *paper, const Account *account)
{
    int width = words_width(account);
    show_titles(paper, account, width);
    for (size_t row = 0; row <= KIND_COUNT; row++)
        if (row == KIND_COUNT || row_total(account->counts[row]) > 0)
            show_row(paper, account, width, row);
}

static void show_reason(const Paper *paper, const Object *object, const LedgerEntry *entry)
{
    show_format(paper, COLOUR_NONE, "  ");
    show_text(paper, COLOUR_NONE, object->key);
    if (entry->reason != NULL) {
        show_format(paper, COLOUR_NONE, ": ");
        show_brief(paper, COLOUR_NONE, entry->reason);
    }
    buf_putc(paper->out, '\n');
}

static void show_state(const Paper *paper, const Account *account, LedgerState state)
{
    const Catalog *source = account->ledger->source;
    size_t total = account->counts[KIND_COUNT][state], shown = 0;
    if (total == 0)
        return;
    show_format(paper, state == LEDGER_FAILED ? COLOUR_EXPECTED : COLOUR_BOLD, "\n%s: %zu\n", ledger_word(state),
                total);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < source->objects[kind].count && shown < MAX_OBJECTS; i++) {
            const Object *object = source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(account->ledger, object);
            if (entry->state != state || !ledger_counts(account->ledger, object))
                continue;
            show_reason(paper, object, entry);
            shown++;
        }
    if (shown < total)
        show_format(paper, COLOUR_DIM, "  and %zu more; all in the JSON report\n", total - shown);
}

/* The findings of one code and one severity: a job may accept some of them and not others. */
typedef struct Group {
    FindingCode code;
    FindingSeverity severity;
    const Findings *findings;
} Group;

static const char *finding_when(FindingCode code)
{
    static const char *const whens[] = {
#define FINDING(code, severity, when) [FINDING_##code] = when,
        FINDING_CODES(FINDING)
#undef FINDING
    };
    return whens[code];
}

static bool group_has(const Group *group, const Finding *finding)
{
    return finding->code == group->code && finding->severity == group->severity;
}

static size_t group_count(const Group *group)
{
    size_t count = 0;
    for (size_t i = 0; i < group->findings->list.count; i++)
        count += group_has(group, &group->findings->list.items[i]);
    return count;
}

/* Whether an earlier finding of the group said what to do in the same words. */
static bool is_remedy_told(const Group *group, const Finding *finding)
{
    for (const Finding *earlier = group->findings->list.items; earlier < finding; earlier++)
        if (group_has(group, earlier) && earlier->remedy != NULL && strcmp(earlier->remedy, finding->remedy) == 0)
            return true;
    return false;
}

static void show_remedies(const Paper *paper, const Group *group)
{
    for (size_t i = 0; i < group->findings->list.count; i++) {
        const Finding *finding = &group->findings->list.items[i];
        if (!group_has(group, finding) || finding->remedy == NULL || is_remedy_told(group, finding))
            continue;
        show_format(paper, COLOUR_FOUND, "    remedy: ");
        show_text(paper, COLOUR_FOUND, finding->remedy);
        buf_putc(paper->out, '\n');
    }
}

static void show_message(const Paper *paper, const Finding *finding)
{
    show_format(paper, COLOUR_NONE, "    ");
    if (finding->object != NULL) {
        show_text(paper, COLOUR_NONE, finding->object);
        show_format(paper, COLOUR_NONE, ": ");
    }
    show_brief(paper, COLOUR_NONE, finding->message);
    buf_putc(paper->out, '\n');
}

static void show_findings_group(const Paper *paper, const Group *group)
{
    size_t count = group_count(group), shown = 0;
    if (count == 0)
        return;
    Colour colour = group->severity == SEVERITY_CRITICAL ? COLOUR_EXPECTED : COLOUR_BOLD;
    show_format(paper, colour, "  %s %s: %zu", finding_severity_name(group->severity), finding_code_name(group->code),
                count);
    show_format(paper, COLOUR_DIM, " (%s)\n", finding_when(group->code));
    for (size_t i = 0; i < group->findings->list.count && shown < MAX_MESSAGES; i++)
        if (group_has(group, &group->findings->list.items[i])) {
            show_message(paper, &group->findings->list.items[i]);
            shown++;
        }
    if (shown < count)
        show_format(paper, COLOUR_DIM, "    and %zu more; all in the JSON report\n", count - shown);
    show_remedies(paper, group);
}

/* The worst come first. */
void show_findings(const Paper *paper, const Findings *findings)
{
    if (findings->list.count == 0)
        return;
    show_format(paper, COLOUR_BOLD, "\nfindings: %zu\n", findings->list.count);
    for (int severity = SEVERITY_CRITICAL; severity >= SEVERITY_INFO; severity--)
        for (FindingCode code = 0; code < FINDING_CODE_COUNT; code++) {
            Group group = {code, (FindingSeverity)severity, findings};
            show_findings_group(paper, &group);
        }
}

static void show_account(const Paper *paper, const Ledger *ledger)
{
    static const LedgerState told[] = {LEDGER_SKIPPED, LEDGER_MANUAL, LEDGER_FAILED};
    Account account = account_of(ledger);
    show_table(paper, &account);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        show_state(paper, &account, told[i]);
}

static void show_slowest(const Paper *paper, const Slowest *slowest)
{
    if (slowest->count == 0)
        return;
    show_format(paper, COLOUR_BOLD, "\nslowest\n");
    for (size_t i = 0; i < slowest->count; i++) {
        const SlowStep *step = &slowest->items[i];
        show_format(paper, COLOUR_NONE, "%9.1f s", step->seconds);
        if (step->bytes > 0)
            show_format(paper, COLOUR_DIM, "%11.1f MB", (double)step->bytes / 1e6);
        else
            show_format(paper, COLOUR_DIM, "%14s", "");
        show_format(paper, COLOUR_NONE, "  ");
        show_text(paper, COLOUR_NONE, step->object);
        show_format(paper, COLOUR_DIM, ": %s\n", step->what);
    }
}

static void show_next(const Paper *paper, const List *next)
{
    if (next->count > 0)
        show_format(paper, COLOUR_BOLD, "\nnext\n");
    for (size_t i = 0; i < next->count; i++)
        show_format(paper, COLOUR_NONE, "  %s\n", next->items[i]);
}

void report_run_text(Buf *out, const RunReport *report, bool colour)
{
    Paper paper = {out, colour};
    if (report->ledger != NULL)
        show_account(&paper, report->ledger);
    if (report->findings != NULL)
        show_findings(&paper, report->findings);
    if (report->slowest != NULL)
        show_slowest(&paper, report->slowest);
    show_next(&paper, &report->next);
}
