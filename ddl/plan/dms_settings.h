/* What the endpoints of a DMS task must be set to, and why: one table, by which settings are written and by which those of a
   running task are judged. */
#pragma once

#include "dms_plan.h"

typedef enum DmsSide { DMS_SOURCE, DMS_TARGET } DmsSide;
typedef enum DmsWhere {
    DMS_IN_SETTINGS,
    DMS_IN_ATTRIBUTES
} DmsWhere; /* the engine's settings, ExtraConnectionAttributes */

typedef struct DmsSetting {
    DmsSide side;
    DmsTrait trait; /* of plans that need it */
    DmsWhere where;
    FindingSeverity severity;
    const char *engine; /* of the side */
    const char *other;  /* of the other one; NULL: any */
    const char *name;
    const char *value;     /* NULL: none may be set; "%lld": the longest varchar's bytes */
    const char *otherwise; /* what it is where it is not set; NULL: nothing that will do */
    const char *why;
} DmsSetting;

extern const DmsSetting dms_settings[];
extern const size_t dms_setting_count;

bool dms_is_needed(const DmsPlan *plan, const DmsSetting *setting);
/* As it is to be set. */
const char *dms_setting_value(const DmsPlan *plan, const DmsSetting *setting);
const char *dms_settings_key(const char *engine); /* PostgreSQLSettings, MySQLSettings */
