/* Reports: what differs between two catalogs, and what a run did. As text for people and as JSON for machines, a diff also
   as Markdown and as SQL; all are appended to a Buf and end with a line feed. Nothing that a database holds reaches a
   terminal as a control character. */
#pragma once

#include "buf.h"
#include "compare.h"
#include "finding.h"
#include "ledger.h"
#include "rules.h"
#include "statements.h"
#include "summary.h"

typedef enum ReportFormat { REPORT_TEXT, REPORT_JSON, REPORT_MARKDOWN, REPORT_SQL } ReportFormat;

/* One side of a diff. The label says whose catalog it is: "source", "target", a file's name. */
typedef struct DiffSide {
    const char *label;
    const Catalog *catalog; /* what is compared */
    const Catalog *whole;   /* what it was taken from */
} DiffSide;

typedef struct Diff {
    DiffSide expected, found;
    const Changes *changes;       /* of compare_catalogs(.., expected.catalog, found.catalog, ..) */
    const Statements *statements; /* what makes found like expected, as far as the job lets it; NULL: nobody asks */
    const Statements *drops;      /* what would remove the extra objects that the job keeps; NULL: none */
    const Findings *refusals;     /* why there is no statement; NULL: none */
    const Findings *notes;        /* what is compared otherwise than it stands there; NULL: told before */
    const Ledger *ledger;         /* SKIPPED, MANUAL: what is not compared; NULL: nothing */
    const CrossRules *rules;      /* by which two engines were taken to say the same; NULL: none */
} Diff;

/* The first line is "equal: N objects, no differences" or "N differences in M objects": a missing or an extra object is
   one difference, an object that differs has as many as fields differ. Below, what belongs to a table (or view, type,
   ...) stands under it, each with the SQL that would remove the difference, or why there is none; of a missing or an extra
   table the parts are counted, not listed. Last comes what neither side can vouch for: what was not compared, and notes.
   With `colour`, ANSI colours. */
void report_diff_text(Buf *out, const Diff *diff, bool colour);
/* The same as GitHub-flavoured Markdown: a heading for each object, its statements in one block. */
void report_diff_markdown(Buf *out, const Diff *diff);
/* Only the statements, in the order in which they can be run, as a script for the engine's own client; what the job does
   not allow, and differences without a statement, stand there as comments. */
void report_diff_sql(Buf *out, const Diff *diff);
/* {"format":"understudy-diff","version":1,"equal":..,"left":{..},"right":{..},"summary":{"missing":..,"extra":..,
   "different":..,"compared":..},"objects":[{"kind","name","key","status","fields":[{"field","expected","found"}],"sql":[..],
   "drop":[..],"reason","remedy"}],"script":[..],"not_compared":[{"type","expected","found"}],
   "left_out":[{"key","reason"}],"findings":[..]}. Left is expected, right is found; values are as in a snapshot, null for
   none. A missing object's fields have what is expected, an extra one's what was found; all parts are listed. "sql" are the
   object's own statements (none: it comes with what it belongs to, or "reason" says why there is none), "drop" those for
   which the job would have to say extra: drop; "script" has all statements in the order in which they can be run. */
void report_diff_json(Buf *out, const Diff *diff);

/* A run that is over. Ledger, findings and slowest may be NULL when it ended before there were any. */
typedef struct RunReport {
    const Ledger *ledger;
    const Findings *findings;
    const Slowest *slowest;
    List next; /* what to do now */
    const char *command, *outcome;
    double seconds;
} RunReport;

/* The account of a run: objects by kind and state, with totals; what was skipped, is left to people or failed, with the
   reasons; findings by code with their remedies; the slowest steps; what to do now. Long lists are cut and say so. */
void report_run_text(Buf *out, const RunReport *report, bool colour);

/* {"format":"understudy-run","version":1,"command","outcome","seconds","totals":{"objects":..,<state>:..},
   "kinds":[{"kind","objects",<state>:..}],"objects":[{"kind","name","key","state","reason"}],
   "findings":[{"code","severity","object","message","remedy"}],"slowest":[{"object","action","seconds","bytes"}],
   "next":[..]}, every object and finding in full. Without a ledger there are no "totals", "kinds" and "objects". */
void report_run_json(Buf *out, const RunReport *report);
