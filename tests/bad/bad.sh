# What the tests of mistakes share, on top of tests/lib.sh: a run that ends by itself, a mistake that is told
# in full, a target that nobody touched, secrets that nobody said.
. tests/lib.sh

SERVER=bad-$SERVER
BOUND=(timeout --foreground -k 10 90)
SAID=$WORK/said # everything that was ever said, for is_secret
mkdir "$SAID"
unset "${!PG@}"
# No ~/.pgpass and no ~/.postgresql/root.crt of this machine may help; the lab keeps its own place.
export UNDERSTUDY_LAB=${UNDERSTUDY_LAB:-$HOME/.cache/understudy/lab} HOME=$WORK

# Runs are numbered, so that what they said stays.
understudy() { # ARGUMENT...
    local run
    run=$SAID/$(find "$SAID" -name '*.out' | wc -l)
    STATUS=0
    "${BOUND[@]}" "$UNDERSTUDY" --log "${LOG:-human}" --color never "$@" >"$run.out" 2>"$run.err" </dev/null || STATUS=$?
    ln -sf "$run.out" "$WORK/out"
    ln -sf "$run.err" "$WORK/err"
}

# What is wrong and where, what to do about it, the code for those who branch; twice, as people and as programs read it.
mistake() { # EXIT-CODE NAME WHAT-AND-WHERE REMEDY ARGUMENT...
    local said
    exits "$1" "$2" "${@:5}"
    like "$(tail -n 20 "$WORK/err")" "$3" "$2: says what and where"
    like "$(tail -n 20 "$WORK/err")" "$4" "$2: says the remedy"
    [[ -z ${ONCE:-} ]] || return 0
    LOG=json understudy "${@:5}"
    said=$(jq -se --argjson code "$1" 'last | .level == "error" and .exit_code == $code and .message != "" and .hint != "" and .hint != null
        and .class != null and .run_id != null' "$WORK/err" 2>&1)
    result $((STATUS != $1)) "$2: the same code with JSON logs" "exit code $STATUS, not $1"
    is "$said" true "$2: its last line of JSON has class, message, hint and exit code"
}

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

# --- Secrets ---------------------------------------------------------------------------------------

is_secret() { # NAME SECRET [FILE-OR-FOLDER...]: in everything said so far, and there
    local found
    found=$(grep -rlaF -e "$2" "$SAID" "${@:3}" | head -n 5)
    result $((${#found} > 0)) "$1" "found in: $found" "$([[ -z $found ]] || grep -haF -e "$2" $found | head -n 5)"
}

# --- Waiting ---------------------------------------------------------------------------------------

# Until a query says t; false after 30 seconds.
wait_until() { # DB QUERY
    local try
    for ((try = 0; try < 300; try++)); do
        [[ $(value "$1" "$2" 2>/dev/null) != t ]] || return 0
        sleep 0.1
    done
    return 1
}

HELPERS=() # processes of ours that end with the test

helper() { # COMMAND...
    timeout -k 10 120 "$@" >"$WORK/helper.$((${#HELPERS[@]}))" 2>&1 </dev/null &
    HELPERS+=($!)
}

# A program that prints the port it listens on, as PORT.
listen() { # PROGRAM ARGUMENT...
    local said=$WORK/helper.${#HELPERS[@]} try
    helper python3 "$@"
    for ((try = 0; try < 100; try++)); do
        PORT=$(head -n 1 "$said" 2>/dev/null)
        [[ -z $PORT ]] || return 0
        sleep 0.1
    done
    note "python3 $* does not listen: $(<"$said")"
    return 1
}

stop_helpers() { ((!${#HELPERS[@]})) || kill "${HELPERS[@]}" 2>/dev/null; wait "${HELPERS[@]}" 2>/dev/null; HELPERS=(); }

# --- Runs in the background, and what gets in their way ---------------------------------------------

# Starts understudy in the background; finished_with waits for it.
start() { # ARGUMENT...
    RUN=$SAID/$(find "$SAID" -name '*.out' | wc -l)
    "${BOUND[@]}" "$UNDERSTUDY" "$@" --log human --color never >"$RUN.out" 2>"$RUN.err" </dev/null &
    PID=$!
}

finished_with() { # EXIT-CODE NAME
    STATUS=0
    wait "$PID" || STATUS=$?
    ln -sf "$RUN.out" "$WORK/out"
    ln -sf "$RUN.err" "$WORK/err"
    result $((STATUS != $1)) "$2" "exit code $STATUS, not $1" "$(tail -n 15 "$RUN.err")"
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

ALSO=() # further servers of this test

bad_clean_up() {
    local name
    ((BASHPID == $$)) || return
    stop_helpers
    for name in "${ALSO[@]}"; do lab stop "$name" >/dev/null 2>&1; done
    clean_up
}
trap bad_clean_up EXIT
