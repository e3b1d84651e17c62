/* AWS's Signature Version 4, by our own hand: libcurl before 8 sorts the lines of headers, not their names, so that of two
   names of which one begins with the other the signature is wrong (x-amz-server-side-encryption). */
#pragma once

#include <time.h>

#include "digest.h"
#include "http.h"

enum { SIGN_WHEN_SIZE = 17 };

/* "20261123T194102Z" */
void sign_when(time_t now, char when[SIGN_WHEN_SIZE]);
/* The scope that a signature is good for: "20261123/eu-west-1/s3/aws4_request", and what it comes to for a canonical
   request. */
void sign_scope(const HttpSigner *signer, const char *when, Buf *scope);
void sign_text(const HttpSigner *signer, const char *when, const Buf *canonical, char signature[DIGEST_HEX_SIZE]);

/* The headers that a signed request has besides its own, each a line of `headers`: host, x-amz-date, authorization. */
void sign_request(const HttpRequest *request, time_t now, Arena *arena, const char *headers[3]);
