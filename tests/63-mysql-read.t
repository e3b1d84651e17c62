#!/usr/bin/env bash
# What information_schema cuts short, escapes or leaves out is read as SHOW CREATE says it; and in as many queries for three
# hundred tables as for two hundred and ten: of more than two hundred MySQL is asked on two connections.
. "$(dirname "$0")/lib-mysql.sh"

read_it() { exits 0 "$1: is read" inspect; } # NAME
# Each object is a line of its own: NAME KEY FRAGMENT...
has() {
    local line fragment missing=()
    line=$(grep -F "{\"key\":\"$2\"," "$WORK/out")
    for fragment in "${@:3}"; do
        [[ $line == *"$fragment"* ]] || missing+=("no $fragment")
    done
    result ${#missing[@]} "$1: $2" "${missing[@]}" "in: $line"
}
lacks() { result "$(grep -cF "{\"key\":\"$2\"," "$WORK/out")" "$1: no $2"; } # NAME KEY

questions() { value "$SOURCE" "SHOW GLOBAL STATUS LIKE 'Questions'" | cut -f 2; }
asked() { # how many questions one inspect takes
    local before
    before=$(questions)
    understudy inspect
    echo $(($(questions) - before - 1))
}
use_job() { export UNDERSTUDY_JOB=$1; } # JOB

tables() { # FROM TO
    local n
    for ((n = $1; n <= $2; n++)); do
        echo "CREATE TABLE t$n (id int PRIMARY KEY AUTO_INCREMENT, a varchar(20) DEFAULT 'x', b int, KEY z (a), KEY (b), CONSTRAINT c$n CHECK (b > 0));"
    done
}
is_constant() { # NAME
    local few many
    on "$SOURCE" -e 'CREATE DATABASE many'
    use_job "{ version: 1, source: { url: \"$(lab url "$SOURCE" many)\" } }"
    tables 1 210 | lab sql "$SOURCE" many
    few=$(asked)
    tables 211 300 | lab sql "$SOURCE" many
    many=$(asked)
    is "$many" "$few" "$1: 300 tables take as many queries as 210 ($few)"
    like "$few" '^[1-7][0-9]$' "$1: they are few"
    read_it "$1: 300 tables"
    result "$(($(position many.t300.z) >= $(position many.t300.b)))" "$1: the order of many tables' indexes"
}

# --- What both write ---------------------------------------------------------------------------------

common() {
    cat <<'SQL'
CREATE DATABASE `o'dd/"db` CHARACTER SET latin1;
CREATE DATABASE cov CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
USE cov;
SET sql_mode = '', foreign_key_checks = 0;
CREATE TABLE types (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \\', s varchar(50) DEFAULT 'it''s \\ "q"\n',
    lit varchar(30) DEFAULT 'CURRENT_TIMESTAMP', nul varchar(30) DEFAULT 'NULL', nn varchar(9) NOT NULL,
    bin varbinary(10) DEFAULT 0x00FF, bits bit(3) DEFAULT b'101', e enum('a','b''c') CHARACTER SET latin1 DEFAULT 'a',
    ts timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), inv int INVISIBLE, n int,
    gs varchar(60) GENERATED ALWAYS AS (concat(s, 'it''s \\')) STORED,
    KEY second (n), KEY first (nn(5), n DESC), UNIQUE KEY u (nn), FULLTEXT KEY ft (s),
    CONSTRAINT c1 CHECK (s <> 'it''s \\')) AUTO_INCREMENT = 1000 COMMENT 'a ''table''' ROW_FORMAT = DYNAMIC STATS_PERSISTENT = 1;
CREATE TABLE memory (id int, PRIMARY KEY (id) USING HASH) ENGINE = MEMORY;
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), KEY (b), UNIQUE KEY (a));
CREATE TABLE child (a int, b int, c int, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent (a, b) ON DELETE CASCADE ON UPDATE SET NULL,
    CONSTRAINT astray FOREIGN KEY (c) REFERENCES nowhere (x));
CREATE TABLE `o'dd/"db`.other (id int PRIMARY KEY, r int, CONSTRAINT abroad FOREIGN KEY (r) REFERENCES cov.parent (a));
CREATE TABLE parts (id int NOT NULL, d date NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (to_days(d))
    (PARTITION p0 VALUES LESS THAN (1990) (SUBPARTITION s0, SUBPARTITION s1), PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2, SUBPARTITION s3));
CREATE TABLE keyed (a int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 3;
CREATE ALGORITHM = MERGE DEFINER = 'x'@'%' SQL SECURITY INVOKER VIEW v1 AS SELECT id, s FROM types WHERE s <> 'it''s \\' WITH LOCAL CHECK OPTION;
CREATE VIEW v2 AS SELECT v.id FROM v1 v JOIN parent p ON p.a = v.id;
CREATE TABLE gone (a int);
CREATE VIEW broken AS SELECT a FROM gone;
DROP TABLE gone;
CREATE DEFINER = 'nobody'@'10.%' FUNCTION `f(`(a int, `b c` enum('x','y''z')) RETURNS varchar(20) DETERMINISTIC COMMENT 'f''s' RETURN concat(a, 'it''s \\');
CREATE TRIGGER one BEFORE INSERT ON child FOR EACH ROW SET NEW.a = 1;
CREATE TRIGGER before_one BEFORE INSERT ON child FOR EACH ROW PRECEDES one SET NEW.b = length('it''s \\');
CREATE EVENT e ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'DO' DO SELECT 'it''s';
SQL
}

check_common() { # NAME
    local t='"table":"table cov.types"'
    has "$1" 'schema \"o'"'"'dd/\"\"db\"' '"character_set":"latin1"'
    has "$1" 'table cov.types' '"options":["STATS_PERSISTENT=1"]' '"row_format":"DYNAMIC"' '"auto_increment":1000' '"comment":"a '"'table'"'"'
    has "$1" 'column cov.types.id' "$t" '"auto_increment":true' '"comment":"it'"'"'s \\"'
    has "$1" 'column cov.types.s' '"default_value":"'"'"'it'"''"'s \\\\ \"q\"\\n'"'"'"'
    has "$1" 'column cov.types.lit' '"default_value":"'"'CURRENT_TIMESTAMP'"'"'
    has "$1" 'column cov.types.nul' '"default_value":"'"'NULL'"'"'
    has "$1" 'column cov.types.bits' "b'101'"
    has "$1" 'column cov.types.e' '"collation":"latin1_swedish_ci"' "\"type\":\"enum('a','b''c')\""
    has "$1" 'column cov.types.inv' '"is_invisible":true'
    has "$1" 'index cov.types.first' '"keys":["`nn`(5)","`n` DESC"]'
    has "$1" 'index cov.types.u' '"is_unique":true'
    result "$(($(position cov.types.second) >= $(position cov.types.first)))" "$1: the order of indexes is the table's"
    has "$1" 'key cov.memory.\"PRIMARY\"' '"method":"HASH"'
    has "$1" 'foreign key cov.child.pair' '"columns":["a","b"],"referenced_table":"table cov.parent"' '"on_update":"SET NULL","on_delete":"CASCADE"'
    has "$1" 'foreign key cov.child.astray' '"referenced_name":"`cov`.`nowhere`"'
    has "$1" 'foreign key \"o'"'"'dd/\"\"db\".other.abroad' '"referenced_table":"table cov.parent"'
    has "$1" 'table cov.parts' '"partition_key":"RANGE (year(`d`)) SUBPARTITION BY HASH (to_days(`d`))"' \
        '"PARTITION `p1` VALUES LESS THAN MAXVALUE (SUBPARTITION `s2` ENGINE = InnoDB, SUBPARTITION `s3` ENGINE = InnoDB)"'
    has "$1" 'table cov.keyed' '"partition_key":"KEY () PARTITIONS 3"'
    has "$1" 'view cov.v1' '"algorithm":"MERGE","definer":"x@%","security":"INVOKER"' '"check_option":"LOCAL"' "'it\\\\'s \\\\\\\\'" '"needs":["table cov.types"]'
    has "$1" 'view cov.v2' '"view cov.v1"' '"table cov.parent"'
    has "$1" 'view cov.broken' '"error":"View '
    has "$1" 'function cov.\"f(\"()' "\"definition\":\"(a int, \`b c\` enum('x','y''z')) RETURNS" "'it''s \\\\\\\\'" '"definer":"nobody@10.%"'
    has "$1" 'trigger cov.child.before_one' "length('it''s \\\\\\\\')" '"position":1'
    has "$1" 'trigger cov.child.one' '"position":2'
    has "$1" 'event cov.e' "\"schedule\":\"EVERY '1:30' HOUR_MINUTE STARTS '2030-01-01 00:00:00'\"" "\"definition\":\"SELECT 'it''s'\"" '"status":"DISABLE"'
}
position() { grep -F "{\"key\":\"index $1\"," "$WORK/out" | sed 's/.*"position":\([0-9]*\).*/\1/'; }

# --- What one of them writes ---------------------------------------------------------------------------

mysql_own() {
    cat <<'SQL'
USE cov;
CREATE TABLE own (a int, b json, g point NOT NULL SRID 4326, d date DEFAULT (curdate()), t text DEFAULT ('it''s \\'), f int COLUMN_FORMAT FIXED,
    v vector(3), x int DEFAULT 5, s varchar(20), CHECK (a > 0) NOT ENFORCED, KEY fx ((lower(s)), ((a * 2)) DESC), KEY mv ((CAST(b->'$.a' AS unsigned ARRAY))),
    KEY hidden (a) INVISIBLE, FULLTEXT KEY ft (t) WITH PARSER ngram, SPATIAL KEY (g)) COMPRESSION = 'zlib';
SET sql_generate_invisible_primary_key = 1;
CREATE TABLE keyless (a int);
SQL
}
check_mysql() { # NAME
    has "$1" 'column cov.types.bin' '"default_value":"0x00FF"'
    has "$1" 'column cov.types.gs' '"default_value":"concat(`s`,_utf8mb4'"'it\\\\'s \\\\\\\\')\"" '"generated":"STORED"'
    has "$1" 'check cov.types.c1' '"expression":"(`s` <> _utf8mb4'"'it\\\\'s \\\\\\\\')\""
    has "$1" 'table cov.own' "\"options\":[\"COMPRESSION='zlib'\"]"
    has "$1" 'column cov.own.g' '"srid":4326'
    has "$1" 'column cov.own.d' '"default_value":"(curdate())"'
    has "$1" 'column cov.own.t' '"default_value":"(_utf8mb4'"'it\\\\'s \\\\\\\\')\""
    has "$1" 'column cov.own.f' '"format":"FIXED"'
    has "$1" 'column cov.own.x' "\"default_value\":\"'5'\""
    has "$1" 'index cov.own.fx' '"keys":["(lower(`s`))","((`a` * 2)) DESC"]'
    has "$1" 'index cov.own.mv' "_utf8mb4'\$.a') as unsigned array)"
    has "$1" 'index cov.own.hidden' '"is_invisible":true'
    has "$1" 'index cov.own.ft' '"method":"FULLTEXT"' '"options":["WITH PARSER `ngram`"]'
    has "$1" 'index cov.own.g' '"method":"SPATIAL","keys":["`g`"]'
    has "$1" 'check cov.own.own_chk_1' '"not_enforced":true'
    has "$1" 'column cov.keyless.my_row_id' '"is_invisible":true'
}

mariadb_own() {
    cat <<'SQL'
USE cov;
CREATE SEQUENCE seq START WITH 5 INCREMENT BY 2 MAXVALUE 1000 CACHE 10 CYCLE;
CREATE VIEW drawing AS SELECT nextval(seq) AS n;
CREATE TABLE own (a int CHECK (a > 0), n bigint DEFAULT nextval(seq), u uuid DEFAULT uuid(), j json, c text COMPRESSED, t text, KEY hidden (a) IGNORED, UNIQUE KEY hashed (t));
CREATE TABLE versioned (a int, b int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME LIMIT 1000 (PARTITION p0 HISTORY, PARTITION pn CURRENT);
CREATE TABLE shown (a int, rs timestamp(6) GENERATED ALWAYS AS ROW START, re timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (rs, re)) WITH SYSTEM VERSIONING;
CREATE TABLE booked (id int, a date NOT NULL, b date NOT NULL, PERIOD FOR stay (a, b), CONSTRAINT not_its CHECK (a < b), PRIMARY KEY (id, stay WITHOUT OVERLAPS));
SET sql_mode = ORACLE;
DELIMITER //
CREATE PACKAGE pkg AS FUNCTION x RETURN int; END//
CREATE PACKAGE BODY pkg AS FUNCTION x RETURN int AS BEGIN RETURN 1; END; END//
SQL
}
check_mariadb() { # NAME
    has "$1" 'column cov.types.bin' "\"default_value\":\"x'00ff'\""
    has "$1" 'column cov.types.gs' '"default_value":"concat(`s`,'"'it\\\\'s \\\\\\\\')\"" '"generated":"STORED"'
    has "$1" 'check cov.types.c1' '"expression":"`s` <> '"'it\\\\'s \\\\\\\\'\""
    has "$1" 'sequence cov.seq' '"start":5,"increment":2,"min_value":1,"max_value":1000,"cache":10,"is_cycle":true,"last_value":5'
    has "$1" 'view cov.drawing' '"definition":"select nextval(`cov`.`seq`) AS `n`"' '"needs":["sequence cov.seq"]'
    result "$(grep -c 'view cov.drawing.*"error"' "$WORK/out")" "$1: a view that draws from a sequence is not broken"
    has "$1" 'column cov.own.n' '"default_value":"nextval(`cov`.`seq`)"' '"needs":["sequence cov.seq"]'
    has "$1" 'column cov.own.c' '"type":"text"' '"compression":"COMPRESSED"'
    has "$1" 'check cov.own.a' '"column":"a"'
    has "$1" 'check cov.own.j' '"expression":"json_valid(`j`)"' '"column":"j"'
    has "$1" 'index cov.own.hidden' '"is_invisible":true'
    has "$1" 'index cov.own.hashed' '"method":"HASH"'
    has "$1" 'table cov.versioned' '"is_versioned":true' '"partition_key":"SYSTEM_TIME LIMIT 1000"' '"PARTITION `p0` HISTORY ENGINE = InnoDB"'
    has "$1" 'column cov.versioned.b' '"without_versioning":true'
    has "$1" 'column cov.shown.rs' '"generated":"ROW START"'
    has "$1" 'table cov.shown' '"periods":["PERIOD FOR SYSTEM_TIME (`rs`, `re`)"]'
    has "$1" 'table cov.booked' '"periods":["PERIOD FOR `stay` (`a`, `b`)"]'
    has "$1" 'key cov.booked.\"PRIMARY\"' '"keys":["`id`","`stay` WITHOUT OVERLAPS"]'
    has "$1" 'check cov.booked.not_its' '"expression":"`a` < `b`"'
    lacks "$1" 'check cov.booked.stay'
    has "$1" 'package cov.pkg' 'FUNCTION x RETURN int'
    has "$1" 'package body cov.pkg' 'RETURN 1'
}

# A snapshot of the catalog holds all of it.
is_kept() { # NAME
    cp "$WORK/out" "$WORK/catalog.json"
    use_job "{ version: 1, source: { url: \"$(lab url "$SOURCE")\" }, target: { snapshot: $WORK/catalog.json }, events: keep, masking: none, include: ['cov.*'], exclude: ['view:cov.broken'] }"
    exits 0 "$1: a snapshot says the same" diff --exit-code
}

# MariaDB has no snapshot of its own catalog: what others change meanwhile is seen by the number of their statements.
is_told_of_changes() { # NAME
    local n collations=(bin general_ci)
    on "$SOURCE" -e 'CREATE DATABASE restless'
    for ((n = 0; n < 50000; n++)); do echo "ALTER DATABASE restless COLLATE utf8mb4_${collations[n % 2]};"; done |
        on "$SOURCE" >/dev/null 2>&1 &
    until [[ $(value "$SOURCE" "SHOW GLOBAL STATUS LIKE 'Com_alter_db'" | cut -f 2) -gt 2 ]]; do sleep 0.1; done
    read_it "$1: while others change it"
    has "$1" 'unread object what others changed while the schema was read' '"type":"changing schema"'
    lab stop "$SOURCE" >/dev/null # and the client with it
    wait
}

for server in 'mysql 9.7' 'mariadb 10.11' 'mariadb 11.8'; do
    start_server "$SOURCE" ${server% *} "${server#* }"
    { common && "${server% *}_own"; } >"$WORK/source.sql"
    on "$SOURCE" <"$WORK/source.sql" >"$WORK/load" 2>&1 || result 1 "$server: the schema is loaded" "$(<"$WORK/load")"
    use_job "{ version: 1, source: { url: \"$(lab url "$SOURCE")\" } }"
    read_it "$server"
    check_common "$server"
    "check_${server% *}" "$server"
    is_kept "$server"
    is_constant "$server"
    [[ $server == mysql* ]] || is_told_of_changes "$server"
    stop_servers "$SOURCE"
done
finish
