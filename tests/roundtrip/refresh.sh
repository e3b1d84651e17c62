# A stand-in is made again and again: a finished target, a source that went on, and a second full cycle that ends equal.
# VERSION comes from the name of the test file.
VERSION=${TEST##*-}

# What goes on at a source meanwhile, whatever its schema: rows go, a table, a column, an index and a view come.
move_on() { # DB
    sql "$1" -q >"$WORK/move" 2>&1 <<'SQL'
SET session_replication_role = replica;
SELECT format('DELETE FROM ONLY %s WHERE ctid IN (SELECT ctid FROM ONLY %1$s LIMIT 3)', c.oid::regclass)
FROM pg_class c WHERE relkind = 'r' AND relpersistence = 'p' AND NOT EXISTS (SELECT FROM pg_constraint WHERE confrelid = c.oid)
  AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
ORDER BY 1 LIMIT 20 \gexec
CREATE SCHEMA came;
CREATE TABLE came.later (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note varchar(10) DEFAULT 'x');
INSERT INTO came.later SELECT FROM generate_series(1, 100);
CREATE VIEW came.view AS SELECT note FROM came.later;
SQL
    result $? "$1: the source moves on" "$(tail -n 5 "$WORK/move")"
}

# Of the table that came: now it is another one.
move_further() { # DB
    sql "$1" -q >"$WORK/move" 2>&1 <<'SQL'
DROP VIEW came.view;
ALTER TABLE came.later ALTER note DROP DEFAULT, ALTER note TYPE integer USING 3, ALTER note SET DEFAULT 7, ADD extra numeric(3,1);
CREATE INDEX ON came.later (note);
CREATE TABLE came.parts (id integer, note text) PARTITION BY LIST (id);
CREATE TABLE came.part PARTITION OF came.parts FOR VALUES IN (1);
INSERT INTO came.parts VALUES (1, 'y');
SQL
    result $? "$1: the source moves further" "$(tail -n 5 "$WORK/move")"
}

cycles() { # NAME FILE...
    local name=$1 source=$1 target=$1-again
    fresh "$source"
    cat "${@:2}" | sql "$source" >"$WORK/load" 2>&1
    result $? "$name: the source loads" "$(tail -n 5 "$WORK/load")" || return
    fresh "$target"
    job "$source" "$target"
    exits 0 "$name: a first cycle" clone
    move_on "$source"
    dump "$target" >"$WORK/before.dump"
    exits 65 "$name: without a word pre-data is refused" pre-data
    says 'existing: refresh' "$name: it names the word"
    exits 0 "$name: plan shows how it refreshes" plan --set existing=refresh
    shows 'TRUNCATE ONLY' "$name: which tables it empties"
    shows 'DROP CONSTRAINT' "$name: and what it drops"
    dump "$target" >"$WORK/after.dump"
    same_text "$WORK/before.dump" "$WORK/after.dump" "$name: plan changes nothing"
    exits 0 "$name: pre-data refreshes" pre-data --set existing=refresh
    is "$(value "$target" "SELECT count(*) FROM pg_constraint WHERE contype IN ('p', 'u', 'f', 'x') AND oid > 16384")" 0 "$name: no key is left"
    exits 0 "$name: pre-data again" pre-data --set existing=refresh
    says 'nothing to do' "$name: it says that there is nothing to do"
    exits 0 "$name: load" load
    exits 0 "$name: post-data" post-data
    is_finished "$name, refreshed" "$source" "$target"
    has_same_rows "$name, refreshed" "$source" "$target"
    move_further "$source"
    exits 0 "$name: clone refreshes" clone --set existing=refresh --set extra=drop
    has_same_rows "$name, refreshed again" "$source" "$target"
    exits 0 "$name: clone recreates" clone --set existing=recreate
    is_finished "$name, recreated" "$source" "$target"
    has_same_rows "$name, recreated" "$source" "$target"
    drop "$source" "$target"
}

# What the job is not about is not hit: a table outside that refers to what is to be emptied, a view of what is to go.
outside() {
    fresh source
    sql source -q <<'SQL'
CREATE SCHEMA app;
CREATE TABLE app.t (a integer PRIMARY KEY);
INSERT INTO app.t VALUES (1);
-- Rows that are not as a domain says, since it says so only of new ones; partitions that a foreign key of their own holds.
CREATE DOMAIN app.positive AS integer;
CREATE TABLE app.u (a app.positive);
INSERT INTO app.u VALUES (-1);
ALTER DOMAIN app.positive ADD CHECK (VALUE > 0) NOT VALID;
CREATE TABLE app.p (a integer PRIMARY KEY, b integer REFERENCES app.p) PARTITION BY LIST (a);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1);
INSERT INTO app.p VALUES (1, 1);
SQL
    fresh target
    job source target 'include: ["app.*"]'
    exits 0 'outside: a first cycle' clone
    sql target -q -c 'CREATE SCHEMA mine; CREATE TABLE mine.m (a integer REFERENCES app.t); CREATE VIEW mine.v AS SELECT a FROM app.t'
    exits 65 'outside: refresh is refused' pre-data --set existing=refresh
    says 'EXTRA_OBJECT: .*foreign key mine\.m\.m_a_fkey' 'outside: it names the foreign key'
    exits 65 'outside: recreate is refused' pre-data --set existing=recreate
    says 'EXTRA_OBJECT: view mine\.v: the job is not about it' 'outside: it names the view'
    is "$(value target 'SELECT count(*) FROM app.t')" 1 'outside: nothing was changed'
    sql target -q -c 'DROP TABLE mine.m; DROP VIEW mine.v; CREATE TABLE mine.m (); CREATE TABLE app.extra (a integer); INSERT INTO app.extra VALUES (1)'
    exits 65 'outside: an extra table is refused' clone --set existing=recreate
    says 'EXTRA_OBJECT: table app\.extra' 'outside: it names the table'
    exits 1 'outside: it is kept if so said, and differs' clone --set existing=recreate --set extra=keep
    exits 0 'outside: plan lists what it drops' plan --set existing=recreate --set extra=drop
    shows 'DROP TABLE app\.extra' 'outside: the extra table among it'
    exits 0 'outside: and drops, if so said' clone --set existing=recreate --set extra=drop
    is "$(value target "SELECT to_regclass('app.extra') IS NULL AND to_regclass('mine.m') IS NOT NULL")" t 'outside: what is not selected stays'
    exits 0 'outside: what is selected is refreshed' clone --set existing=refresh
    is "$(value target 'SELECT a FROM app.u UNION ALL SELECT b FROM app.p ORDER BY 1' | paste -sd' ')" '-1 1' 'outside: its rows are there again'
    job source source 'existing: recreate'
    exits 78 'outside: a source is never recreated' pre-data
    says 'the same database' 'outside: it says why'
}

server "$VERSION"
outside
cycles sample tests/sample/postgres/{10-schema,20-data}.sql
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora/pg}
[[ ! -e $CORPORA/sakila-schema.sql ]] || cycles sakila "$CORPORA"/sakila-{schema,data}.sql
finish
