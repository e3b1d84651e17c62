/* Text that grows. Everything that is put together from pieces (SQL, reports, JSON) is put together here. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

#include "err.h"

/* Longer than any object's definition that a server can store (PostgreSQL: 1 GB field, but source text travels in one
   message of the same limit); what would grow beyond aborts, as running out of memory does. */
enum { BUF_MAX = 1 << 30 };

typedef struct Buf {
    char *text; /* NUL-terminated once anything was put; buf_text() gives "" before */
    size_t length;
    size_t capacity;
} Buf;

void buf_free(Buf *buf);
void buf_wipe(Buf *buf);  /* frees it too: of secrets */
void buf_clear(Buf *buf); /* keeps the memory */
void buf_put(Buf *buf, const char *bytes, size_t length);
void buf_puts(Buf *buf, const char *text);
void buf_putc(Buf *buf, char c);
void buf_printf(Buf *buf, const char *format, ...) PRINTF(2, 3);
void buf_vprintf(Buf *buf, const char *format, va_list args) PRINTF(2, 0);
const char *buf_text(const Buf *buf);
