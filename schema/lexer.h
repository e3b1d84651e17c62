/* What lexers share: a cursor in the text. Nobody else includes this. */
#pragma once

#include <string.h>

#include "scan.h"

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static inline bool is_name_part(char c)
{
    return is_name_start(c) || is_digit(c) || c == '$';
}

/* The byte at a distance, NUL beyond the end. */
static inline char ahead(const Scan *scan, size_t distance)
{
    return distance < scan->length - scan->at ? scan->text[scan->at + distance] : '\0';
}

static inline void skip_to(Scan *scan, size_t at)
{
    scan->at = at < scan->length ? at : scan->length;
}

static inline void skip_while(Scan *scan, bool (*belongs)(char))
{
    while (scan->at < scan->length && belongs(scan->text[scan->at]))
        scan->at++;
}

/* From behind the opening quote to behind the closing one; a doubled quote is not the end. */
static inline void skip_quoted(Scan *scan, char quote, bool backslashes)
{
    while (scan->at < scan->length) {
        char c = scan->text[scan->at];
        if ((backslashes && c == '\\') || (c == quote && ahead(scan, 1) == quote)) {
            skip_to(scan, scan->at + 2);
            continue;
        }
        scan->at++;
        if (c == quote)
            return;
    }
}

/* Folding is the server's for ASCII, whatever the locale of this process. */
static inline char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A name without quotes. */
static inline bool is_plain_name(const Token *token)
{
    if (token->type != TOKEN_NAME)
        return false;
    char last = token->start[token->length - 1];
    return token->start[0] != '"' && last != '"' && last != '`';
}

/* The text as a whole, whatever its case. */
static inline bool folds_to(const Token *token, const char *word)
{
    for (size_t i = 0; i < token->length; i++)
        if (word[i] == '\0' || fold(token->start[i]) != fold(word[i]))
            return false;
    return word[token->length] == '\0';
}
