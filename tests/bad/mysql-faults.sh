# What others do while we work, and what a server runs out of: the exit code, the remedy, and the next run completes.
# ENGINE and VERSION come from the name of the test file.
. tests/bad/mysql.sh
ENGINE=${TEST#67-mysql-faults-}
VERSION=${ENGINE#*-}
ENGINE=${ENGINE%-*}

case $ENGINE in
mysql) KEY_DEMAND=sql_require_primary_key APPLICATION='application mysql, ' GUESSED='' TEMPORARY=6M ;;
mariadb) KEY_DEMAND=innodb_force_primary_key APPLICATION='' GUESSED='one of those with an open transaction: ' TEMPORARY=12M ;;
esac

is_first() { [[ $ENGINE == mysql ]]; } # where what does not depend on the engine is tried

servers "$ENGINE" "$VERSION"

# --- DDL by somebody else between the halves ---------------------------------------------------------

drifting() { # POLICY EXIT-CODE
    wipe "$SOURCE" "$TARGET"
    on "$SOURCE" -e 'CREATE DATABASE moving; CREATE TABLE moving.a (id int PRIMARY KEY, gone text); CREATE TABLE moving.b (id int PRIMARY KEY)'
    dump "$SOURCE" >"$WORK/before.dump"
    job "artifacts: $WORK/drift-$1" "post_data: { on_drift: $1 }"
    exits 0 "DDL on the source, $1: pre-data" pre-data
    on "$SOURCE" -e 'ALTER TABLE moving.a DROP gone; CREATE TABLE moving.c (id int PRIMARY KEY); ALTER TABLE moving.b ADD note text NOT NULL'
    dump "$TARGET" >"$WORK/remembered.dump"
    exits "$2" "DDL on the source, $1: post-data" post-data
    says 'the source changed since pre-data' "DDL on the source, $1: it says so"
    dump "$TARGET" >"$WORK/target.dump"
}

if is_first; then
    drifting pin 0
    same_text "$WORK/before.dump" "$WORK/target.dump" 'DDL on the source, pin: the target is like the source was'
fi
drifting fail 65
same_text "$WORK/remembered.dump" "$WORK/target.dump" 'DDL on the source, fail: nothing was changed'
drifting follow 65
says 'EXTRA_OBJECT: column moving.a.gone.*the target has it and the source does not' 'DDL on the source, follow: what is gone there is named'
same_text "$WORK/remembered.dump" "$WORK/target.dump" 'DDL on the source, follow: nothing was changed until that is settled'
on "$TARGET" -e 'ALTER TABLE moving.a DROP gone'
exits 0 'DDL on the source, follow: the next post-data completes' post-data
is_finished 'DDL on the source, follow'

# --- What a parameter of the target's refuses ----------------------------------------------------------

on "$TARGET" -e "SET GLOBAL $KEY_DEMAND = ON; DROP DATABASE moving"
on "$SOURCE" -e 'ALTER TABLE moving.a DROP PRIMARY KEY'
job
exits 65 'no primary key where one is required: pre-data' pre-data
says "PARAMETER_UNFIT: table moving\.a: .*$KEY_DEMAND\): 1 have none.*set $KEY_DEMAND = OFF" 'no primary key where one is required: it names the remedy'
is "$(value "$TARGET" "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'moving'")" 0 'no primary key where one is required: nothing was made'
on "$TARGET" -e "SET GLOBAL $KEY_DEMAND = OFF"
wipe "$SOURCE" "$TARGET"

ok 'the source loads' shop 60000
job 'connect: { timeout: 5 }'

# --- Locks -----------------------------------------------------------------------------------------

for name in run $(is_first && echo work.7); do
    hold "SELECT GET_LOCK('understudy.$name', 0)" 3
    STARTED=$SECONDS
    exits 0 "another run at work for 3 s ($name): pre-data goes on afterwards" pre-data
    says 'waiting for another run on the target to end' "another run at work ($name): it says that it waits"
    result $((SECONDS - STARTED < 1 || SECONDS - STARTED > 20)) "another run at work ($name): it waits as long as needed" "$((SECONDS - STARTED)) s"
    release
done

HOLDER="session [0-9]+ \(${APPLICATION}user admin, active, since 20[0-9: -]+ UTC\)"
job 'lock_timeout: 1'
hold 'SET autocommit = 0; LOCK TABLES shop.customer READ' # without a transaction, MariaDB's plugin alone could name it
ONCE=1 mistake 75 'locked out of load' "table shop.customer: .*Lock wait timeout exceeded.*; in the way: $GUESSED$HOLDER" 'raise lock_timeout in the job' load
release
job
if is_first; then
    hold 'LOCK TABLES shop.customer READ' 3
    exits 0 'a table that is locked for 3 s: load goes on afterwards' load
    release
else
    exits 0 'locked out of load: the next one completes' load
fi
is_first || on "$TARGET" -e "INSTALL SONAME 'metadata_lock_info'" # then nobody needs to guess
job 'lock_timeout: 1'
hold 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders /* a secret */'
start post-data
finished_with 75 'locked out of post-data'
says "orders.*Lock wait timeout exceeded.*; in the way: $HOLDER" 'locked out of post-data: says who holds it'
is "$(grep -c 'table shop.orders.*trying again in' "$WORK/err")" 3 'locked out of post-data: tried four times'
is_secret 'locks: nothing of the query is told' 'a secret'
release
completes_wholly 'locked out'

# --- A table that is renamed while it is looked at: MariaDB's information_schema has neither the old one nor the new -----

if ! is_first; then
    hold 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders' 3
    helper tests/lab sql "$TARGET" mysql -e 'RENAME TABLE shop.audit TO shop.moved, shop.orders TO shop.away'
    waits 'RENAME%'; result $? 'renamed while it is read: it was at work'
    exits 1 'renamed while it is read: diff sees that they differ' diff --exit-code
    like "$(<"$WORK/out")" 'table shop\.moved' 'renamed while it is read: it reads again, and finds them'
    release
    on "$TARGET" -e 'RENAME TABLE shop.moved TO shop.audit, shop.away TO shop.orders'
    exits 0 'renamed while it is read: diff says equal afterwards' diff --exit-code
fi

# --- Sessions killed -------------------------------------------------------------------------------

job 'connect: { timeout: 5 }'
wipe "$TARGET"
hold 'FLUSH TABLES WITH READ LOCK'
start pre-data
waits 'CREATE %'; result $? 'killed in pre-data: it was at work'
end_sessions "$TARGET" "$OURS"
finished_with 69 'killed in pre-data'
says 'run the same command again' 'killed in pre-data: says the remedy'
release
exits 0 'killed in pre-data: the next one completes' pre-data

hold 'LOCK TABLES shop.orders READ'
start load
waits '%orders%'; result $? 'killed in load: it was at work'
end_sessions "$TARGET" "$OURS"
finished_with 69 'killed in load'
says 'run the same command again' 'killed in load: says the remedy'
release
is "$(value "$TARGET" 'SELECT COUNT(*) FROM shop.orders')" 0 'killed in load: no half of a table'
exits 0 'killed in load: the next load completes' load

hold 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders'
start post-data
waits 'ALTER TABLE%orders%'; result $? 'killed in post-data: it was at work'
end_sessions "$TARGET" "$OURS"
finished_with 69 'killed in post-data'
says 'run the same command again' 'killed in post-data: says the remedy'
release
completes_wholly 'killed in post-data'

prepared load
hold 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders'
start post-data
waits 'ALTER TABLE%orders%'; result $? 'cancelled: it was at work'
end_sessions "$TARGET" "$OURS" QUERY
release
STATUS=0; wait "$PID" || STATUS=$?
result $((STATUS != 0 && STATUS != 75)) 'a statement that somebody cancels is tried again, or told as 75' "exit code $STATUS"
completes 'cancelled'

# --- A client that dies while its statement goes on -------------------------------------------------

prepared load
hold 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders'
"$UNDERSTUDY" post-data --quiet >/dev/null 2>&1 &
PID=$!
waits 'ALTER TABLE%orders%'; result $? 'a client dies: its statement was at work'
kill -KILL "$PID"
{ wait "$PID"; } 2>/dev/null
start post-data
sleep 1
waits 'ALTER TABLE%orders%'; result $? 'a client dies: its statement goes on without it'
release
finished_with 0 'a client dies: the next post-data completes'
says 'waiting for another run on the target to end' 'a client dies: the next one waits for what it left at work'
completes 'a client dies'

# --- A server that dies ----------------------------------------------------------------------------

for half in $(is_first && echo load) post-data; do
    prepared "$([[ $half == load ]] || echo load)"
    hold "$([[ $half == load ]] && echo 'LOCK TABLES shop.orders READ' || echo 'START TRANSACTION; SELECT COUNT(*) FROM shop.orders')"
    start $half
    waits '%orders%'; result $? "server dies in $half: it was at work"
    lab kill "$TARGET"
    stop_helpers
    finished_with 69 "server dies in $half"
    says 'run the same command again|check host, port' "server dies in $half: says the remedy"
    ONCE=1 mistake 69 "server is down: $half" 'target: .*connect' 'check host, port and firewall' $half --set connect.timeout=1
    start $half --set connect.timeout=30
    sleep 1
    lab again "$TARGET" >/dev/null
    finished_with 0 "server comes back while the next $half waits for it: it completes"
    completes "server died in $half"
done

prepared load
start post-data
at_work 'ALTER TABLE%orders%'; result $? 'server dies while it builds: it was at work'
lab kill "$TARGET"
finished_with 69 'server dies while it builds'
lab again "$TARGET" >/dev/null
completes_wholly 'server died while it built'

# --- Orphans ---------------------------------------------------------------------------------------

if is_first; then
    prepared load
    on "$TARGET" -e "SET foreign_key_checks = 0; INSERT INTO shop.orders (customer_id, note) VALUES (777777, 'x'), (777777, 'y')"
    ONCE=1 mistake 65 'orphans' 'foreign key shop.orders.of_customer: add foreign key: 2 of its rows refer to none of .shop.\..customer., such as \(7...\) and \(7...\)' 'load the missing rows, or set post_data.foreign_keys: not_valid' post-data
    is_secret 'orphans: no key is told' 777777
    exits 0 'orphans: not_valid goes on' post-data --set post_data.foreign_keys=not_valid
    on "$TARGET" -e "DELETE FROM shop.orders WHERE customer_id = 777777"
    is "$(value "$TARGET" "SELECT COUNT(*) FROM information_schema.referential_constraints WHERE constraint_schema = 'shop'")" 1 'orphans: not_valid made the key'
fi

# --- Temporary space ---------------------------------------------------------------------------------

stop_servers "$TARGET"
start_server "$TARGET" "$ENGINE" "$VERSION" --temporary "$TEMPORARY"
job 'post_data: { connections: 1 }'
prepared load
if ! is_first; then
    ONCE=1 mistake 75 'temporary space for a copy' 'check shop.orders.some: add check: (Got error 59|Index for table .* is corrupt)' \
        'innodb_alter_copy_bulk = OFF' post-data
    is "$(grep -c 'going on' "$WORK/err")" 0 'temporary space for a copy: nothing is tried with less that needs no less'
    on "$TARGET" -e 'SET GLOBAL innodb_alter_copy_bulk = OFF'
fi
exits 0 'temporary space for one index at a time: post-data completes' post-data
says 'index shop.orders.[a-z]+: create index: .*; going on one by one' 'temporary space for one index at a time: it says that it takes them apart'
is_finished 'temporary space for one index at a time'

prepared load
on "$TARGET" -e "SELECT REPEAT('x', 5000000) INTO OUTFILE '$(value "$TARGET" 'SELECT @@secure_file_priv')/fill'"
ONCE=1 mistake 75 'temporary space' 'index shop.orders.[a-z]+: create index: (Temporary file write failure|Got error 100|.* is full|Index for table .* is corrupt)' 'short of disk' post-data
! is_first || says 'going on with one thread for a statement' 'temporary space: tried with less at once before'
on "$TARGET" -e "SET GLOBAL innodb_tmpdir = '/tmp'"
exits 0 'temporary space: the next post-data with another innodb_tmpdir completes' post-data
is_finished 'temporary space'

# --- A full disk -------------------------------------------------------------------------------------

stop_servers "$TARGET"
start_server "$TARGET" "$ENGINE" "$VERSION"
job 'connect: { timeout: 5 }'
prepared load
ok 'a full disk: there is little room' lab disk "$TARGET" shop 20M
ONCE=1 mistake 75 'a full disk' "shop.orders.*(The table '[^']*' is full|No space left on device)" 'short of disk' post-data
lab disk "$TARGET" shop 200M
completes_wholly 'a full disk, with more room'
finish
