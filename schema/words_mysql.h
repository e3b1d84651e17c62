/* The words of MySQL's and MariaDB's SQL in a form that is the same whichever of them printed it: what one of them quotes,
   calls otherwise, or says the character set of. Fit for nothing but comparing (canonical_mysql.c). */
#pragma once

#include "scan.h"

/* Of the grammar: it begins or ends an expression, and is never a name in one. */
bool mysql_word_is_grammar(const Token *token);
/* A literal's character set that says nothing. */
bool mysql_word_is_usual_introducer(const Token *name, const Token *string);
const char *mysql_word_name(Arena *arena, const Token *token);
const char *mysql_word_string(Arena *arena, const Token *token);
const char *mysql_word_text(Arena *arena, const Token *token); /* of any token */
