/* Both reports for machines. One object a line, so that two reports can be compared line by line. */
#include <inttypes.h>
#include <string.h>

#include "report_diff.h"
#include "snapshot.h"
#include "text.h"

enum { REPORT_VERSION = 1 };

static void put_member(Buf *out, const char *separator, const char *name, const char *text)
{
    buf_printf(out, "%s\"%s\":", separator, name);
    text_put_json(out, text);
}

static void put_number(Buf *out, const char *separator, const char *name, size_t number)
{
    buf_printf(out, "%s\"%s\":%zu", separator, name, number);
}

static void put_object_names(Buf *out, const Object *object)
{
    put_member(out, "{", "kind", catalog_kinds[object->kind].word);
    put_member(out, ",", "name", object->name);
    put_member(out, ",", "key", object->key);
}

static void put_side(Buf *out, const char *name, const DiffSide *side)
{
    char fingerprint[FINGERPRINT_SIZE];
    catalog_fingerprint(side->catalog, fingerprint);
    buf_printf(out, ",\n\"%s\":", name);
    put_member(out, "{", "label", side->label);
    put_member(out, ",", "engine", side->catalog->engine);
    buf_printf(out, ",\"version\":%" PRId64, side->catalog->server_version);
    put_member(out, ",", "server_text", side->catalog->server_text);
    put_member(out, ",", "fingerprint", fingerprint);
    buf_putc(out, '}');
}

static void put_field_side(Buf *out, const char *name, const Object *object, const Field *field)
{
    buf_printf(out, ",\"%s\":", name);
    if (object == NULL)
        buf_puts(out, "null");
    else
        snapshot_put_value(out, object, field);
}

/* Of an object on one side only: all that it has. */
static bool is_told(const Change *change, size_t i, const Field *field)
{
    if (change->type == CHANGE_ALTER)
        return (change->fields >> i & 1) != 0;
    return diff_is_compared(field) && !snapshot_is_empty(diff_subject(change), field);
}

static void put_change(Buf *out, const Change *change)
{
    const KindInfo *kind = &catalog_kinds[diff_subject(change)->kind];
    put_object_names(out, diff_subject(change));
    put_member(out, ",", "status", diff_status(change->type));
    buf_puts(out, ",\"fields\":[");
    const char *separator = "";
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!is_told(change, i, &kind->fields[i]))
            continue;
        buf_puts(out, separator);
        put_member(out, "{", "field", kind->fields[i].name);
        put_field_side(out, "expected", change->desired, &kind->fields[i]);
        put_field_side(out, "found", change->actual, &kind->fields[i]);
        buf_putc(out, '}');
        separator = ",";
    }
    buf_puts(out, "]}");
}

static void put_unreads(Buf *out, const DiffUnreads *unreads)
{
    buf_puts(out, ",\n\"not_compared\":[");
    for (size_t i = 0; i < unreads->count; i++) {
        buf_puts(out, i == 0 ? "\n" : ",\n");
        put_member(out, "{", "type", unreads->items[i].type);
        put_number(out, ",", "expected", unreads->items[i].expected);
        put_number(out, ",", "found", unreads->items[i].found);
        buf_putc(out, '}');
    }
    buf_puts(out, unreads->count == 0 ? "]" : "\n]");
}

static void put_tally(Buf *out, const DiffTally *tally)
{
    put_number(out, ",\n\"summary\":{", "missing", tally->missing);
    put_number(out, ",", "extra", tally->extra);
    put_number(out, ",", "different", tally->different);
    put_number(out, ",", "compared", tally->compared);
    buf_putc(out, '}');
}

void report_diff_json(Buf *out, const Changes *changes, const DiffSide *expected, const DiffSide *found)
{
    Arena *scratch = arena_new();
    DiffTally tally = diff_tally(changes, expected->catalog);
    DiffUnreads unreads = diff_unreads(scratch, expected->catalog, found->catalog);
    buf_printf(out, "{\"format\":\"understudy-diff\",\"version\":%d,\n\"equal\":%s", REPORT_VERSION,
               changes->list.count == 0 ? "true" : "false");
    put_side(out, "left", expected);
    put_side(out, "right", found);
    put_tally(out, &tally);
    buf_puts(out, ",\n\"objects\":[");
    for (size_t i = 0; i < changes->list.count; i++) {
        buf_puts(out, i == 0 ? "\n" : ",\n");
        put_change(out, &changes->list.items[i]);
    }
    buf_puts(out, changes->list.count == 0 ? "]" : "\n]");
    put_unreads(out, &unreads);
    buf_puts(out, "}\n");
    arena_free(scratch);
}

/* ---- a run ---- */

static void put_states(Buf *out, const Ledger *ledger, Kind kind)
{
    size_t total = 0;
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++)
        total += ledger_count(ledger, kind, state);
    put_number(out, "", "objects", total);
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++)
        put_number(out, ",", ledger_word(state), ledger_count(ledger, kind, state));
    buf_putc(out, '}');
}

static void put_kinds(Buf *out, const Ledger *ledger)
{
    const char *separator = "\n";
    buf_puts(out, ",\n\"kinds\":[");
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        if (ledger->source->objects[kind].count == 0 || !ledger_counts_object(ledger->source->objects[kind].items[0]))
            continue;
        buf_puts(out, separator);
        put_member(out, "{", "kind", catalog_kinds[kind].word);
        buf_putc(out, ',');
        put_states(out, ledger, kind);
        separator = ",\n";
    }
    buf_puts(out, "\n]");
}

static void put_account(Buf *out, const Ledger *ledger)
{
    const char *separator = "\n";
    buf_puts(out, ",\n\"totals\":{");
    put_states(out, ledger, KIND_COUNT);
    put_kinds(out, ledger);
    buf_puts(out, ",\n\"objects\":[");
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < ledger->source->objects[kind].count; i++) {
            const Object *object = ledger->source->objects[kind].items[i];
            if (!ledger_counts_object(object))
                continue;
            buf_puts(out, separator);
            put_object_names(out, object);
            put_member(out, ",", "state", ledger_word(ledger_of(ledger, object)->state));
            put_member(out, ",", "reason", ledger_of(ledger, object)->reason);
            buf_putc(out, '}');
            separator = ",\n";
        }
    buf_puts(out, "\n]");
}

static void put_findings(Buf *out, const Findings *findings)
{
    size_t count = findings == NULL ? 0 : findings->list.count;
    buf_puts(out, ",\n\"findings\":[");
    for (size_t i = 0; i < count; i++) {
        const Finding *finding = &findings->list.items[i];
        buf_puts(out, i == 0 ? "\n" : ",\n");
        put_member(out, "{", "code", finding_code_name(finding->code));
        put_member(out, ",", "severity", finding_severity_name(finding->severity));
        put_member(out, ",", "object", finding->object);
        put_member(out, ",", "message", finding->message);
        put_member(out, ",", "remedy", finding->remedy);
        buf_putc(out, '}');
    }
    buf_puts(out, count == 0 ? "]" : "\n]");
}

void report_run_json(Buf *out, const Ledger *ledger, const Findings *findings, const char *command, const char *outcome,
                     double seconds)
{
    buf_printf(out, "{\"format\":\"understudy-run\",\"version\":%d", REPORT_VERSION);
    put_member(out, ",\n", "command", command);
    put_member(out, ",\n", "outcome", outcome);
    buf_printf(out, ",\n\"seconds\":%.3f", seconds);
    if (ledger != NULL)
        put_account(out, ledger);
    put_findings(out, findings);
    buf_puts(out, "}\n");
}
