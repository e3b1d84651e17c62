/* What information_schema of MySQL and MariaDB loses, from SHOW CREATE. */
#pragma once

#include "catalog.h"
#include "db.h"

/* What information_schema escapes once more, as SHOW CREATE TABLE writes it. */
const char *my_unescaped(Arena *arena, const char *text);

/* Options like `ROW_FORMAT=DYNAMIC COMPRESSION="zlib"`, by name: NAME=value, one form for whoever printed them. What the
   model has fields for is left out, a connection too: it may hold a password. */
List my_options(Arena *arena, const char *text, size_t length, const char **row_format);

/* What follows the name in CREATE ... FUNCTION name(...) ..., or these words: FOR EACH ROW, DO. NULL: it is none. */
const char *my_text(const char *definition, const char *sql_mode, const char *words);
bool my_is_aggregate(const char *definition, const char *sql_mode);

typedef struct MyView {
    const char *algorithm;
    List columns;
    const char *query;
} MyView;
bool my_view(Arena *arena, const char *definition, bool is_checked, MyView *out, Err *err) MUST_CHECK;

/* Reads again what was lost, once references are resolved. */
bool my_show_texts(Catalog *catalog, Db *db, Err *err) MUST_CHECK;
