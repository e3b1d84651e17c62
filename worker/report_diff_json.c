/* A diff for machines. One object a line, so that two reports can be compared line by line. */
#include <inttypes.h>
#include <string.h>

#include "report_diff.h"
#include "report_json.h"
#include "snapshot.h"
#include "text.h"

static void put_side(Buf *out, const char *name, const DiffSide *side)
{
    char fingerprint[FINGERPRINT_SIZE];
    catalog_fingerprint(side->catalog, fingerprint);
    buf_printf(out, ",\n\"%s\":", name);
    json_put_member(out, "{", "label", side->label);
    json_put_member(out, ",", "engine", side->catalog->engine);
    buf_printf(out, ",\"version\":%" PRId64, side->catalog->server_version);
    json_put_member(out, ",", "server_text", side->catalog->server_text);
    json_put_member(out, ",", "fingerprint", fingerprint);
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

/* With what its session is given before, and what takes that back after it: texts that can be run in this order. */
static void put_statement(Buf *out, const Statement *statement, const char *separator, bool *is_first)
{
    const List own = {(const char **)&statement->sql, 1};
    const List *const texts[] = {&statement->before, &own, &statement->after};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 0; n < texts[i]->count; n++) {
            buf_puts(out, *is_first ? separator + 1 : separator);
            text_put_json(out, texts[i]->items[n]);
            *is_first = false;
        }
}

static void put_statements(Buf *out, const char *name, const DiffStatements *statements)
{
    bool is_first = true;
    buf_printf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < statements->count; i++)
        put_statement(out, statements->items[i], ",", &is_first);
    buf_putc(out, ']');
}

static void put_row(Buf *out, const DiffRow *row, bool has_statements)
{
    const Change *change = row->change;
    const KindInfo *kind = &catalog_kinds[diff_subject(change)->kind];
    json_put_object_names(out, diff_subject(change));
    json_put_member(out, ",", "status", diff_status(change->type));
    buf_puts(out, ",\"fields\":[");
    const char *separator = "";
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!is_told(change, i, &kind->fields[i]))
            continue;
        buf_puts(out, separator);
        json_put_member(out, "{", "field", kind->fields[i].name);
        put_field_side(out, "expected", change->desired, &kind->fields[i]);
        put_field_side(out, "found", change->actual, &kind->fields[i]);
        buf_putc(out, '}');
        separator = ",";
    }
    buf_putc(out, ']');
    if (has_statements) {
        put_statements(out, "sql", &row->statements);
        put_statements(out, "drop", &row->drops);
        json_put_member(out, ",", "reason", row->reason);
        json_put_member(out, ",", "remedy", row->remedy);
    }
    buf_putc(out, '}');
}

static void put_script(Buf *out, const Statements *statements)
{
    bool is_first = true;
    buf_puts(out, ",\n\"script\":[");
    for (size_t i = 0; i < statements->list.count; i++)
        put_statement(out, &statements->list.items[i], ",\n", &is_first);
    buf_puts(out, is_first ? "]" : "\n]");
}

static void put_unreads(Buf *out, const DiffUnreads *unreads)
{
    buf_puts(out, ",\n\"not_compared\":[");
    for (size_t i = 0; i < unreads->count; i++) {
        buf_puts(out, i == 0 ? "\n" : ",\n");
        json_put_member(out, "{", "type", unreads->items[i].type);
        json_put_number(out, ",", "expected", unreads->items[i].expected);
        json_put_number(out, ",", "found", unreads->items[i].found);
        buf_putc(out, '}');
    }
    buf_puts(out, unreads->count == 0 ? "]" : "\n]");
}

static void put_left_out(Buf *out, const Ledger *ledger)
{
    const char *separator = "\n";
    buf_puts(out, ",\n\"left_out\":[");
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; kind != KIND_UNREAD && i < ledger->source->objects[kind].count; i++) {
            const Object *object = ledger->source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(ledger, object);
            if (entry->state != LEDGER_SKIPPED && entry->state != LEDGER_MANUAL)
                continue;
            buf_puts(out, separator);
            json_put_member(out, "{", "key", object->key);
            json_put_member(out, ",", "reason", entry->reason);
            buf_putc(out, '}');
            separator = ",\n";
        }
    buf_puts(out, separator[0] == '\n' ? "]" : "\n]");
}

static void put_tally(Buf *out, const DiffTally *tally)
{
    json_put_number(out, ",\n\"summary\":{", "missing", tally->missing);
    json_put_number(out, ",", "extra", tally->extra);
    json_put_number(out, ",", "different", tally->different);
    json_put_number(out, ",", "compared", tally->compared);
    buf_putc(out, '}');
}

static void put_rules(Buf *out, Arena *scratch, const CrossRules *rules)
{
    CrossRuleUses uses = cross_rule_uses(scratch, rules);
    buf_puts(out, ",\n\"rules\":[");
    for (size_t i = 0; i < uses.count; i++) {
        buf_puts(out, i == 0 ? "\n" : ",\n");
        json_put_member(out, "{", "rule", uses.items[i].rule);
        json_put_member(out, ",", "what", uses.items[i].what);
        json_put_number(out, ",", "count", uses.items[i].count);
        json_put_member(out, ",", "first", uses.items[i].first->key);
        buf_putc(out, '}');
    }
    buf_puts(out, uses.count == 0 ? "]" : "\n]");
}

void report_diff_json(Buf *out, const Diff *diff)
{
    Arena *scratch = arena_new();
    DiffTally tally = diff_tally(diff);
    DiffUnreads unreads = diff_unreads(scratch, diff);
    DiffRows rows = diff_rows(scratch, diff);
    buf_printf(out, "{\"format\":\"understudy-diff\",\"version\":%d,\n\"equal\":%s", REPORT_VERSION,
               rows.count == 0 ? "true" : "false");
    put_side(out, "left", &diff->expected);
    put_side(out, "right", &diff->found);
    put_tally(out, &tally);
    buf_puts(out, ",\n\"objects\":[");
    for (size_t i = 0; i < rows.count; i++) {
        buf_puts(out, i == 0 ? "\n" : ",\n");
        put_row(out, &rows.items[i], diff->statements != NULL);
    }
    buf_puts(out, rows.count == 0 ? "]" : "\n]");
    if (diff->statements != NULL)
        put_script(out, diff->statements);
    put_unreads(out, &unreads);
    if (diff->ledger != NULL)
        put_left_out(out, diff->ledger);
    if (diff->rules != NULL)
        put_rules(out, scratch, diff->rules);
    if (diff->notes != NULL)
        json_put_findings(out, diff->notes);
    buf_puts(out, "}\n");
    arena_free(scratch);
}
