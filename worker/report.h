/* Reports: what differs between two catalogs, and what a run did. As text for people and as JSON for machines; both are
   appended to a Buf and end with a line feed. Nothing that a database holds reaches a terminal as a control character. */
#pragma once

#include "buf.h"
#include "compare.h"
#include "finding.h"
#include "ledger.h"

/* One side of a diff. The label says whose catalog it is: "source", "target", a file's name. */
typedef struct DiffSide {
    const char *label;
    const Catalog *catalog;
} DiffSide;

/* The changes are those of compare_catalogs(.., expected->catalog, found->catalog, ..).

   The first line is "equal: N objects, no differences" or "N differences in M objects": a missing or an extra object is
   one difference, an object that differs has as many as fields differ. Below, what belongs to a table (or view, type,
   ...) stands under it; of a missing or an extra table the parts are counted, not listed. Last comes what neither side
   can vouch for: the objects that understudy does not read. With `colour`, ANSI colours. */
void report_diff_text(Buf *out, const Changes *changes, const DiffSide *expected, const DiffSide *found, bool colour);

/* {"format":"understudy-diff","version":1,"equal":..,"left":{..},"right":{..},"summary":{"missing":..,"extra":..,
   "different":..,"compared":..},"objects":[{"kind","name","key","status","fields":[{"field","expected","found"}]}],
   "not_compared":[{"type","expected","found"}]}. Left is expected, right is found; values are as in a snapshot, null
   for none. A missing object's fields have what is expected, an extra one's what was found; all parts are listed. */
void report_diff_json(Buf *out, const Changes *changes, const DiffSide *expected, const DiffSide *found);

/* The account of a run: objects by kind and state, with totals; what was skipped, is left to people or failed, with the
   reasons; findings by code with their remedies. Long lists are cut and say so. Ledger and findings may be NULL when the
   run ended before there were any. */
void report_ledger_text(Buf *out, const Ledger *ledger, const Findings *findings, bool colour);

/* {"format":"understudy-run","version":1,"command","outcome","seconds","totals":{"objects":..,<state>:..},
   "kinds":[{"kind","objects",<state>:..}],"objects":[{"kind","name","key","state","reason"}],
   "findings":[{"code","severity","object","message","remedy"}]}, every object and finding in full. Without a
   ledger there are no "totals", "kinds" and "objects". */
void report_run_json(Buf *out, const Ledger *ledger, const Findings *findings, const char *command, const char *outcome,
                     double seconds);
