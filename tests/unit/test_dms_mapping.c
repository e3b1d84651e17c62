/* What a DMS table mapping selects, and under what names. */
#include "dms_mapping.h"
#include "tap.h"

static const char shop[] =
    "{\"rules\": ["
    "{\"rule-type\":\"transformation\",\"rule-id\":\"11\",\"rule-name\":\"late\",\"rule-target\":\"table\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\"},\"rule-action\":\"rename\",\"value\":\"late\"},"
    "{\"rule-type\":\"selection\",\"rule-id\":1,\"rule-name\":\"shop\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"%\"},"
    " \"rule-action\":\"include\",\"filters\":[]},"
    "{\"rule-type\":\"selection\",\"rule-id\":\"2\",\"rule-name\":\"tmp\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"tmp[_]%\"},"
    " \"rule-action\":\"exclude\"},"
    "{\"rule-type\":\"selection\",\"rule-id\":\"3\",\"rule-name\":\"views\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"v%\","
    " \"table-type\":\"view\"},\"rule-action\":\"include\",\"filters\":[]},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"10\",\"rule-name\":\"low\",\"rule-target\":\"table\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"%\"},\"rule-action\":\"convert-lowercase\"},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"9\",\"rule-name\":\"s\",\"rule-target\":\"schema\","
    " \"object-locator\":{\"schema-name\":\"shop\"},\"rule-action\":\"rename\",\"value\":\"app\"},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"12\",\"rule-name\":\"c\",\"rule-target\":\"column\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\",\"column-name\":\"o[_]%\"},\"rule-action\":\"remove-prefix\",\"value\":\"o_\"},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"13\",\"rule-name\":\"r\",\"rule-target\":\"column\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\",\"column-name\":\"gen\"},\"rule-action\":\"remove-column\"},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"14\",\"rule-name\":\"t\",\"rule-target\":\"column\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\",\"column-name\":\"ssn\"},\"rule-action\":\"change-data-type\","
    " \"data-type\":{\"type\":\"string\",\"length\":\"64\",\"scale\":\"\"}},"
    "{\"rule-type\":\"transformation\",\"rule-id\":\"15\",\"rule-name\":\"m\",\"rule-target\":\"column\","
    " \"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\",\"column-name\":\"ssn\"},\"rule-action\":\"data-masking-hash-mask\"},"
    "{\"rule-type\":\"table-settings\",\"rule-id\":\"30\",\"rule-name\":\"p\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"Orders\"},"
    " \"parallel-load\":{\"type\":\"ranges\",\"columns\":[\"id\"],\"boundaries\":[[\"10\"]]},\"lob-settings\":{\"mode\":\"limited\",\"bulk-max-size\":\"64\"}},"
    "{\"rule-type\":\"validation\",\"rule-id\":\"40\",\"rule-name\":\"v\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"%\"}}"
    "]}";

static void test_patterns(void)
{
    static const struct {
        const char *pattern, *name;
        bool matches;
    } cases[] = {
        {"%", "", true},
        {"%", "orders", true},
        {"a_c", "abc", true},
        {"a_c",
         "a\xc3\xa9"
         "c",
         true},
        {"a_c", "ac", false},
        {"a[_]c", "a_c", true},
        {"a[_]c", "abc", false},
        {"[a-d]%", "dog", true},
        {"[a-d]%", "egg", false},
        {"[ab]x", "bx", true},
        {"%[_]x%y", "a_x_x1y", true},
        {"%ab%ab", "abxabab", true},
        {"%ab%ab", "abxaba", false},
        {"orders", "Orders", false},
        {"a%", "ba", false},
        {"[", "[", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ok(dms_matches(cases[i].pattern, cases[i].name) == cases[i].matches, "%s %s %s", cases[i].pattern,
           cases[i].matches ? "matches" : "does not match", cases[i].name);
}

static void test_lookup(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    Findings findings = {.arena = arena};
    DmsMapping mapping;
    Err err = {0};
    ok(dms_mapping_parse(&mapping, arena, shop, strlen(shop), "shop.json", &findings, &err), "parses: %s", err.message);
    ok(findings.list.count == 1 && strstr(findings.list.items[0].message, "validation") != NULL,
       "a rule that is not followed is found");
    DmsTable orders = dms_mapping_table(&mapping, "shop", "Orders", false);
    ok(orders.selected_by != NULL && orders.selected_by->id == 1, "selected");
    is(orders.schema, "app", "its schema is renamed");
    is(orders.name, "orders", "the lowest rule-id names it");
    ok(orders.settings != NULL && orders.settings->bulk_max_kb == 64, "table settings");
    ok(dms_mapping_table(&mapping, "shop", "tmp_1", false).selected_by == NULL, "excluded");
    ok(dms_mapping_table(&mapping, "shop", "tmpx1", false).selected_by != NULL, "[_] is no wildcard");
    ok(dms_mapping_table(&mapping, "shop", "v1", true).selected_by->id == 3, "a view by its own rule");
    ok(dms_mapping_table(&mapping, "shop", "x", true).selected_by == NULL, "no view by a rule for tables");
    ok(dms_mapping_table(&mapping, "other", "Orders", false).selected_by == NULL, "another schema is not selected");
    is(dms_mapping_column(&mapping, "shop", "Orders", "o_id").name, "id", "a prefix is removed");
    ok(dms_mapping_column(&mapping, "shop", "Orders", "gen").is_removed, "a column is removed");
    DmsColumn ssn = dms_mapping_column(&mapping, "shop", "Orders", "ssn");
    is(ssn.type.type, "string", "its data type is changed");
    ok(ssn.type.length == 64 && ssn.type.scale == INT_NONE, "to one of a length, and no scale");
    ok(ssn.mask != NULL && ssn.mask->action == DMS_HASH_MASK && !ssn.is_removed, "and it is masked");
    is(dms_escaped(arena, "a_b%c[d"), "a[_]b[%]c[[]d", "escaped");
    ok(dms_matches(dms_escaped(arena, "a_b%c[d"), "a_b%c[d"), "what is escaped matches itself");
}

static void test_refusals(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"{", "m.json:1:"},
        {"[]", "no list of rules"},
        {"{\"rules\":[{\"rule-type\":\"selection\"}]}", "rule-id is a number"},
        {"{\"rules\":[{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\"}}]}",
         "no table-name"},
        {"{\"rules\":[{\"rule-type\":\"transformation\",\"rule-id\":\"1\",\"rule-target\":\"table\",\"rule-action\":\"rename\","
         "\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"}}]}",
         "no value"},
        {"{\"rules\":[{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"a\"}},"
         "{\"rule-type\":\"selection\",\"rule-id\":1,\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"b\"}}]}",
         "two rules have the rule-id 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(Arena *, arena_release) arena = arena_new();
        Findings findings = {.arena = arena};
        DmsMapping mapping;
        Err err = {0};
        ok(!dms_mapping_parse(&mapping, arena, cases[i].text, strlen(cases[i].text), "m.json", &findings, &err) &&
               strstr(err.message, cases[i].message) != NULL,
           "refused: %s", err.message);
    }
}

int main(void)
{
    test_patterns();
    test_lookup();
    test_refusals();
    return done();
}
