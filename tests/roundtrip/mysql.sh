# Whole schemas of MySQL and MariaDB through the whole line: the sample, our small cases, and schemas of others where there are
# any. ENGINE and VERSION come from the name of the test file. A folder of tests/cases-mysql holds
#   source.sql     the source; what is MySQL's alone stands in /*!80000 ... */, what is MariaDB's in /*M!100600 ... */
#   job.yaml       what the job says besides, if anything
#   expected.sql   what must come out, if that is not the source
#   shows          regexes, one a line, of what post-data's report must show
#   only           the engine that the case is for, if it is for one
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}

# What the source holds onto an empty target: both halves around a load, and again.
both_halves() { # NAME [LINE-OF-YAML...]
    local events=('events: keep')
    [[ "${*:2}" != *events:* ]] || events=()
    job "${events[@]}" "${@:2}"
    exits 0 "$1: pre-data" pre-data
    exits 0 "$1: pre-data again" pre-data
    says 'nothing to do' "$1: it says that there is nothing to do"
    exits 0 "$1: load" load
    exits 0 "$1: post-data" post-data
}

is_refused() { # NAME
    exits 65 "$1: pre-data on a finished target is refused" pre-data
    says 'an earlier run went beyond pre-data' "$1: it says why"
}

round_trip() { # NAME
    both_halves "$1"
    is_finished "$1"
    has_same_rows "$1"
    is_refused "$1"
    wipe "$SOURCE" "$TARGET"
}

source_has() { # NAME DB FILE...
    load "$SOURCE" "${@:2}" >"$WORK/load" 2>&1
    result $? "$1: $2 loads" "$(tail -n 5 "$WORK/load")"
}

# What came out is what expected.sql makes, in the source's place.
looks_like() { # NAME FILE
    dump "$TARGET" >"$WORK/target.dump"
    wipe "$SOURCE"
    source_has "$1" "$1" "$2"
    dump "$SOURCE" >"$WORK/expected.dump"
    same_text "$WORK/expected.dump" "$WORK/target.dump" "$1: what came out is what $(basename "$2") makes"
}

folder_case() { # FOLDER
    local name regex lines=()
    name=$(basename "$1")
    [[ ! -e $1/only || $(<"$1/only") == "$ENGINE" ]] || return 0
    source_has "$name" "$name" "$1/source.sql"
    [[ ! -e $1/job.yaml ]] || mapfile -t lines <"$1/job.yaml"
    both_halves "$name" "${lines[@]}"
    [[ ! -e $1/shows ]] || while read -r regex; do shows "$regex" "$name: the report shows it"; done <"$1/shows"
    if [[ -e $1/expected.sql ]]; then
        exits 0 "$name: diff says equal" diff --exit-code
        exits 0 "$name: a second post-data" post-data
        says 'nothing to do' "$name: it says that there is nothing to do"
        looks_like "$name" "$1/expected.sql"
    else
        is_finished "$name"
        has_same_rows "$name"
    fi
    wipe "$SOURCE" "$TARGET"
}

# X-schema.sql and X-data.sql are one, X-objects.sql is more of X.
corpora() {
    local file name files
    for file in "$CORPORA"/mysql/*.sql; do
        name=$(basename "$file" .sql) files=("$file")
        case $name in
        *-data | *-objects) continue ;;
        *-schema) files+=("${file%-schema.sql}-data.sql") ;;
        *) [[ ! -e ${file%.sql}-objects.sql ]] || files+=("${file%.sql}-objects.sql") ;;
        esac
        source_has corpora "${name%-schema}" "${files[@]}"
    done
    for file in "$CORPORA"/dual/*/*.mysql.sql; do
        source_has corpora "$(basename "$file" .mysql.sql)" "$file"
    done
    round_trip corpora
}

ENGINE=${TEST#61-mysql-roundtrip-}
VERSION=${ENGINE#*-}
ENGINE=${ENGINE%-*}
servers "$ENGINE" "$VERSION"
for case in ${ONLY:-tests/cases-mysql/*/}; do folder_case "${case%/}"; done
ok 'sample: accounts are there' on "$TARGET" <tests/sample/mysql-target/10-users.sql
source_has sample shop tests/sample/mysql/*.sql
round_trip sample
if [[ -d $CORPORA/mysql ]]; then corpora; else note "no folder $CORPORA/mysql: only schemas of our own"; fi
finish
