/* A task's settings. */
#include <jansson.h>
#include <string.h>

#include "as_dms.h"

const DmsSettings dms_settings_default = {.supports_lobs = true, .lob_max_kb = 32};

static bool truth(const json_t *object, const char *name, bool otherwise)
{
    const json_t *value = json_object_get(object, name);
    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

static int64_t number(const json_t *object, const char *name, int64_t otherwise)
{
    const json_t *value = json_object_get(object, name);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

static bool read_target(DmsSettings *settings, const json_t *root, Err *err)
{
    const json_t *target = json_object_get(root, "TargetMetadata"), *load = json_object_get(root, "FullLoadSettings");
    const char *prepares = json_string_value(json_object_get(load, "TargetTablePrepMode"));
    settings->supports_lobs = truth(target, "SupportLobs", settings->supports_lobs);
    settings->is_full_lob = truth(target, "FullLobMode", settings->is_full_lob);
    settings->lob_max_kb = number(target, "LobMaxSize", settings->lob_max_kb);
    settings->inline_max_kb = number(target, "InlineLobMaxSize", settings->inline_max_kb);
    settings->truncates = prepares != NULL && strcmp(prepares, "TRUNCATE_BEFORE_LOAD") == 0;
    if (prepares == NULL || settings->truncates || strcmp(prepares, "DO_NOTHING") == 0)
        return true;
    err_set(err, ERR_REFUSED, "TargetTablePrepMode is %.40s: the task would drop the tables that were made for it",
            prepares);
    return err_hint(err, "set it to DO_NOTHING");
}

bool dms_settings_parse(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err)
{
    json_error_t mistake;
    *settings = dms_settings_default;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &mistake);
    bool ok = json_is_object(root);
    if (ok)
        ok = read_target(settings, root, err) || err_within(err, "%s", name);
    else
        err_set(err, ERR_REFUSED, "%s is no JSON object: line %d: %s", name, mistake.line, mistake.text);
    json_decref(root);
    return ok;
}
