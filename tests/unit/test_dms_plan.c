/* The contract with a DMS task: catalogs in, JSON out. */
#include <jansson.h>

#include "translated.h"

static const char *said(Translated *made, void (*put)(Buf *out, const DmsPlan *plan))
{
    SCOPED(Buf, buf_free) text = {0};
    put(&text, &made->plan);
    json_t *json = json_loads(buf_text(&text), JSON_REJECT_DUPLICATES, NULL);
    ok(json != NULL, "it is JSON");
    json_decref(json);
    return arena_copy(made->arena, buf_text(&text));
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* ---- PostgreSQL ---- */

static Catalog *postgres(void)
{
    Catalog *catalog = postgres_18();
    add(catalog, KIND_TABLE, "t", "schema", "s", "name", "line_item", "bytes", "2147483648", NULL);
    add(catalog, KIND_COLUMN, "t.id", "table", "t", "name", "id", "type", "bigint", "not_null", "true", "is_local",
        "true", NULL);
    add(catalog, KIND_COLUMN, "t.ok", "table", "t", "name", "ok", "type", "boolean", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.g", "table", "t", "name", "g", "type", "integer", "generated", "STORED",
        "default_value", "(id + 1)", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "t.i", "table", "t", "name", "i", "type", "integer", "not_null", "true", "identity",
        "ALWAYS", "is_local", "true", NULL);
    add(catalog, KIND_KEY, "k", "table", "t", "name", "pk", "is_primary", "true", "columns", "[\"id\"]", NULL);
    add(catalog, KIND_SEQUENCE, "q", "schema", "s", "name", "line_item_id_seq", "type", "bigint", "owned_by", "t.id",
        "increment", "1", "last_value", "4000", NULL);
    return catalog;
}

static void test_table(void)
{
    Translated made;
    const Rename renames[] = {{"shop", "app"}};
    TranslateOptions options = {.selection = {.renames = renames, .rename_count = 1},
                                .dms = {.is_loader = true, .engine = "postgres", .lob_max_kb = INT_NONE}};
    translated_open(&made, postgres(), &options);
    is(said(&made, dms_put_mappings),
       "{\"rules\":[\n"
       " {\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-name\":\"include-1\",\"object-locator\":"
       "{\"schema-name\":\"shop\",\"table-name\":\"line[_]item\"},\"rule-action\":\"include\",\"filters\":[]},\n"
       " {\"rule-type\":\"transformation\",\"rule-id\":\"2\",\"rule-name\":\"rename-2\",\"rule-target\":\"schema\","
       "\"rule-action\":\"rename\",\"object-locator\":{\"schema-name\":\"shop\"},\"value\":\"app\"},\n"
       " {\"rule-type\":\"transformation\",\"rule-id\":\"3\",\"rule-name\":\"remove-column-3\",\"rule-target\":\"column\","
       "\"rule-action\":\"remove-column\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"line[_]item\","
       "\"column-name\":\"g\"}},\n"
       " {\"rule-type\":\"table-settings\",\"rule-id\":\"4\",\"rule-name\":\"settings-4\",\"object-locator\":"
       "{\"schema-name\":\"shop\",\"table-name\":\"line_item\"},\"parallel-load\":{\"type\":\"ranges\","
       "\"columns\":[\"id\"],\"boundaries\":[[\"1000\"],[\"2000\"],[\"3000\"]]}}\n]}\n",
       "selection, names, columns and ranges of the key");
    const char *endpoints = said(&made, dms_put_endpoint_settings);
    ok(has(endpoints, "\"EndpointType\":\"source\",\n  \"PostgreSQLSettings\":{\"MapBooleanAsBoolean\":true}") &&
           has(endpoints, "\"EndpointType\":\"target\",\n  \"PostgreSQLSettings\":{\"MapBooleanAsBoolean\":true}"),
       "both endpoints are told of booleans");
    ok(!has(endpoints, "MapUnboundedNumericAsString"), "and of nothing that the tables do not have");
    translated_close(&made);
}

/* "a, b": what is loaded, in order. */
static const char *loaded(Translated *made)
{
    SCOPED(Buf, buf_free) text = {0};
    for (size_t i = 0; i < made->plan.tables.count; i++)
        buf_printf(&text, "%s%s", i > 0 ? ", " : "", made->plan.tables.items[i].from->name);
    return arena_copy(made->arena, buf_text(&text));
}

static void test_partitions(void)
{
    Translated made;
    Catalog *source = postgres();
    add(source, KIND_TABLE, "p", "schema", "s", "name", "whole", "partition_key", "LIST (n)", NULL);
    add(source, KIND_TABLE, "p1", "schema", "s", "name", "part", "partition_of", "p", "partition_bound",
        "FOR VALUES IN (1)", NULL);
    add(source, KIND_TABLE, "h", "schema", "s", "name", "heir", "inherits", "[\"t\"]", NULL);
    TranslateOptions options = {.dms = {.is_loader = true, .engine = "postgres", .lob_max_kb = INT_NONE}};
    translated_open(&made, source, &options);
    is(loaded(&made), "heir, part", "of what stands above others, these are loaded");
    ok(made.findings.list.count == 1 && made.findings.list.items[0].code == FINDING_DMS_SETTING &&
           has(made.findings.list.items[0].object, "line_item"),
       "rows that would be left behind are found");
    translated_close(&made);
}

/* ---- LOB modes ---- */

static Catalog *with_lobs(void)
{
    Catalog *catalog = postgres();
    add(catalog, KIND_COLUMN, "t.doc", "table", "t", "name", "doc", "type", "jsonb", "not_null", "true", "is_local",
        "true", NULL);
    return catalog;
}

static void test_lobs(DmsTask task, DmsLobMode mode, const char *metadata, bool is_early)
{
    Translated made;
    Err err = {0};
    TranslateOptions options = {
        .dms = {.is_loader = true, .engine = "postgres", .task = task, .lob_mode = mode, .lob_max_kb = INT_NONE}};
    translated_open(&made, with_lobs(), &options);
    ok(translate_early(&made.desired, &err), "the first half");
    const Column *doc = (const Column *)catalog_find(made.desired.pre, "column shop.line_item.doc");
    const bool has_key = catalog_find(made.desired.pre, "key shop.line_item.pk") != NULL;
    ok(has(said(&made, dms_put_task_settings), metadata), "task %u, LOB mode %u: %s", (unsigned)task, (unsigned)mode,
       metadata);
    ok(doc->not_null != is_early && has_key == is_early,
       is_early ? "the key comes first, and NOT NULL last" : "the key comes last, and NOT NULL first");
    is(((const Column *)catalog_find(made.desired.post, "column shop.line_item.i"))->identity,
       task == DMS_FULL_LOAD ? "ALWAYS" : "BY DEFAULT", "an identity takes the ids of changes");
    translated_close(&made);
}

/* ---- MySQL ---- */

static void test_mysql(void)
{
    Translated made;
    Catalog *source = catalog_new("mysql");
    source->product = "MySQL";
    source->server_version = 90704;
    source->server_text = "9.7.4";
    source->user = "me@%";
    add(source, KIND_SCHEMA, "s", "name", "shop", NULL);
    add(source, KIND_TABLE, "t", "schema", "s", "name", "item", NULL);
    add(source, KIND_COLUMN, "t.d", "table", "t", "name", "d", "position", "1", "type", "decimal(50,2)", NULL);
    add(source, KIND_COLUMN, "t.s", "table", "t", "name", "s", "position", "2", "type", "varchar(20)", NULL);
    add(source, KIND_COLUMN, "t.n", "table", "t", "name", "n", "position", "3", "type", "bigint unsigned", NULL);
    add(source, KIND_COLUMN, "t.r", "table", "t", "name", "r", "position", "4", "type", "varchar(20)", NULL);
    static const DmsMask masks[] = {{"column:shop.item.s", DMS_DIGITS_MASK, "*"},
                                    {"column:shop.item.r", DMS_REMOVE_COLUMN, NULL}};
    TranslateOptions options = {
        .dms = {.is_loader = true, .engine = "mysql", .lob_max_kb = INT_NONE, .masks = masks, .mask_count = 2}};
    translated_open(&made, source, &options);
    const char *rules = said(&made, dms_put_mappings);
    ok(has(rules, "\"column-name\":\"d\"},\"data-type\":{\"type\":\"string\",\"length\":\"70\",\"scale\":\"\"}"),
       "a decimal of more digits than DMS knows travels as a text");
    ok(has(rules, "\"rule-action\":\"data-masking-digits-mask\",\"object-locator\":{\"schema-name\":\"shop\","
                  "\"table-name\":\"item\",\"column-name\":\"s\"},\"value\":\"*\""),
       "digits are masked");
    ok(has(rules, "\"rule-action\":\"remove-column\",\"object-locator\":{\"schema-name\":\"shop\","
                  "\"table-name\":\"item\",\"column-name\":\"r\"}"),
       "a column is left out");
    ok(!has(rules, "\"column-name\":\"n\""), "another is as it is");
    ok(has(said(&made, dms_put_endpoint_settings), "NO_AUTO_VALUE_ON_ZERO"), "the target's sessions are told of zeros");
    SCOPED(Buf, buf_free) config = {0};
    dms_put_replication_config(&config, &made.plan, "nightly");
    ok(has(buf_text(&config), "\"ReplicationConfigIdentifier\":\"nightly\"") &&
           has(buf_text(&config), "\"ReplicationType\":\"full-load\""),
       "the same for DMS Serverless");
    translated_close(&made);
}

int main(void)
{
    test_table();
    test_partitions();
    test_lobs(DMS_FULL_LOAD, DMS_LOB_LIMITED, "\"LimitedSizeLobMode\":true,\"LobMaxSize\":32,", false);
    test_lobs(DMS_FULL_LOAD, DMS_LOB_FULL, "\"FullLobMode\":true,\"LobChunkSize\":64,\"LimitedSizeLobMode\":false",
              true);
    test_lobs(DMS_FULL_LOAD, DMS_LOB_INLINE, "\"InlineLobMaxSize\":32", true);
    test_lobs(DMS_FULL_LOAD_AND_CDC, DMS_LOB_LIMITED, "\"StopTaskCachedChangesNotApplied\":true", true);
    test_mysql();
    return done();
}
