/* Settings of DMS endpoints and tasks, as JSON. */
#include "dms_settings.h"

#include <string.h>

#include "text.h"

#define INIT_STATEMENT "SET FOREIGN_KEY_CHECKS=0, SESSION sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'"
#define IN_SETTINGS DMS_IN_SETTINGS
#define IN_ATTRIBUTES DMS_IN_ATTRIBUTES
#define CRITICAL SEVERITY_CRITICAL
#define WARNING SEVERITY_WARNING

/* crossdialect's 5.2. */
const DmsSetting dms_settings[] = {
    /* clang-format off */
    {DMS_SOURCE, DMS_HAS_BOOLEANS_MAPPED,    IN_SETTINGS,   CRITICAL, "postgres", "mysql",    "MapBooleanAsBoolean",         "true", NULL, "booleans come as 1 and 0, as the job says: true and false would become 0, every one of them"},
    {DMS_SOURCE, DMS_HAS_BOOLEANS_AS_WORDS,  IN_SETTINGS,   CRITICAL, "postgres", "mysql",    "MapBooleanAsBoolean",         "false", "false", "booleans are loaded as true and false, and post-data converts them; else set dms.map_boolean_as_boolean in the job"},
    {DMS_SOURCE, DMS_HAS_BOOLEANS,           IN_SETTINGS,   WARNING,  "postgres", "postgres", "MapBooleanAsBoolean",         "true", NULL, "booleans travel as booleans only if both endpoints say so"},
    {DMS_TARGET, DMS_HAS_BOOLEANS,           IN_SETTINGS,   WARNING,  "postgres", "postgres", "MapBooleanAsBoolean",         "true", NULL, "booleans travel as booleans only if both endpoints say so"},
    {DMS_SOURCE, DMS_HAS_UNBOUNDED_NUMERICS, IN_ATTRIBUTES, CRITICAL, "postgres", "postgres", "MapUnboundedNumericAsString", "true", NULL, "numerics without a precision would be rounded to six decimals"},
    {DMS_TARGET, DMS_HAS_UNBOUNDED_NUMERICS, IN_ATTRIBUTES, CRITICAL, "postgres", "postgres", "MapUnboundedNumericAsString", "true", NULL, "numerics without a precision would be rounded to six decimals"},
    {DMS_SOURCE, DMS_HAS_LIMITED_LOBS,       IN_SETTINGS,   WARNING,  "postgres", NULL,       "FailTasksOnLobTruncation",    "true", NULL, "a large object that is longer than LobMaxSize would be cut, and nobody told"},
    {DMS_SOURCE, DMS_HAS_UNBOUNDED_VARCHARS, IN_ATTRIBUTES, CRITICAL, "postgres", NULL,       "unboundedVarcharMaxSize",     "%lld", "8000", "longer varchars without a length would be cut"},
    {DMS_SOURCE, DMS_HAS_CDC,                IN_SETTINGS,   WARNING,  "postgres", NULL,       "CaptureDdls",                 "false", NULL, "DMS would make a table, a function and an event trigger on the source, and repeat its DDL on the target"},
    {DMS_TARGET, DMS_HAS_CDC,                IN_SETTINGS,   WARNING,  "postgres", NULL,       "AfterConnectScript",          "SET session_replication_role='replica'", NULL, "changes are applied in an order of their own: foreign keys and triggers would stop or repeat them"},
    {DMS_TARGET, DMS_ALWAYS,                 IN_ATTRIBUTES, CRITICAL, "postgres", NULL,       "loadUsingCSV",                "true", "true", "only COPY takes texts for values of any type"},
    {DMS_TARGET, DMS_ALWAYS,                 IN_ATTRIBUTES, CRITICAL, "mysql",    NULL,       "Initstmt",                    INIT_STATEMENT, NULL, "without it an id of 0 becomes another one, and tables that refer to each other cannot be loaded side by side"},
    {DMS_TARGET, DMS_ALWAYS,                 IN_SETTINGS,   CRITICAL, "mysql",    NULL,       "TargetDbType",                "multiple-databases", NULL, "schemas of the source are databases of their own on the target"},
    {DMS_TARGET, DMS_ALWAYS,                 IN_SETTINGS,   CRITICAL, "mysql",    NULL,       "DatabaseName",                NULL, NULL, "all tables would be looked for in that database"},
    /* clang-format on */
};
const size_t dms_setting_count = sizeof dms_settings / sizeof *dms_settings;

/* The same of the servers. */
static const struct {
    DmsSide side;
    DmsTrait trait;
    const char *engine, *other;
    const char *name, *value, *why;
} parameters[] = {
    /* clang-format off */
    {DMS_TARGET, DMS_ALWAYS,  "mysql",    NULL,    "local_infile", "ON", "DMS loads by LOAD DATA LOCAL"},
    {DMS_TARGET, DMS_ALWAYS,  "postgres", "mysql", "timezone of DMS's role", "UTC", "timestamps come in UTC and without an offset: ALTER ROLE ... SET timezone = 'UTC'"},
    {DMS_SOURCE, DMS_HAS_CDC, "mysql",    NULL,    "binlog_format", "ROW", "changes are read from the binary log"},
    {DMS_SOURCE, DMS_HAS_CDC, "mysql",    NULL,    "binlog_row_image", "FULL", "changes are read from the binary log"},
    {DMS_SOURCE, DMS_HAS_CDC, "postgres", NULL,    "wal_level", "logical", "changes are read by logical decoding; RDS: rds.logical_replication"},
    /* clang-format on */
};

/* ---- which are needed ---- */

static const char *engine_of(const DmsPlan *plan, DmsSide side)
{
    return side == DMS_SOURCE ? plan->from : plan->to;
}

static bool is_about(const DmsPlan *plan, DmsSide side, const char *engine, const char *other, DmsTrait trait)
{
    const char *there = engine_of(plan, side == DMS_SOURCE ? DMS_TARGET : DMS_SOURCE);
    return strcmp(engine, engine_of(plan, side)) == 0 && (other == NULL || strcmp(other, there) == 0) &&
           plan->traits[trait];
}

bool dms_is_needed(const DmsPlan *plan, const DmsSetting *setting)
{
    return is_about(plan, setting->side, setting->engine, setting->other, setting->trait);
}

const char *dms_setting_value(const DmsPlan *plan, const DmsSetting *setting)
{
    enum { LEAST = 8000, MOST = 10485760 };
    if (!text_equal(setting->value, "%lld"))
        return setting->value;
    int64_t bytes = plan->varchar_max_bytes == INT_NONE || plan->varchar_max_bytes > MOST ? MOST
                    : plan->varchar_max_bytes < LEAST                                     ? LEAST
                                                                                          : plan->varchar_max_bytes;
    return arena_printf(plan->arena, "%lld", (long long)bytes);
}

const char *dms_settings_key(const char *engine)
{
    return strcmp(engine, "mysql") == 0 ? "MySQLSettings" : "PostgreSQLSettings";
}

/* What is so anyway is not written. */
static bool is_written(const DmsPlan *plan, const DmsSetting *setting, DmsSide side)
{
    return setting->side == side && dms_is_needed(plan, setting) && setting->value != NULL &&
           !text_equal(dms_setting_value(plan, setting), setting->otherwise);
}

/* ---- endpoints ---- */

static void put_value(Buf *out, const char *value)
{
    if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
        buf_puts(out, value);
    else
        text_put_json(out, value);
}

static void put_engine_settings(Buf *out, const DmsPlan *plan, DmsSide side)
{
    size_t count = 0;
    buf_printf(out, "\"%s\":{", dms_settings_key(engine_of(plan, side)));
    for (size_t i = 0; i < dms_setting_count; i++) {
        const DmsSetting *setting = &dms_settings[i];
        if (!is_written(plan, setting, side) || setting->where != DMS_IN_SETTINGS)
            continue;
        buf_printf(out, "%s\"%s\":", count++ > 0 ? "," : "", setting->name);
        put_value(out, dms_setting_value(plan, setting));
    }
    buf_putc(out, '}');
}

static void put_attributes(Buf *out, const DmsPlan *plan, DmsSide side)
{
    SCOPED(Buf, buf_free) text = {0};
    for (size_t i = 0; i < dms_setting_count; i++)
        if (is_written(plan, &dms_settings[i], side) && dms_settings[i].where == DMS_IN_ATTRIBUTES)
            buf_printf(&text, "%s%s=%s", text.length > 0 ? ";" : "", dms_settings[i].name,
                       dms_setting_value(plan, &dms_settings[i]));
    buf_puts(out, ",\n  \"ExtraConnectionAttributes\":");
    text_put_json(out, buf_text(&text));
}

static void put_reason(Buf *out, size_t *count, const char *name, const char *value, const char *why)
{
    buf_printf(out, "%s\n   {\"setting\":", (*count)++ > 0 ? "," : "");
    text_put_json(out, name);
    buf_puts(out, ",\"value\":");
    text_put_json(out, value);
    buf_puts(out, ",\"why\":");
    text_put_json(out, why);
    buf_putc(out, '}');
}

static void put_side(Buf *out, const DmsPlan *plan, DmsSide side)
{
    size_t reasons = 0, servers = 0;
    buf_printf(out, "{\n  \"EndpointType\":\"%s\",\n  ", side == DMS_SOURCE ? "source" : "target");
    put_engine_settings(out, plan, side);
    put_attributes(out, plan, side);
    buf_puts(out, ",\n  \"reasons\":[");
    for (size_t i = 0; i < dms_setting_count; i++)
        if (dms_settings[i].side == side && dms_is_needed(plan, &dms_settings[i]))
            put_reason(out, &reasons, dms_settings[i].name, dms_setting_value(plan, &dms_settings[i]),
                       dms_settings[i].why);
    buf_puts(out, "],\n  \"server\":[");
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        if (parameters[i].side == side &&
            is_about(plan, side, parameters[i].engine, parameters[i].other, parameters[i].trait))
            put_reason(out, &servers, parameters[i].name, parameters[i].value, parameters[i].why);
    buf_puts(out, "]\n }");
}

void dms_put_endpoint_settings(Buf *out, const DmsPlan *plan)
{
    buf_puts(out, "{\"source\":");
    put_side(out, plan, DMS_SOURCE);
    buf_puts(out, ",\n \"target\":");
    put_side(out, plan, DMS_TARGET);
    buf_puts(out, "\n}\n");
}

/* ---- the task ---- */

static void put_target_metadata(Buf *out, const DmsPlan *plan)
{
    bool is_limited = plan->dms.lob_mode == DMS_LOB_LIMITED;
    bool is_inline = plan->dms.lob_mode == DMS_LOB_INLINE;
    buf_printf(out,
               " \"TargetMetadata\":{\"TargetSchema\":\"\",\"SupportLobs\":true,\"FullLobMode\":%s,\"LobChunkSize\":64,"
               "\"LimitedSizeLobMode\":%s,\"LobMaxSize\":%lld,\"InlineLobMaxSize\":%lld,\"LoadMaxFileSize\":0,"
               "\"ParallelLoadThreads\":0,\"ParallelLoadBufferSize\":0,\"BatchApplyEnabled\":false,"
               "\"TaskRecoveryTableEnabled\":false},\n",
               is_limited ? "false" : "true", is_limited ? "true" : "false",
               is_limited ? (long long)plan->lob_max_kb : 0, is_inline ? (long long)plan->lob_max_kb : 0);
}

/* DMS keeps so many rows at once, each with room for its longest large object. */
static int64_t commit_rate(const DmsPlan *plan)
{
    enum { MOST = 10000, LEAST = 100, AT_ONCE_KB = 1024 * 1024 };
    int64_t rows = plan->has_lobs && plan->lob_max_kb > 0 ? AT_ONCE_KB / plan->lob_max_kb : MOST;
    return rows > MOST ? MOST : rows < LEAST ? LEAST : rows;
}

/* With changes to follow, the task stops before it applies any: post-data comes first, then resume-processing. */
static void put_full_load(Buf *out, const DmsPlan *plan)
{
    buf_printf(out,
               " \"FullLoadSettings\":{\"TargetTablePrepMode\":\"DO_NOTHING\",\"CreatePkAfterFullLoad\":false,"
               "\"StopTaskCachedChangesApplied\":false,\"StopTaskCachedChangesNotApplied\":%s,"
               "\"MaxFullLoadSubTasks\":8,\"TransactionConsistencyTimeout\":600,\"CommitRate\":%lld},\n",
               plan->dms.task == DMS_FULL_LOAD_AND_CDC ? "true" : "false", (long long)commit_rate(plan));
}

void dms_put_task_settings(Buf *out, const DmsPlan *plan)
{
    buf_puts(out, "{\n");
    put_target_metadata(out, plan);
    put_full_load(out, plan);
    buf_puts(out, " \"Logging\":{\"EnableLogging\":true,\"LogComponents\":["
                  "{\"Id\":\"SOURCE_UNLOAD\",\"Severity\":\"LOGGER_SEVERITY_DEFAULT\"},"
                  "{\"Id\":\"TARGET_LOAD\",\"Severity\":\"LOGGER_SEVERITY_DEFAULT\"},"
                  "{\"Id\":\"TASK_MANAGER\",\"Severity\":\"LOGGER_SEVERITY_DEFAULT\"}]},\n"
                  " \"ControlTablesSettings\":{\"ControlSchema\":\"\",\"HistoryTableEnabled\":false,"
                  "\"SuspendedTablesTableEnabled\":false,\"StatusTableEnabled\":false,"
                  "\"FullLoadExceptionTableEnabled\":true},\n"
                  " \"ErrorBehavior\":{\"FailOnNoTablesCaptured\":true,\"DataErrorPolicy\":\"SUSPEND_TABLE\","
                  "\"DataTruncationErrorPolicy\":\"SUSPEND_TABLE\",\"DataMaskingErrorPolicy\":\"STOP_TASK\","
                  "\"DataErrorEscalationPolicy\":\"SUSPEND_TABLE\",\"DataErrorEscalationCount\":0,"
                  "\"TableErrorPolicy\":\"SUSPEND_TABLE\",\"TableErrorEscalationPolicy\":\"STOP_TASK\","
                  "\"TableErrorEscalationCount\":0,\"RecoverableErrorCount\":-1,\"RecoverableErrorInterval\":5,"
                  "\"RecoverableErrorThrottling\":true,\"RecoverableErrorThrottlingMax\":1800,"
                  "\"FullLoadIgnoreConflicts\":true},\n"
                  " \"ValidationSettings\":{\"EnableValidation\":false,\"ThreadCount\":5}\n}\n");
}

/* ---- DMS Serverless ---- */

void dms_put_replication_config(Buf *out, const DmsPlan *plan, const char *name)
{
    SCOPED(Buf, buf_free) mappings = {0};
    SCOPED(Buf, buf_free) settings = {0};
    dms_put_mappings(&mappings, plan);
    dms_put_task_settings(&settings, plan);
    buf_puts(out, "{\"ReplicationConfigIdentifier\":");
    text_put_json(out, name);
    buf_puts(out,
             ",\n \"SourceEndpointArn\":\"SOURCE-ENDPOINT-ARN\",\n \"TargetEndpointArn\":\"TARGET-ENDPOINT-ARN\",\n"
             " \"ComputeConfig\":{\"MaxCapacityUnits\":16,\"ReplicationSubnetGroupId\":\"SUBNET-GROUP\"},\n");
    buf_printf(out, " \"ReplicationType\":\"%s\",\n \"TableMappings\":", dms_task_type(plan->dms.task));
    text_put_json(out, buf_text(&mappings));
    buf_puts(out, ",\n \"ReplicationSettings\":");
    text_put_json(out, buf_text(&settings));
    buf_puts(out, "}\n");
}
