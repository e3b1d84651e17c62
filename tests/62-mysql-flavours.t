#!/usr/bin/env bash
# From MariaDB to MySQL and back: what both have comes out equal, what only one has is named. tests/flavours/X.sql is a schema
# with what X alone has, X.findings holds regexes, one a line, of what is said about it on the way to the other.
. "$(dirname "$0")/lib-mysql.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}

goes_over() { # NAME
    job 'events: keep'
    exits 0 "$1: clone" clone
    exits 0 "$1: diff says equal" diff --exit-code --format json
    cp "$WORK/out" "$WORK/report"
    exits 0 "$1: a second post-data" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
}

has_itself() { # ENGINE
    local regex
    load "$SOURCE" flavour "tests/flavours/$1.sql" 2>"$WORK/load"
    result $? "$1's own loads" "$(tail -n 5 "$WORK/load")"
    goes_over "$1's own"
    while read -r regex; do
        like "$(<"$WORK/report")" "$regex" "$1's own: the report says: $regex"
    done <"tests/flavours/$1.findings"
    wipe "$SOURCE" "$TARGET"
}

has_schemas_of_others() { # FILE...: X-data.sql goes into what X-schema.sql makes
    local file name
    for file; do
        [[ -e $file ]] || continue
        name=$(basename "$file")
        load "$SOURCE" "${name%%[.-]*}" "$file" 2>"$WORK/load"
        result $? "$name loads" "$(tail -n 5 "$WORK/load")"
    done
    goes_over "schemas of others"
    wipe "$SOURCE" "$TARGET"
}

servers mariadb 10.11 mysql 9.7
has_itself mariadb
[[ ! -d $CORPORA/mysql ]] || has_schemas_of_others "$CORPORA"/mysql/{phpmyadmin,wordpress,sakila-schema,employees,employees-objects}.sql \
    "$CORPORA"/dual/*/*.mysql.sql
note 'and back'
read -r SOURCE TARGET <<<"$TARGET $SOURCE"
has_itself mysql
[[ ! -d $CORPORA/mysql ]] || has_schemas_of_others "$CORPORA"/mysql/{wordpress,sakila-schema}.sql "$CORPORA"/dual/{rt5,openfire}/*.mysql.sql
finish
