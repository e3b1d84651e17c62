#!/usr/bin/env bash
# From MySQL to PostgreSQL. A folder of tests/cases-cross holds, for this way,
#   source.mysql.sql  the source, in a database called like the folder
#   job.mysql         what the job says besides
#   findings.mysql    regexes, one a line, of diff's findings, "CODE: object: message", and rules, "R12: meaning"
#   made.mysql        the same of what pg_dump must say about the target
# Schemas that others wrote lie outside of the repository: they are used where they are.
. "$(dirname "$0")/lib-cross.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}

target_dump() { lab pg_dump "$TARGET" "$1" --schema-only; } # DB

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

crosses() { # DB EXIT-CODE FILE...
    source_is "$1" "${@:3}" || return
    target_is_empty "$1"
    exits "$2" "$1: clone" clone
    balances "$1"
    is_finished "$1"
}

cross_case() { # FOLDER
    local name db
    local -a lines=()
    name=$(basename "$1") db=${name//-/_}
    [[ ! -e $1/job.mysql ]] || mapfile -t lines <"$1/job.mysql"
    job "$db" "${lines[@]}"
    crosses "$db" 0 "$1/source.mysql.sql"
    understudy diff --json
    matches "$1/findings.mysql" "$(jq -r '(.findings[] | "\(.code): \(.object): \(.message)"), (.rules[] | "\(.rule): \(.what)")' "$WORK/out")" "$name: it is found"
    matches "$1/made.mysql" "$(target_dump "$db")" "$name: it is made"
    wipe "$SOURCE" "$db"
    wipe "$TARGET" "$db"
}

cases() {
    local folder
    for folder in tests/cases-cross/${ONLY:-*}/; do
        [[ ! -e $folder/source.mysql.sql ]] || cross_case "${folder%/}"
    done
}

corpus() { # DB FILE...
    job "$1"
    crosses "$1" 0 "${@:2}"
    wipe "$SOURCE" "$1"
    wipe "$TARGET" "$1"
}

corpora() {
    local name file
    corpus sakila "$CORPORA"/mysql/sakila-{schema,data}.sql
    for name in employees employees-partitioned wordpress phpmyadmin; do corpus "$name" "$CORPORA/mysql/$name.sql"; done
    for file in "$CORPORA"/dual/*/*.mysql.sql; do corpus "$(basename "$file" .mysql.sql)" "$file"; done
}

servers mysql 9.7 postgres 18
cases
[[ ! -d $CORPORA/mysql || -n ${ONLY:-} ]] || corpora
finish
