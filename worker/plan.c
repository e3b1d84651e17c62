/* The command plan: both halves' statements, what is found and what is left out, and nothing is changed. */
#include <string.h>

#include "artifacts.h"
#include "commands.h"
#include "dms.h"
#include "probe_store.h"
#include "script.h"
#include "text.h"

/* ---- statements ---- */

static void put_plan_text(Buf *out, const Dialect *dialect, const Statements *statements, const char *half)
{
    buf_printf(out, "-- %s: %zu statements\n", half, statements->list.count);
    buf_puts(out, statements->list.count > 0 ? dialect->script_head : "");
    for (size_t i = 0; i < statements->list.count; i++)
        script_put(out, dialect, &statements->list.items[i], false);
}

/* What the session is given for the statement, and what takes that back. */
static void put_texts(Buf *out, const char *name, const List *texts)
{
    if (texts->count == 0)
        return;
    buf_printf(out, ",\"%s\":", name);
    for (size_t i = 0; i < texts->count; i++) {
        buf_putc(out, i == 0 ? '[' : ',');
        text_put_json(out, texts->items[i]);
    }
    buf_putc(out, ']');
}

static void put_plan_json(Buf *out, const Statements *statements)
{
    static const char *const modes[] = {
        "access share", "row share",           "row exclusive", "share update exclusive",
        "share",        "share row exclusive", "exclusive",     "access exclusive"};
    buf_putc(out, '[');
    for (size_t i = 0; i < statements->list.count; i++) {
        const Statement *statement = &statements->list.items[i];
        buf_printf(out, "%s\n  {\"number\":%zu,\"object\":", i > 0 ? "," : "", i);
        text_put_json(out, statement->subject->key);
        buf_puts(out, ",\"action\":");
        text_put_json(out, statement->what);
        put_texts(out, "before", &statement->before);
        buf_puts(out, ",\"sql\":");
        text_put_json(out, statement->sql);
        put_texts(out, "after", &statement->after);
        buf_printf(out, ",\"cost_s\":%.4f,\"needs\":[", statement->cost_s);
        for (size_t n = 0; n < statement->needs.count; n++)
            buf_printf(out, "%s%zu", n > 0 ? "," : "", statement->needs.items[n]);
        buf_puts(out, "],\"locks\":[");
        for (size_t n = 0; n < statement->locks.count; n++) {
            buf_printf(out, "%s{\"on\":", n > 0 ? "," : "");
            text_put_json(out, statement->locks.items[n].on->key);
            buf_printf(out, ",\"mode\":\"%s\"}", modes[statement->locks.items[n].mode]);
        }
        buf_puts(out, "]}");
    }
    buf_putc(out, ']');
}

/* ---- findings ---- */

/* Inside of a comment, which a line that the text begins anew must not end. */
static void put_lines(Buf *out, const char *text)
{
    for (; text != NULL; text = strchr(text, '\n') == NULL ? NULL : strchr(text, '\n') + 1) {
        SCOPED(Buf, buf_free) line = {0};
        buf_put(&line, text, strcspn(text, "\n"));
        text_put_plain(out, buf_text(&line));
        buf_puts(out, strchr(text, '\n') == NULL ? "" : "\n--     ");
    }
}

static void put_findings(Buf *out, const Findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const Finding *finding = &findings->list.items[i];
        buf_printf(out, "-- %s %s: ", finding_severity_name(finding->severity), finding_code_name(finding->code));
        text_put_plain(out, finding->object == NULL ? "" : finding->object);
        buf_puts(out, finding->object == NULL ? "" : ": ");
        put_lines(out, finding->message);
        if (finding->remedy != NULL) {
            buf_puts(out, " (");
            put_lines(out, finding->remedy);
            buf_putc(out, ')');
        }
        buf_putc(out, '\n');
    }
}

static void put_left_out(Buf *out, const Run *run)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < run->source->objects[kind].count; i++) {
            const Object *object = run->source->objects[kind].items[i];
            const LedgerEntry *entry = ledger_of(&run->ledger, object);
            if (entry->state != LEDGER_SKIPPED && entry->state != LEDGER_MANUAL)
                continue;
            buf_printf(out, "-- %s ", ledger_word(entry->state));
            text_put_plain(out, object->key);
            if (entry->state == LEDGER_SKIPPED) { /* the finding tells of the others */
                buf_puts(out, ": ");
                put_lines(out, entry->reason == NULL ? "" : entry->reason);
            }
            buf_putc(out, '\n');
        }
}

/* ---- the halves ---- */

static bool plan_half(Run *run, Section section, const Map *done, Buf *text, Buf *json, Err *err)
{
    const Permission permission = run_permission(run);
    if (!run_emit(run, section, &permission, err))
        return false;
    statements_leave_out(&run->statements, done);
    Buf half = {0};
    const char *name = section == SECTION_PRE ? "pre-data" : "post-data";
    put_plan_text(&half, dialect_of(run->desired.post->engine), &run->statements, name);
    buf_put(text, buf_text(&half), half.length);
    put_plan_json(json, &run->statements);
    bool ok = artifacts_write(run, arena_printf(run->arena, "%s.sql", name), &half, err);
    buf_free(&half);
    return ok;
}

/* Who makes objects owns them. */
static void give_to_user(Catalog *catalog, const char *user)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t n = 0; n < catalog_kinds[kind].field_count; n++) {
            const Field *field = &catalog_kinds[kind].fields[n];
            for (size_t i = 0;
                 field->type == FIELD_ROLE && field->role == ROLE_LATE && i < catalog->objects[kind].count; i++)
                *(const char **)field_at(catalog->objects[kind].items[i], field) = user;
        }
}

/* Something of post-data's is there, and pre-data leaves it there. */
static bool stays_finished(const Run *run)
{
    const Catalog *left = run->rest == NULL ? run->scope : run->rest;
    for (Kind kind = 0; run->job.existing == JOB_EXISTING_FAIL && kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < left->objects[kind].count; i++) {
            const Object *object = left->objects[kind].items[i];
            if (!removal_is_property(left, object) && catalog_find(run->desired.pre, object->key) == NULL &&
                catalog_find(run->desired.post, object->key) != NULL)
                return true;
        }
    return false;
}

/* Post-data is planned against a target where pre-data has run: where it has not, against what it will make; or, where it
   changes a finished target, against what is there, without what it does. */
static bool plan_post(Run *run, Buf *text, Buf *json, Err *err)
{
    Map done = map_new(run->arena);
    bool finished = stays_finished(run);
    for (size_t i = 0; finished && i < run->statements.list.count; i++)
        map_put(&done, run->statements.list.items[i].sql, &run->statements.list.items[i]);
    if (run->statements.list.count > 0 && !finished) {
        run_forget_scope(run);
        run->scope = catalog_copy(run->desired.pre, object_is_any, NULL, NULL);
        run->scope_is_planned = true;
        give_to_user(run->scope, run->target->user);
        if (!catalog_name_all(run->scope, err))
            return false;
    }
    return plan_half(run, SECTION_POST, &done, text, json, err);
}

static bool print_json(const Run *run, const Buf *pre, const Buf *post, const Buf *dms, Err *err)
{
    SCOPED(Buf, buf_free) out = {0};
    const RunReport report = {
        .ledger = &run->ledger,
        .findings = &run->findings,
        .command = run->command,
        .outcome = "planned",
        .seconds = run_seconds(run),
    };
    buf_printf(&out, "{\"format\":\"understudy-plan\",\"version\":1,\n\"pre_data\":%s,\n\"post_data\":%s,\n\"probe\":",
               buf_text(pre), buf_text(post));
    if (run->probe == NULL)
        buf_puts(&out, "null");
    else
        probe_write(run->probe, &out);
    buf_printf(&out, ",\n\"dms\":%s,\n\"report\":", dms->length > 0 ? buf_text(dms) : "null");
    report_run_json(&out, &report);
    buf_puts(&out, "}\n");
    return command_print(&out, err);
}

bool command_plan(Run *run, const CommandOptions *options, int *status, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    SCOPED(Buf, buf_free) pre = {0};
    SCOPED(Buf, buf_free) post = {0};
    SCOPED(Buf, buf_free) dms = {0};
    const Map nothing = map_new(run->arena);
    (void)options;
    *status = 0;
    run->begins = true;
    if (!run_read(run, true, err) || !run_translate(run, err) ||
        !plan_half(run, SECTION_PRE, &nothing, &text, &pre, err) || !plan_post(run, &text, &post, err) ||
        !dms_tell(run, &text, &dms, err))
        return false;
    if (run->json)
        return print_json(run, &pre, &post, &dms, err);
    put_left_out(&text, run);
    put_findings(&text, &run->findings);
    return command_print(&text, err);
}
