# What the tests of faults at MySQL and MariaDB share, on top of tests/lib-mysql.sh.
. tests/lib-mysql.sh
. tests/bad/runs.sh

# A source that takes its time where a test wants to be in the middle: an index on `note` is built for a while.
shop() { # ROWS
    lab sql "$SOURCE" mysql <<SQL
CREATE DATABASE shop;
USE shop;
CREATE TABLE customer (id int NOT NULL PRIMARY KEY, name varchar(40) NOT NULL, UNIQUE KEY name (name));
CREATE TABLE orders (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id int NOT NULL, note varchar(80) NOT NULL, amount int,
    placed date, KEY customer (customer_id), KEY note (note), KEY placed (placed, note), KEY amount (amount),
    CONSTRAINT of_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE, CONSTRAINT some CHECK (amount >= 0));
CREATE TABLE audit (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, said text, FULLTEXT KEY said (said));
CREATE VIEW paid AS SELECT id, customer_id FROM orders WHERE amount > 10;
CREATE TRIGGER noted AFTER INSERT ON customer FOR EACH ROW INSERT INTO audit (said) VALUES (NEW.name);
CREATE PROCEDURE tidy() DELETE FROM audit;
SQL
    lab sql "$SOURCE" shop <<SQL
SET @i = 0;
INSERT INTO customer SELECT id, CONCAT('customer ', id) FROM (SELECT @i := @i + 1 AS id FROM information_schema.collations a, information_schema.collations b LIMIT 3000) n;
INSERT INTO orders (customer_id, note, amount, placed) SELECT 1 + id % 3000, CONCAT(SHA2(id, 256), id), id % 100, '2026-01-01'
    FROM (SELECT @i := @i + 1 AS id FROM customer a, customer b LIMIT $1) n;
SQL
}

prepared() { # [load]: a target where pre-data, and the load, have run
    wipe "$TARGET"
    exits 0 'prepared: pre-data' pre-data
    [[ -z ${1:-} ]] || exits 0 'prepared: load' load
}

completes() { # NAME
    exits 0 "$1: the next load completes" load
    exits 0 "$1: the next post-data completes" post-data
    exits 0 "$1: diff says equal" diff --exit-code
}

completes_wholly() { # NAME
    completes "$1"
    has_same_rows "$1"
    is_finished "$1"
}

# --- Sessions --------------------------------------------------------------------------------------

OURS="id <> CONNECTION_ID() AND user = 'admin' AND command <> 'Sleep' AND info NOT LIKE '%sleep(%'"

at_work() { # SQL-PATTERN [STATE-PATTERN]: a session of ours runs such a statement
    wait_until "$TARGET" "SELECT IF(EXISTS (SELECT * FROM information_schema.processlist
        WHERE $OURS AND info LIKE '$1' AND state LIKE '${2:-%}'), 't', 'f')"
}

waits() { at_work "$1" 'Waiting for%'; } # SQL-PATTERN: for a lock

end_sessions() { # SERVER CONDITION [QUERY]
    local id
    for id in $(value "$1" "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND $2"); do
        value "$1" "KILL ${3:-} $id" 2>/dev/null
    done
}

# In one session, until it is released; what it holds, it holds when this comes back.
hold() { # SQL [SECONDS]
    helper tests/lab sql "$TARGET" mysql -e "$1; SELECT sleep(${2:-30})"
    wait_until "$TARGET" "SELECT IF(EXISTS (SELECT * FROM information_schema.processlist WHERE info LIKE 'SELECT sleep(%'), 't', 'f')"
}

release() {
    end_sessions "$TARGET" "info LIKE 'SELECT sleep(%'"
    stop_helpers
}

mysql_clean_up() {
    stop_helpers
    clean_up
}
trap mysql_clean_up EXIT
