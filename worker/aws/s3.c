/* S3 speaks XML over plain HTTP methods. A key is percent-encoded once, here. */
#include "s3.h"

#include <stdio.h>
#include <string.h>

#include "digest.h"
#include "xml.h"

enum { PART_BYTES = 16 << 20, REFUSAL_MAX_BYTES = 64 << 10, PRECONDITION_FAILED = 412 };

bool s3_read_uri(Arena *arena, const char *uri, S3Object *object)
{
    static const char scheme[] = "s3://", letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    if (strncmp(uri, scheme, strlen(scheme)) != 0)
        return false;
    const char *bucket = uri + strlen(scheme);
    size_t length = strcspn(bucket, "/");
    *object = (S3Object){arena_slice(arena, bucket, length),
                         bucket[length] == '/' ? arena_copy(arena, bucket + length + 1) : ""};
    return length >= 3 && length <= 63 && strspn(object->bucket, letters) == length;
}

/* ---- one request ---- */

typedef struct S3Request {
    const S3Object *object;
    const char *method, *operation;
    const char *query; /* "" or "uploads=" */
    const char *headers[6];
    size_t header_count;
    const char *body;
    size_t body_length, answer_max;
    AwsCode *code;
} S3Request;

/* A bucket has a host name of its own, unless the endpoint is given, or a dot in its name keeps the certificate from
   fitting. */
static bool url_of(Aws *aws, const S3Request *request, const char *region, Arena *arena, const char **url, Err *err)
{
    static const char https[] = "https://";
    const char *endpoint = NULL, *bucket = request->object->bucket;
    bool is_given = false;
    SCOPED(Buf, buf_free) text = {0};
    if (!aws_url(aws, AWS_S3, region, arena, &endpoint, &is_given, err))
        return false;
    if (is_given || strchr(bucket, '.') != NULL)
        buf_printf(&text, "%s/%s/", endpoint, bucket);
    else
        buf_printf(&text, "%s%s.%s/", https, bucket, endpoint + strlen(https));
    http_put_encoded(&text, request->object->key, true);
    if (request->query[0] != '\0')
        buf_printf(&text, "?%s", request->query);
    *url = arena_copy(arena, text.text);
    return true;
}

static bool ask_in(Aws *aws, const S3Request *request, const char *region, HttpAnswer *answer, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    char hash[DIGEST_HEX_SIZE];
    digest_hex(request->body == NULL ? "" : request->body, request->body_length, hash);
    const char *headers[sizeof request->headers / sizeof *request->headers + 2] = {
        arena_printf(arena, "x-amz-content-sha256: %s", hash),
    };
    size_t count = 1;
    if (request->body != NULL)
        headers[count++] = "content-type: application/octet-stream";
    for (size_t i = 0; i < request->header_count; i++)
        headers[count++] = request->headers[i];
    AwsRequest asked = {.service = AWS_S3,
                        .operation = request->operation,
                        .region = region,
                        .method = request->method,
                        .headers = headers,
                        .header_count = count,
                        .body = request->body,
                        .body_length = request->body_length,
                        .answer_max = request->answer_max > REFUSAL_MAX_BYTES ? request->answer_max : REFUSAL_MAX_BYTES,
                        .code = request->code};
    return url_of(aws, request, region, arena, &asked.url, err) && aws_request(aws, &asked, answer, err);
}

/* A bucket of another region says so, and is asked there. */
static bool ask(Aws *aws, const S3Request *request, HttpAnswer *answer, Err *err)
{
    char region[64];
    if (ask_in(aws, request, NULL, answer, err))
        return true;
    bool is_elsewhere = (answer->status == 301 || answer->status == 307 || answer->status == 400) &&
                        http_header(answer, "x-amz-bucket-region", region, sizeof region) && endpoint_is_region(region);
    return is_elsewhere && ask_in(aws, request, region, answer, err);
}

static bool told_where(const S3Object *object, Err *err)
{
    return err_within(err, "s3://%s/%s", object->bucket, object->key);
}

/* ---- get ---- */

bool s3_get(Aws *aws, const S3Object *object, size_t max, Buf *out, bool *is_there, Err *err)
{
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    AwsCode code = {0};
    S3Request request = {
        .object = object, .method = "GET", .operation = "GetObject", .query = "", .answer_max = max, .code = &code};
    bool ok = ask(aws, &request, &answer, err);
    bool is_absent = !ok && strcmp(code.text, "NoSuchKey") == 0;
    if (is_there != NULL)
        *is_there = ok;
    if (is_absent && is_there != NULL)
        return true;
    if (ok && answer.body.length > max)
        ok = err_set(err, ERR_REFUSED, "it has more than %zu bytes", max);
    if (!ok)
        return told_where(object, err);
    buf_put(out, buf_text(&answer.body), answer.body.length);
    return true;
}

/* ---- put ---- */

typedef struct Upload {
    Aws *aws;
    const S3Put *put;
    const Buf *content;
    Arena *arena;
    const char *id; /* percent-encoded */
    Buf parts;      /* the list that completes it */
} Upload;

static void add_header(S3Request *request, const char *header)
{
    request->headers[request->header_count++] = header;
}

static void add_encryption(S3Request *request, const S3Put *put, Arena *arena)
{
    if (put->kms_key == NULL)
        return;
    add_header(request, "x-amz-server-side-encryption: aws:kms");
    add_header(request, arena_printf(arena, "x-amz-server-side-encryption-aws-kms-key-id: %s", put->kms_key));
}

/* What makes the object be there; somebody else's that is there already is no failure. */
static bool ask_to_place(Aws *aws, const S3Put *put, S3Request *request, HttpAnswer *answer, Err *err)
{
    if (put->existed != NULL) {
        add_header(request, "if-none-match: *");
        *put->existed = false;
    }
    if (ask(aws, request, answer, err))
        return true;
    if (put->existed != NULL)
        *put->existed = answer->status == PRECONDITION_FAILED;
    return put->existed != NULL && *put->existed;
}

static bool put_whole(Aws *aws, const S3Put *put, const Buf *content, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    S3Request request = {.object = &put->object,
                         .method = "PUT",
                         .operation = "PutObject",
                         .query = "",
                         .body = buf_text(content),
                         .body_length = content->length};
    add_encryption(&request, put, arena);
    return ask_to_place(aws, put, &request, &answer, err);
}

static bool upload_start(Upload *upload, Err *err)
{
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    SCOPED(Buf, buf_free) id = {0};
    S3Request request = {.object = &upload->put->object,
                         .method = "POST",
                         .operation = "CreateMultipartUpload",
                         .query = "uploads=",
                         .body = ""};
    add_encryption(&request, upload->put, upload->arena);
    if (!ask(upload->aws, &request, &answer, err))
        return false;
    const char *said = xml_text(upload->arena, buf_text(&answer.body), "UploadId");
    if (said == NULL)
        return err_set(err, ERR_CONNECT, "S3 CreateMultipartUpload: the answer names no upload");
    http_put_encoded(&id, said, false);
    upload->id = arena_copy(upload->arena, id.text);
    return true;
}

static bool upload_part(Upload *upload, size_t number, size_t from, Err *err)
{
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    size_t left = upload->content->length - from;
    char etag[200];
    S3Request request = {.object = &upload->put->object,
                         .method = "PUT",
                         .operation = "UploadPart",
                         .query = arena_printf(upload->arena, "partNumber=%zu&uploadId=%s", number, upload->id),
                         .body = upload->content->text + from,
                         .body_length = left < PART_BYTES ? left : PART_BYTES};
    if (!ask(upload->aws, &request, &answer, err))
        return false;
    if (!http_header(&answer, "etag", etag, sizeof etag))
        return err_set(err, ERR_CONNECT, "S3 UploadPart: the answer has no ETag");
    buf_printf(&upload->parts, "<Part><PartNumber>%zu</PartNumber><ETag>%s</ETag></Part>", number, etag);
    return true;
}

/* It may fail after it has answered with status 200: then the body says so. */
static bool upload_complete(Upload *upload, Err *err)
{
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    S3Request request = {.object = &upload->put->object,
                         .method = "POST",
                         .operation = "CompleteMultipartUpload",
                         .query = arena_printf(upload->arena, "uploadId=%s", upload->id),
                         .body = upload->parts.text,
                         .body_length = upload->parts.length};
    if (!ask_to_place(upload->aws, upload->put, &request, &answer, err))
        return false;
    const char *code = xml_text(upload->arena, buf_text(&answer.body), "Code");
    bool existed = upload->put->existed != NULL && *upload->put->existed;
    return code == NULL || existed || err_set(err, ERR_CONNECT, "S3 CompleteMultipartUpload: %.100s", code);
}

/* What is left of it would be paid for until somebody looks. */
static void upload_abort(Upload *upload)
{
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    S3Request request = {.object = &upload->put->object,
                         .method = "DELETE",
                         .operation = "AbortMultipartUpload",
                         .query = arena_printf(upload->arena, "uploadId=%s", upload->id)};
    Err untold = {0};
    (void)!ask(upload->aws, &request, &answer, &untold);
}

static bool put_in_parts(Aws *aws, const S3Put *put, const Buf *content, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    Upload upload = {.aws = aws, .put = put, .content = content, .arena = arena};
    if (!upload_start(&upload, err))
        return false;
    bool ok = true;
    buf_puts(&upload.parts, "<CompleteMultipartUpload>");
    for (size_t from = 0, number = 1; ok && from < content->length; from += PART_BYTES, number++)
        ok = upload_part(&upload, number, from, err);
    buf_puts(&upload.parts, "</CompleteMultipartUpload>");
    ok = ok && upload_complete(&upload, err);
    if (!ok || (put->existed != NULL && *put->existed))
        upload_abort(&upload);
    buf_free(&upload.parts);
    return ok;
}

bool s3_put(Aws *aws, const S3Put *put, const Buf *content, Err *err)
{
    bool ok = (content->length > PART_BYTES ? put_in_parts : put_whole)(aws, put, content, err);
    return ok || told_where(&put->object, err);
}
