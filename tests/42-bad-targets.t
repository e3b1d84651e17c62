#!/usr/bin/env bash
# Targets that are not what the job needs, and privileges that are missing.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

server 15
fresh src
sql src <tests/bad/shop.sql
remember src
as() { url "$1" | sed "s/postgres@/$2@/"; } # DB USER: the URL
job_as() { # SOURCE-USER SOURCE-DB TARGET-USER TARGET-DB [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(as "$2" "$1")\" }" "target: { url: \"$(as "$4" "$3")\" }" \
        "load: { by: understudy }" "masking: none" "connect: { timeout: 5 }" "${@:5}")
}

# --- Source and target -----------------------------------------------------------------------------

job src src
for command in pre-data load post-data clone; do
    mistake 78 "$command onto the source itself" 'source and target are the same database: .*"src' 'correct target.url' $command
done
UNDERSTUDY_JOB=${UNDERSTUDY_JOB/target: \{ url: \"postgres:\/\/postgres@127.0.0.1/target: { url: \"postgresql://postgres@localhost}
exits 78 'the source by another name is the source' clone
untouched 'the source as target' src

sql src -c 'SELECT 1' >/dev/null
understudy inspect --output "$WORK/source.json"
for side in source target; do
    job src src
    mistake 65 "a snapshot as $side of pre-data" 'pre-data works between two servers, and the job names a snapshot' 'use diff or plan' \
        pre-data --set "$side.snapshot=$WORK/source.json"
done

# --- A target that is not empty --------------------------------------------------------------------

fresh extra
sql extra <<'SQL'
CREATE SCHEMA shop;
CREATE TABLE shop.mine (i int);
CREATE VIEW shop.my_view AS SELECT 1 AS it;
CREATE FUNCTION shop.my_function() RETURNS int LANGUAGE sql AS 'SELECT 1';
INSERT INTO shop.mine VALUES (7);
SQL
remember extra
job src extra
for command in pre-data clone; do
    mistake 65 "extra objects: $command" '3 critical findings.*nothing was changed' 'names its remedy' $command
    for object in 'table shop.mine' 'view shop.my_view' 'function shop.my_function'; do
        exits 65 "extra objects: $command again" $command
        says "EXTRA_OBJECT: $object.*the target has it and the source does not.*drop it, exclude it, or set extra: keep" "extra objects: $object is named, with its remedy"
        shows "$object" "extra objects: $object is in the report"
    done
done
untouched 'extra objects' extra
exits 0 'plan shows them' plan
shows 'EXTRA_OBJECT: table shop.mine' 'plan: the extra table is a finding'
untouched 'plan' extra
job src extra 'extra: keep'
exits 0 'extra: keep goes on' pre-data
exits 0 'extra: keep loads' load
exits 0 'extra: keep finishes' post-data
is "$(value extra 'SELECT i FROM shop.mine')" 7 'extra: keep keeps what was there'
remember extra

# --- A target that an earlier run finished ---------------------------------------------------------

mistake 65 'finished target: pre-data' '1 critical finding.*nothing was changed' 'names its remedy' pre-data
exits 65 'finished target: pre-data again' pre-data
says 'FINISHED_TARGET: .*the target holds [0-9]+ objects that post-data makes.*set existing: refresh or existing: recreate' 'finished target: it is told what is there and what to do'
exits 0 'finished target: load finds everything loaded' load
says '2 tables were loaded already' 'finished target: load says so'
exits 0 'finished target: post-data finds nothing to do' post-data
untouched 'finished target' extra

sql extra -c "INSERT INTO shop.customer VALUES (100000, 'one more')"
remember extra
mistake 65 'other rows: load' "shop.customer: the target's table holds 3001 rows already, the source's 3000" 'TRUNCATE it on the target, or exclude it' load
untouched 'other rows' extra

# A table of the same name and of another shape.
fresh other
sql other -c 'CREATE SCHEMA shop CREATE TABLE shop.customer (id int, name int, twice int) CREATE TABLE shop.orders (id int, customer_id int, status text)'
sql other -c 'INSERT INTO shop.customer VALUES (1, 2, 3)' # an empty table would be made anew
remember other
job src other
exits 65 'another type: pre-data' pre-data
says 'CANNOT_ALTER: column shop.customer.name: differs in type.*allow: ..column:shop.customer.name' 'another type: the column and the remedy are named'
untouched 'another type' other
understudy load
result $((STATUS != 65 && STATUS != 78)) 'another type: load is refused' "exit code $STATUS"
is_secret 'another type: no value of a row is repeated' 'customer number'

fresh bare
job src bare
remember bare
mistake 78 'load before pre-data' 'table shop.customer is not on the target' 'run pre-data first' load
untouched 'load before pre-data' bare
job src bare 'load: { by: none }'
UNDERSTUDY_JOB=$(sed '/by: understudy/d' <<<"$UNDERSTUDY_JOB")
exits 0 'load by nobody: pre-data' pre-data
remember bare
mistake 65 'load by nobody: load' 'the job does not say that understudy copies the rows' 'load: \{ by: understudy \}' load
untouched 'load by nobody' bare

# --- Privileges ------------------------------------------------------------------------------------

sql postgres <<'SQL'
CREATE ROLE weak LOGIN;
CREATE ROLE reader LOGIN;
CREATE ROLE blind LOGIN;
CREATE ROLE outsider LOGIN;
CREATE ROLE nobody_logs_in NOLOGIN;
CREATE DATABASE closed;
REVOKE CONNECT ON DATABASE closed FROM public;
SQL
sql src -c 'GRANT USAGE ON SCHEMA shop TO reader; GRANT SELECT ON shop.customer TO reader'

fresh privileges
remember privileges
job_as postgres src weak privileges
mistake 77 'a target role without CREATE' '1 critical finding; nothing was changed' 'names its remedy' pre-data
exits 77 'a target role without CREATE: once more' pre-data
says 'PRIVILEGE_MISSING: schema shop: "weak" may not create anything in database "privileges" \(GRANT CREATE ON DATABASE privileges TO weak\)' 'a target role without CREATE: it says what to grant'
sql privileges -c 'CREATE SCHEMA shop'
exits 77 'a target role without CREATE on the schema' pre-data
says '"weak" may not create anything in schema "shop" \(GRANT CREATE ON SCHEMA shop TO weak\)' 'a target role without CREATE on the schema: it says what to grant'
sql privileges -c 'DROP SCHEMA shop'
untouched 'a target role without CREATE' privileges
fresh half
sql half -c 'CREATE SCHEMA shop; GRANT USAGE, CREATE ON SCHEMA shop TO weak'
job_as postgres src weak half "include: [shop.customer]"
exits 0 'a target role with CREATE on the schema' pre-data
sql half -c 'REVOKE CREATE ON SCHEMA shop FROM weak'
exits 77 'a target role that may not create in the schema any more' post-data
says 'PRIVILEGE_MISSING: key shop.customer[^:]*: "weak" may not create anything in schema "shop"' 'indexes lie in the schema, too'
job_as postgres src outsider closed
mistake 77 'a target role without CONNECT' 'target: .*permission denied for database "closed"' 'GRANT CONNECT' pre-data
job_as postgres src nobody_logs_in privileges
mistake 77 'a target role without LOGIN' 'target: .*role "nobody_logs_in" is not permitted to log in' 'use a role with LOGIN' pre-data
untouched 'no login' privileges

job_as reader src postgres privileges
exits 0 'a source role that may not read all: pre-data' pre-data
shows 'SEQUENCE_UNREADABLE' 'a sequence that may not be read is a finding'
shows 'sequence shop.invoice_no: its value could not be read' 'a sequence that may not be read is named'
shows "GRANT SELECT on it to the source's user" 'a sequence that may not be read: says the remedy'
mistake 77 'a source role that may not read all: load' 'table shop.orders: source: permission denied for table orders' 'grant the privilege' load
is "$(value privileges 'SELECT count(*) FROM shop.orders')" 0 'no row of that table arrived'
sql src -c 'GRANT SELECT ON shop.orders TO reader'
exits 0 'after the grant: load goes on' load
is "$(value privileges 'SELECT count(*) FROM shop.orders')" 3000 'after the grant: the rows arrived'
exits 0 'a sequence whose value is not known does not fail post-data' post-data
exits 0 'and a second post-data neither' post-data

# Fewer connections than are needed.
fresh crowded
sql postgres <<'SQL'
CREATE ROLE limited LOGIN CONNECTION LIMIT 1;
ALTER DATABASE crowded OWNER TO limited;
SQL
remember crowded
job_as postgres src limited crowded 'owners: ignore'
ONCE=1 mistake 75 'a role with one connection only' 'too many connections for role "limited"' 'free connections' pre-data --set connect.timeout=1
untouched 'a role with one connection only' crowded
sql postgres -c 'ALTER ROLE limited CONNECTION LIMIT 10'
exits 0 'a role with more connections: pre-data' pre-data

# What the target's installation lacks.
fresh src_extension
sql src_extension -c 'SET allow_system_table_mods = on' -c "INSERT INTO pg_extension VALUES (99999, 'no_such_extension', 10, 2200, true, '1.0', NULL, NULL)"
fresh no_extension
remember no_extension
job src_extension no_extension
mistake 65 'an extension that the target lacks' '1 EXTENSION_UNAVAILABLE' 'mend what the report names' pre-data
exits 65 'an extension that the target lacks: post-data' post-data
shows "extension no_such_extension: the target's server does not offer the extension" 'an extension that the target lacks: it is named'
shows 'remedy: install its package on the target.s server, or exclude it' 'an extension that the target lacks: its remedy, too'
untouched 'an extension that the target lacks' no_extension

sql postgres -c "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
fresh src_euro
sql src_euro -c 'CREATE TABLE public.price (v text)' -c "INSERT INTO public.price VALUES ('secret € price')"
job src_euro latin
exits 0 'another encoding: pre-data' pre-data
mistake 65 'another encoding: load' 'table public.price: .*UTF8.*LATIN1' 'UTF8' load
is_secret 'another encoding: no value of a row is repeated' 'secret €'

# Rows that row security hides would be missing without a word.
sql src -c 'ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON shop.customer TO reader USING (id < 10)'
fresh hidden
job_as reader src postgres hidden
exits 0 'row security on the source: pre-data' pre-data
mistake 77 'row security on the source: load' 'table shop.customer: source: query would be affected by row-level security policy' '[a-z]' load
is "$(value hidden 'SELECT count(*) FROM shop.customer')" 0 'row security on the source: no part of the rows arrived'
sql src -c 'DROP POLICY few ON shop.customer; ALTER TABLE shop.customer DISABLE ROW LEVEL SECURITY'

remember src # the grants above were ours

# --- A target that is read-only --------------------------------------------------------------------

fresh frozen
remember frozen
sql postgres -c 'ALTER DATABASE frozen SET default_transaction_read_only = on'
job src frozen
mistake 78 'a read-only database' 'cannot execute CREATE SCHEMA in a read-only transaction' 'the target is read-only' pre-data
untouched 'a read-only database' frozen
sql postgres -c 'ALTER DATABASE frozen RESET default_transaction_read_only'
exits 0 'no longer read-only: pre-data' pre-data
sql postgres -c 'ALTER ROLE postgres IN DATABASE frozen SET default_transaction_read_only = on'
remember frozen
mistake 78 'a read-only role: load' 'cannot execute COPY FROM in a read-only transaction' 'the target is read-only' load
mistake 78 'a read-only role: post-data' 'in a read-only transaction' 'the target is read-only' post-data
untouched 'a read-only role' frozen
sql postgres -c 'ALTER ROLE postgres IN DATABASE frozen RESET default_transaction_read_only'

# --- Files -----------------------------------------------------------------------------------------

fresh files
remember files
touch "$WORK/a_file"
for place in "$WORK/a_file" "$WORK/no/such" /proc/sys; do
    job src files "artifacts: $place"
    mistake 74 "artifacts in ${place#"$WORK"/}: pre-data" "$place" 'artifacts|directory|writable' pre-data
done
if ((EUID != 0)); then
    mkdir -m 555 "$WORK/shut"
    job src files "artifacts: $WORK/shut"
    mistake 74 'artifacts in a folder that is shut: pre-data' 'shut.*Permission denied' 'writable' pre-data
fi
untouched 'artifacts that cannot be written' files

job src files "artifacts: $WORK/kept" 'post_data: { on_drift: pin }'
mistake 78 'pin without a catalog' 'on_drift asks for the catalog that pre-data saw, and there is none' 'artifacts in the job of both halves' post-data
exits 0 'artifacts: pre-data' pre-data
KEPT=$WORK/kept/source.catalog.json
cp "$KEPT" "$WORK/whole.json"
remember files
damaged() { # NAME WHAT [EXIT-CODE]
    mistake "${3:-65}" "a pinned catalog that is $1" "source.catalog.json: .*$2" "${REMEDY:-[a-z]}" post-data
    exits "${3:-65}" "a snapshot that is $1: diff" diff "$WORK/whole.json" "$KEPT"
    exits "${3:-65}" "a snapshot that is $1: inspect" inspect "$KEPT"
    untouched "a pinned catalog that is $1" files
}
head -c 1000 "$WORK/whole.json" >"$KEPT" && damaged 'cut short' 'line [0-9]+, column [0-9]+: .*(premature end|near end of file)'
: >"$KEPT" && damaged 'empty' 'line 1'
head -c 3000 /dev/urandom >"$KEPT" && damaged 'noise' 'line 1'
echo '{"format":"something"}' >"$KEPT" && damaged 'no catalog' 'this is no catalog'
sed 's/"version":1,/"version":99,/' "$WORK/whole.json" >"$KEPT" && damaged 'of a later understudy' 'another version of understudy'
sed '0,/"table /s//"tabel /' "$WORK/whole.json" >"$KEPT" && damaged 'altered by hand' '(there is no object|tabel)'
rm "$KEPT" && mkdir "$KEPT" && damaged 'a folder' 'Is a directory' 74
rmdir "$KEPT" && cp "$WORK/whole.json" "$KEPT"
exits 0 'the whole catalog again: post-data' post-data

understudy diff "$WORK/none.json" "$WORK/whole.json"
is "$STATUS" 74 'a snapshot that is not there'
mistake 74 'an output that cannot be written' 'no/such/place.json: .*No such file' '[a-z]' inspect --output "$WORK/no/such/place.json"
untouched 'at the end' src

# Results that cannot be written are not done.
for command in inspect 'inspect --fingerprint' plan 'plan --json' diff 'diff --json' 'job schema' 'help job' 'help exit'; do
    STATUS=0
    "${BOUND[@]}" "$UNDERSTUDY" $command >/dev/full 2>"$WORK/full" || STATUS=$?
    result $((STATUS != 74)) "$command to a full disk" "exit code $STATUS, not 74" "$(<"$WORK/full")"
done
finish
