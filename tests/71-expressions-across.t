#!/usr/bin/env bash
# Expressions in the other engine's words give the same values: each is a view of its own, over rows with boundaries and NULLs,
# and what both servers show is compared. What is refused must be.
. "$(dirname "$0")/lib-cross.sh"

HERE=$(dirname "$0")/expressions

# Of each line, CREATE VIEW; refused ones too.
views() { # FILE
    local line number=0
    while IFS= read -r line; do
        [[ -z $line || $line == '#'* ]] && continue
        number=$((number + 1))
        printf 'CREATE VIEW v%d AS SELECT t.id AS id, (%s) AS v FROM t;\n' "$number" "${line#! }"
    done <"$1"
}

# "12|3|value" of all views that the server has, in one query each; booleans as MySQL has them.
values() { # SERVER DB SCHEMA FILE
    local names=$1.names name query=''
    if is_postgres "$1"; then
        value "$1" "$2" "SELECT viewname FROM pg_views WHERE schemaname = '$3' ORDER BY 1" >"$WORK/$names"
    else
        value "$1" "$2" "SELECT table_name FROM information_schema.views WHERE table_schema = '$3' ORDER BY 1" >"$WORK/$names"
    fi
    while read -r name; do
        if is_postgres "$1"; then
            query+="SELECT '$name', id, v FROM \"$3\".$name ORDER BY id;"$'\n'
        else
            query+="SELECT '$name', id, v FROM $name ORDER BY id;"$'\n'
        fi
    done <"$WORK/$names"
    if is_postgres "$1"; then
        on "$1" "$2" -v ON_ERROR_STOP=0 -q -A -t -F '|' -P null=NULL <<<"SET timezone = 'UTC'; $query"
    else
        on "$1" "$2" --force -N -B -r <<<"$query" | tr '\t' '|'
    fi | sed -E 's/^([^|]*\|[^|]*\|)t$/\11/; s/^([^|]*\|[^|]*\|)f$/\10/; s/(\.[0-9]*[1-9])0+$/\1/; s/\.0+$//; s/e\+/e/' >"$4"
}

across_views() { # DB TABLES LIST
    local line number=0 same=0 refused=0 schema=$1
    views "$HERE/$3" >"$WORK/views.sql"
    source_is "$1" "$HERE/$2" "$WORK/views.sql" || return
    target_is_empty "$1"
    job "$1"
    "$UNDERSTUDY" clone >"$WORK/out" 2>"$WORK/err"
    exits 0 "$1: diff says equal: servers print the views as they are meant" diff --exit-code
    is_postgres "$SOURCE" && schema=public
    values "$SOURCE" "$1" "$schema" "$WORK/there"
    values "$TARGET" "$1" "$1" "$WORK/here"
    while IFS= read -r line; do
        [[ -z $line || $line == '#'* ]] && continue
        number=$((number + 1))
        grep "^v$number|" "$WORK/there" >"$WORK/one"
        grep "^v$number|" "$WORK/here" >"$WORK/other"
        if [[ $line == '! '* ]]; then
            [[ ! -s $WORK/other ]] && refused=$((refused + 1))
            [[ ! -s $WORK/other ]] || result 1 "$1: refused: ${line#! }" "$(<"$WORK/other")"
        elif [[ ! -s $WORK/other ]]; then
            result 1 "$1: $line" "$(grep -m 1 "view .*\.v$number: " "$WORK/out" "$WORK/err" | cut -c 1-300)"
        elif cmp -s "$WORK/one" "$WORK/other"; then
            same=$((same + 1))
        else
            result 1 "$1: $line" "$(diff "$WORK/one" "$WORK/other")"
        fi
    done <"$HERE/$3"
    result 0 "$1: $same expressions give the same values, $refused are refused"
}

servers mysql 9.7 postgres 18
across_views expressions mysql.sql mysql.txt
servers postgres 18 mysql 9.7
across_views expressions postgres.sql postgres.txt
finish
