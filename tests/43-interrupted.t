#!/usr/bin/env bash
# What others do while we work: sessions killed, servers gone, locks held. The next run completes.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

server 15
fresh src
sql src <tests/bad/shop.sql
job src slow 'connect: { timeout: 5 }' # *slow*: there shop.slow() takes its time

completes() { # NAME
    exits 0 "$1: the next load completes" load
    exits 0 "$1: the next post-data completes" post-data
    has_same_rows "$1" src slow
    is_finished "$1" src slow
}

prepared() { # [load]: a target where pre-data, and the load, have run
    fresh slow
    exits 0 'prepared: pre-data' pre-data
    [[ -z ${1:-} ]] || exits 0 'prepared: load' load
}

# --- Locks -----------------------------------------------------------------------------------------

fresh slow
hold slow 'SELECT pg_advisory_lock(1431192659, 1)' 3
wait_until postgres "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted)"
STARTED=$SECONDS
exits 0 'another run at work for 3 s: pre-data goes on afterwards' pre-data
says 'waiting for another run on the target to end' 'another run at work: it says that it waits'
result $((SECONDS - STARTED < 1 || SECONDS - STARTED > 20)) 'another run at work: it waits as long as needed' "$((SECONDS - STARTED)) s"
release

hold slow 'SELECT pg_advisory_lock(1431192659, 1)'
wait_until postgres "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted)"
remember slow
start pre-data
sleep 2
kill -TERM "$PID"
finished_with 143 'stopped while it waits for another run'
untouched 'stopped while it waits' slow
release

hold slow 'BEGIN; LOCK TABLE shop.customer IN ACCESS EXCLUSIVE MODE' 3
wait_until postgres "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = 'slow'))"
exits 0 'a table that is locked for 3 s: load goes on afterwards' load
release
hold slow 'BEGIN; LOCK TABLE shop.orders IN SHARE MODE' 3
sleep 0.5
exits 0 'a table that is locked for 3 s: post-data goes on afterwards' post-data
release
is_finished 'locks' src slow

# --- Sessions killed -------------------------------------------------------------------------------

prepared
start load
at_work slow 'COPY.*customer'; result $? 'killed in load: it was at work'
value postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'slow' AND application_name = 'understudy' AND state = 'active'" >/dev/null
finished_with 69 'killed in load'
says 'terminating connection due to administrator command' 'killed in load: says what happened'
says 'run the same command again' 'killed in load: says the remedy'
is "$(value slow 'SELECT count(*) FROM shop.customer')" 0 'killed in load: no half of a table'
exits 0 'killed in load: the next load completes' load

start post-data
at_work slow 'CREATE.*INDEX.*orders_slow'; result $? 'killed in post-data: it was at work'
value postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'slow' AND application_name = 'understudy'" >/dev/null
finished_with 69 'killed in post-data'
says 'terminating connection due to administrator command' 'killed in post-data: says what happened'
says 'run the same command again' 'killed in post-data: says the remedy'
completes 'killed in post-data'

prepared load
start post-data
at_work slow 'CREATE.*INDEX.*orders_slow'; result $? 'killed in the middle of a statement: it was at work'
value postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'slow' AND state = 'active' AND query ~ 'orders_slow' AND pid <> pg_backend_pid()" >/dev/null
finished_with 69 'one of the sessions killed'
completes 'one of the sessions killed'

prepared load
start post-data
at_work slow 'CREATE.*INDEX.*orders_slow'; result $? 'cancelled: it was at work'
value postgres "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE datname = 'slow' AND state = 'active' AND query ~ 'orders_slow' AND pid <> pg_backend_pid()" >/dev/null
STATUS=0; wait "$PID" || STATUS=$?
result $((STATUS != 0 && STATUS != 75)) 'a statement that somebody cancels is tried again, or told as 75' "exit code $STATUS"
completes 'cancelled'

# The source fails, and goes away, in the middle of rows that are more than sockets hold: the target keeps none of them.
sql src -c 'CREATE TABLE shop.parcel (id int PRIMARY KEY, content text, twice int GENERATED ALWAYS AS (shop.slow(id)) STORED)' \
    -c "INSERT INTO shop.parcel SELECT i, repeat(md5(i::text), 320) FROM generate_series(1, 4000) i"
prepared
for how in cancel:75 terminate:69; do
    start load
    at_work slow 'COPY.*parcel'
    value postgres "SELECT count(pg_${how%:*}_backend(pid)) FROM pg_stat_activity WHERE datname = 'src' AND application_name = 'understudy'" >/dev/null
    finished_with "${how#*:}" "the source sessions, ${how%:*} in load"
    is "$(value slow 'SELECT count(*) FROM shop.parcel')" 0 "the source sessions, ${how%:*} in load: no half of a table"
done
completes 'the source sessions'
sql src -c 'DROP TABLE shop.parcel'

# --- A server that dies ----------------------------------------------------------------------------

for half in load post-data; do
    prepared "$([[ $half == load ]] || echo load)"
    start $half
    at_work slow "$([[ $half == load ]] && echo 'COPY.*customer' || echo 'CREATE.*INDEX.*orders_slow')"
    result $? "server dies in $half: it was at work"
    ctl stop -m immediate
    finished_with 69 "server dies in $half"
    says 'run the same command again|check host, port' "server dies in $half: says the remedy"
    ONCE=1 mistake 69 "server is down: $half" 'port [0-9]+ failed: Connection refused' 'check host, port and firewall' $half --set connect.timeout=1
    start $half --set connect.timeout=30
    sleep 1
    ctl start -w -t 30
    finished_with 0 "server comes back while the next $half waits for it: it completes"
    completes "server died in $half"
done

# A crash of one backend takes all sessions down, and the server comes back by itself.
prepared load
start post-data
at_work slow 'CREATE.*INDEX.*orders_slow'; result $? 'a backend crashes: it was at work'
VICTIM=$(value postgres "SELECT pid FROM pg_stat_activity WHERE datname = 'slow' AND state = 'active' AND query ~ 'orders_slow' AND pid <> pg_backend_pid() LIMIT 1")
kill -KILL "$VICTIM"
finished_with 69 'a backend crashes'
completes 'a backend crashes'
finish
