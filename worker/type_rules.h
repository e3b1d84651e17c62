/* The job's `types:` as ddl takes them. */
#pragma once

#include "job.h"
#include "translate_options.h"

TypeRules type_rules_of(Arena *arena, const JobTypeRules *said);
