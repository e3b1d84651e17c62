/* PostgreSQL through libpq: connecting, pipelines (libpq manual, "Pipeline Mode", libpq 14 or newer). */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "db_postgres.h"
#include "quote.h"

enum { POLL_MS = 200, CANCEL_GRACE_MS = 5000 };

/* ---- errors ---- */

/* SQLSTATE classes and codes: PostgreSQL manual, appendix A. The first prefix that fits decides. */
static const struct {
    const char *prefix;
    ErrClass class;
    const char *hint;
} sqlstates[] = {
    {"08", ERR_CONNECT, "look at the server's log, then run the same command again"},
    {"57P01", ERR_CONNECT, "the server was told to end this session; run the same command again"},
    {"57P05", ERR_CONNECT, "raise idle_session_timeout for this user or database, and run the same command again"},
    {"25P04", ERR_CONNECT, "raise transaction_timeout for this user or database, and run the same command again"},
    {"57P", ERR_CONNECT, "the server is starting, stopping or recovering; run the same command again"},
    {"57014", ERR_CONFLICT, "the statement was cancelled at the server; run the same command again"},
    {"40", ERR_CONFLICT, "another session was in the way; run the same command again"},
    {"55P03", ERR_CONFLICT,
     "end the session that holds the lock, or raise lock_timeout in the job, and run the same command again"},
    {"55006", ERR_CONFLICT, "another session uses the object; run the same command again later"},
    {"53100", ERR_RESOURCE,
     "give the server more disk (shared memory, when the message names a segment; sorted rows, when it names pgsql_tmp)"},
    {"53200", ERR_RESOURCE, "give the server more memory, or set a smaller post_data.maintenance_work_mem in the job"},
    {"53300", ERR_RESOURCE, "lower post_data.connections, or free connections on the server"},
    {"53400", ERR_RESOURCE,
     "raise temp_file_limit for the target's user, or set a larger post_data.maintenance_work_mem in the job"},
    {"53", ERR_RESOURCE, "the server is short of memory or disk; lower post_data.connections or give it more"},
    {"54001", ERR_CONFIG, "raise max_stack_depth on the target, as it is on the source"},
    {"54", ERR_CONFIG, "the target's limits are smaller than the source's: make it alike, or exclude the object"},
    {"42501", ERR_PERMISSION, "grant the privilege to the user of the job's URL, or use another user"},
    {"28", ERR_PERMISSION, "check user and password"},
    {"25006", ERR_CONFIG, "the target is read-only: a replica, or default_transaction_read_only is on"},
    {"3D", ERR_CONFIG, "create the database, or correct the URL"},
    {"0A000", ERR_CONFIG,
     "the server does not have this: install the extension's files on it, use a newer version, or exclude the object"},
    {"58P01", ERR_CONFIG, "install the extension's files on the target server, or exclude it in the job"},
    {"22P05", ERR_DATA, "make the target database with ENCODING 'UTF8', or with the source's encoding"},
    {"22021", ERR_DATA, "make the target database with ENCODING 'UTF8', or with the source's encoding"},
    {"22", ERR_DATA, "compare the column's type on both sides with understudy diff (the value is not shown)"},
    {"23503", ERR_DATA, "load the missing rows, or set post_data.foreign_keys: not_valid in the job"},
    {"23", ERR_DATA, "mend the rows named above, then run the same command again"},
};

static ErrClass classify(const char *sqlstate, const char **hint)
{
    *hint = NULL;
    for (size_t i = 0; sqlstate != NULL && i < sizeof sqlstates / sizeof *sqlstates; i++)
        if (strncmp(sqlstate, sqlstates[i].prefix, strlen(sqlstates[i].prefix)) == 0) {
            *hint = sqlstates[i].hint;
            return sqlstates[i].class;
        }
    return ERR_SQL;
}

/* libpq's messages have line ends and tabs inside. */
static void flatten(char *text)
{
    char *out = text;
    for (const char *c = text; *c != '\0'; c++) {
        bool blank = *c == '\n' || *c == '\t' || *c == ' ';
        if (!blank)
            *out++ = *c;
        else if (out > text && out[-1] != ' ')
            *out++ = ' ';
    }
    while (out > text && out[-1] == ' ')
        out--;
    *out = '\0';
}

bool postgres_fail(Postgres *pg, Err *err)
{
    err_set(err, ERR_CONNECT, "%s", PQerrorMessage(pg->conn));
    flatten(err->message);
    return err_hint(err, "look at the server's log, then run the same command again");
}

/* Names and values stand in quotes: a host may well be called "certificates", and a value may be anybody's. */
static void blank_quoted(char *text)
{
    bool inside = false;
    for (char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            inside = !inside;
        else if (inside)
            *c = '*';
    }
}

bool postgres_stopped(Err *err)
{
    return err_set(err, ERR_STOPPED, "stopped by signal %d", (int)db_stop_signal);
}

bool postgres_fail_result(Postgres *pg, const PGresult *result, Err *err)
{
    if (pg->cancelled && db_stop_signal != 0)
        return postgres_stopped(err); /* whatever it says: that is what came of our own request */
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (sqlstate == NULL || message == NULL)
        return postgres_fail(pg, err);
    const char *hint, *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    ErrClass class = classify(sqlstate, &hint);
    /* Rows stay out of messages and logs: a detail of class 22 or 23 shows one, and a message of class 22 a value. */
    if (class == ERR_DATA)
        detail = NULL;
    err_set(err, class, "%s%s%s", message, detail == NULL ? "" : ": ", detail == NULL ? "" : detail);
    bool quotes_encodings = strcmp(sqlstate, "22P05") == 0 || strcmp(sqlstate, "22021") == 0;
    if (strncmp(sqlstate, "22", 2) == 0 && !quotes_encodings)
        blank_quoted(err->message);
    if (strstr(message, "row-level security") != NULL)
        hint = "give this user BYPASSRLS, so that it sees every row, or exclude the table";
    if (strcmp(sqlstate, "53200") == 0 && strstr(message, "shared memory") != NULL)
        hint = "raise max_locks_per_transaction on the server, which then has to be started anew";
    if (strstr(message, "must be member of role") != NULL || strstr(message, "must be able to SET ROLE") != NULL)
        hint = "grant that role to the target's user, or say rename.roles or owners: ignore in the job";
    if (hint != NULL)
        err_hint(err, "%s", hint);
    snprintf(err->sqlstate, sizeof err->sqlstate, "%s", sqlstate);
    return false;
}

/* ---- waiting ---- */

/* PQcancel makes a connection of its own and waits for it without end: so it waits elsewhere. */
static void *cancel_elsewhere(void *context)
{
    char ignored[256];
    PQcancel(context, ignored, sizeof ignored);
    PQfreeCancel(context);
    return NULL;
}

void postgres_cancel(Postgres *pg)
{
    pthread_t thread;
    PGcancel *request = PQgetCancel(pg->conn);
    pg->cancelled = true;
    if (request == NULL)
        return;
    if (pthread_create(&thread, NULL, cancel_elsewhere, request) == 0)
        pthread_detach(thread);
    else
        PQfreeCancel(request);
}

bool postgres_wait(Postgres *pg, short events, Err *err)
{
    for (int waited_after_cancel = 0;;) {
        if (db_stop_signal != 0 && !pg->cancelled)
            postgres_cancel(pg);
        struct pollfd socket = {.fd = PQsocket(pg->conn), .events = events};
        int ready = poll(&socket, 1, POLL_MS);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return err_set(err, ERR_CONNECT, "waiting for the server: %s", strerror(errno));
        if (pg->deadline > 0 && clock_now_s() > pg->deadline)
            return err_set(err, ERR_CONNECT, "the server accepted the login, and then did not answer");
        if (pg->cancelled && (waited_after_cancel += POLL_MS) > CANCEL_GRACE_MS)
            return err_set(err, ERR_STOPPED, "stopped; the server did not answer the cancel request");
    }
}

bool postgres_next(Postgres *pg, PGresult **result, Err *err)
{
    for (;;) {
        int pending = PQflush(pg->conn);
        if (pending < 0)
            return postgres_fail(pg, err);
        if (!PQisBusy(pg->conn)) {
            *result = PQgetResult(pg->conn);
            return true;
        }
        if (!postgres_wait(pg, pending > 0 ? POLLIN | POLLOUT : POLLIN, err))
            return false;
        if (!PQconsumeInput(pg->conn))
            return postgres_fail(pg, err);
    }
}

/* ---- connecting ---- */

static PGconn *connect_start(const DbEndpoint *endpoint)
{
    /* Later words win over earlier ones, and what the URL says wins over both, as dbname is expanded in place; the
       password is set after it, as the job's outranks the URL's. */
    const char *words[] = {"fallback_application_name",
                           "keepalives_idle",
                           "keepalives_interval",
                           "keepalives_count",
                           "connect_timeout",
                           "dbname",
                           "password",
                           NULL};
    const char *values[] = {"understudy", "30", "10", "3", "10", endpoint->url, endpoint->password, NULL};
    return PQconnectStartParams(words, values, 1);
}

/* False when libpq gave up, or nobody answered in time: then *silent is true. */
static bool connect_poll(PGconn *conn, int timeout_s, bool *silent)
{
    double end = clock_now_s() + timeout_s;
    *silent = false;
    for (PostgresPollingStatusType state = PGRES_POLLING_WRITING; db_stop_signal == 0 && clock_now_s() < end;) {
        struct pollfd socket = {.fd = PQsocket(conn), .events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (socket.fd < 0)
            return false;
        if (poll(&socket, 1, POLL_MS) <= 0)
            continue;
        state = PQconnectPoll(conn);
        if (state == PGRES_POLLING_OK)
            return true;
        if (state == PGRES_POLLING_FAILED)
            return false;
    }
    *silent = true;
    return false;
}

/* libpq repeats what it cannot read, and that may be a password: so nothing of it is repeated. A password with an @ or a /
   that is not written as %40 or %2F is read as a part of the host. */
static bool check_url(const char *url, Err *err)
{
    char *words = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &words);
    const char *scheme = strstr(url, "://"), *start = scheme == NULL ? url : scheme + 3;
    size_t length = strcspn(start, "?");
    const char *at = memchr(start, '@', length), *slash = memchr(start, '/', length);
    bool misread = scheme != NULL && at != NULL &&
                   ((slash != NULL && slash < at) || memchr(at + 1, '@', length - (size_t)(at + 1 - start)) != NULL);
    bool ok = options != NULL && !misread;
    PQconninfoFree(options);
    PQfreemem(words);
    if (ok)
        return true;
    err_set(err, ERR_CONFIG, "the URL cannot be read (it is not shown, as it may hold a password)");
    return err_hint(
        err, "write it as postgres://user@host:5432/database?sslmode=verify-full, with %% @ : / ? # in names and "
             "passwords written as %%25 %%40 %%3A %%2F %%3F %%23");
}

static bool postgres_url_has_password(const char *url)
{
    bool found = false;
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
        found = found || (strcmp(option->keyword, "password") == 0 && option->val != NULL);
    PQconninfoFree(options);
    return found;
}

static const char *option_value(const PQconninfoOption *options, const char *keyword)
{
    for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
        if (strcmp(option->keyword, keyword) == 0)
            return option->val;
    return NULL;
}

/* A service's file is not looked into. */
static bool postgres_address(const char *url, Arena *arena, DbAddress *address, Err *err)
{
    static const char *const keywords[] = {"host", "user", "port", "sslmode"};
    const char *values[sizeof keywords / sizeof *keywords];
    if (!check_url(url, err))
        return false;
    PQconninfoOption *said = PQconninfoParse(url, NULL), *defaults = PQconndefaults();
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        const char *value = option_value(said, keywords[i]);
        values[i] = arena_copy(arena, value != NULL ? value : option_value(defaults, keywords[i]));
    }
    PQconninfoFree(said);
    PQconninfoFree(defaults);
    bool is_host = values[0] != NULL && values[0][0] != '/';
    *address = (DbAddress){.host = is_host ? values[0] : NULL,
                           .user = values[1],
                           .port = values[2] == NULL ? 5432 : (unsigned)strtoul(values[2], NULL, 10),
                           .is_verified = is_host && values[3] != NULL && strncmp(values[3], "verify-", 7) == 0};
    return true;
}

/* libpq gives no SQLSTATE for a refused login, only words; servers with translated messages fall into the last row. */
static const struct {
    const char *words;
    ErrClass class;
    bool retryable;
    const char *hint;
} refusals[] = {
    {"root certificate file", ERR_CONFIG, false,
     "verify-full is the default: name the CA with sslrootcert=FILE in the URL or PGSSLROOTCERT, or choose another sslmode "
     "in the URL"},
    {"does not match host name", ERR_CONFIG, false, "use the host name that the server's certificate bears"},
    {"starting up", ERR_CONNECT, true, NULL},
    {"shutting down", ERR_CONNECT, true, NULL},
    {"recovery mode", ERR_CONNECT, true, NULL},
    {"too many", ERR_RESOURCE, true, "free connections on the server or raise max_connections"},
    {"remaining connection slots", ERR_RESOURCE, true, "free connections on the server or raise max_connections"},
    {"authentication failed", ERR_PERMISSION, false,
     "check user and password: password.env, password.file, or ~/.pgpass"},
    {"no password supplied", ERR_PERMISSION, false, "give the password by password.env or password.file in the job"},
    {"pg_hba.conf", ERR_PERMISSION, false, "the server does not admit this user from here: see its pg_hba.conf"},
    {"permission denied", ERR_PERMISSION, false, "GRANT CONNECT ON DATABASE to this user"},
    {"is not permitted to log in", ERR_PERMISSION, false, "use a role with LOGIN"},
    {"\" does not exist", ERR_CONFIG, false, "create it, or correct the URL"},
    {"certificate", ERR_CONFIG, false,
     "verify-full is the default: name the CA with sslrootcert=FILE in the URL or PGSSLROOTCERT, or choose another sslmode "
     "in the URL"},
    {"server does not support SSL", ERR_CONFIG, false,
     "verify-full is the default: enable TLS on the server, or choose another sslmode in the URL"},
    {"invalid", ERR_CONFIG, false, "correct the URL"},
    {"definition of service", ERR_CONFIG, false, "correct the service's name or its file"},
    {"", ERR_CONNECT, true, "check host, port and firewall; raise connect.timeout to wait longer"},
};

static bool refused(PGconn *conn, bool *retryable, Err *err)
{
    const char *message = PQerrorMessage(conn);
    char words[1000] = "";
    strncat(words, message, sizeof words - 1);
    blank_quoted(words);
    size_t row = 0;
    while (strstr(words, refusals[row].words) == NULL)
        row++;
    *retryable = refusals[row].retryable;
    err_set(err, refusals[row].class, "%s", message);
    flatten(err->message);
    if (PQconnectionNeedsPassword(conn)) {
        *retryable = false;
        err->class = ERR_PERMISSION;
        err_hint(err, "give the password by password.env or password.file in the job, or ~/.pgpass");
    } else if (refusals[row].hint != NULL) {
        err_hint(err, "%s", refusals[row].hint);
    }
    return false;
}

/* Everything that decides how the server prints what we read, and what it does with what we write.
   search_path = '': every name comes out qualified, and none of ours can be caught by somebody else's schema.
   statement_timeout comes first: what a role or a database sets would cut off the others. */
static const char session[] =
    "SET statement_timeout = 0; SET search_path = ''; SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET DateStyle = 'ISO, YMD'; "
    "SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = 'hex'; "
    "SET quote_all_identifiers = off; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; "
    "SET row_security = off; SET check_function_bodies = off; SET xmloption = content; SET client_min_messages = warning; "
    "SET default_tablespace = ''; SET lc_monetary = 'C'; SET jit = off";

/* One answer or several, none of them rows. */
static bool run_simple(Postgres *pg, const char *sql, Err *err)
{
    bool ok = true;
    if (!PQsendQuery(pg->conn, sql))
        return postgres_fail(pg, err);
    for (PGresult *result = NULL;;) {
        Err one;
        if (!postgres_next(pg, &result, ok ? err : &one))
            return false;
        if (result == NULL)
            return ok;
        ok = ok && (PQresultStatus(result) == PGRES_COMMAND_OK || postgres_fail_result(pg, result, err));
        PQclear(result);
    }
}

/* A statement_timeout of some milliseconds may hit even the statement that ends it. */
static bool run_past_timeout(Postgres *pg, const char *sql, Err *err)
{
    enum { TRIES = 20 };
    for (int tries = 1;; tries++)
        if (run_simple(pg, sql, err))
            return true;
        else if (strcmp(err->sqlstate, "57014") != 0 || tries == TRIES)
            return false;
}

static bool start_session(Postgres *pg, const DbEndpoint *endpoint, Err *err)
{
    enum { OLDEST = 120000 };
    if (PQserverVersion(pg->conn) > 0 && PQserverVersion(pg->conn) < OLDEST) {
        err_set(err, ERR_CONFIG, "PostgreSQL %d is older than what understudy works with",
                PQserverVersion(pg->conn) / 10000);
        return err_hint(err, "versions 12 to 18 are supported: upgrade the server");
    }
    pg->db.session = PQbackendPID(pg->conn);
    pg->db.server_version = PQserverVersion(pg->conn);
    char sql[sizeof session + 200];
    snprintf(sql, sizeof sql, "%s%s%s%s", session,
             pg->db.server_version >= 140000 ? "; SET idle_session_timeout = 0" : "",
             pg->db.server_version >= 170000 ? "; SET transaction_timeout = 0" : "",
             endpoint->read_only ? "; SET default_transaction_read_only = on" : "");
    return run_past_timeout(pg, sql, err);
}

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context, (void)result;
}

static void postgres_close(Db *db)
{
    Postgres *pg = (Postgres *)db;
    PQfinish(pg->conn);
    free(pg);
}

static bool postgres_connect(Db **db, const DbEndpoint *endpoint, bool *retryable, Err *err)
{
    enum { ONE_TRY_S = 15 };
    int timeout_s = endpoint->timeout_s < ONE_TRY_S ? endpoint->timeout_s : ONE_TRY_S;
    bool silent = false;
    if (!check_url(endpoint->url, err))
        return false;
    Postgres *pg = calloc(1, sizeof *pg);
    PGconn *conn = pg == NULL ? NULL : connect_start(endpoint);
    if (conn == NULL) {
        free(pg);
        return err_set(err, ERR_RESOURCE, "out of memory");
    }
    *pg = (Postgres){.db = {.driver = &db_postgres, .role = endpoint->role, .product = "PostgreSQL"}, .conn = conn};
    if (PQstatus(conn) == CONNECTION_BAD || !connect_poll(conn, timeout_s, &silent) ||
        PQstatus(conn) != CONNECTION_OK) {
        refused(conn, retryable, err);
        if (silent) {
            *retryable = true;
            err_set(err, ERR_CONNECT, "the server accepts connections, but did not answer within %d s", timeout_s);
            err_hint(err, "see whether a PostgreSQL server is at this host and port, and what its log says");
        }
        postgres_close(&pg->db);
        return false;
    }
    PQsetNoticeReceiver(conn, ignore_notice, NULL);
    PQsetnonblocking(conn, 1);
    pg->deadline = clock_now_s() + timeout_s;
    if (!start_session(pg, endpoint, err)) {
        postgres_close(&pg->db);
        return false;
    }
    pg->deadline = 0;
    *db = &pg->db;
    return true;
}

static const char *postgres_transport(const Db *db, char *buffer, size_t size)
{
    const Postgres *pg = (const Postgres *)db;
    const char *host = PQhost(pg->conn), *mode = NULL;
    PQconninfoOption *options = PQconninfo(pg->conn);
    for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
        if (strcmp(option->keyword, "sslmode") == 0)
            mode = option->val;
    if (host != NULL && host[0] == '/')
        snprintf(buffer, size, "socket");
    else if (!PQsslInUse(pg->conn))
        snprintf(buffer, size, "no TLS (sslmode=%s)", mode == NULL ? "?" : mode);
    else if (mode != NULL && strcmp(mode, "verify-full") == 0)
        snprintf(buffer, size, "TLS verify-full");
    else
        snprintf(buffer, size, "TLS, server not verified (sslmode=%s)", mode == NULL ? "?" : mode);
    PQconninfoFree(options);
    return buffer;
}

/* ---- pipelines ---- */

typedef struct Pipeline {
    RowsReader *reader;
    void *context;
    size_t *failed;
    bool ok;
} Pipeline;

static void take_result(Postgres *pg, size_t statement, const PGresult *result, Pipeline *pipeline, Err *err)
{
    ExecStatusType status = PQresultStatus(result);
    if (!pipeline->ok || status == PGRES_PIPELINE_ABORTED)
        return;
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
        pipeline->ok = postgres_fail_result(pg, result, err);
        *pipeline->failed = statement;
    } else if (pipeline->reader != NULL) {
        Rows rows = {&db_postgres, (void *)result, (size_t)PQntuples(result), (size_t)PQnfields(result)};
        if (!pipeline->reader(statement, &rows, pipeline->context, err)) {
            *pipeline->failed = statement;
            pipeline->ok = false;
        }
    }
}

/* Every statement answers with one result and a NULL; the sync answers last. */
static bool receive_all(Postgres *pg, size_t count, Pipeline *pipeline, Err *err)
{
    for (size_t statement = 0; statement <= count;) {
        PGresult *result = NULL;
        Err lost;
        if (!postgres_next(pg, &result, &lost)) {
            if (pipeline->ok)
                *err = lost;
            return false;
        }
        if (result == NULL) {
            if (PQstatus(pg->conn) == CONNECTION_BAD)
                return pipeline->ok ? postgres_fail(pg, err) : false;
            statement++;
            continue;
        }
        bool is_sync = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        if (!is_sync)
            take_result(pg, statement, result, pipeline, err);
        PQclear(result);
        if (is_sync)
            break;
    }
    return pipeline->ok;
}

static bool postgres_pipeline(Db *db, const char *const *statements, size_t count, RowsReader *reader, void *context,
                              size_t *failed, Err *err)
{
    Postgres *pg = (Postgres *)db;
    *failed = 0;
    if (db_stop_signal != 0)
        return postgres_stopped(err);
    pg->cancelled = false;
    if (!PQenterPipelineMode(pg->conn))
        return postgres_fail(pg, err);
    Pipeline pipeline = {reader, context, failed, true};
    bool sent = true;
    for (size_t i = 0; sent && i < count; i++) {
        sent = PQsendQueryParams(pg->conn, statements[i], 0, NULL, NULL, NULL, NULL, 0) == 1;
        if (sent && PQflush(pg->conn) < 0)
            sent = false;
    }
    if (!sent || !PQpipelineSync(pg->conn))
        return postgres_fail(pg, err);
    bool ok = receive_all(pg, count, &pipeline, err);
    if (PQstatus(pg->conn) == CONNECTION_OK && !PQexitPipelineMode(pg->conn) && ok)
        return postgres_fail(pg, err);
    return ok;
}

static const char *postgres_value(const Rows *rows, size_t row, size_t column)
{
    return PQgetisnull(rows->result, (int)row, (int)column) ? NULL : PQgetvalue(rows->result, (int)row, (int)column);
}

static const char *postgres_column_name(const Rows *rows, size_t column)
{
    return PQfname(rows->result, (int)column);
}

const DbDriver db_postgres = {
    .name = "postgres",
    .url_schemes = {"postgres", "postgresql", NULL},
    .url_example = "postgres://user@host:5432/database",
    .is_transactional = true,
    .connect = postgres_connect,
    .close = postgres_close,
    .pipeline = postgres_pipeline,
    .value = postgres_value,
    .column_name = postgres_column_name,
    .copy = postgres_driver_copy,
    .read_rows = postgres_read_rows,
    .write_start = postgres_write_start,
    .write_row = postgres_write_row,
    .write_end = postgres_write_end,
    .quote_name = quote_postgres_name,
    .quote_literal = quote_postgres_literal,
    .url_has_password = postgres_url_has_password,
    .address = postgres_address,
    .transport = postgres_transport,
};
