/* Globs as a job says them: schema.name or kind:schema.name, with * ? and [..]; and findings: CODE, or CODE: and a glob. */
#pragma once

#include "job.h"

enum { JOB_GLOB_MAX = 255 };

/* NULL, or what is wrong with it; `hint` then names the remedy. */
typedef const char *JobMistake(Arena *arena, const char *text, size_t length, const char **hint);
JobMistake job_glob_mistake, job_accepted_mistake;
