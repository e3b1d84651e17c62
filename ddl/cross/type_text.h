/* A type's text, taken apart: what a catalog prints of it. */
#pragma once

#include "scan.h"

typedef struct TypeText {
    const char *word;   /* without what stands in brackets: "character varying", "timestamp without time zone", "int" */
    const char *schema; /* PostgreSQL: of a type that is not the system's, unquoted, as the word then is; NULL */
    List args;          /* what stands in brackets, strings without their quotes */
    bool is_unsigned, is_zerofill;
    bool is_array;
    int64_t first, second; /* the args as numbers; INT_NONE */
} TypeText;

TypeText type_text(Arena *arena, const Syntax *syntax, const char *text);
/* As the catalog prints what a person wrote: "varchar(20)" is "character varying(20)" to PostgreSQL, "integer" "int" to MySQL.
   NULL: the engine has no such type. */
const char *type_text_canonical(Arena *arena, const Syntax *syntax, const char *text);
/* MariaDB's JSON is a longtext whose own CHECK says so. */
bool type_is_json(const Column *column);
