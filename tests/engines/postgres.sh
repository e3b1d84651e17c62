# PostgreSQL's servers. Part of tests/lab: its functions are there, and every postgres_* here is called through `of`.
readonly NEWEST=18 # its pg_dump reads every older server

postgres_suite() {
    case $VERSION in
    15) echo bookworm ;;
    17) echo trixie ;;
    18) echo sid ;;
    *) die "no Debian release has PostgreSQL $VERSION: choose 15, 17 or 18, or install postgresql-$VERSION on this machine" ;;
    esac
}

# The contrib extensions come with the server's package.
postgres_packages() { echo "postgresql-$VERSION,postgresql-client-$VERSION"; }

postgres_root_hooks() {
    cat <<HOOKS
--essential-hook=mkdir -p "\$1/etc/postgresql-common/createcluster.d"
--essential-hook=echo "create_main_cluster = false" >"\$1/etc/postgresql-common/createcluster.d/lab.conf"
--customize-hook=test -x "\$1$(postgres_bin)/postgres"
HOOKS
}

postgres_root_finish() { :; }

postgres_bin() { echo "/usr/lib/postgresql/$VERSION/bin"; }

postgres_is_here() { [[ -x $(postgres_bin)/postgres ]]; }

postgres_pid_file() { echo data/postmaster.pid; }

postgres_make_data() {
    local auth=(--auth=trust)
    if [[ -n $REGRESSION ]]; then
        regression_cluster
        return
    fi
    if [[ -n $PASSWORD ]]; then
        put password <<<"$PASSWORD"
        auth=(--auth=scram-sha-256 --pwfile="$BASE/password")
    fi
    as_server "$(postgres_bin)/initdb" --pgdata="$BASE/data" --username=postgres --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync --no-instructions "${auth[@]}" >/dev/null
    as_server sh -c 'echo "include = '\''lab.conf'\''" >>"$1"' include "$BASE/data/postgresql.conf"
}

# Speed before safety; the locks are for a thousand tables in one transaction, as pg_restore needs too.
postgres_settings() {
    cat <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = $PORT
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 100
max_locks_per_transaction = 512
shared_buffers = 256MB
wal_level = replica
dynamic_library_path = '$BASE/lib:\$libdir'
timezone = 'UTC'
log_timezone = 'UTC'
CONF
    [[ -z $TLS ]] || printf "%s = '%s'\n" ssl on ssl_cert_file "$BASE/server.crt" ssl_key_file "$BASE/server.key"
}

postgres_configure() { postgres_settings | put data/lab.conf; }

postgres_launch() { as_server "$(postgres_bin)/pg_ctl" start -w -t 60 -D "$BASE/data" -l "$BASE/server.log"; }

postgres_shut_down() {
    as_server "$(postgres_bin)/pg_ctl" stop -m fast -t 30 -D "$BASE/data" >/dev/null ||
        as_server "$(postgres_bin)/pg_ctl" stop -m immediate -t 30 -D "$BASE/data" >/dev/null
}

postgres_url() { # CA-FILE [DB]
    local mode=sslmode=disable
    [[ -z $TLS ]] || mode="sslmode=verify-full&sslrootcert=$1"
    echo "postgres://postgres@127.0.0.1:$PORT/${2:-postgres}?$mode"
}

postgres_client() { # TOOL DB [ARGUMENT...]
    export PGPASSWORD=$PASSWORD
    run_tool "$1" -h 127.0.0.1 -p "$PORT" -U postgres -d "$2" "${@:3}"
}

postgres_sql() { postgres_client psql "$1" -X -q -v ON_ERROR_STOP=1 "${@:2}"; } # DB [ARGUMENT...]

postgres_dump() { # DB [ARGUMENT...]
    VERSION=$NEWEST
    find_root
    postgres_client pg_dump "$@"
}
