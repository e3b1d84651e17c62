# What the live tests share: TAP, a scratch server for each test file, understudy run against it.
# A test file is run by prove, from any folder: UNDERSTUDY=program prove -j2 tests/*.t
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

UNDERSTUDY=${UNDERSTUDY:-build/understudy}
TEST=$(basename "$0" .t)
SERVER=$TEST-$$ # a name of its own, so that two runs may live on one machine
WORK=$(mktemp -d)
URL=''
COUNT=0 FAILED=0 STATUS=0

# A sanitizer that finds something must not pass for an exit code that a test expects.
export ASAN_OPTIONS="exitcode=99:log_path=$WORK/sanitizer" UBSAN_OPTIONS="exitcode=99:log_path=$WORK/sanitizer:print_stacktrace=1"
unset UNDERSTUDY_JOB_URI

# Nothing waits for ever: what hangs is ended, and fails under its name. BOUND stands before each run of understudy; in the
# foreground, for else timeout sends SIGCONT behind its SIGTERM, and that undoes the SIGSTOP by which LeakSanitizer halts a
# program that ends: its tracer then waits for ever.
BOUND=(timeout --foreground -k 10 600)
lab() { timeout -k 10 1200 tests/lab "$@"; }

# --- TAP -------------------------------------------------------------------------------------------

note() { printf '%s\n' "$@" | sed 's/^/# /'; }

result() { # STATUS NAME [DIAGNOSTICS]
    ((++COUNT))
    if (($1 == 0)); then
        echo "ok $COUNT - $2"
    else
        ((++FAILED))
        echo "not ok $COUNT - $2"
        note "failed: $2" "${@:3}" >&2 # prove shows what is said there, and nothing else
    fi
    return "$1"
}

ok() { # NAME COMMAND...
    local said status=0
    said=$("${@:2}" 2>&1) || status=$?
    result "$status" "$1" "$(tail -n 30 <<<"$said")"
}

is() { # GOT WANTED NAME
    if [[ $1 == "$2" ]]; then result 0 "$3"; else result 1 "$3" "got:    $1" "wanted: $2"; fi
}

like() { # TEXT REGEX NAME
    if [[ $1 =~ $2 ]]; then result 0 "$3"; else result 1 "$3" "not found: $2" "in: $(tail -n 20 <<<"$1")"; fi
}

same_text() { # FILE FILE NAME
    local status=0
    cmp -s "$1" "$2" || status=1
    result "$status" "$3" "$(diff "$1" "$2" | head -n 40)"
}

# At a desk a test may be left out where something is missing; in CI nothing may be missing.
skip() { # REASON
    if [[ ${UNDERSTUDY_NO_SKIP:-} == 1 ]]; then
        result 1 "nothing is skipped" "$1"
        finish
    fi
    echo "1..0 # SKIP $1"
    exit 0
}

finish() {
    local found
    # LeakSanitizer met a thread that was killed with its program: no finding.
    found=$(cat "$WORK"/sanitizer.* 2>/dev/null | grep -vxE '==[0-9]+==Unable to get registers from thread [0-9]+\.')
    result $((${#found} > 0)) "no sanitizer has anything to say" "$(head -n 60 <<<"$found")"
    echo "1..$COUNT"
    exit $((FAILED > 0))
}

# --- The server ------------------------------------------------------------------------------------

SERVERS=() # of this test: whatever becomes of it, they are stopped

# A child that is killed before it has its own handlers runs these: only the test itself cleans up.
clean_up() {
    ((BASHPID == $$)) || return
    ((${#SERVERS[@]} == 0)) || stop_servers "${SERVERS[@]}"
    rm -rf "$WORK"
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

start_server() { # NAME ENGINE VERSION [OPTION...]
    [[ -x $UNDERSTUDY ]] || { note "there is no $UNDERSTUDY: run make"; exit 1; }
    SERVERS+=("$1")
    lab start "$2" "$3" "$1" "${@:4}" >"$WORK/start" 2>&1 || { note "$(<"$WORK/start")"; exit 1; }
    note "$1 is $2 $3, $UNDERSTUDY"
}

stop_servers() { # NAME...
    local name
    for name; do lab stop "$name" >/dev/null 2>&1; done
}

server() { # VERSION [OPTION...]
    start_server "$SERVER" postgres "$@"
    URL=$(lab url "$SERVER" DB)
}

url() { echo "${URL/DB/$1}"; }                         # DB
sql() { lab sql "$SERVER" "$@"; }                 # DB [PSQL-ARGUMENT...]
value() { lab sql "$SERVER" "$1" -A -t -c "$2"; } # DB QUERY

drop() { # DB...
    local db
    for db; do sql postgres -c "DROP DATABASE IF EXISTS \"$db\" WITH (FORCE)" 2>/dev/null; done
}

fresh() { # DB [TEMPLATE]
    drop "$1"
    sql postgres -c "CREATE DATABASE \"$1\" TEMPLATE \"${2:-template0}\""
}

# All of pg_dump's text but comments, blank lines and the random key of its \restrict.
dump() { lab dump "$SERVER" "$1" --schema-only | grep -vE '^(--|$|\\(un)?restrict )'; } # DB

# What pg_dump does not show: where columns stand, and whether they are a table's own.
columns() { # DB
    value "$1" "SELECT c.oid::regclass, string_agg(format('%I %s %s', attname, attislocal, attinhcount), ', ' ORDER BY attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.oid >= 16384 AND relnamespace <> 'pg_toast'::regnamespace AND relpersistence <> 't'
        GROUP BY c.oid ORDER BY c.oid::regclass::text COLLATE \"C\""
}

# Number and hash of the rows of every table, whatever their order, and the state of every sequence.
rows() { # DB
    sql "$1" -A -t <<'SQL'
SET search_path = '';
SELECT format('SELECT %L, count(*), sum(hashtextextended(this_row::text, 0)::numeric) FROM ONLY %s this_row', oid::regclass, oid::regclass)
FROM pg_class
WHERE relkind IN ('r', 'm') AND relispopulated AND relpersistence <> 't'
  AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
ORDER BY oid::regclass::text COLLATE "C" \gexec
SELECT format('SELECT %L, last_value, is_called FROM %s', oid::regclass, oid::regclass)
FROM pg_class WHERE relkind = 'S' ORDER BY oid::regclass::text COLLATE "C" \gexec
SQL
}

# --- understudy ------------------------------------------------------------------------------------

job() { # SOURCE-DB TARGET-DB [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(url "$1")\" }" "target: { url: \"$(url "$2")\" }" \
        "load: { by: understudy }" "masking: none" "${@:3}")
}

# What it says is in $WORK/out and $WORK/err, its exit code in STATUS.
understudy() { # ARGUMENT...
    STATUS=0
    "${BOUND[@]}" "$UNDERSTUDY" "$@" --log human --color never >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

exits() { # EXIT-CODE NAME ARGUMENT...
    understudy "${@:3}"
    result $((STATUS != $1)) "$2" "understudy ${*:3}: exit code $STATUS, not $1" "$(tail -n 15 "$WORK/err")" "$(tail -n 25 "$WORK/out")"
}

says() { like "$(<"$WORK/err")" "$1" "$2"; }   # REGEX NAME: on standard error
shows() { like "$(<"$WORK/out")" "$1" "$2"; }  # REGEX NAME: on standard output

# The three that must hold when a job is through: diff says equal, pg_dump says equal, and a second
# post-data finds nothing to do.
is_finished() { # NAME SOURCE-DB TARGET-DB
    exits 0 "$1: diff says equal" diff --exit-code
    dump "$2" >"$WORK/source.dump"
    dump "$3" >"$WORK/target.dump"
    [[ -s $WORK/source.dump ]] || result 1 "$1: pg_dump has something to say"
    same_text "$WORK/source.dump" "$WORK/target.dump" "$1: pg_dump says equal"
    columns "$2" >"$WORK/source.columns"
    columns "$3" >"$WORK/target.columns"
    same_text "$WORK/source.columns" "$WORK/target.columns" "$1: columns stand where they stood"
    exits 0 "$1: a second post-data is done at once" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
}

has_same_rows() { # NAME SOURCE-DB TARGET-DB
    rows "$2" >"$WORK/source.rows"
    rows "$3" >"$WORK/target.rows"
    same_text "$WORK/source.rows" "$WORK/target.rows" "$1: $(grep -c . "$WORK/source.rows") tables and sequences hold the same"
}

# A schema onto an empty database: both halves around a load, and again.
round_trip() { # NAME FILE...
    local name=$1 source=$1-source target=$1-target
    fresh "$source"
    cat "${@:2}" | sql "$source" >"$WORK/load" 2>&1
    result $? "$name: the source loads" "$(tail -n 5 "$WORK/load")" || return
    fresh "$target"
    job "$source" "$target"
    exits 0 "$name: pre-data" pre-data
    exits 0 "$name: pre-data again" pre-data
    says 'nothing to do' "$name: it says that there is nothing to do"
    exits 0 "$name: load" load
    exits 0 "$name: post-data" post-data
    is_finished "$name" "$source" "$target"
    has_same_rows "$name" "$source" "$target"
    exits 65 "$name: pre-data on a finished target is refused" pre-data
    says 'an earlier run went beyond pre-data' "$name: it says why"
    drop "$source" "$target"
}
