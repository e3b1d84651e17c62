/* SQL text, token by token, as PostgreSQL prints it (pg_get_viewdef and its kin; standard_conforming_strings is on).
   Scanning never fails: what is not closed is a token up to the end. Put together, the tokens are the text. */
#pragma once

#include "catalog.h"

typedef enum TokenType {
    TOKEN_SPACE,
    TOKEN_COMMENT, /* to the end of the line without it; nested in C style */
    TOKEN_NAME,    /* plain, "quoted" or U&"quoted"; keywords too */
    TOKEN_STRING,  /* '', E'', B'', X'', N'', U&'' */
    TOKEN_DOLLAR,  /* $tag$ ... $tag$ */
    TOKEN_NUMBER,
    TOKEN_PARAMETER, /* $1 */
    TOKEN_OPERATOR,  /* a run of operator characters, cut as the server cuts it */
    TOKEN_MARK,      /* ( ) [ ] , ; . : :: := .. and any byte that starts nothing else */
} TokenType;

/* A slice of the text. */
typedef struct Token {
    TokenType type;
    const char *start;
    size_t length;
} Token;

typedef struct Scan {
    const char *text;
    size_t length;
    size_t at;
} Scan;

Scan scan_open(const char *text, size_t length);
bool scan_next(Scan *scan, Token *token);  /* false at the end */
bool scan_solid(Scan *scan, Token *token); /* the next one that is neither space nor comment */

/* A keyword, whatever its case; a quoted name is never one. */
bool token_is(const Token *token, const char *word);
bool token_is_mark(const Token *token, const char *mark);
/* The name that a token stands for is this one: plain names are folded to lower case, quoted ones taken as they are. */
bool token_names(const Token *token, const char *name);

/* What a TOKEN_NAME stands for; unquoted letters beyond ASCII are kept, as servers with a multi-byte encoding do. */
const char *scan_name(Arena *arena, const Token *token);
/* What a TOKEN_STRING or TOKEN_DOLLAR stands for; of bit strings, the digits. */
const char *scan_string(Arena *arena, const Token *token);

/* Where the bracket that opens at open_at closes: the position of its partner, or the text's length without one. */
size_t scan_closing(const char *text, size_t open_at);
/* The pieces between the commas outside of all brackets, trimmed; none for blank text. False: brackets do not pair. */
bool scan_split(Arena *arena, const char *text, size_t length, List *out) MUST_CHECK;

/* The text in a form that is the same whichever version of the server printed it, fit for nothing but comparing. Of a query
   (a view's) also where its columns come from is left out, as far as there is one table only. */
const char *scan_canonical(Arena *arena, const char *text, bool is_query);
/* What one major version printed, so that another reads it as it is meant: quotes around names that became words of the
   grammar, nothing that an older one does without. The text itself when there is nothing to change. */
const char *scan_for_version(Arena *arena, const char *text, int64_t from_major, int64_t to_major);

typedef struct IndexParts {
    List keys; /* each with its collation, operator class and order */
    List include;
    const char *predicate; /* as printed, without WHERE; NULL without one */
} IndexParts;

/* Takes pg_get_indexdef(oid) apart; ERR_BUG for what is not one. */
bool scan_index_definition(Arena *arena, const char *definition, IndexParts *out, Err *err) MUST_CHECK;
