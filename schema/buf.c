/* Growing text. */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void buf_reserve(Buf *buf, size_t more)
{
    if (more >= BUF_MAX || buf->length + more >= BUF_MAX) {
        fputs("understudy: a text grew beyond 1 GiB\n", stderr);
        abort();
    }
    if (buf->length + more < buf->capacity)
        return;
    size_t capacity = buf->capacity == 0 ? 256 : buf->capacity;
    while (capacity <= buf->length + more)
        capacity *= 2;
    char *text = realloc(buf->text, capacity);
    if (text == NULL) {
        fputs("understudy: out of memory\n", stderr);
        abort();
    }
    buf->text = text;
    buf->capacity = capacity;
}

void buf_free(Buf *buf)
{
    free(buf->text);
    *buf = (Buf){0};
}

void buf_wipe(Buf *buf)
{
    if (buf->text != NULL)
        explicit_bzero(buf->text, buf->capacity);
    buf_free(buf);
}

void buf_clear(Buf *buf)
{
    buf->length = 0;
    if (buf->text != NULL)
        buf->text[0] = '\0';
}

void buf_put(Buf *buf, const char *bytes, size_t length)
{
    buf_reserve(buf, length);
    memcpy(buf->text + buf->length, bytes, length);
    buf->length += length;
    buf->text[buf->length] = '\0';
}

void buf_puts(Buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void buf_putc(Buf *buf, char c)
{
    buf_put(buf, &c, 1);
}

void buf_vprintf(Buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t room = buf->capacity - buf->length;
    int length = vsnprintf(room == 0 ? NULL : buf->text + buf->length, room, format, args);
    if (length > 0 && (size_t)length >= room) { /* cut off: once more */
        buf_reserve(buf, (size_t)length);
        vsnprintf(buf->text + buf->length, (size_t)length + 1, format, again);
    }
    buf->length += length > 0 ? (size_t)length : 0;
    va_end(again);
}

void buf_printf(Buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

const char *buf_text(const Buf *buf)
{
    return buf->text == NULL ? "" : buf->text;
}
