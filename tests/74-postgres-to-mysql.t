#!/usr/bin/env bash
# From PostgreSQL to MySQL. A folder of tests/cases-cross holds, for this way,
#   source.pg.sql   the source
#   job.pg          what the job says besides
#   findings.pg     regexes, one a line, of what must be found: CODE severity object: message
#   made.pg         the same of what mysqldump must say about the target; made.pg-mariadb: MariaDB's
# Schemas that others wrote lie outside of the repository: they are used where they are.
. "$(dirname "$0")/lib-cross.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}

# A source has more schemas than one, and each is a database.
wipe_target() {
    # shellcheck disable=SC2046 # names of databases of ours
    wipe "$TARGET" $(value "$TARGET" '' "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
        WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')")
}

target_dump() { lab dump "$TARGET" "$1" --no-data --skip-comments; } # DB

# CODE severity object: message
findings() {
    "${BOUND[@]}" "$UNDERSTUDY" diff --format json 2>/dev/null |
        sed -nE 's/^ *\{"code":"([^"]*)","severity":"([^"]*)","object":"?(.*)"?,"message":"(.*)","remedy":.*/\1 \2 \3: \4/p' | sed 's/": /: /'
}

crosses() { # DB EXIT-CODE FILE...
    source_is "$1" "${@:3}" || return
    target_is_empty "$1"
    exits "$2" "$1: clone" clone
    balances "$1"
    is_finished "$1"
}

cross_case() { # FOLDER
    local name
    local -a lines=()
    name=$(basename "$1")
    [[ ! -e $1/job.pg ]] || mapfile -t lines <"$1/job.pg"
    job "$name" "${lines[@]}"
    crosses "$name" 0 "$1/source.pg.sql"
    if [[ ${ENGINE[$TARGET]} == mysql ]]; then
        matches "$1/findings.pg" "$(findings)" "$name: it is found"
        matches "$1/made.pg" "$(target_dump "$name")" "$name: it is made"
    else
        matches "$1/made.pg-mariadb" "$(target_dump "$name")" "$name: it is made for MariaDB"
    fi
    wipe "$SOURCE" "$name"
    wipe_target
}

cases() { # TOPIC...
    local topic
    for topic; do
        [[ ! -e tests/cases-cross/$topic/source.pg.sql ]] || cross_case "tests/cases-cross/$topic"
    done
}

corpus() { # DB FILE...
    job "$1"
    crosses "$1" 0 "${@:2}"
    wipe "$SOURCE" "$1"
    wipe_target
}

corpora() {
    local name file
    corpus sakila "$CORPORA"/pg/sakila-{schema,data}.sql
    for name in chinook northwind pagila openstreetmap gisia lago adventureworks; do corpus "$name" "$CORPORA/pg/$name.sql"; done
    for file in "$CORPORA"/dual/*/*.pg.sql; do corpus "$(basename "$file" .pg.sql)" "$file"; done
}

servers postgres 18 mysql 9.7
# shellcheck disable=SC2046 # names of folders of ours
cases $(ls tests/cases-cross)
[[ ! -d $CORPORA/pg ]] || corpora

# --- The sample, with what MySQL cannot hold ---

counters() { # what the next number of each table is: of the source it is another one afterwards
    value "$TARGET" '' "SET SESSION information_schema_stats_expiry = 0; SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME, ' ', AUTO_INCREMENT)
        FROM information_schema.TABLES WHERE AUTO_INCREMENT IS NOT NULL AND TABLE_SCHEMA NOT IN ('mysql', 'sys')" | LC_ALL=C sort >"$WORK/made"
    value "$SOURCE" shop "SELECT replace(t.relnamespace::regnamespace::text, 'public', 'shop') || '.' || t.relname || ' ' || nextval(s.oid)
        FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
        JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass WHERE s.relkind = 'S'" | LC_ALL=C sort >"$WORK/wanted"
    LC_ALL=C comm -23 "$WORK/made" "$WORK/wanted"
}

source_is shop tests/sample/postgres/*.sql
target_is_empty shop
job shop
exits 65 'the sample: clone' clone
says 'TYPE_LOSSY: column catalog\.supplier\.rating: made `decimal\(3,1\)`: 10 rows hold NaN .*can only be NULL there .*or accept it by accept: \["TYPE_LOSSY:column:catalog\.supplier\.rating"\]' 'the sample: what would accept a finding is said'
accepted='accept: ["TYPE_LOSSY:table:*", TYPE_LOSSY:column:public.app_setting.value, "FK_NONUNIQUE:table:no.*"]'
job shop "$accepted"
exits 65 'the sample, where NULL is accepted: clone' clone
says 'TYPE_LOSSY: column billing\.invoice\.net: .*and it is NOT NULL.*drop: \[not_null\]' 'the sample: but not where there is NOT NULL'
job shop "$accepted" 'types:
  - { column: public.app_setting.value, to: longtext }
  - { column: billing.*.issued_on, to: varchar(20) }
  - { column: warehouse.stock_movement.moved_at, to: varchar(40) }
  - { column: billing.invoice.net, drop: [not_null] }
  - { column: crm.customer.created_at, drop: [not_null] }
  - { column: crm.customer.preferences, drop: [not_null] }'
exits 0 'the sample, accepted: clone' clone
says 'copied [0-9]+ rows' 'the sample: with its rows'
says 'column catalog\.supplier\.rating: 10 values that the target cannot hold are NULL there, as the job accepts' 'the sample: what became NULL is counted'
shows 'accept: FK_NONUNIQUE:table:no\.\* names no critical finding' 'the sample: and what accepts nothing'
is "$(value "$TARGET" catalog 'SELECT COUNT(*) - COUNT(rating) FROM supplier')" "$(value "$SOURCE" shop "SELECT count(*) FROM catalog.supplier WHERE rating IS NULL OR rating = 'NaN'")" 'the sample: it is NULL'
is "$(value "$TARGET" shop "SELECT LENGTH(value) FROM app_setting WHERE \`key\` = 'deep'")" 400 'the sample: a deep document is a text'
exits 0 'the sample: diff says equal' diff --exit-code --format json
shows '"TYPE_LOSSY","severity":"warning","object":"column catalog\.supplier\.rating",.*; accepted by the job"' 'the sample: the finding says that it was accepted'
exits 0 'the sample: a second post-data' post-data
says 'nothing to do' 'the sample: it has nothing to do'
is "$(counters)" 'billing.invoice 9223372036854775807' 'the sample: counters go on, but for one whose rows hold the last number'
is "$(wc -l <"$WORK/made")" "$(wc -l <"$WORK/wanted")" 'the sample: all of them'
wipe "$SOURCE" shop
wipe_target

# --- A table of its own, or partitions ---

fresh "$SOURCE" parts
on "$SOURCE" parts <tests/cases-cross/partitions/source.pg.sql >/dev/null 2>&1
target_is_empty parts
job parts 'partition_vs_fk: partitions'
exits 0 'partition_vs_fk: partitions: clone' clone
like "$(target_dump parts)" 'RANGE  COLUMNS\(id\)' 'partition_vs_fk: partitions: the table is partitioned'
shows 'foreign key public\.referring\.referring_id_fkey: InnoDB has no foreign keys' 'partition_vs_fk: partitions: the foreign key is left'

# --- What stops a run ---

source_is refused /dev/stdin <<'SQL'
CREATE TABLE word (id integer PRIMARY KEY, w text UNIQUE, a varchar(700), b varchar(700), UNIQUE (a, b));
INSERT INTO word SELECT i, repeat('x', 900) || i, repeat('a', 600), repeat('b', 600) || i FROM generate_series(1, 3) i;
CREATE TABLE use_of_word (id integer PRIMARY KEY, w text REFERENCES word (w), a varchar(700), b varchar(700),
    FOREIGN KEY (a, b) REFERENCES word (a, b));
CREATE TABLE computed (id integer PRIMARY KEY, tags text[], first_tag text GENERATED ALWAYS AS (tags[1]) STORED);
CREATE TABLE long_key (w text PRIMARY KEY);
INSERT INTO long_key VALUES (repeat('x', 900));
CREATE TYPE own;
CREATE FUNCTION own_in(cstring) RETURNS own LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION own_out(own) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE own (INPUT = own_in, OUTPUT = own_out, LIKE = int4);
CREATE TABLE owner (id integer PRIMARY KEY, o own);
CREATE FUNCTION "at UPDATE"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER after BEFORE DELETE OR TRUNCATE ON long_key EXECUTE FUNCTION "at UPDATE"();
ALTER DATABASE refused SET statement_timeout = '1min';
SQL
target_is_empty refused
job refused 'publications: keep'
exits 65 'what stops a run: clone' clone
shows 'FK_TYPE_MISMATCH.*use_of_word_w_fkey: w is .*longtext' 'what stops a run: a text without a length is no key'
shows 'FK_NONUNIQUE.*use_of_word_a_b_fkey: no key of' 'what stops a run: a key by hashes is none for foreign keys'
shows 'computed\.first_tag: made a plain column' 'what stops a run: a column that cannot be computed'
shows 'KEY_TOO_LONG.*column public\.long_key\.w: .*its longest value has 900' 'what stops a run: a primary key of long texts'
shows 'TYPE_UNKNOWN: 1.*column public\.owner\.o: no rule says' 'what stops a run: a type of the source alone'
shows 'CREATE TRIGGER `after` BEFORE DELETE ON `refused`\.`long_key` FOR EACH ROW BEGIN \.\.\. END[^,]' 'what stops a run: what a trigger could begin with'
shows 'SETTING_LEFT_OUT: 1.*setting statement_timeout' 'what stops a run: settings are told, too'

target_is_empty refused
job refused 'publications: keep' 'accept: [FK_TYPE_MISMATCH, "FK_NONUNIQUE:foreign_key:public.use_of_word.*", KEY_TOO_LONG, "TYPE_UNKNOWN:table:public.owner"]'
exits 0 'what stops a run: what is accepted does not' clone
shows 'use_of_word_w_fkey: w is .*; accepted by the job' 'what stops a run: it is told all the same'
exits 0 'what stops a run: diff says equal' diff --exit-code

# --- A target that gives keys to whom has none: not in sessions of ours ---

on "$TARGET" mysql <<<'SET GLOBAL sql_generate_invisible_primary_key = ON' >/dev/null 2>&1
source_is keyless /dev/stdin <<<'CREATE TABLE keyless (a integer, b text);'
target_is_empty keyless
job keyless
exits 0 'a server that makes invisible primary keys: clone' clone
is_finished 'a server that makes invisible primary keys'
is "$(target_dump keyless | grep -c my_row_id)" 0 'a server that makes invisible primary keys: a table without a key has none'
on "$TARGET" mysql <<<'SET GLOBAL sql_generate_invisible_primary_key = OFF' >/dev/null 2>&1

# --- The oldest to what has no indexes on expressions, and has sequences ---

servers postgres 15 mariadb 10.11
cases tables sequences indexes checks foreign-keys partitions views
finish
