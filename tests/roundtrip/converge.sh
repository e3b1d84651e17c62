# From any start to what is desired: a row a change. Each has a schema of its own; the start stands on the target with rows
# in its tables, what is desired on the source. All rows that lose nothing go in one run, and no row may be lost; each of
# the others is refused, names the entry of `allow` that permits it, and is done by that.
# VERSION comes from the name of the test file.
NAMES=() REFUSED=() DROPPED=()

add() { # NAME START DESIRED
    printf 'CREATE SCHEMA %s; SET search_path = %s, public;\n%s;\n' "$1" "$1" "$2" >>"$WORK/start.sql"
    printf 'CREATE SCHEMA %s; SET search_path = %s, public;\n%s;\n' "$1" "$1" "$3" >>"$WORK/desired.sql"
}

alters() { # NAME START DESIRED
    add "$@"
    NAMES+=("$1")
}

drops() { # NAME START DESIRED
    add "$@"
    DROPPED+=("$1")
}

refuses() { # NAME ENTRY[,ENTRY] START DESIRED
    add "$1" "$3" "$4"
    REFUSED+=("$1 $2")
}

# Rows of each table that both sides have, under a name of its schema.
counts() { # DB SCHEMA...
    value "$1" "SELECT coalesce(string_agg(format('%s %s', c.oid::regclass, (xpath('/row/n/text()', query_to_xml(
        format('SELECT count(*) AS n FROM ONLY %s', c.oid::regclass), false, true, '')))[1]), ', ' ORDER BY c.oid::regclass::text), '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = ANY ('{${2// /,}}')"
}

T='CREATE TABLE t (a integer, b text, c varchar(10)); INSERT INTO t VALUES (1, '\''x'\'', '\''y'\'')'
. tests/roundtrip/converge-rows.sh

server "${TEST##*-}"
fresh source
fresh target
sql source -q <"$WORK/desired.sql" >"$WORK/load" 2>&1
result $? 'the source loads' "$(tail -n 5 "$WORK/load")"
sql target -q <"$WORK/start.sql" >"$WORK/load" 2>&1
result $? 'the target loads' "$(tail -n 5 "$WORK/load")"

# --- What loses nothing ---

job source target "include: [$(printf '"%s.*", ' "${NAMES[@]}")]"
before=$(counts target "${NAMES[*]}")
exits 0 'everything that loses nothing is altered or made anew' post-data
is "$(counts target "${NAMES[*]}")" "$before" 'no row is lost'
exits 0 'diff says equal' diff --exit-code
exits 0 'a second post-data' post-data
says 'nothing to do' 'it says that there is nothing to do'

# --- What only the target has ---

job source target "include: [$(printf '"%s.*", ' "${DROPPED[@]}")]"
exits 65 'what is extra is refused' post-data
exits 0 'and dropped by extra: drop' post-data --set extra=drop
is "$(counts target 'extra_partitions extra_parents extra_inherited')" \
    'extra_inherited.p 0, extra_inherited.t 1, extra_parents.t 1, extra_partitions.t1 1' 'but for what left it in time'
exits 0 'extra: diff says equal' diff --exit-code

# --- What is refused ---

for row in "${REFUSED[@]}"; do
    read -r name entry <<<"$row"
    job source target "include: [\"$name.*\"]"
    exits 65 "$name: is refused" post-data
    for one in ${entry//,/ }; do
        result "$(grep -qF "allow: [\"$one\"]" "$WORK/err"; echo $?)" "$name: it names the entry $one" "$(<"$WORK/err")"
    done
    exits 0 "$name: is done with the entry" post-data --set "allow=[${entry}]"
    exits 0 "$name: diff says equal" diff --exit-code
done
finish
