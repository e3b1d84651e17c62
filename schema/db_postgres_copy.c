/* PostgreSQL's rows: COPY streams, from server to server as they are, and row by row from and to other engines. */
#include "db_postgres.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

static bool copy_start(Postgres *pg, const char *sql, ExecStatusType expected, Err *err)
{
    pg->cancelled = false;
    PGresult *result = NULL;
    if (!PQsendQuery(pg->conn, sql))
        return postgres_fail(pg, err);
    if (!postgres_next(pg, &result, err))
        return false;
    bool ok = PQresultStatus(result) == expected || postgres_fail_result(pg, result, err);
    PQclear(result);
    return ok;
}

/* Reads to the end of what the server has to say, so that the connection can be used again. */
static bool copy_finish(Postgres *pg, uint64_t *rows, Err *err)
{
    bool ok = true;
    for (PGresult *result = NULL;;) {
        if (!postgres_next(pg, &result, err))
            return false;
        if (result == NULL)
            return ok;
        if (ok && PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_COPY_OUT &&
            PQresultStatus(result) != PGRES_COPY_IN)
            ok = postgres_fail_result(pg, result, err);
        else if (rows != NULL && PQcmdTuples(result)[0] != '\0')
            *rows = strtoull(PQcmdTuples(result), NULL, 10);
        PQclear(result);
    }
}

/* 1: a row, 0: the end, -1: failed. */
static int copy_get(Postgres *pg, char **row, Err *err)
{
    for (;;) {
        int length = PQgetCopyData(pg->conn, row, 1);
        if (length > 0)
            return length;
        if (length == -1)
            return 0;
        if (length < -1) {
            postgres_fail(pg, err);
            return -1;
        }
        if (!postgres_wait(pg, POLLIN, err))
            return -1;
        if (!PQconsumeInput(pg->conn)) {
            postgres_fail(pg, err);
            return -1;
        }
    }
}

static bool copy_put(Postgres *pg, const char *row, int length, Err *err)
{
    for (;;) {
        int queued = PQputCopyData(pg->conn, row, length);
        if (queued == 1)
            return true;
        if (queued < 0)
            return postgres_fail(pg, err);
        if (!postgres_wait(pg, POLLOUT, err))
            return false;
    }
}

/* libpq grows its output buffer without bound when not flushed (libpq manual, PQputCopyData): flush as we go. */
static bool copy_flush(Postgres *pg, Err *err)
{
    for (int pending; (pending = PQflush(pg->conn)) != 0;) {
        if (pending < 0)
            return postgres_fail(pg, err);
        if (!postgres_wait(pg, POLLIN | POLLOUT, err) || !PQconsumeInput(pg->conn))
            return postgres_fail(pg, err);
    }
    return true;
}

/* A source that fails in the middle ends its rows like one that has no more: only its last word tells. */
static bool copy_stream(Postgres *from, Postgres *to, uint64_t *bytes, bool *source_failed, Err *err)
{
    enum { FLUSH_BYTES = 256 * 1024 };
    uint64_t unflushed = 0;
    for (char *row = NULL;; PQfreemem(row), row = NULL) {
        if (db_stop_signal != 0)
            return postgres_stopped(err);
        int length = copy_get(from, &row, err);
        *source_failed = length < 0 || (length == 0 && !copy_finish(from, NULL, err));
        if (*source_failed)
            return false;
        if (length == 0)
            return copy_flush(to, err);
        bool ok = copy_put(to, row, length, err);
        *bytes += (uint64_t)length;
        unflushed += (uint64_t)length;
        if (ok && unflushed > FLUSH_BYTES) {
            ok = copy_flush(to, err);
            unflushed = 0;
        }
        if (!ok) {
            PQfreemem(row);
            return false;
        }
    }
}

bool postgres_driver_copy(Db *from_db, const char *from_sql, Db *to_db, const char *to_sql, uint64_t *rows,
                          uint64_t *bytes, Err *err)
{
    Postgres *from = (Postgres *)from_db, *to = (Postgres *)to_db;
    *rows = *bytes = 0;
    if (!copy_start(to, to_sql, PGRES_COPY_IN, err))
        return err_within(err, "target");
    if (!copy_start(from, from_sql, PGRES_COPY_OUT, err)) {
        Err ignored;
        PQputCopyEnd(to->conn, "the source refused");
        (void)!copy_finish(to, NULL, &ignored);
        return err_within(err, "source");
    }
    bool source_failed = false, ok = copy_stream(from, to, bytes, &source_failed, err);
    Err at_end;
    if (PQputCopyEnd(to->conn, ok ? NULL : "stopped") < 0 && ok)
        ok = postgres_fail(to, err);
    /* When streaming broke at the target, its own words say why. */
    bool finished = copy_finish(to, rows, &at_end);
    if (!finished && (ok || (!source_failed && err->class == ERR_CONNECT && at_end.class != ERR_CONNECT)))
        *err = at_end;
    if (!ok)
        postgres_cancel(from); /* it may be in the middle of its rows: good for closing only */
    return ok && finished;
}

/* ---- to another engine ---- */

/* A line's values in the array, which grows to hold them. */
typedef struct Line {
    DbRow row;
    size_t room;
} Line;

static void add_value(Line *line, const char *value, size_t length)
{
    if (line->row.count == line->room) {
        line->room = line->room == 0 ? 32 : 2 * line->room;
        line->row.values = realloc(line->row.values, line->room * sizeof *line->row.values);
        line->row.lengths = realloc(line->row.lengths, line->room * sizeof *line->row.lengths);
        if (line->row.values == NULL || line->row.lengths == NULL)
            abort();
    }
    line->row.values[line->row.count] = value;
    line->row.lengths[line->row.count++] = length;
}

static char unescape(char c)
{
    static const char letters[] = "bfnrtv", meanings[] = "\b\f\n\r\t\v";
    const char *at = memchr(letters, c, sizeof letters - 1);
    return at == NULL ? c : meanings[at - letters];
}

/* In place; `\N` has been seen already. */
static size_t unescape_all(char *value, size_t length)
{
    char *out = memchr(value, '\\', length);
    if (out == NULL)
        return length;
    for (const char *in = out, *end = value + length; in < end; in++)
        *out++ = *in == '\\' && in + 1 < end ? unescape(*++in) : *in;
    return (size_t)(out - value);
}

static unsigned nibble(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* "\x0a" -> one byte, in place. */
static size_t unhex(char *value, size_t length)
{
    size_t count = length < 2 ? 0 : (length - 2) / 2;
    for (size_t i = 0; i < count; i++)
        value[i] = (char)(nibble(value[2 + 2 * i]) << 4 | nibble(value[3 + 2 * i]));
    return count;
}

/* COPY's text format: tabs between values, a line end after the last one, both escaped inside. */
static void read_line(Line *line, char *text, size_t length, const bool *is_bytes)
{
    char *end = text + length - 1;
    line->row.count = 0;
    for (char *value = text; value <= end;) {
        char *tab = memchr(value, '\t', (size_t)(end - value));
        size_t size = (size_t)((tab == NULL ? end : tab) - value);
        char *next = value + size + 1;
        if (size == 2 && value[0] == '\\' && value[1] == 'N') {
            add_value(line, NULL, 0);
        } else {
            size = unescape_all(value, size);
            add_value(line, value, is_bytes[line->row.count] ? unhex(value, size) : size);
        }
        value = next;
    }
}

static bool take_rows(Postgres *pg, Line *line, const bool *is_bytes, RowTaker *taker, void *context, Err *err)
{
    bool ok = true;
    char *text = NULL;
    for (int length; ok && (length = copy_get(pg, &text, err)) != 0; text = NULL) {
        if (length > 0) {
            read_line(line, text, (size_t)length, is_bytes);
            ok = db_stop_signal != 0 ? postgres_stopped(err) : taker(&line->row, context, err);
        } else {
            ok = false;
        }
        PQfreemem(text);
    }
    if (!ok)
        postgres_cancel(pg); /* it may be in the middle of its rows: good for closing only */
    return ok && copy_finish(pg, NULL, err);
}

bool postgres_read_rows(Db *db, const char *select, const bool *is_bytes, RowTaker *taker, void *context, Err *err)
{
    Postgres *pg = (Postgres *)db;
    SCOPED(Buf, buf_free) sql = {0};
    Line line = {0};
    buf_printf(&sql, "COPY (%s) TO STDOUT", select);
    bool ok =
        copy_start(pg, buf_text(&sql), PGRES_COPY_OUT, err) && take_rows(pg, &line, is_bytes, taker, context, err);
    free(line.row.values);
    free(line.row.lengths);
    return ok;
}

/* ---- from another engine ---- */

typedef struct CsvWriter {
    DbWriter writer;
    const bool *is_bytes;
    Buf lines;
} CsvWriter;

bool postgres_write_start(DbWriter **writer, Db *db, const char *sql, const bool *is_bytes, Err *err)
{
    if (!copy_start((Postgres *)db, sql, PGRES_COPY_IN, err))
        return false;
    CsvWriter *csv = calloc(1, sizeof *csv);
    if (csv == NULL)
        abort();
    csv->writer.db = db;
    csv->is_bytes = is_bytes;
    *writer = &csv->writer;
    return true;
}

static void put_quoted(Buf *out, const char *value, size_t length)
{
    for (const char *end = value + length; value < end;) {
        const char *plain = value;
        while (value < end && *value != '"' && *value != '\\')
            value++;
        buf_put(out, plain, (size_t)(value - plain));
        if (value < end) {
            buf_putc(out, '\\');
            buf_putc(out, *value++);
        }
    }
}

static void put_hex(Buf *out, const char *value, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    buf_puts(out, "\\\\x");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)value[i];
        buf_put(out, (const char[]){digits[byte >> 4], digits[byte & 15]}, 2);
    }
}

static bool send_lines(CsvWriter *csv, Err *err)
{
    Postgres *pg = (Postgres *)csv->writer.db;
    bool ok = copy_put(pg, csv->lines.text, (int)csv->lines.length, err) && copy_flush(pg, err);
    buf_clear(&csv->lines);
    return ok;
}

/* All values stand in quotes, which tell a text of "attNULL" from NULL. */
bool postgres_write_row(DbWriter *writer, const DbRow *row, Err *err)
{
    enum { LINES_BYTES = 128 * 1024 };
    CsvWriter *csv = (CsvWriter *)writer;
    Buf *lines = &csv->lines;
    for (size_t i = 0; i < row->count; i++) {
        buf_puts(lines, i > 0 ? "," : "");
        if (row->values[i] == NULL) {
            buf_puts(lines, "attNULL");
            continue;
        }
        buf_putc(lines, '"');
        (csv->is_bytes[i] ? put_hex : put_quoted)(lines, row->values[i], row->lengths[i]);
        buf_putc(lines, '"');
    }
    buf_putc(lines, '\n');
    return lines->length < LINES_BYTES || send_lines(csv, err);
}

bool postgres_write_end(DbWriter *writer, bool is_whole, uint64_t *rows, Err *err)
{
    CsvWriter *csv = (CsvWriter *)writer;
    Postgres *pg = (Postgres *)writer->db;
    Err at_end;
    bool ok = !is_whole || csv->lines.length == 0 || send_lines(csv, err);
    if (PQputCopyEnd(pg->conn, is_whole && ok ? NULL : "stopped") < 0 && ok)
        ok = postgres_fail(pg, err);
    bool finished = copy_finish(pg, rows, &at_end);
    if (!finished && (ok || (err->class == ERR_CONNECT && at_end.class != ERR_CONNECT)))
        *err = at_end;
    buf_free(&csv->lines);
    free(csv);
    return ok && finished;
}
