/* Calls of AWS's services: signed, tried again where that may help, and what they fail of as an Err. Nothing here knows
   the job, and no message ever holds a secret. All of it is thread-safe. */
#pragma once

#include <jansson.h>

#include "credentials.h"
#include "http.h"

typedef struct Aws Aws;

/* Nothing is read or asked before the first call. `region` NULL: the environment's. */
Aws *aws_open(const char *region);
void aws_close(Aws *aws);    /* NULL is allowed */
void aws_release(Aws **aws); /* for SCOPED */
/* Before the first thread; NULL changes nothing. */
void aws_set_region(Aws *aws, const char *region);

/* The service's own word for what went wrong ("ResourceNotFoundFault"), as the caller may want to go on by it. */
typedef struct AwsCode {
    char text[100];
} AwsCode;

/* An operation of a service that speaks JSON. */
typedef struct AwsCall {
    AwsService service;
    const char *operation; /* "GetSecretValue" */
    const json_t *input;   /* NULL: {} */
    const char *region;    /* NULL: the client's */
    AwsCode *code;         /* NULL, or what the service refused it with; empty when it did not */
} AwsCall;

/* *answer is the caller's to json_decref; NULL is allowed for who does not look at it.

   Tried AWS_MAX_ATTEMPTS times (8) in all, with pauses of random length: throttling, 5xx, lost connections; and once more
   with new credentials where these have expired. Then ERR_CONFLICT (throttled), ERR_CONNECT (5xx, unreachable),
   ERR_PERMISSION (no right, bad credentials), ERR_CONFIG (no credentials, no region, no such resource), ERR_REFUSED (any
   other refusal), ERR_STOPPED. After the signal to stop it is tried once, for HTTP_LAST_WORDS_S. */
bool aws_call(Aws *aws, const AwsCall *call, json_t **answer, Err *err) MUST_CHECK;

/* What aws_call is made of, for services that do not speak JSON. */
typedef struct AwsRequest {
    AwsService service;
    const char *operation;      /* for messages */
    const char *region;         /* NULL: the client's */
    const char *method;         /* "GET" */
    const char *url;            /* whole */
    const char *const *headers; /* without those of the signature */
    size_t header_count;
    const char *body;
    size_t body_length;
    size_t answer_max;
    AwsCode *code;
} AwsRequest;

/* True for a status of 2xx; the answer is filled in any case, and the caller's to free. */
bool aws_request(Aws *aws, const AwsRequest *request, HttpAnswer *answer, Err *err) MUST_CHECK;

/* The endpoint's URL in that region (NULL: the client's), as endpoint_url says. */
bool aws_url(Aws *aws, AwsService service, const char *region, Arena *arena, const char **url, bool *is_given, Err *err)
    MUST_CHECK;
/* The client's region. */
bool aws_region(Aws *aws, Arena *arena, const char **region, Err *err) MUST_CHECK;
/* For signatures of other kinds; wipe them afterwards. */
bool aws_credentials(Aws *aws, Credentials *credentials, Err *err) MUST_CHECK;
