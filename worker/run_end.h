/* How a command ended, short enough for a workflow to carry. It is <command>.summary.json among the artifacts, what a Step
   Functions token is answered with, and what its metrics are made of. */
#pragma once

#include "run.h"

enum { RUN_END_DECISIONS_MAX = 20, RUN_END_TEXT_MAX = 1000 /* bytes of a message or remedy, the rest is cut */ };

typedef struct RunEnd {
    const Run *run;
    bool ok;
    int exit_code;
    const Err *err; /* when not ok */
} RunEnd;

/* "done", "differences", "stopped", "refused", "failed" */
const char *run_end_word(const RunEnd *end);

/* Into an empty Buf: {"format":"understudy-summary","version":1,"job","command","run_id","outcome","exit_code","class","error","remedy",
   "seconds","rows","bytes","differences","findings":{<severity>:..},"decisions":[{"code","object","message","remedy"}],
   "objects":{"objects":..,<state>:..},"report"}. "class", "error", "remedy": null when it ended well. "differences":
   objects, of diff and clone. "decisions" are the critical findings, the first RUN_END_DECISIONS_MAX of them, or as many as fit
   into `most` bytes, which are 16 kB at least. "objects" is
   null before the source was read. "report": where the artifacts are; null for none. */
void run_end_write(Buf *out, const RunEnd *end, size_t most);
