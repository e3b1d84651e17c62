/* DMS. */
#include "dms.h"

static const DmsMask *masks_of(Arena *arena, const JobMasks *masks)
{
    static const DmsAction actions[] = {
        [JOB_MASK_DIGITS_MASK] = DMS_DIGITS_MASK,
        [JOB_MASK_DIGITS_RANDOMIZE] = DMS_DIGITS_RANDOMIZE,
        [JOB_MASK_HASH_MASK] = DMS_HASH_MASK,
        [JOB_MASK_REMOVE_COLUMN] = DMS_REMOVE_COLUMN,
    };
    DmsMask *made = arena_array(arena, masks->count, sizeof *made);
    for (size_t i = 0; i < masks->count; i++)
        made[i] = (DmsMask){masks->items[i].column, actions[masks->items[i].action],
                            masks->items[i].with == NULL ? "#" : masks->items[i].with};
    return made;
}

DmsOptions dms_options_of(const Run *run)
{
    static const DmsTask tasks[] = {
        [JOB_DMS_TASK_FULL_LOAD] = DMS_FULL_LOAD,
        [JOB_DMS_TASK_FULL_LOAD_AND_CDC] = DMS_FULL_LOAD_AND_CDC,
        [JOB_DMS_TASK_CDC] = DMS_CDC,
    };
    static const DmsLobMode lob_modes[] = {
        [JOB_DMS_LOB_MODE_LIMITED] = DMS_LOB_LIMITED,
        [JOB_DMS_LOB_MODE_FULL] = DMS_LOB_FULL,
        [JOB_DMS_LOB_MODE_INLINE] = DMS_LOB_INLINE,
    };
    const Job *job = &run->job;
    return (DmsOptions){
        .is_loader = job->load_by == JOB_LOAD_BY_DMS,
        .engine = run->source->engine,
        .task = tasks[job->dms_task],
        .lob_mode = lob_modes[job->dms_lob_mode],
        .lob_max_kb = job->dms_lob_max_size,
        .map_boolean_as_boolean = job->dms_map_boolean_as_boolean == 1,
        .masks = masks_of(run->arena, &job->masking),
        .mask_count = job->masking.count,
    };
}
