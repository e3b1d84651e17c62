#!/usr/bin/env bash
# SIGTERM in each phase: the exit code is 143, soon (a container has 30 s at most before SIGKILL), the message says how
# to go on, nothing runs on at the server, and the next run completes.
. "$(dirname "$0")/lib.sh"

SECONDS_ALLOWED=10

# Holds the source or the target up: a session that keeps what STATEMENTS have locked until let_go.
hold() { # DB STATEMENTS
    sql "$1" -c "SET application_name = 'holder'; BEGIN; $2; SELECT pg_sleep(300)" >/dev/null 2>&1 &
    HOLDER=$!
    wait_for 10 value postgres "SELECT true FROM pg_stat_activity WHERE application_name = 'holder' AND wait_event = 'PgSleep'"
}

let_go() {
    sql postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'" >/dev/null
    { wait "$HOLDER"; } 2>/dev/null
}

wait_for() { # SECONDS COMMAND... : until it prints something
    local end=$((SECONDS + $1))
    until [[ -n $("${@:2}" 2>/dev/null) ]]; do
        ((SECONDS < end)) || return 1
        sleep 0.05
    done
}

# What a run of ours does at the server right now.
at_work() { value postgres "SELECT query FROM pg_stat_activity WHERE application_name = 'understudy' AND $1"; } # CONDITION

readonly BLOCKED="wait_event_type = 'Lock'"

start() { # ARGUMENT...
    "$UNDERSTUDY" "$@" --log human --color never >"$WORK/out" 2>"$WORK/err" &
    PID=$!
}

# Sends the signal as soon as COMMAND prints something, and sees how the run ends.
stops() { # NAME SIGNAL COMMAND...
    local name=$1 began status=0
    wait_for 20 "${@:3}"
    result $? "$name: the run gets there" "$(tail -n 5 "$WORK/err")"
    began=${EPOCHREALTIME/./}
    kill -"$2" "$PID"
    while kill -0 "$PID" 2>/dev/null && ((${EPOCHREALTIME/./} - began < 30000000)); do sleep 0.05; done
    kill -KILL "$PID" 2>/dev/null
    { wait "$PID"; } 2>/dev/null || status=$?
    is "$status" 143 "$name: exit code"
    local took=$(((${EPOCHREALTIME/./} - began) / 1000))
    result $((took > SECONDS_ALLOWED * 1000)) "$name: stopped within $SECONDS_ALLOWED s" "took $took ms"
    note "$name: stopped after $took ms"
    says 'again|go on|resum' "$name: the message says how to go on"
    result "$(at_work true | grep -c .)" "$name: nothing of it runs on at the server" "$(at_work true)"
}

server 18
fresh source
sql source >"$WORK/load" 2>&1 <<'SQL'
CREATE SCHEMA app;
CREATE TABLE app.item (id integer PRIMARY KEY, name text NOT NULL, payload text);
CREATE TABLE app.part (item_id integer REFERENCES app.item, number integer, CHECK (number > 0));
CREATE VIEW app.item_name AS SELECT name FROM app.item;
-- slow only where the database's settings say so
CREATE FUNCTION app.slowly(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM pg_sleep(coalesce(current_setting('test.nap', true), '0')::float);
    RETURN $1;
END
$$;
CREATE INDEX item_slowly ON app.item (app.slowly(id));
INSERT INTO app.item SELECT i, 'item ' || i, repeat(md5(i::text), 30) FROM generate_series(1, 100000) i;
INSERT INTO app.part SELECT i, 1 FROM generate_series(1, 1000) i;
SQL
is $? 0 'the source loads'
fresh target
job source target

# --- connecting ---

perl -MIO::Socket::INET -e '$| = 1; my $s = IO::Socket::INET->new(Listen => 9, LocalAddr => "127.0.0.1"); print $s->sockport, "\n"; sleep 300' >"$WORK/port" &
SILENT=$!
wait_for 5 cat "$WORK/port"
start pre-data --set "source.url=postgres://postgres@127.0.0.1:$(<"$WORK/port")/nothing?sslmode=disable"
sleep 1
stops 'a server that never answers' TERM echo now
kill "$SILENT"
start pre-data --set 'target.url=postgres://postgres@127.0.0.1:1/nothing?sslmode=disable'
sleep 1
stops 'a server that is not there' TERM echo now

# --- reading ---

hold source 'LOCK TABLE app.item'
start inspect
stops 'inspect' TERM at_work "$BLOCKED"
start pre-data
stops 'reading' INT at_work "$BLOCKED"
let_go

# --- pre-data ---

hold target 'CREATE SCHEMA app'
start pre-data
stops 'pre-data' TERM at_work "$BLOCKED"
let_go
exits 0 'pre-data completes' pre-data

# --- load ---

hold target 'LOCK TABLE app.part IN SHARE MODE' # who only reads may go on
start load
stops 'load, waiting for a table' TERM at_work "$BLOCKED AND query LIKE 'COPY%'"
let_go
sql target -c 'TRUNCATE app.item, app.part'
start load
stops 'load, in the middle of the rows' TERM value target "SELECT pid FROM pg_stat_progress_copy WHERE tuples_processed > 1000"
is "$(value target 'SELECT count(*) % 100000 FROM app.item')" 0 'a table is loaded as a whole, or not at all'
exits 0 'load completes' load

# --- post-data ---

sql postgres -c "ALTER DATABASE target SET test.nap = '0.01'"
start post-data
stops 'post-data' TERM at_work "query LIKE 'CREATE INDEX%slowly%' AND wait_event = 'PgSleep'"
sql postgres -c "ALTER DATABASE target RESET test.nap"
exits 0 'post-data completes' post-data

# --- diff ---

hold target 'LOCK TABLE app.item'
start diff --exit-code
stops 'diff' TERM at_work "$BLOCKED"
let_go

is_finished 'after all of it' source target
has_same_rows 'after all of it' source target
finish
