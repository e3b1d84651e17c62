#!/usr/bin/env bash
# Imitates the entrypoint of the official postgres image: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# scripts in /docker-entrypoint-initdb.d on the first start, and arguments for the server.
set -euo pipefail

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

become_postgres() { # ARGUMENT...
    mkdir -p "$PGDATA" /var/run/postgresql
    chown -R postgres: /var/lib/postgresql /var/run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
}

run_scripts() {
    local file
    for file in /docker-entrypoint-initdb.d/*; do
        case $file in
        *.sql) psql -X -q -v ON_ERROR_STOP=1 -U "$user" -d "$database" -f "$file" ;;
        *.sh) bash "$file" ;;
        esac
    done
}

# While the scripts run there is no TCP, so nobody takes the half-made database for the whole one.
first_start() {
    : "${POSTGRES_PASSWORD:?is not set: the superuser needs a password}"
    initdb -D "$PGDATA" -U "$user" -E UTF8 --auth-local=trust --auth-host=scram-sha-256 \
        --pwfile=<(printf '%s' "$POSTGRES_PASSWORD") >/dev/null
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl -D "$PGDATA" -w -s -o "-c listen_addresses=''" start
    [[ $database == postgres ]] || createdb -U "$user" "$database"
    run_scripts
    pg_ctl -D "$PGDATA" -w -s -m fast stop
}

[[ ${1:-} != -* ]] || set -- postgres "$@"
[[ ${1:-} == postgres ]] || exec "$@"
((EUID != 0)) || become_postgres "$@"
[[ -s $PGDATA/PG_VERSION ]] || first_start
shift
exec postgres -c listen_addresses='*' "$@"
