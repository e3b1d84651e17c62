/* The report of a run for machines, and what both reports for machines share. */
#include "report_json.h"

#include <inttypes.h>

#include "text.h"

void json_put_member(Buf *out, const char *separator, const char *name, const char *text)
{
    buf_printf(out, "%s\"%s\":", separator, name);
    text_put_json(out, text);
}

void json_put_number(Buf *out, const char *separator, const char *name, size_t number)
{
    buf_printf(out, "%s\"%s\":%zu", separator, name, number);
}

void json_put_object_names(Buf *out, const Object *object)
{
    json_put_member(out, "{", "kind", catalog_kinds[object->kind].word);
    json_put_member(out, ",", "name", object->name);
    json_put_member(out, ",", "key", object->key);
}

void json_put_states(Buf *out, const Ledger *ledger, Kind kind)
{
    json_put_number(out, "", "objects", ledger_total(ledger, kind));
    for (LedgerState state = 0; state < LEDGER_STATE_COUNT; state++)
        json_put_number(out, ",", ledger_word(state), ledger_count(ledger, kind, state));
}

static void put_kinds(Buf *out, const Ledger *ledger)
{
    const char *separator = "\n";
    buf_puts(out, ",\n\"kinds\":[");
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        if (ledger_total(ledger, kind) == 0)
            continue;
        buf_puts(out, separator);
        json_put_member(out, "{", "kind", catalog_kinds[kind].word);
        buf_putc(out, ',');
        json_put_states(out, ledger, kind);
        buf_putc(out, '}');
        separator = ",\n";
    }
    buf_puts(out, "\n]");
}

static void put_account(Buf *out, const Ledger *ledger)
{
    const char *separator = "\n";
    buf_puts(out, ",\n\"totals\":{");
    json_put_states(out, ledger, KIND_COUNT);
    buf_putc(out, '}');
    put_kinds(out, ledger);
    buf_puts(out, ",\n\"objects\":[");
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < ledger->source->objects[kind].count; i++) {
            const Object *object = ledger->source->objects[kind].items[i];
            if (!ledger_counts(ledger, object))
                continue;
            buf_puts(out, separator);
            json_put_object_names(out, object);
            json_put_member(out, ",", "state", ledger_word(ledger_of(ledger, object)->state));
            json_put_member(out, ",", "reason", ledger_of(ledger, object)->reason);
            buf_putc(out, '}');
            separator = ",\n";
        }
    buf_puts(out, "\n]");
}

void json_put_findings(Buf *out, const Findings *findings)
{
    size_t count = findings == NULL ? 0 : findings->list.count;
    buf_puts(out, ",\n\"findings\":[");
    for (size_t i = 0; i < count; i++) {
        const Finding *finding = &findings->list.items[i];
        buf_puts(out, i == 0 ? "\n" : ",\n");
        json_put_member(out, "{", "code", finding_code_name(finding->code));
        json_put_member(out, ",", "severity", finding_severity_name(finding->severity));
        json_put_member(out, ",", "object", finding->object);
        json_put_member(out, ",", "message", finding->message);
        json_put_member(out, ",", "remedy", finding->remedy);
        buf_putc(out, '}');
    }
    buf_puts(out, count == 0 ? "]" : "\n]");
}

static void put_slowest(Buf *out, const Slowest *slowest)
{
    size_t count = slowest == NULL ? 0 : slowest->count;
    buf_puts(out, ",\n\"slowest\":[");
    for (size_t i = 0; i < count; i++) {
        const SlowStep *step = &slowest->items[i];
        json_put_member(out, i == 0 ? "\n{" : ",\n{", "object", step->object);
        json_put_member(out, ",", "action", step->what);
        buf_printf(out, ",\"seconds\":%.3f,\"bytes\":%" PRId64 "}", step->seconds, step->bytes);
    }
    buf_puts(out, count == 0 ? "]" : "\n]");
}

static void put_next(Buf *out, const List *next)
{
    buf_puts(out, ",\n\"next\":[");
    for (size_t i = 0; i < next->count; i++) {
        buf_puts(out, i == 0 ? "" : ",");
        text_put_json(out, next->items[i]);
    }
    buf_putc(out, ']');
}

void report_run_json(Buf *out, const RunReport *report)
{
    buf_printf(out, "{\"format\":\"understudy-run\",\"version\":%d", REPORT_VERSION);
    json_put_member(out, ",\n", "command", report->command);
    json_put_member(out, ",\n", "outcome", report->outcome);
    buf_printf(out, ",\n\"seconds\":%.3f", report->seconds);
    if (report->ledger != NULL)
        put_account(out, report->ledger);
    json_put_findings(out, report->findings);
    put_slowest(out, report->slowest);
    put_next(out, &report->next);
    buf_puts(out, "}\n");
}
