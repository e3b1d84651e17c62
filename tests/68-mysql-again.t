#!/usr/bin/env bash
# MySQL and MariaDB: a target that is finished is emptied or made anew, and rows that refer to none are told of.
. "$(dirname "$0")/lib-mysql.sh"

finished_again() { # WORD
    exits 0 "$ENGINE: pre-data, existing: $1" pre-data --set existing="$1"
    exits 0 "$ENGINE: $1, and again" pre-data --set existing="$1"
    exits 0 "$ENGINE: $1, load" load
    exits 0 "$ENGINE: $1, post-data" post-data
    is_finished "$ENGINE, $1"
    has_same_rows "$ENGINE, $1"
}

orphans() {
    wipe "$SOURCE" "$TARGET"
    on "$SOURCE" <<<"CREATE DATABASE o; USE o;
        CREATE TABLE p (id int NOT NULL PRIMARY KEY, a varchar(20), UNIQUE KEY (a));
        CREATE TABLE c (id int NOT NULL PRIMARY KEY, p int, a varchar(20), u int, KEY p (p), KEY a (a), UNIQUE KEY u (u));
        INSERT INTO p VALUES (1, 'secret'), (2, 'private');
        INSERT INTO c VALUES (1, 1, 'secret', 1), (2, 2, NULL, 2);
        ALTER TABLE c ADD CONSTRAINT f_p FOREIGN KEY (p) REFERENCES p (id), ADD CONSTRAINT f_a FOREIGN KEY (a) REFERENCES p (a)"
    job
    exits 0 "$ENGINE: orphans, pre-data" pre-data
    exits 0 "$ENGINE: orphans, load" load
    on "$TARGET" <<<"SET foreign_key_checks = 0; INSERT INTO o.c VALUES (3, 77, 'Hidden', 2), (4, NULL, 'Other', 3)"
    exits 65 "$ENGINE: a value is there twice" post-data --set on_error=continue
    says "create index: Duplicate entry '[*]' for key" "$ENGINE: it says of which key, and not which value"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(index_name ORDER BY index_name) FROM information_schema.statistics
        WHERE table_schema = 'o' AND table_name = 'c'")" a,p,PRIMARY "$ENGINE: the table's other indexes are made"
    on "$TARGET" <<<"UPDATE o.c SET u = 4 WHERE id = 3"
    exits 65 "$ENGINE: orphans are refused" post-data --set on_error=continue
    says '2 of its rows refer to none of `o`.`p`, such as .H\.\.\.. and .O\.\.\..' "$ENGINE: how many, and where they begin"
    says 'o.c.f_p: add foreign key: 1 of its rows' "$ENGINE: of each key"
    on "$TARGET" <<<"UPDATE o.c SET a = NULL"
    exits 65 "$ENGINE: two keys, one with orphans" post-data
    says 'o.c.f_p: add foreign key: 1 of its rows' "$ENGINE: it is that one"
    is "$(value "$TARGET" "SELECT GROUP_CONCAT(constraint_name) FROM information_schema.referential_constraints
        WHERE constraint_schema = 'o'")" f_a "$ENGINE: the other one is made"
    on "$TARGET" <<<"ALTER TABLE o.c DROP FOREIGN KEY f_a"
    exits 0 "$ENGINE: unless the job says not_valid" post-data --set post_data.foreign_keys=not_valid
    shows 'FOREIGN_KEY_NOT_VALID: 2 ' "$ENGINE: that is told"
    exits 0 "$ENGINE: not_valid again" post-data --set post_data.foreign_keys=not_valid
    says 'nothing to do' "$ENGINE: it says that there is nothing to do"
    exits 0 "$ENGINE: diff says equal" diff --exit-code --set post_data.foreign_keys=not_valid
}

for server in mysql:9.7 mariadb:11.8; do
    ENGINE=${server%:*} SOURCE=$SERVER-$ENGINE-source TARGET=$SERVER-$ENGINE-target
    servers "$ENGINE" "${server#*:}"
    for case in foreign-keys checks indexes partitions; do load "$SOURCE" "$case" "tests/cases-mysql/$case/source.sql"; done
    [[ $ENGINE == mysql ]] || load "$SOURCE" periods tests/cases-mysql/periods/source.sql
    job
    exits 0 "$ENGINE: pre-data" pre-data
    exits 0 "$ENGINE: load" load
    exits 0 "$ENGINE: post-data" post-data
    finished_again refresh
    exits 0 "$ENGINE: pre-data, existing: recreate" pre-data --set existing=recreate
    exits 0 "$ENGINE: recreate, post-data" post-data
    exits 0 "$ENGINE: recreate, diff says equal" diff --exit-code
    orphans
done
finish
