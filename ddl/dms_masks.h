/* Columns whose values the target must not have: what becomes of them, and whether that can be (crossdialect's 5.6). */
#pragma once

#include "dms_options.h"

/* The job's word on a column of the source: the first that fits. NULL: it is loaded as it is. */
const DmsMask *dms_mask_of(const DmsOptions *options, const Object *source_column);
bool dms_is_number(const char *engine, const char *type);
