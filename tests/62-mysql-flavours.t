#!/usr/bin/env bash
# MariaDB to MySQL and back: what both know is equal after either way, and of what one does not know there is a finding.
. "$(dirname "$0")/lib-mysql.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}
BACK=$SERVER-back
trap 'lab stop "$BACK" >/dev/null 2>&1; clean_up' EXIT

# MySQL writes JSON in another way than it came: numbers of rows must do.
eval "hashed_$(declare -f rows)"
rows() { hashed_rows "$1" | cut -f 1,2; } # SERVER

clone_over() { # NAME [LINE-OF-YAML...]
    job 'events: keep' "${@:2}"
    exits 0 "$1: pre-data" pre-data
    exits 0 "$1: load" load
    exits 0 "$1: post-data" post-data
    cp "$WORK/out" "$WORK/report"
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: a second post-data is done at once" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
    has_same_rows "$1"
}

reports() { like "$(<"$WORK/report")" "$1" "$2"; } # REGEX NAME

servers mariadb 10.11 mysql 9.7
ok 'accounts are there' on "$TARGET" <tests/sample/mysql-target/10-users.sql
load "$SOURCE" shop tests/sample/mysql/*.sql || result 1 'the sample loads'
load "$SOURCE" tables tests/cases-mysql/tables/source.sql || result 1 'tables load'
if [[ -d $CORPORA/mysql ]]; then
    load "$SOURCE" sakila "$CORPORA"/mysql/sakila-{schema,data}.sql
    load "$SOURCE" wordpress "$CORPORA"/mysql/wordpress.sql
    for file in "$CORPORA"/dual/*/*.mysql.sql; do load "$SOURCE" "$(basename "$file" .mysql.sql)" "$file"; done
fi

clone_over 'to MySQL' 'rename: { roles: { shop_reader: "shop_reader@%" } }'
reports 'VERSION_LEFT_OUT' 'to MySQL: there are findings'
reports 'sequence warehouse\.pallet_seq: a sequence' 'to MySQL: sequences are left out'
reports 'package billing\.rates: a package' 'to MySQL: packages are left out'
reports 'table billing\.exchange_rate: a system-versioned table' 'to MySQL: system versioning is left out'
reports 'table hr\.absence: a table with a period' 'to MySQL: periods are left out'

lab stop "$SOURCE"
start_server "$BACK" mariadb 10.11
ok 'accounts are there, too' on "$BACK" <tests/sample/mysql-target/10-users.sql
SOURCE=$TARGET TARGET=$BACK
clone_over 'back to MariaDB' 'rename: { roles: { "shop_reader@%": shop_reader } }'
lab stop "$SOURCE"
finish
