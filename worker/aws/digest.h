/* What signatures are made of. */
#pragma once

#include <stddef.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1 };

/* SHA-256, as small hexadecimal digits. */
void digest_hex(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE]);
/* HMAC-SHA-256. */
void digest_keyed(const void *key, size_t key_length, const char *text, unsigned char mac[DIGEST_SIZE]);
void digest_put_hex(const unsigned char digest[DIGEST_SIZE], char hex[DIGEST_HEX_SIZE]);
