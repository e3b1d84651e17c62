/* What AWS is asked with, without asking it: signatures against the values that AWS publishes, names, addresses. */
#include "digest.h"
#include "http.h"
#include "rds_token.h"
#include "s3.h"
#include "tap.h"
#include "xml.h"

/* "Create a signed AWS API request" in AWS's IAM user guide: the key and the signature that it comes to. */
static void test_signature(void)
{
    static const char first[] = "AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static const char *const steps[] = {"20150830", "us-east-1", "iam", "aws4_request"};
    unsigned char mac[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    digest_keyed(first, strlen(first), steps[0], mac);
    for (size_t i = 1; i < sizeof steps / sizeof *steps; i++)
        digest_keyed(mac, sizeof mac, steps[i], mac);
    digest_put_hex(mac, hex);
    is(hex, "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9", "the published signing key");
    digest_keyed(mac, sizeof mac,
                 "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n"
                 "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
                 mac);
    digest_put_hex(mac, hex);
    is(hex, "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", "and the published signature");
    digest_hex("", 0, hex);
    is(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "the digest of nothing");
}

static void test_regions(Arena *arena)
{
    is(rds_region_of_host(arena, "orders.c1x2.eu-west-1.rds.amazonaws.com"), "eu-west-1", "a server's region");
    is(rds_region_of_host(arena, "orders.c1x2.cn-north-1.rds.amazonaws.com.cn"), "cn-north-1", "in China");
    is(rds_region_of_host(arena, "db.internal"), NULL, "of another name");
    is(rds_region_of_host(arena, ".rds.amazonaws.com"), NULL, "of a name that lacks it");
    is(endpoint_region_of_arn(arena, "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-Ab"), "eu-west-1",
       "an ARN's region");
    is(endpoint_region_of_arn(arena, "arn:aws:s3:::bucket"), NULL, "of an ARN without");
    is(endpoint_region_of_arn(arena, "orders/reader"), NULL, "of a name");
    is(endpoint_region_of_arn(arena, "arn:aws:x:EU/../:1"), NULL, "no host name is made of it");
    is(endpoint_region_of_arn(arena, "arn:aws"), NULL, "an ARN that ends early");
    ok(endpoint_is_region("us-gov-west-1") && !endpoint_is_region("") && !endpoint_is_region("a.b"),
       "names of regions");
}

static void test_places(Arena *arena)
{
    S3Object object;
    ok(s3_read_uri(arena, "s3://bucket/a/b%20c", &object), "a URI");
    is(object.bucket, "bucket", "its bucket");
    is(object.key, "a/b%20c", "its key as it is");
    ok(s3_read_uri(arena, "s3://bucket", &object) && object.key[0] == '\0', "a bucket alone");
    ok(!s3_read_uri(arena, "s3://b/k", &object) && !s3_read_uri(arena, "s3://Bucket/k", &object) &&
           !s3_read_uri(arena, "s3://a@b.c/k", &object) && !s3_read_uri(arena, "file:///x", &object),
       "what no bucket is called, and no URI of S3");
    static const char *const near[] = {"http://127.0.0.1:1/x",  "http://127.9.9.9/",         "http://localhost/",
                                       "http://[::1]:80/",      "http://169.254.170.2/v2/x", "http://169.254.170.23/v1",
                                       "http://[fd00:ec2::23]/"};
    static const char *const far[] = {
        "http://169.254.169.254/latest", "http://127.0.0.1.example/", "http://127.0.0.1@example/",
        "http://example/?127.0.0.1",     "http://1270.0.0.1/",        "not a url"};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        ok(http_is_near(near[i]), "near: %s", near[i]);
    for (size_t i = 0; i < sizeof far / sizeof *far; i++)
        ok(!http_is_near(far[i]), "not near: %s", far[i]);
}

static void test_texts(Arena *arena)
{
    SCOPED(Buf, buf_free) text = {0};
    http_put_encoded(&text, "a/b c+\xC3\xA9~-_.%", true);
    http_put_encoded(&text, "/", false);
    is(text.text, "a/b%20c%2B%C3%A9~-_.%25%2F", "percent-encoded");
    static const char xml[] = "<E><Code>A&amp;lt;&#9;&quot;</Code><Code>B</Code><Empty></Empty><Open>";
    is(xml_text(arena, xml, "Code"), "A&lt;&#9;\"", "the first of a tag, unescaped once");
    is(xml_text(arena, xml, "Empty"), "", "an empty one");
    is(xml_text(arena, xml, "Open"), NULL, "one that nothing closes");
    HttpAnswer answer = {0};
    char value[5];
    buf_puts(&answer.headers, "HTTP/1.1 200 OK\r\nX-Long:  abcdefgh\r\nETag: \"1\"\r\n\r\n");
    ok(http_header(&answer, "etag", value, sizeof value) && strcmp(value, "\"1\"") == 0,
       "a header, whatever its letters");
    ok(http_header(&answer, "x-long", value, sizeof value) && strcmp(value, "abcd") == 0, "cut to fit");
    ok(!http_header(&answer, "tag", value, sizeof value), "not by its end");
    http_answer_free(&answer);
}

int main(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    test_signature();
    test_regions(arena);
    test_places(arena);
    test_texts(arena);
    return done();
}
