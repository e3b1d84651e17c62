/* Text as characters: UTF-8 (RFC 3629), and how it is written where it must not do harm. */
#pragma once

#include <stdint.h>

#include "buf.h"

/* The bytes of the character at the front of `length` bytes, at least one; 0 when there is none: overlong forms and
   surrogates are none. */
size_t text_character(const char *text, size_t length, uint32_t *code);
bool text_is_control(uint32_t code);

/* Byte by byte; NULL is equal to NULL only. */
bool text_equal(const char *a, const char *b);

int text_hex_digit(char c); /* 0 to 15; -1: it is none */
/* The byte that "%41" at the front of `length` bytes stands for; -1: no such escape stands there. */
int text_percent(const char *text, size_t length);

/* A JSON string with its quotes, NULL as null; nothing in it can steer a terminal. What is not UTF-8 becomes U+FFFD. */
void text_put_json(Buf *out, const char *text);
/* The same for people: what could steer a terminal is escaped (\u001b), quotes and backslashes stand as they are. */
void text_put_plain(Buf *out, const char *text);
