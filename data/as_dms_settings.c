/* The settings of a task and of its endpoints. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "as_dms.h"

const DmsSettings dms_settings_default = {.supports_lobs = true, .lob_max_kb = 32, .unbounded_varchar_max = 8000};

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

static bool read_task(DmsSettings *settings, const json_t *root, Err *err)
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

static bool read_endpoints(DmsSettings *settings, const json_t *root, Err *err)
{
    static const char unbounded[] = "unboundedVarcharMaxSize=";
    (void)err;
    const json_t *source = json_object_get(root, "source"), *postgres = json_object_get(source, "PostgreSQLSettings");
    const char *extra = json_string_value(json_object_get(source, "ExtraConnectionAttributes"));
    const char *most = extra == NULL ? NULL : strstr(extra, unbounded);
    settings->map_boolean_as_boolean = truth(postgres, "MapBooleanAsBoolean", false);
    settings->fails_on_lob_truncation = truth(postgres, "FailTasksOnLobTruncation", false);
    if (most != NULL)
        settings->unbounded_varchar_max = strtoll(most + strlen(unbounded), NULL, 10);
    return true;
}

typedef bool SettingsReader(DmsSettings *settings, const json_t *root, Err *err);

static bool parse(DmsSettings *settings, const char *text, size_t length, const char *name, SettingsReader *reader,
                  Err *err)
{
    json_error_t mistake;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &mistake);
    bool ok = json_is_object(root);
    if (ok)
        ok = reader(settings, root, err) || err_within(err, "%s", name);
    else
        err_set(err, ERR_REFUSED, "%s is no JSON object: line %d: %s", name, mistake.line, mistake.text);
    json_decref(root);
    return ok;
}

bool dms_settings_parse(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err)
{
    return parse(settings, text, length, name, read_task, err);
}

bool dms_endpoints_parse(DmsSettings *settings, const char *text, size_t length, const char *name, Err *err)
{
    return parse(settings, text, length, name, read_endpoints, err);
}
