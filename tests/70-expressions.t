#!/usr/bin/env bash
# Every expression and every view of our own schemas and of the real ones, as the server printed it: it is parsed, printed with
# as few brackets as it takes, and to the server both texts are the same. Queries as people write them: the same; and what the
# server makes of those marked with = is known to mean the same.
. "$(dirname "$0")/lib-cross.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}
PRINTED=$(dirname "$UNDERSTUDY")/tests/printed
EXPRESSIONS=tests/printed
EXOTIC='XMLTABLE|XMLELEMENT|TABLESAMPLE|no_columns definition|a text without NUL was expected' # what is not understood, and known not to be

# What is not understood or differs, of what PRINTED made of $WORK/json or a file of queries.
asks() { # NAME SERVER DB SETUP ENGINE [PRINTED-ARGUMENT]
    local name=$1 server=$2 db=$3 setup=$4 engine=$5 missed differing
    "$PRINTED" "${@:6}" <"$WORK/asked" >"$WORK/asked.sql" 2>"$WORK/missed"
    result $? "$name: is printed" "$(tail -n 5 "$WORK/missed")" || return
    missed=$(grep -vE "$EXOTIC" "$WORK/missed")
    result ${#missed} "$name: $(sed -n '1s/^-- //p' "$WORK/asked.sql")" "$missed"
    cat "$setup" "$WORK/asked.sql" >"$WORK/script.sql"
    if [[ $engine == postgres ]]; then
        on "$server" "$db" -A -t -q <"$WORK/script.sql"
    else
        on "$server" "$db" -N -r <"$WORK/script.sql"
    fi >"$WORK/answers" 2>"$WORK/errors"
    result $? "$name: the server answers" "$(tail -n 5 "$WORK/errors")"
    differing=$(grep -A 4 '^DIFFERS' "$WORK/answers" | head -n 40)
    result ${#differing} "$name: to the server, $(grep -c '^same' "$WORK/answers") are the same" "$differing"
}

is_printed() { # NAME SERVER DB
    local engine=${ENGINE[$2]}
    [[ $engine == mariadb ]] && engine=mysql
    UNDERSTUDY_JOB="{ version: 1, source: { url: \"$(lab url "$2" "$3")\" } }" understudy inspect
    cp "$WORK/out" "$WORK/asked"
    asks "$1" "$2" "$3" "$EXPRESSIONS/$engine.sql" "$engine"
}

of_people() { # SERVER DB ENGINE
    local unknown
    cp "$EXPRESSIONS/$3.txt" "$WORK/asked"
    cat "$EXPRESSIONS/$3.sql" >"$WORK/setup.sql"
    if [[ $3 == mysql ]]; then echo 'USE printed;'; else echo 'SET search_path = public;'; fi >>"$WORK/setup.sql"
    cat "$EXPRESSIONS/schema.sql" >>"$WORK/setup.sql"
    asks "${ENGINE[$1]}, people's" "$1" "$2" "$WORK/setup.sql" "$3" "$3"
    [[ ${ENGINE[$1]} == mariadb ]] && return # its own ways of saying things: WINDOW is gone, a truth is a <> 0
    sed -n 's/^shown //p' "$WORK/answers" >"$WORK/pairs"
    unknown=$("$PRINTED" "$3" equivalent <"$WORK/pairs")
    result ${#unknown} "${ENGINE[$1]}, people's: $(grep -c . "$WORK/pairs") are known again" "$unknown"
}

# --- PostgreSQL --------------------------------------------------------------------------------------

postgres_schema() { # NAME FILE...
    fresh "$PG" "$1"
    cat "${@:2}" | on "$PG" "$1" >"$WORK/load" 2>&1
    result $? "$1: loads" "$(tail -n 3 "$WORK/load")"
    is_printed "$1" "$PG" "$1"
    wipe "$PG" "$1"
}

start_engine postgres 18
PG=$NAME
fresh "$PG" people
of_people "$PG" people postgres
postgres_schema sample tests/sample/postgres/10-schema.sql
for topic in constraints partitions views types; do
    postgres_schema "case-$topic" "tests/cases/$topic/source.sql"
done
if [[ -d $CORPORA/pg ]]; then
    for file in lago openstreetmap gisia adventureworks pagila; do postgres_schema "$file" "$CORPORA/pg/$file.sql"; done
    for file in gammu rt5; do postgres_schema "$file" "$CORPORA/dual/$file/$file.pg.sql"; done
else
    note "no folder $CORPORA: only schemas of our own"
fi

# --- MySQL and MariaDB -------------------------------------------------------------------------------

mysql_schemas() { # VERSION...
    local file database
    start_engine "$@"
    of_people "$NAME" mysql mysql
    on "$NAME" '' -e 'DROP DATABASE printed'
    cat tests/sample/mysql/10-schema.sql tests/cases-mysql/{checks,indexes,partitions,tables}/source.sql | on "$NAME" '' >"$WORK/load" 2>&1
    result $? "$1: our own load" "$(tail -n 3 "$WORK/load")"
    for file in "$CORPORA"/mysql/{sakila-schema,employees,wordpress}.sql "$CORPORA"/dual/{rt5,tt-rss}/*.mysql.sql; do
        [[ -f $file ]] || continue
        database=$(basename "$file" .sql)
        database=${database%.mysql} database=${database%-schema}
        fresh "$NAME" "$database"
        { echo "SET sql_mode = '';" && cat "$file"; } | on "$NAME" "$database" >"$WORK/load" 2>&1
        result $? "$1: $database loads" "$(tail -n 3 "$WORK/load")"
    done
    is_printed "$1" "$NAME" ''
}

mysql_schemas mysql 9.7
mysql_schemas mariadb 11.8
finish
