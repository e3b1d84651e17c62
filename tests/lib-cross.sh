# What live tests between two engines have beside tests/lib.sh: a source and a target of different engines. What is called a
# database here is one of PostgreSQL's or a schema of MySQL's, of the same name on both sides; PostgreSQL's schema of that name
# or `public` is what MySQL's database becomes.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

declare -A ENGINE # by the server's name
SOURCE='' TARGET=''

start_engine() { # ENGINE VERSION [OPTION...]: NAME is its name afterwards
    NAME=$SERVER-$1-$2
    ENGINE[$NAME]=$1
    start_server "$NAME" "$@"
}

# Both ways may be tested with the same two: between SERVER SERVER. Servers are started once.
servers() { # ENGINE VERSION ENGINE VERSION: the source's, and the target's
    local name
    for name in "$1 $2" "$3 $4"; do
        # shellcheck disable=SC2086 # two words
        [[ -n ${ENGINE[$SERVER-${name/ /-}]:-} ]] || start_engine $name
    done
    SOURCE=$SERVER-$1-$2 TARGET=$SERVER-$3-$4
}

is_postgres() { [[ ${ENGINE[$1]} == postgres ]]; } # SERVER

on() { # SERVER DB [ARGUMENT...]: SQL is on stdin; DB may be empty
    local db=$2
    is_postgres "$1" && db=${2:-postgres}
    lab sql "$1" "${db:-mysql}" "${@:3}"
}

value() { # SERVER DB QUERY
    if is_postgres "$1"; then on "$1" "$2" -A -t -c "$3"; else on "$1" "$2" -N -B -r -e "$3"; fi
}

wipe() { # SERVER DB...
    local db
    for db in "${@:2}"; do
        if is_postgres "$1"; then
            on "$1" '' -c "DROP DATABASE IF EXISTS \"$db\" WITH (FORCE)"
        else
            on "$1" '' -e "SET foreign_key_checks = 0; DROP DATABASE IF EXISTS \`$db\`"
        fi >/dev/null 2>&1
    done
}

fresh() { # SERVER DB: an empty one
    wipe "$1" "$2"
    if is_postgres "$1"; then
        on "$1" '' -c "CREATE DATABASE \"$2\" TEMPLATE template0"
    else
        on "$1" '' -e "CREATE DATABASE \`$2\` DEFAULT CHARACTER SET utf8mb4"
    fi >/dev/null
}

source_is() { # DB FILE...
    fresh "$SOURCE" "$1"
    cat "${@:2}" | on "$SOURCE" "$1" >"$WORK/load" 2>&1
    result $? "$1: the source loads" "$(tail -n 5 "$WORK/load")"
}

# A target of MySQL's is made by the job; a database of PostgreSQL's has to be there.
target_is_empty() { # DB
    if is_postgres "$TARGET"; then fresh "$TARGET" "$1"; else wipe "$TARGET" "$1"; fi
}

job() { # DB [LINE-OF-YAML...]: what these do not say, load and masking, is as in most tests
    local to line usual=()
    for line in "load: { by: understudy }" "masking: none"; do
        [[ " ${*:2}" == *" ${line%%:*}:"* ]] || usual+=("$line")
    done
    if is_postgres "$TARGET"; then to=$(lab url "$TARGET" "$1"); else to=$(lab url "$TARGET"); fi
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(lab url "$SOURCE" "$1")\" }" "target: { url: \"$to\" }" \
        "${usual[@]}" "${@:2}")
}

# Regexes, one a line, that the text must match; a file that is not there asks for nothing.
matches() { # FILE TEXT NAME: across lines, too
    local regex
    [[ -e $1 ]] || return 0
    while IFS= read -r regex; do
        grep -qzP -- "$regex" <<<"$2"
        result $? "$3: $regex" "$(tail -n 60 <<<"$2")"
    done <"$1"
}

# Nothing of the source is lost: what the report's last line counts is what was read.
balances() { # NAME
    local read total
    read=$(sed -n 's/.*read the source: \([0-9]*\) objects.*/\1/p' "$WORK/err" | tail -n 1)
    total=$(sed -n 's/^total .* \([0-9]*\)$/\1/p' "$WORK/out" | tail -n 1)
    is "$total" "$read" "$1: every object of the source is accounted for"
}

# What must hold when a job is through.
is_finished() { # NAME
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: a second post-data is done at once" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
    has_same_rows "$1"
}

# Counts, and checksums of every column.
has_same_rows() { # NAME
    exits 0 "$1: rows are the same" verify
    note "$1: $(tail -n 1 "$WORK/err")"
}

# From the files to a finished target; clone may end with 65, when objects are left to people.
across() { # DB EXIT-CODE-OF-CLONE FILE...
    source_is "$1" "${@:3}" || return
    target_is_empty "$1"
    job "$1"
    exits "$2" "$1: clone" clone
    is_finished "$1"
}
