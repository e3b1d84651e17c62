/* What a run has to do with AWS DMS: the job's word on its task, and the files that make one. */
#pragma once

#include "run.h"

/* The table mappings that the job names, if it does, and the source under them; once. ERR_CONFIG: the job's own renames say
   otherwise. */
bool dms_open(Run *run, Err *err) MUST_CHECK;
/* `run->source` has been read. */
DmsOptions dms_options_of(const Run *run);
/* Where DMS loads: what its task and endpoints must be, as files among the artifacts; after run_translate. What is wrong with
   it is found. `text` and `json` get the same for people and machines; either may be NULL. */
bool dms_tell(Run *run, Buf *text, Buf *json, Err *err) MUST_CHECK;
