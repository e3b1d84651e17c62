/* What a DMS task and its endpoints are set to, judged by the plan: texts of the API in, findings out. Pure; whoever asks the
   API is elsewhere. */
#pragma once

#include "dms_settings.h"

/* A task's table mappings: they load what the plan loads, under the names that the target has, and mask what the job masks. */
void dms_check_mapping(const DmsPlan *plan, const DmsMapping *mapping, Findings *findings);
/* A task's settings (ReplicationTaskSettings, ReplicationSettings). `name` is what messages call the text. */
bool dms_check_task_settings(const DmsPlan *plan, const char *text, const char *name, Findings *findings, Err *err)
    MUST_CHECK;
/* What DescribeReplicationTasks or DescribeReplicationConfigs answered about one task: kind of task, mappings, settings. */
bool dms_check_task(const DmsPlan *plan, const char *text, Findings *findings, Err *err) MUST_CHECK;
/* What DescribeEndpoints answered: the endpoint of this side, which is the only one of its type. */
bool dms_check_endpoint(const DmsPlan *plan, DmsSide side, const char *text, Findings *findings, Err *err) MUST_CHECK;
