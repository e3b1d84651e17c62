#!/usr/bin/env bash
# From MySQL to PostgreSQL. A folder of tests/cases-cross holds, for this way,
#   source.mysql.sql  the source, in a database called like the folder
#   job.mysql         what the job says besides
#   findings.mysql    regexes, one a line, of diff's findings, "CODE: object: message", and rules, "R12: meaning"
#   made.mysql        the same of what pg_dump must say about the target
# Schemas that others wrote lie outside of the repository: they are used where they are.
. "$(dirname "$0")/lib-cross.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}

target_dump() { lab dump "$TARGET" "$1" --schema-only; } # DB

# All that the source holds at once, into schemas of one database.
crosses() { # NAME DB-OF-THE-SOURCE [LINE-OF-YAML...]
    target_is_empty "$1"
    job "$1" "${@:3}"
    UNDERSTUDY_JOB=${UNDERSTUDY_JOB/"$(lab url "$SOURCE" "$1")"/"$(lab url "$SOURCE" "$2")"}
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
    for folder in "$@"; do
        [[ -e $folder/job.mysql ]] || continue
        db=$(case_db "$folder")
        source_is "$db" "$folder/source.mysql.sql"
        mapfile -t lines <"$folder/job.mysql"
        crosses "$db" "$db" "${lines[@]}"
        look "$db"
        folder_looks "$folder"
        wipe "$SOURCE" "$db"
        wipe "$TARGET" "$db"
    done
    for folder in "$@"; do
        [[ -e $folder/job.mysql ]] || source_is "$(case_db "$folder")" "$folder/source.mysql.sql"
    done
    crosses cases ''
    look cases
    for folder in "$@"; do
        [[ ! -e $folder/job.mysql ]] || continue
        folder_looks "$folder"
        wipe "$SOURCE" "$(case_db "$folder")"
    done
}

# Its one text with a NUL would stop the run.
sample() {
    ok 'sample: it loads' on "$SOURCE" '' < <(cat tests/sample/mysql/*.sql)
    on "$SOURCE" crm -e "UPDATE customer SET notes = REPLACE(notes, CHAR(0), '')"
}

# Schemas that are the applications' own, and our sample.
corpora() {
    local name file names
    sample
    if [[ -d $CORPORA/mysql ]]; then
        source_is sakila "$CORPORA"/mysql/sakila-{schema,data}.sql
        for name in employees employees-partitioned wordpress phpmyadmin; do source_is "$name" "$CORPORA/mysql/$name.sql"; done
        for file in "$CORPORA"/dual/*/*.mysql.sql; do source_is "$(basename "$file" .mysql.sql)" "$file"; done
    fi
    crosses corpora ''
    mapfile -t names < <(value "$SOURCE" mysql "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')")
    wipe "$SOURCE" "${names[@]}"
}

servers mysql 9.7 postgres 18
mapfile -t FOLDERS < <(compgen -G 'tests/cases-cross/*/source.mysql.sql' | xargs -n 1 dirname)
cases "${FOLDERS[@]}"

# --- ON UPDATE CURRENT_TIMESTAMP: only where a row changes, and the column was not said ---

on "$TARGET" cases -q <<'SQL'
UPDATE on_update.stamp SET v = 2 WHERE id = 1;
UPDATE on_update.stamp SET v = v WHERE id = 2;
UPDATE on_update.stamp SET v = 3, changed = '2021-01-01' WHERE id = 3;
UPDATE on_update.twice SET v = v;
SQL
NOW="CASE WHEN %s > now() - interval '1 hour' THEN 'now' ELSE %s::date::text END"
is "$(value "$TARGET" cases "SELECT string_agg(${NOW//%s/changed}, ' ' ORDER BY id) FROM on_update.stamp")" 'now 2020-01-01 2021-01-01' 'on update: a row that changes is stamped'
is "$(value "$TARGET" cases 'SELECT a::date FROM on_update.twice')" 2020-01-01 'on update: a row that does not change is not, beside a generated column'
on "$TARGET" cases -q -c 'UPDATE on_update.twice SET v = 7'
is "$(value "$TARGET" cases "SELECT concat(${NOW//%s/a}, ' ', a = date_trunc('second', a), ' ', \"B b\" IS NOT NULL) FROM on_update.twice")" 'now t t' 'on update: both columns, cut to their precision'

# --- What stops the run ---

source_is foreign_keys tests/cases-cross/foreign-keys/source.mysql.sql
target_is_empty foreign_keys
job foreign_keys
exits 65 'a foreign key to what is no key: pre-data stops' pre-data
says 'FK_NONUNIQUE: foreign key foreign_keys\.loose\.to_plain.*exclude "foreign_key:foreign_keys\.to_plain"' 'a foreign key to what is no key: it names the remedy'
wipe "$SOURCE" foreign_keys

corpora

# --- Older servers ---

servers mysql 9.7 postgres 15
source_is columns tests/cases-cross/columns/source.mysql.sql
crosses older columns
look older
like "$(<"$WORK/findings")" 'VERSION_LEFT_OUT: check columns\.loose\.unenforced' 'PostgreSQL 15: a check that is not enforced is left out'
like "$(<"$WORK/findings")" 'G01: a VIRTUAL column is STORED' 'PostgreSQL 15: no virtual columns'

servers mariadb 11.8 postgres 15
sample
crosses mariadb ''
look mariadb
like "$(<"$WORK/findings")" 'OPTION_DROPPED: table billing\.exchange_rate: PostgreSQL has no SYSTEM VERSIONING' 'MariaDB: its history is told of'
like "$(<"$WORK/dump")" 'CREATE SEQUENCE warehouse\."Count down"' 'MariaDB: its sequences are there'
exits 65 'MariaDB: DMS loads no such table' pre-data --set load.by=dms --set existing=recreate
says 'TYPE_UNSUPPORTED_DMS: table billing\.exchange_rate' 'MariaDB: that is told'
finish
