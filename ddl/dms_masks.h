/* Columns whose values the target must not have: what becomes of them, and whether that can be (crossdialect's 5.6). */
#pragma once

#include "dms_options.h"

/* The job's word on a column of the source: the first that fits. NULL: it is loaded as it is. */
const DmsMask *dms_mask_of(const DmsOptions *options, const Object *source_column);
bool dms_is_number(const char *engine, const char *type);

/* The source's check speaks of a column that will hold other values. */
bool dms_check_is_masked(const Catalog *source, const DmsOptions *options, const Check *check);
/* Masks that cannot be are found (MASK_INVALID): of what `reasons` does not leave out. */
void dms_check_masks(const Catalog *source, const DmsOptions *options, const char *const *reasons, Findings *findings);
/* Hashes have 64 characters: columns of the desired catalog get room for them. */
void dms_widen(Catalog *post, const DmsOptions *options, Findings *findings);
