#include "secret.h"

#include <stdio.h>
#include <string.h>

/* The library gives its texts back to the heap as they are. */
static void wipe(json_t *text)
{
    if (json_is_string(text))
        explicit_bzero((char *)json_string_value(text), json_string_length(text));
}

static void wipe_values(json_t *object)
{
    for (void *member = json_object_iter(object); member != NULL; member = json_object_iter_next(object, member))
        wipe(json_object_iter_value(member));
}

static bool copy(const char *id, const char *text, size_t length, char *value, size_t size, Err *err)
{
    if (length > 0 && length < size && strlen(text) == length) {
        memcpy(value, text, length + 1);
        return true;
    }
    err_set(err, ERR_CONFIG, "the secret %s: %s", id,
            length == 0     ? "the password is empty"
            : length < size ? "the password holds a NUL"
                            : "the password is too long");
    return err_hint(err, "put the password itself there, of less than %zu bytes", size);
}

static bool no_key(const char *id, const char *key, const char *why, Err *err)
{
    err_set(err, ERR_CONFIG, "the secret %s: %s", id, why);
    return err_hint(
        err, "name the key of the JSON object that holds the password by password.key in the job, not \"%s\"", key);
}

static bool take_value(const char *id, const char *key, const json_t *text, char *value, size_t size, Err *err)
{
    const char *name = key == NULL ? "password" : key;
    json_t *object = json_loadb(json_string_value(text), json_string_length(text), JSON_ALLOW_NUL, NULL);
    const json_t *member = json_object_get(object, name);
    bool ok;
    if (!json_is_object(object) && key == NULL)
        ok = copy(id, json_string_value(text), json_string_length(text), value, size, err);
    else if (!json_is_object(object))
        ok = no_key(id, name, "it is no JSON object, so there are no keys in it", err);
    else if (!json_is_string(member))
        ok = no_key(id, name, member == NULL ? "it has no such key" : "what it has at that key is not a text", err);
    else
        ok = copy(id, json_string_value(member), json_string_length(member), value, size, err);
    wipe_values(object);
    json_decref(object);
    return ok;
}

bool secret_get(Aws *aws, const char *id, const char *key, char *value, size_t size, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    json_t *input = json_pack("{s:s}", "SecretId", id), *answer = NULL;
    AwsCall call = {.service = AWS_SECRETS_MANAGER,
                    .operation = "GetSecretValue",
                    .input = input,
                    .region = endpoint_region_of_arn(arena, id)};
    bool ok = aws_call(aws, &call, &answer, err);
    json_decref(input);
    if (!ok)
        return err_within(err, "the secret %s", id);
    json_t *text = json_object_get(answer, "SecretString");
    if (json_is_string(text)) {
        ok = take_value(id, key, text, value, size, err);
    } else {
        err_set(err, ERR_CONFIG, "the secret %s holds bytes, not a text", id);
        ok = err_hint(err, "store the password as SecretString");
    }
    wipe(text);
    json_decref(answer);
    return ok;
}
