/* Globs as a job says them: schema.name or kind:schema.name, with * ? and [..]. */
#pragma once

#include "job.h"

enum { JOB_GLOB_MAX = 255 };

/* NULL, or what is wrong with it; `hint` then names the remedy. */
const char *job_glob_mistake(Arena *arena, const char *glob, size_t length, const char **hint);
