/* One table of names for both of DMS's engines, and the calls made of it. */
#include "dms_api.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "clock.h"
#include "db.h"

enum { POLL_S = 5, RECORDS_MAX = 100, TOLD_MAX = 10 };

typedef struct EngineNames {
    const char *name;     /* in messages */
    const char *describe; /* the settings */
    const char *described;
    const char *look; /* the state, where that is described apart; NULL: it is not */
    const char *looked;
    const char *arn, *identifier;               /* members */
    const char *arn_filter, *identifier_filter; /* filters */
    const char *settings, *type, *stats;
    const char *make, *modify, *start, *start_type;
    const char *tables, *tables_member;
} EngineNames;

static const EngineNames engines[] = {
    [DMS_CLASSIC] = {.name = "replication task",
                     .describe = "DescribeReplicationTasks",
                     .described = "ReplicationTasks",
                     .arn = "ReplicationTaskArn",
                     .identifier = "ReplicationTaskIdentifier",
                     .arn_filter = "replication-task-arn",
                     .identifier_filter = "replication-task-id",
                     .settings = "ReplicationTaskSettings",
                     .type = "MigrationType",
                     .stats = "ReplicationTaskStats",
                     .make = "CreateReplicationTask",
                     .modify = "ModifyReplicationTask",
                     .start = "StartReplicationTask",
                     .start_type = "StartReplicationTaskType",
                     .tables = "DescribeTableStatistics",
                     .tables_member = "TableStatistics"},
    [DMS_SERVERLESS] = {.name = "serverless replication",
                        .describe = "DescribeReplicationConfigs",
                        .described = "ReplicationConfigs",
                        .look = "DescribeReplications",
                        .looked = "Replications",
                        .arn = "ReplicationConfigArn",
                        .identifier = "ReplicationConfigIdentifier",
                        .arn_filter = "replication-config-arn",
                        .identifier_filter = "replication-config-id",
                        .settings = "ReplicationSettings",
                        .type = "ReplicationType",
                        .stats = "ReplicationStats",
                        .make = "CreateReplicationConfig",
                        .modify = "ModifyReplicationConfig",
                        .start = "StartReplication",
                        .start_type = "StartReplicationType",
                        .tables = "DescribeReplicationTableStatistics",
                        .tables_member = "ReplicationTableStatistics"},
};

const char *dms_settings_member(DmsEngine engine)
{
    return engines[engine].settings;
}

const char *dms_list_member(DmsEngine engine)
{
    return engines[engine].described;
}

const char *dms_type_member(DmsEngine engine)
{
    return engines[engine].type;
}

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text == NULL ? "" : text;
}

const char *dms_arn(const DmsLoad *load, const DmsState *state)
{
    return load->arn != NULL ? load->arn : member(state->described, engines[load->engine].arn);
}

void dms_state_free(DmsState *state)
{
    json_decref(state->described);
    *state = (DmsState){0};
}

/* ---- asking ---- */

static bool call(const DmsLoad *load, const char *operation, json_t *input, AwsCode *code, json_t **answer, Err *err)
{
    AwsCall request = {.service = AWS_DMS, .operation = operation, .input = input, .code = code};
    bool ok = aws_call(load->aws, &request, answer, err);
    json_decref(input);
    return ok;
}

static bool ask_one(const DmsLoad *load, const char *operation, const char *list, const char *filter, const char *value,
                    json_t **found, Err *err)
{
    AwsCode code = {0};
    json_t *answer = NULL, *input = json_pack("{s:[{s:s, s:[s]}]}", "Filters", "Name", filter, "Values", value);
    *found = NULL;
    if (!call(load, operation, input, &code, &answer, err))
        return strcmp(code.text, "ResourceNotFoundFault") == 0;
    *found = json_incref(json_array_get(json_object_get(answer, list), 0));
    json_decref(answer);
    return true;
}

static DmsPhase phase_of(const char *status)
{
    static const struct {
        const char *status;
        DmsPhase phase;
    } known[] = {
        {"ready", DMS_AT_REST},
        {"stopped", DMS_AT_REST},
        {"failed", DMS_AT_REST},
        {"created", DMS_AT_REST},
        {"starting", DMS_AT_WORK},
        {"running", DMS_AT_WORK},
        {"stopping", DMS_AT_WORK},
        {"initializing", DMS_AT_WORK},
        {"replication_starting", DMS_AT_WORK},
        {"preparing_metadata_resources", DMS_AT_WORK},
        {"testing_connection", DMS_AT_WORK},
        {"fetching_metadata", DMS_AT_WORK},
        {"calculating_capacity", DMS_AT_WORK},
        {"provisioning_capacity", DMS_AT_WORK},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].status, status) == 0)
            return known[i].phase;
    return DMS_CHANGING;
}

static int64_t count_of(const json_t *stats, const char *name)
{
    return json_integer_value(json_object_get(stats, name));
}

static void join_texts(char *text, size_t size, const json_t *list)
{
    for (size_t i = 0, length = 0; i < json_array_size(list) && length < size; i++) {
        const char *item = json_string_value(json_array_get(list, i));
        length += (size_t)snprintf(text + length, size - length, "%s%s", i == 0 ? "" : "; ", item == NULL ? "" : item);
    }
}

/* `now` says where it is; what is only configured yet is at rest. */
static void take_state(DmsState *state, const EngineNames *names, const json_t *now)
{
    const json_t *stats = json_object_get(now, names->stats);
    snprintf(state->status, sizeof state->status, "%s", now == NULL ? "created" : member(now, "Status"));
    snprintf(state->reason, sizeof state->reason, "%s", member(now, "StopReason"));
    snprintf(state->failure, sizeof state->failure, "%s", member(now, "LastFailureMessage"));
    if (state->failure[0] == '\0')
        join_texts(state->failure, sizeof state->failure, json_object_get(now, "FailureMessages"));
    state->phase = phase_of(state->status);
    state->started = json_number_value(json_object_get(stats, "StartDate"));
    state->percent = json_number_value(json_object_get(stats, "FullLoadProgressPercent"));
    state->tables_loaded = count_of(stats, "TablesLoaded");
    state->tables_loading = count_of(stats, "TablesLoading");
    state->tables_queued = count_of(stats, "TablesQueued");
    state->tables_errored = count_of(stats, "TablesErrored");
}

bool dms_look(const DmsLoad *load, DmsState *state, Err *err)
{
    const EngineNames *names = &engines[load->engine];
    json_t *now = NULL;
    dms_state_free(state);
    if (!ask_one(load, names->describe, names->described,
                 load->arn != NULL ? names->arn_filter : names->identifier_filter,
                 load->arn != NULL ? load->arn : load->identifier, &state->described, err))
        return false;
    if (state->described == NULL)
        return true;
    if (names->look == NULL)
        now = json_incref(state->described);
    else if (!ask_one(load, names->look, names->looked, names->arn_filter, dms_arn(load, state), &now, err))
        return false;
    take_state(state, names, now);
    json_decref(now);
    return true;
}

/* Not all of them at the same moment, where several are waited for. */
static double shaken(double seconds)
{
    unsigned char byte = 128;
    return getrandom(&byte, 1, 0) < 0 ? seconds : seconds * (0.9 + byte / 255.0 / 5);
}

bool dms_pause(double seconds, Err *err)
{
    double until = clock_now_s() + shaken(seconds);
    while (db_stop_signal == 0 && clock_now_s() < until)
        nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
    return db_stop_signal == 0 || err_set(err, ERR_STOPPED, "stopped while waiting for DMS, which goes on by itself");
}

bool dms_settle(const DmsLoad *load, DmsState *state, int seconds, Err *err)
{
    double until = clock_now_s() + seconds;
    for (;;) {
        if (!dms_look(load, state, err))
            return false;
        if (state->phase != DMS_CHANGING)
            return true;
        if (clock_now_s() > until) {
            err_set(err, ERR_CONFLICT, "the %s %s has been %s for %d seconds", engines[load->engine].name,
                    load->identifier, state->status, seconds);
            return err_hint(err, "see in the DMS console what it waits for, then run the same command again");
        }
        if (!dms_pause(POLL_S, err))
            return false;
    }
}

/* ---- doing ---- */

bool dms_make(const DmsLoad *load, json_t *input, Err *err)
{
    const EngineNames *names = &engines[load->engine];
    json_t *all = json_copy(input);
    json_object_set_new(all, names->identifier, json_string(load->identifier));
    return call(load, names->make, all, NULL, NULL, err);
}

bool dms_modify(const DmsLoad *load, const DmsState *state, json_t *input, Err *err)
{
    const EngineNames *names = &engines[load->engine];
    json_t *all = json_copy(input);
    json_object_set_new(all, names->arn, json_string(dms_arn(load, state)));
    return call(load, names->modify, all, NULL, NULL, err);
}

bool dms_start(const DmsLoad *load, const DmsState *state, const char *type, Err *err)
{
    const EngineNames *names = &engines[load->engine];
    json_t *input = json_pack("{s:s, s:s}", names->arn, dms_arn(load, state), names->start_type, type);
    return call(load, names->start, input, NULL, NULL, err);
}

bool dms_endpoint(Aws *aws, const char *arn, char **text, Err *err)
{
    DmsLoad load = {.aws = aws};
    json_t *endpoint = NULL;
    if (!ask_one(&load, "DescribeEndpoints", "Endpoints", "endpoint-arn", arn, &endpoint, err))
        return false;
    if (endpoint == NULL) {
        err_set(err, ERR_CONFIG, "DMS has no endpoint %s", arn);
        return err_hint(err, "name the one that the task uses, in the region of the task");
    }
    json_t *answer = json_pack("{s:[o]}", "Endpoints", endpoint);
    *text = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);
    return true;
}

/* ---- judging ---- */

typedef struct Left {
    size_t tables, others;
    char names[DMS_TEXT_MAX]; /* of the first TOLD_MAX others */
} Left;

static void count_tables(Left *left, const json_t *page)
{
    size_t length = strlen(left->names);
    left->tables += json_array_size(page);
    for (size_t i = 0; i < json_array_size(page); i++) {
        const json_t *table = json_array_get(page, i);
        const char *state = member(table, "TableState");
        if (strcmp(state, "Table completed") != 0 && left->others++ < TOLD_MAX && length < sizeof left->names)
            length += (size_t)snprintf(left->names + length, sizeof left->names - length, "%s%s.%s (%s)",
                                       left->others == 1 ? "" : ", ", member(table, "SchemaName"),
                                       member(table, "TableName"), state);
    }
}

static bool read_tables(const DmsLoad *load, const DmsState *state, Left *left, Err *err)
{
    const EngineNames *names = &engines[load->engine];
    json_t *marker = NULL;
    bool ok = true;
    for (bool is_last = false; ok && !is_last;) {
        json_t *answer = NULL, *input = json_pack("{s:s, s:i, s:O*}", names->arn, dms_arn(load, state), "MaxRecords",
                                                  RECORDS_MAX, "Marker", marker);
        ok = call(load, names->tables, input, NULL, &answer, err);
        count_tables(left, json_object_get(answer, names->tables_member));
        json_decref(marker);
        marker = json_incref(json_object_get(answer, "Marker"));
        is_last = !json_is_string(marker);
        json_decref(answer);
    }
    json_decref(marker);
    return ok;
}

/* The words that the API's guide gives for a full load that ran to its end. */
static bool has_ended_by_itself(const char *reason)
{
    static const char *const ended[] = {"Stop Reason FULL_LOAD_ONLY_FINISHED", "Stop Reason STOPPED_AFTER_FULL_LOAD",
                                        "Stop Reason STOPPED_AFTER_CACHED_EVENTS"};
    for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
        if (strcmp(ended[i], reason) == 0)
            return true;
    return false;
}

bool dms_has_loaded(const DmsLoad *load, const DmsState *state, Err *err)
{
    const char *name = engines[load->engine].name;
    Left left = {0};
    bool has_ended = state->phase == DMS_AT_WORK ? state->percent >= 100 : has_ended_by_itself(state->reason);
    if (!read_tables(load, state, &left, err))
        return false;
    if (has_ended && left.others == 0 && left.tables > 0 &&
        state->tables_errored + state->tables_loading + state->tables_queued == 0)
        return true;
    err_set(err, ERR_DATA, "the %s %s ended as %s%s%s%s%s: %zu of %zu tables are not loaded%s%s", name,
            load->identifier, state->status, state->reason[0] == '\0' ? "" : ", ", state->reason,
            state->failure[0] == '\0' ? "" : ", ", state->failure, left.others, left.tables,
            left.others == 0 ? "" : ": ", left.names);
    return err_hint(err, "see its log in CloudWatch; put right what it names, then: understudy dms start");
}
