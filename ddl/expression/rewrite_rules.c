/* Functions that are the same thing in other words: one table, read in both directions. In the patterns single letters stand
   for arguments, in their order, and all else for itself. */
#include "rewriting.h"

#include <string.h>

typedef enum RuleFlag {
    TO_POSTGRES = 1 << 0,
    TO_MYSQL = 1 << 1,
    BOTH = TO_POSTGRES | TO_MYSQL,
    STABLE = 1 << 2,   /* what PostgreSQL does not take for immutable */
    VOLATILE = 1 << 3, /* another value each time, or by who asks */
    NO_MARIADB = 1 << 4,
} RuleFlag;

/* takes, for each argument, and gives: t text, n number, i integer, l bigint, m decimal, f floating point, d date or
   timestamp, s timestamp, z timestamp with time zone, y date, h time, j JSON, x bytes, b condition, u uuid, * anything, k a
   constant number from 0, c a constant text that is not empty. gives 1: what the first argument is. */
typedef struct FunctionRule {
    const char *mysql, *postgres;
    const char *takes;
    char gives;
    unsigned flags;
    const char *note;
} FunctionRule;

#define KEYS_OF "jsonb_array_length(jsonb_path_query_array(a, '$.keyvalue()'))"
#define UTF8_OF "convert_to(a, 'UTF8')"
#define RAW_OF "decode(replace(a, '\\', '\\\\'), 'escape')" /* immutable, where the database is in UTF-8 */

/* clang-format off */
static const FunctionRule rules[] = {
    /* ---- text */
    {"upper(a)",             "upper(a)",                       "t",   't', BOTH, NULL},
    {"lower(a)",             "lower(a)",                       "t",   't', BOTH, NULL},
    {"char_length(a)",       "char_length(a)",                 "t",   'i', BOTH, NULL},
    {"char_length(a)",       "character_length(a)",            "t",   'i', TO_MYSQL, NULL},
    {"char_length(a)",       "length(a)",                      "t",   'i', TO_MYSQL, NULL},
    {"character_length(a)",  "char_length(a)",                 "t",   'i', TO_POSTGRES, NULL},
    {"length(a)",            "octet_length(a)",                "t",   'i', BOTH, NULL},
    {"length(a)",            "octet_length(a)",                "x",   'i', BOTH, NULL},
    {"octet_length(a)",      "octet_length(a)",                "t",   'i', BOTH, NULL},
    {"octet_length(a)",      "octet_length(a)",                "x",   'i', BOTH, NULL},
    {"bit_length(a)",        "bit_length(a)",                  "t",   'i', BOTH, NULL},
    {"replace(a, b, c)",     "replace(a, b, c)",               "ttt", 't', BOTH, NULL},
    {"reverse(a)",           "reverse(a)",                     "t",   't', BOTH, NULL},
    {"repeat(a, b)",         "repeat(a, b)",                   "ti",  't', BOTH, NULL},
    {"ltrim(a)",             "ltrim(a)",                       "t",   't', BOTH, NULL},
    {"rtrim(a)",             "rtrim(a)",                       "t",   't', BOTH, NULL},
    {"ltrim(a)",             "ltrim(a, ' ')",                  "t",   't', TO_MYSQL, NULL},
    {"rtrim(a)",             "rtrim(a, ' ')",                  "t",   't', TO_MYSQL, NULL},
    {"trim(a)",              "btrim(a)",                       "t",   't', BOTH, NULL},
    {"trim(a)",              "btrim(a, ' ')",                  "t",   't', TO_MYSQL, NULL},
    {"space(a)",             "repeat(' ', a)",                 "i",   't', TO_POSTGRES, NULL},
    {"left(a, b)",           "left(a, b)",                     "tk",  't', BOTH, NULL},
    {"right(a, b)",          "right(a, b)",                    "tk",  't', BOTH, NULL},
    {"left(a, b)",           "left(a, CASE WHEN b < 0 THEN 0 ELSE b END)",  "ti", 't', TO_POSTGRES, NULL},
    {"right(a, b)",          "right(a, CASE WHEN b < 0 THEN 0 ELSE b END)", "ti", 't', TO_POSTGRES, NULL},
    {"lpad(a, b, c)",        "lpad(a, b, c)",                  "tkc", 't', BOTH, NULL},
    {"rpad(a, b, c)",        "rpad(a, b, c)",                  "tkc", 't', BOTH, NULL},
    {"lpad(a, b, ' ')",      "lpad(a, b)",                     "tk",  't', TO_MYSQL, NULL},
    {"rpad(a, b, ' ')",      "rpad(a, b)",                     "tk",  't', TO_MYSQL, NULL},
    {"substring_index(a, b, 1)",  "split_part(a, b, 1)",       "tc",  't', BOTH, NULL},
    {"substring_index(a, b, -1)", "split_part(a, b, -1)",      "tc",  't', BOTH, NULL},
    {"(left(a, char_length(b)) = b)", "starts_with(a, b)",     "tt",  'b', TO_MYSQL, NULL},
    {"md5(a)",               "md5(a)",                         "t",   't', BOTH, NULL},
    {"md5(a)",               "md5(a)",                         "x",   't', BOTH, NULL},
    {"sha2(a, 224)",         "encode(sha224(" UTF8_OF "), 'hex')", "t", 't', BOTH | STABLE, NULL},
    {"sha2(a, 256)",         "encode(sha256(" UTF8_OF "), 'hex')", "t", 't', BOTH | STABLE, NULL},
    {"sha2(a, 384)",         "encode(sha384(" UTF8_OF "), 'hex')", "t", 't', BOTH | STABLE, NULL},
    {"sha2(a, 512)",         "encode(sha512(" UTF8_OF "), 'hex')", "t", 't', BOTH | STABLE, NULL},
    {"sha2(a, 256)",         "encode(sha256(" RAW_OF "), 'hex')", "t", 't', TO_POSTGRES, NULL},
    {"sha2(a, 512)",         "encode(sha512(" RAW_OF "), 'hex')", "t", 't', TO_POSTGRES, NULL},
    {"sha2(a, 256)",         "encode(sha256(a), 'hex')",       "x",   't', BOTH, NULL},
    {"sha2(a, 512)",         "encode(sha512(a), 'hex')",       "x",   't', BOTH, NULL},
    {"unhex(sha2(a, 256))",  "sha256(a)",                      "x",   'x', TO_MYSQL, NULL},
    {"hex(a)",               "upper(encode(a, 'hex'))",        "x",   't', BOTH, NULL},
    {"hex(a)",               "upper(encode(" UTF8_OF ", 'hex'))", "t", 't', BOTH | STABLE, NULL},
    {"hex(a)",               "upper(encode(" RAW_OF ", 'hex'))", "t", 't', TO_POSTGRES, NULL},
    {"hex(a)",               "upper(to_hex(a::bigint))",       "i",   't', TO_POSTGRES, NULL},
    {"lower(hex(a))",        "to_hex(a)",                      "i",   't', TO_MYSQL, NULL},
    {"lower(hex(a))",        "encode(a, 'hex')",               "x",   't', TO_MYSQL, NULL},
    {"unhex(a)",             "decode(a, 'hex')",               "t",   'x', BOTH, NULL},
    {"to_base64(a)",         "encode(a, 'base64')",            "x",   't', BOTH, NULL},
    {"to_base64(a)",         "encode(" UTF8_OF ", 'base64')",  "t",   't', BOTH | STABLE, NULL},
    {"from_base64(a)",       "decode(a, 'base64')",            "t",   'x', BOTH, NULL},
    {"uuid()",               "(gen_random_uuid())::text",      "",    't', TO_POSTGRES | VOLATILE, "uuid() gives version 1 on MySQL and 4 on PostgreSQL"},
    {"uuid()",               "gen_random_uuid()",              "",    'u', TO_MYSQL | VOLATILE, "gen_random_uuid() gives version 4 on PostgreSQL and uuid() 1 on MySQL"},
    {"uuid()",               "uuidv4()",                       "",    'u', TO_MYSQL | VOLATILE, "uuidv4() gives version 4 on PostgreSQL and uuid() 1 on MySQL"},
    {"uuid()",               "uuidv7()",                       "",    'u', TO_MYSQL | VOLATILE, "uuidv7() is ordered by time on PostgreSQL and uuid() is not on MySQL"},
    {"uuid()",               "uuid_generate_v4()",             "",    'u', TO_MYSQL | VOLATILE, "uuid_generate_v4() gives version 4 on PostgreSQL and uuid() 1 on MySQL"},
    {"uuid()",               "uuid_generate_v1()",             "",    'u', TO_MYSQL | VOLATILE, NULL},
    {"uuid()",               "uuid_generate_v1mc()",           "",    'u', TO_MYSQL | VOLATILE, NULL},
    {"uuid_to_bin(uuid())",  "uuid_send(gen_random_uuid())",   "",    'x', BOTH | VOLATILE | NO_MARIADB, "uuid() gives version 1 on MySQL and 4 on PostgreSQL"},
    {"bin_to_uuid(a)",       "(encode(a, 'hex')::uuid)::text", "x",   't', TO_POSTGRES, NULL},
    {"uuid_to_bin(a)",       "decode(replace(a, '-', ''), 'hex')", "t", 'x', TO_POSTGRES, NULL},
    {"inet_aton(a)",         "(a::inet - '0.0.0.0'::inet)",    "t",   'l', TO_POSTGRES, NULL},
    {"inet_ntoa(a)",         "host('0.0.0.0'::inet + a)",      "i",   't', TO_POSTGRES, NULL},
    {"find_in_set(a, b)",    "CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN COALESCE(array_position(string_to_array(b, ','), a), 0) END",
                                                               "tt",  'i', TO_POSTGRES, NULL},

    /* ---- numbers */
    {"abs(a)",               "abs(a)",                         "n",   '1', BOTH, NULL},
    {"sign(a)",              "(sign(a))::integer",             "n",   'i', TO_POSTGRES, NULL},
    {"sign(a)",              "sign(a)",                        "n",   'i', TO_MYSQL, NULL},
    {"ceiling(a)",           "ceil(a)",                        "n",   'm', BOTH, NULL},
    {"ceil(a)",              "ceil(a)",                        "n",   'm', BOTH, NULL},
    {"ceiling(a)",           "ceiling(a)",                     "n",   'm', BOTH, NULL},
    {"floor(a)",             "floor(a)",                       "n",   'm', BOTH, NULL},
    {"round(a)",             "round(a)",                       "i",   'm', TO_POSTGRES, NULL},
    {"round(a)",             "round(a)",                       "m",   'm', TO_POSTGRES, NULL},
    {"round(a, 0)",          "round(a)",                       "i",   'm', TO_MYSQL, NULL},
    {"round(a, 0)",          "round(a)",                       "m",   'm', TO_MYSQL, NULL},
    {"power(a, b)",          "power(a::double precision, b::double precision)", "nn", 'f', TO_POSTGRES, NULL},
    {"pow(a, b)",            "power(a::double precision, b::double precision)", "nn", 'f', TO_POSTGRES, NULL},
    {"pow(a, b)",            "power(a, b)",                    "nn",  'f', TO_MYSQL, NULL},
    {"pow(a, b)",            "pow(a, b)",                      "nn",  'f', TO_MYSQL, NULL},
    {"sqrt(a)",              "CASE WHEN a >= 0 THEN sqrt(a::double precision) END", "n", 'f', TO_POSTGRES, NULL},
    {"sqrt(a)",              "sqrt(a)",                        "f",   'f', TO_MYSQL, NULL},
    {"exp(a)",               "exp(a::double precision)",       "n",   'f', TO_POSTGRES, NULL},
    {"exp(a)",               "exp(a)",                         "f",   'f', TO_MYSQL, NULL},
    {"ln(a)",                "CASE WHEN a > 0 THEN ln(a::double precision) END", "n", 'f', TO_POSTGRES, NULL},
    {"log(a)",               "CASE WHEN a > 0 THEN ln(a::double precision) END", "n", 'f', TO_POSTGRES, NULL},
    {"ln(a)",                "ln(a)",                          "f",   'f', TO_MYSQL, NULL},
    {"log10(a)",             "CASE WHEN a > 0 THEN log(a::double precision) END", "n", 'f', TO_POSTGRES, NULL},
    {"log10(a)",             "log(a)",                         "f",   'f', TO_MYSQL, NULL},
    {"log10(a)",             "log10(a)",                       "f",   'f', TO_MYSQL, NULL},
    {"sin(a)",               "sin(a::double precision)",       "n",   'f', BOTH, NULL},
    {"cos(a)",               "cos(a::double precision)",       "n",   'f', BOTH, NULL},
    {"tan(a)",               "tan(a::double precision)",       "n",   'f', BOTH, NULL},
    {"atan(a)",              "atan(a::double precision)",      "n",   'f', BOTH, NULL},
    {"radians(a)",           "radians(a::double precision)",   "n",   'f', BOTH, NULL},
    {"degrees(a)",           "degrees(a::double precision)",   "n",   'f', BOTH, NULL},
    {"sin(a)",               "sin(a)",                         "f",   'f', TO_MYSQL, NULL},
    {"cos(a)",               "cos(a)",                         "f",   'f', TO_MYSQL, NULL},
    {"tan(a)",               "tan(a)",                         "f",   'f', TO_MYSQL, NULL},
    {"atan(a)",              "atan(a)",                        "f",   'f', TO_MYSQL, NULL},
    {"radians(a)",           "radians(a)",                     "f",   'f', TO_MYSQL, NULL},
    {"degrees(a)",           "degrees(a)",                     "f",   'f', TO_MYSQL, NULL},
    {"rand()",               "random()",                       "",    'f', BOTH | VOLATILE, NULL},

    /* ---- dates */
    {"year(a)",              "extract(year from a)::integer",  "d",   'i', BOTH, NULL},
    {"month(a)",             "extract(month from a)::integer", "d",   'i', BOTH, NULL},
    {"dayofmonth(a)",        "extract(day from a)::integer",   "d",   'i', BOTH, NULL},
    {"day(a)",               "extract(day from a)::integer",   "d",   'i', TO_POSTGRES, NULL},
    {"quarter(a)",           "extract(quarter from a)::integer", "d", 'i', BOTH, NULL},
    {"hour(a)",              "extract(hour from a)::integer",  "d",   'i', BOTH, NULL},
    {"minute(a)",            "extract(minute from a)::integer", "d",  'i', BOTH, NULL},
    {"second(a)",            "floor(extract(second from a))::integer", "d", 'i', BOTH, NULL},
    {"hour(a)",              "extract(hour from a)::integer",  "h",   'i', BOTH, NULL},
    {"minute(a)",            "extract(minute from a)::integer", "h",  'i', BOTH, NULL},
    {"second(a)",            "floor(extract(second from a))::integer", "h", 'i', BOTH, NULL},
    {"dayofweek(a)",         "(extract(dow from a)::integer + 1)", "d", 'i', BOTH, NULL},
    {"weekday(a)",           "(extract(isodow from a)::integer - 1)", "d", 'i', BOTH, NULL},
    {"dayofyear(a)",         "extract(doy from a)::integer",   "d",   'i', BOTH, NULL},
    {"weekofyear(a)",        "extract(week from a)::integer",  "d",   'i', BOTH, NULL},
    {"week(a, 3)",           "extract(week from a)::integer",  "d",   'i', BOTH, NULL},
    {"yearweek(a, 3)",       "(extract(isoyear from a)::integer * 100 + extract(week from a)::integer)", "d", 'i', TO_POSTGRES, NULL},
    {"extract(year from a)",    "extract(year from a)::integer",    "d", 'i', TO_POSTGRES, NULL},
    {"extract(quarter from a)", "extract(quarter from a)::integer", "d", 'i', TO_POSTGRES, NULL},
    {"extract(month from a)",   "extract(month from a)::integer",   "d", 'i', TO_POSTGRES, NULL},
    {"extract(day from a)",     "extract(day from a)::integer",     "d", 'i', TO_POSTGRES, NULL},
    {"extract(hour from a)",    "extract(hour from a)::integer",    "d", 'i', TO_POSTGRES, NULL},
    {"extract(minute from a)",  "extract(minute from a)::integer",  "d", 'i', TO_POSTGRES, NULL},
    {"extract(second from a)",  "floor(extract(second from a))::integer", "d", 'i', TO_POSTGRES, NULL},
    {"extract(year from a)",    "extract(year from a)",    "d", 'i', TO_MYSQL, NULL},
    {"extract(quarter from a)", "extract(quarter from a)", "d", 'i', TO_MYSQL, NULL},
    {"extract(month from a)",   "extract(month from a)",   "d", 'i', TO_MYSQL, NULL},
    {"extract(day from a)",     "extract(day from a)",     "d", 'i', TO_MYSQL, NULL},
    {"extract(hour from a)",    "extract(hour from a)",    "d", 'i', TO_MYSQL, NULL},
    {"extract(minute from a)",  "extract(minute from a)",  "d", 'i', TO_MYSQL, NULL},
    {"(dayofweek(a) - 1)",      "extract(dow from a)",     "d", 'i', TO_MYSQL, NULL},
    {"(weekday(a) + 1)",        "extract(isodow from a)",  "d", 'i', TO_MYSQL, NULL},
    {"dayofyear(a)",            "extract(doy from a)",     "d", 'i', TO_MYSQL, NULL},
    {"week(a, 3)",              "extract(week from a)",    "d", 'i', TO_MYSQL, NULL},
    {"(timestampdiff(microsecond, '1970-01-01', a) * 0.000001)", "extract(epoch from a)", "d", 'm', TO_MYSQL, NULL},
    {"to_days(a)",           "(a::date - '0001-01-01'::date + 366)", "d", 'i', BOTH, NULL},
    {"from_days(a)",         "('0001-01-01'::date + (a - 366))", "i", 'y', BOTH, NULL},
    {"datediff(a, b)",       "(a::date - b::date)",            "dd",  'i', TO_POSTGRES, NULL},
    {"last_day(a)",          "(date_trunc('month', a::timestamp without time zone) + '1 month'::interval - '1 day'::interval)::date", "d", 'y', TO_POSTGRES, NULL},
    {"cast(cast(a as date) as datetime)", "date_trunc('day', a)", "d", 's', TO_MYSQL, NULL},
    {"cast(date_format(a, '%Y-%m-%d %H:%i:00') as datetime)", "date_trunc('minute', a)", "d", 's', TO_MYSQL, NULL},
    {"cast(date_format(a, '%Y-%m-%d %H:00:00') as datetime)", "date_trunc('hour', a)", "d", 's', TO_MYSQL, NULL},
    {"cast(date_format(a, '%Y-%m-01') as datetime)", "date_trunc('month', a)", "d", 's', TO_MYSQL, NULL},
    {"cast(date_format(a, '%Y-01-01') as datetime)", "date_trunc('year', a)", "d", 's', TO_MYSQL, NULL},
    {"cast(cast(a - interval weekday(a) day as date) as datetime)", "date_trunc('week', a)", "d", 's', TO_MYSQL, NULL},
    {"unix_timestamp(a)",    "floor(extract(epoch from a::timestamp with time zone))::bigint", "d", 'l', TO_POSTGRES | STABLE, NULL},
    {"unix_timestamp()",     "floor(extract(epoch from now()))::bigint", "", 'l', TO_POSTGRES | VOLATILE, NULL},
    {"from_unixtime(a)",     "to_timestamp(a::double precision)::timestamp without time zone", "i", 's', TO_POSTGRES | STABLE, NULL},
    {"(timestamp '1970-01-01 00:00:00' + interval a second)", "to_timestamp(a)", "n", 'z', TO_MYSQL, NULL},
    {"now()",                "LOCALTIMESTAMP(0)",              "",    's', TO_POSTGRES | VOLATILE, NULL},
    {"sysdate()",            "clock_timestamp()::timestamp(0) without time zone", "", 's', TO_POSTGRES | VOLATILE, NULL},
    {"current_timestamp()",  "LOCALTIMESTAMP(0)",              "",    's', TO_POSTGRES | VOLATILE, NULL},
    {"current_timestamp",    "LOCALTIMESTAMP(0)",              "",    's', TO_POSTGRES | VOLATILE, NULL},
    {"localtimestamp",       "LOCALTIMESTAMP(0)",              "",    's', TO_POSTGRES | VOLATILE, NULL},
    {"now(6)",               "LOCALTIMESTAMP",                 "",    's', BOTH | VOLATILE, NULL},
    {"now(3)",               "LOCALTIMESTAMP(3)",              "",    's', BOTH | VOLATILE, NULL},
    {"now(0)",               "LOCALTIMESTAMP(0)",              "",    's', BOTH | VOLATILE, NULL},
    {"current_timestamp(6)", "LOCALTIMESTAMP",                 "",    's', TO_POSTGRES | VOLATILE, NULL},
    {"utc_timestamp(6)",     "now()",                          "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(6)",     "transaction_timestamp()",        "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(6)",     "statement_timestamp()",          "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(6)",     "clock_timestamp()",              "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(6)",     "CURRENT_TIMESTAMP",              "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(3)",     "CURRENT_TIMESTAMP(3)",           "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp(0)",     "CURRENT_TIMESTAMP(0)",           "",    'z', TO_MYSQL | VOLATILE, NULL},
    {"utc_timestamp()",      "(now() AT TIME ZONE 'UTC')::timestamp(0) without time zone", "", 's', TO_POSTGRES | VOLATILE, NULL},
    {"utc_date()",           "(now() AT TIME ZONE 'UTC')::date", "",  'y', TO_POSTGRES | VOLATILE, NULL},
    {"curdate()",            "CURRENT_DATE",                   "",    'y', BOTH | VOLATILE, NULL},
    {"current_date",         "CURRENT_DATE",                   "",    'y', TO_POSTGRES | VOLATILE, NULL},
    {"current_date()",       "CURRENT_DATE",                   "",    'y', TO_POSTGRES | VOLATILE, NULL},
    {"curtime()",            "LOCALTIME(0)",                   "",    'h', BOTH | VOLATILE, NULL},
    {"current_time()",       "LOCALTIME(0)",                   "",    'h', TO_POSTGRES | VOLATILE, NULL},
    {"time_to_sec(a)",       "floor(extract(epoch from a))::integer", "h", 'i', TO_POSTGRES, NULL},
    {"monthname(a)",         "to_char(a::timestamp without time zone, 'FMMonth')", "d", 't', TO_POSTGRES | STABLE, NULL},
    {"dayname(a)",           "to_char(a::timestamp without time zone, 'FMDay')", "d", 't', TO_POSTGRES | STABLE, NULL},
    {"date(a)",              "a::date",                        "d",   'y', TO_POSTGRES, NULL},
    {"time(a)",              "a::time without time zone",      "s",   'h', TO_POSTGRES, NULL},

    /* ---- JSON */
    {"json_object()",        "'{}'::jsonb",                    "",    'j', TO_POSTGRES, NULL},
    {"json_array()",         "'[]'::jsonb",                    "",    'j', TO_POSTGRES, NULL},
    {"json_length(a)",       "CASE WHEN jsonb_typeof(a) = 'array' THEN jsonb_array_length(a) WHEN jsonb_typeof(a) = 'object' THEN " KEYS_OF
                             " WHEN a IS NOT NULL THEN 1 END",  "j",  'i', TO_POSTGRES, NULL},
    {"json_length(a)",       "jsonb_array_length(a)",          "j",   'i', TO_MYSQL, NULL},
    {"json_length(a)",       "json_array_length(a)",           "j",   'i', TO_MYSQL, NULL},
    {"json_type(a)",         "CASE WHEN jsonb_typeof(a) <> 'number' THEN upper(jsonb_typeof(a)) WHEN strpos(a::text, '.') > 0 THEN 'DOUBLE' WHEN a IS NOT NULL THEN 'INTEGER' END",
                                                               "j",   't', TO_POSTGRES, NULL},
    {"CASE cast(json_type(a) as char) WHEN 'INTEGER' THEN 'number' WHEN 'UNSIGNED INTEGER' THEN 'number' WHEN 'DOUBLE' THEN 'number' WHEN 'DECIMAL' THEN 'number' ELSE lower(cast(json_type(a) as char)) END",
                             "jsonb_typeof(a)",                "j",   't', TO_MYSQL, NULL},
    {"json_contains(a, b)",  "(a @> b)",                       "jj",  'b', TO_POSTGRES, NULL},
    {"json_valid(a)",        "(a IS JSON)",                    "t",   'b', TO_POSTGRES, NULL},
    {"json_valid(a)",        "(a IS NOT NULL OR NULL)",        "j",   'b', TO_POSTGRES, NULL},
    {"json_quote(a)",        "to_jsonb(a::text)::text",        "t",   't', TO_POSTGRES, NULL},
    {"cast(json_quote(a) as json)", "to_json(a)",              "t",   'j', TO_MYSQL | NO_MARIADB, NULL},
    {"cast(json_quote(a) as json)", "to_jsonb(a)",             "t",   'j', TO_MYSQL | NO_MARIADB, NULL},
    {"cast(a as json)",      "to_json(a)",                     "n",   'j', TO_MYSQL | NO_MARIADB, NULL},
    {"cast(a as json)",      "to_jsonb(a)",                    "n",   'j', TO_MYSQL | NO_MARIADB, NULL},
    {"a",                    "to_json(a)",                     "j",   'j', TO_MYSQL, NULL},
    {"a",                    "to_jsonb(a)",                    "j",   'j', TO_MYSQL, NULL},
    {"json_arrayagg(a)",     "jsonb_agg(a)",                   "*",   'j', BOTH, NULL},
    {"json_arrayagg(a)",     "json_agg(a)",                    "*",   'j', TO_MYSQL, NULL},
    {"json_objectagg(a, b)", "jsonb_object_agg(a, b)",         "t*",  'j', BOTH, NULL},
    {"json_objectagg(a, b)", "json_object_agg(a, b)",          "t*",  'j', TO_MYSQL, NULL},

    /* ---- choices */
    {"isnull(a)",            "(a IS NULL)",                    "*",   'b', TO_POSTGRES, NULL},

    /* ---- of groups and windows */
    {"count(*)",             "count(*)",                       "",    'l', BOTH, NULL},
    {"count(a)",             "count(a)",                       "*",   'l', BOTH, NULL},
    {"stddev_pop(a)",        "stddev_pop(a::double precision)", "n",  'f', TO_POSTGRES, NULL},
    {"std(a)",               "stddev_pop(a::double precision)", "n",  'f', TO_POSTGRES, NULL},
    {"stddev(a)",            "stddev_pop(a::double precision)", "n",  'f', TO_POSTGRES, NULL},
    {"stddev_samp(a)",       "stddev_samp(a::double precision)", "n", 'f', TO_POSTGRES, NULL},
    {"var_pop(a)",           "var_pop(a::double precision)",   "n",   'f', TO_POSTGRES, NULL},
    {"variance(a)",          "var_pop(a::double precision)",   "n",   'f', TO_POSTGRES, NULL},
    {"var_samp(a)",          "var_samp(a::double precision)",  "n",   'f', TO_POSTGRES, NULL},
    {"stddev_samp(a)",       "stddev(a)",                      "f",   'f', TO_MYSQL, NULL},
    {"stddev_samp(a)",       "stddev_samp(a)",                 "f",   'f', TO_MYSQL, NULL},
    {"stddev_pop(a)",        "stddev_pop(a)",                  "f",   'f', TO_MYSQL, NULL},
    {"var_samp(a)",          "variance(a)",                    "f",   'f', TO_MYSQL, NULL},
    {"var_samp(a)",          "var_samp(a)",                    "f",   'f', TO_MYSQL, NULL},
    {"var_pop(a)",           "var_pop(a)",                     "f",   'f', TO_MYSQL, NULL},
    {"min(a)",               "bool_and(a)",                    "b",   'b', TO_MYSQL, NULL},
    {"min(a)",               "every(a)",                       "b",   'b', TO_MYSQL, NULL},
    {"max(a)",               "bool_or(a)",                     "b",   'b', TO_MYSQL, NULL},
    {"any_value(a)",         "any_value(a)",                   "*",   '1', BOTH | NO_MARIADB, NULL},
    {"row_number()",         "row_number()",                   "",    'l', BOTH, NULL},
    {"rank()",               "rank()",                         "",    'l', BOTH, NULL},
    {"dense_rank()",         "dense_rank()",                   "",    'l', BOTH, NULL},
    {"percent_rank()",       "percent_rank()",                 "",    'f', BOTH, NULL},
    {"cume_dist()",          "cume_dist()",                    "",    'f', BOTH, NULL},
    {"ntile(a)",             "ntile(a)",                       "k",   'l', BOTH, NULL},
    {"lag(a)", "lag(a)", "*", '1', TO_POSTGRES, NULL},
    {"lag(a, 1)", "lag(a)", "*", '1', TO_MYSQL, NULL},
    {"lead(a)", "lead(a)", "*", '1', TO_POSTGRES, NULL},
    {"lead(a, 1)", "lead(a)", "*", '1', TO_MYSQL, NULL},
    {"lag(a, b)",            "lag(a, b)",                      "*k",  '1', BOTH, NULL},
    {"lead(a, b)",           "lead(a, b)",                     "*k",  '1', BOTH, NULL},
    {"first_value(a)",       "first_value(a)",                 "*",   '1', BOTH, NULL},
    {"last_value(a)",        "last_value(a)",                  "*",   '1', BOTH, NULL},
    {"nth_value(a, b)",      "nth_value(a, b)",                "*k",  '1', BOTH, NULL},

    /* ---- who and where */
    {"database()",           "current_schema()",               "",    't', BOTH | VOLATILE, NULL},
    {"schema()",             "current_schema()",               "",    't', TO_POSTGRES | VOLATILE, NULL},
    {"database()",           "CURRENT_SCHEMA",                 "",    't', TO_MYSQL | VOLATILE, NULL},
    {"user()",               "CURRENT_USER",                   "",    't', TO_POSTGRES | VOLATILE, "user() has a host on MySQL"},
    {"current_user()",       "CURRENT_USER",                   "",    't', BOTH | VOLATILE, "a user has a host on MySQL"},
    {"current_user",         "CURRENT_USER",                   "",    't', TO_POSTGRES | VOLATILE, "a user has a host on MySQL"},
    {"current_user()",       "SESSION_USER",                   "",    't', TO_MYSQL | VOLATILE, "a user has a host on MySQL"},
};
/* clang-format on */

enum { ARGUMENTS_MAX = 4 };

static ValueType given(char letter, const Typed *arguments)
{
    switch (letter) {
    case 't': return (ValueType){TYPE_TEXT, 0, false};
    case 'i': return (ValueType){TYPE_INTEGER, 4, false};
    case 'l': return (ValueType){TYPE_INTEGER, 8, false};
    case 'm': return (ValueType){TYPE_DECIMAL, 0, false};
    case 'f': return (ValueType){TYPE_FLOAT, 0, false};
    case 's': return (ValueType){TYPE_TIMESTAMP, 0, false};
    case 'z': return (ValueType){TYPE_TIMESTAMPTZ, -1, false};
    case 'y': return (ValueType){TYPE_DATE, 0, false};
    case 'h': return (ValueType){TYPE_TIME, 0, false};
    case 'j': return (ValueType){TYPE_JSON, 0, false};
    case 'x': return (ValueType){TYPE_BYTES, 0, false};
    case 'u': return (ValueType){TYPE_UUID, 0, false};
    case 'b': return (ValueType){TYPE_BOOLEAN, 0, false};
    case '1': return arguments[0].type;
    default: return (ValueType){TYPE_UNKNOWN, 0, false};
    }
}

static bool is_whole(const Expr *expr)
{
    return expr->kind == EXPR_NUMBER && strspn(expr->text, "0123456789") == strlen(expr->text);
}

/* As it stands, without being made to fit. */
static bool is_of(char letter, const Typed *value)
{
    TypeClass class = value->type.class;
    switch (letter) {
    case 't': return class == TYPE_TEXT || class == TYPE_SET;
    case 'c': return value->expr->kind == EXPR_STRING && value->expr->text[0] != '\0';
    case 'k': return is_whole(value->expr);
    case 'n': return is_number_class(class);
    case 'i':
    case 'l': return class == TYPE_INTEGER;
    case 'm': return class == TYPE_DECIMAL;
    case 'f': return class == TYPE_FLOAT;
    case 'd': return is_time_class(class);
    case 's': return class == TYPE_TIMESTAMP || class == TYPE_TIMESTAMPTZ;
    case 'h': return class == TYPE_TIME;
    case 'j': return class == TYPE_JSON;
    case 'x': return class == TYPE_BYTES;
    case 'b': return class == TYPE_BOOLEAN;
    case '*': return true;
    default: return false;
    }
}

static Typed made_to_fit(Rewriting *w, char letter, Typed value)
{
    if (is_of(letter, &value) || value.expr->kind == EXPR_NULL)
        return value;
    switch (letter) {
    case 't': return as_text(w, value);
    case 'n': return as_number(w, value);
    case 'd':
    case 's': return as_time(w, value);
    case 'j': return as_class(w, value, TYPE_JSON);
    case 'b': return as_condition(w, value);
    case 'i':
    case 'm':
        value = as_number(w, value);
        if (value.expr != NULL && !is_of(letter, &value))
            return rewriting_fail(w, "a number of another kind");
        return value;
    default: return rewriting_fail(w, "%s is not what is wanted there", class_word(value.type.class));
    }
}

/* `a`, `b`, ...: what stands there in the text is bound to it. */
static bool is_argument(const Expr *pattern)
{
    return pattern->kind == EXPR_COLUMN && pattern->table == NULL && pattern->name[0] >= 'a' &&
           pattern->name[0] < 'a' + ARGUMENTS_MAX && pattern->name[1] == '\0';
}

static bool matches(const Expr *pattern, const Expr *expr, const Expr **bound)
{
    if (pattern == NULL || expr == NULL)
        return pattern == expr;
    if (is_argument(pattern)) {
        const Expr **place = &bound[pattern->name[0] - 'a'];
        if (*place == NULL)
            *place = expr;
        return expression_same(*place, expr);
    }
    if (expr->kind == EXPR_CAST && expr->items[0]->kind == EXPR_STRING && pattern->kind == EXPR_STRING)
        expr = expr->items[0]; /* 'month'::text */
    Expr head = *expr;
    head.items = NULL;
    head.count = 0;
    head.flags &= ~(unsigned)EXPR_QUOTED; /* "left"(a, 2) */
    Expr wanted = *pattern;
    wanted.items = NULL;
    wanted.count = 0;
    if (expr->count != pattern->count || !expression_same(&wanted, &head))
        return false;
    for (size_t i = 0; i < pattern->count; i++)
        if (!matches(pattern->items[i], expr->items[i], bound))
            return false;
    return true;
}

typedef struct Binding {
    Arena *arena;
    const Typed *arguments;
} Binding;

static bool is_type_of(const char *type, TypeClass class)
{
    return (class == TYPE_DATE && strcmp(type, "date") == 0) ||
           (class == TYPE_TIMESTAMP && strcmp(type, "timestamp without time zone") == 0) ||
           (class == TYPE_FLOAT && strcmp(type, "double precision") == 0);
}

static const Expr *fill(void *context, const Expr *expr)
{
    const Binding *binding = context;
    if (is_argument(expr))
        return binding->arguments[expr->name[0] - 'a'].expr;
    if (expr->kind != EXPR_CAST || expr->items[1]->count > 0)
        return expr;
    for (size_t i = 0; i < ARGUMENTS_MAX; i++) /* it is of that type already */
        if (binding->arguments[i].expr == expr->items[0] &&
            is_type_of(expr->items[1]->name, binding->arguments[i].type.class))
            return expr->items[0];
    return expr;
}

/* Whether the pattern's text can begin with this node: most never have to be parsed. */
static bool may_match(const char *pattern, const Expr *expr)
{
    const char *name = expr->kind == EXPR_FUNCTION ? expr->name : NULL;
    if (name == NULL)
        return pattern[0] == '(' || strstr(pattern, "::") != NULL;
    size_t length = strlen(name);
    return strncasecmp(pattern, name, length) == 0 && (pattern[length] == '(' || pattern[length] == '\0');
}

static bool all_are_of(const FunctionRule *rule, const Typed *arguments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_of(rule->takes[i], &arguments[i]) && arguments[i].expr->kind != EXPR_NULL)
            return false;
    return true;
}

static Typed apply(Rewriting *w, const FunctionRule *rule, Typed *arguments, size_t count)
{
    bool depends = (rule->flags & STABLE) != 0;
    for (size_t i = 0; i < count; i++) {
        arguments[i] = made_to_fit(w, rule->takes[i], arguments[i]);
        if (arguments[i].expr == NULL)
            return (Typed){0};
        depends |= arguments[i].type.class == TYPE_TIMESTAMPTZ;
    }
    if ((rule->flags & VOLATILE) != 0)
        w->is_volatile = w->is_not_immutable = true;
    if (w->to_postgres && depends && !rewriting_stable(w, rule->mysql))
        return (Typed){0};
    if (rule->note != NULL)
        rewriting_note(w, rule->note);
    const char *why = NULL;
    const Expr *target = expression_parse(w->arena, w->job->to, w->to_postgres ? rule->postgres : rule->mysql, &why);
    if (target == NULL)
        return rewriting_fail(w, "the rule of %s: %s", rule->mysql, why);
    Typed made = {.expr = expression_map(w->arena, target, fill, &(Binding){w->arena, arguments})};
    made.type = given(rule->gives, arguments);
    return made;
}

static bool is_candidate(const Rewriting *w, const FunctionRule *rule, const char *text, const Expr *expr)
{
    return (rule->flags & (w->to_postgres ? TO_POSTGRES : TO_MYSQL)) != 0 && may_match(text, expr) &&
           (w->to_postgres || !w->job->is_mariadb || (rule->flags & NO_MARIADB) == 0);
}

/* Whose types fit as they are comes first; then whose can be made to fit; then what is not immutable, though it has to be. */
Typed rewrite_by_rule(Rewriting *w, const Expr *expr)
{
    const FunctionRule *second = NULL, *last = NULL;
    Typed of_second[ARGUMENTS_MAX] = {0}, of_last[ARGUMENTS_MAX] = {0};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const FunctionRule *rule = &rules[i];
        const char *text = w->to_postgres ? rule->mysql : rule->postgres, *why = NULL;
        if (!is_candidate(w, rule, text, expr))
            continue;
        const Expr *pattern = expression_parse(w->arena, w->job->from, text, &why), *bound[ARGUMENTS_MAX] = {NULL};
        if (pattern == NULL || !matches(pattern, expr, bound))
            continue;
        Typed arguments[ARGUMENTS_MAX] = {0};
        const size_t count = strlen(rule->takes);
        if (!rewrite_nodes(w, bound, count, arguments))
            return (Typed){0};
        bool is_late = w->job->is_immutable && (rule->flags & STABLE) != 0;
        if (!is_late && all_are_of(rule, arguments, count))
            return apply(w, rule, arguments, count);
        const FunctionRule **place = is_late ? &last : &second;
        if (*place == NULL)
            memcpy(is_late ? of_last : of_second, arguments, sizeof arguments);
        *place = *place == NULL ? rule : *place;
    }
    if (second != NULL)
        return apply(w, second, of_second, strlen(second->takes));
    if (last != NULL)
        return apply(w, last, of_last, strlen(last->takes));
    return (Typed){0};
}
