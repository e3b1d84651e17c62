#include "digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void digest_put_hex(const unsigned char digest[DIGEST_SIZE], char hex[DIGEST_HEX_SIZE])
{
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void digest_hex(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    if (EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL) != 1)
        abort();
    digest_put_hex(digest, hex);
}

void digest_keyed(const void *key, size_t key_length, const char *text, unsigned char mac[DIGEST_SIZE])
{
    unsigned char made[EVP_MAX_MD_SIZE];
    if (HMAC(EVP_sha256(), key, (int)key_length, (const unsigned char *)text, strlen(text), made, NULL) == NULL)
        abort();
    memcpy(mac, made, DIGEST_SIZE);
    explicit_bzero(made, sizeof made);
}
