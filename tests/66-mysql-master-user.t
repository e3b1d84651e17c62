#!/usr/bin/env bash
# With the rights that the README asks for and no others: the source is read by a user of its own, the target, which has a
# binary log, is written by a user like the master user of RDS. The GRANTs are those of the README as they stand there.
. "$(dirname "$0")/lib-mysql.sh"

readme_sql() { # NUMBER: of the block in the section
    sed -n '/^### MySQL and MariaDB/,/^## Guards/p' README.md | awk -v wanted="$1" '/^```sql$/ { count++; inside = 1; next } /^```$/ { inside = 0 } inside && count == wanted'
}

by_users() { # [LINE-OF-YAML...]
    job "$@"
    UNDERSTUDY_JOB=$(sed -e '/^source:/s/admin@/reader@/' -e '/^target:/s/admin@/builder@/' <<<"$UNDERSTUDY_JOB")
}

whole() { # ENGINE
    source_has sample shop tests/sample/mysql/*.sql
    on "$SOURCE" -e "CREATE USER reader@'%'"
    on "$TARGET" -e "CREATE USER builder@'%'"
    ok "$1: the README's rights on the source" on "$SOURCE" < <(readme_sql 1)
    [[ $1 != mysql ]] || ok "$1: and for routines" on "$SOURCE" < <(readme_sql 2)
    ok "$1: the README's rights on the target" on "$TARGET" < <(readme_sql 3)
    by_users 'definers: current_user'
    exits 77 "$1: pre-data knows what the binary log will refuse" pre-data
    says 'SET GLOBAL log_bin_trust_function_creators = 1' "$1: and the parameter that allows it"
    is "$(databases "$TARGET")" '' "$1: nothing was made"
    on "$TARGET" -e 'SET GLOBAL log_bin_trust_function_creators = 1'
    exits 0 "$1: pre-data" pre-data
    exits 0 "$1: load" load
    exits 0 "$1: post-data" post-data
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: a second post-data" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
    has_same_rows "$1"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(DISTINCT definer) FROM information_schema.triggers WHERE trigger_schema = 'crm'")" 'builder@%' "$1: whose the triggers are"
    stop_servers "$SOURCE" "$TARGET"
}

source_has() { # NAME DB FILE...
    load "$SOURCE" "${@:2}" >"$WORK/load" 2>&1
    result $? "$1: it loads" "$(tail -n 5 "$WORK/load")"
}

servers mysql 9.7
whole mysql
servers mariadb 11.8
whole mariadb
finish
