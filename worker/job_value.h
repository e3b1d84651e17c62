/* One key's value: from a node into its member of the Job, or of a mapping in one of its lists. */
#pragma once

#include "job_table.h"
#include "job_yaml.h"

/* `into` is the Job, or the mapping's struct, whose key it is. */
void job_value_default(void *into, const JobKeyInfo *info);
bool job_value_is_absent(const void *in, const JobKeyInfo *info);
/* It is left as it was where the report gets a problem. */
void job_value_set(void *into, const JobKeyInfo *info, const Node *node, JobReport *report);
/* All the keys of a table (job_section.c). */
void job_keys_default(void *into, const JobTable *table);
void job_keys_set(void *into, const JobTable *table, const Node *map, JobReport *report);
void job_key_unknown(JobReport *report, const JobTable *table, const char *section, const char *path, const Node *key,
                     const Node *value);
/* Whether a map's key can be one; reports it otherwise. `seen` holds the map's keys before it. */
bool job_value_is_key(JobReport *report, Map *seen, const Node *key, const Node *value);
/* A key's name in a message, with a blank in front; "" where it may be a piece of a URL or a password that lacks its
   quotes: it has no value, or is no word. */
const char *job_value_key_shown(Arena *arena, const Node *key, const Node *value);
