# Jobs that say more than where to copy from and to. A folder of tests/cases holds
#   source.sql     the source; what of it never comes to a target, it says in a line "-- Left out: "
#   job.yaml       what the job says besides (none: the case is for 10-roundtrip only)
#   expected.sql   makes a database like the target that must come out
#   pre-data.sql   the same, for what pre-data alone must make
#   shows          regexes, one a line, of what post-data's report must show
# What does not fit a folder follows below. The version comes from the name of the test file.

looks_like() { # NAME FILE DB: its dump is that of a database that FILE makes
    fresh expected
    sql expected >"$WORK/load" 2>&1 <"$2"
    result $? "$1: $(basename "$2") loads" "$(<"$WORK/load")"
    dump expected >"$WORK/expected.dump"
    dump "$3" >"$WORK/target.dump"
    same_text "$WORK/expected.dump" "$WORK/target.dump" "$1: what came out is what $(basename "$2") makes"
    drop expected
}

prepare() { # NAME FILE: databases source and target
    fresh source
    fresh target
    sql source >"$WORK/load" 2>&1 <"$2"
    result $? "$1: the source loads" "$(<"$WORK/load")"
}

folder_case() { # FOLDER
    local name regex lines
    name=$(basename "$1")
    prepare "$name" "$1/source.sql"
    mapfile -t lines <"$1/job.yaml"
    job source target "${lines[@]}"
    exits 0 "$name: pre-data" pre-data
    [[ ! -e $1/pre-data.sql ]] || looks_like "$name" "$1/pre-data.sql" target
    exits 0 "$name: load" load
    exits 0 "$name: post-data" post-data
    [[ ! -e $1/shows ]] || while read -r regex; do shows "$regex" "$name: the report shows it"; done <"$1/shows"
    looks_like "$name" "$1/expected.sql" target
    exits 0 "$name: diff says equal" diff --exit-code
    exits 0 "$name: a second post-data" post-data
    says 'nothing to do' "$name: it says that there is nothing to do"
}

# --- The loader needs primary keys where a column is an array ---

array_case() {
    prepare 'keys for DMS' tests/cases/keys-early/source.sql
    job source target
    exits 0 'keys for DMS: pre-data' pre-data --set load.by=dms
    is "$(value target "SELECT string_agg(conrelid::regclass::text, ' ') FROM pg_constraint WHERE contype = 'p' AND conrelid > 16384")" child \
        'keys for DMS: only the table with an array has its key'
    is "$(value target 'SELECT count(*) FROM pg_class WHERE relkind = '\''S'\'' AND oid > 16384')" 1 'keys for DMS: the identity is a plain column'
}

# --- Orphans ---

orphans_case() {
    prepare 'orphans' tests/cases/keys-skipped/source.sql
    sql source -c "SET session_replication_role = replica" \
        -c "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1, 1), (2, 9876543, 1)"
    job source target
    exits 0 'orphans: pre-data' pre-data
    exits 0 'orphans: load' load
    exits 65 'orphans: post-data stops at a foreign key' post-data
    says 'known_parent.*(orphan|violates foreign key)' 'orphans: it names the key'
    says 'foreign_keys: not_valid' 'orphans: it names the remedy'
    is "$(grep -c 9876543 "$WORK/err" "$WORK/out" | paste -sd' ')" "$WORK/err:0 $WORK/out:0" 'orphans: no value is told'
    exits 65 'orphans: with on_error: continue' post-data --set on_error=continue
    shows 'known_parent' 'orphans: the report names the key'
    is "$(value target "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid > 16384 AND convalidated AND contype IN ('p', 'f')")" \
        'child_pkey child_twin_id_fkey parent_pkey' 'orphans: all else is made'
    exits 1 'orphans: diff tells' diff --exit-code
    shows 'foreign key public\.child\.known_parent' 'orphans: diff names the key'
    sql target -c 'DELETE FROM child WHERE parent_id = 9876543'
    exits 0 'orphans: once they are gone, post-data completes' post-data
    is_finished 'orphans, gone' source target
}

# --- Views in circles: pg_dump's text of them depends on the order in which they were made ---

viewed() { value "$1" "SELECT oid::regclass, pg_get_viewdef(oid), reloptions FROM pg_class WHERE relkind = 'v' AND oid > 16384 ORDER BY oid::regclass::text"; } # DB

circles_case() {
    prepare circles tests/roundtrip/circles.sql
    job source target
    exits 0 'circles: pre-data' pre-data
    exits 0 'circles: load' load
    exits 0 'circles: post-data' post-data
    exits 0 'circles: diff says equal' diff --exit-code
    is "$(viewed target)" "$(viewed source)" 'circles: the views are as they were'
    exits 0 'circles: post-data again' post-data
    says 'nothing to do' 'circles: it says that there is nothing to do'
    # As a killed run leaves them.
    sql target -c 'DROP VIEW hen CASCADE' -c 'CREATE VIEW hen AS SELECT NULL::integer AS id, NULL::text AS name'
    exits 0 'circles: a placeholder that a killed run left is taken up' post-data
    is "$(viewed target)" "$(viewed source)" 'circles: the views are as they were'
}

# --- What needs itself, though each came before the other once ---

cycle_case() {
    fresh source
    sql source -q -c 'CREATE FUNCTION one() RETURNS integer LANGUAGE sql RETURN 1' -c 'CREATE FUNCTION two(a integer DEFAULT one()) RETURNS integer LANGUAGE sql RETURN a' \
        -c 'CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql RETURN two()'
    fresh target
    job source target
    exits 65 'a cycle: plan' plan
    exits 65 'a cycle: post-data stops' post-data
    shows 'DEPENDENCY_CYCLE: 1.*function public\.(one|two)\(.*remedy: leave one of them out by exclude' 'a cycle: it is told, with the remedy'
    exits 0 'a cycle: both left out' post-data --set 'exclude=["function:public.*"]'
}

# --- Objects that only the target has ---

extra_case() {
    prepare 'extra' tests/cases/keys-skipped/source.sql
    job source target
    exits 0 'extra: pre-data' pre-data
    sql target -c 'CREATE TABLE mine (id integer)' -c 'ALTER TABLE child ADD also integer'
    exits 65 'extra: refuse' post-data
    says 'EXTRA_OBJECT: table public\.mine' 'extra: the table is named'
    says 'EXTRA_OBJECT: column public\.child\.also' 'extra: the column is named'
    is "$(value target 'SELECT count(*) FROM pg_index WHERE indrelid > 16384')" 0 'extra: nothing was changed'
    exits 0 'extra: keep' post-data --set extra=keep
    is "$(value target "SELECT count(*) FROM pg_attribute WHERE attrelid = 'mine'::regclass AND attnum > 0")" 1 'extra: the table is still there'
    exits 1 'extra: diff tells' diff --exit-code
}

# --- The source changes between the halves ---

drift_case() { # POLICY EXIT-CODE DDL
    prepare "drift, $1" tests/cases/keys-skipped/source.sql
    sql source -c 'ALTER TABLE parent ADD number serial'
    job source target "artifacts: $WORK/artifacts-$1" "post_data: { on_drift: $1 }"
    dump source >"$WORK/before.dump"
    exits 0 "drift, $1: pre-data" pre-data
    sql source -c "SELECT nextval('parent_number_seq')" >/dev/null
    sql source -c "$3"
    exits "$2" "drift, $1: post-data" post-data
    says 'the source changed since pre-data' "drift, $1: it says so"
    dump source >"$WORK/after.dump"
    dump target >"$WORK/target.dump"
}

drift_cases() {
    local add='CREATE INDEX late ON child (parent_id)'
    drift_case follow 0 "$add"
    same_text "$WORK/after.dump" "$WORK/target.dump" 'drift, follow: the target is like the source now'
    drift_case pin 0 "$add"
    same_text "$WORK/before.dump" "$WORK/target.dump" 'drift, pin: the target is like the source was'
    drift_case fail 65 "$add"
    says 'DRIFT' 'drift, fail: the finding is named'
    is "$(value target 'SELECT count(*) FROM pg_index WHERE indrelid > 16384')" 0 'drift, fail: nothing was changed'

    # Rows come and go on a source that is alive: that is no drift.
    prepare 'no drift' tests/cases/keys-skipped/source.sql
    sql source -c 'ALTER TABLE parent ADD number serial'
    job source target "artifacts: $WORK/artifacts-none" 'post_data: { on_drift: fail }'
    exits 0 'no drift: pre-data' pre-data
    sql source -c 'INSERT INTO parent SELECT generate_series(1, 1000); ANALYZE'
    exits 0 'no drift: new rows and sequence values do not count' post-data
}

# --- What may be a secret is nowhere; who changes where a server leads is left in peace ---

secrets_case() {
    prepare 'secrets' tests/cases/foreign-secrets/source.sql
    sql source -c "CREATE SUBSCRIPTION draw CONNECTION 'host=nowhere password=hunter2' PUBLICATION p WITH (connect = false, slot_name = NONE)" \
        -c "COMMENT ON SUBSCRIPTION draw IS 'hunter2'" -c "ALTER DATABASE source SET app.jwt_secret TO 'hunter2'" 2>/dev/null
    job source target
    exits 0 'secrets: inspect' inspect
    shows 'production.example' 'secrets: what is none is there'
    is "$(grep -c hunter2 "$WORK/out")" 0 'secrets: none is in the catalog'
    exits 0 'secrets: plan' plan
    is "$(grep -c hunter2 "$WORK/out")" 0 'secrets: none is in the plan'
    exits 0 'secrets: clone' clone
    is "$(grep -c hunter2 "$WORK/out" "$WORK/err" | paste -sd' ')" "$WORK/out:0 $WORK/err:0" 'secrets: none is told'
    shows 'REPLICATION_LEFT_OUT: 1' 'secrets: a subscription is left out'
    shows 'setting app.jwt_secret of the database: .*may be a secret' "secrets: an application's setting is, too"
    sql target -c "ALTER SERVER production OPTIONS (SET host 'elsewhere')" -c "ALTER USER MAPPING FOR PUBLIC SERVER production OPTIONS (ADD password 'x')"
    exits 0 'secrets: a server that leads elsewhere is equal' diff --exit-code
    exits 0 'secrets: post-data again' post-data
    says 'nothing to do' 'secrets: it says that there is nothing to do'
    sql source -c 'DROP SUBSCRIPTION draw'
}

# --- Event triggers of an earlier run forbid everything ---

forbidden_case() {
    prepare 'forbidden' tests/cases/database/source.sql
    job source target
    exits 0 'forbidden: clone' clone
    like "$(value target 'CREATE TABLE no ()' 2>&1)" 'CREATE TABLE is forbidden here' 'forbidden: the event triggers are at work'
    value source "ALTER EVENT TRIGGER nothing_at_all DISABLE; CREATE INDEX late ON \"My Schema\".log (tag); ALTER EVENT TRIGGER nothing_at_all ENABLE" >/dev/null
    exits 0 'forbidden: post-data makes what is missing' post-data
    is_finished 'forbidden' source target
    exits 0 'forbidden: nothing of the database is in a job of one schema' plan --set 'include=["My Schema.*"]'
    is "$(grep -cE 'ALTER DATABASE|EVENT TRIGGER' "$WORK/out")" 0 'forbidden: the plan has none of it'
}

# --- From any start: foreign data and what is the whole database's ---

wide_case() {
    prepare 'wide' tests/roundtrip/wide/desired.sql
    sql target >"$WORK/load" 2>&1 <tests/roundtrip/wide/start.sql
    result $? 'wide: the target loads' "$(<"$WORK/load")"
    job source target 'publications: keep'
    exits 65 'wide: extra objects are refused' post-data
    says 'foreign_server:extra' 'wide: the entry of allow is named'
    exits 0 'wide: they are dropped when the job says so' post-data --set extra=drop --set 'allow=[extension:hstore]'
    exits 0 'wide: diff says equal' diff --exit-code
    is "$(value target "SELECT count(*) FROM t, pg_db_role_setting WHERE 'maintenance_work_mem=10MB' = ANY (setconfig)")" 1 \
        'wide: no row is lost, nor a setting that only the target has'
    local again
    for again in refresh recreate; do
        exits 0 "wide: pre-data, $again" pre-data --set existing="$again"
        is "$(value target "SELECT count(*) FROM pg_event_trigger")" 0 "wide: $again takes event triggers away"
        exits 0 "wide: post-data after $again" post-data
        exits 0 "wide: diff says equal after $again" diff --exit-code
    done
}

# --- What needs a superuser is known beforehand: without one, no statement fails ---

plain_user_case() { # CASE
    prepare "$1, without a superuser" "tests/cases/$1/source.sql"
    sql postgres -c 'ALTER DATABASE target OWNER TO plain_user'
    job source target 'owners: ignore' 'on_error: continue'
    local target
    target=$(url target | sed 's/postgres@/plain_user@/')
    exits 65 "$1, without a superuser: pre-data" pre-data --set "target.url=$target"
    exits 65 "$1, without a superuser: post-data" post-data --set "target.url=$target"
    says 'error: 0 objects failed' "$1, without a superuser: nothing failed"
    shows 'SUPERUSER_NEEDED' "$1, without a superuser: the report says what is missing"
    exits 0 "$1, without a superuser: all else is equal" diff --exit-code --set "target.url=$target"
    drop target
}

plain_user_cases() {
    local case
    sql postgres -c 'CREATE ROLE plain_user LOGIN'
    for case in types operators routines; do plain_user_case "$case"; done
    sql postgres -c 'DROP ROLE plain_user'
}

# --- Types of which a killed run left no more than the shell ---

shells_case() {
    prepare 'shells' tests/cases/types/source.sql
    sql target -c 'CREATE SCHEMA t' -c 'CREATE TYPE t.number' -c 'CREATE TYPE t.span'
    job source target
    exits 0 'shells: pre-data' pre-data
    exits 0 'shells: post-data' post-data
    is_finished 'shells' source target
}

# --- Roles that the target's server does not have ---

roles_case() {
    OTHER=$SERVER-other
    start_server "$OTHER" postgres "${TEST##*-}"
    local target
    target=$(lab url "$OTHER" postgres)
    sql postgres -c 'CREATE ROLE keeper' -c 'CREATE ROLE "Reader"'
    lab sql "$OTHER" postgres -c 'CREATE ROLE keeper_there'
    fresh source
    sql source -c 'CREATE SCHEMA app AUTHORIZATION keeper; CREATE TABLE app.t (id integer PRIMARY KEY); ALTER TABLE app.t OWNER TO keeper' \
        -c 'GRANT SELECT ON app.t TO "Reader"; GRANT SELECT ON app.t TO PUBLIC; GRANT USAGE ON SCHEMA app TO "Reader"'
    job source nothing
    exits 0 'roles: pre-data' pre-data --set "target.url=$target"
    exits 0 'roles: post-data' post-data --set "target.url=$target"
    shows 'ROLE_MISSING' 'roles: the report shows it'
    shows 'role "Reader" does not exist' 'roles: it names the role'
    is "$(lab sql "$OTHER" postgres -A -t -c "SELECT pg_get_userbyid(relowner), relacl[2], relacl[3] FROM pg_class WHERE oid = 'app.t'::regclass")" \
        'postgres|=r/postgres|' 'roles: the table belongs to whom the job connects as'
    exits 0 'roles: diff says equal' diff --exit-code --set "target.url=$target"
    exits 0 'roles: post-data again' post-data --set "target.url=$target"
    says 'nothing to do' 'roles: it says that there is nothing to do'
    job source nothing 'rename: { roles: { keeper: keeper_there } }'
    exits 0 'roles: renamed' post-data --set "target.url=$target"
    is "$(lab sql "$OTHER" postgres -A -t -c "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'app.t'::regclass")" \
        keeper_there 'roles: a renamed owner is given the table'
    exits 0 'roles: renamed: diff says equal' diff --exit-code --set "target.url=$target"
    sql source -c 'CREATE POLICY shared ON app.t TO keeper, "Reader" USING (true); CREATE POLICY single ON app.t TO "Reader" USING (true)' \
        -c 'ALTER DEFAULT PRIVILEGES FOR ROLE "Reader" GRANT SELECT ON TABLES TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT SELECT ON TABLES TO "Reader", PUBLIC' \
        -c 'REVOKE DELETE ON app.t FROM keeper'
    job source nothing 'rename: { roles: { keeper: keeper_there } }' 'ignore_roles: ["Rea*"]'
    exits 0 'roles: ignored' post-data --set "target.url=$target"
    is "$(grep -c ROLE_MISSING "$WORK/out")" 0 'roles: who is ignored is not missed'
    shows 'policy app\.t\.single: ignore_roles: Rea\*' 'roles: a policy for nobody is left out'
    is "$(lab sql "$OTHER" postgres -A -t -c "SELECT polname, polroles::regrole[] FROM pg_policy")" 'shared|{keeper_there}' 'roles: a policy keeps who is left'
    like "$(lab sql "$OTHER" postgres -A -t -c "SELECT defaclrole::regrole, defaclacl FROM pg_default_acl")" \
        '^keeper_there\|\{=r/keeper_there,keeper_there=[a-zA-Z]+/keeper_there\}$' 'roles: default privileges, too'
    exits 0 'roles: ignored: diff says equal' diff --exit-code --set "target.url=$target"
    stop_servers "$OTHER"
    sql postgres -c 'DROP DATABASE source' -c 'DROP ROLE keeper' -c 'DROP ROLE "Reader"'
}

server "${TEST##*-}"
for folder in tests/cases/*/job.yaml; do folder_case "$(dirname "$folder")"; done
array_case
orphans_case
circles_case
cycle_case
extra_case
drift_cases
secrets_case
wide_case
plain_user_cases
shells_case
forbidden_case
roles_case
finish
