/* A task and its endpoints, judged by the plan. */
#include "dms_check.h"
#include "dms_scope.h"
#include "translated.h"

static Catalog *postgres(void)
{
    Catalog *catalog = postgres_18();
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "item", NULL);
    add(catalog, KIND_COLUMN, "t.id", "table", "t", "name", "id", "type", "bigint", "not_null", "true", "is_local",
        "true", NULL);
    add(catalog, KIND_COLUMN, "t.ok", "table", "t", "name", "ok", "type", "boolean", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.n", "table", "t", "name", "n", "type", "numeric", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.v", "table", "t", "name", "v", "type", "character varying", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.doc", "table", "t", "name", "doc", "type", "jsonb", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.ssn", "table", "t", "name", "ssn", "type", "character varying(80)", "is_local", "true",
        NULL);
    add(catalog, KIND_COLUMN, "t.g", "table", "t", "name", "g", "type", "bigint", "generated", "STORED",
        "default_value", "(id + 1)", "is_local", "true", NULL);
    add(catalog, KIND_TABLE, "o", "schema", "s", "name", "other", NULL);
    add(catalog, KIND_VIEW, "w", "schema", "s", "name", "seen", "definition", "SELECT 1 AS a", NULL);
    return catalog;
}

static void open_plan(Translated *j, DmsTask task, DmsLobMode mode, bool with_mask)
{
    static const DmsMask masks[] = {{"column:shop.item.ssn", DMS_HASH_MASK, NULL}};
    static const char *excluded[] = {"shop.other"};
    TranslateOptions options = {.selection = {.exclude = {excluded, 1}},
                                .dms = {.is_loader = true,
                                        .engine = "postgres",
                                        .task = task,
                                        .lob_mode = mode,
                                        .lob_max_kb = 64,
                                        .masks = masks,
                                        .mask_count = with_mask}};
    translated_open(j, postgres(), &options);
    j->findings.list.count = 0;
}

/* The only finding is this one; NULL: there is none. */
static void told(const Translated *j, FindingCode code, const char *message, const char *name)
{
    bool is_right = message == NULL ? j->findings.list.count == 0
                                    : j->findings.list.count == 1 && j->findings.list.items[0].code == code &&
                                          strstr(j->findings.list.items[0].message, message) != NULL;
    ok(is_right, "%s: %s", name, message == NULL ? "nothing to say" : message);
    for (size_t i = 0; !is_right && i < j->findings.list.count; i++)
        printf("# %s\n", j->findings.list.items[i].message);
}

/* ---- endpoints ---- */

#define SOURCE "{\"Endpoints\":[{\"EndpointType\":\"SOURCE\",\"EngineName\":\"postgres\","
#define TARGET "{\"Endpoints\":[{\"EndpointType\":\"TARGET\",\"EngineName\":\"postgres\","
#define ATTRIBUTES "\"ExtraConnectionAttributes\":\"mapUnboundedNumericAsString=true;unboundedVarcharMaxSize=10485760\""
#define MAPPED "\"PostgreSQLSettings\":{\"MapBooleanAsBoolean\":true,\"FailTasksOnLobTruncation\":true"

static void test_endpoints(void)
{
    static const struct {
        const char *name, *text, *message;
        DmsSide side;
        DmsTask task;
    } cases[] = {
        {"a source that is right", SOURCE MAPPED "}," ATTRIBUTES "}]}", NULL, DMS_SOURCE, DMS_FULL_LOAD},
        {"booleans as words", SOURCE "\"PostgreSQLSettings\":{\"FailTasksOnLobTruncation\":true}," ATTRIBUTES "}]}",
         "MapBooleanAsBoolean is not set", DMS_SOURCE, DMS_FULL_LOAD},
        {"large objects that may be cut",
         SOURCE "\"PostgreSQLSettings\":{\"MapBooleanAsBoolean\":true}," ATTRIBUTES "}]}", "FailTasksOnLobTruncation",
         DMS_SOURCE, DMS_FULL_LOAD},
        {"numerics that are rounded",
         SOURCE MAPPED "},\"ExtraConnectionAttributes\":\"unboundedVarcharMaxSize=10485760\"}]}",
         "MapUnboundedNumericAsString is not set", DMS_SOURCE, DMS_FULL_LOAD},
        {"varchars that are cut",
         SOURCE MAPPED "},\"ExtraConnectionAttributes\":\"MapUnboundedNumericAsString=true\"}]}",
         "unboundedVarcharMaxSize is 8000", DMS_SOURCE, DMS_FULL_LOAD},
        {"DDL that is repeated", SOURCE MAPPED "}," ATTRIBUTES "}]}", "CaptureDdls is not set", DMS_SOURCE, DMS_CDC},
        {"a source of changes", SOURCE MAPPED ",\"CaptureDdls\":false}," ATTRIBUTES "}]}", NULL, DMS_SOURCE, DMS_CDC},
        {"a target that is right", TARGET MAPPED "}," ATTRIBUTES "}]}", NULL, DMS_TARGET, DMS_FULL_LOAD},
        {"booleans at the other end", TARGET ATTRIBUTES "}]}", "the target endpoint: MapBooleanAsBoolean", DMS_TARGET,
         DMS_FULL_LOAD},
        {"no COPY",
         TARGET MAPPED "},\"ExtraConnectionAttributes\":\"loadUsingCSV=false;MapUnboundedNumericAsString=true\"}]}",
         "loadUsingCSV is false", DMS_TARGET, DMS_FULL_LOAD},
        {"triggers that fire", TARGET MAPPED "}," ATTRIBUTES "}]}", "AfterConnectScript is not set", DMS_TARGET,
         DMS_CDC},
        {"a target of changes",
         TARGET MAPPED ",\"AfterConnectScript\":\"SET session_replication_role='replica'\"}," ATTRIBUTES "}]}", NULL,
         DMS_TARGET, DMS_CDC},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Translated j;
        open_plan(&j, cases[i].task, DMS_LOB_LIMITED, false);
        ok(dms_check_endpoint(&j.plan, cases[i].side, cases[i].text, &j.findings, &j.err), "%s", j.err.message);
        told(&j, FINDING_DMS_SETTING, cases[i].message, cases[i].name);
        translated_close(&j);
    }
}

/* The same tables, as if the target were MySQL. */
static void test_mysql_endpoints(void)
{
    static const char right[] = "\"ExtraConnectionAttributes\":\"Initstmt=SET FOREIGN_KEY_CHECKS=0, SESSION "
                                "sql_mode='STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'\"";
    static const char some[] =
        "\"ExtraConnectionAttributes\":\"parallelLoadThreads=1;Initstmt=SET FOREIGN_KEY_CHECKS=0\"";
    static const struct {
        const char *name, *settings;
        bool is_right;
        const char *message;
    } cases[] = {
        {"a target that is right", "{\"TargetDbType\":\"multiple-databases\"}", true, NULL},
        {"as the guide spells it", "{\"TargetDbType\":\"MULTIPLE_DATABASES\"}", true, NULL},
        {"one database", "{\"TargetDbType\":\"specific-database\"}", true, "TargetDbType is specific-database"},
        {"a database by name", "{\"TargetDbType\":\"multiple-databases\",\"DatabaseName\":\"shop\"}", true,
         "DatabaseName is shop"},
        {"zeros that change", "{\"TargetDbType\":\"multiple-databases\"}", false,
         "Initstmt is SET FOREIGN_KEY_CHECKS=0:"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Translated j;
        open_plan(&j, DMS_FULL_LOAD, DMS_LOB_LIMITED, false);
        j.plan.to = "mysql";
        const char *text =
            arena_printf(j.arena, "{\"Endpoints\":[{\"EndpointType\":\"TARGET\",\"MySQLSettings\":%s,%s}]}",
                         cases[i].settings, cases[i].is_right ? right : some);
        ok(dms_check_endpoint(&j.plan, DMS_TARGET, text, &j.findings, &j.err), "%s", j.err.message);
        told(&j, FINDING_DMS_SETTING, cases[i].message, cases[i].name);
        j.findings.list.count = 0;
        ok(dms_check_endpoint(&j.plan, DMS_SOURCE, SOURCE MAPPED "}," ATTRIBUTES "}]}", &j.findings, &j.err), "source");
        told(&j, FINDING_DMS_SETTING, "MapBooleanAsBoolean is true", "booleans as nobody expects them");
        translated_close(&j);
    }
}

/* ---- tasks ---- */

static void test_settings(void)
{
    static const struct {
        const char *name, *text, *message;
        DmsLobMode mode;
        bool with_mask;
        FindingCode code;
    } cases[] = {
        {"nothing said", "{}", NULL, DMS_LOB_LIMITED, false, FINDING_DMS_SETTING},
        {"tables dropped", "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"DROP_AND_CREATE\"}}",
         "TargetTablePrepMode is DROP_AND_CREATE", DMS_LOB_LIMITED, false, FINDING_DMS_SETTING},
        {"a schema for all", "{\"TargetMetadata\":{\"TargetSchema\":\"x\"}}", "TargetSchema is x", DMS_LOB_LIMITED,
         false, FINDING_DMS_SETTING},
        {"no large objects", "{\"TargetMetadata\":{\"SupportLobs\":false}}", "SupportLobs is false", DMS_LOB_LIMITED,
         false, FINDING_DMS_SETTING},
        {"full LOB mode", "{\"TargetMetadata\":{\"SupportLobs\":true,\"FullLobMode\":true}}", "FullLobMode is true",
         DMS_LOB_LIMITED, false, FINDING_DMS_SETTING},
        {"full LOB mode, as planned", "{\"TargetMetadata\":{\"FullLobMode\":true,\"InlineLobMaxSize\":0}}", NULL,
         DMS_LOB_FULL, false, FINDING_DMS_SETTING},
        {"inline LOB mode", "{\"TargetMetadata\":{\"FullLobMode\":true,\"InlineLobMaxSize\":32}}", "do not agree",
         DMS_LOB_FULL, false, FINDING_DMS_SETTING},
        {"limited, and full is planned", "{\"TargetMetadata\":{\"LimitedSizeLobMode\":true}}",
         "LimitedSizeLobMode is on", DMS_LOB_FULL, false, FINDING_DMS_SETTING},
        {"too short", "{\"TargetMetadata\":{\"LimitedSizeLobMode\":true,\"LobMaxSize\":16}}", "LobMaxSize is less",
         DMS_LOB_LIMITED, false, FINDING_DMS_SETTING},
        {"masks that fail", "{\"ErrorBehavior\":{\"DataMaskingErrorPolicy\":\"LOG_ERROR\"}}", "loaded as they are",
         DMS_LOB_LIMITED, true, FINDING_MASK_INVALID},
        {"masks that nobody has", "{\"ErrorBehavior\":{\"DataMaskingErrorPolicy\":\"LOG_ERROR\"}}", NULL,
         DMS_LOB_LIMITED, false, FINDING_MASK_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Translated j;
        open_plan(&j, DMS_FULL_LOAD, cases[i].mode, cases[i].with_mask);
        ok(dms_check_task_settings(&j.plan, cases[i].text, "settings", &j.findings, &j.err), "%s", j.err.message);
        told(&j, cases[i].code, cases[i].message, cases[i].name);
        translated_close(&j);
    }
}

#define RULE(id, rest) "{\"rule-id\":\"" #id "\"," rest "}"
#define AT(table) "\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"" table "\"}"
#define COLUMN(column) \
    "\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"item\",\"column-name\":\"" column "\"}"
#define SELECT(table) "\"rule-type\":\"selection\",\"rule-action\":\"include\"," AT(table)
#define ON_COLUMN(action) "\"rule-type\":\"transformation\",\"rule-target\":\"column\",\"rule-action\":\"" action "\","
#define ITEM RULE(1, SELECT("item"))
#define GONE RULE(2, ON_COLUMN("remove-column") COLUMN("g"))

static void test_mappings(void)
{
    static const struct {
        const char *name, *rules, *message;
        bool with_mask;
        FindingCode code;
    } cases[] = {
        {"as planned", ITEM "," GONE, NULL, false, FINDING_DMS_SETTING},
        {"not selected", RULE(1, SELECT("itemx")), "the task does not load it", false, FINDING_DMS_SETTING},
        {"more than the job", RULE(1, SELECT("%")) "," GONE, "the job leaves it out", false, FINDING_DMS_SETTING},
        {"a generated column", ITEM, "does not have it loaded", false, FINDING_DMS_SETTING},
        {"a column left out", ITEM "," GONE "," RULE(3, ON_COLUMN("remove-column") COLUMN("n")),
         "the job does not know", false, FINDING_DMS_SETTING},
        {"a column renamed", ITEM "," GONE "," RULE(3, ON_COLUMN("rename") "\"value\":\"m\"," COLUMN("n")),
         "the task calls it m", false, FINDING_DMS_SETTING},
        {"a table renamed",
         ITEM "," GONE "," RULE(3, "\"rule-type\":\"transformation\",\"rule-target\":\"table\",\"rule-action\":"
                                   "\"convert-uppercase\"," AT("item")),
         "shop.ITEM", false, FINDING_DMS_SETTING},
        {"some rows", RULE(1, "\"filters\":[{}]," SELECT("item")) "," GONE, "only some", false, FINDING_DMS_SETTING},
        {"a view",
         ITEM "," GONE "," RULE(3, "\"rule-type\":\"selection\",\"rule-action\":\"include\",\"object-locator\":"
                                   "{\"schema-name\":\"shop\",\"table-name\":\"seen\",\"table-type\":\"view\"}"),
         "it is a view", false, FINDING_DMS_SETTING},
        {"ranges of what may be NULL",
         ITEM "," GONE "," RULE(3, "\"rule-type\":\"table-settings\"," AT(
                                       "item") ",\"parallel-load\":{\"type\":"
                                               "\"ranges\",\"columns\":[\"n\"],\"boundaries\":[[\"1\"]]}"),
         "loads no row where it is NULL", false, FINDING_DMS_SETTING},
        {"a mask of the task's", ITEM "," GONE "," RULE(3, ON_COLUMN("data-masking-hash-mask") COLUMN("ssn")),
         "the job says no masking", false, FINDING_MASK_INVALID},
        {"a mask of the job's", ITEM "," GONE, "the task says no masking", true, FINDING_MASK_INVALID},
        {"a mask of both", ITEM "," GONE "," RULE(3, ON_COLUMN("data-masking-hash-mask") COLUMN("ssn")), NULL, true,
         FINDING_MASK_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Translated j;
        DmsMapping mapping;
        open_plan(&j, DMS_FULL_LOAD, DMS_LOB_LIMITED, cases[i].with_mask);
        const char *text = arena_printf(j.arena, "{\"rules\":[%s]}", cases[i].rules);
        ok(dms_mapping_parse(&mapping, j.arena, text, strlen(text), "m", &j.findings, &j.err), "%s", j.err.message);
        dms_check_mapping(&j.plan, &mapping, &j.findings);
        told(&j, cases[i].code, cases[i].message, cases[i].name);
        translated_close(&j);
    }
}

/* What the plan writes is what it asks for. */
static void test_own(void)
{
    Translated j;
    open_plan(&j, DMS_FULL_LOAD, DMS_LOB_LIMITED, true);
    SCOPED(Buf, buf_free) config = {0};
    buf_puts(&config, "{\"ReplicationConfigs\":[");
    dms_put_replication_config(&config, &j.plan, "x");
    buf_puts(&config, "]}");
    ok(dms_check_task(&j.plan, buf_text(&config), &j.findings, &j.err), "%s", j.err.message);
    told(&j, FINDING_DMS_SETTING, NULL, "what is written passes");
    ok(dms_check_task(&j.plan, "{\"ReplicationTasks\":[{\"MigrationType\":\"cdc\"}]}", &j.findings, &j.err), "cdc");
    told(&j, FINDING_DMS_SETTING, "the task is cdc", "a task of another kind");
    ok(!dms_check_task(&j.plan, "{\"ReplicationTasks\":[]}", &j.findings, &j.err), "no task");
    translated_close(&j);
}

/* ---- the job's scope, from a mapping ---- */

static void test_scope(void)
{
    static const char text[] = "{\"rules\":[" RULE(1, SELECT("item")) "," RULE(
        2, "\"rule-type\":\"transformation\",\"rule-target\":\"schema\","
           "\"rule-action\":\"rename\",\"value\":\"app\","
           "\"object-locator\":{\"schema-name\":\"shop\"}") "]}";
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Catalog *, catalog_release) source = postgres();
    Findings findings = {.arena = arena};
    DmsMapping mapping;
    Err err = {0};
    finish(source);
    ok(dms_mapping_parse(&mapping, arena, text, strlen(text), "m", &findings, &err), "%s", err.message);
    Selection selection = {0};
    dms_scope(arena, &selection, source, &mapping);
    ok(selection.include.count == 1 && selection.exclude.count == 1 && selection.rename_count == 1, "what it selects");
    is(selection.include.items[0], "shop.*", "the schema");
    is(selection.exclude.items[0], "table:shop.other", "without the tables that the task does not load");
    is(selection.renames[0].to, "app", "under its name");
    const Rename other[] = {{"shop", "store"}};
    const Selection said = {.renames = other, .rename_count = 1};
    ok(dms_scope_conflict(&said, source, &mapping) == &other[0], "another name of the job's is a conflict");
    ok(dms_scope_conflict(&selection, source, &mapping) == NULL, "the same is none");
}

int main(void)
{
    test_endpoints();
    test_mysql_endpoints();
    test_settings();
    test_mappings();
    test_own();
    test_scope();
    return done();
}
