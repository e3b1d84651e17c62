/* The one identifier quoter and the one literal quoter of each engine: nothing else puts a name or a value into SQL. */
#pragma once

#include "buf.h"

/* In double quotes, as the SQL standard has it. */
void quote_double(Buf *out, const char *name);

void quote_postgres_name(Buf *out, const char *name);
void quote_postgres_literal(Buf *out, const char *text);

/* In backticks always. */
void quote_mysql_name(Buf *out, const char *name);
void quote_mysql_literal(Buf *out, const char *text);
/* Where the statement's sql_mode has NO_BACKSLASH_ESCAPES. */
void quote_mysql_plain_literal(Buf *out, const char *text);
