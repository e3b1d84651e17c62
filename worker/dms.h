/* What a run has to do with AWS DMS: the job's word on its task, and the files that make one. */
#pragma once

#include "run.h"

/* `run->source` has been read. */
DmsOptions dms_options_of(const Run *run);
/* Where DMS loads: what its task and endpoints must be, as files among the artifacts; after run_translate. What is wrong with
   it is found. `text` and `json` get the same for people and machines; either may be NULL. */
bool dms_tell(Run *run, Buf *text, Buf *json, Err *err) MUST_CHECK;
