/* One exchange, by libcurl. */
#include "http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clock.h"
#include "db.h"
#include "sign.h"

enum { CONNECT_S = 10, SILENT_S = 60, NEAR_S = 5, HEADERS_MAX_BYTES = 64 << 10 };

typedef struct Exchange {
    const HttpRequest *request;
    HttpAnswer *answer;
    CURL *curl;
    struct curl_slist *headers;
    double stop_seen; /* 0: nobody asked to stop */
    bool is_too_long;
    char text[CURL_ERROR_SIZE];
} Exchange;

static void exchange_end(Exchange *exchange)
{
    curl_slist_free_all(exchange->headers);
    curl_easy_cleanup(exchange->curl);
}

void http_answer_free(HttpAnswer *answer)
{
    buf_wipe(&answer->headers);
    buf_wipe(&answer->body);
    answer->status = 0;
}

static size_t take(Exchange *exchange, Buf *into, const char *bytes, size_t length, size_t most)
{
    exchange->is_too_long = length > most - into->length;
    if (exchange->is_too_long)
        return 0;
    buf_put(into, bytes, length);
    return length;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    Exchange *exchange = context;
    return take(exchange, &exchange->answer->body, bytes, size * count, exchange->request->answer_max);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    Exchange *exchange = context;
    if (size * count > 5 && memcmp(bytes, "HTTP/", 5) == 0)
        buf_clear(&exchange->answer->headers); /* of a 100 Continue, or of a proxy's tunnel */
    return take(exchange, &exchange->answer->headers, bytes, size * count, HEADERS_MAX_BYTES);
}

/* Nothing but 0 goes on. */
static int look_at_signal(void *context, curl_off_t to_get, curl_off_t got, curl_off_t to_put, curl_off_t put)
{
    Exchange *exchange = context;
    (void)to_get, (void)got, (void)to_put, (void)put;
    if (db_stop_signal == 0)
        return 0;
    if (exchange->stop_seen == 0)
        exchange->stop_seen = clock_now_s();
    return clock_now_s() - exchange->stop_seen > (double)HTTP_LAST_WORDS_S;
}

static void start_curl(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

static void add_header(Exchange *exchange, const char *header)
{
    exchange->headers = curl_slist_append(exchange->headers, header);
}

static void set_headers(Exchange *exchange)
{
    const HttpRequest *request = exchange->request;
    SCOPED(Arena *, arena_release) arena = arena_new();
    const char *signing[3];
    for (size_t i = 0; i < request->header_count; i++)
        add_header(exchange, request->headers[i]);
    if (request->signer != NULL)
        sign_request(request, time(NULL), arena, signing);
    for (size_t i = 0; request->signer != NULL && i < sizeof signing / sizeof *signing; i++)
        add_header(exchange, signing[i]);
    curl_easy_setopt(exchange->curl, CURLOPT_HTTPHEADER, exchange->headers);
}

static void set_body(Exchange *exchange)
{
    const HttpRequest *request = exchange->request;
    if (request->body != NULL) {
        curl_easy_setopt(exchange->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
        curl_easy_setopt(exchange->curl, CURLOPT_POSTFIELDS, request->body);
    }
    curl_easy_setopt(exchange->curl, CURLOPT_CUSTOMREQUEST, request->method);
}

static void set_manners(Exchange *exchange)
{
    CURL *curl = exchange->curl;
    const char *authorities = getenv("AWS_CA_BUNDLE");
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L); /* a key may hold /../, which is signed as it is */
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "understudy/" UNDERSTUDY_VERSION);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, exchange->text);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, exchange->request->is_near ? (long)NEAR_S : (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, exchange->request->is_near ? (long)NEAR_S : (long)SILENT_S);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_signal);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, exchange);
    if (exchange->request->is_near)
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (authorities != NULL && *authorities != '\0')
        curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
}

static bool fail(const Exchange *exchange, CURLcode code, Err *err)
{
    const char *why = exchange->text[0] != '\0' ? exchange->text : curl_easy_strerror(code);
    if (exchange->is_too_long)
        return err_set(err, ERR_REFUSED, "the answer is longer than %zu bytes", exchange->request->answer_max);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return err_set(err, ERR_STOPPED, "stopped by signal %d", (int)db_stop_signal);
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        err_set(err, ERR_CONFIG, "the server is not trusted: %s", why);
        return err_hint(err, "if a proxy or an endpoint has its own authority, name its certificate by AWS_CA_BUNDLE");
    }
    err_set(err, ERR_CONNECT, "%s", why);
    return err_hint(err, "check the route to it: a VPC endpoint or NAT, the security group's port 443, DNS");
}

bool http_exchange(const HttpRequest *request, HttpAnswer *answer, Err *err)
{
    static pthread_once_t started = PTHREAD_ONCE_INIT;
    pthread_once(&started, start_curl);
    http_answer_free(answer);
    SCOPED(Exchange, exchange_end) exchange = {.request = request, .answer = answer, .curl = curl_easy_init()};
    if (exchange.curl == NULL)
        return err_set(err, ERR_BUG, "libcurl does not start");
    if (curl_easy_setopt(exchange.curl, CURLOPT_URL, request->url) != CURLE_OK)
        return err_set(err, ERR_CONFIG, "the URL cannot be used");
    set_manners(&exchange);
    set_headers(&exchange);
    set_body(&exchange);
    CURLcode code = curl_easy_perform(exchange.curl);
    if (code != CURLE_OK)
        return fail(&exchange, code, err);
    long status = 0;
    curl_easy_getinfo(exchange.curl, CURLINFO_RESPONSE_CODE, &status);
    answer->status = (int)status;
    return true;
}

bool http_header(const HttpAnswer *answer, const char *name, char *value, size_t size)
{
    size_t length = strlen(name);
    for (const char *line = buf_text(&answer->headers); line != NULL && *line != '\0';) {
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            const char *from = line + length + 1 + strspn(line + length + 1, " \t");
            snprintf(value, size, "%.*s", (int)strcspn(from, "\r\n"), from);
            return true;
        }
        line = strchr(line, '\n');
        line += line != NULL;
    }
    return false;
}

static void free_url(CURLU **url)
{
    curl_url_cleanup(*url);
}

static void free_part(char **part)
{
    curl_free(*part);
}

static bool is_near_address(const char *host)
{
    static const char *const near[] = {"localhost", "169.254.170.2", "169.254.170.23", "[::1]", "[fd00:ec2::23]"};
    struct in_addr address;
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (strcasecmp(host, near[i]) == 0)
            return true;
    return inet_pton(AF_INET, host, &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}

bool http_is_near(const char *text)
{
    SCOPED(CURLU *, free_url) url = curl_url();
    SCOPED(char *, free_part) host = NULL;
    return curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
           curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK && is_near_address(host);
}

void http_put_encoded(Buf *out, const char *text, bool keeps_slashes)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    for (; *text != '\0'; text++)
        if (strchr(plain, *text) != NULL || (keeps_slashes && *text == '/'))
            buf_putc(out, *text);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
}

void http_put_parameter(Buf *out, const char *name, const char *value)
{
    buf_printf(out, "&%s=", name);
    http_put_encoded(out, value, false);
}
