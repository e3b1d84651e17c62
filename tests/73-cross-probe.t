#!/usr/bin/env bash
# What a source's rows tell, on MySQL and PostgreSQL: each fact with rows that show it and without; samples, keys, what is
# stored for the second half, and what happens when nothing can be told.
. "$(dirname "$0")/lib-cross.sh"

A=$WORK/artifacts
fact() { # OBJECT FACT VALUE [SAMPLE]: as the plan's JSON or the file of artifacts in $WORK/probe has it
    local sample=null
    [[ -z ${4:-} ]] || sample="\"$4\""
    ok "$1: $2 is $3${4:+, such as $4}" grep -qF "{\"of\":\"$1\",\"what\":\"$2\",\"value\":$3,\"sample\":$sample}" "$WORK/probe"
}
not_asked() { # OBJECT FACT
    result $(($(grep -cF "\"of\":\"$1\",\"what\":\"$2\"" "$WORK/probe") > 0)) "$1: $2 is not asked"
}
planned() { # NAME: into $WORK/probe
    exits 0 "$1: plan" plan --json
    cp "$WORK/out" "$WORK/probe"
}
finds() { # CODE SEVERITY OBJECT REGEX
    like "$(grep -F "{\"code\":\"$1\",\"severity\":\"$2\",\"object\":${3:+\"}${3:-null}${3:+\"}," "$WORK/out")" "$4" "$1${3:+, $3}: $4"
}
finds_none() { # CODE NAME
    result $(($(grep -c "\"code\":\"$1\"" "$WORK/out") > 0)) "$2: no $1"
}

# --- from MySQL ------------------------------------------------------------------------------------

servers mysql 9.7 postgres 18
cat >"$WORK/mysql.sql" <<'SQL'
SET SESSION sql_mode = '', foreign_key_checks = 0;
CREATE TABLE clean (id int PRIMARY KEY, flag tinyint(1), small tinyint, e enum('a', 'b'), d date, dt datetime, ts timestamp NULL,
    t time(1), big bigint unsigned, txt text, bin varbinary(10), j json);
CREATE TABLE dirty LIKE clean;
INSERT INTO clean VALUES (1, 1, 7, 'a', '2020-02-29', '2020-01-01 01:02:03', '2020-01-01 00:00:00', '24:00:00', 9223372036854775807, 'zwölf', 0x0000, '"\\u00e9"'),
    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dirty VALUES (12345, 2, 7, '', '2020-00-01', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '-00:00:00.5', 9223372036854775808, 'a\0', 0x00, '"\\u0000"'),
    (54321, -1, 7, 'a', '0000-00-00', '2020-01-01 00:00:00', NULL, '24:00:01', 1, 'b', 0x00, '1');
CREATE TABLE counter (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY);
INSERT INTO counter VALUES (9223372036854775808);
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent int, CONSTRAINT by_parent FOREIGN KEY (parent) REFERENCES parent (id));
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1), (2, 22222), (3, NULL), (4, 4);
SQL
mysql_facts() { # NAME: of the schema above
    local column what value sample
    planned "$1"
    while read -r column what value sample; do
        fact "column shop.dirty.$column" "$what" "$value" "$sample"
        fact "column shop.clean.$column" "$what" 0
    done <<'FACTS'
flag NOT_BOOLEAN 2 (1...)
e EMPTY_ENUM 1 (1...)
d ZERO_DATES 2 (1...)
dt ZERO_DATES 1 (1...)
ts ZERO_DATES 1 (1...)
t TIME_OUT_OF_DAY 2 (1...)
t TIME_FRACTIONS 1 (1...)
big BEYOND_BIGINT 1 (1...)
txt NUL_CHARS 1 (1...)
j NUL_CHARS 1 (1...)
FACTS
}
source_is shop "$WORK/mysql.sql"
target_is_empty shop
job shop
mysql_facts 'from MySQL'
fact 'column shop.clean.txt' MAX_CHARS 5
fact 'column shop.clean.txt' MAX_BYTES 6
fact 'column shop.clean.bin' MAX_BYTES 2
not_asked 'column shop.clean.small' NOT_BOOLEAN
fact 'foreign key shop.child.by_parent' ORPHANS 2 '(...)'
like "$(<"$WORK/out")" '"key":"table shop.dirty","columns":"[^"]*","rows":2,"why":null' 'how many rows a table has'
finds FK_ORPHANS critical 'foreign key shop.child.by_parent' '2 of its rows refer to none of (table )?shop.parent, such as \(...\)'
finds_none PROBE_MISSING 'all was answered'
while read -r code severity object regex; do
    finds "$code" "$severity" "column shop.$object" "$regex"
done <<'FINDINGS'
TYPE_CHANGED info dirty.flag made `smallint`: 2 rows hold neither 0 nor 1
ENUM_EMPTY warning dirty.e made `character varying\(1\)`: 1 rows hold the empty text
ZERO_DATE warning dirty.d made `date`: 2 rows hold dates with a year, month or day of zero
TYPE_LOSSY warning dirty.t made `interval`: 2 rows hold times below 00:00:00
NUL_CHAR critical dirty.txt made `text`: 1 rows hold texts that hold the character NUL
UBIGINT_OVERFLOW critical counter.id made `bigint`: 1 rows
FINDINGS

job shop 'post_data: { foreign_keys: not_valid }'
planned 'foreign keys that are not to be checked'
finds_none FK_ORPHANS 'foreign keys that are not to be checked'

# --- nothing can be told ---------------------------------------------------------------------------

job shop 'probe: off'
planned 'off'
finds PROBE_MISSING warning '' 'types hold any row: the job says probe: off'
finds TYPE_UNPROVEN info 'column shop.clean.flag' 'taken for what holds anything'
like "$(<"$WORK/out")" '"probe":null' 'off: there is no probe in the plan'

# Until there is an answer.
unanswered() { # NAME TABLE
    job shop 'probe_timeout: 1' "include: [shop.*]"
    planned "$1"
    finds PROBE_MISSING warning "table $2" 'its rows could not be looked at, .*: no answer within 1 s'
    like "$(<"$WORK/out")" "\"key\":\"table $2\",[^}]*\"rows\":null,\"why\":\"no answer within 1 s\"" "$1: the plan says so"
    fact 'column shop.clean.txt' MAX_CHARS 5
}
mysql_is_late() { # NAME: while another session holds a table
    local i
    mkfifo "$WORK/hold"
    on "$SOURCE" shop --unbuffered <"$WORK/hold" >"$WORK/held" &
    exec 7>"$WORK/hold"
    echo 'LOCK TABLES dirty WRITE, parent WRITE; SELECT 1;' >&7
    for ((i = 0; i < 100; i++)); do [[ -s $WORK/held ]] && break || sleep 0.1; done
    unanswered "$1" shop.dirty
    finds FK_ORPHANS warning 'foreign key shop.child.by_parent' 'nobody knows whether there are rows that refer to none'
    exec 7>&-
    wait
    rm "$WORK/hold" "$WORK/held"
}
mysql_is_late 'MySQL does not answer'

# --- stored for the second half --------------------------------------------------------------------

fresh "$SOURCE" kept
on "$SOURCE" kept <<'SQL'
CREATE TABLE flags (id int PRIMARY KEY, flag tinyint(1));
INSERT INTO flags VALUES (1, 0), (2, 1);
CREATE TABLE other (id int PRIMARY KEY, flag tinyint(1));
SQL
target_is_empty kept
job kept "artifacts: $A"
exits 0 'pre-data' pre-data
cp "$A/probe.json" "$WORK/probe"
fact 'column kept.flags.flag' NOT_BOOLEAN 0
is "$(value "$TARGET" kept "SELECT data_type FROM information_schema.columns WHERE table_name = 'flags' AND column_name = 'flag'")" boolean 'tinyint(1) of 0 and 1 is boolean'
on "$SOURCE" kept -e 'INSERT INTO flags VALUES (3, 7)'
exits 0 'what rows are now does not count for post-data' post-data
exits 0 'nor for diff' diff --exit-code
same_text "$WORK/probe" "$A/probe.json" 'what is stored stays as it is'
exits 0 'a source that is a snapshot: inspect' inspect --output "$WORK/source.json"
UNDERSTUDY_JOB=$(sed "s,^source:.*,source: { snapshot: $WORK/source.json }," <<<"$UNDERSTUDY_JOB") exits 0 'diff of the snapshot' diff --exit-code
UNDERSTUDY_JOB=$(sed "s,^source:.*,source: { snapshot: $WORK/source.json }," <<<"$UNDERSTUDY_JOB" | grep -v ^artifacts) exits 0 'without artifacts' plan --json
finds PROBE_MISSING warning '' 'the source is a snapshot'
on "$SOURCE" kept -e 'ALTER TABLE other ADD COLUMN more tinyint(1)'
exits 1 'a table that changed is asked anew' diff --exit-code --json
like "$(<"$WORK/err")" 'looked at .* 1 questions' 'and no other'
on "$SOURCE" kept -e 'ALTER TABLE other DROP COLUMN more'

job kept
exits 1 'without artifacts they are asked now' diff --exit-code
job kept "artifacts: $A"
sed -i 's/"server_id":"/&x/' "$A/probe.json"
exits 65 'of another source' diff
says 'probe.json is about the rows of another source' 'of another source: it says so'
cp "$WORK/probe" "$A/probe.json"
sed -i 's/"fingerprint":"sha256:/&0/' "$A/probe.json"
exits 65 'of another catalog than the pinned one' post-data
says 'probe.json is stale: it was not asked of the catalog in source.catalog.json' 'stale: it says so'
says 'run pre-data again' 'and what to do'
echo '{' >"$A/probe.json"
exits 65 'broken' diff
says 'probe.json cannot be used: line ' 'broken: it says so'
wipe "$SOURCE" shop kept

# --- from PostgreSQL -------------------------------------------------------------------------------

servers postgres 18 mysql 9.7
cat >"$WORK/postgres.sql" <<'SQL'
CREATE SCHEMA shop;
SET search_path = shop;
CREATE DOMAIN amount AS numeric;
CREATE TABLE clean (id int PRIMARY KEY, n numeric, a amount, r real, d date, ts timestamp, tz timestamptz, t time, txt text, v varchar, b bytea, j jsonb, l int[], u uuid);
INSERT INTO clean VALUES (1, 123.4500, 1, 1, '0001-01-01', '9999-12-31 23:59:59', '1970-01-01 00:00:01Z', '01:02:03', 'zwölf', 'x', '\x00ff', '{"a": 1}', '{1,2}', gen_random_uuid());
INSERT INTO clean VALUES (2);
CREATE TABLE dirty (LIKE clean INCLUDING ALL);
INSERT INTO dirty VALUES (12345, 'NaN', 'Infinity', '-Infinity', 'infinity', '0044-03-15 BC', '1969-12-31 23:59:59Z', '01:02:03.5', '', '', '', '{}', '{}', NULL),
    (54321, -1234567.5, 0.000001, 'NaN', '10000-01-01', '-infinity', '2038-01-19 03:14:08Z', NULL, NULL, NULL, NULL, (repeat('[', 101) || repeat(']', 101))::jsonb, NULL, NULL);
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent bigint CONSTRAINT by_parent REFERENCES parent);
INSERT INTO parent VALUES (1);
SET session_replication_role = replica;
INSERT INTO child VALUES (1, 1), (2, 22222), (3, NULL), (4, 99999999999);
CREATE TABLE whole (id int, d date) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (10);
INSERT INTO part VALUES (1, 'infinity');
CREATE TABLE names (id int PRIMARY KEY, ci varchar(20) UNIQUE, pad varchar(20) UNIQUE, same varchar(20) UNIQUE);
INSERT INTO names VALUES (1, 'Ärger', 'a', 'a'), (2, 'arger', 'a ', 'A'), (3, 'x', 'b', 'ä');
SQL
source_is shop "$WORK/postgres.sql"
target_is_empty shop
job shop 'include: [shop.*]' 'types: [{ column: shop.names.ci, collation: utf8mb4_0900_ai_ci }, { column: shop.names.pad, collation: utf8mb4_bin }]'
planned 'from PostgreSQL'
while read -r column what value sample; do
    fact "column shop.dirty.$column" "$what" "$value" "$sample"
    fact "column shop.clean.$column" "$what" 0
done <<'FACTS'
n NAN 1 (1...)
a NAN 1 (1...)
r NAN 2 (1...)
d OUT_OF_DATE_RANGE 1 (5...)
d INFINITE_DATES 1 (1...)
j UNFIT_JSON 1 (5...)
ts OUT_OF_DATE_RANGE 2 (1...)
tz OUT_OF_EPOCH 2 (1...)
t TIME_FRACTIONS 1 (1...)
FACTS
while read -r column what value; do fact "column shop.$column" "$what" "$value"; done <<'FACTS'
clean.n MAX_SCALE 4
clean.n MAX_DIGITS 3
dirty.n MAX_DIGITS 7
dirty.a MAX_SCALE 6
clean.txt MAX_CHARS 5
clean.txt MAX_BYTES 6
clean.b MAX_BYTES 2
clean.j MAX_BYTES 8
clean.l MAX_BYTES 5
whole.d INFINITE_DATES 1
FACTS
not_asked 'column shop.clean.u' MAX_BYTES
not_asked 'column shop.part.d' OUT_OF_DATE_RANGE
fact 'foreign key shop.child.by_parent' ORPHANS 2 '(2...)'
fact 'foreign key shop.child.by_parent' BEYOND_PARENT 1
finds FK_ORPHANS critical 'foreign key shop.child.by_parent' '2 of its rows refer to none of (table )?shop.parent'
finds FK_TYPE_MISMATCH critical 'foreign key shop.child.by_parent' '1 of its rows'
fact 'key shop.names.names_ci_key' DUPLICATES 2 '(a...)'
fact 'key shop.names.names_pad_key' DUPLICATES 2 '(...)'
not_asked 'key shop.names.names_same_key' DUPLICATES
finds DUP_UNDER_COLLATION critical 'key shop.names.names_ci_key' '2 rows are equal to another under the target.s collation'

on "$SOURCE" shop -q <<'SQL'
CREATE TYPE shop.pause AS (s int);
CREATE FUNCTION shop.pause(shop.pause) RETURNS text LANGUAGE sql AS $$ SELECT pg_sleep(($1).s)::text $$;
CREATE CAST (shop.pause AS text) WITH FUNCTION shop.pause(shop.pause);
CREATE TABLE shop.slow (id int PRIMARY KEY, p shop.pause);
INSERT INTO shop.slow VALUES (1, ROW(30));
SQL
unanswered 'PostgreSQL does not answer' shop.slow

# --- what DMS would cut ----------------------------------------------------------------------------

fresh "$SOURCE" long
on "$SOURCE" long -q <<'SQL'
CREATE TABLE fits (id int PRIMARY KEY, t text, v varchar);
CREATE TABLE cut (id int PRIMARY KEY, t text, v varchar);
INSERT INTO fits VALUES (1, repeat('x', 1024), repeat('x', 8000));
INSERT INTO cut VALUES (1, repeat('x', 1025), repeat('x', 8001));
SQL
job long 'load: { by: dms }' 'dms: { lob_mode: limited, lob_max_size: 1 }'
UNDERSTUDY_JOB=$(grep -v '^load: { by: understudy }' <<<"$UNDERSTUDY_JOB")
exits 0 'cut: plan' plan --json
finds LOB_TRUNC critical 'column public.cut.t' 'its longest value has 1025 bytes: DMS would cut it at 1024'
finds VARCHAR_TRUNC warning 'column public.cut.v' 'its longest value has 8001 bytes'
is "$(grep -c '"code":"\(LOB\|VARCHAR\)_TRUNC"' "$WORK/out")" 2 'what fits is not told of'

# --- others ----------------------------------------------------------------------------------------

servers mariadb 11.8 postgres 15
source_is shop "$WORK/mysql.sql"
target_is_empty shop
job shop
mysql_facts 'from MariaDB'
mysql_is_late 'MariaDB does not answer'
finish
