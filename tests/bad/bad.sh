# What the tests of mistakes share, on top of tests/lib.sh: a run that ends by itself, a mistake that is told
# in full, a target that nobody touched, secrets that nobody said.
. tests/lib.sh

SERVER=bad-$SERVER
unset "${!PG@}"
. tests/bad/runs.sh

# --- A target that nobody touched ------------------------------------------------------------------

# Row versions of the catalogs: also what was made and dropped again, or altered to what it was, shows.
state() { # DB
    value "$1" "SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
        SELECT 'c' || oid || xmin::text FROM pg_class WHERE oid >= 16384
        UNION ALL SELECT 'n' || oid || xmin::text FROM pg_namespace
        UNION ALL SELECT 't' || oid || xmin::text FROM pg_type WHERE oid >= 16384
        UNION ALL SELECT 'p' || oid || xmin::text FROM pg_proc WHERE oid >= 16384
        UNION ALL SELECT 'k' || oid || xmin::text FROM pg_constraint WHERE oid >= 16384) all_of_it (line)" &&
        rows "$1"
}

remember() { local db; for db; do state "$db" >"$WORK/state.$db"; done; } # DB...

untouched() { # NAME DB...
    local db
    for db in "${@:2}"; do
        state "$db" >"$WORK/state.now"
        same_text "$WORK/state.$db" "$WORK/state.now" "$1: nothing was changed in $db"
    done
}

at_work() { # DB REGEX: a session of ours there runs such a statement
    wait_until postgres "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '$1' AND application_name = 'understudy'
        AND state = 'active' AND query ~ '$2')"
}

hold() { helper tests/lab sql "$SERVER" "$1" -c "$2" -c "SELECT pg_sleep(${3:-30})"; } # DB SQL [SECONDS]: in one session

# A server's session outlives its client while it sleeps.
release() {
    value postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query ~ 'pg_sleep' AND pid <> pg_backend_pid()" >/dev/null
    stop_helpers
}

# The lab's own notes say where it lives; as its user, for no server runs as root.
ctl() { # ARGUMENT...
    local ENGINE VERSION ROOT BASE PORT PASSWORD TLS user=postgres
    . "$UNDERSTUDY_LAB/servers/$SERVER/server"
    id -u postgres >/dev/null 2>&1 || user=nobody
    if [[ -n $ROOT ]] || ((EUID != 0)); then
        lab run postgres "$VERSION" pg_ctl "$@" -D "$BASE/data" -l "$BASE/server.log"
    else
        (cd / && LC_ALL=C.UTF-8 setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups \
            "/usr/lib/postgresql/$VERSION/bin/pg_ctl" "$@" -D "$BASE/data" -l "$BASE/server.log")
    fi >/dev/null 2>&1
}

bad_clean_up() {
    ((BASHPID == $$)) || return
    stop_helpers
    clean_up
}
trap bad_clean_up EXIT
