#!/usr/bin/env bash
# A run that is killed anywhere is resumed by running it again, though no DDL here belongs to a transaction: SIGKILL at
# moments spread over the time that a whole run takes, some in a row, then a run to the end, and all that must hold of a
# finished target holds. UNDERSTUDY_SEED=N repeats a run's moments.
cd "$(dirname "$0")/.." && . tests/bad/mysql.sh

SEED=${UNDERSTUDY_SEED:-$((RANDOM * 32768 + RANDOM))}
RANDOM=$SEED
KILLS=5 # a round

now_ms() { echo $((${EPOCHREALTIME/./} / 1000)); }
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); } # MILLISECONDS

# How much is there: a picture of how far a killed run has come.
objects() {
    local others="NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"
    value "$TARGET" "SELECT (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema $others)
        + (SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema $others)
        + (SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema $others)
        + (SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema $others)
        + (SELECT COUNT(*) FROM information_schema.table_constraints WHERE table_schema $others)"
}

# False when the run was over before.
kill_at() { # MILLISECONDS COMMAND
    local pid
    "$UNDERSTUDY" "$2" --quiet >/dev/null 2>&1 &
    pid=$!
    sleep "$(seconds "$1")"
    kill -KILL "$pid" 2>/dev/null
    { wait "$pid"; } 2>/dev/null
    (($? == 137))
}

survives() { # NAME COMMAND TOOK-MS: from where the target stands
    local name="$1: $2, seed $SEED" kill at killed=0 there middle=0
    for ((kill = 0; kill < KILLS; kill++)); do
        at=$((1 + RANDOM % ($3 * (kill + 1) / KILLS)))
        kill_at "$at" "$2" || continue
        ((++killed))
        there=$(objects)
        ((there > 0 && there < MOST && ++middle))
        note "$1: $2 killed after $at ms with $there of $MOST objects there"
    done
    result $((killed == 0)) "$name: it was killed $killed times, $middle of them in the middle"
    exits 0 "$name: goes on to the end" "$2"
}

whole() { # NAME
    is_finished "$1"
    has_same_rows "$1"
}

rows_of_its_own() {
    on "$SOURCE" <<'SQL'
CREATE DATABASE heap;
CREATE TABLE heap.sand (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, grain varchar(80), KEY grain (grain));
INSERT INTO heap.sand (grain) SELECT SHA2(CONCAT(a.id, b.id), 256) FROM information_schema.collations a, information_schema.collations b LIMIT 20000;
CREATE TABLE heap.dune LIKE heap.sand;
INSERT INTO heap.dune SELECT * FROM heap.sand;
SQL
}

on_engine() { # ENGINE VERSION
    local started clone_ms
    servers "$1" "$2"
    ok "$1 $2: accounts are there" on "$TARGET" <tests/sample/mysql-target/10-users.sql
    ok "$1 $2: the source loads" load "$SOURCE" shop tests/sample/mysql/10-schema.sql
    ok "$1 $2: rows, too" rows_of_its_own
    job 'events: keep'
    started=$(now_ms)
    exits 0 "$1: clone in one go" clone
    clone_ms=$(($(now_ms) - started))
    MOST=$(objects)
    note "$1: clone takes $clone_ms ms and makes $MOST objects"
    wipe "$TARGET"
    survives "$1" clone "$clone_ms"
    whole "$1: clone"

    wipe "$TARGET"
    exits 0 "$1: pre-data" pre-data
    exits 0 "$1: load" load
    survives "$1" post-data $((clone_ms * 2 / 3))
    whole "$1: post-data"
    stop_servers "$SOURCE" "$TARGET"
}

on_engine mysql 9.7
on_engine mariadb 11.8
finish
