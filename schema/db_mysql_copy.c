/* Rows from one MySQL or MariaDB server into another: one unbuffered SELECT becomes INSERTs of many rows, in one
   transaction. LOAD DATA would need local_infile, which servers have good reasons to refuse. */
#include "db_mysql.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* Larger statements are not faster, and much smaller ones are slower. */
enum { STATEMENT_BYTES = 1 << 20, ROW_MAX = BUF_MAX / 2 };

typedef struct Inserts {
    Mysql *to;
    const char *row; /* what a row looks like: "(?, _latin1?)" */
    size_t head;     /* length of "INSERT INTO t (a, b) VALUES " */
    size_t most;     /* bytes that the server takes at once */
    size_t waiting;  /* rows in sql */
    uint64_t taken;
    Buf sql, line;
} Inserts;

/* Whatever the bytes mean: to the server's lexer these three are what they are in ASCII, as the session speaks utf8mb4,
   and it has backslash escapes. */
static void put_literal(Buf *out, const char *value, size_t length)
{
    buf_putc(out, '\'');
    for (const char *end = value + length; value < end;) {
        const char *plain = value;
        while (value < end && *value != '\'' && *value != '\\' && *value != '\0')
            value++;
        buf_put(out, plain, (size_t)(value - plain));
        if (value < end) {
            buf_putc(out, '\\');
            buf_putc(out, *value == '\0' ? '0' : *value);
            value++;
        }
    }
    buf_putc(out, '\'');
}

/* A character set's name goes with its value, and not with NULL. */
static void put_line(Buf *out, const char *shape, MYSQL_ROW row, const unsigned long *lengths)
{
    size_t column = 0;
    for (const char *c = shape; *c != '\0'; c++) {
        size_t name = *c == '_' ? strcspn(c, "?") : 0;
        if (c[name] != '?') {
            buf_putc(out, *c);
            continue;
        }
        if (row[column] == NULL) {
            buf_puts(out, "NULL");
        } else {
            buf_put(out, c, name);
            put_literal(out, row[column], lengths[column]);
        }
        c += name;
        column++;
    }
}

static bool send_waiting(Inserts *inserts, Err *err)
{
    MYSQL *mysql = inserts->to->mysql;
    if (inserts->waiting == 0)
        return true;
    if (mysql_real_query(mysql, inserts->sql.text, (unsigned long)inserts->sql.length) != 0)
        return mysql_failed(inserts->to, err);
    uint64_t taken = (uint64_t)mysql_affected_rows(mysql);
    if (taken != inserts->waiting) {
        err_set(err, ERR_DATA, "%zu rows were sent, and the server took %llu", inserts->waiting,
                (unsigned long long)taken);
        return err_hint(err, "see what stands between: a proxy, or a storage engine that keeps no rows");
    }
    inserts->taken += taken;
    inserts->waiting = 0;
    inserts->sql.length = inserts->head;
    return true;
}

static bool too_long(size_t bytes, size_t most, Err *err)
{
    err_set(err, ERR_CONFIG, "a row of %zu bytes is longer than the %zu that the target takes at once", bytes, most);
    return err_hint(err, "raise max_allowed_packet on the target (rows of more than %d MB cannot be copied)",
                    ROW_MAX >> 20);
}

static bool add_row(Inserts *inserts, MYSQL_ROW row, const unsigned long *lengths, size_t columns, uint64_t *bytes,
                    Err *err)
{
    size_t length = 0;
    for (size_t i = 0; i < columns; i++)
        length += lengths[i];
    *bytes += length;
    if (length > ROW_MAX)
        return too_long(length, ROW_MAX, err);
    buf_clear(&inserts->line);
    put_line(&inserts->line, inserts->row, row, lengths);
    length = inserts->head + inserts->line.length;
    if (length > inserts->most)
        return too_long(length, inserts->most, err);
    size_t room = inserts->most < STATEMENT_BYTES ? inserts->most : STATEMENT_BYTES;
    if (inserts->sql.length + inserts->line.length >= room && !send_waiting(inserts, err))
        return false;
    if (inserts->waiting++ > 0)
        buf_putc(&inserts->sql, ',');
    buf_put(&inserts->sql, inserts->line.text, inserts->line.length);
    return true;
}

static bool stream(Mysql *from, Inserts *inserts, const char *from_sql, uint64_t *bytes, Err *err)
{
    if (mysql_real_query(from->mysql, from_sql, (unsigned long)strlen(from_sql)) != 0) {
        mysql_failed(from, err);
        return err_within(err, "source");
    }
    MYSQL_RES *result = mysql_use_result(from->mysql);
    size_t columns = result == NULL ? 0 : mysql_num_fields(result);
    bool ok = true;
    for (MYSQL_ROW row; ok && result != NULL && (row = mysql_fetch_row(result)) != NULL;)
        ok = db_stop_signal != 0
                 ? mysql_stopped(err)
                 : add_row(inserts, row, mysql_fetch_lengths(result), columns, bytes, err) || err_within(err, "target");
    if (ok && mysql_errno(from->mysql) != 0) {
        mysql_failed(from, err);
        ok = err_within(err, "source");
    }
    if (!ok)
        shutdown(from->socket, SHUT_RDWR); /* or the library would read all the other rows, to throw them away */
    mysql_free_result(result);
    return ok && (send_waiting(inserts, err) || err_within(err, "target"));
}

static bool ask_limit(Inserts *inserts, Err *err)
{
    SCOPED(Arena *, arena_release) scratch = arena_new();
    const char *value;
    if (!db_value(&inserts->to->db, "SELECT @@session.max_allowed_packet", scratch, &value, err))
        return false;
    inserts->most = (size_t)strtoull(value, NULL, 10) - 1024; /* the server counts more than the text */
    return true;
}

bool mysql_driver_copy(Db *from_db, const char *from_sql, Db *to_db, const char *to_sql, uint64_t *rows,
                       uint64_t *bytes, Err *err)
{
    static const char values[] = " VALUES ";
    Mysql *from = (Mysql *)from_db;
    Inserts inserts = {.to = (Mysql *)to_db};
    for (const char *at = to_sql; (at = strstr(at, values)) != NULL;)
        inserts.row = at += strlen(values);
    inserts.head = (size_t)(inserts.row - to_sql);
    *rows = *bytes = 0;
    if (!ask_limit(&inserts, err) || !db_exec(to_db, "START TRANSACTION", err))
        return err_within(err, "target");
    buf_put(&inserts.sql, to_sql, inserts.head);
    mysql_set_busy(from, true);
    mysql_set_busy(inserts.to, true);
    bool ok = stream(from, &inserts, from_sql, bytes, err);
    mysql_set_busy(inserts.to, false);
    mysql_set_busy(from, false);
    buf_free(&inserts.sql);
    buf_free(&inserts.line);
    *rows = inserts.taken;
    if (!ok) {
        Err ignored;
        (void)!db_exec(to_db, "ROLLBACK", &ignored);
        return false;
    }
    return db_exec(to_db, "COMMIT", err) || err_within(err, "target");
}
