/* Types across dialects: a column's text in, its rule and the target's types out; every row of both tables is met. */
#include <stdlib.h>

#include "catalogs.h"
#include "cross.h"
#include "cross_names.h"
#include "probe_store.h"
#include "type_rows.h"

static Arena *arena;
static Map met; /* rules */

/* ---- one crossing ---- */

typedef struct Crossing {
    Catalog *source, *made;
    TranslateOptions options;
    Findings findings;
    CrossRules rules;
    Cross cross;
} Crossing;

static Crossing begin(const char *from, const char *to, int64_t version)
{
    Crossing c = {.source = catalog_new(from), .made = catalog_new(strcmp(from, "mysql") == 0 ? "postgres" : "mysql")};
    c.source->product = strcmp(from, "mysql") == 0 ? "MySQL" : "PostgreSQL";
    c.made->product = to;
    c.made->server_version = version;
    add(c.source, KIND_SCHEMA, "s", "name", "shop", NULL);
    add(c.source, KIND_TABLE, "t", "schema", "s", "name", "item", NULL);
    return c;
}

static const Object *object_of(const Crossing *c, const char *key)
{
    const Object *object = catalog_find(c->source, key);
    if (object == NULL)
        ok(false, "no %s", key);
    return object;
}

/* Facts: "NOT_BOOLEAN=0 ZERO_DATES=3", of the column c. */
static Probe *probe_of(const Crossing *c, const char *facts)
{
    Probe *probe = probe_new(arena, NULL, "f");
    probe_put_table(probe, object_of(c, "table shop.item"), 5, NULL);
    while (facts != NULL && *facts != '\0') {
        size_t name = strcspn(facts, "="), all = strcspn(facts, " ");
        probe_put(probe, object_of(c, "column shop.item.c"), arena_slice(arena, facts, name), atoll(facts + name + 1),
                  NULL);
        facts += all + (facts[all] == ' ');
    }
    return probe;
}

static void cross_types_of(Crossing *c, const char *facts)
{
    finish(c->source);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < c->source->objects[kind].count; i++)
            c->source->objects[kind].items[i]->origin =
                memcpy(arena_alloc(arena, catalog_kinds[kind].size), c->source->objects[kind].items[i],
                       catalog_kinds[kind].size);
    c->options.probe = facts == NULL ? NULL : probe_of(c, facts);
    c->findings = (Findings){.arena = arena};
    c->rules = (CrossRules){0};
    c->cross = (Cross){.arena = arena,
                       .source = c->source,
                       .made = c->made,
                       .options = &c->options,
                       .pair = cross_pair(c->source->engine, c->made->engine),
                       .rules = &c->rules,
                       .findings = &c->findings};
    cross_choose_names(&c->cross);
    cross_choose_types(&c->cross);
}

static void end(Crossing *c)
{
    catalog_free(c->source);
    catalog_free(c->made);
}

static void put(Buf *out, const char *before, const char *text)
{
    if (text != NULL)
        buf_printf(out, "%s%s", before, text);
}

static const char *said(const Crossing *c, const char *column)
{
    SCOPED(Buf, buf_free) out = {0};
    const CrossType *type = cross_type(&c->cross, object_of(c, arena_printf(arena, "column shop.item.%s", column)));
    put(&out, "", type->rule == NULL ? "none" : type->rule);
    if (type->rule != NULL)
        map_put(&met, type->rule, &met);
    put(&out, " ", type->type);
    put(&out, " collate ", type->collation);
    put(&out, " load ", type->load_type);
    put(&out, " using ", type->load_using);
    put(&out, " check ", type->check);
    put(&out, "", type->is_load_nullable ? " late" : NULL);
    put(&out, "", type->not_null ? " not null" : NULL);
    put(&out, "", type->is_identity ? " identity" : NULL);
    put(&out, "", type->drops_default ? " no default" : NULL);
    return arena_copy(arena, buf_text(&out));
}

static const char *found(const Crossing *c)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < c->findings.list.count; i++)
        buf_printf(&out, "%s%s", i == 0 ? "" : " ", finding_code_name(c->findings.list.items[i].code));
    return arena_copy(arena, buf_text(&out));
}

/* ---- rows ---- */

/* flags: a AUTO_INCREMENT, n NOT NULL, j a CHECK json_valid, d by DMS, l its large objects late, i invisible */
typedef struct Row {
    const char *type, *flags, *facts, *expected, *findings;
} Row;

static const Row mysql[] = {
    {"tinyint(1)", "", "NOT_BOOLEAN=0", "R01 boolean", ""},
    {"tinyint(1)", "n", "NOT_BOOLEAN=3", "R02 smallint not null", "TYPE_CHANGED"},
    {"tinyint(1)", "", NULL, "R02 smallint", "TYPE_UNPROVEN"},
    {"tinyint(1)", "dc", "NOT_BOOLEAN=0", "R02 smallint", ""},
    {"tinyint(1) unsigned", "", "NOT_BOOLEAN=0", "R03 smallint", ""},
    {"tinyint(1)", "an", NULL, "R03 smallint not null identity", ""},
    {"tinyint", "", NULL, "R03 smallint", ""},
    {"tinyint(3) unsigned zerofill", "", NULL, "R03 smallint", ""},
    {"smallint unsigned", "", NULL, "R04 integer", ""},
    {"smallint(5) unsigned", "", NULL, "R04 integer", ""},
    {"smallint", "", NULL, "R05 smallint", ""},
    {"mediumint unsigned", "", NULL, "R06 integer", ""},
    {"int unsigned", "an", NULL, "R07 bigint not null identity", ""},
    {"int(10) unsigned zerofill", "", NULL, "R07 bigint", ""},
    {"int", "an", NULL, "R08 integer not null identity", ""},
    {"int(11)", "", NULL, "R08 integer", ""},
    {"bigint unsigned", "an", "BEYOND_BIGINT=0", "R09 bigint not null identity", ""},
    {"bigint(20) unsigned", "an", "BEYOND_BIGINT=2", "R09 bigint not null identity", "UBIGINT_OVERFLOW"},
    {"bigint unsigned", "", NULL, "R10 numeric(20,0)", ""},
    {"bigint unsigned", "", "BEYOND_BIGINT=0", "R10 numeric(20,0)", ""},
    {"bigint", "", NULL, "R11 bigint", ""},
    {"float(10,2)", "", NULL, "R12 real", "TYPE_LOSSY"},
    {"float", "", NULL, "R13 real", ""},
    {"double(10,2) unsigned", "", NULL, "R14 double precision", "TYPE_LOSSY"},
    {"double", "", NULL, "R15 double precision", ""},
    {"decimal(65,30)", "", NULL, "R16 numeric(65,30)", ""},
    {"decimal(40,2)", "d", NULL, "R16 numeric(40,2)", "TYPE_LOSSY"},
    {"decimal(10,0) unsigned", "", NULL, "R16 numeric(10,0)", ""},
    {"bit(1)", "", NULL, "R17 boolean", ""},
    {"bit(5)", "", NULL, "R18 bytea", "TYPE_CHANGED"},
    {"char(0)", "", NULL, "R19 character(1)", ""},
    {"char(36)", "", "NUL_CHARS=1", "R19 character(36)", "NUL_CHAR"},
    {"varchar(0)", "", NULL, "R20 character varying(1)", ""},
    {"varchar(255)", "n", NULL, "R20 character varying(255) not null", ""},
    {"tinytext", "", NULL, "R21 text", ""},
    {"text", "", NULL, "R21 text", ""},
    {"longtext", "j", NULL, "R22 jsonb", ""},
    {"longtext", "jdl", NULL, "R41 jsonb load text using c::jsonb", ""},
    {"mediumtext", "", NULL, "R23 text", ""},
    {"longtext", "", NULL, "R23 text", ""},
    {"json", "", NULL, "R24 jsonb", ""},
    {"json", "dl", NULL, "R40 jsonb load text using c::jsonb", ""},
    {"binary(16)", "", NULL, "R25 bytea", ""},
    {"varbinary(300)", "", NULL, "R25 bytea", ""},
    {"tinyblob", "", NULL, "R25 bytea", ""},
    {"longblob", "", NULL, "R26 bytea", ""},
    {"enum('a','it''s')", "", "EMPTY_ENUM=0", "R27 shop.item_c_enum", ""},
    {"enum('a','it''s')", "", NULL, "R28 character varying(4) check c IN ('', 'a','it''s')", "TYPE_UNPROVEN"},
    {"enum('a')", "", "EMPTY_ENUM=4", "R28 character varying(1) check c IN ('', 'a')", "ENUM_EMPTY"},
    {"enum('0123456789012345678901234567890123456789012345678901234567890123')", "", "EMPTY_ENUM=0",
     "R28 character varying(64) check c IN ('', '0123456789012345678901234567890123456789012345678901234567890123')",
     ""},
    {"set('a','b')", "", NULL, "R29 text check string_to_array(c, ',') <@ ARRAY['a','b']", ""},
    {"date", "n", NULL, "R30 date late not null", ""},
    {"date", "n", "ZERO_DATES=0", "R30 date not null", ""},
    {"date", "n", "ZERO_DATES=7", "R30 date", "ZERO_DATE"},
    {"datetime", "", NULL, "R31 timestamp(0) without time zone", ""},
    {"datetime(6)", "z", "ZERO_DATES=0", "R31 timestamp(6) without time zone no default", "ZERO_DATE"},
    {"timestamp(3)", "", NULL, "R32 timestamp(3) with time zone", ""},
    {"time(2)", "", "TIME_OUT_OF_DAY=0", "R33 time(2) without time zone", ""},
    {"time", "", "TIME_OUT_OF_DAY=1", "R34 interval", "TYPE_LOSSY"},
    {"time", "", NULL, "R34 interval", "TYPE_UNPROVEN"},
    {"year", "", NULL, "R35 smallint", ""},
    {"year(4)", "", NULL, "R35 smallint", ""},
    {"geometry", "", NULL, "R36 bytea", "TYPE_LOSSY"},
    {"geomcollection", "", NULL, "R36 bytea", "TYPE_LOSSY"},
    {"vector(3)", "", NULL, "R37 bytea", "TYPE_LOSSY"},
    {"vector(3)", "d", NULL, "R37 bytea", "TYPE_UNSUPPORTED_DMS TYPE_LOSSY"},
    {"inet6", "", NULL, "R38 inet", ""},
    {"uuid", "", NULL, "R39 uuid", ""},
    {"int", "di", NULL, "R08 integer", "TYPE_UNSUPPORTED_DMS"},
    {"tangle(3)", "", NULL, "none", "TYPE_UNKNOWN"},
};

#define BIN " collate utf8mb4_0900_bin"
static const Row postgres[] = {
    {"boolean", "d", NULL, "R50 tinyint(1) load varchar(5) using CASE `c` WHEN 'true' THEN 1 WHEN 'false' THEN 0 END",
     ""},
    {"boolean", "", NULL, "R51 tinyint(1)", ""},
    {"smallint", "", NULL, "R52 smallint", ""},
    {"integer", "n", NULL, "R53 int not null", ""},
    {"bigint", "", NULL, "R54 bigint", ""},
    {"numeric(80,2)", "", NULL, "R55 varchar(83)" BIN, "TYPE_LOSSY"},
    {"numeric(10,2)", "", NULL, "R56 decimal(10,2)", ""},
    {"numeric(10,-2)", "", NULL, "R56 decimal(12,0)", ""},
    {"numeric(3,5)", "", NULL, "R56 decimal(5,5)", ""},
    {"numeric(10,2)", "", "NAN=1", "R56 decimal(10,2)", "TYPE_LOSSY"},
    {"numeric", "", NULL, "R57 decimal(65,30)", "TYPE_LOSSY"},
    {"numeric", "", "MAX_SCALE=4 MAX_DIGITS=5", "R57 decimal(38,4)", "TYPE_LOSSY"},
    {"numeric", "d", "MAX_SCALE=8 MAX_DIGITS=40", "R57 decimal(48,8)", "TYPE_LOSSY TYPE_LOSSY"},
    {"numeric", "", "MAX_SCALE=40 MAX_DIGITS=30", "R55 varchar(73)" BIN, "TYPE_LOSSY"},
    {"real", "", NULL, "R58 float", ""},
    {"double precision", "", "NAN=0", "R59 double", ""},
    {"money", "", NULL, "R60 decimal(21,4)", "TYPE_LOSSY"},
    {"character(20000)", "", NULL, "R61 longtext" BIN, ""},
    {"character(300)", "", NULL, "R62 varchar(300)" BIN, ""},
    {"character(1)", "", NULL, "R63 char(1)" BIN, ""},
    {"character varying", "", NULL, "R64 longtext" BIN, ""},
    {"character varying(5000000)", "", NULL, "R65 longtext" BIN, ""},
    {"character varying(16384)", "", NULL, "R66 mediumtext" BIN, ""},
    {"character varying(20)", "", NULL, "R67 varchar(20)" BIN, ""},
    {"text", "", NULL, "R68 longtext" BIN, ""},
    {"public.citext", "", NULL, "R68 longtext collate utf8mb4_0900_as_ci", ""},
    {"name", "", NULL, "R69 varchar(63)" BIN, ""},
    {"\"char\"", "", NULL, "R70 varchar(4)" BIN, ""},
    {"bytea", "", NULL, "R71 longblob", ""},
    {"uuid", "m", NULL, "R72 uuid", ""},
    {"uuid", "", NULL, "R73 char(36) collate ascii_bin", ""},
    {"jsonb", "m", NULL, "R74 longtext collate utf8mb4_nopad_bin check json_valid(`c`)", ""},
    {"json", "", NULL, "R75 json", ""},
    {"integer[]", "", NULL, "R76 longtext" BIN, "TYPE_LOSSY"},
    {"shop.mood[]", "", NULL, "R76 longtext" BIN, "TYPE_LOSSY"},
    {"int4range", "", NULL, "R77 varchar(255)" BIN, "TYPE_LOSSY"},
    {"tsmultirange", "", NULL, "R78 longtext" BIN, "TYPE_LOSSY"},
    {"shop.span", "", NULL, "R78 longtext" BIN, "TYPE_LOSSY"},
    {"shop.pair", "", NULL, "R79 longtext" BIN, "TYPE_LOSSY"},
    {"public.hstore", "", NULL, "R79 longtext" BIN, "TYPE_LOSSY"},
    {"shop.mood", "", NULL, "R80 enum('sad','it''s')" BIN, ""},
    {"shop.blank", "", NULL, "R81 varchar(2)" BIN " check `c` IN ('a ')", ""},
    {"inet", "", NULL, "R82 varchar(50)" BIN, "TYPE_CHANGED"},
    {"macaddr", "", NULL, "R83 varchar(18)" BIN, "TYPE_CHANGED"},
    {"macaddr8", "", NULL, "R84 varchar(24)" BIN, "TYPE_CHANGED"},
    {"interval day to second(3)", "", NULL, "R85 varchar(128)" BIN, "TYPE_LOSSY"},
    {"date", "", "OUT_OF_DATE_RANGE=0", "R86 date", ""},
    {"timestamp(3) without time zone", "", NULL, "R87 datetime(3)", ""},
    {"timestamp without time zone", "", "OUT_OF_DATE_RANGE=2", "R87 datetime(6)", "TYPE_LOSSY"},
    {"timestamp(0) with time zone", "", NULL, "R88 datetime", "TYPE_CHANGED"},
    {"time without time zone", "", NULL, "R89 time(6)", ""},
    {"time without time zone", "d", "TIME_FRACTIONS=2", "R89 time(6)", "TYPE_LOSSY"},
    {"time(0) with time zone", "", NULL, "R90 time", "TYPE_LOSSY"},
    {"bit varying", "", NULL, "R91 longtext" BIN, ""},
    {"bit(5)", "", NULL, "R92 varchar(5)" BIN, "TYPE_CHANGED"},
    {"tsvector", "", NULL, "R93 longtext" BIN, "TYPE_LOSSY"},
    {"point", "", NULL, "R94 varchar(255)" BIN, "TYPE_LOSSY"},
    {"oid", "", NULL, "R95 int unsigned", ""},
    {"public.lo", "", NULL, "R96 int unsigned", "TYPE_UNSUPPORTED_DMS"},
    {"regclass", "", NULL, "R97 varchar(255)" BIN, "TYPE_CHANGED"},
    {"xid8", "", NULL, "R98 bigint unsigned", ""},
    {"pg_lsn", "", NULL, "R99 varchar(17)" BIN, "TYPE_CHANGED"},
    {"public.vector(3)", "m", NULL, "R100 longtext collate utf8mb4_nopad_bin", "TYPE_LOSSY"},
    {"public.vector(3)", "", NULL, "R101 json", "TYPE_CHANGED"},
    {"public.halfvec(3)", "", NULL, "R102 longtext" BIN, "TYPE_LOSSY"},
    {"shop.email", "", NULL, "R67 varchar(80)" BIN " not null", ""},
    {"shop.mail_of_mood", "", NULL, "R80 enum('sad','it''s')" BIN " not null", ""},
    {"public.geometry(Point,4326)", "", NULL, "R103", "TYPE_UNSUPPORTED_DMS"},
    {"public.unheard_of", "", NULL, "none", "TYPE_UNKNOWN"},
};

static void add_types(Catalog *catalog)
{
    add(catalog, KIND_ENUM, "e", "schema", "s", "name", "mood", "labels", "[\"sad\", \"it's\"]", NULL);
    add(catalog, KIND_ENUM, "e2", "schema", "s", "name", "blank", "labels", "[\"a \"]", NULL);
    add(catalog, KIND_DOMAIN, "d", "schema", "s", "name", "email", "type", "character varying(80)", "not_null", "true",
        NULL);
    add(catalog, KIND_DOMAIN, "d2", "schema", "s", "name", "of_mood", "type", "shop.mood", "not_null", "true", NULL);
    add(catalog, KIND_DOMAIN, "d3", "schema", "s", "name", "mail_of_mood", "type", "shop.of_mood", NULL);
    add(catalog, KIND_COMPOSITE, "k", "schema", "s", "name", "pair", NULL);
    add(catalog, KIND_RANGE, "r", "schema", "s", "name", "span", NULL);
}

static bool has(const Row *row, char flag)
{
    return strchr(row->flags, flag) != NULL;
}

static void test_row(const Row *row, const char *engine)
{
    bool is_mysql = strcmp(engine, "mysql") == 0;
    Crossing c = begin(engine,
                       is_mysql        ? "PostgreSQL"
                       : has(row, 'm') ? "MariaDB"
                                       : "MySQL",
                       is_mysql        ? 180000
                       : has(row, 'm') ? 110800
                                       : 90700);
    if (is_mysql)
        add(c.source, KIND_COLUMN, "c", "table", "t", "name", "c", "type", row->type, "auto_increment",
            has(row, 'a') ? "true" : "false", "not_null", has(row, 'n') ? "true" : "false", "is_invisible",
            has(row, 'i') ? "true" : "false", "default_value", has(row, 'z') ? "'0000-00-00 00:00:00'" : NULL, NULL);
    else
        add(c.source, KIND_COLUMN, "c", "table", "t", "name", "c", "type", row->type, "not_null",
            has(row, 'n') ? "true" : "false", NULL);
    if (has(row, 'j'))
        add(c.source, KIND_CHECK, "ck", "table", "t", "name", "c", "column", "c", "expression", "json_valid(`c`)",
            NULL);
    if (!is_mysql)
        add_types(c.source);
    c.options.dms = (DmsOptions){.is_loader = has(row, 'd'),
                                 .task = has(row, 'c') ? DMS_FULL_LOAD_AND_CDC : DMS_FULL_LOAD,
                                 .lob_mode = has(row, 'l') ? DMS_LOB_FULL : DMS_LOB_LIMITED};
    cross_types_of(&c, row->facts);
    is(said(&c, "c"), row->expected, "%s %s%s%s", row->type, row->flags, row->facts == NULL ? "" : " ",
       row->facts == NULL ? "" : row->facts);
    is(found(&c), row->findings, "%s: findings", row->type);
    end(&c);
}

/* ---- rules of the job ---- */

/* What a row does not say is whatever; -1 stands for false. */
static TypeRule whole_rule(const TypeRule *rule)
{
    TypeRule whole = *rule;
    int64_t *const numbers[] = {&whole.precision, &whole.precision_from, &whole.precision_to, &whole.scale,
                                &whole.is_signed, &whole.is_not_null,    &whole.with_check};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = *numbers[i] == 0 ? INT_NONE : *numbers[i] == -1 ? 0 : *numbers[i];
    whole.name = "types 1";
    return whole;
}

typedef struct Ruled {
    const char *engine, *type;
    TypeRule rule;
    const char *expected, *findings;
} Ruled;

static const Ruled ruled[] = {
    {"mysql",
     "tinyint(1)",
     {.type = "tinyint", .precision = 1, .is_signed = 1, .to = "boolean"},
     "types 1 boolean load smallint using c <> 0",
     ""},
    {"mysql", "tinyint", {.type = "tinyint", .precision = 1, .to = "boolean"}, "R03 smallint", "TYPE_RULE_UNUSED"},
    {"mysql", "int unsigned", {.type = "int unsigned", .to = "int"}, "types 1 integer", ""},
    {"mysql", "int", {.type = "int", .is_signed = -1, .to = "bigint"}, "R08 integer", "TYPE_RULE_UNUSED"},
    {"mysql", "varchar(36)", {.type = "varchar(36)", .to = "uuid"}, "types 1 uuid", ""},
    {"mysql", "varchar(36)", {.column = "shop.item.?", .to = "varchar(64)"}, "types 1 character varying(64)", ""},
    {"mysql", "varchar(36)", {.column = "shop.order.*", .to = "text"}, "R20 character varying(36)", "TYPE_RULE_UNUSED"},
    {"mysql",
     "binary(16)",
     {.type = "binary(16)", .to = "uuid"},
     "types 1 uuid load bytea using encode(c, 'hex')::uuid",
     ""},
    {"mysql",
     "bit(5)",
     {.type = "bit(*)", .to = "bit"},
     "types 1 bit(5) load bytea using (('x' || encode(c, 'hex'))::bit(8) << 3)::bit(5)",
     ""},
    {"mysql",
     "bit(12)",
     {.type = "bit", .precision_from = 2, .precision_to = 64, .to = "varbit", .drops_typemod = true},
     "types 1 bit varying",
     ""},
    {"mysql",
     "set('a','b')",
     {.type = "set", .to = "text[]"},
     "types 1 text[] load text using string_to_array(nullif(c, ''), ',')",
     ""},
    {"mysql", "json", {.type = "json", .to = "json"}, "types 1 json load text using c::json", ""},
    {"mysql",
     "timestamp(3)",
     {.type = "timestamp", .to = "timestamp"},
     "types 1 timestamp(3) without time zone late not null",
     ""},
    {"mysql", "decimal(10,2)", {.type = "decimal", .scale = 2, .to = "money"}, "types 1 money", ""},
    {"mysql", "int", {.type = "int", .to = "tangle"}, "R08 integer", "TYPE_RULE_INVALID"},
    {"mysql",
     "int",
     {.type = "int", .to = "text", .using = "'#' || {column}"},
     "types 1 text load integer using '#' || c",
     ""},
    {"mysql", "smallint unsigned", {.type = "*unsigned", .with_check = 1}, "R04 integer check c >= 0", ""},
    {"mysql", "varbinary(20)", {.type = "varbinary", .with_check = 1}, "R25 bytea check octet_length(c) <= 20", ""},
    {"mysql", "int", {.type = "int", .drops_default = true, .drops_not_null = true}, "R08 integer no default", ""},
    {"postgres",
     "uuid",
     {.type = "uuid", .to = "binary(16)"},
     "types 1 binary(16) load char(36) using unhex(replace(`c`, '-', ''))",
     ""},
    {"postgres",
     "bit(5)",
     {.type = "bit", .to = "bit"},
     "types 1 bit(5) load varchar(5) using cast(conv(`c`, 2, 10) AS unsigned)",
     ""},
    {"postgres", "timestamp(3) with time zone", {.type = "timestamptz", .to = "timestamp"}, "types 1 timestamp(3)", ""},
    {"postgres", "character varying(20)", {.type = "varchar", .to = "char"}, "types 1 char(20)" BIN, ""},
    {"postgres",
     "text",
     {.type = "*", .collation = "utf8mb4_general_ci"},
     "R68 longtext collate utf8mb4_general_ci",
     ""},
    {"postgres", "public.geometry", {.type = "geometry", .to = "longtext"}, "types 1 longtext" BIN, ""},
};

static void test_rule(const Ruled *row)
{
    bool is_mysql = strcmp(row->engine, "mysql") == 0, is_date = strncmp(row->type, "timestamp(3)", 12) == 0;
    Crossing c = begin(row->engine, is_mysql ? "PostgreSQL" : "MySQL", is_mysql ? 180000 : 90700);
    add(c.source, KIND_COLUMN, "c", "table", "t", "name", "c", "type", row->type, "not_null",
        is_mysql && is_date ? "true" : "false", NULL);
    TypeRule rule = whole_rule(&row->rule);
    c.options.types = (TypeRules){&rule, 1};
    cross_types_of(&c, NULL);
    is(said(&c, "c"), row->expected, "rule: %s to %s", row->type, row->rule.to == NULL ? "..." : row->rule.to);
    is(found(&c), row->findings, "%s: findings", row->type);
    end(&c);
}

/* ---- columns that foreign keys tie together ---- */

static void add_link(Catalog *catalog, const char *parent, const char *child, const char *auto_increment)
{
    add(catalog, KIND_COLUMN, "c", "table", "t", "name", "c", "type", child, NULL);
    add(catalog, KIND_TABLE, "u", "schema", "s", "name", "owner", NULL);
    add(catalog, KIND_COLUMN, "p", "table", "u", "name", "p", "type", parent, "auto_increment", auto_increment, NULL);
    add(catalog, KIND_FOREIGN_KEY, "f", "table", "t", "name", "f", "columns", "[\"c\"]", "referenced_table", "u",
        "referenced_columns", "[\"p\"]", NULL);
}

/* What MySQL made for a table without a key is left out, not missed. */
static void test_made_up_key(void)
{
    Crossing c = begin("mysql", "PostgreSQL", 180000);
    add(c.source, KIND_COLUMN, "c", "table", "t", "name", "my_row_id", "type", "bigint unsigned", "auto_increment",
        "true", "is_invisible", "true", "not_null", "true", NULL);
    c.options.dms.is_loader = true;
    cross_types_of(&c, NULL);
    is(found(&c), "", "an invisible key that MySQL made is no column whose rows DMS leaves");
    end(&c);
}

static void test_links(void)
{
    Crossing c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "bigint unsigned", "bigint unsigned", "true");
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R09 bigint", "what refers to a bigint unsigned that counts is bigint");
    end(&c);
    c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "bigint unsigned", "bigint unsigned", "false");
    cross_types_of(&c, "BEYOND_BIGINT=0");
    is(said(&c, "c"), "R10 numeric(20,0)", "what may refer to more than a bigint is numeric, though its own rows fit");
    end(&c);
    c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "bigint", "bigint unsigned", "false");
    cross_types_of(&c, "BEYOND_BIGINT=0");
    is(said(&c, "c"), "R42 bigint", "a key's bigint unsigned whose rows fit is bigint");
    end(&c);
    c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "enum('a','b')", "enum('a','b')", "false");
    cross_types_of(&c, "EMPTY_ENUM=0");
    is(said(&c, "c"), "R28 character varying(1) check c IN ('', 'a','b')", "the parent's rows are not known: no enum");
    end(&c);
    c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "varchar(20)", "varchar(30)", "false");
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R20 character varying(30)", "texts keep their lengths");
    end(&c);
    c = begin("postgres", "MySQL", 90700);
    add_link(c.source, "bigint", "integer", "false");
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R54 bigint", "MySQL: an integer is as wide as what it refers to");
    end(&c);
    static const TypeRule column = {.column = "shop.owner.p", .to = "varchar(50)"};
    TypeRule rule = whole_rule(&column);
    c = begin("mysql", "PostgreSQL", 180000);
    add_link(c.source, "int", "int", "false");
    c.options.types = (TypeRules){&rule, 1};
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "types 1 character varying(50)", "what a rule asks for one, all get");
    end(&c);
}

/* ---- MySQL's keys and rows ---- */

static const char *parts_of(const Crossing *c, const char *columns, bool is_unique)
{
    static const char *const ways[] = {"whole", "prefix", "hashed", "unfit"};
    SCOPED(Buf, buf_free) out = {0};
    List names = {arena_array(arena, 9, sizeof(char *)), strlen(columns)};
    for (size_t i = 0; i < names.count; i++)
        names.items[i] = arena_slice(arena, columns + i, 1);
    KeyPart *parts = cross_key_parts(&c->cross, object_of(c, "table shop.item"), &names, is_unique);
    for (size_t i = 0; i < names.count; i++)
        buf_printf(&out, "%s%s %d", i == 0 ? "" : ", ", ways[parts[i].way], (int)parts[i].prefix);
    return arena_copy(arena, buf_text(&out));
}

static Crossing keyed(const char *c_type, const char *d_type, const char *primary, const char *unique)
{
    Crossing c = begin("postgres", "MySQL", 90700);
    add(c.source, KIND_COLUMN, "c", "table", "t", "name", "c", "type", c_type, NULL);
    add(c.source, KIND_COLUMN, "d", "table", "t", "name", "d", "type", d_type, NULL);
    if (primary != NULL)
        add(c.source, KIND_KEY, "k", "table", "t", "name", "k", "is_primary", "true", "columns", primary, NULL);
    if (unique != NULL)
        add(c.source, KIND_INDEX, "i", "table", "t", "name", "i", "is_unique", "true", "method", "btree", "keys",
            unique, NULL);
    return c;
}

static void test_keys(void)
{
    Crossing c = keyed("text", "integer", "[\"c\", \"d\"]", NULL);
    cross_types_of(&c, "MAX_CHARS=300");
    is(said(&c, "c"), "R68 varchar(600)" BIN, "a text in a primary key is twice as long as its rows' longest");
    is(parts_of(&c, "cd", true), "whole 0, whole 0", "and a whole part of it");
    end(&c);
    c = keyed("text", "integer", "[\"c\"]", NULL);
    cross_types_of(&c, "MAX_CHARS=900");
    is(found(&c), "KEY_TOO_LONG", "longer than any key");
    end(&c);
    c = keyed("text", "integer", "[\"c\"]", NULL);
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R68 varchar(768)" BIN, "nobody looked: as much as a key holds");
    is(found(&c), "TYPE_UNPROVEN", "and it is told");
    end(&c);
    c = keyed("text", "bytea", NULL, "[\"c text_pattern_ops\", \"lower(d)\"]");
    cross_types_of(&c, "MAX_CHARS=10");
    is(said(&c, "c"), "R68 varchar(255)" BIN, "in a unique index");
    is(said(&c, "d"), "R71 longblob", "an expression is no column");
    is(parts_of(&c, "cd", true), "whole 0, hashed 0", "what is too long for a unique key is hashed");
    is(parts_of(&c, "d", false), "prefix 3072", "or cut, where it is not unique");
    end(&c);
    c = keyed("character varying(600)", "character varying(300)", NULL, NULL);
    cross_types_of(&c, NULL);
    is(parts_of(&c, "cd", false), "prefix 468, whole 0", "the longest part is cut first");
    is(parts_of(&c, "cd", true), "hashed 0, whole 0", "or hashed");
    end(&c);
    c = keyed("character varying(1024)", "integer", "[\"c\", \"d\"]", NULL);
    cross_types_of(&c, "MAX_CHARS=40");
    is(said(&c, "c"), "R67 varchar(767)" BIN, "a primary key that is too long, and whose values are not, is cut");
    is(found(&c), "TYPE_LOSSY", "and it is told");
    end(&c);
    c = keyed("character varying(1024)", "integer", "[\"c\", \"d\"]", NULL);
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R67 varchar(1024)" BIN, "unless nobody looked");
    is(found(&c), "KEY_TOO_LONG", "then it is for people");
    end(&c);
    c = keyed("json", "text", NULL, NULL);
    cross_types_of(&c, NULL);
    is(parts_of(&c, "cd", false), "unfit 0, prefix 768", "JSON is in no key");
    end(&c);
    c = keyed("character varying(16000)", "character varying(500)", NULL, NULL);
    cross_types_of(&c, NULL);
    is(said(&c, "c"), "R67 text" BIN, "a row that would be too long");
    is(said(&c, "d"), "R67 varchar(500)" BIN, "until it fits");
    is(found(&c), "TYPE_CHANGED", "and it is told");
    end(&c);
}

static void test_all_met(const TypeRow *rows)
{
    for (; rows->rule != NULL; rows++)
        ok(map_get(&met, rows->rule) != NULL && rows->what != NULL, "%s %s is met", rows->rule, rows->words);
}

int main(void)
{
    arena = arena_new();
    met = map_new(arena);
    for (size_t i = 0; i < sizeof mysql / sizeof *mysql; i++)
        test_row(&mysql[i], "mysql");
    for (size_t i = 0; i < sizeof postgres / sizeof *postgres; i++)
        test_row(&postgres[i], "postgres");
    for (size_t i = 0; i < sizeof ruled / sizeof *ruled; i++)
        test_rule(&ruled[i]);
    test_made_up_key();
    test_links();
    test_keys();
    test_all_met(type_rows_mysql);
    test_all_met(type_rows_postgres);
    arena_free(arena);
    return done();
}
