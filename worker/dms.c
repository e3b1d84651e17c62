/* DMS. */
#include "dms.h"

#include <string.h>

#include "accept.h"
#include "artifacts.h"
#include "dms_check.h"
#include "dms_scope.h"
#include "store.h"

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
        made[i] = (DmsMask){arena_printf(arena, "column:%s", masks->items[i].column), actions[masks->items[i].action],
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
        .mapping = run->mapping,
        .lob_max_kb = job->dms_lob_max_size,
        .map_boolean_as_boolean = job->dms_map_boolean_as_boolean == 1,
        .masks = masks_of(run->arena, &job->masking),
        .mask_count = job->masking.count,
    };
}

/* ---- a task's own mappings ---- */

static bool read_mapping(Run *run, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    const char *path = run->job.dms_mappings;
    DmsMapping *mapping = arena_alloc(run->arena, sizeof *mapping);
    if (!store_read(run->aws, path, DMS_MAPPING_MAX, &text, err) ||
        !dms_mapping_parse(mapping, run->arena, buf_text(&text), text.length, path, &run->findings, err))
        return err_within(err, "dms.mappings");
    run->mapping = mapping;
    return true;
}

bool dms_open(Run *run, Err *err)
{
    if (run->job.dms_mappings == NULL || run->mapping != NULL)
        return true;
    if (!read_mapping(run, err))
        return false;
    const Selection said = {.renames = run_renames(run, &run->job.rename_schemas),
                            .rename_count = run->job.rename_schemas.count};
    const Rename *conflict = dms_scope_conflict(&said, run->source, run->mapping);
    if (conflict == NULL)
        return true;
    err_set(err, ERR_CONFIG, "rename.schemas calls %s %s on the target, and %s calls it %s", conflict->from,
            conflict->to, run->job.dms_mappings, dms_mapping_schema(run->mapping, conflict->from));
    return err_hint(err, "take it out of the job: the task's mappings say what things are called");
}

/* ---- files ---- */

static void put_config(Buf *out, const DmsPlan *plan, const Run *run)
{
    dms_put_replication_config(out, plan, run->job.name);
}

static void put_mappings(Buf *out, const DmsPlan *plan, const Run *run)
{
    (void)run;
    dms_put_mappings(out, plan);
}

static void put_task_settings(Buf *out, const DmsPlan *plan, const Run *run)
{
    (void)run;
    dms_put_task_settings(out, plan);
}

static void put_endpoint_settings(Buf *out, const DmsPlan *plan, const Run *run)
{
    (void)run;
    dms_put_endpoint_settings(out, plan);
}

static const struct {
    const char *file, *member;
    void (*put)(Buf *out, const DmsPlan *plan, const Run *run);
} papers[] = {
    {"dms/table-mappings.json", "table_mappings", put_mappings},
    {"dms/task-settings.json", "task_settings", put_task_settings},
    {"dms/endpoint-settings.json", "endpoint_settings", put_endpoint_settings},
    {"dms/replication-config.json", "replication_config", put_config},
};

static void put_text(Buf *out, const Run *run, const DmsPlan *plan)
{
    size_t removed = 0, masked = 0;
    for (size_t i = 0; i < plan->tables.count; i++)
        for (size_t n = 0; n < plan->tables.items[i].columns.count; n++) {
            removed += plan->tables.items[i].columns.items[n].to == NULL;
            masked += plan->tables.items[i].columns.items[n].mask != NULL;
        }
    buf_printf(out, "-- dms: %zu tables, %zu columns left out, %zu masked; %s\n", plan->tables.count, removed, masked,
               run->job.artifacts == NULL ? "name a place by artifacts, and the task's files are written there"
                                          : "the task's files are in dms/ among the artifacts");
}

bool dms_tell(Run *run, Buf *text, Buf *json, Err *err)
{
    DmsPlan plan;
    const DmsOptions options = dms_options_of(run);
    if (!options.is_loader)
        return true;
    dms_plan(&plan, run->arena, run->source, &run->desired, &options, run->probe, &run->findings);
    if (run->mapping != NULL)
        dms_check_mapping(&plan, run->mapping, &run->findings);
    run_accept(run);
    accept_tell_unused(&run->findings, &run->job.accept, run->source);
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        SCOPED(Buf, buf_free) paper = {0};
        papers[i].put(&paper, &plan, run);
        if (!artifacts_write(run, papers[i].file, &paper, err))
            return false;
        if (json != NULL)
            buf_printf(json, "%s\"%s\":%s", i == 0 ? "{" : ",\n", papers[i].member, buf_text(&paper));
    }
    if (json != NULL)
        buf_puts(json, "}");
    if (text != NULL)
        put_text(text, run, &plan);
    return true;
}
