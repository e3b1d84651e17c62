/* Samples of rows. */
#include "sample.h"

#include <string.h>

void sample_put_column(Buf *out, const Dialect *dialect, const char *text, const char *alias, const char *name)
{
    for (const char *c = text; *c != '\0'; c++)
        if (*c != '$') {
            buf_putc(out, *c);
        } else {
            if (alias != NULL)
                buf_printf(out, "%s.", alias);
            dialect->quote_name(out, name);
        }
}

void sample_put(Buf *out, const Dialect *dialect, const Object *table, const List *columns, const char *alias)
{
    buf_puts(out, "CONCAT('(', CONCAT_WS(', '");
    for (size_t i = 0; i < columns->count; i++) {
        const char *text = dialect->as_text(object_column(table, columns->items[i]));
        buf_puts(out, ", CONCAT(CASE WHEN CHAR_LENGTH(");
        sample_put_column(out, dialect, text, alias, columns->items[i]);
        buf_puts(out, ") > 3 THEN LEFT(");
        sample_put_column(out, dialect, text, alias, columns->items[i]);
        buf_puts(out, ", 1) ELSE '' END, '...')");
    }
    buf_puts(out, "), ')')");
}
