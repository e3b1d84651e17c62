#!/usr/bin/env bash
# For whom code acts on the target, and who may use it: policies, what the target's user must be granted for them, roles, and
# plan's script in the server's own client.
. "$(dirname "$0")/lib-mysql.sh"

# A user like the master user of a service: all that can be granted by database, and accounts, but no SUPER.
BUILDER='SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, PROCESS, REFERENCES, INDEX, ALTER, LOCK TABLES, EXECUTE, CREATE VIEW,
    SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER'

shop() { # ACCOUNTS: makes what is to be copied
    on "$SOURCE" <<SQL
CREATE USER app@'10.%', lonely@'%', sysuser@'%';
CREATE ROLE reader;
$1
CREATE DATABASE shop;
USE shop;
CREATE TABLE item (id int PRIMARY KEY, name varchar(20));
CREATE DEFINER = app@'10.%' FUNCTION f(a int) RETURNS int DETERMINISTIC COMMENT 'x' RETURN a;
CREATE DEFINER = app@'10.%' PROCEDURE p(IN a varchar(10)) SQL SECURITY INVOKER SELECT a;
GRANT EXECUTE ON FUNCTION shop.f TO app@'10.%';
CREATE DEFINER = app@'10.%' VIEW v AS SELECT id, f(id) AS f FROM item;
CREATE DEFINER = ghost@nowhere PROCEDURE of_nobody() SELECT 1;
CREATE DEFINER = sysuser@'%' PROCEDURE of_system() SELECT 1;
CREATE DEFINER = app@'10.%' TRIGGER t BEFORE INSERT ON item FOR EACH ROW SET NEW.name = UPPER(NEW.name);
CREATE DEFINER = app@'10.%' EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO SET @a = 1;
GRANT SELECT, INSERT ON shop.* TO reader;
GRANT SELECT (id), UPDATE (name) ON shop.item TO reader;
GRANT EXECUTE ON FUNCTION shop.f TO reader;
GRANT SELECT ON shop.v TO app@'10.%' WITH GRANT OPTION;
GRANT DELETE ON shop.item TO lonely@'%';
SQL
}

definers() { # of all on the target
    value "$TARGET" "SELECT GROUP_CONCAT(DISTINCT definer ORDER BY definer) FROM (SELECT definer FROM information_schema.routines WHERE routine_schema = 'shop'
        UNION ALL SELECT definer FROM information_schema.views WHERE table_schema = 'shop'
        UNION ALL SELECT definer FROM information_schema.triggers WHERE trigger_schema = 'shop'
        UNION ALL SELECT definer FROM information_schema.events WHERE event_schema = 'shop') d"
}

granted() { value "$1" 'SHOW GRANTS FOR reader' | sort; } # SERVER

is_there() { # NAME
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: a second post-data" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
}

by_builder() { # [LINE-OF-YAML...]: as job, on the target as builder
    job "$@"
    UNDERSTUDY_JOB=$(sed '/^target:/s/admin@/builder@/' <<<"$UNDERSTUDY_JOB")
}

# --- What the target's user may not do is known before anything is made ---

refusals() { # NAME PRIVILEGE: the one for other definers
    on "$TARGET" -e "CREATE USER builder@'%'; GRANT $BUILDER ON *.* TO builder@'%' WITH GRANT OPTION; CREATE USER app@'10.%', sysuser@'%'"
    by_builder
    exits 0 "$1: plan" plan
    shows "PRIVILEGE_MISSING: .*may not make what acts for \"app@10.%\" \(GRANT $2 ON \*\.\* TO \`builder\`@\`%\`; or name it in rename\.definers" "$1: plan names the GRANT"
    shows 'PRIVILEGE_MISSING: .*it refuses 2 functions or triggers of whoever has no SUPER \(SET GLOBAL log_bin_trust_function_creators = 1' "$1: and the parameter"
    exits 77 "$1: pre-data is refused" pre-data
    is "$(databases "$TARGET")" '' "$1: nothing was made"
    on "$TARGET" -e "GRANT $2 ON *.* TO builder@'%'; SET GLOBAL log_bin_trust_function_creators = 1"
}

mysql_refusals() {
    on "$TARGET" -e "GRANT SYSTEM_USER ON *.* TO sysuser@'%'"
    exits 77 'MySQL: pre-data is refused for some' pre-data
    says '"ghost@nowhere" does not exist on the target, and "builder@%" may not make what acts for nobody \(GRANT ALLOW_NONEXISTENT_DEFINER' \
        'MySQL: a definer that does not exist'
    says 'what acts for "sysuser@%", which is a system user \(GRANT SYSTEM_USER' 'MySQL: a system user'
    on "$TARGET" -e "GRANT ALLOW_NONEXISTENT_DEFINER, SYSTEM_USER ON *.* TO builder@'%'"
}

# --- Policies, one after the other on one target ---

policies() { # NAME
    exits 0 "$1: keep: pre-data" pre-data
    exits 0 "$1: keep: post-data" post-data
    shows 'DEFINER_MISSING.*' "$1: keep: a definer that does not exist"
    shows 'ROLE_MADE' "$1: a role is made"
    shows '"lonely@%" does not exist on the target' "$1: what was granted to a user who is not there is left out"
    shows 'EVENT_DISABLED' "$1: an event does nothing"
    is "$(definers)" 'app@10.%,ghost@nowhere,sysuser@%' "$1: keep: whose it is"
    is "$(granted "$TARGET")" "$(granted "$SOURCE")" "$1: the role has what it had"
    is_there "$1: keep"
    by_builder 'rename: { definers: { "*@10.%": "app@%", "*@nowhere": "builder@%" }, roles: { "app@10.%": "app@%" } }'
    exits 0 "$1: renamed: plan" plan
    shows 'DEFINER_CHANGED: .*"app@10\.%" defines on the source is defined by "app@%"' "$1: renamed: whose it becomes"
    shows 'DEFINER_MISSING: view shop.v: function shop.f\(\) acts for "app@%", which does not exist' "$1: no view that uses what acts for nobody"
    on "$TARGET" -e "CREATE USER app@'%', more@'%'; GRANT EXECUTE ON FUNCTION shop.f TO more@'%'"
    exits 0 "$1: renamed: post-data" post-data
    is "$(definers)" 'app@%,builder@%,sysuser@%' "$1: renamed: whose it is"
    is "$(granted "$TARGET")" "$(granted "$SOURCE")" "$1: renamed: what was made anew is granted again"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(DISTINCT User, '@', Host ORDER BY User) FROM mysql.procs_priv WHERE User <> 'reader'")" 'app@%' \
        "$1: renamed: to the other account, and not to those whom only the target knows"
    is_there "$1: renamed"
    by_builder 'definers: current_user' 'events: keep'
    exits 0 "$1: current user: post-data" post-data
    shows 'PARAMETER_HINDERS: 1.*event shop\.e: .*event_scheduler is off' "$1: current user: no scheduler would run the event"
    is "$(definers)" 'builder@%' "$1: current user: whose it is"
    is "$(value "$TARGET" "SELECT status FROM information_schema.events WHERE event_name = 'e'")" ENABLED "$1: the event is enabled"
    is_there "$1: current user"
    by_builder 'definers: strip'
    exits 0 "$1: strip: post-data" post-data
    is "$(value "$TARGET" "SELECT CONCAT((SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = 'shop' AND security_type = 'INVOKER'), ' ',
        (SELECT COUNT(*) FROM information_schema.views WHERE table_schema = 'shop' AND security_type = 'INVOKER'))")" '4 1' "$1: strip: all act for who uses them"
    is_there "$1: strip"
}

# --- A script of plan's, run by the client ---

by_script() { # NAME
    wipe "$TARGET"
    job
    exits 0 "$1: plan" plan --set "artifacts=$WORK/plan"
    ok "$1: pre-data.sql runs in the client" on "$TARGET" <"$WORK/plan/pre-data.sql"
    ok "$1: post-data.sql runs in the client" on "$TARGET" <"$WORK/plan/post-data.sql"
    exits 0 "$1: diff says equal" diff --exit-code
}

# --- Grants on databases by a pattern, and who has a role ---

by_pattern() { # NAME
    wipe "$SOURCE" "$TARGET"
    ok "$1: patterns: the source loads" on "$SOURCE" <<'SQL'
CREATE DATABASE shop_a; CREATE DATABASE shop_b; CREATE DATABASE other;
CREATE TABLE shop_a.t (a int PRIMARY KEY); CREATE TABLE shop_b.t (a int PRIMARY KEY);
CREATE USER shopper@'10.%', every@'%'; CREATE ROLE viewer;
GRANT SELECT ON `shop\_%`.* TO viewer;
GRANT SELECT, INSERT ON `shop%`.* TO shopper@'10.%';
GRANT UPDATE ON `shop\_b`.* TO shopper@'10.%';
GRANT SELECT, PROCESS ON *.* TO every@'%';
GRANT viewer TO shopper@'10.%';
SQL
    ok "$1: patterns: the target loads" on "$TARGET" \
        -e "CREATE USER shopper@'10.%', every@'%', local@'%'; GRANT SELECT ON \`%\`.* TO local@'%'; GRANT DELETE ON \`shop%\`.* TO shopper@'10.%'"
    job
    exits 0 "$1: patterns: clone" clone
    shows 'members of role viewer: .*shopper@10\.%: who has a role belongs to the server' "$1: patterns: who has a role is told"
    shows 'privileges on all databases of every@%: what was granted on all' "$1: patterns: what is granted on all databases is told"
    shows 'privileges on databases like shop%.* of shopper@10\.%: it is granted on each' "$1: patterns: those of later databases are told"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(CONCAT(SUBSTRING_INDEX(SUBSTRING(grantee, 2), '''', 1), ' ', table_schema, ' ', privilege_type)
        ORDER BY grantee, table_schema, privilege_type SEPARATOR ', ') FROM information_schema.schema_privileges WHERE grantee REGEXP '^.(local|shopper|viewer).@'")" \
        'local % SELECT, shopper shop% DELETE, shopper shop\_a INSERT, shopper shop\_a SELECT, shopper shop\_b UPDATE, viewer shop\_a SELECT, viewer shop\_b SELECT' \
        "$1: patterns: each database's own, and what the target had stays"
    is_there "$1: patterns"
    exits 0 "$1: patterns: a server is like itself" diff --exit-code "$(lab url "$SOURCE")" "$(lab url "$SOURCE")"
}

servers mysql 9.7
ok 'MySQL: the source loads' shop "GRANT SYSTEM_USER ON *.* TO sysuser@'%';"
refusals MySQL SET_ANY_DEFINER
mysql_refusals
policies MySQL
wipe "$SOURCE"
source_loads() { load "$SOURCE" code tests/cases-mysql/code/source.sql; }
ok 'a script: the source loads' source_loads
by_script 'a script'
by_pattern MySQL
stop_servers "$SOURCE" "$TARGET"
servers mariadb 11.8
ok 'MariaDB: the source loads' shop ''
refusals MariaDB 'SET USER'
policies MariaDB
by_pattern MariaDB
finish
