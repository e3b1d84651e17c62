/* YAML as a tree of texts, lists and maps, each with its place: no more of YAML than that. Anchors, aliases, merge keys and
   tags are refused, so what was read is never larger than what was written. */
#pragma once

#include "job_problem.h"

typedef enum NodeKind {
    NODE_NOTHING, /* no text at all, or null or ~ without quotes */
    NODE_TEXT,
    NODE_LIST,
    NODE_MAP,     /* items: key, value, key, value, ... */
    NODE_REFUSED, /* a problem was reported already */
} NodeKind;

typedef struct Node {
    NodeKind kind;
    bool is_plain; /* without quotes */
    JobPlace place;
    const char *text; /* as written, even of NODE_NOTHING; "" of lists and maps */
    size_t length;
    LIST_OF(struct Node *) items;
} Node;

/* The one document in the text; NULL when there is none. False when it could not be read to its end: why is in the report,
   as are the mistakes that do not keep it from being read (NODE_REFUSED). */
bool job_yaml_read(JobReport *report, Arena *arena, const char *text, size_t length, Node **root) MUST_CHECK;
