# A run that is killed anywhere is resumed by running it again: SIGKILL at moments spread over the time that
# a whole run takes, some in a row, then a run to the end, and all that must hold of a finished target holds.
# VERSION comes from the name of the test file; UNDERSTUDY_SEED=N repeats a run's moments.
SEED=${UNDERSTUDY_SEED:-$((RANDOM * 32768 + RANDOM))}
ROUNDS=3 KILLS=4 # kills a round
RANDOM=$SEED

now_ms() { echo $((${EPOCHREALTIME/./} / 1000)); }
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); } # MILLISECONDS

# How many objects are there: a picture of how far a killed run has come, not an exact account.
objects() { # DB
    value "$1" "SELECT sum(n) FROM (SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_constraint UNION ALL
        SELECT count(*) FROM pg_proc UNION ALL SELECT count(*) FROM pg_type UNION ALL SELECT count(*) FROM pg_trigger UNION ALL
        SELECT count(*) FROM pg_description UNION ALL SELECT count(*) FROM pg_namespace) counts(n)"
}

# False when the run was over before.
kill_at() { # MILLISECONDS COMMAND
    local pid
    "$UNDERSTUDY" "$2" --quiet >/dev/null 2>&1 &
    pid=$!
    sleep "$(seconds "$1")"
    kill -KILL "$pid" 2>/dev/null
    { wait "$pid"; } 2>/dev/null
    (($? == 137))
}

# A run that is over too soon is no run killed: again, earlier.
kill_once() { # MILLISECONDS COMMAND SOURCE-DB TARGET-DB [TEMPLATE]
    local at=$1
    until kill_at "$at" "$2"; do
        ((at = at * 2 / 3))
        [[ -z ${5:-} ]] || fresh "$4" "$5"
    done
    THERE=$(($(objects "$4") - LEAST))
    ((THERE == 0 || THERE == MOST - LEAST)) || ((++MIDDLE))
    note "$3: $2 killed after $at ms with $THERE of $((MOST - LEAST)) objects there"
}

goes_on() { # NAME COMMAND SOURCE-DB TARGET-DB
    exits 0 "$1: goes on to the end" "$2" || return
    [[ $2 != pre-data ]] || exits 0 "$1: post-data after it" post-data
    is_finished "$1" "$3" "$4"
    [[ $2 != clone ]] || has_same_rows "$1" "$3" "$4"
}

survives() { # COMMAND SOURCE-DB TEMPLATE-OF-TARGET [LINE-OF-YAML...]
    local command=$1 source=$2 template=$3 target=$2-target started took round kill name low high moment
    MIDDLE=0
    fresh "$target" "$template"
    job "$source" "$target" "${@:4}"
    LEAST=$(objects "$target")
    started=$(now_ms)
    exits 0 "$source: $command in one go" "$command"
    took=$(($(now_ms) - started))
    MOST=$(objects "$target")
    note "$source: $command takes $took ms and makes $((MOST - LEAST)) objects"
    for ((round = 0; round < ROUNDS; round++)); do
        name="$source: $command, seed $SEED, round $round"
        fresh "$target" "$template"
        kill_once $((took * (round * 32768 + RANDOM) / 32768 / ROUNDS)) "$command" "$source" "$target" "$template"
        for ((kill = 1; kill < KILLS; kill++)); do kill_once $((took * RANDOM / 32768)) "$command" "$source" "$target"; done
        goes_on "$name" "$command" "$source" "$target"
    done
    # A half that comes in few batches is seldom met in the middle: its moment is closed in on, and anew, for it moves.
    for ((kill = 0; kill < 48 && MIDDLE == 0 && $# <= 3; kill++)); do
        ((kill % 8)) || low=0 high=$took
        moment=$(((low + high) / 2))
        fresh "$target" "$template"
        kill_once "$moment" "$command" "$source" "$target" "$template"
        if ((THERE == 0)); then low=$moment; else high=$moment; fi
        ((MIDDLE == 0)) || goes_on "$source: $command, in the middle" "$command" "$source" "$target"
    done
    drop "$target"
    (($# > 3)) || result $((MIDDLE == 0)) "$source: $MIDDLE runs of $command were killed with some of their work done and not all"
}

# post-data starts from what pre-data and load have made.
all_commands_survive() { # SOURCE-DB FILE...
    local source=$1 loaded=$1-loaded
    fresh "$source"
    cat "${@:2}" | sql "$source" >"$WORK/load" 2>&1
    result $? "$source loads" "$(tail -n 5 "$WORK/load")" || return
    survives pre-data "$source" template0
    survives clone "$source" template0
    fresh "$loaded"
    job "$source" "$loaded"
    exits 0 "$source: pre-data" pre-data
    exits 0 "$source: load" load
    survives post-data "$source" "$loaded"
    exits 0 "$source: post-data" post-data --set "target.url=$(url "$loaded")"
    # What a refresh drops is gone in a moment, and so hard to hit in the middle.
    ROUNDS=1 survives pre-data "$source" "$loaded" 'existing: refresh'
    drop "$source" "$loaded"
}

server "${TEST##*-}"
note "seed $SEED"
all_commands_survive sample tests/sample/postgres/{10-schema,20-data}.sql
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora/pg}
[[ ! -e $CORPORA/lago.sql ]] || all_commands_survive lago "$CORPORA/lago.sql"
finish
