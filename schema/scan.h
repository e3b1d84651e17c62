/* SQL text, token by token, as the server prints it. Scanning never fails: what is not closed is a token up to the end. Put
   together, the tokens are the text. */
#pragma once

#include "catalog.h"

typedef enum TokenType {
    TOKEN_SPACE,
    TOKEN_COMMENT, /* to the end of the line without it; in C style. MySQL's versioned comments are code: of these only the
                      brackets are comments */
    TOKEN_NAME,    /* plain or quoted; keywords too. PostgreSQL: U&"", too; MySQL: `quoted`, and "quoted" by sql_mode */
    TOKEN_STRING, /* '', B'', X'', N''. PostgreSQL: E'', U&''; MySQL: "" */
    TOKEN_DOLLAR, /* $tag$ ... $tag$ */
    TOKEN_NUMBER,
    TOKEN_PARAMETER, /* $1, @name, @@name */
    TOKEN_OPERATOR,  /* cut as the server cuts it */
    TOKEN_MARK,      /* ( ) [ ] , ; . : :: := .. and any byte that starts nothing else */
} TokenType;

typedef struct Syntax Syntax;

/* A slice of the text. */
typedef struct Token {
    const Syntax *syntax;
    TokenType type;
    const char *start;
    size_t length;
} Token;

typedef struct Scan {
    const Syntax *syntax;
    const char *text;
    size_t length;
    size_t at;
} Scan;

/* How one engine writes SQL. What its functions do is said below, where they are called. */
struct Syntax {
    const char *engine;
    TokenType (*take)(Scan *scan);
    bool (*names)(const Token *token, const char *name);
    const char *(*name)(Arena *arena, const Token *token);
    const char *(*string)(Arena *arena, const Token *token);
    const char *(*canonical)(Arena *arena, const char *text, bool is_query);
    bool no_backslashes; /* in strings */
    bool names_in_double_quotes;
};

extern const Syntax syntax_postgres; /* standard_conforming_strings is on */
extern const Syntax syntax_mysql;    /* as in sessions of ours: sql_mode is empty */
const Syntax *syntax_of(const char *engine);
/* What was written under an sql_mode ("ANSI_QUOTES,STRICT_TRANS_TABLES,..."; NULL: none). */
const Syntax *syntax_of_sql_mode(const char *sql_mode);

Scan scan_open(const Syntax *syntax, const char *text, size_t length);
bool scan_next(Scan *scan, Token *token);            /* false at the end */
bool scan_solid(Scan *scan, Token *token);           /* the next one that is neither space nor comment */
bool scan_nth(Scan *scan, size_t nth, Token *token); /* the nth such from here, the next one being 1 */

/* A keyword, whatever its case; a quoted name is never one. */
bool token_is(const Token *token, const char *word);
bool token_is_mark(const Token *token, const char *mark);
/* The name that a token stands for is this one. PostgreSQL folds plain names to lower case, and takes quoted ones as they
   are; MySQL takes both as they are. */
bool token_names(const Token *token, const char *name);

/* What a TOKEN_NAME stands for; unquoted letters beyond ASCII are never folded, as servers with a multi-byte encoding do. */
const char *scan_name(Arena *arena, const Token *token);
/* What a TOKEN_STRING or TOKEN_DOLLAR stands for; of bit strings, the digits. */
const char *scan_string(Arena *arena, const Token *token);

/* Where the bracket that opens at open_at closes: the position of its partner, or the text's length without one. */
size_t scan_closing(const Syntax *syntax, const char *text, size_t open_at);
/* The pieces between the commas outside of all brackets, trimmed; none for blank text. False: brackets do not pair. */
bool scan_split(Arena *arena, const Syntax *syntax, const char *text, size_t length, List *out) MUST_CHECK;

/* The text in a form that is the same whichever version of the server printed it, fit for nothing but comparing. */
const char *scan_canonical(Arena *arena, const Syntax *syntax, const char *text, bool is_query);
/* Of a query (a view's) also where its columns come from is left out, as far as there is one table only. */
const char *canonical_postgres(Arena *arena, const char *text, bool is_query);
const char *canonical_mysql(Arena *arena, const char *text, bool is_query);
/* What one major version of PostgreSQL printed, so that another reads it as it is meant: quotes around names that became words of the
   grammar, nothing that an older one does without. The text itself when there is nothing to change. */
const char *scan_for_version(Arena *arena, const char *text, int64_t from_major, int64_t to_major);

typedef struct IndexParts {
    List keys; /* each with its collation, operator class and order */
    List include;
    const char *predicate; /* as printed, without WHERE; NULL without one */
} IndexParts;

/* Takes pg_get_indexdef(oid) apart; ERR_BUG for what is not one. */
bool scan_index_definition(Arena *arena, const char *definition, IndexParts *out, Err *err) MUST_CHECK;
