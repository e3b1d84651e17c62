/* Where a row is, for messages: by a few of its columns, of which nobody sees more than where a value begins, and of what is
   short not even that. */
#pragma once

#include "dialect.h"

/* An expression for "(12..., a...)": of the table's columns of these names, under an alias (NULL: none). */
void sample_put(Buf *out, const Dialect *dialect, const Object *table, const List *columns, const char *alias);
/* `$` in a text becomes the column's name, quoted. */
void sample_put_column(Buf *out, const Dialect *dialect, const char *text, const char *alias, const char *name);
