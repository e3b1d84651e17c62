#!/usr/bin/env bash
# Rows from one engine to the other: each type's least, greatest and oddest values arrive as they are, or changed as the finding
# about their type says; and the loader that imitates DMS loses what DMS loses.
. "$(dirname "$0")/lib-cross.sh"

# Every row as the server says it, a line each; what is long is cut, as verify compares all of it.
shown() { # SERVER DB
    if is_postgres "$1"; then
        on "$1" "$2" -A -t -c "SELECT format('\\echo %s%scopy (SELECT * FROM %s ORDER BY 1) TO STDOUT', oid::regclass, E'\n\\\\', oid::regclass)
            FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            ORDER BY relname COLLATE \"C\"" >"$WORK/shown.sql"
        on "$1" "$2" -q <"$WORK/shown.sql"
    else
        value "$1" "$2" "SET group_concat_max_len = 1000000; SELECT CONCAT('SELECT ', QUOTE(CONCAT(table_name, '')), '; SELECT ', GROUP_CONCAT(
            IF(data_type LIKE '%blob' OR data_type LIKE '%binary', CONCAT('CONCAT(''0x'', HEX(\`', column_name, '\`))'), CONCAT('QUOTE(\`', column_name, '\`)')) ORDER BY ordinal_position),
            ' FROM \`', table_name, '\` ORDER BY 1;') FROM information_schema.columns WHERE table_schema = DATABASE() GROUP BY table_name ORDER BY CAST(table_name AS BINARY)" >"$WORK/shown.sql"
        on "$1" "$2" -N -B <"$WORK/shown.sql"
    fi | awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if (length($i) > 160) $i = substr($i, 1, 12) "... of " length($i); print }'
}

arrive() { # NAME FILE
    shown "$TARGET" rows >"$WORK/shown"
    same_text "$2" "$WORK/shown" "$1: rows are there as they should be"
}
