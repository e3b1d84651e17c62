/* Objects in S3: whole ones, by their bucket and key. */
#pragma once

#include "aws.h"

typedef struct S3Object {
    const char *bucket, *key; /* the key as it is, not percent-encoded */
} S3Object;

/* Of "s3://bucket/a/key", which stands for itself: nothing in it is an escape. False: it is none, or no bucket could be
   called so. The key may be empty. */
bool s3_read_uri(Arena *arena, const char *uri, S3Object *object);

/* Of an object that is not there *is_there is false; with NULL it is an ERR_CONFIG. `out` is filled from its end on.
   ERR_REFUSED when it has more than `max` bytes; else those of aws_call. Who may not list the bucket is told
   AccessDenied of what is not there. */
bool s3_get(Aws *aws, const S3Object *object, size_t max, Buf *out, bool *is_there, Err *err) MUST_CHECK;

typedef struct S3Put {
    S3Object object;
    const char *kms_key; /* an ID or ARN; NULL: as the bucket encrypts */
    bool *existed;       /* NULL: it is written anew; else never, and this is whether it was there */
} S3Put;

/* All or nothing; in pieces where it is long. */
bool s3_put(Aws *aws, const S3Put *put, const Buf *content, Err *err) MUST_CHECK;
