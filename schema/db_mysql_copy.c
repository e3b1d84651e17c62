/* Rows from one MySQL or MariaDB server into another: one unbuffered SELECT becomes INSERTs of many rows, in one
   transaction. LOAD DATA would need local_infile, which servers have good reasons to refuse. Rows of another engine come row
   by row, and where DMS is imitated, LOAD DATA takes them: from memory. */
#include "db_mysql.h"

#include <assert.h>
#include <stdio.h>
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
static void put_line(Buf *out, const char *shape, const char *const *row, const unsigned long *lengths)
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

static bool add_row(Inserts *inserts, const DbRow *row, size_t no_member, Err *err)
{
    size_t length = 0;
    assert(row->count > 0); /* no table of MySQL's is without columns */
    for (size_t i = 0; i < row->count; i++)
        length += row->values[i] == NULL ? 0 : row->lengths[i];
    if (length > ROW_MAX)
        return too_long(length, ROW_MAX, err);
    buf_clear(&inserts->line);
    put_line(&inserts->line, inserts->row, row->values, row->lengths);
    length = inserts->head + inserts->line.length;
    if (length > inserts->most)
        return too_long(length, inserts->most, err);
    size_t room = inserts->most < STATEMENT_BYTES ? inserts->most : STATEMENT_BYTES;
    size_t lax_rows = inserts->warnings / (2 * row->count); /* a value may have two */
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

/* A row of the library's. */
typedef bool FetchedTaker(DbRow *row, const MYSQL_FIELD *fields, void *context, Err *err);

/* *taker_failed: not the source. */
static bool fetch_all(Mysql *from, const char *select, FetchedTaker *taker, void *context, bool *taker_failed, Err *err)
{
    if (mysql_real_query(from->mysql, select, (unsigned long)strlen(select)) != 0)
        return mysql_failed(from, err);
    MYSQL_RES *result = mysql_use_result(from->mysql);
    bool ok = true;
    for (MYSQL_ROW values; ok && result != NULL && (values = mysql_fetch_row(result)) != NULL;) {
        DbRow row = {(const char **)values, mysql_fetch_lengths(result), mysql_num_fields(result)};
        if (db_stop_signal != 0)
            ok = mysql_stopped(err);
        else
            *taker_failed = !(ok = taker(&row, mysql_fetch_fields(result), context, err));
    }
    if (ok && mysql_errno(from->mysql) != 0)
        ok = mysql_failed(from, err);
    if (!ok)
        shutdown(from->socket, SHUT_RDWR); /* or the library would read all the other rows, to throw them away */
    mysql_free_result(result);
    return ok;
}

typedef struct Copying {
    Inserts *inserts;
    uint64_t bytes;
} Copying;

static bool copy_row(DbRow *row, const MYSQL_FIELD *fields, void *context, Err *err)
{
    Copying *copying = context;
    size_t no_member = 0;
    for (size_t i = 0; i < row->count; i++) {
        copying->bytes += row->lengths[i];
        no_member += row->values[i] != NULL && row->lengths[i] == 0 && (fields[i].flags & ENUM_FLAG) != 0;
    }
    return add_row(copying->inserts, row, no_member, err);
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

/* Begins the transaction; what has been begun must be ended. */
static bool start_inserts(Inserts *inserts, Db *db, const char *sql, Err *err)
{
    static const char values[] = " VALUES ",
                      limits[] = "SELECT @@session.max_allowed_packet, @@session.max_error_count";
    *inserts = (Inserts){.to = (Mysql *)db};
    for (const char *at = sql; (at = strstr(at, values)) != NULL;)
        inserts->row = at += strlen(values);
    inserts->head = (size_t)(inserts->row - sql);
    if (!db_query(db, limits, read_limits, inserts, err) || !db_exec(db, "START TRANSACTION", err))
        return false;
    buf_put(&inserts->sql, sql, inserts->head);
    mysql_set_busy(inserts->to, true);
    return true;
}

static bool end_transaction(Mysql *to, bool ok, Err *err)
{
    Err ignored;
    mysql_set_busy(to, false);
    if (ok)
        return db_exec(&to->db, "COMMIT", err);
    (void)!db_exec(&to->db, "ROLLBACK", &ignored);
    return false;
}

static bool end_inserts(Inserts *inserts, bool is_whole, uint64_t *rows, Err *err)
{
    bool ok = end_transaction(inserts->to, is_whole && send_waiting(inserts, err), err);
    buf_free(&inserts->sql);
    buf_free(&inserts->line);
    *rows = inserts->taken;
    return ok;
}

bool mysql_driver_copy(Db *from_db, const char *from_sql, Db *to_db, const char *to_sql, uint64_t *rows,
                       uint64_t *bytes, Err *err)
{
    Mysql *from = (Mysql *)from_db;
    Inserts inserts;
    Copying copying = {.inserts = &inserts};
    bool target_failed = false;
    *rows = *bytes = 0;
    if (!start_inserts(&inserts, to_db, to_sql, err))
        return err_within(err, "target");
    mysql_set_busy(from, true);
    bool ok = fetch_all(from, from_sql, copy_row, &copying, &target_failed, err);
    mysql_set_busy(from, false);
    *bytes = copying.bytes;
    if (!ok)
        err_within(err, "%s", target_failed ? "target" : "source");
    if (end_inserts(&inserts, ok, rows, err))
        return true;
    return ok ? err_within(err, "target") : false;
}

/* ---- to another engine ---- */

typedef struct Taking {
    RowTaker *taker;
    void *context;
} Taking;

static bool take_row(DbRow *row, const MYSQL_FIELD *fields, void *context, Err *err)
{
    (void)fields;
    const Taking *taking = context;
    return taking->taker(row, taking->context, err);
}

/* Bytes come as they are. */
bool mysql_read_rows(Db *db, const char *select, const bool *is_bytes, RowTaker *taker, void *context, Err *err)
{
    (void)is_bytes;
    Mysql *from = (Mysql *)db;
    Taking taking = {taker, context};
    bool ignored = false;
    mysql_set_busy(from, true);
    bool ok = fetch_all(from, select, take_row, &taking, &ignored, err);
    mysql_set_busy(from, false);
    return ok;
}

/* ---- from another engine ---- */

typedef struct RowWriter {
    DbWriter writer;
    const char *load; /* LOAD DATA, else NULL */
    const bool *is_bytes;
    Inserts inserts; /* else */
    Buf lines;
    uint64_t taken;
} RowWriter;

bool mysql_write_start(DbWriter **writer, Db *db, const char *sql, const bool *is_bytes, Err *err)
{
    static const char load[] = "LOAD DATA";
    RowWriter *rows = calloc(1, sizeof *rows);
    if (rows == NULL)
        abort();
    rows->writer.db = db;
    rows->is_bytes = is_bytes;
    *writer = &rows->writer;
    if (strncmp(sql, load, strlen(load)) == 0)
        rows->load = sql;
    bool ok = rows->load == NULL ? start_inserts(&rows->inserts, db, sql, err) : db_exec(db, "START TRANSACTION", err);
    if (!ok)
        free(rows);
    else if (rows->load != NULL)
        mysql_set_busy((Mysql *)db, true);
    return ok;
}

static void put_hex(Buf *out, const char *value, size_t length)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)value[i];
        buf_put(out, (const char[]){digits[byte >> 4], digits[byte & 15]}, 2);
    }
}

static void put_escaped(Buf *out, const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (value[i] == '"' || value[i] == '\\' || value[i] == '\0')
            buf_putc(out, '\\');
        buf_putc(out, value[i] == '\0' ? '0' : value[i]);
    }
}

static void put_fields(RowWriter *rows, const DbRow *row)
{
    Buf *lines = &rows->lines;
    for (size_t i = 0; i < row->count; i++) {
        buf_puts(lines, i > 0 ? "," : "");
        if (row->values[i] == NULL) {
            buf_puts(lines, "\\N");
            continue;
        }
        buf_putc(lines, '"');
        (rows->is_bytes[i] ? put_hex : put_escaped)(lines, row->values[i], row->lengths[i]);
        buf_putc(lines, '"');
    }
    buf_putc(lines, '\n');
}

static bool send_lines(RowWriter *rows, Err *err)
{
    Mysql *my = (Mysql *)rows->writer.db;
    if (rows->lines.length == 0)
        return true;
    my->lines = &rows->lines;
    bool ok = mysql_real_query(my->mysql, rows->load, (unsigned long)strlen(rows->load)) == 0 || mysql_failed(my, err);
    my->lines = NULL;
    rows->taken += ok ? (uint64_t)mysql_affected_rows(my->mysql) : 0;
    buf_clear(&rows->lines);
    return ok;
}

bool mysql_write_row(DbWriter *writer, const DbRow *row, Err *err)
{
    enum { LINES_BYTES = 8 << 20 };
    RowWriter *rows = (RowWriter *)writer;
    if (rows->load == NULL)
        return add_row(&rows->inserts, row, 0, err);
    put_fields(rows, row);
    return rows->lines.length < LINES_BYTES || send_lines(rows, err);
}

bool mysql_write_end(DbWriter *writer, bool is_whole, uint64_t *taken, Err *err)
{
    RowWriter *rows = (RowWriter *)writer;
    bool ok;
    if (rows->load == NULL) {
        ok = end_inserts(&rows->inserts, is_whole, taken, err);
    } else {
        ok = end_transaction((Mysql *)writer->db, is_whole && send_lines(rows, err), err);
        *taken = rows->taken;
    }
    buf_free(&rows->lines);
    free(rows);
    return ok;
}

/* ---- LOAD DATA LOCAL ---- */

typedef struct Giving {
    const Buf *lines;
    size_t given;
} Giving;

static int give_start(void **giving, const char *file, void *my)
{
    (void)file;
    const Buf *lines = ((Mysql *)my)->lines;
    Giving *new = lines == NULL ? NULL : calloc(1, sizeof *new);
    if (new != NULL)
        new->lines = lines;
    *giving = new;
    return new == NULL;
}

static int give(void *context, char *buffer, unsigned size)
{
    Giving *giving = context;
    size_t left = giving->lines->length - giving->given, now = left < size ? left : size;
    memcpy(buffer, giving->lines->text + giving->given, now);
    giving->given += now;
    return (int)now;
}

static void give_end(void *giving)
{
    free(giving);
}

static int give_why(void *giving, char *message, unsigned size)
{
    (void)giving;
    snprintf(message, size, "no file is read for a server");
    return 2000; /* CR_UNKNOWN_ERROR */
}

void mysql_give_lines(Mysql *my)
{
    mysql_set_local_infile_handler(my->mysql, give_start, give, give_end, give_why, my);
}
