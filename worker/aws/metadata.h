/* What ECS tells a task of itself: the task metadata endpoint, version 4 (Amazon ECS Developer Guide). */
#pragma once

#include "arena.h"
#include "err.h"

/* Any text may be NULL. */
typedef struct TaskMetadata {
    const char *cluster, *task_arn, *family, *revision, *zone, *launch_type;
} TaskMetadata;

bool metadata_is_there(void); /* this is an ECS task */
/* ERR_CONNECT where it does not answer, or not with JSON. */
bool metadata_read(TaskMetadata *metadata, Arena *arena, Err *err) MUST_CHECK;
