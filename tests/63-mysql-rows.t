#!/usr/bin/env bash
# Rows of MySQL and MariaDB: bit for bit, of one moment, and a table on the target is empty or whole whatever happens.
. "$(dirname "$0")/lib-mysql.sh"

# Every value's bytes; a FLOAT as the DOUBLE that it is, and what is there until for ever, whenever that is to a server.
bits() { # SERVER
    value "$1" "SET group_concat_max_len = 100000; SELECT CONCAT('SELECT \"', table_name, '\", ',
            GROUP_CONCAT(IF(data_type = 'float', CONCAT('\`', column_name, '\` * 1e0'),
                CONCAT('HEX(CAST(\`', REPLACE(column_name, '\`', '\`\`'), '\` AS BINARY))')) ORDER BY ordinal_position),
            IF(table_name LIKE 'past%', ', row_start, IF(row_end > \"2038-01-01\", \"for ever\", row_end)', ''),
            ' FROM \`rows\`.', table_name, IF(table_name LIKE 'past%', ' FOR SYSTEM_TIME ALL', ''), ';')
        FROM information_schema.columns WHERE table_schema = 'rows' AND column_name NOT LIKE 'row\\_%' GROUP BY table_name" >"$WORK/bits.sql"
    on "$1" -N -B <"$WORK/bits.sql" | sort
}

has_same_bits() { # NAME
    bits "$SOURCE" >"$WORK/source.bits"
    bits "$TARGET" >"$WORK/target.bits"
    same_text "$WORK/source.bits" "$WORK/target.bits" "$1: $(cut -f 1 "$WORK/source.bits" | uniq | wc -l) tables hold the same bits"
}

wait_until() { # SERVER QUERY
    local try
    for ((try = 0; try < 200; try++)); do
        [[ $(value "$1" "$2" 2>/dev/null) != 1 ]] || return 0
        sleep 0.1
    done
    return 1
}

# The program is in the middle of the table: some of its rows are on the target, and one waits for a row that is not committed.
in_the_middle() {
    timeout 100 tests/lab sql "$TARGET" big -e "START TRANSACTION; INSERT INTO big VALUES (300, 'in the way'); DO SLEEP(90)" >/dev/null 2>&1 &
    wait_until "$TARGET" "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'"
    "${BOUND[@]}" "$UNDERSTUDY" load --log human --color never >"$WORK/out" 2>"$WORK/err" </dev/null &
    PID=$!
    wait_until "$TARGET" "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'INSERT INTO%' AND time > 0"
    result $? "$1: it is in the middle of the table" "$(<"$WORK/err")"
}
end_session() { # SERVER CONDITION
    local id
    for id in $(value "$1" "SELECT id FROM information_schema.processlist WHERE $2 AND id <> CONNECTION_ID()"); do
        on "$1" -e "KILL $id" 2>/dev/null
    done
}
ends() { # EXIT-CODE NAME
    STATUS=0
    wait "$PID" || STATUS=$?
    result $((STATUS != $1)) "$2" "exit code $STATUS, not $1" "$(tail -n 15 "$WORK/err")"
}
is_empty() { is "$(value "$TARGET" 'SELECT COUNT(*) FROM big.big')" 0 "$1: the table on the target is empty"; }

rows_of() { # ENGINE VERSION
    servers "$1" "$2"
    on "$SOURCE" -e 'CREATE DATABASE `rows` CHARACTER SET utf8mb4'
    cat tests/rows-mysql/types.sql "tests/rows-mysql/$1.sql" | lab sql "$SOURCE" rows >"$WORK/load" 2>&1
    result $? "$1: the source loads" "$(<"$WORK/load")"
    job
    exits 0 "$1: clone" clone
    has_same_bits "$1"
    exits 0 "$1: load again" load
    says 'copied 0 rows' "$1: what is there is not copied again"
    wipe "$SOURCE" "$TARGET"

    # Two tables that always hold the same, while somebody writes.
    lab sql "$SOURCE" mysql <<'SQL'
CREATE DATABASE busy; USE busy; CREATE TABLE a (id int PRIMARY KEY, v int); CREATE TABLE b (id int PRIMARY KEY, v int);
INSERT INTO a VALUES (1, 0), (2, 0); INSERT INTO b SELECT * FROM a;
DELIMITER //
CREATE PROCEDURE mysql.write_both(pause double)
BEGIN DECLARE n int DEFAULT 0; WHILE n < 30000 DO START TRANSACTION; UPDATE busy.a SET v = n; DO SLEEP(0.001); UPDATE busy.b SET v = n; COMMIT; DO SLEEP(pause); SET n = n + 1; END WHILE; END//
SQL
    job
    exits 0 "$1: pre-data beside a writer" pre-data
    for pause in 0.05 0; do
        timeout 60 tests/lab sql "$SOURCE" mysql -e "CALL write_both($pause)" >/dev/null 2>&1 &
        sleep 0.5
        on "$TARGET" -e 'TRUNCATE busy.a; TRUNCATE busy.b'
        exits 0 "$1: load beside a writer who pauses for $pause s" load
        is "$(value "$TARGET" 'SELECT SUM(v) FROM busy.a')" "$(value "$TARGET" 'SELECT SUM(v) FROM busy.b')" "$1: both tables are of one moment"
        end_session "$SOURCE" "db = 'mysql'"
        wait $!
    done
    says 'rows were read over one connection' "$1: it says that one connection had to do"
    wipe "$SOURCE" "$TARGET"

    # What gets in the way.
    lab sql "$SOURCE" mysql -e "CREATE DATABASE big; USE big; CREATE TABLE big (id int PRIMARY KEY, v longtext);
        INSERT INTO big WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < 900) SELECT id, REPEAT('x', 40000) FROM n"
    job
    exits 0 "$1: pre-data of a large table" pre-data
    in_the_middle "$1: SIGTERM"
    kill -TERM "$PID"
    STARTED=$SECONDS
    ends 143 "$1: SIGTERM ends a load"
    result $((SECONDS - STARTED > 10)) "$1: SIGTERM ends a load within 10 s" "$((SECONDS - STARTED)) s"
    end_session "$TARGET" "info LIKE 'DO SLEEP%'"
    is_empty "$1: SIGTERM"
    in_the_middle "$1: a killed source"
    end_session "$SOURCE" "info LIKE 'SELECT%big%'"
    end_session "$TARGET" "info LIKE 'DO SLEEP%'"
    ends 69 "$1: a source that ends the session"
    is_empty "$1: a killed source"
    in_the_middle "$1: a killed target"
    end_session "$TARGET" "info LIKE 'INSERT INTO%'"
    ends 69 "$1: a target that ends the session"
    end_session "$TARGET" "info LIKE 'DO SLEEP%'"
    is_empty "$1: a killed target"
    on "$TARGET" -e 'SET GLOBAL max_allowed_packet = 32768'
    exits 78 "$1: a row that is longer than what the target takes" load
    says 'row of [0-9]+ bytes is longer .*raise max_allowed_packet' "$1: a long row is told with the remedy"
    on "$TARGET" -e 'SET GLOBAL max_allowed_packet = 16777216'
    is_empty "$1: a long row"
    exits 0 "$1: load after all that" load
    has_same_rows "$1"
    stop_servers "$SOURCE" "$TARGET"
}

rows_of mysql 9.7
rows_of mariadb 11.8
finish
