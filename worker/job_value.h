/* One key's value: from a node into its member of the Job. */
#pragma once

#include "job_table.h"
#include "job_yaml.h"

void job_value_default(Job *job, const JobKeyInfo *info);
bool job_value_is_absent(const Job *job, const JobKeyInfo *info);
/* The job is left as it was where the report gets a problem. */
void job_value_set(Job *job, const JobKeyInfo *info, const Node *node, JobReport *report);
/* Whether a map's key can be one; reports it otherwise. `seen` holds the map's keys before it. */
bool job_value_is_key(JobReport *report, Map *seen, const Node *key, const Node *value);
/* A key's name in a message, with a blank in front; "" where it may be a piece of a URL or a password that lacks its
   quotes: it has no value, or is no word. */
const char *job_value_key_shown(Arena *arena, const Node *key, const Node *value);
