# Servers of MySQL and MariaDB, always in a root: this machine's own packages would each start a server that nobody asked for.
# Part of tests/lab: its functions are there, and every mysql_* here is called through `of`.

mysql_suite() {
    case $ENGINE-$VERSION in
    mysql-9.7) echo sid ;;
    mariadb-11.8) echo trixie ;;
    mariadb-10.11) echo bookworm ;;
    *) die "no Debian release has $ENGINE $VERSION: choose mysql 9.7, mariadb 10.11 or 11.8" ;;
    esac
}

# MariaDB's plugins come with the server's package, MySQL's with its core.
mysql_packages() {
    case $ENGINE in
    mysql) echo mysql-server-core,mysql-client-core ;;
    mariadb) echo mariadb-server ;;
    esac
}

# Only the whole packages make the user; what data they make is not ours.
mysql_root_hooks() {
    cat <<'HOOKS'
--customize-hook=grep -q ^mysql: "$1/etc/passwd" || echo "mysql:x:999:999::/srv:/usr/sbin/nologin" >>"$1/etc/passwd"
--customize-hook=rm -rf "$1/var/lib/mysql"
HOOKS
}

mysql_bin() { echo /usr/bin; }

mysql_is_here() { false; }

# --- Data: made once with a root, copied for each server -------------------------------------------

readonly MYSQL_SEED=/srv/seed

mysql_initialize() { # DIRECTORY [OPTION...]
    case $ENGINE in
    mysql)
        as_server mysqld --no-defaults --initialize-insecure --innodb-flush-method=nosync \
            --auto-generate-certs=OFF --caching-sha2-password-auto-generate-rsa-keys=ON --datadir="$1" "${@:2}" 2>"$LAB/initialize.log"
        ;;
    mariadb)
        as_server mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --force \
            --innodb-flush-method=nosync --innodb-log-file-size=32M --datadir="$1" "${@:2}" >"$LAB/initialize.log"
        ;;
    esac || {
        cat "$LAB/initialize.log" >&2
        return 1
    }
}

mysql_root_finish() {
    as_server mysqld --version | grep -F " $VERSION." >/dev/null || die "$(mysql_suite) has another $ENGINE now: $(as_server mysqld --version)"
    mysql_initialize "$MYSQL_SEED"
}

# How a server tells names' cases apart is settled when its data is made.
mysql_make_data() {
    local setting cases=()
    for setting in "${SETTINGS[@]}"; do
        [[ $setting != lower_case_table_names=* ]] || cases+=("--$setting")
    done
    if ((${#cases[@]})) && [[ $ENGINE == mysql ]]; then
        mysql_initialize "$BASE/data" "${cases[@]}"
    else
        as_server cp -a --sparse=always "$MYSQL_SEED" "$BASE/data"
        as_server rm -f "$BASE/data/auto.cnf" # the server's identity
    fi
    as_server mkdir "$BASE/tmp"
    [[ -z $TEMPORARY ]] || as_root mount -t tmpfs -o "size=$TEMPORARY,mode=1777" lab "$ROOT$BASE/tmp" ||
        die "--temporary mounts a file system of its own, which this machine does not allow"
}

mysql_literal() { # TEXT
    local text=${1//\\/\\\\}
    printf "'%s'" "${text//\'/\\\'}"
}

# --- A server ----------------------------------------------------------------------------------------

mysql_pid_file() { echo pid; }

# Speed before safety, but what a real server has is on: the binary log, and the engines that a schema may name.
mysql_settings() {
    cat <<CONF
[mysqld]
datadir = $BASE/data
tmpdir = $BASE/tmp
secure_file_priv = $BASE/tmp
socket = $BASE/socket
pid_file = $BASE/pid
log_error = $BASE/server.log
init_file = $BASE/accounts.sql
bind_address = 127.0.0.1
port = $PORT
skip_name_resolve
default_time_zone = +00:00
max_connections = 100
server_id = 1
log_bin = $BASE/data/binlog
sync_binlog = 0
event_scheduler = OFF
innodb_buffer_pool_size = 128M
innodb_flush_log_at_trx_commit = 0
innodb_flush_method = nosync
innodb_doublewrite = OFF
CONF
    case $ENGINE in
    mysql)
        echo federated
        echo 'mysqlx = OFF'
        echo 'auto_generate_certs = OFF'
        [[ -n $TLS ]] || echo 'tls_version ='
        ;;
    mariadb)
        printf 'plugin_load_add = %s\n' ha_archive ha_blackhole ha_federatedx
        echo 'innodb_log_file_size = 32M'
        [[ -n $TLS ]] || echo 'skip_ssl'
        ;;
    esac
    [[ -z $TLS ]] || printf 'ssl_%s\n' "cert = $BASE/server.crt" "key = $BASE/server.key"
    printf '%s\n' "${SETTINGS[@]}"
}

# Its user comes over TCP, as to a server in a cloud; root@localhost may use the socket.
mysql_accounts() {
    cat <<SQL
SET sql_log_bin = 0;
CREATE USER IF NOT EXISTS admin@'%';
ALTER USER admin@'%' IDENTIFIED BY $(mysql_literal "$PASSWORD");
GRANT ALL ON *.* TO admin@'%' WITH GRANT OPTION;
ALTER USER root@localhost IDENTIFIED BY $(mysql_literal "$PASSWORD");
SQL
}

# Comments of routines are part of them.
mysql_client_settings() {
    cat <<CONF
[client]
protocol = tcp
host = 127.0.0.1
port = $PORT
user = admin
password = $(mysql_literal "$PASSWORD")
loose_default_character_set = utf8mb4
CONF
    case $ENGINE-$TLS in
    mysql-) printf '%s\n' 'loose_ssl_mode = DISABLED' 'loose_get_server_public_key' ;;
    mysql-yes) echo 'loose_ssl_mode = REQUIRED' ;;
    mariadb-) echo 'skip_ssl' ;;
    mariadb-yes) printf '%s\n' 'ssl' 'disable_ssl_verify_server_cert' ;;
    esac
    printf '%s\n' '[mysql]' comments
    [[ $ENGINE != mysql ]] || printf '%s\n' '[mysqldump]' 'set_gtid_purged = OFF'
}

mysql_configure() {
    mysql_settings | put my.cnf
    mysql_accounts | put accounts.sql
    mysql_client_settings | put client.cnf
}

mysql_launch() {
    as_server sh -c '
        rm -f "$1/server.log"
        setsid mysqld --defaults-file="$1/my.cnf" </dev/null >/dev/null 2>&1 &
        for try in $(seq 1200); do
            ! grep -q "ready for connections" "$1/server.log" || exit 0
            kill -0 $! || exit 1
            sleep 0.05
        done
        exit 1' launch "$BASE"
}

# All is deleted next, so it need not tidy up.
mysql_shut_down() { kill_server; }

mysql_url() { # CA-FILE [DB]
    local mode=ssl-mode=DISABLED
    [[ -z $TLS ]] || mode="ssl-mode=VERIFY_IDENTITY&ssl-ca=$1"
    echo "$ENGINE://admin@127.0.0.1:$PORT/${2:-}?$mode"
}

mysql_sql() { run_tool "$ENGINE" --defaults-file="$BASE/client.cnf" --database="$1" "${@:2}"; } # DB [ARGUMENT...]

mysql_dump() { # DB [ARGUMENT...]
    local tool=mysqldump
    [[ $ENGINE == mysql ]] || tool=mariadb-dump
    run_tool "$tool" --defaults-file="$BASE/client.cnf" "${@:2}" "$1"
}
