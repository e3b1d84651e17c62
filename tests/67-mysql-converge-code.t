#!/usr/bin/env bash
# What is altered, what is made anew and what goes, of MySQL's views, routines, triggers and events: the target becomes what the
# source is, whichever side was changed, and then there is nothing to do.
. "$(dirname "$0")/lib-mysql.sh"

converges() { # NAME [ARGUMENT...]
    exits 0 "$1: post-data" post-data --set extra=drop
    is_finished "$1"
}

source_changes() {
    lab sql "$SOURCE" code <<'SQL'
DROP TRIGGER t_third;
CREATE TRIGGER zero BEFORE INSERT ON item FOR EACH ROW PRECEDES t_first SET NEW.name = '0';
CREATE OR REPLACE VIEW cheaper AS SELECT id FROM item;
CREATE OR REPLACE ALGORITHM = UNDEFINED SQL SECURITY DEFINER VIEW cheap AS SELECT id + 1 AS id FROM item;
DROP PROCEDURE nothing;
CREATE PROCEDURE nothing() COMMENT 'now something' SELECT 1;
ALTER EVENT off ENABLE;
ALTER EVENT repeated ON SCHEDULE EVERY 3 DAY STARTS '2031-01-01 00:00:00' COMMENT 'new' DO SET @b = 1;
DROP FUNCTION four;
DROP EVENT past;
SQL
}

target_changes() {
    lab sql "$TARGET" code <<'SQL'
DROP TRIGGER a_second;
DROP TRIGGER zero;
DROP VIEW z_first;
DROP PROCEDURE total;
DROP EVENT once;
CREATE TRIGGER mine BEFORE INSERT ON item FOR EACH ROW SET NEW.name = 'mine';
CREATE VIEW mine AS SELECT 1;
CREATE PROCEDURE mine() SELECT 1;
CREATE EVENT mine ON SCHEDULE EVERY 1 DAY DO SELECT 1;
ALTER DATABASE code COLLATE utf8mb4_general_ci;
SQL
}

order_changes() {
    lab sql "$TARGET" code -e 'DROP TRIGGER t_first; CREATE TRIGGER t_first BEFORE INSERT ON item FOR EACH ROW SET @x = 1'
}

sequences_change() {
    lab sql "$SOURCE" more -e 'ALTER SEQUENCE used INCREMENT BY 5 CACHE 50 NOCYCLE; SELECT NEXTVAL(plain); DROP SEQUENCE down;
        SET sql_mode = ORACLE; CREATE OR REPLACE PACKAGE tools AS FUNCTION one RETURN int; END'
    lab sql "$TARGET" more -e 'ALTER SEQUENCE used_up RESTART WITH 1; SELECT NEXTVAL(`se``q`); DROP PACKAGE lonely'
}

whole() { # ENGINE VERSION
    servers "$@"
    ok "$1: the source loads" load "$SOURCE" code tests/cases-mysql/code/source.sql
    [[ $1 != mariadb ]] || ok "$1: more of it loads" load "$SOURCE" more tests/cases-mysql/code-mariadb/source.sql
    job 'events: keep'
    exits 0 "$1: pre-data" pre-data
    converges "$1: at first"
    ok "$1: the source is changed" source_changes
    converges "$1: changed on the source"
    ok "$1: the target is changed" target_changes
    converges "$1: changed on the target"
    ok "$1: the order of triggers is changed" order_changes
    converges "$1: the order of triggers"
    if [[ $1 == mariadb ]]; then
        ok "$1: sequences and packages are changed" sequences_change
        converges "$1: sequences and packages"
    fi
    exits 0 "$1: pre-data takes away what post-data makes" pre-data --set existing=refresh
    is "$(value "$TARGET" "SELECT COUNT(*) FROM information_schema.views WHERE table_schema = 'code'")" 0 "$1: there are no views"
    converges "$1: refreshed"
    stop_servers "$SOURCE" "$TARGET"
}

whole mysql 9.7
whole mariadb 11.8
finish
