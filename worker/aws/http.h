/* One exchange over HTTP. TLS is always verified, redirects are never followed, and nothing here logs: headers and bodies
   hold secrets. */
#pragma once

#include "arena.h"
#include "buf.h"

/* After the signal to stop, no exchange takes longer than this: what has to be said before the end still can be. */
enum { HTTP_LAST_WORDS_S = 5 };

/* Whom to sign as, by AWS's Signature Version 4. */
typedef struct HttpSigner {
    const char *region, *service; /* as signatures call them: "eu-west-1", "secretsmanager" */
    const char *key_id, *secret;
} HttpSigner;

typedef struct HttpRequest {
    const char *method;
    const char *url;            /* percent-encoded, parameters sorted, each with its "=" */
    const char *const *headers; /* "name: value", none without a value; all of them are signed */
    size_t header_count;        /* at most HTTP_HEADERS_MAX */
    const char *body;           /* may be NULL */
    size_t body_length;         /* bytes */
    const HttpSigner *signer;   /* NULL: not signed */
    bool is_near;               /* the machine itself or its host: no proxy, and little patience */
    size_t answer_max;          /* bytes; a longer body is an ERR_REFUSED */
} HttpRequest;

enum { HTTP_HEADERS_MAX = 16 };

typedef struct HttpAnswer {
    int status;  /* 0: none came */
    Buf headers; /* "name: value" lines, as sent */
    Buf body;
} HttpAnswer;

void http_answer_free(HttpAnswer *answer); /* wipes it */

/* True when there is an answer, whatever its status. ERR_CONNECT: none came; ERR_STOPPED; ERR_REFUSED. Thread-safe. */
bool http_exchange(const HttpRequest *request, HttpAnswer *answer, Err *err) MUST_CHECK;

/* The first header of that name, its value into `value`, cut to fit; false when there is none. */
bool http_header(const HttpAnswer *answer, const char *name, char *value, size_t size);

/* Plain http goes to this machine or to its host's own services only (loopback, ECS's 169.254.170.2, EKS's 169.254.170.23
   and fd00:ec2::23); https goes anywhere. */
bool http_is_near(const char *url);

/* What is not a letter, a digit or one of -_.~ as %XX, as signatures want it; of slashes, only where asked. */
void http_put_encoded(Buf *out, const char *text, bool keeps_slashes);
/* "&name=value", its slashes encoded too. */
void http_put_parameter(Buf *out, const char *name, const char *value);
