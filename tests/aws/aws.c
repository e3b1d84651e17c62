/* What the AWS room does, one piece at a time. Secrets that it prints are the test's own.

   aws endpoint SERVICE REGION          where a service is: secretsmanager, s3, states, dms, sts
   aws region                           the environment's
   aws credentials [SECONDS]            who the task is, asked a second time that much later
   aws call SERVICE OPERATION [INPUT]   its answer
   aws get URI                          an object of S3
   aws put URI [KEY|- [new]]            standard input, encrypted with that key; new: not where there is one
   aws secret ID [KEY]                  a password
   aws token HOST PORT USER REGION TIME a password for RDS, made at that time (seconds since 1970) */
#include "rds_token.h"
#include "s3.h"
#include "secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool service_of(const char *name, AwsService *service, Err *err)
{
    for (*service = 0; *service < AWS_SERVICE_COUNT; (*service)++)
        if (strcmp(aws_services[*service].signing, name) == 0)
            return true;
    return err_set(err, ERR_USAGE, "no service is called %s", name);
}

static bool endpoint(Aws *aws, char **words, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    AwsService service;
    const char *url = NULL;
    if (!service_of(words[0], &service, err) || !aws_url(aws, service, words[1], arena, &url, NULL, err))
        return false;
    puts(url);
    return true;
}

static bool region(Aws *aws, char **words, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    const char *name = NULL;
    (void)words;
    if (!aws_region(aws, arena, &name, err))
        return false;
    puts(name);
    return true;
}

static bool credentials(Aws *aws, char **words, Err *err)
{
    Credentials found = {0};
    for (int i = 0; i < (words[0] == NULL ? 1 : 2); i++) {
        if (i > 0)
            nanosleep(&(struct timespec){.tv_sec = atoi(words[0])}, NULL);
        if (!aws_credentials(aws, &found, err))
            return false;
        printf("%s %s %s\n", found.key_id, found.secret, found.token);
    }
    return true;
}

static bool call(Aws *aws, char **words, Err *err)
{
    AwsCode code;
    AwsCall asked = {.operation = words[1], .code = &code};
    json_t *input = words[2] == NULL ? NULL : json_loads(words[2], 0, NULL), *answer = NULL;
    asked.input = input;
    bool ok = service_of(words[0], &asked.service, err) && aws_call(aws, &asked, &answer, err);
    json_decref(input);
    if (!ok)
        printf("code %s\n", code.text);
    else
        ok = json_dumpf(answer, stdout, JSON_COMPACT | JSON_SORT_KEYS) == 0 && putchar('\n') != EOF;
    json_decref(answer);
    return ok;
}

static bool get(Aws *aws, char **words, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_free) text = {0};
    S3Object object;
    bool is_there = false;
    if (!s3_read_uri(arena, words[0], &object))
        return err_set(err, ERR_USAGE, "this is no URI of S3");
    if (!s3_get(aws, &object, BUF_MAX / 2, &text, &is_there, err))
        return false;
    fwrite(buf_text(&text), 1, text.length, stdout);
    return is_there || err_set(err, ERR_USAGE, "it is not there");
}

static bool put(Aws *aws, char **words, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_free) text = {0};
    char piece[1 << 16];
    bool existed = false, has_key = words[1] != NULL && strcmp(words[1], "-") != 0;
    S3Put asked = {.kms_key = has_key ? words[1] : NULL,
                   .existed = words[1] != NULL && words[2] != NULL ? &existed : NULL};
    for (size_t length; (length = fread(piece, 1, sizeof piece, stdin)) > 0;)
        buf_put(&text, piece, length);
    if (!s3_read_uri(arena, words[0], &asked.object))
        return err_set(err, ERR_USAGE, "this is no URI of S3");
    if (!s3_put(aws, &asked, &text, err))
        return false;
    puts(existed ? "there was one" : "written");
    return true;
}

static bool secret(Aws *aws, char **words, Err *err)
{
    char value[4096];
    if (!secret_get(aws, words[0], words[1], value, sizeof value, err))
        return false;
    puts(value);
    return true;
}

static bool token(Aws *aws, char **words, Err *err)
{
    Credentials found;
    char text[RDS_TOKEN_MAX];
    RdsLogin login = {.host = words[0],
                      .port = (unsigned)atoi(words[1]),
                      .user = words[2],
                      .region = words[3],
                      .now = atoll(words[4])};
    if (!aws_credentials(aws, &found, err))
        return false;
    rds_token(&login, &found, text);
    puts(text);
    return true;
}

static const struct {
    const char *word;
    int least;
    bool (*run)(Aws *aws, char **words, Err *err);
} actions[] = {
    {"endpoint", 2, endpoint}, {"region", 0, region}, {"credentials", 0, credentials}, {"call", 2, call},
    {"get", 1, get},           {"put", 1, put},       {"secret", 1, secret},           {"token", 5, token},
};

int main(int argc, char **argv)
{
    SCOPED(Aws *, aws_release) aws = aws_open(NULL);
    Err err = {0};
    for (size_t i = 0; argc > 1 && i < sizeof actions / sizeof *actions; i++)
        if (strcmp(argv[1], actions[i].word) == 0 && argc >= 2 + actions[i].least) {
            if (actions[i].run(aws, argv + 2, &err))
                return 0;
            fprintf(stderr, "%s: %s\n%s\n", err_class_name(err.class), err.message, err.hint);
            return err_exit_code(err.class);
        }
    fputs("the head of tests/aws/aws.c says how it is used\n", stderr);
    return 64;
}
