/* A run in one small JSON object. */
#include "run_end.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "log.h"
#include "report_json.h"

enum { RUN_END_VERSION = 1, EXIT_DIFFERENCES = 1 };

const char *run_end_word(const RunEnd *end)
{
    if (end->ok)
        return end->exit_code == EXIT_DIFFERENCES ? "differences" : "done";
    return end->err->class == ERR_STOPPED ? "stopped" : end->err->class == ERR_REFUSED ? "refused" : "failed";
}

/* Cut between characters, for those who read it in a console. */
static void put_text(Buf *out, const char *name, const char *text)
{
    char cut[RUN_END_TEXT_MAX + 1];
    size_t length = text == NULL ? 0 : strnlen(text, RUN_END_TEXT_MAX);
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    snprintf(cut, sizeof cut, "%.*s", (int)length, text == NULL ? "" : text);
    json_put_member(out, ",\n", name, text == NULL ? NULL : cut);
}

static void put_findings(Buf *out, const Findings *findings, size_t most)
{
    static const FindingSeverity all[] = {SEVERITY_CRITICAL, SEVERITY_WARNING, SEVERITY_INFO};
    buf_puts(out, ",\n\"findings\":");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        json_put_number(out, i == 0 ? "{" : ",", finding_severity_name(all[i]), finding_count(findings, all[i]));
    buf_puts(out, "},\n\"decisions\":[");
    size_t told = 0;
    for (size_t i = 0; i < findings->list.count && told < most; i++) {
        const Finding *finding = &findings->list.items[i];
        if (finding->severity != SEVERITY_CRITICAL)
            continue;
        json_put_member(out, told++ == 0 ? "\n{" : ",\n{", "code", finding_code_name(finding->code));
        json_put_member(out, ",", "object", finding->object);
        put_text(out, "message", finding->message);
        put_text(out, "remedy", finding->remedy);
        buf_putc(out, '}');
    }
    buf_puts(out, "]");
}

static void put_objects(Buf *out, const Ledger *ledger)
{
    buf_puts(out, ",\n\"objects\":");
    if (ledger->source == NULL) {
        buf_puts(out, "null");
        return;
    }
    buf_putc(out, '{');
    json_put_states(out, ledger, KIND_COUNT);
    buf_putc(out, '}');
}

static void put_all(Buf *out, const RunEnd *end, size_t decisions)
{
    const Run *run = end->run;
    const Err *err = end->ok ? NULL : end->err;
    buf_printf(out, "{\"format\":\"understudy-summary\",\"version\":%d", RUN_END_VERSION);
    json_put_member(out, ",\n", "job", run->job.name);
    json_put_member(out, ",\n", "command", run->command);
    json_put_member(out, ",\n", "run_id", log_run_id());
    json_put_member(out, ",\n", "outcome", run_end_word(end));
    buf_printf(out, ",\n\"exit_code\":%d", end->exit_code);
    put_text(out, "class", err == NULL ? NULL : err_class_name(err->class));
    put_text(out, "error", err == NULL ? NULL : err->message);
    put_text(out, "remedy", err == NULL || err->hint[0] == '\0' ? NULL : err->hint);
    buf_printf(out, ",\n\"seconds\":%.3f,\n\"rows\":%" PRIu64 ",\n\"bytes\":%" PRIu64, run_seconds(run), run->rows,
               run->bytes);
    json_put_number(out, ",\n", "differences", run->differences);
    put_findings(out, &run->findings, decisions);
    put_objects(out, &run->ledger);
    json_put_member(out, ",\n", "report", run->job.artifacts);
    buf_puts(out, "}\n");
}

void run_end_write(Buf *out, const RunEnd *end, size_t most)
{
    size_t decisions = RUN_END_DECISIONS_MAX;
    for (put_all(out, end, decisions); out->length > most && decisions > 0; put_all(out, end, decisions)) {
        buf_clear(out);
        decisions /= 2;
    }
}
