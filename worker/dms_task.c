/* What the job says about DMS, put to DMS. */
#include "dms_task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "artifacts.h"
#include "dms.h"
#include "dms_api.h"
#include "dms_check.h"
#include "load.h"
#include "log.h"
#include "report_json.h"

enum { SETTLE_S = 900, STARTED_WITHIN_S = 300, POLL_S = 15, POLL_MIN_S = 1, STEADY_S = 20 };

/* ---- which one ---- */

/* Letters, digits and single hyphens, as DMS wants them. */
static const char *identifier_of(const Run *run)
{
    char *name = arena_printf(run->arena, "understudy-%s", run->job.name), *to = name;
    for (const char *from = name; *from != '\0'; from++) {
        bool is_plain = strchr("._-", *from) == NULL;
        if (is_plain || to[-1] != '-')
            *to++ = is_plain ? *from : '-';
    }
    while (to[-1] == '-')
        to--;
    *to = '\0';
    return name;
}

static bool find_load(DmsLoad *load, const Run *run, Err *err)
{
    const Job *job = &run->job;
    bool is_classic = job->dms_task_arn != NULL || job->dms_instance_arn != NULL;
    bool is_serverless = job->dms_config_arn != NULL || job->dms_compute_max_capacity_units != INT_NONE;
    *load = (DmsLoad){.aws = run->aws,
                      .engine = is_serverless ? DMS_SERVERLESS : DMS_CLASSIC,
                      .identifier = identifier_of(run),
                      .arn = is_serverless ? job->dms_config_arn : job->dms_task_arn};
    if (job->load_by != JOB_LOAD_BY_DMS) {
        err_set(err, ERR_REFUSED, "the job does not say that DMS copies the rows");
        return err_hint(err, "set load: { by: dms } in the job");
    }
    if (is_classic != is_serverless)
        return true;
    err_set(err, ERR_REFUSED,
            is_classic ? "the job speaks of a DMS task and of a serverless replication, too"
                       : "the job does not say what DMS works on");
    return err_hint(err, "set dms.instance_arn (or dms.task_arn), or dms.compute (or dms.config_arn)");
}

static bool need_endpoints(const Job *job, Err *err)
{
    if (job->dms_source_endpoint_arn != NULL && job->dms_target_endpoint_arn != NULL)
        return true;
    err_set(err, ERR_REFUSED, "the job does not say between which endpoints DMS loads");
    return err_hint(err, "set dms.source_endpoint_arn and dms.target_endpoint_arn");
}

/* ---- what it shall be ---- */

static json_t *text_by(void (*put)(Buf *out, const DmsPlan *plan), const DmsPlan *plan)
{
    SCOPED(Buf, buf_free) text = {0};
    put(&text, plan);
    return json_stringn(buf_text(&text), text.length);
}

/* What both of making and modifying take. */
static json_t *desired_of(const DmsLoad *load, const DmsPlan *plan)
{
    return json_pack("{s:s, s:o, s:o}", dms_type_member(load->engine), dms_task_type(plan->dms.task), "TableMappings",
                     text_by(dms_put_mappings, plan), dms_settings_member(load->engine),
                     text_by(dms_put_task_settings, plan));
}

/* The service fills in what is not said: what is said must stand there. */
static bool says(const json_t *there, const json_t *wanted)
{
    const char *name;
    json_t *value;
    if (!json_is_object(wanted))
        return json_equal(there, wanted);
    json_object_foreach((json_t *)wanted, name, value) if (!says(json_object_get(there, name), value)) return false;
    return true;
}

/* Both are JSON inside a string. */
static bool says_text(const json_t *described, const json_t *desired, const char *member)
{
    const char *text = json_string_value(json_object_get(described, member));
    json_t *there = text == NULL ? NULL : json_loads(text, 0, NULL);
    json_t *wanted = json_loads(json_string_value(json_object_get(desired, member)), 0, NULL);
    bool same = says(there, wanted);
    json_decref(there);
    json_decref(wanted);
    return same;
}

static bool is_as_desired(const DmsLoad *load, const DmsState *state, const json_t *desired)
{
    const char *type = dms_type_member(load->engine);
    return json_equal(json_object_get(state->described, type), json_object_get(desired, type)) &&
           says_text(state->described, desired, "TableMappings") &&
           says_text(state->described, desired, dms_settings_member(load->engine));
}

static void add_text(json_t *object, const char *member, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, member, json_string(text));
}

static json_t *making_of(const DmsLoad *load, const Run *run, const json_t *desired)
{
    const Job *job = &run->job;
    json_t *input = json_copy((json_t *)desired);
    add_text(input, "SourceEndpointArn", job->dms_source_endpoint_arn);
    add_text(input, "TargetEndpointArn", job->dms_target_endpoint_arn);
    if (load->engine == DMS_CLASSIC) {
        add_text(input, "ReplicationInstanceArn", job->dms_instance_arn);
    } else {
        json_t *compute = json_pack("{s:I}", "MaxCapacityUnits", (json_int_t)job->dms_compute_max_capacity_units);
        add_text(compute, "ReplicationSubnetGroupId", job->dms_compute_subnet_group);
        if (job->dms_compute_security_group != NULL)
            json_object_set_new(compute, "VpcSecurityGroupIds", json_pack("[s]", job->dms_compute_security_group));
        json_object_set_new(input, "ComputeConfig", compute);
    }
    json_object_set_new(input, "Tags", json_pack("[{s:s, s:s}]", "Key", "understudy:job", "Value", job->name));
    return input;
}

static bool put_it(const DmsLoad *load, DmsState *state, const Run *run, json_t *desired, Err *err)
{
    bool is_new = state->phase == DMS_ABSENT, ok = false;
    if (is_new) {
        json_t *input = making_of(load, run, desired);
        ok = need_endpoints(&run->job, err) && dms_make(load, input, err);
        json_decref(input);
    } else {
        ok = dms_modify(load, state, desired, err);
    }
    if (!ok || !dms_pause(POLL_MIN_S, err) || !dms_settle(load, state, SETTLE_S, err))
        return false;
    log_line(LOG_INFO, "dms", "%s was made%s", dms_arn(load, state), is_new ? "" : " what the plan says");
    return true;
}

static bool bring_to(const DmsLoad *load, DmsState *state, const Run *run, json_t *desired, Err *err)
{
    if (state->phase == DMS_ABSENT && load->arn != NULL) {
        err_set(err, ERR_CONFIG, "DMS has no %s", load->arn);
        return err_hint(err, "name one that there is, or leave it out: dms create makes one");
    }
    if (state->phase != DMS_ABSENT && is_as_desired(load, state, desired)) {
        log_line(LOG_INFO, "dms", "%s is what the plan says", dms_arn(load, state));
        return true;
    }
    if (state->phase == DMS_AT_WORK) {
        err_set(err, ERR_CONFLICT, "%s is %s with other mappings or settings than the plan's", dms_arn(load, state),
                state->status);
        return err_hint(err, "let it end, or stop it, then run the same command again");
    }
    return put_it(load, state, run, desired, err);
}

static bool make_it(const DmsLoad *load, DmsState *state, const Run *run, const DmsPlan *plan, Err *err)
{
    json_t *desired = desired_of(load, plan);
    bool ok = dms_settle(load, state, SETTLE_S, err) && bring_to(load, state, run, desired, err);
    json_decref(desired);
    return ok;
}

/* ---- the tables that it loads into ---- */

/* Whatever is there, DMS adds to it: DO_NOTHING. Emptied is only what is as pre-data leaves it. */
static bool empty_tables(Run *run, Err *err)
{
    Permission permission = run_permission(run);
    if (!run_emit(run, SECTION_PRE, &permission, err) || !run_refuse(run, err))
        return false;
    if (run->statements.list.count > 0 && permission.existing != EXISTING_REFRESH) {
        err_set(err, ERR_CONFIG, "the target is not what pre-data makes: %zu statements are missing",
                run->statements.list.count);
        return err_hint(err, "run pre-data first");
    }
    permission.existing = EXISTING_REFRESH;
    return run_emit(run, SECTION_PRE, &permission, err) && run_refuse(run, err) &&
           run_apply(run, SECTION_PRE, (size_t)run->job.post_data_connections, err);
}

/* ---- commands ---- */

static const char *start_of(const DmsState *state)
{
    return state->started > 0 ? "reload-target" : "start-replication";
}

static bool plan_it(DmsPlan *plan, Run *run, Err *err)
{
    run->is_alone = true;
    if (!command_open(run, err) || !artifacts_check_drift(run, err) || !run_translate(run, err))
        return false;
    const DmsOptions options = dms_options_of(run);
    dms_plan(plan, run->arena, run->source, &run->desired, &options, run->probe, &run->findings);
    return run_refuse(run, err);
}

static bool tell_made(const Run *run, const DmsLoad *load, const DmsState *state, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    json_put_member(&text, "{", load->engine == DMS_CLASSIC ? "task_arn" : "config_arn", dms_arn(load, state));
    json_put_member(&text, ",", "identifier", load->identifier);
    json_put_member(&text, ",", "start_type", start_of(state));
    json_put_member(&text, ",", "status", state->status);
    buf_puts(&text, "}\n");
    return command_print(&text, err) && artifacts_write(run, "dms.json", &text, err);
}

static bool prepare(Run *run, DmsLoad *load, DmsState *state, Err *err)
{
    DmsPlan plan;
    log_phase(run->command);
    return find_load(load, run, err) && plan_it(&plan, run, err) && make_it(load, state, run, &plan, err) &&
           (state->phase == DMS_AT_WORK || empty_tables(run, err));
}

bool command_dms_create(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    DmsLoad load;
    SCOPED(DmsState, dms_state_free) state = {0};
    *status = 0;
    return prepare(run, &load, &state, err) && tell_made(run, &load, &state, err);
}

/* Its numbers are of the load before until it says otherwise. */
static bool wait_for_start(const DmsLoad *load, DmsState *state, double before, Err *err)
{
    for (int waited = 0; waited < STARTED_WITHIN_S; waited += POLL_MIN_S) {
        if (!dms_pause(POLL_MIN_S, err) || !dms_look(load, state, err))
            return false;
        if (state->phase == DMS_AT_WORK || state->started > before || strcmp(state->status, "failed") == 0)
            return true;
    }
    err_set(err, ERR_CONFLICT, "%s was told to start, and is still %s", dms_arn(load, state), state->status);
    return err_hint(err, "see in the DMS console what it waits for, then run the same command again");
}

bool command_dms_start(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    DmsLoad load;
    SCOPED(DmsState, dms_state_free) state = {0};
    *status = 0;
    if (!prepare(run, &load, &state, err))
        return false;
    double before = state.started;
    bool is_at_work = state.phase == DMS_AT_WORK;
    if (!is_at_work &&
        (!dms_start(&load, &state, start_of(&state), err) || !wait_for_start(&load, &state, before, err)))
        return false;
    log_line(LOG_INFO, "dms", "%s %s: %s", dms_arn(&load, &state), is_at_work ? "is at work already" : "was started",
             state.status);
    return tell_made(run, &load, &state, err);
}

static void tell_progress(const DmsState *state)
{
    int64_t all = state->tables_loaded + state->tables_loading + state->tables_queued + state->tables_errored;
    log_progress(&(Progress){.done = (uint64_t)state->tables_loaded,
                             .total = (uint64_t)all,
                             .unit = "tables",
                             .share = state->percent / 100,
                             .what = state->status});
}

/* A task that goes on with changes has loaded when its full load has. */
static bool is_over(const Run *run, const DmsState *state)
{
    return state->phase == DMS_AT_REST || state->phase == DMS_ABSENT ||
           (run->job.dms_task != JOB_DMS_TASK_FULL_LOAD && state->percent >= 100);
}

static bool wait_for_load(const Run *run, const DmsLoad *load, DmsState *state, Err *err)
{
    for (int looks = 0;; looks++) {
        if (!dms_look(load, state, err))
            return false;
        if (is_over(run, state))
            return true;
        tell_progress(state);
        if (!dms_pause(looks < STEADY_S ? POLL_MIN_S : POLL_S, err))
            return false;
    }
}

bool command_dms_wait(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    DmsLoad load;
    SCOPED(DmsState, dms_state_free) state = {0};
    *status = 0;
    log_phase(run->command);
    if (!find_load(&load, run, err))
        return false;
    bool ok = wait_for_load(run, &load, &state, err);
    log_progress_end();
    if (ok && (state.phase == DMS_ABSENT || state.started <= 0)) {
        err_set(err, ERR_CONFIG, "%s was never started", load.arn == NULL ? load.identifier : load.arn);
        return err_hint(err, "run understudy dms start first");
    }
    if (!ok || !dms_has_loaded(&load, &state, err))
        return false;
    log_line(LOG_INFO, "dms", "%s has loaded %lld tables", dms_arn(&load, &state), (long long)state.tables_loaded);
    return tell_made(run, &load, &state, err);
}

/* ---- check ---- */

static bool check_task(const DmsLoad *load, const DmsPlan *plan, Run *run, Err *err)
{
    SCOPED(DmsState, dms_state_free) state = {0};
    if (!dms_look(load, &state, err))
        return false;
    if (state.phase == DMS_ABSENT) {
        log_line(LOG_INFO, "dms", "DMS has no %s yet: understudy dms create makes it", load->identifier);
        return true;
    }
    json_t *answer = json_pack("{s:[O]}", dms_list_member(load->engine), state.described);
    char *text = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);
    bool ok = dms_check_task(plan, text, &run->findings, err);
    free(text);
    return ok;
}

static bool check_endpoint(const Run *run, const DmsPlan *plan, DmsSide side, const char *arn, Findings *findings,
                           Err *err)
{
    char *text = NULL;
    bool ok = dms_endpoint(run->aws, arn, &text, err) && dms_check_endpoint(plan, side, text, findings, err);
    free(text);
    return ok;
}

bool command_dms_check(Run *run, const CommandOptions *options, int *status, Err *err)
{
    (void)options;
    DmsLoad load;
    DmsPlan plan;
    const Job *job = &run->job;
    *status = 0;
    log_phase(run->command);
    bool ok = find_load(&load, run, err) && need_endpoints(job, err) && plan_it(&plan, run, err) &&
              check_task(&load, &plan, run, err) &&
              check_endpoint(run, &plan, DMS_SOURCE, job->dms_source_endpoint_arn, &run->findings, err) &&
              check_endpoint(run, &plan, DMS_TARGET, job->dms_target_endpoint_arn, &run->findings, err) &&
              run_refuse(run, err);
    RunReport report = {.findings = &run->findings,
                        .command = run->command,
                        .outcome = ok ? "done" : err_class_name(err->class),
                        .seconds = run_seconds(run)};
    Err untold;
    return command_report(run, &report, ok ? err : &untold) && ok;
}
