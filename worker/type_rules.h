/* The job's `types:` as ddl takes them. */
#pragma once

#include "job.h"
#include "types.h"

TypeRules type_rules_of(Arena *arena, const JobTypeRules *said);
