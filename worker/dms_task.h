/* The DMS task (or serverless replication) that loads the rows: looked at, made, started and waited for, where there is no
   state machine to do so. */
#pragma once

#include "commands.h"

/* What DMS has of the job against the plan: task, settings, mappings, endpoints. Differences are findings. */
Command command_dms_check;
/* Makes it, or makes it what the plan says; dms.json among the artifacts says which it is and how it is to be started. What an
   earlier load left in the tables is taken out: DMS itself would load into it. */
Command command_dms_create;
/* The same, and starts it; one that is at work goes on. */
Command command_dms_start;
/* Until it has loaded: every table of it. */
Command command_dms_wait;
