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
    const char *row;  /* what a row looks like: "(?, _latin1?)" */
    size_t head;      /* length of "INSERT INTO t (a, b) VALUES " */
    size_t most;      /* bytes that the server takes at once */
    size_t warnings;  /* that it lists of a statement */
    size_t waiting;   /* rows in sql */
    size_t no_member; /* values in them of ENUMs that are none of the ENUM's members */
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

static bool run(Inserts *inserts, const char *sql, size_t length, Err *err)
{
    return mysql_real_query(inserts->to->mysql, sql, (unsigned long)length) == 0 || mysql_failed(inserts->to, err);
}

static bool send_statement(Inserts *inserts, uint64_t *taken, Err *err)
{
    bool ok = run(inserts, inserts->sql.text, inserts->sql.length, err);
    *taken = ok ? (uint64_t)mysql_affected_rows(inserts->to->mysql) : 0;
    return ok;
}

/* Of the statement before: is all that the server warns of that ENUMs have no such member? */
static bool only_no_member(Inserts *inserts, Err *err)
{
    static const char sql[] = "SHOW WARNINGS", data_truncated[] = "1265", deprecated[] = "1287"; /* _utf8mb3'...' */
    unsigned count = mysql_warning_count(inserts->to->mysql);
    size_t truncated = 0;
    bool ok;
    if (!run(inserts, sql, strlen(sql), err))
        return false;
    MYSQL_RES *warnings = mysql_store_result(inserts->to->mysql);
    if (warnings == NULL)
        return mysql_failed(inserts->to, err);
    ok = mysql_num_rows(warnings) == count;
    for (MYSQL_ROW row; (row = mysql_fetch_row(warnings)) != NULL;) {
        bool is_truncated = strcmp(row[1], data_truncated) == 0;
        truncated += is_truncated;
        ok = ok && (is_truncated || strcmp(row[1], deprecated) == 0);
    }
    mysql_free_result(warnings);
    if (ok && truncated <= inserts->no_member)
        return true;
    err_set(err, ERR_DATA, "the target would not keep all values as they are");
    return err_hint(err, "compare the table on both sides with understudy diff");
}

/* What is no member of an ENUM is kept as number 0 and shown as ''. It comes from times without strictness, and only without
   can it be had again. (Where '' is a member as well, it becomes that member.) */
static bool send_laxly(Inserts *inserts, uint64_t *taken, Err *err)
{
    static const char lax[] = "SET SESSION sql_mode = REPLACE(@@sql_mode, 'STRICT_ALL_TABLES', '')",
                      strict[] = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";
    return run(inserts, lax, strlen(lax), err) && send_statement(inserts, taken, err) && only_no_member(inserts, err) &&
           run(inserts, strict, strlen(strict), err);
}

static bool send_waiting(Inserts *inserts, Err *err)
{
    uint64_t taken = 0;
    if (inserts->waiting == 0)
        return true;
    if (!(inserts->no_member > 0 ? send_laxly : send_statement)(inserts, &taken, err))
        return false;
    if (taken != inserts->waiting) {
        err_set(err, ERR_DATA, "%zu rows were sent, and the server took %llu", inserts->waiting,
                (unsigned long long)taken);
        return err_hint(err, "see what stands between: a proxy, or a storage engine that keeps no rows");
    }
    inserts->taken += taken;
    inserts->waiting = inserts->no_member = 0;
    inserts->sql.length = inserts->head;
    return true;
}

static bool too_long(size_t bytes, size_t most, Err *err)
{
    err_set(err, ERR_CONFIG, "a row of %zu bytes is longer than the %zu that the target takes at once", bytes, most);
    return err_hint(err, "raise max_allowed_packet on the target (rows of more than %d MB cannot be copied)",
                    ROW_MAX >> 20);
}

static bool add_row(Inserts *inserts, MYSQL_RES *result, MYSQL_ROW row, uint64_t *bytes, Err *err)
{
    const unsigned long *lengths = mysql_fetch_lengths(result);
    const MYSQL_FIELD *fields = mysql_fetch_fields(result);
    size_t length = 0, no_member = 0;
    for (unsigned i = 0; i < mysql_num_fields(result); i++) {
        length += lengths[i];
        no_member += row[i] != NULL && lengths[i] == 0 && (fields[i].flags & ENUM_FLAG) != 0;
    }
    *bytes += length;
    if (length > ROW_MAX)
        return too_long(length, ROW_MAX, err);
    buf_clear(&inserts->line);
    put_line(&inserts->line, inserts->row, row, lengths);
    length = inserts->head + inserts->line.length;
    if (length > inserts->most)
        return too_long(length, inserts->most, err);
    size_t room = inserts->most < STATEMENT_BYTES ? inserts->most : STATEMENT_BYTES;
    size_t columns = mysql_num_fields(result), lax_rows = inserts->warnings / (2 * columns); /* a value may have two */
    bool is_full = inserts->sql.length + inserts->line.length >= room ||
                   (inserts->no_member + no_member > 0 && inserts->waiting >= lax_rows);
    if (is_full && !send_waiting(inserts, err))
        return false;
    inserts->no_member += no_member;
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
    bool ok = true;
    for (MYSQL_ROW row; ok && result != NULL && (row = mysql_fetch_row(result)) != NULL;)
        ok = db_stop_signal != 0 ? mysql_stopped(err)
                                 : add_row(inserts, result, row, bytes, err) || err_within(err, "target");
    if (ok && mysql_errno(from->mysql) != 0) {
        mysql_failed(from, err);
        ok = err_within(err, "source");
    }
    if (!ok)
        shutdown(from->socket, SHUT_RDWR); /* or the library would read all the other rows, to throw them away */
    mysql_free_result(result);
    return ok && (send_waiting(inserts, err) || err_within(err, "target"));
}

static bool read_limits(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Inserts *inserts = context;
    inserts->most =
        (size_t)strtoull(rows_value(rows, 0, 0), NULL, 10) - 1024; /* the server counts more than the text */
    inserts->warnings = (size_t)strtoull(rows_value(rows, 0, 1), NULL, 10);
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
    static const char limits[] = "SELECT @@session.max_allowed_packet, @@session.max_error_count";
    if (!db_query(to_db, limits, read_limits, &inserts, err) || !db_exec(to_db, "START TRANSACTION", err))
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
