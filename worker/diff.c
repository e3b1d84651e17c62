/* Compare, and converge without applying anything: so that each difference comes with what would remove it. */
#include "diff.h"

#include "artifacts.h"
#include "log.h"

/* Two ways to the expected side: as the job lets it, and with all that is extra gone. */
typedef struct Ways {
    Convergence allowed, all;
    Findings refusals, unheard;
} Ways;

static void ways_close(Ways *ways)
{
    catalog_free(ways->allowed.rest);
    catalog_free(ways->all.rest);
}

/* A cycle without repair leaves what was emitted so far unsorted: then there is no script, and the finding says why. */
static bool find_ways(Ways *ways, Run *run)
{
    Err unheard;
    *ways = (Ways){.refusals = {.arena = run->arena}, .unheard = {.arena = run->arena}};
    Permission permission = run_permission(run);
    bool ok = run_converge(run, SECTION_POST, &permission, true, &ways->allowed, &ways->refusals, &unheard);
    if (!ok || permission.extra == EXTRA_DROP)
        return ok;
    permission.extra = EXTRA_DROP;
    if (!run_converge(run, SECTION_POST, &permission, true, &ways->all, &ways->unheard, &unheard))
        ways->all.statements.list.count = 0;
    return true;
}

/* The values of sequences as they should be: all of them, or those that the target's user may not read. Returns how many
   were not known. */
static size_t forgive_values(const Run *run, bool all)
{
    size_t unknown = 0;
    EACH (run->scope, SEQUENCE, Sequence, there) {
        const Sequence *wanted = (const Sequence *)catalog_find(run->desired.post, there->object.key);
        bool is_unknown = wanted != NULL && there->last_value == INT_NONE && wanted->last_value != INT_NONE;
        if (wanted == NULL || (!all && !is_unknown))
            continue;
        ((Sequence *)there)->last_value = wanted->last_value;
        ((Sequence *)there)->is_called = wanted->is_called;
        unknown += is_unknown;
    }
    return all ? 0 : unknown;
}

static bool tell(Run *run, const Diff *diff, ReportFormat format, Err *err)
{
    Buf text = {0}, json = {0};
    if (format == REPORT_JSON || run->job.artifacts != NULL)
        report_diff_json(&json, diff);
    switch (format) {
    case REPORT_TEXT: report_diff_text(&text, diff, run->colour); break;
    case REPORT_MARKDOWN: report_diff_markdown(&text, diff); break;
    case REPORT_SQL: report_diff_sql(&text, diff); break;
    case REPORT_JSON: break;
    }
    bool ok =
        command_print(format == REPORT_JSON ? &json : &text, err) && artifacts_write(run, "diff.json", &json, err);
    buf_free(&text);
    buf_free(&json);
    return ok;
}

bool diff_print(Run *run, const CommandOptions *options, bool with_notes, bool *equal, Err *err)
{
    size_t unreadable = forgive_values(run, options->is_ad_hoc);
    if (unreadable > 0)
        finding_add(&run->findings, FINDING_SEQUENCE_UNREADABLE, NULL, "GRANT SELECT on them to the target's user",
                    "%zu sequences' values could not be read on the target: they were not compared", unreadable);
    compare_catalogs(&run->changes, run->arena, run->desired.post, run->scope, true);
    *equal = run->changes.list.count == 0;
    run->differences = run->changes.list.count;
    Ways ways = {0};
    bool has_ways = !*equal && find_ways(&ways, run);
    static const Statements none;
    Diff diff = {
        .expected = {run->job.source_snapshot != NULL ? run->job.source_snapshot : "source", run->desired.post,
                     run->source},
        .found = {run->job.target_snapshot != NULL ? run->job.target_snapshot : "target", run->scope, run->target},
        .changes = &run->changes,
        .statements = has_ways ? &ways.allowed.statements : &none,
        .drops = has_ways ? &ways.all.statements : &none,
        .refusals = &ways.refusals,
        .notes = with_notes ? &run->findings : NULL,
        .ledger = &run->ledger,
        .rules = &run->desired.rules,
    };
    bool ok = tell(run, &diff, options->format, err);
    ways_close(&ways);
    return ok;
}

bool command_diff(Run *run, const CommandOptions *options, int *status, Err *err)
{
    bool equal = false;
    log_phase("diff");
    if (!run_read(run, true, err) || !run_translate(run, err) || !diff_print(run, options, true, &equal, err))
        return false;
    *status = options->exit_code && !equal ? 1 : 0;
    return true;
}
