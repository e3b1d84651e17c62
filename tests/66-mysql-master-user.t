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

# A session of his cannot turn off what refuses it, so that somebody else has to.
odd_key() {
    on "$SOURCE" <<'SQL'
SET restrict_fk_on_non_standard_key = OFF;
CREATE DATABASE odd;
CREATE TABLE odd.parent (id int PRIMARY KEY, code int, KEY (code));
CREATE TABLE odd.child (id int PRIMARY KEY, code int, CONSTRAINT odd_key FOREIGN KEY (code) REFERENCES odd.parent (code));
SQL
    by_users
    exits 0 "mysql: a foreign key to what is not unique: plan" plan
    shows 'PARAMETER_UNFIT: foreign key odd.child.odd_key: .* \(set restrict_fk_on_non_standard_key = OFF on the target ' \
        "mysql: a foreign key to what is not unique: the parameter"
    on "$SOURCE" -e 'DROP DATABASE odd'
}

whole() { # ENGINE
    source_has sample shop tests/sample/mysql/*.sql
    on "$SOURCE" -e "CREATE USER reader@'%'"
    on "$TARGET" -e "CREATE USER builder@'%'"
    ok "$1: the README's rights on the source" on "$SOURCE" < <(readme_sql 1)
    [[ $1 != mysql ]] || ok "$1: and for routines" on "$SOURCE" < <(readme_sql 2)
    ok "$1: the README's rights on the target" on "$TARGET" < <(readme_sql 3)
    [[ $1 != mysql ]] || odd_key
    by_users 'definers: current_user'
    exits 77 "$1: pre-data knows what the binary log will refuse" pre-data
    says 'SET GLOBAL log_bin_trust_function_creators = 1' "$1: and the parameter that allows it"
    is "$(databases "$TARGET")" '' "$1: nothing was made"
    on "$TARGET" -e 'SET GLOBAL log_bin_trust_function_creators = 1'
    exits 0 "$1: pre-data" pre-data
    is "$(grep -c OBJECT_HIDDEN "$WORK/err")" 0 "$1: nothing is hidden from the README's reader"
    exits 0 "$1: load" load
    exits 0 "$1: post-data" post-data
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: a second post-data" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
    has_same_rows "$1"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(DISTINCT definer) FROM information_schema.triggers WHERE trigger_schema = 'crm'")" 'builder@%' "$1: whose the triggers are"
    stop_servers "$SOURCE" "$TARGET"
}

# What a server hides without a word is told, and what is told to grant shows it.
hidden() { # ENGINE GRANT: that shows routines
    on "$SOURCE" -e "CREATE USER peeker@'%'; GRANT SELECT ON shop.* TO peeker@'%'; GRANT SELECT (id) ON shop_log.kind TO peeker@'%'"
    job
    UNDERSTUDY_JOB=$(sed '/^source:/s/admin@/peeker@/' <<<"$UNDERSTUDY_JOB")
    exits 0 "$1: hidden: plan" plan
    shows 'OBJECT_HIDDEN: schema shop: "peeker@%" may not see all triggers of database shop: those that are hidden were not read \(GRANT TRIGGER ON `shop`\.\* TO `peeker`@`%`\)' \
        "$1: hidden: triggers, and the GRANT"
    shows "OBJECT_HIDDEN: schema shop: .* all functions and procedures .* \\(GRANT $2 TO" "$1: hidden: routines, and the GRANT"
    shows 'OBJECT_HIDDEN: schema shop_log: .* all tables and views .* \(GRANT SELECT ON `shop_log`\.\*' "$1: hidden: whole tables"
    shows 'OBJECT_HIDDEN: view shop.v: .* \(GRANT SELECT, SHOW VIEW ON `shop`\.`v`' "$1: hidden: a view's text"
    shows 'skipped table shop_log.kind: the source.s user may not see all of its columns' "$1: hidden: a table is not made without a column"
    is "$(grep -c OBJECT_HIDDEN "$WORK/out")" 9 "$1: hidden: and no more"
    sed -nE 's/.* OBJECT_HIDDEN: .*\((GRANT .*)\)$/\1;/p' "$WORK/out" | on "$SOURCE"
    exits 0 "$1: hidden: plan, when all that was said is granted" plan
    is "$(grep -cE 'OBJECT_(HIDDEN|UNREAD)' "$WORK/out")" 0 "$1: hidden: nothing is any more"
    is "$(grep -cE '^CREATE .*(VIEW|TRIGGER|EVENT|PROCEDURE) ' "$WORK/out")" 5 "$1: hidden: all is read"
    on "$SOURCE" -e "DROP USER peeker@'%'"
}

# What is granted on each database is looked at there.
by_database() { # ENGINE PRIVILEGE: that is enough to refer to a table; GRANT: that shows routines
    on "$SOURCE" <<'SQL'
CREATE DATABASE shop; CREATE DATABASE shop_log;
CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(20), KEY (name));
CREATE TABLE shop.line (id int PRIMARY KEY, item int, FOREIGN KEY (item) REFERENCES shop.item (id));
CREATE VIEW shop.v AS SELECT name FROM shop.item;
CREATE TRIGGER shop.t BEFORE INSERT ON shop.item FOR EACH ROW SET NEW.name = UPPER(NEW.name);
CREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;
CREATE PROCEDURE shop.p() SELECT 1;
CREATE TABLE shop_log.kind (id int PRIMARY KEY, name int);
CREATE TABLE shop_log.seen (id int PRIMARY KEY, kind int, FOREIGN KEY (kind) REFERENCES shop_log.kind (id));
CREATE TRIGGER shop_log.t BEFORE INSERT ON shop_log.seen FOR EACH ROW SET NEW.id = NEW.id + 1;
SQL
    hidden "$1" "$3"
    on "$TARGET" -e "SET GLOBAL log_bin_trust_function_creators = 1; CREATE USER builder@'%'"
    job 'definers: current_user'
    UNDERSTUDY_JOB=$(sed '/^target:/s/admin@/builder@/' <<<"$UNDERSTUDY_JOB")
    exits 77 "$1: by database: who was granted nothing is refused" pre-data
    says 'lacks the privilege CREATE on database shop_log \(GRANT CREATE ON `shop_log`' "$1: by database: who was granted nothing is told what"
    on "$TARGET" -e "GRANT ALL ON shop.* TO builder@'%'"
    ONLY_SHOP=$(sed 's/^include:.*/include: ["shop.*"]/' <<<"$UNDERSTUDY_JOB")
    on "$TARGET" -e "GRANT CREATE, ALTER ON shop_log.* TO builder@'%' WITH GRANT OPTION"
    exits 77 "$1: by database: pre-data is refused" pre-data
    says 'PRIVILEGE_MISSING: schema shop_log: "builder@%" lacks the privilege TRIGGER on database shop_log \(GRANT TRIGGER ON `shop_log`\.\* TO `builder`@`%`\)' \
        "$1: by database: which, where, and the GRANT"
    says 'lacks the privilege REFERENCES on database shop_log \(GRANT REFERENCES ON `shop_log`' "$1: by database: what a foreign key takes"
    is "$(grep -c PRIVILEGE_MISSING "$WORK/err")" 2 "$1: by database: nothing else is missing"
    is "$(databases "$TARGET")" '' "$1: by database: nothing was made"
    on "$TARGET" -e "GRANT $2 ON shop_log.* TO builder@'%'"
    exits 77 "$1: by database: still refused with $2" pre-data
    is "$(grep -c PRIVILEGE_MISSING "$WORK/err")" 1 "$1: by database: $2 is enough for the foreign key"
    UNDERSTUDY_JOB=$ONLY_SHOP
    exits 0 "$1: ALL on one database: plan" plan
    is "$(grep -c PRIVILEGE_MISSING "$WORK/out")" 0 "$1: ALL on one database: nothing is missing"
    exits 0 "$1: ALL on one database: clone" clone
    exits 0 "$1: ALL on one database: diff says equal" diff --exit-code
    on "$TARGET" -e "DROP USER builder@'%'"
    wipe "$SOURCE" "$TARGET"
}

source_has() { # NAME DB FILE...
    load "$SOURCE" "${@:2}" >"$WORK/load" 2>&1
    result $? "$1: it loads" "$(tail -n 5 "$WORK/load")"
}

servers mysql 9.7
by_database mysql REFERENCES 'SHOW_ROUTINE ON \*\.\*'
on "$TARGET" -e 'SET GLOBAL log_bin_trust_function_creators = 0'
whole mysql
servers mariadb 11.8
by_database mariadb UPDATE 'SHOW CREATE ROUTINE ON `shop`\.\*'
on "$TARGET" -e 'SET GLOBAL log_bin_trust_function_creators = 0'
whole mariadb
finish
