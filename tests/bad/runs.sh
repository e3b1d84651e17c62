# What tests of mistakes and faults share, on top of tests/lib.sh or tests/lib-mysql.sh, whatever the servers: runs that end by
# themselves, a mistake that is told in full, secrets that nobody said, and what gets in the way in the background.
BOUND=(timeout --foreground -k 10 90)
SAID=$WORK/said # everything that was ever said, for is_secret
mkdir "$SAID"
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
    local said=$WORK/helper.${#HELPERS[@]}
    : >"$said" # now: what an earlier helper said may be there
    timeout -k 10 120 "$@" >>"$said" 2>&1 </dev/null &
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
