# From any start to what is desired: a row a change. Each has a database of its own; the start stands on the target with rows
# in its tables, what is desired on the source. All rows that lose nothing go in one run, and no row may be lost; each of
# the others is refused, names the entry of `allow` that permits it, and is done by that.
# ENGINE and VERSION come from the name of the test file.
ENGINE=${TEST#64-mysql-converge-}
VERSION=${ENGINE#*-}
ENGINE=${ENGINE%-*}
[[ $ENGINE == mysql ]] || HIDDEN_INDEX=IGNORED
NAMES=() REFUSED=() DROPPED=()

add() { # NAME START DESIRED
    printf 'CREATE DATABASE `%s` CHARACTER SET utf8mb4; USE `%s`;\n%s;\n' "$1" "$1" "$2" >>"$WORK/start.sql"
    printf 'CREATE DATABASE `%s` CHARACTER SET utf8mb4; USE `%s`;\n%s;\n' "$1" "$1" "$3" >>"$WORK/desired.sql"
}

alters() { # NAME START DESIRED
    add "$@"
    NAMES+=("$1")
}

drops() { # NAME START DESIRED
    add "$@"
    DROPPED+=("$1")
}

refuses() { # NAME ENTRY START DESIRED
    add "$1" "$3" "$4"
    REFUSED+=("$1 $2")
}

job_of() { # DATABASE...
    job
    UNDERSTUDY_JOB=$(sed "s/^include:.*/include: [$(printf '"%s.*", ' "$@")]/" <<<"$UNDERSTUDY_JOB")
}

counts() { # DATABASE...: rows of each table of the target
    local list
    list=$(printf "'%s'," "$@")
    value "$TARGET" "SELECT CONCAT('SELECT ''', table_schema, '.', table_name, ''', COUNT(*) FROM \`', table_schema, '\`.\`', table_name, '\`;')
        FROM information_schema.tables WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND table_schema IN (${list%,})
        ORDER BY 1" >"$WORK/counts.sql" && on "$TARGET" -N -B <"$WORK/counts.sql"
}

T='CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int, b text, c varchar(10)); INSERT INTO t VALUES (1, 1, '\''x'\'', '\''7'\'')'
. tests/roundtrip/mysql-converge-rows.sh

servers "$ENGINE" "$VERSION"
on "$SOURCE" <"$WORK/desired.sql" >"$WORK/load" 2>&1
result $? 'the source loads' "$(tail -n 5 "$WORK/load")"
on "$TARGET" <"$WORK/start.sql" >"$WORK/load" 2>&1
result $? 'the target loads' "$(tail -n 5 "$WORK/load")"

# --- What loses nothing ---

job_of "${NAMES[@]}"
before=$(counts "${NAMES[@]}")
exits 0 'everything that loses nothing is altered or made anew' post-data
is "$(counts "${NAMES[@]}")" "$before" 'no row is lost'
exits 0 'diff says equal' diff --exit-code
exits 0 'a second post-data' post-data
says 'nothing to do' 'it says that there is nothing to do'

# --- What only the target has ---

job_of "${DROPPED[@]}"
exits 65 'what is extra is refused' post-data
exits 0 'and dropped by extra: drop' post-data --set extra=drop
exits 0 'extra: diff says equal' diff --exit-code

# --- What is refused ---

for row in "${REFUSED[@]}"; do
    read -r name entry <<<"$row"
    job_of "$name"
    exits 65 "$name: is refused" post-data
    result "$(grep -qF "allow: [\"$entry\"]" "$WORK/err"; echo $?)" "$name: it names the entry $entry" "$(<"$WORK/err")"
    exits 0 "$name: is done with the entry" post-data --set "allow=[${entry}]"
    exits 0 "$name: diff says equal" diff --exit-code
done
finish
