#!/usr/bin/env bash
# What a server runs out of, what others hold, and what a role's settings would cut off: the exit code, the remedy, and
# the next run completes.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

server 18
fresh src
sql src <tests/bad/shop.sql

completes() { # NAME SOURCE-DB TARGET-DB
    exits 0 "$1: the next clone completes" clone
    has_same_rows "$1" "$2" "$3"
    is_finished "$1" "$2" "$3"
}

# --- Timeouts that a role sets -----------------------------------------------------------------------

limited() { # SETTING=VALUE...: a role that has these, for all databases; both URLs of the job are its
    local setting
    sql postgres -c 'CREATE ROLE limited SUPERUSER LOGIN' 2>/dev/null || sql postgres -c 'ALTER ROLE limited RESET ALL'
    for setting; do sql postgres -c "ALTER ROLE limited SET ${setting%=*} = '${setting#*=}'"; done
    UNDERSTUDY_JOB=${UNDERSTUDY_JOB//postgres@/limited@}
}

fresh hurried
job src hurried
limited statement_timeout=1 lock_timeout=1 idle_in_transaction_session_timeout=1 idle_session_timeout=1s transaction_timeout=1s
exits 0 'a role with timeouts of 1 ms: clone' clone
completes 'timeouts of 1 ms' src hurried

# --- Settings that the server refuses ----------------------------------------------------------------

fresh plain
job src plain 'post_data: { maintenance_work_mem: 1kB }'
exits 0 'a setting that is refused: clone goes on without' clone
says 'going on without maintenance_work_mem, which the target refuses: 1 kB is outside the valid range' 'a setting that is refused: it is named'
is "$(grep -c 'going on without' "$WORK/err")" 1 'a setting that is refused: told once'

# --- Locks that outlast every try --------------------------------------------------------------------

HOLDER='in the way: session [0-9]+ \(application holder, role postgres, (active|idle in transaction), query started 20[0-9: -]+UTC\)'
fresh held
job src held 'lock_timeout: 1'
hold held "SET application_name = 'holder'; BEGIN; CREATE SCHEMA shop /* a secret */"
wait_until postgres "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'holder' AND query ~ 'pg_sleep')"
ONCE=1 mistake 75 'locked out of pre-data' "schema shop: create schema: canceling statement due to lock timeout; $HOLDER" \
    'end the session that holds the lock, or raise lock_timeout in the job' pre-data
is "$(grep -c 'trying again in' "$WORK/err")" 3 'locked out of pre-data: tried four times'
release
exits 0 'locked out of pre-data: the next one completes' pre-data
hold held "SET application_name = 'holder'; BEGIN; LOCK TABLE shop.orders IN SHARE MODE /* a secret */"
wait_until postgres "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'holder' AND query ~ 'pg_sleep')"
ONCE=1 mistake 75 'locked out of load' "table shop.orders: .*canceling statement due to lock timeout; $HOLDER" 'raise lock_timeout in the job' load
start post-data
finished_with 75 'locked out of post-data'
says "canceling statement due to lock timeout; $HOLDER" 'locked out of post-data: says who holds it'
is_secret 'locks: nothing of the query is told' 'a secret'
release
completes 'locked out' src held

# --- Killed in pre-data ------------------------------------------------------------------------------

fresh killed
job src killed
hold killed 'BEGIN; CREATE SCHEMA shop'
wait_until postgres "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query ~ 'pg_sleep' AND datname = 'killed')"
start pre-data
at_work killed 'CREATE SCHEMA'; result $? 'killed in pre-data: it was at work'
value postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'killed' AND application_name = 'understudy' AND state = 'active'" >/dev/null
finished_with 69 'killed in pre-data'
says 'terminating connection due to administrator command' 'killed in pre-data: says what happened'
says 'run the same command again' 'killed in pre-data: says the remedy'
release
completes 'killed in pre-data' src killed

# --- Temporary space ---------------------------------------------------------------------------------

fresh big
sql big -c 'CREATE TABLE page (id int, body text); INSERT INTO page SELECT i, md5(i::text) FROM generate_series(1, 100000) i' \
    -c 'CREATE INDEX page_body ON page (body)' -c 'CREATE INDEX page_id ON page (id)'
fresh tight
job big tight 'post_data: { maintenance_work_mem: 2MB }'
limited temp_file_limit=64 maintenance_work_mem=1MB
exits 0 'temporary space: pre-data' pre-data
exits 0 'temporary space: load' load
ONCE=1 mistake 75 'temporary space' 'index public.page.page_[a-z]+: create index: temporary file size exceeds "temp_file_limit" \(64kB\)' \
    "raise temp_file_limit for the target's user, or set a larger post_data.maintenance_work_mem" post-data
says 'going on with less at once: 1 connection' 'temporary space: tried with less at once before'
says 'going on without parallel workers' 'temporary space: tried without parallel workers before'
exits 0 'temporary space: the next post-data with more memory completes' post-data --set post_data.maintenance_work_mem=64MB
is_finished 'temporary space' big tight

# --- The lock table ----------------------------------------------------------------------------------

fresh wide
sql wide >"$WORK/load" 2>&1 <<'SQL'
SELECT format('CREATE TABLE t%s (id int PRIMARY KEY, body text)', i) FROM generate_series(1, 200) i \gexec
CREATE TABLE tree (id int) PARTITION BY RANGE (id);
SELECT format('CREATE TABLE tree_%s PARTITION OF tree FOR VALUES FROM (%s) TO (%s)', i, i, i + 1) FROM generate_series(1, 500) i \gexec
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER noted AFTER INSERT ON tree FOR EACH ROW EXECUTE FUNCTION noted();
SQL
result $? 'the lock table: the source loads' "$(<"$WORK/load")"
fresh narrow
job wide narrow 'load: { by: none }'
UNDERSTUDY_JOB=$(sed '/by: understudy/d' <<<"$UNDERSTUDY_JOB")
for setting in max_locks_per_transaction=10 max_connections=16 max_worker_processes=0 max_wal_senders=0 autovacuum_worker_slots=1; do
    sql postgres -c "ALTER SYSTEM SET $setting"
done
ctl restart -m fast
exits 0 'the lock table: pre-data goes on with less at once' pre-data
says 'out of shared memory; going on with less at once: 1 connection, [0-9]+ statements in a batch' 'the lock table: it says so'
ONCE=1 mistake 75 'the lock table: what needs it whole' 'trigger .*: out of shared memory' 'raise max_locks_per_transaction' post-data
sql postgres -c 'ALTER SYSTEM RESET ALL'
ctl restart -m fast
exits 0 'the lock table: the next post-data completes' post-data
is_finished 'the lock table' wide narrow

# --- DDL by somebody else between the halves ---------------------------------------------------------

drifting() { # POLICY EXIT-CODE
    fresh moving
    fresh drifted
    sql moving -c 'CREATE TABLE a (id int PRIMARY KEY, gone text)' -c 'CREATE TABLE b (id int PRIMARY KEY)'
    dump moving >"$WORK/before.dump"
    job moving drifted "artifacts: $WORK/drift-$1" "post_data: { on_drift: $1 }"
    exits 0 "DDL on the source, $1: pre-data" pre-data
    sql moving -c 'ALTER TABLE a DROP gone' -c 'CREATE TABLE c (id int PRIMARY KEY)' -c 'ALTER TABLE b ADD note text NOT NULL'
    remember drifted
    exits "$2" "DDL on the source, $1: post-data" post-data
    says 'the source changed since pre-data' "DDL on the source, $1: it says so"
}

drifting pin 0
dump drifted >"$WORK/target.dump"
same_text "$WORK/before.dump" "$WORK/target.dump" 'DDL on the source, pin: the target is like the source was'
drifting fail 65
untouched 'DDL on the source, fail' drifted
drifting follow 65
says 'EXTRA_OBJECT: column public.a.gone.*the target has it and the source does not' 'DDL on the source, follow: what is gone there is named'
untouched 'DDL on the source, follow, until that is settled' drifted
sql drifted -c 'ALTER TABLE a DROP gone'
exits 0 'DDL on the source, follow: the next post-data completes' post-data
is_finished 'DDL on the source, follow' moving drifted
finish
