/* Signing, trying again, and what a refusal means. */
#include "aws.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "clock.h"
#include "db.h"
#include "text.h"
#include "xml.h"

enum {
    TRIES = 8,
    TRIES_MAX = 100,
    JSON_ANSWER_MAX = 32 << 20,
    MESSAGE_MAX = 400,
    PAUSE_MS = 250,
    PAUSE_MAX_MS = 20000
};

struct Aws {
    char region[64]; /* empty: the environment's */
    CredentialSource *credentials;
};

void aws_set_region(Aws *aws, const char *region)
{
    if (region != NULL)
        snprintf(aws->region, sizeof aws->region, "%s", region);
}

Aws *aws_open(const char *region)
{
    Aws *aws = calloc(1, sizeof *aws);
    if (aws == NULL)
        abort();
    aws->credentials = credentials_open();
    aws_set_region(aws, region);
    return aws;
}

void aws_close(Aws *aws)
{
    if (aws == NULL)
        return;
    credentials_close(aws->credentials);
    free(aws);
}

void aws_release(Aws **aws)
{
    aws_close(*aws);
}

bool aws_region(Aws *aws, Arena *arena, const char **region, Err *err)
{
    *region = aws->region[0] == '\0' ? NULL : arena_copy(arena, aws->region);
    return *region != NULL || endpoint_region(arena, region, err);
}

bool aws_url(Aws *aws, AwsService service, const char *region, Arena *arena, const char **url, bool *is_given, Err *err)
{
    return (region != NULL || aws_region(aws, arena, &region, err)) &&
           endpoint_url(service, region, arena, url, is_given, err);
}

bool aws_credentials(Aws *aws, Credentials *credentials, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    const char *region = NULL;
    return aws_region(aws, arena, &region, err) && credentials_get(aws->credentials, region, credentials, err);
}

/* ---- what a refusal means ---- */

typedef enum Meaning { THROTTLED, BROKEN, EXPIRED, FORBIDDEN, UNKNOWN_CALLER, MISSING, WRONG } Meaning;

static const struct {
    ErrClass class;
    bool is_worth_another_try;
    const char *hint;
} meanings[] = {
    [THROTTLED] = {ERR_CONFLICT, true, "AWS allows this account no more calls just now: try again later"},
    [BROKEN] = {ERR_CONNECT, true, "the service does not work just now: try again later"},
    [EXPIRED] = {ERR_PERMISSION, false,
                 "the credentials have expired: start the task with new ones, or give it a role"},
    [FORBIDDEN] = {ERR_PERMISSION, false, "give the task's role this right, on this resource and on its KMS key"},
    [UNKNOWN_CALLER] = {ERR_PERMISSION, false,
                        "check the credentials: AWS does not know them, or the clock of this machine is wrong"},
    [MISSING] = {ERR_CONFIG, false, "check its name, its region and its account"},
    [WRONG] = {ERR_REFUSED, false, "AWS will not do this as it is asked: change what the message names"},
};

/* Of all services; what is not here goes by the status. */
static const struct {
    const char *code;
    Meaning meaning;
} codes[] = {
    {"Throttling", THROTTLED},
    {"ThrottlingException", THROTTLED},
    {"ThrottledException", THROTTLED},
    {"RequestThrottled", THROTTLED},
    {"RequestThrottledException", THROTTLED},
    {"TooManyRequestsException", THROTTLED},
    {"RequestLimitExceeded", THROTTLED},
    {"BandwidthLimitExceeded", THROTTLED},
    {"SlowDown", THROTTLED},
    {"InternalFailure", BROKEN},
    {"InternalServiceError", BROKEN},
    {"RequestTimeout", BROKEN},
    {"RequestTimeoutException", BROKEN},
    {"ExpiredToken", EXPIRED},
    {"ExpiredTokenException", EXPIRED},
    {"TokenRefreshRequired", EXPIRED},
    {"RequestExpired", EXPIRED},
    {"AccessDenied", FORBIDDEN},
    {"AccessDeniedException", FORBIDDEN},
    {"AccessDeniedFault", FORBIDDEN},
    {"KMSAccessDeniedFault", FORBIDDEN},
    {"KmsAccessDeniedException", FORBIDDEN},
    {"UnauthorizedOperation", FORBIDDEN},
    {"InvalidToken", UNKNOWN_CALLER},
    {"UnrecognizedClientException", UNKNOWN_CALLER},
    {"InvalidClientTokenId", UNKNOWN_CALLER},
    {"InvalidAccessKeyId", UNKNOWN_CALLER},
    {"InvalidSignatureException", UNKNOWN_CALLER},
    {"SignatureDoesNotMatch", UNKNOWN_CALLER},
    {"MissingAuthenticationToken", UNKNOWN_CALLER},
    {"IncompleteSignature", UNKNOWN_CALLER},
    {"RequestTimeTooSkewed", UNKNOWN_CALLER},
    {"ResourceNotFoundException", MISSING},
    {"ResourceNotFoundFault", MISSING},
    {"NoSuchBucket", MISSING},
    {"NoSuchKey", MISSING},
};

static Meaning meaning_of(const char *code, int status)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(code, codes[i].code) == 0)
            return codes[i].meaning;
    return status == 429                    ? THROTTLED
           : status >= 500 || status == 408 ? BROKEN
           : status == 401 || status == 403 ? FORBIDDEN
           : status == 404                  ? MISSING
                                            : WRONG;
}

typedef struct Refusal {
    const char *code, *message; /* "" where the service said nothing */
} Refusal;

static const char *or_else(const char *text, const char *otherwise)
{
    return text == NULL ? otherwise : text;
}

/* "com.amazonaws.dms#ResourceNotFoundFault:http://...": between the namespace and what follows. */
static const char *bare_code(Arena *arena, const char *type)
{
    const char *hash = strchr(type, '#'), *from = hash == NULL ? type : hash + 1;
    return arena_slice(arena, from, strcspn(from, ":"));
}

static Refusal read_refusal(Arena *arena, const HttpAnswer *answer)
{
    char type[200] = "";
    const char *body = buf_text(&answer->body);
    if (body[strspn(body, " \r\n\t")] == '<')
        return (Refusal){or_else(xml_text(arena, body, "Code"), ""), or_else(xml_text(arena, body, "Message"), "")};
    http_header(answer, "x-amzn-errortype", type, sizeof type);
    json_t *said = json_loadb(body, answer->body.length, 0, NULL);
    const char *code = json_string_value(json_object_get(said, "__type"));
    const char *message = json_string_value(json_object_get(said, "message"));
    message = message != NULL ? message : json_string_value(json_object_get(said, "Message"));
    Refusal refusal = {bare_code(arena, or_else(code, type)), arena_copy(arena, or_else(message, ""))};
    json_decref(said);
    return refusal;
}

/* One line of it. A signature that does not match is answered with all that was signed, the session's token too. */
static void put_message(Buf *out, Arena *arena, const char *message, const Credentials *credentials)
{
    size_t length = strcspn(message, "\r\n");
    const char *line = arena_slice(arena, message, length < MESSAGE_MAX ? length : MESSAGE_MAX);
    bool tells = strstr(message, credentials->secret) != NULL ||
                 (credentials->token[0] != '\0' && strstr(message, credentials->token) != NULL);
    if (*line == '\0' || tells)
        return;
    buf_puts(out, ": ");
    text_put_plain(out, line);
}

static bool refused(const AwsRequest *request, const HttpAnswer *answer, const Credentials *credentials,
                    Meaning *meaning, Err *err)
{
    static const char *const id_headers[] = {"x-amzn-requestid", "x-amz-request-id"};
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_free) text = {0};
    Refusal refusal = read_refusal(arena, answer);
    char id[100] = "";
    for (size_t i = 0; i < sizeof id_headers / sizeof *id_headers && id[0] == '\0'; i++)
        http_header(answer, id_headers[i], id, sizeof id);
    *meaning = meaning_of(refusal.code, answer->status);
    if (request->code != NULL)
        snprintf(request->code->text, sizeof request->code->text, "%s", refusal.code);
    buf_printf(&text, "%s %s: ", aws_services[request->service].name, request->operation);
    if (refusal.code[0] == '\0')
        buf_printf(&text, "status %d", answer->status);
    else
        text_put_plain(&text, refusal.code);
    put_message(&text, arena, refusal.message, credentials);
    if (id[0] != '\0') {
        buf_puts(&text, " (request ");
        text_put_plain(&text, id);
        buf_puts(&text, ")");
    }
    err_set(err, meanings[*meaning].class, "%s", text.text);
    return err_hint(err, "%s", meanings[*meaning].hint);
}

/* ---- one try, and the next ---- */

typedef struct Attempt {
    Aws *aws;
    const AwsRequest *request;
    const char *region;
    HttpAnswer *answer;
    Credentials credentials;
    Meaning meaning; /* of its failure */
} Attempt;

static void attempt_end(Attempt *attempt)
{
    credentials_wipe(&attempt->credentials);
}

/* ERR_CONNECT is worth another try, whoever it was that did not answer. */
static Meaning meaning_of_silence(const Err *err)
{
    return err->class == ERR_CONNECT ? BROKEN : WRONG;
}

static bool try_once(Attempt *attempt, Err *err)
{
    const AwsRequest *request = attempt->request;
    const char *headers[HTTP_HEADERS_MAX];
    size_t count = 0;
    if (!credentials_get(attempt->aws->credentials, attempt->region, &attempt->credentials, err)) {
        attempt->meaning = meaning_of_silence(err);
        return false;
    }
    for (; count < request->header_count && count < HTTP_HEADERS_MAX - 1; count++)
        headers[count] = request->headers[count];
    char token[sizeof attempt->credentials.token + 32];
    if (attempt->credentials.token[0] != '\0') {
        snprintf(token, sizeof token, "x-amz-security-token: %s", attempt->credentials.token);
        headers[count++] = token;
    }
    HttpSigner signer = {attempt->region, aws_services[request->service].signing, attempt->credentials.key_id,
                         attempt->credentials.secret};
    HttpRequest http = {.method = request->method,
                        .url = request->url,
                        .headers = headers,
                        .header_count = count,
                        .body = request->body,
                        .body_length = request->body_length,
                        .signer = &signer,
                        .answer_max = request->answer_max};
    bool is_answered = http_exchange(&http, attempt->answer, err);
    explicit_bzero(token, sizeof token);
    if (!is_answered) {
        attempt->meaning = meaning_of_silence(err);
        return err_within(err, "%s %s", aws_services[request->service].name, request->operation);
    }
    return attempt->answer->status / 100 == 2 ||
           refused(request, attempt->answer, &attempt->credentials, &attempt->meaning, err);
}

static int tries_allowed(void)
{
    const char *text = endpoint_variable("AWS_MAX_ATTEMPTS");
    long tries = text == NULL ? TRIES : strtol(text, NULL, 10);
    return tries < 1 ? TRIES : tries > TRIES_MAX ? TRIES_MAX : (int)tries;
}

/* Full jitter: of many tasks that were throttled together, none comes back together with another. */
static bool pause_before(int try, Err *err)
{
    unsigned random = 0;
    int longest = PAUSE_MS;
    for (int i = 1; i < try && longest < PAUSE_MAX_MS; i++)
        longest *= 2;
    longest = longest < PAUSE_MAX_MS ? longest : PAUSE_MAX_MS;
    if (getrandom(&random, sizeof random, 0) != sizeof random)
        random = 0;
    double end = clock_now_s() + longest / 1e3 * ((double)random / 4294967295.0);
    while (db_stop_signal == 0 && clock_now_s() < end)
        nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
    if (db_stop_signal == 0)
        return true;
    err->class = ERR_STOPPED;
    return err_within(err, "stopped by signal %d while waiting to try again", (int)db_stop_signal);
}

bool aws_request(Aws *aws, const AwsRequest *request, HttpAnswer *answer, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Attempt, attempt_end)
    attempt = {.aws = aws, .request = request, .region = request->region, .answer = answer};
    bool is_renewed = false;
    if (request->code != NULL)
        request->code->text[0] = '\0';
    if (attempt.region == NULL && !aws_region(aws, arena, &attempt.region, err))
        return false;
    for (int try = 1;;) {
        if (try_once(&attempt, err))
            return true;
        if (attempt.meaning == EXPIRED && !is_renewed && credentials_expired(aws->credentials, &attempt.credentials)) {
            is_renewed = true;
            continue;
        }
        if (!meanings[attempt.meaning].is_worth_another_try || try++ >= tries_allowed() || db_stop_signal != 0)
            return false;
        if (!pause_before(try - 1, err))
            return false;
    }
}

/* ---- services that speak JSON ---- */

static void free_text(char **text)
{
    if (*text != NULL)
        explicit_bzero(*text, strlen(*text));
    free(*text);
}

static bool read_answer(const AwsRequest *request, const HttpAnswer *said, json_t **answer, Err *err)
{
    json_error_t why;
    *answer = json_loadb(said->body.length == 0 ? "{}" : buf_text(&said->body),
                         said->body.length == 0 ? 2 : said->body.length, JSON_ALLOW_NUL, &why);
    return *answer != NULL || err_set(err, ERR_CONNECT, "%s %s: the answer is not JSON",
                                      aws_services[request->service].name, request->operation);
}

bool aws_call(Aws *aws, const AwsCall *call, json_t **answer, Err *err)
{
    const AwsServiceFacts *service = &aws_services[call->service];
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(char *, free_text) input = call->input == NULL ? NULL : json_dumps(call->input, JSON_COMPACT);
    SCOPED(HttpAnswer, http_answer_free) said = {0};
    const char *headers[] = {
        arena_printf(arena, "content-type: application/x-amz-json-%s", service->json_version),
        arena_printf(arena, "x-amz-target: %s.%s", service->target, call->operation),
    };
    const char *body = input == NULL ? "{}" : input, *url = NULL;
    AwsRequest request = {.service = call->service,
                          .operation = call->operation,
                          .region = call->region,
                          .method = "POST",
                          .headers = headers,
                          .header_count = 2,
                          .body = body,
                          .body_length = strlen(body),
                          .answer_max = JSON_ANSWER_MAX,
                          .code = call->code};
    if (!aws_url(aws, call->service, call->region, arena, &url, NULL, err))
        return false;
    request.url = arena_printf(arena, "%s/", url);
    return aws_request(aws, &request, &said, err) && (answer == NULL || read_answer(&request, &said, answer, err));
}
