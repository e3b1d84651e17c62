/* SQL as MySQL and MariaDB print it, whichever product and version. */
#include "scan.h"

#include <string.h>

#include "buf.h"

const char *canonical_mysql(Arena *arena, const char *text, bool is_query)
{
    (void)is_query;
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_mysql, text, strlen(text));
    for (Token token; scan_solid(&scan, &token);) {
        buf_putc(&out, ' ');
        buf_put(&out, token.start, token.length);
    }
    return arena_slice(arena, buf_text(&out), out.length);
}
