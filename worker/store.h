/* Where whole texts are kept: in the files of a directory, or in a bucket of S3. */
#pragma once

#include "arena.h"
#include "aws.h"
#include "buf.h"

typedef struct Store {
    const struct StoreWay *way;
    Arena *arena;
    Aws *aws;
    const char *place;   /* "runs/orders", "s3://bucket/runs/orders": without a slash at its end */
    const char *kms_key; /* of S3; NULL: as the bucket encrypts */
} Store;

/* Nothing is looked at yet. */
Store store_at(Arena *arena, const char *place, Aws *aws, const char *kms_key);

/* All or nothing. A name may stand in one folder: "dms/table-mappings.json". ERR_ARTIFACT; of S3 what aws_call says. */
bool store_put(const Store *store, const char *name, const Buf *content, Err *err) MUST_CHECK;
/* *is_there is false when there is none. ERR_REFUSED when it has more than `max` bytes. */
bool store_get(const Store *store, const char *name, size_t max, Buf *out, bool *is_there, Err *err) MUST_CHECK;
/* "s3://bucket/runs/orders/probe.json" */
const char *store_place(const Store *store, const char *name);

/* One text, by its path or s3://bucket/key. */
bool store_read(Aws *aws, const char *place, size_t max, Buf *out, Err *err) MUST_CHECK;
