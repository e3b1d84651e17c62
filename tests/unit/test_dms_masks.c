/* Masks: which can be, and what follows for the target. */
#include "dms_masks.h"
#include "translated.h"

static Catalog *shop(void)
{
    Catalog *catalog = postgres_18();
    add(catalog, KIND_ENUM, "e", "schema", "s", "name", "mood", "labels", "[\"sad\"]", NULL);
    add(catalog, KIND_TABLE, "c", "schema", "s", "name", "customer", NULL);
    static const struct {
        const char *name, *type, *not_null, *value;
    } columns[] = {
        {"id", "bigint", "true", NULL},
        {"ssn", "character varying(11)", NULL, "'x'::character varying"},
        {"phone", "character varying(80)", NULL, NULL},
        {"age", "integer", NULL, "18"},
        {"bio", "text", NULL, NULL},
        {"born", "date", NULL, NULL},
        {"code", "character(4)", "true", NULL},
        {"mood", "shop.mood", NULL, "'sad'::shop.mood"},
        {"note", "character varying(9)", "true", "''::character varying"},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        add(catalog, KIND_COLUMN, columns[i].name, "table", "c", "name", columns[i].name, "type", columns[i].type,
            "not_null", columns[i].not_null, "default_value", columns[i].value, "is_local", "true", NULL);
    catalog_need(catalog, "mood", "e");
    add(catalog, KIND_COLUMN, "up", "table", "c", "name", "up", "type", "character varying(20)", "generated", "STORED",
        "default_value", "upper((ssn)::text)", "is_local", "true", NULL);
    add(catalog, KIND_KEY, "k", "table", "c", "name", "customer_pkey", "is_primary", "true", "columns", "[\"id\"]",
        NULL);
    add(catalog, KIND_KEY, "u", "table", "c", "name", "customer_code_key", "columns", "[\"code\"]", NULL);
    add(catalog, KIND_CHECK, "ck", "table", "c", "name", "ssn_long", "expression", "(length((ssn)::text) = 11)",
        "is_local", "true", NULL);
    add(catalog, KIND_TABLE, "o", "schema", "s", "name", "orders", NULL);
    add(catalog, KIND_COLUMN, "o.code", "table", "o", "name", "customer", "type", "character(4)", "is_local", "true",
        NULL);
    add(catalog, KIND_FOREIGN_KEY, "f", "table", "o", "name", "orders_fk", "columns", "[\"customer\"]",
        "referenced_table", "c", "referenced_columns", "[\"code\"]", "is_valid", "true", NULL);
    return catalog;
}

static void open_masked(Translated *t, const DmsMask *masks, size_t count)
{
    TranslateOptions options = {.dms = {.is_loader = true, .engine = "postgres", .masks = masks, .mask_count = count}};
    translated_open(t, shop(), &options);
}

static void test_refusals(void)
{
    static const struct {
        DmsMask mask;
        const char *message; /* NULL: none */
    } cases[] = {
        {{"column:shop.customer.ssn", DMS_DIGITS_MASK, "#"}, NULL},
        {{"column:shop.customer.age", DMS_DIGITS_RANDOMIZE, NULL}, NULL},
        {{"column:shop.customer.ssn", DMS_HASH_MASK, NULL}, NULL},
        {{"column:shop.customer.mood", DMS_HASH_MASK, NULL}, NULL},
        {{"column:shop.customer.age", DMS_HASH_MASK, NULL}, NULL},
        {{"column:shop.customer.bio", DMS_REMOVE_COLUMN, NULL}, NULL},
        {{"column:shop.customer.note", DMS_REMOVE_COLUMN, NULL}, NULL},
        {{"column:shop.customer.snn", DMS_HASH_MASK, NULL}, "no such column"},
        {{"column:shop.customer.bio", DMS_HASH_MASK, NULL}, "large object"},
        {{"column:shop.customer.age", DMS_DIGITS_MASK, "#"}, "digits_mask is for texts"},
        {{"column:shop.customer.born", DMS_HASH_MASK, NULL}, "hash_mask is for texts"},
        {{"column:shop.customer.born", DMS_DIGITS_RANDOMIZE, NULL}, "digits_randomize is for texts"},
        {{"column:shop.customer.mood", DMS_DIGITS_RANDOMIZE, NULL}, "digits_randomize is for texts"},
        {{"column:shop.customer.code", DMS_DIGITS_MASK, "#"}, "part of a key"},
        {{"column:shop.orders.customer", DMS_DIGITS_RANDOMIZE, NULL}, "part of a key"},
        {{"column:shop.customer.id", DMS_REMOVE_COLUMN, NULL}, "primary key"},
        {{"column:shop.customer.up", DMS_HASH_MASK, NULL}, "computed"},
        {{"column:shop.customer.code", DMS_HASH_MASK, NULL}, "one is hashed"},
        {{"column:shop.orders.customer", DMS_HASH_MASK, NULL}, "one is hashed"},
        {{"column:shop.*.c*", DMS_HASH_MASK, NULL}, NULL}, /* both */
        {{"column:shop.orders.customer", DMS_REMOVE_COLUMN, NULL}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Translated t;
        open_masked(&t, &cases[i].mask, 1);
        const Finding *found = NULL;
        for (size_t n = 0; n < t.findings.list.count; n++)
            found = found == NULL && t.findings.list.items[n].code == FINDING_MASK_INVALID ? &t.findings.list.items[n]
                                                                                           : found;
        bool is_right = cases[i].message == NULL ? found == NULL
                                                 : found != NULL && strstr(found->message, cases[i].message) != NULL;
        ok(is_right, "%s by %s: %s", cases[i].mask.column, dms_action_word(cases[i].mask.action),
           found == NULL ? "no objection" : found->message);
        translated_close(&t);
    }
}

static const char *type_of(const Translated *t, const char *key)
{
    return ((const Column *)catalog_find(t->desired.post, key))->type;
}

static void test_widening(void)
{
    static const DmsMask masks[] = {{"column:shop.customer.ssn", DMS_HASH_MASK, NULL},
                                    {"column:shop.customer.phone", DMS_HASH_MASK, NULL},
                                    {"column:shop.customer.age", DMS_HASH_MASK, NULL},
                                    {"column:shop.customer.mood", DMS_HASH_MASK, NULL}};
    Translated t;
    open_masked(&t, masks, sizeof masks / sizeof *masks);
    is(type_of(&t, "column shop.customer.ssn"), "character varying(64)", "a text gets room for a hash");
    is(type_of(&t, "column shop.customer.phone"), "character varying(80)", "one that has it stays");
    is(type_of(&t, "column shop.customer.age"), "character varying(64)", "a number becomes a text");
    is(((const Column *)catalog_find(t.desired.post, "column shop.customer.age"))->default_value, NULL,
       "without its default");
    is(type_of(&t, "column shop.customer.mood"), "character varying(64)", "and so does an enum");
    ok(catalog_find(t.desired.post, "check shop.customer.ssn_long") == NULL, "a check of it is left out");
    ok(ledger_of(&t.ledger, catalog_find(t.source, "check shop.customer.ssn_long"))->state == LEDGER_SKIPPED,
       "and accounted for");
    translated_close(&t);
}

int main(void)
{
    test_refusals();
    test_widening();
    return done();
}
