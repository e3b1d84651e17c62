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

# All that the source holds at once, into schemas of one database.
crosses() { # NAME DB-OF-THE-SOURCE [LINE-OF-YAML...]
    target_is_empty "$1"
    job "$1" "${@:3}"
    UNDERSTUDY_JOB=$(sed "s|^source: .*|source: { url: \"$(lab url "$SOURCE" "$2")\" }|" <<<"$UNDERSTUDY_JOB")
    exits 0 "$1: clone" clone
    balances "$1"
    is_finished "$1"
}

case_db() { basename "${1//-/_}"; } # FOLDER

folder_looks() { # FOLDER DB: after a diff --json
    local name
    name=$(basename "$1")
    matches "$1/findings.mysql" "$(<"$WORK/findings")" "$name: it is found"
    matches "$1/made.mysql" "$(<"$WORK/dump")" "$name: it is made"
}

look() { # DB: what diff and pg_dump have to say
    understudy diff --json
    jq -r '(.findings[] | "\(.code): \(.object): \(.message)"), (.rules[] | "\(.rule): \(.what)")' "$WORK/out" >"$WORK/findings"
    target_dump "$1" >"$WORK/dump"
}

# A folder whose job says more is crossed alone.
cases() {
    local folder db
    local -a lines=()
    for folder in "$@"; do source_is "$(case_db "$folder")" "$folder/source.mysql.sql"; done
    for folder in "$@"; do
        [[ -e $folder/job.mysql ]] || continue
        db=$(case_db "$folder")
        mapfile -t lines <"$folder/job.mysql"
        crosses "$db" "$db" "${lines[@]}"
        look "$db"
        folder_looks "$folder"
        wipe "$SOURCE" "$db"
        wipe "$TARGET" "$db"
    done
    crosses cases ''
    look cases
    for folder in "$@"; do
        [[ -e $folder/job.mysql ]] || folder_looks "$folder"
        wipe "$SOURCE" "$(case_db "$folder")"
    done
}

# Schemas that are the applications' own, and our sample; its one text with a NUL could not be told from a fault.
corpora() {
    local name file
    ok 'sample: it loads' on "$SOURCE" '' < <(cat tests/sample/mysql/*.sql)
    on "$SOURCE" crm -e "UPDATE customer SET notes = REPLACE(notes, CHAR(0), '')"
    if [[ -d $CORPORA/mysql ]]; then
        source_is sakila "$CORPORA"/mysql/sakila-{schema,data}.sql
        for name in employees employees-partitioned wordpress phpmyadmin; do source_is "$name" "$CORPORA/mysql/$name.sql"; done
        for file in "$CORPORA"/dual/*/*.mysql.sql; do source_is "$(basename "$file" .mysql.sql)" "$file"; done
    fi
    crosses corpora ''
}

servers mysql 9.7 postgres 18
mapfile -t FOLDERS < <(compgen -G 'tests/cases-cross/*/source.mysql.sql' | xargs -n 1 dirname)
cases "${FOLDERS[@]}"
corpora
finish
