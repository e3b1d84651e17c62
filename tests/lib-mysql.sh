# What live tests of MySQL and MariaDB have beside tests/lib.sh: a database is a schema there, so that source and target are
# two servers with databases of the same names.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

SOURCE=$SERVER-source TARGET=$SERVER-target

servers() { # ENGINE VERSION [ENGINE VERSION]: the source's, and the target's if it is another
    start_server "$SOURCE" "$1" "$2"
    start_server "$TARGET" "${3:-$1}" "${4:-$2}"
}

on() { lab sql "$1" mysql "${@:2}"; }           # SERVER [ARGUMENT...]: SQL is on stdin, or after -e
value() { lab sql "$1" mysql -N -B -r -e "$2"; } # SERVER QUERY

databases() { # SERVER: that are not the server's own
    value "$1" "SELECT schema_name FROM information_schema.schemata
        WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY CAST(schema_name AS BINARY)"
}

wipe() { # SERVER...
    local server
    for server; do
        databases "$server" | sed 's/`/``/g; s/.*/DROP DATABASE `&`;/' | on "$server" --init-command='SET foreign_key_checks = 0'
    done
}

# A file that does not say its database is loaded into one of that name.
load() { # SERVER DB FILE...
    if ! grep -qiE '^(create database|create schema|use )' "$3"; then
        on "$1" -e "CREATE DATABASE IF NOT EXISTS \`$2\`" && cat "${@:3}" | lab sql "$1" "$2"
    else
        cat "${@:3}" | on "$1"
    fi >/dev/null
}

# All of the schema. A CHARACTER SET before the COLLATE that implies it says nothing, and nothing does a USING BTREE, which
# only SHOW CREATE TABLE remembers; a literal in a check gets another character set from MySQL at the next ALTER of its table.
dump() { # SERVER
    local list
    mapfile -t list < <(databases "$1")
    lab dump "$1" "${list[0]}" --databases "${list[@]:1}" --no-data --routines --triggers --events --skip-comments |
        sed -E 's/ CHARACTER SET (\w+) (COLLATE \1_)/ \2/g; s/ USING BTREE//; /^  CONSTRAINT .* CHECK/s/_(ascii|latin1|utf8mb[34])\x27/\x27/g'
}

# Number and hash of the rows of every table, whatever their order.
rows() { # SERVER
    value "$1" "SET SESSION group_concat_max_len = 1000000;
        SELECT CONCAT('SELECT ', QUOTE(CONCAT(table_schema, '.', table_name)), ', COUNT(*), SUM(CRC32(CONCAT_WS(''|'', ',
            GROUP_CONCAT(IF(data_type = 'vector', 'HEX', ''), '(\`', REPLACE(column_name, '\`', '\`\`'), '\`)' ORDER BY ordinal_position), '))) FROM \`',
            REPLACE(table_schema, '\`', '\`\`'), '\`.\`', REPLACE(table_name, '\`', '\`\`'), '\`;')
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND engine <> 'FEDERATED'
            AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
        GROUP BY table_schema, table_name ORDER BY CAST(table_schema AS BINARY), CAST(table_name AS BINARY)" >"$WORK/rows.sql" &&
        on "$1" -N -B <"$WORK/rows.sql"
}

job() { # [LINE-OF-YAML...]: all databases of the source
    local list
    list=$(databases "$SOURCE" | sed 's/"/\\"/g; s/.*/"&.*"/' | paste -sd,)
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(lab url "$SOURCE")\" }" \
        "target: { url: \"$(lab url "$TARGET")\" }" "include: [$list]" "load: { by: understudy }" "masking: none" "$@")
}

# The three that must hold when a job is through.
is_finished() { # NAME
    exits 0 "$1: diff says equal" diff --exit-code
    dump "$SOURCE" >"$WORK/source.dump"
    dump "$TARGET" >"$WORK/target.dump"
    grep -q '^CREATE' "$WORK/source.dump" || result 1 "$1: the dump has something to say"
    same_text "$WORK/source.dump" "$WORK/target.dump" "$1: the dump says equal"
    exits 0 "$1: a second post-data is done at once" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
}

has_same_rows() { # NAME
    rows "$SOURCE" >"$WORK/source.rows"
    rows "$TARGET" >"$WORK/target.rows"
    same_text "$WORK/source.rows" "$WORK/target.rows" "$1: $(grep -c . "$WORK/source.rows") tables hold the same"
}
