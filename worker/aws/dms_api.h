/* AWS DMS's API for one load: a task on a replication instance, or a serverless replication, whose operations differ in
   their names and little else (AWS DMS API Reference, version 2016-01-01). */
#pragma once

#include "aws.h"

typedef enum DmsEngine { DMS_CLASSIC, DMS_SERVERLESS } DmsEngine;

typedef struct DmsLoad {
    Aws *aws;
    DmsEngine engine;
    const char *identifier; /* the account's name for it */
    const char *arn;        /* NULL: the one of that identifier */
} DmsLoad;

/* What may be done with it now. */
typedef enum DmsPhase {
    DMS_ABSENT,
    DMS_CHANGING, /* being made, modified, tested, moved: soon something else */
    DMS_AT_REST,
    DMS_AT_WORK,
} DmsPhase;

enum { DMS_TEXT_MAX = 2000 };

typedef struct DmsState {
    DmsPhase phase;
    json_t *described; /* as the API describes it, with its settings; NULL where it is absent. The state's own */
    char status[80];   /* DMS's word */
    char reason[200];  /* why it stopped; empty */
    char failure[DMS_TEXT_MAX];
    double started; /* when the load that the numbers are about began: seconds since 1970; 0: never */
    double percent; /* of the full load */
    int64_t tables_loaded, tables_loading, tables_queued, tables_errored;
} DmsState;

void dms_state_free(DmsState *state); /* for SCOPED, too */

/* Where it is now. */
bool dms_look(const DmsLoad *load, DmsState *state, Err *err) MUST_CHECK;
/* Until it does not change by itself any more, or the signal to stop comes. `seconds` at most: then ERR_CONFLICT. */
bool dms_settle(const DmsLoad *load, DmsState *state, int seconds, Err *err) MUST_CHECK;

/* `input` is what the API takes of this engine, without the members that say which load is meant; it is not kept. */
bool dms_make(const DmsLoad *load, json_t *input, Err *err) MUST_CHECK;
bool dms_modify(const DmsLoad *load, const DmsState *state, json_t *input, Err *err) MUST_CHECK;
/* "start-replication", "reload-target" */
bool dms_start(const DmsLoad *load, const DmsState *state, const char *type, Err *err) MUST_CHECK;

/* Members by their name for this engine. */
const char *dms_arn(const DmsLoad *load, const DmsState *state);
const char *dms_settings_member(DmsEngine engine); /* ReplicationTaskSettings, ReplicationSettings */
const char *dms_list_member(DmsEngine engine);     /* ReplicationTasks, ReplicationConfigs */
const char *dms_type_member(DmsEngine engine);     /* MigrationType, ReplicationType */

/* Judges a load that is at rest, or that goes on with changes: true when it is over and every table that it knows was
   loaded. A task that ended by itself may have left tables behind, so that its status alone says nothing. ERR_DATA: what
   went wrong. */
bool dms_has_loaded(const DmsLoad *load, const DmsState *state, Err *err) MUST_CHECK;

/* One endpoint, as DescribeEndpoints answers about it: text, the caller's to free. */
bool dms_endpoint(Aws *aws, const char *arn, char **text, Err *err) MUST_CHECK;

/* Waits, less when the signal to stop comes: ERR_STOPPED. */
bool dms_pause(double seconds, Err *err) MUST_CHECK;
