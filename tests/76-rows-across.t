#!/usr/bin/env bash
# Rows from one engine to the other: each type's least, greatest and oddest values arrive as they are, or changed as the finding
# about their type says; and the loader that imitates DMS loses what DMS loses.
. "$(dirname "$0")/lib-cross.sh"

# Every row as the server says it, a line each; what is long is cut, as verify compares all of it.
shown() { # SERVER DB
    if is_postgres "$1"; then
        on "$1" "$2" -A -t -c "SELECT format('\\echo %s%scopy (SELECT * FROM %s ORDER BY 1) TO STDOUT', oid::regclass, E'\n\\\\', oid::regclass)
            FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            ORDER BY relname COLLATE \"C\"" >"$WORK/shown.sql"
        on "$1" "$2" -q <"$WORK/shown.sql"
    else
        value "$1" "$2" "SET group_concat_max_len = 1000000; SELECT CONCAT('SELECT ', QUOTE(CONCAT(table_name, '')), '; SELECT ', GROUP_CONCAT(
            IF(data_type LIKE '%blob' OR data_type LIKE '%binary', CONCAT('CONCAT(''0x'', HEX(\`', column_name, '\`))'), CONCAT('QUOTE(\`', column_name, '\`)')) ORDER BY ordinal_position),
            ' FROM \`', table_name, '\` ORDER BY 1;') FROM information_schema.columns WHERE table_schema = DATABASE() GROUP BY table_name ORDER BY CAST(table_name AS BINARY)" >"$WORK/shown.sql"
        on "$1" "$2" -N -B <"$WORK/shown.sql"
    fi | LC_ALL=C awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if (length($i) > 160) $i = "(" length($i) " bytes)"; print }'
}

arrive() { # NAME FILE
    shown "$TARGET" rows >"$WORK/shown"
    same_text "$2" "$WORK/shown" "$1: rows are there as they should be"
}

between() { # SOURCE-SERVER TARGET-SERVER
    SOURCE=$1 TARGET=$2
}

before_rows() { # FILE [LINE-OF-YAML...]
    source_is rows "$1"
    target_is_empty rows
    job rows "${@:2}"
    exits 0 "pre-data" pre-data
}

# Post-data may leave things to people; what counts goes on all the same.
goes_on_counting() { # NAME QUERY
    understudy post-data
    is "$(value "$TARGET" rows "$2")" 1002 "$1: the next number is the one that the source would give"
}

# ---- each type, both ways ----

servers mysql 9.7 postgres 18
MYSQL=$SOURCE POSTGRES=$TARGET
before_rows tests/rows-cross/mysql.sql
exits 0 "to PostgreSQL: load" load
says 'copied 41 rows .* into 12 tables' "to PostgreSQL: it says how many"
arrive "to PostgreSQL" tests/rows-cross/mysql-to-postgres
exits 0 "to PostgreSQL: load again" load
says 'copied 0 rows .*; 12 tables were loaded already|copied 0 rows .* 11 tables were loaded already' "to PostgreSQL: what is there is left alone"
has_same_rows "to PostgreSQL"
value "$TARGET" rows 'UPDATE "rows".texts SET latin = latin || latin WHERE id = 1; DELETE FROM "rows".parts WHERE id = 3' >/dev/null
exits 65 "to PostgreSQL: other rows are seen" verify
says 'LOAD_MISMATCH: column rows\.texts\.latin: the same number of values, and not the same values' "to PostgreSQL: another value"
says 'LOAD_MISMATCH: table rows\.parts: 3 rows on the source, 2 on the target' "to PostgreSQL: a missing row"
goes_on_counting "to PostgreSQL" "INSERT INTO \"rows\".counted (note) VALUES ('d') RETURNING id"

between "$POSTGRES" "$MYSQL"
before_rows tests/rows-cross/postgres.sql
exits 0 "to MySQL: load" load
says 'copied 26 rows .* into 10 tables' "to MySQL: it says how many"
arrive "to MySQL" tests/rows-cross/postgres-to-mysql
has_same_rows "to MySQL"
value "$TARGET" rows 'UPDATE others SET raw = CONCAT(raw, 0x00) WHERE id = 1' >/dev/null
exits 65 "to MySQL: other rows are seen" verify
says 'LOAD_MISMATCH: column rows\.others\.raw: the same number of values, and not the same values' "to MySQL: another value"
goes_on_counting "to MySQL" "INSERT INTO counted (note) VALUES ('d'); SELECT LAST_INSERT_ID()"

# ---- a table is empty or whole ----

before_rows tests/rows-cross/postgres.sql
value "$TARGET" rows "ALTER TABLE parts MODIFY note varchar(2)"
exits 65 "to MySQL: a value does not fit" load
says 'table rows\.parts: target: Data too long for column .*note' "to MySQL: it says where"
is "$(value "$TARGET" rows 'SELECT COUNT(*) FROM parts')" 0 "to MySQL: the table is empty"
value "$TARGET" rows "ALTER TABLE parts MODIFY note longtext"
exits 0 "to MySQL: load again" load
has_same_rows "to MySQL, after a failure"

between "$MYSQL" "$POSTGRES"
before_rows tests/rows-cross/mysql.sql
value "$TARGET" rows 'ALTER TABLE "rows".numbers ADD CHECK (id < 4)' >/dev/null
exits 65 "to PostgreSQL: a row does not fit" load
says 'table rows\.numbers: target: new row for relation "numbers" violates check constraint' "to PostgreSQL: it says where"
is "$(value "$TARGET" rows 'SELECT count(*) FROM "rows".numbers')" 0 "to PostgreSQL: the table is empty"
value "$TARGET" rows 'ALTER TABLE "rows".numbers DROP CONSTRAINT numbers_id_check' >/dev/null
exits 0 "to PostgreSQL: load again" load
has_same_rows "to PostgreSQL, after a failure"

# ---- as DMS ----

# What plan wrote is what the task gets.
dms() { # EXIT-CODE NAME
    exits "$1" "$2" load --as-dms --mappings "$WORK/plan/dms/table-mappings.json" \
        --settings "$WORK/plan/dms/task-settings.json" --endpoints "$WORK/plan/dms/endpoint-settings.json"
}
dms_job() { # FILE [LINE-OF-YAML...]
    rm -rf "$WORK/plan"
    mkdir "$WORK/plan"
    before_rows "$1" "artifacts: '$WORK/plan'" "${@:2}"
}

value "$MYSQL" '' 'SET GLOBAL local_infile = ON'
between "$POSTGRES" "$MYSQL"
sed '/parent\|child/d; s/, twice .*STORED//' tests/rows-cross/postgres.sql >"$WORK/postgres.sql"
dms_job "$WORK/postgres.sql" "load: { by: dms }" "masking: [{ column: public.texts.any_varchar, action: hash_mask }]"
dms 0 "as DMS to MySQL: load"
is "$(value "$TARGET" rows "SELECT any_varchar FROM texts WHERE id = 1")" "$(printf NULL | sha256sum | cut -d ' ' -f 1 | tr a-f A-F)" "as DMS to MySQL: a column is masked"
exits 0 "as DMS to MySQL: nothing is lost but what a finding told" verify
says 'column rows\.times\.clock: the same number of values, and not the same values, as the finding about its type says' "as DMS to MySQL: fractions of times"
is "$(grep -c 'not the same values' "$WORK/err")" 2 "as DMS to MySQL: that, and digits of numeric, is all"

# What the target cannot hold, and the job accepts: DMS makes something else of it, and we NULL.
cat >"$WORK/unfit.sql" <<'SQL'
CREATE TABLE unfit (id int PRIMARY KEY, n numeric(4,1), f double precision NOT NULL, d date, m timestamp);
INSERT INTO unfit VALUES (1, 'NaN', '-Infinity', '-infinity', '10000-01-01'), (2, 1, 2, 'infinity', '0044-03-15 BC'), (3, 1, 2, '2020-02-02', '2020-02-02');
SQL
dms_job "$WORK/unfit.sql" "load: { by: dms }" "accept: [\"TYPE_LOSSY:column:public.unfit.?\"]"
shows 'column public\.unfit\.f: .* NaN or infinite numbers.*, which DMS makes 0 of; accepted by the job' "as DMS, unfit: what DMS makes of it is told"
dms 0 "as DMS, unfit: load"
is "$(value "$TARGET" rows 'SELECT GROUP_CONCAT(n, f, d, LEFT(m, 10) ORDER BY id SEPARATOR " ") FROM unfit')" '0.000000-00-000000-00-00 1.029999-12-310044-03-15 1.022020-02-022020-02-02' "as DMS, unfit: it is there"
exits 0 "as DMS, unfit: what was accepted stops nothing" verify
is "$(grep -c 'as the finding about its type says' "$WORK/err")" 4 "as DMS, unfit: but is seen in each column"
before_rows "$WORK/unfit.sql" "probe: off" "accept: [TYPE_LOSSY]"
exits 65 "unfit: load" load
says "table rows\.unfit: target: Column 'f' cannot be null" "unfit: NOT NULL stops it, if nobody has asked the rows before"
says 'let the column be NULL by a .types:. rule with drop: \[not_null\]' "unfit: it says what to do"
value "$SOURCE" rows "UPDATE unfit SET f = 0" >/dev/null
exits 0 "unfit: load again" load
is "$(value "$TARGET" rows 'SELECT COUNT(*), COUNT(n), COUNT(d), COUNT(m) FROM unfit')" "$(printf '3\t2\t2\t1')" "unfit: it is NULL"
exits 0 "unfit: the rest is the same" verify
says 'column rows\.unfit\.m: 2 values that the target cannot hold are NULL there, as the job accepts' "unfit: what is NULL is counted"
value "$SOURCE" rows "UPDATE unfit SET n = 7 WHERE id = 3" >/dev/null
exits 65 "unfit: other rows are seen nevertheless" verify

# Into tables that were not made for it, and without settings.
printf '%s' '{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include", "object-locator": {"schema-name": "public", "table-name": "%"}},
    {"rule-type": "selection", "rule-id": "3", "rule-name": "3", "rule-action": "exclude", "object-locator": {"schema-name": "public", "table-name": "parts[_]%"}},
    {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "schema", "rule-action": "rename", "value": "rows", "object-locator": {"schema-name": "public"}}]}' >"$WORK/mapping.json"
before_rows "$WORK/postgres.sql"
exits 0 "as DMS, unprepared: load" load --as-dms --mappings "$WORK/mapping.json"
exits 65 "as DMS, unprepared: what it loses is seen" verify
says 'column rows\.numbers\.flag: the same number of values, and not the same' "as DMS, unprepared: every true is false"
says 'column rows\.texts\.plain: the same number of values, and not the same' "as DMS, unprepared: long texts are cut"
says 'column rows\.others\.raw: the same number of values, and not the same' "as DMS, unprepared: long bytes are cut"
is "$(value "$TARGET" rows 'SELECT SUM(flag), MAX(LENGTH(plain)), MAX(LENGTH(any_varchar)) FROM numbers JOIN texts USING (id)')" "$(printf '0\t32768\t7998')" "as DMS, unprepared: as AWS says"

between "$MYSQL" "$POSTGRES"
sed 's/, made .*STORED//; s/int INVISIBLE/int/' tests/rows-cross/mysql.sql >"$WORK/mysql.sql"
dms_job "$WORK/mysql.sql" "load: { by: dms }" "masking: none" "dms: { lob_mode: full }"
dms 0 "as DMS to PostgreSQL: load, large objects later"
exits 0 "as DMS to PostgreSQL: nothing is lost" verify
understudy post-data
exits 0 "as DMS to PostgreSQL: nothing is lost by what is converted" verify

# ---- others, once ----

servers mariadb 11.8 postgres 15
MARIADB=$SOURCE
sed 's/ SRID 4326//; s/\(int\) INVISIBLE DEFAULT 7/\1 DEFAULT 7/' tests/rows-cross/mysql.sql >"$WORK/mariadb.sql"
before_rows "$WORK/mariadb.sql"
exits 0 "MariaDB to PostgreSQL 15: load" load
has_same_rows "MariaDB to PostgreSQL 15"
between "$TARGET" "$MARIADB"
before_rows tests/rows-cross/postgres.sql
exits 0 "PostgreSQL 15 to MariaDB: load" load
has_same_rows "PostgreSQL 15 to MariaDB"
finish
