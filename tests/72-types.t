#!/usr/bin/env bash
# Types from one engine to the other: a column of every type, in tests/types-cross/SOURCE.sql, becomes on the target what
# SOURCE-to-TARGET.columns says, with rows; diff says equal, which takes each type for what the target's catalog prints of it.
# The same with rules of the job, whose conversions come after the load.
. "$(dirname "$0")/lib-cross.sh"
FOLDER=tests/types-cross

columns() { # DB: table.column type [NOT NULL], as the target's catalog has it
    if is_postgres "$TARGET"; then
        value "$TARGET" "$1" "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND c.relnamespace = '$1'::regnamespace AND attnum > 0 ORDER BY c.relname, attnum"
    else
        value "$TARGET" "$1" "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME, ' ', COLUMN_TYPE, IF(COLLATION_NAME IS NULL, '', CONCAT(' ', COLLATION_NAME)), IF(IS_NULLABLE = 'NO', ' NOT NULL', ''))
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION"
    fi
}

types() { # NAME DB FILE EXPECTED [LINE-OF-YAML...]
    source_is "$2" "$3" || return
    target_is_empty "$2"
    job "$2" "${@:5}"
    exits 0 "$1: clone" clone
    columns "$2" >"$WORK/columns"
    same_text "$4" "$WORK/columns" "$1: types"
    is_finished "$1"
    wipe "$SOURCE" "$2"
    wipe "$TARGET" "$2"
}

servers mysql 9.7 postgres 18
types 'MySQL to PostgreSQL' types $FOLDER/mysql.sql $FOLDER/mysql-to-postgres.columns

cat >"$WORK/rules" <<'END'
types:
- { type: tinyint, when: { precision: 1 }, to: smallint }
- { type: "int unsigned", when: { extra: auto_increment }, to: int }
- { type: "*unsigned", check: true }
- { type: "bit(*)", when: { precision_from: 2 }, to: bit }
- { type: "binary(16)", to: uuid }
- { type: "*binary*", check: true }
- { type: set, to: "text[]" }
- { type: timestamp, to: timestamp }
- { column: "types.texts.limited", to: "varchar(64)", drop: [default] }
- { column: "types.texts.plain", to: int, using: "char_length({column})" }
- { column: "types.nowhere.*", to: text }
END
mapfile -t RULES <"$WORK/rules"
source_is types $FOLDER/mysql.sql
target_is_empty types
job types "${RULES[@]}"
exits 0 'rules: clone' clone
columns types >"$WORK/columns"
grep -E '^numbers\.(id|flag|not_flag|five)|^texts\.(limited|plain|bytes|choices)|zoned' "$WORK/columns" >"$WORK/ruled"
same_text $FOLDER/ruled.columns "$WORK/ruled" 'rules: types'
exits 0 'rules: diff says equal' diff --exit-code
shows 'TYPE_RULE_UNUSED.*' 'rules: one that fits no column is told'
shows 'types 11 fits no column' 'rules: and which'
is "$(value "$TARGET" types "SELECT five FROM types.numbers WHERE id = 1")" 10101 'rules: bits are converted'
is "$(value "$TARGET" types "SELECT choices FROM types.texts ORDER BY id LIMIT 1")" '{"y z"}' 'rules: a set is an array'
is "$(value "$TARGET" types "SELECT bytes FROM types.texts WHERE id = 1")" 62000000-0000-0000-0000-000000000000 'rules: bytes are a uuid'
is "$(value "$TARGET" types "SELECT plain FROM types.texts WHERE id = 1")" 1 'rules: an expression of ones own'
value "$TARGET" types "INSERT INTO types.numbers (id, small_u) VALUES (9, -1)" >"$WORK/said" 2>&1
like "$(<"$WORK/said")" 'violates check constraint' 'rules: a CHECK keeps signs out'
for ci in citext icu; do
    target_is_empty types
    job types "types: [{ type: varchar, ci: $ci }]"
    exits 0 "ci: $ci: clone" clone
    is "$(value "$TARGET" types "SELECT set_config('search_path', 'types', false); SELECT count(*) FROM texts WHERE limited = 'X'" | tail -n 1)" 1 "ci: $ci: letters of either case are equal"
    exits 0 "ci: $ci: diff says equal" diff --exit-code
    exits 0 "ci: $ci: a second post-data is done at once" post-data
    says 'nothing to do' "ci: $ci: it says that there is nothing to do"
done
target_is_empty types
job types 'types: [{ type: int, to: tangle }]'
exits 65 'a rule that names no type is refused' clone
shows 'TYPE_RULE_INVALID: 1.*types 1: PostgreSQL has no type "tangle"' 'and it is told'

servers postgres 18 mysql 9.7
types 'PostgreSQL to MySQL' types $FOLDER/postgres.sql $FOLDER/postgres-to-mysql.columns
source_is types $FOLDER/postgres.sql
target_is_empty types
job types 'types: [{ type: uuid, to: "binary(16)" }, { type: "bit(*)", to: bit }, { type: point, to: point }, { type: "timestamp* with time zone", to: timestamp }, { type: "*", collation: utf8mb4_0900_as_cs }]'
exits 0 'rules to MySQL: clone' clone
columns types | grep -E 'texts\.id|others\.(bits|spot)|zoned|texts\.plain' >"$WORK/ruled"
same_text $FOLDER/ruled-mysql.columns "$WORK/ruled" 'rules to MySQL: types'
exits 0 'rules to MySQL: diff says equal' diff --exit-code
is "$(value "$TARGET" types "SELECT HEX(id) FROM texts WHERE code = 'a'")" 123E4567E89B12D3A456426655440000 'rules to MySQL: a uuid is bytes'
is "$(value "$TARGET" types "SELECT ST_AsText(spot), BIN(bits) FROM others WHERE id = 1")" $'POINT(1 2)\t10101' 'rules to MySQL: a point, bits'

servers mariadb 11.8 postgres 15
types 'MariaDB to PostgreSQL 15' types $FOLDER/mariadb.sql $FOLDER/mariadb-to-postgres.columns
servers postgres 15 mariadb 11.8
types 'PostgreSQL 15 to MariaDB' types $FOLDER/postgres.sql $FOLDER/postgres-to-mariadb.columns
finish
