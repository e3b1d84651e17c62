/* MySQL and MariaDB through libmysqlclient or MariaDB Connector/C. Both know calls that do not block, but each its own; so
   the calls block here, and a thread beside them watches over every call: it is who hears of a stop, and who breaks the
   connection when nobody answers. */
#include "db_mysql.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "quote.h"

enum { WATCH_MS = 200, CANCEL_GRACE_S = 5, KILL_TIMEOUT_S = 3 };

/* What Rows hold: the library finds its n-th row by counting from the first. */
typedef struct Result {
    MYSQL_RES *all;
    const MYSQL_FIELD *fields;
    MYSQL_ROW *rows;
} Result;

/* ---- errors ---- */

bool mysql_stopped(Err *err)
{
    return err_set(err, ERR_STOPPED, "stopped by signal %d", (int)db_stop_signal);
}

bool mysql_failed(Mysql *my, Err *err)
{
    bool ignored;
    pthread_mutex_lock(&my->lock);
    bool cancelled = my->is_cancelled, late = my->deadline > 0 && clock_now_s() > my->deadline;
    pthread_mutex_unlock(&my->lock);
    if (cancelled)
        return mysql_stopped(err); /* whatever it says: that is what came of our own request */
    mysql_fail(my->mysql, &ignored, err);
    if (late) {
        err_set(err, ERR_CONNECT, "the server accepted the login, and then did not answer");
        return err_hint(err, "look at the server's log, then run the same command again");
    }
    return false;
}

/* ---- connecting ---- */

static void start_library(void)
{
    mysql_library_init(0, NULL, NULL);
}

/* Blocks for about timeout_s; later reads for read_timeout_s, 0: for ever. Nothing is read from option files or from the server's wishes for local files. */
static MYSQL *open_handle(const Mysql *my, unsigned timeout_s, unsigned read_timeout_s, bool *connected)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_library);
    const MysqlUrl *url = &my->url;
    MYSQL *mysql = mysql_init(NULL);
    if (mysql == NULL)
        abort();
    unsigned local_infile = my->is_local_infile, protocol = url->socket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
    unsigned long packet = 1UL << 30;
    mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &timeout_s);
    if (read_timeout_s > 0)
        mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &read_timeout_s);
    mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
    mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &local_infile);
    mysql_options(mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &packet);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options4(mysql, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "understudy");
    mysql_protect(mysql, url);
    const char *host = url->socket != NULL ? NULL : url->host == NULL ? "localhost" : url->host;
    *connected = mysql_real_connect(mysql, host, url->user, my->password, url->database, url->port, url->socket,
                                    CLIENT_REMEMBER_OPTIONS) != NULL; /* until mysql_leave, whatever comes of it */
    return mysql;
}

static void free_all(Mysql *my)
{
    if (my->mysql != NULL)
        mysql_leave(my->mysql);
    if (my->socket >= 0)
        close(my->socket);
    if (my->password != NULL)
        explicit_bzero((char *)my->password, strlen(my->password));
    pthread_cond_destroy(&my->changed);
    pthread_mutex_destroy(&my->lock);
    arena_free(my->arena);
    free(my);
}

/* Names are looked up and handshakes are made in here, and neither can be interrupted. */
static void connect_here(Mysql *my)
{
    my->mysql = open_handle(my, (unsigned)my->timeout_s, 0, &my->is_connected);
}

static void *connect_elsewhere(void *context)
{
    Mysql *my = context;
    connect_here(my);
    if (atomic_exchange(&my->is_left, true))
        free_all(my);
    return NULL;
}

/* False when there is no answer yet: then the other thread frees it all in its own time. */
static bool connect_within_time(Mysql *my)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, connect_elsewhere, my) != 0) {
        connect_here(my);
        return true;
    }
    for (double end = clock_now_s() + my->timeout_s + 1; db_stop_signal == 0 && clock_now_s() < end;)
        if (clock_join(thread, WATCH_MS))
            return true;
    if (!atomic_exchange(&my->is_left, true)) {
        pthread_detach(thread);
        return false;
    }
    pthread_join(thread, NULL);
    return true;
}

/* A server that is gone without a word is noticed after a minute. */
static void keep_alive(int socket)
{
    const struct {
        int level, name, value;
    } options[] = {
        {SOL_SOCKET, SO_KEEPALIVE, 1},
        {IPPROTO_TCP, TCP_KEEPIDLE, 30},
        {IPPROTO_TCP, TCP_KEEPINTVL, 10},
        {IPPROTO_TCP, TCP_KEEPCNT, 3},
        {IPPROTO_TCP, TCP_USER_TIMEOUT, 60 * 1000},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        (void)!setsockopt(socket, options[i].level, options[i].name, &options[i].value, sizeof options[i].value);
}

/* ---- watching ---- */

static void cancel(const Mysql *my)
{
    bool connected;
    char sql[60];
    MYSQL *mysql = open_handle(my, KILL_TIMEOUT_S, KILL_TIMEOUT_S, &connected);
    snprintf(sql, sizeof sql, "KILL QUERY %lld", (long long)my->db.session);
    if (connected)
        mysql_query(mysql, sql);
    mysql_leave(mysql);
}

/* Idle while the connection is. A call that a stop finds is cancelled at the server, once; when it does not end for that,
   or is not over at the deadline, its connection is broken. */
static void *watch(void *context)
{
    Mysql *my = context;
    double give_up = 0;
    pthread_mutex_lock(&my->lock);
    while (!my->is_closing) {
        double now = clock_now_s();
        if (!my->is_busy) {
            pthread_cond_wait(&my->changed, &my->lock);
        } else if (db_stop_signal != 0 && !my->is_cancelled) {
            my->is_cancelled = true;
            give_up = now + (double)CANCEL_GRACE_S;
            pthread_mutex_unlock(&my->lock);
            cancel(my);
            pthread_mutex_lock(&my->lock);
        } else {
            if ((my->is_cancelled && now > give_up) || (my->deadline > 0 && now > my->deadline))
                shutdown(my->socket, SHUT_RDWR);
            struct timespec until = clock_in_ms(WATCH_MS);
            pthread_cond_timedwait(&my->changed, &my->lock, &until);
        }
    }
    pthread_mutex_unlock(&my->lock);
    return NULL;
}

void mysql_set_busy(Mysql *my, bool is_busy)
{
    pthread_mutex_lock(&my->lock);
    my->is_busy = is_busy;
    my->is_cancelled = my->is_cancelled && !is_busy;
    pthread_cond_signal(&my->changed);
    pthread_mutex_unlock(&my->lock);
}

static void set_deadline(Mysql *my, double deadline)
{
    pthread_mutex_lock(&my->lock);
    my->deadline = deadline;
    pthread_mutex_unlock(&my->lock);
}

static void mysql_driver_close(Db *db)
{
    Mysql *my = (Mysql *)db;
    pthread_mutex_lock(&my->lock);
    my->is_closing = true;
    pthread_cond_signal(&my->changed);
    pthread_mutex_unlock(&my->lock);
    if (my->is_watched)
        pthread_join(my->watcher, NULL);
    free_all(my);
}

/* ---- statements ---- */

static const char *mysql_driver_value(const Rows *rows, size_t row, size_t column)
{
    return ((const Result *)rows->result)->rows[row][column];
}

static const char *mysql_driver_column_name(const Rows *rows, size_t column)
{
    return ((const Result *)rows->result)->fields[column].name;
}

/* MariaDB's information_schema leaves out what it cannot look at just now, or once it is told to stop, and only warns of it. */
static bool is_whole(Mysql *my, Err *err)
{
    if (mysql_warning_count(my->mysql) == 0 || mysql_more_results(my->mysql))
        return true;
    static const char ask[] = "SHOW WARNINGS";
    if (mysql_real_query(my->mysql, ask, (unsigned long)strlen(ask)) != 0)
        return mysql_failed(my, err);
    MYSQL_RES *warnings = mysql_store_result(my->mysql);
    if (warnings == NULL)
        return mysql_failed(my, err);
    bool is_cut = false;
    for (MYSQL_ROW row; !is_cut && (row = mysql_fetch_row(warnings)) != NULL;)
        is_cut = mysql_is_cut((unsigned)strtoul(row[1], NULL, 10), row[2], err);
    mysql_free_result(warnings);
    pthread_mutex_lock(&my->lock);
    bool cancelled = my->is_cancelled;
    pthread_mutex_unlock(&my->lock);
    return is_cut && cancelled ? mysql_stopped(err) : !is_cut;
}

/* The answer that has just come: rows, or none. */
static bool take_result(Mysql *my, size_t statement, RowsReader *reader, void *context, Err *err)
{
    MYSQL_RES *all = mysql_store_result(my->mysql);
    if (all == NULL && mysql_errno(my->mysql) != 0)
        return mysql_failed(my, err);
    if (reader == NULL) {
        mysql_free_result(all);
        return true;
    }
    if (!is_whole(my, err)) {
        mysql_free_result(all);
        return false;
    }
    Result result = {.all = all};
    Rows rows = {.driver = &db_mysql, .result = &result};
    if (all != NULL) {
        rows.count = (size_t)mysql_num_rows(all);
        rows.column_count = mysql_num_fields(all);
        result.fields = mysql_fetch_fields(all);
        result.rows = calloc(rows.count + 1, sizeof *result.rows);
        if (result.rows == NULL)
            abort();
        for (size_t i = 0; i < rows.count; i++)
            result.rows[i] = mysql_fetch_row(all);
    }
    bool ok = reader(statement, &rows, context, err);
    free(result.rows);
    mysql_free_result(all);
    return ok;
}

/* A CALL may answer with several results; the reader gets the first. */
static bool run_one(Mysql *my, size_t number, const char *sql, RowsReader *reader, void *context, Err *err)
{
    if (mysql_real_query(my->mysql, sql, (unsigned long)strlen(sql)) != 0)
        return mysql_failed(my, err);
    bool ok = take_result(my, number, reader, context, err);
    for (int more; (more = mysql_next_result(my->mysql)) != -1;) {
        Err later;
        if (more > 0)
            return ok ? mysql_failed(my, err) : false;
        if (!take_result(my, number, NULL, NULL, ok ? err : &later))
            ok = false;
    }
    return ok;
}

static bool mysql_driver_pipeline(Db *db, const char *const *statements, size_t count, RowsReader *reader,
                                  void *context, size_t *failed, Err *err)
{
    Mysql *my = (Mysql *)db;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        *failed = i;
        if (db_stop_signal != 0)
            return mysql_stopped(err);
        mysql_set_busy(my, true);
        ok = run_one(my, i, statements[i], reader, context, err);
        mysql_set_busy(my, false);
    }
    return ok;
}

/* ---- a session ---- */

/* What decides how the server prints what we read, and what it does with what we write. As root of all: sql_mode, and
   what a server's configuration or init_connect may have cut short. */
static const char *const session[] = {
    "SET NAMES utf8mb4",
    "SET SESSION sql_mode = '', time_zone = '+00:00', autocommit = 1, sql_quote_show_create = 1, sql_auto_is_null = 0, "
    "sql_big_selects = 1, sql_safe_updates = 0, sql_select_limit = DEFAULT, group_concat_max_len = 1073741824, "
    "wait_timeout = 86400, net_read_timeout = 3600, net_write_timeout = 3600",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
};
static const char mysql_session[] = "SET SESSION max_execution_time = 0, information_schema_stats_expiry = 0",
                  mysql57_session[] = "SET SESSION max_execution_time = 0",
                  mariadb_session[] = "SET SESSION max_statement_time = 0",
                  read_only[] = "SET SESSION TRANSACTION READ ONLY";

static bool read_server(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Db *db = context;
    const char *version = rows_value(rows, 0, 0);
    char *rest;
    db->server_version = strtol(version, &rest, 10) * 10000;
    for (int64_t part = 100; part > 0 && *rest == '.'; part /= 100)
        db->server_version += strtol(rest + 1, &rest, 10) * part;
    db->product = strstr(version, "MariaDB") != NULL ? "MariaDB" : "MySQL";
    db->session = strtoll(rows_value(rows, 0, 1), NULL, 10);
    return true;
}

/* MySQL 8.0.21 is the first whose information_schema has all that the queries ask for; of 5.7, what they ask for instead is
   there since its first release. */
static bool is_supported(const Db *db)
{
    if (strcmp(db->product, "MariaDB") == 0)
        return db->server_version >= 100600;
    bool is_57 = db->server_version >= 50709 && db->server_version < 50800;
    return db->server_version >= 80021 || (is_57 && strcmp(db->role, "source") == 0);
}

static const char *settings_of(const Db *db)
{
    if (strcmp(db->product, "MariaDB") == 0)
        return mariadb_session;
    return db->server_version < 80000 ? mysql57_session : mysql_session;
}

static bool start_session(Mysql *my, bool is_read_only, Err *err)
{
    Db *db = &my->db;
    if (!db_query(db, "SELECT VERSION(), CONNECTION_ID()", read_server, db, err))
        return false;
    if (!is_supported(db)) {
        err_set(err, ERR_CONFIG, "%s %d.%d.%d is older than what understudy works with", db->product,
                (int)(db->server_version / 10000), (int)(db->server_version / 100 % 100),
                (int)(db->server_version % 100));
        return err_hint(
            err, "MySQL 8.0.21 to 9.x and MariaDB 10.6 to 12.x are supported, MySQL 5.7.9 and newer as a source: "
                 "upgrade the server");
    }
    return db_pipeline(db, session, sizeof session / sizeof *session, NULL, NULL, NULL, err) &&
           db_exec(db, settings_of(db), err) && (!is_read_only || db_exec(db, read_only, err));
}

static Mysql *new_connection(const DbEndpoint *endpoint, int timeout_s)
{
    Mysql *my = calloc(1, sizeof *my);
    if (my == NULL)
        abort();
    my->db = (Db){.driver = &db_mysql, .role = endpoint->role, .product = "MySQL"};
    my->arena = arena_new();
    my->timeout_s = timeout_s;
    my->is_local_infile = endpoint->local_infile;
    my->socket = -1;
    pthread_mutex_init(&my->lock, NULL);
    pthread_cond_init(&my->changed, NULL);
    return my;
}

/* MariaDB's library before 3.4 goes on without TLS where the server offers none, unless it verifies. */
static bool has_the_tls_it_needs(const Mysql *my, Err *err)
{
    const MysqlUrl *url = &my->url;
    if (url->socket != NULL || url->ssl_mode == SSL_DISABLED || mysql_get_ssl_cipher(my->mysql) != NULL)
        return true;
    err_set(err, ERR_CONFIG, "the server offers no TLS, which ssl-mode=%s asks for",
            mysql_ssl_mode_name(url->ssl_mode));
    return err_hint(err,
                    "set up TLS on the server, or write ssl-mode=DISABLED into the URL if the network can be trusted");
}

static bool set_up(Mysql *my, const DbEndpoint *endpoint, Err *err)
{
    if (!has_the_tls_it_needs(my, err))
        return false;
    mysql_give_lines(my);
    my->socket = dup(my->mysql->net.fd);
    keep_alive(my->socket);
    my->is_watched = pthread_create(&my->watcher, NULL, watch, my) == 0;
    if (my->socket < 0 || !my->is_watched)
        return err_set(err, ERR_RESOURCE, "no thread or file could be had to watch over the connection");
    set_deadline(my, clock_now_s() + my->timeout_s);
    bool ok = start_session(my, endpoint->read_only, err);
    set_deadline(my, 0);
    return ok;
}

static bool mysql_driver_connect(Db **db, const DbEndpoint *endpoint, bool *retryable, Err *err)
{
    enum { ONE_TRY_S = 15 };
    int timeout_s = endpoint->timeout_s < ONE_TRY_S ? endpoint->timeout_s : ONE_TRY_S;
    Mysql *my = new_connection(endpoint, timeout_s);
    if (!mysql_url_read(&my->url, my->arena, endpoint->url, err)) {
        free_all(my);
        return false;
    }
    my->password = arena_copy(my->arena, endpoint->password == NULL ? my->url.password : endpoint->password);
    if (!connect_within_time(my)) {
        *retryable = true;
        err_set(err, ERR_CONNECT, "the server accepts connections, but did not answer within %d s", timeout_s);
        return err_hint(err, "see whether a MySQL or MariaDB server is at this host and port, and what its log says");
    }
    if (!my->is_connected)
        mysql_fail(my->mysql, retryable, err);
    if (!my->is_connected || !set_up(my, endpoint, err)) {
        mysql_driver_close(&my->db);
        return false;
    }
    *db = &my->db;
    return true;
}

static bool mysql_driver_address(const char *text, Arena *arena, DbAddress *address, Err *err)
{
    MysqlUrl url;
    if (!mysql_url_read(&url, arena, text, err))
        return false;
    *address = (DbAddress){.host = url.socket == NULL ? url.host : NULL,
                           .user = url.user,
                           .port = url.port,
                           .is_verified = url.socket == NULL && url.ssl_mode >= SSL_CHECK_CA};
    return true;
}

/* The driver has been chosen by the URL's scheme, or there would be nothing to read. */
static bool mysql_driver_url_has_password(const char *text)
{
    SCOPED(Arena *, arena_release) scratch = arena_new();
    MysqlUrl url;
    Err ignored;
    return mysql_url_read(&url, scratch, text, &ignored) && url.password != NULL;
}

static const char *mysql_driver_transport(const Db *db, char *buffer, size_t size)
{
    const Mysql *my = (const Mysql *)db;
    const char *mode = mysql_ssl_mode_name(my->url.ssl_mode);
    if (my->url.socket != NULL)
        snprintf(buffer, size, "socket");
    else if (mysql_get_ssl_cipher(my->mysql) == NULL)
        snprintf(buffer, size, "no TLS (ssl-mode=%s)", mode);
    else if (my->url.ssl_mode == SSL_CHECK_IDENTITY)
        snprintf(buffer, size, "TLS verify-full");
    else
        snprintf(buffer, size, "TLS, server not verified (ssl-mode=%s)", mode);
    return buffer;
}

const DbDriver db_mysql = {
    .name = "mysql",
    .url_schemes = {"mysql", "mariadb", NULL},
    .url_example = "mysql://user@host:3306/database",
    .is_transactional = false,
    .connect = mysql_driver_connect,
    .close = mysql_driver_close,
    .pipeline = mysql_driver_pipeline,
    .value = mysql_driver_value,
    .column_name = mysql_driver_column_name,
    .copy = mysql_driver_copy,
    .read_rows = mysql_read_rows,
    .write_start = mysql_write_start,
    .write_row = mysql_write_row,
    .write_end = mysql_write_end,
    .quote_name = quote_mysql_name,
    .quote_literal = quote_mysql_literal,
    .url_has_password = mysql_driver_url_has_password,
    .address = mysql_driver_address,
    .transport = mysql_driver_transport,
};
