/* The tables of types, for people. */
#include "buf.h"
#include "type_rows.h"

static void put_rows(Buf *out, const char *title, const TypeRow *row)
{
    buf_printf(out, "%s\n\n", title);
    for (; row->rule != NULL; row++) {
        buf_printf(out, "  %-5s %s%s\n", row->rule, row->what,
                   row->is_unfit   ? "; critical"
                   : row->is_lossy ? "; a warning"
                                   : "");
    }
}

void types_help(Buf *out)
{
    put_rows(out, "From MySQL and MariaDB to PostgreSQL; the first row that fits a column counts:", type_rows_mysql);
    put_rows(out, "\nFrom PostgreSQL to MySQL and MariaDB:", type_rows_postgres);
    buf_puts(out, "\nOther types for a type or a column: `types` in a job (understudy help job).\n");
}
