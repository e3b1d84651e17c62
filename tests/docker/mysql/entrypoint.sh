#!/usr/bin/env bash
# Imitates the entrypoint of the official mysql image: MYSQL_ROOT_PASSWORD, MYSQL_DATABASE, scripts in
# /docker-entrypoint-initdb.d on the first start, and arguments for the server.
set -euo pipefail

readonly DATA=/var/lib/mysql SOCKET=/var/run/mysqld/mysqld.sock

become_mysql() { # ARGUMENT...
    chown -R mysql: "$DATA" /var/lib/mysql-files /var/run/mysqld
    exec setpriv --reuid=mysql --regid="$(id -g mysql)" --clear-groups "$0" "$@"
}

local_sql() { mysql --no-defaults --socket="$SOCKET" --user=root --default-character-set=utf8mb4 "$@"; } # [ARGUMENT...]

run_scripts() {
    local file
    for file in /docker-entrypoint-initdb.d/*; do
        case $file in
        *.sql) local_sql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} <"$file" ;;
        *.sh) bash "$file" ;;
        esac
    done
}

# While the scripts run there is no TCP, so nobody takes the half-made server for the whole one.
first_start() {
    local server password
    : "${MYSQL_ROOT_PASSWORD:?is not set: the superuser needs a password}"
    password=${MYSQL_ROOT_PASSWORD//\'/\'\'}
    mysqld --initialize-insecure --datadir="$DATA" "$@"
    mysqld --skip-networking --mysqlx=OFF --datadir="$DATA" --socket="$SOCKET" "$@" &
    server=$!
    until local_sql -e 'SELECT 1' >/dev/null 2>&1; do kill -0 "$server" || exit 1; sleep 0.2; done
    [[ -z ${MYSQL_DATABASE:-} ]] || local_sql -e "CREATE DATABASE \`$MYSQL_DATABASE\`"
    run_scripts
    local_sql -e "CREATE USER root@'%' IDENTIFIED BY '$password'; GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;
        ALTER USER root@localhost IDENTIFIED BY '$password'"
    kill "$server"
    wait "$server"
}

[[ ${1:-} != -* ]] || set -- mysqld "$@"
[[ ${1:-} == mysqld ]] || exec "$@"
((EUID != 0)) || become_mysql "$@"
shift
[[ -d $DATA/mysql ]] || first_start "$@"
exec mysqld --datadir="$DATA" --socket="$SOCKET" "$@"
