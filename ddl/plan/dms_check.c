/* A DMS task, judged. */
#include "dms_check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* ---- table mappings ---- */

static void check_names(const DmsLoadedTable *table, const DmsTable *mapped, Findings *findings)
{
    const char *schema = ((const Schema *)table->to->schema)->name;
    if (strcmp(mapped->schema, schema) == 0 && strcmp(mapped->name, table->to->name) == 0)
        return;
    finding_add(findings, FINDING_DMS_SETTING, &table->from->object,
                "have the task and the job say the same: dms.mappings in the job, or the mappings that plan writes",
                "the task loads it into %s.%s, and the job makes it %s.%s", mapped->schema, mapped->name, schema,
                table->to->name);
}

static void check_ranges(const DmsLoadedTable *table, const DmsRule *settings, Findings *findings)
{
    for (size_t i = 0; settings != NULL && i < settings->parallel_columns.count; i++) {
        const Column *column = object_column(&table->from->object, settings->parallel_columns.items[i]);
        if (column != NULL && !column->not_null)
            finding_add(findings, FINDING_DMS_SETTING, &column->object, "take ranges of a column that is NOT NULL",
                        "parallel-load takes ranges of it, and loads no row where it is NULL");
    }
}

static void check_mask(const DmsLoadedColumn *column, const DmsRule *mask, Findings *findings)
{
    const char *planned = column->mask == NULL ? NULL : dms_action_word(column->mask->action);
    const char *found = mask == NULL ? NULL : dms_action_word(mask->action);
    bool same_letter = planned == NULL || column->mask->action != DMS_DIGITS_MASK || found == NULL ||
                       text_equal(column->mask->with, mask->value);
    if (text_equal(planned, found) && same_letter)
        return;
    finding_add(findings, FINDING_MASK_INVALID, &column->from->object,
                "say the same in masking of the job and in the task's mappings", "the task says %s, the job says %s",
                found == NULL ? "no masking" : found, planned == NULL ? "no masking" : planned);
}

static void check_column(const DmsLoadedColumn *column, const DmsColumn *mapped, Findings *findings)
{
    if (column->to == NULL && !mapped->is_removed)
        finding_add(findings, FINDING_DMS_SETTING, &column->from->object, "add a remove-column rule for it",
                    "the job does not have it loaded, and the task does");
    if (column->to == NULL || mapped->is_removed) {
        if (column->to != NULL)
            finding_add(findings, FINDING_DMS_SETTING, &column->from->object,
                        "take the rule away, or say remove_column in masking of the job",
                        "the task leaves it out, and the job does not know");
        return;
    }
    if (strcmp(mapped->name, column->to->name) != 0)
        finding_add(findings, FINDING_DMS_SETTING, &column->from->object,
                    "have the task and the job say the same: dms.mappings in the job, or the mappings that plan writes",
                    "the task calls it %s, and the job %s", mapped->name, column->to->name);
    check_mask(column, mapped->mask, findings);
}

static void check_table(const DmsMapping *mapping, const DmsLoadedTable *table, Findings *findings)
{
    const char *schema = ((const Schema *)table->from->schema)->name;
    const DmsTable mapped = dms_mapping_table(mapping, schema, table->from->name, false);
    if (mapped.selected_by == NULL) {
        finding_add(findings, FINDING_DMS_SETTING, &table->from->object, "add a selection rule for it, or exclude it",
                    "the job makes it, and the task does not load it");
        return;
    }
    if (mapped.selected_by->has_filters)
        finding_add(findings, FINDING_DMS_SETTING, &table->from->object, "take the filters away if all are wanted",
                    "the task loads only some of its rows")
            ->severity = SEVERITY_WARNING;
    check_names(table, &mapped, findings);
    check_ranges(table, mapped.settings, findings);
    for (size_t i = 0; i < table->columns.count; i++) {
        const DmsLoadedColumn *column = &table->columns.items[i];
        const DmsColumn of = dms_mapping_column(mapping, schema, table->from->name, column->from->name);
        check_column(column, &of, findings);
    }
}

/* What the task would load, and the job does not make. */
static void check_others(const DmsPlan *plan, const DmsMapping *mapping, Findings *findings)
{
    bool *planned = arena_array(plan->arena, plan->source->object_count + 1, sizeof *planned);
    for (size_t i = 0; i < plan->tables.count; i++)
        planned[plan->tables.items[i].from->object.ordinal] = true;
    EACH (plan->source, TABLE, Table, table)
        if (!planned[table->object.ordinal] &&
            dms_mapping_table(mapping, ((const Schema *)table->schema)->name, table->name, false).selected_by != NULL)
            finding_add(findings, FINDING_DMS_SETTING, &table->object,
                        table->partition_key != NULL ? "select its partitions, and not itself"
                                                     : "exclude it from the task, or include it in the job",
                        "the task loads it, and the job leaves it out, or has its parts loaded");
    EACH (plan->source, VIEW, View, view)
        if (dms_mapping_table(mapping, ((const Schema *)view->schema)->name, view->name, true).selected_by != NULL)
            finding_add(findings, FINDING_DMS_SETTING, &view->object, "exclude it from the task",
                        "the task loads rows into it, and it is a view");
}

void dms_check_mapping(const DmsPlan *plan, const DmsMapping *mapping, Findings *findings)
{
    for (size_t i = 0; i < plan->tables.count; i++)
        check_table(mapping, &plan->tables.items[i], findings);
    check_others(plan, mapping, findings);
}

/* ---- JSON ---- */

static json_t *parse(const char *text, const char *name, Err *err)
{
    json_error_t mistake;
    json_t *root = strlen(text) > DMS_MAPPING_MAX ? NULL : json_loads(text, 0, &mistake);
    if (strlen(text) > DMS_MAPPING_MAX)
        err_set(err, ERR_REFUSED, "%s: longer than it can be", name);
    else if (root == NULL)
        err_set(err, ERR_REFUSED, "%s:%d:%d: %s", name, mistake.line, mistake.column, mistake.text);
    return root;
}

/* As text, whatever it is: true, 64, "DO_NOTHING". NULL: absent. */
static const char *scalar(Arena *arena, const json_t *value)
{
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    if (json_is_integer(value))
        return arena_printf(arena, "%lld", (long long)json_integer_value(value));
    return json_is_string(value) && json_string_length(value) > 0 ? arena_copy(arena, json_string_value(value)) : NULL;
}

/* ---- task settings ---- */

typedef struct Task {
    const DmsPlan *plan;
    const json_t *root;
    const char *name;
    Findings *findings;
} Task;

static const char *task_value(const Task *task, const char *section, const char *name)
{
    return scalar(task->plan->arena, json_object_get(json_object_get(task->root, section), name));
}

/* What holds whatever is loaded. */
static const struct {
    const char *section, *name, *value, *otherwise, *why;
    FindingCode code;
    bool only_masks;
} demands[] = {
    /* clang-format off */
    {"FullLoadSettings", "TargetTablePrepMode",    "DO_NOTHING", "DO_NOTHING", "DMS would drop or empty what pre-data made",          FINDING_DMS_SETTING,  false},
    {"TargetMetadata",   "TargetSchema",           NULL,         NULL,         "all tables would be looked for in that schema",       FINDING_DMS_SETTING,  false},
    {"ErrorBehavior",    "DataMaskingErrorPolicy", "STOP_TASK",  "STOP_TASK",  "values that cannot be masked would be loaded as they are", FINDING_MASK_INVALID, true},
    /* clang-format on */
};

static bool has_masks(const DmsPlan *plan)
{
    for (size_t i = 0; i < plan->tables.count; i++)
        for (size_t n = 0; n < plan->tables.items[i].columns.count; n++)
            if (plan->tables.items[i].columns.items[n].mask != NULL)
                return true;
    return false;
}

static void check_demands(const Task *task)
{
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        const char *found = task_value(task, demands[i].section, demands[i].name);
        found = found == NULL ? demands[i].otherwise : found;
        if (text_equal(found, demands[i].value) || (demands[i].only_masks && !has_masks(task->plan)))
            continue;
        finding_add(task->findings, demands[i].code, NULL,
                    arena_printf(task->findings->arena, "set it to %s",
                                 demands[i].value == NULL ? "nothing" : demands[i].value),
                    "%s: %s.%s is %s: %s", task->name, demands[i].section, demands[i].name,
                    found == NULL ? "not set" : found, demands[i].why);
    }
}

static void find_lob(const Task *task, FindingSeverity severity, const char *remedy, const char *what)
{
    finding_add(task->findings, FINDING_DMS_SETTING, NULL, remedy, "%s: %s", task->name, what)->severity = severity;
}

static bool is_true(const Task *task, const char *name)
{
    return text_equal(task_value(task, "TargetMetadata", name), "true");
}

static void check_lobs(const Task *task)
{
    const DmsPlan *plan = task->plan;
    const char *supported = task_value(task, "TargetMetadata", "SupportLobs");
    const char *most = task_value(task, "TargetMetadata", "LobMaxSize");
    bool is_full = is_true(task, "FullLobMode"), plans_full = plan->dms.lob_mode != DMS_LOB_LIMITED;
    const char *inline_max = task_value(task, "TargetMetadata", "InlineLobMaxSize");
    bool is_inline = is_full && inline_max != NULL && strtoll(inline_max, NULL, 10) > 0;
    if (!plan->has_lobs)
        return;
    if (text_equal(supported, "false"))
        find_lob(task, SEVERITY_CRITICAL, "set TargetMetadata.SupportLobs to true",
                 "TargetMetadata.SupportLobs is false: large objects are not loaded");
    else if (is_full && !plans_full)
        find_lob(task, SEVERITY_CRITICAL,
                 "set dms.lob_mode: full (or inline) in the job, or LimitedSizeLobMode in the task",
                 "FullLobMode is true: rows come without their large objects first, and the job has NOT NULL there");
    else if (!is_full && plans_full)
        find_lob(task, SEVERITY_WARNING, "set dms.lob_mode: limited in the job, or FullLobMode in the task",
                 "LimitedSizeLobMode is on, and the job says dms.lob_mode: full or inline");
    else if (plans_full && is_inline != (plan->dms.lob_mode == DMS_LOB_INLINE))
        find_lob(task, SEVERITY_WARNING, "set dms.lob_mode in the job as the task has it",
                 "InlineLobMaxSize and the job's dms.lob_mode do not agree");
    else if (!is_full && most != NULL && strtoll(most, NULL, 10) < plan->lob_max_kb)
        find_lob(task, SEVERITY_CRITICAL,
                 arena_printf(task->findings->arena, "set it to %lld or more", (long long)plan->lob_max_kb),
                 "TargetMetadata.LobMaxSize is less than the source's longest large object: it would be cut");
}

static void check_settings(const Task *task)
{
    check_demands(task);
    check_lobs(task);
}

bool dms_check_task_settings(const DmsPlan *plan, const char *text, const char *name, Findings *findings, Err *err)
{
    json_t *root = parse(text, name, err);
    if (root == NULL)
        return false;
    const Task task = {plan, root, name, findings};
    check_settings(&task);
    json_decref(root);
    return true;
}

/* ---- a task as the API describes it ---- */

static void check_type(const DmsPlan *plan, const char *type, Findings *findings)
{
    const char *planned = dms_task_type(plan->dms.task);
    if (type != NULL && strcmp(type, planned) != 0)
        finding_add(findings, FINDING_DMS_SETTING, NULL, "set dms.task in the job as the task is",
                    "the task is %s, and the job says %s: keys and NOT NULL are made for that", type, planned);
}

static bool check_described(const DmsPlan *plan, const json_t *task, Findings *findings, Err *err)
{
    static const char *const settings_names[] = {"ReplicationTaskSettings", "ReplicationSettings"};
    static const char *const type_names[] = {"MigrationType", "ReplicationType"};
    const char *mappings = scalar(plan->arena, json_object_get(task, "TableMappings"));
    DmsMapping mapping;
    for (size_t i = 0; i < 2; i++)
        check_type(plan, scalar(plan->arena, json_object_get(task, type_names[i])), findings);
    if (mappings != NULL) {
        if (!dms_mapping_parse(&mapping, plan->arena, mappings, strlen(mappings), "TableMappings", findings, err))
            return false;
        dms_check_mapping(plan, &mapping, findings);
    }
    for (size_t i = 0; i < 2; i++) {
        const char *text = scalar(plan->arena, json_object_get(task, settings_names[i]));
        if (text != NULL && !dms_check_task_settings(plan, text, settings_names[i], findings, err))
            return false;
    }
    return true;
}

bool dms_check_task(const DmsPlan *plan, const char *text, Findings *findings, Err *err)
{
    json_t *root = parse(text, "the task's description", err);
    if (root == NULL)
        return false;
    const json_t *tasks = json_object_get(root, "ReplicationTasks");
    tasks = tasks == NULL ? json_object_get(root, "ReplicationConfigs") : tasks;
    bool ok = json_array_size(tasks) == 1 ||
              err_set(err, ERR_REFUSED, "%zu tasks are described, and one is asked for", json_array_size(tasks));
    ok = ok && check_described(plan, json_array_get(tasks, 0), findings, err);
    json_decref(root);
    return ok;
}

/* ---- endpoints ---- */

/* "a=b;c=d": the value of a name, whatever its letters' case. Copied. NULL: absent. */
static const char *attribute(Arena *arena, const char *attributes, const char *name)
{
    size_t length = strlen(name);
    const char *at = attributes == NULL ? "" : attributes;
    while (*at != '\0') {
        at += strspn(at, "; ");
        const char *end = strchrnul(at, ';');
        if (strncasecmp(at, name, length) == 0 && at[length] == '=')
            return arena_slice(arena, at + length + 1, (size_t)(end - at) - length - 1);
        at = end;
    }
    return NULL;
}

/* A setting can stand in either place. */
static const char *endpoint_value(const DmsPlan *plan, const json_t *endpoint, const DmsSetting *setting)
{
    const json_t *settings = json_object_get(endpoint, dms_settings_key(setting->engine));
    const char *value = scalar(plan->arena, json_object_get(settings, setting->name));
    const char *attributes = scalar(plan->arena, json_object_get(endpoint, "ExtraConnectionAttributes"));
    if (value == NULL && text_equal(setting->name, "DatabaseName"))
        value = scalar(plan->arena, json_object_get(endpoint, "DatabaseName"));
    return value != NULL ? value : attribute(plan->arena, attributes, setting->name);
}

/* Statements may do more than is asked: of these each part must be there. Sizes may be larger. */
static bool will_do(const DmsSetting *setting, const char *found, const char *wanted)
{
    static const char *const parts[] = {"FOREIGN_KEY_CHECKS=0", "NO_AUTO_VALUE_ON_ZERO", NULL};
    if (found == NULL || wanted == NULL)
        return found == wanted;
    if (text_equal(setting->name, "Initstmt")) {
        for (size_t i = 0; parts[i] != NULL; i++)
            if (strcasestr(found, parts[i]) == NULL)
                return false;
        return true;
    }
    if (text_equal(setting->value, "%lld"))
        return strtoll(found, NULL, 10) >= strtoll(wanted, NULL, 10);
    if (text_equal(setting->name, "TargetDbType")) /* the guide spells it in capitals, and with _ */
        return strncasecmp(found, "multiple", strlen("multiple")) == 0;
    return strcasecmp(found, wanted) == 0;
}

static void check_endpoint(const DmsPlan *plan, DmsSide side, const json_t *endpoint, Findings *findings)
{
    for (size_t i = 0; i < dms_setting_count; i++) {
        const DmsSetting *setting = &dms_settings[i];
        if (setting->side != side || !dms_is_needed(plan, setting))
            continue;
        const char *wanted = dms_setting_value(plan, setting), *found = endpoint_value(plan, endpoint, setting);
        found = found == NULL ? setting->otherwise : found;
        if (will_do(setting, found, wanted))
            continue;
        finding_add(findings, FINDING_DMS_SETTING, NULL,
                    wanted == NULL ? "take it away" : arena_printf(findings->arena, "set it to %s", wanted),
                    "the %s endpoint: %s is %s: %s", side == DMS_SOURCE ? "source" : "target", setting->name,
                    found == NULL ? "not set" : found, setting->why)
            ->severity = setting->severity;
    }
}

bool dms_check_endpoint(const DmsPlan *plan, DmsSide side, const char *text, Findings *findings, Err *err)
{
    const char *type = side == DMS_SOURCE ? "source" : "target";
    json_t *root = parse(text, "the endpoints' description", err);
    const json_t *endpoints = json_object_get(root, "Endpoints"), *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(endpoints); i++) {
        const json_t *endpoint = json_array_get(endpoints, i);
        const char *is = scalar(plan->arena, json_object_get(endpoint, "EndpointType"));
        if (is != NULL && strcasecmp(is, type) == 0) {
            found = endpoint;
            count++;
        }
    }
    bool ok =
        root != NULL &&
        (count == 1 || err_set(err, ERR_REFUSED, "%zu %s endpoints are described, and one is asked for", count, type));
    if (ok)
        check_endpoint(plan, side, found, findings);
    json_decref(root);
    return ok;
}
