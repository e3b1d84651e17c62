/* One question to the task's host. */
#include "metadata.h"

#include <jansson.h>

#include "endpoint.h"
#include "http.h"

enum { METADATA_MAX_BYTES = 256 << 10 };

static const char variable[] = "ECS_CONTAINER_METADATA_URI_V4";

bool metadata_is_there(void)
{
    return endpoint_variable(variable) != NULL;
}

static const char *text_of(const json_t *task, Arena *arena, const char *member)
{
    const char *text = json_string_value(json_object_get(task, member));
    return text == NULL ? NULL : arena_copy(arena, text);
}

static bool fail(Err *err, const char *why)
{
    err_set(err, ERR_CONNECT, "the task's metadata endpoint %s", why);
    return err_hint(err, "see what %s names; ECS sets it by itself", variable);
}

bool metadata_read(TaskMetadata *metadata, Arena *arena, Err *err)
{
    const char *uri = endpoint_variable(variable);
    if (uri == NULL)
        return fail(err, "is not known");
    HttpRequest request = {
        .method = "GET", .url = arena_printf(arena, "%s/task", uri), .is_near = true, .answer_max = METADATA_MAX_BYTES};
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    if (!http_exchange(&request, &answer, err))
        return err_within(err, "the task's metadata endpoint");
    json_t *task = answer.status == 200 ? json_loadb(buf_text(&answer.body), answer.body.length, 0, NULL) : NULL;
    if (!json_is_object(task)) {
        json_decref(task);
        return fail(err, answer.status == 200 ? "does not answer with JSON" : "refuses to answer");
    }
    *metadata = (TaskMetadata){
        .cluster = text_of(task, arena, "Cluster"),
        .task_arn = text_of(task, arena, "TaskARN"),
        .family = text_of(task, arena, "Family"),
        .revision = text_of(task, arena, "Revision"),
        .zone = text_of(task, arena, "AvailabilityZone"),
        .launch_type = text_of(task, arena, "LaunchType"),
    };
    json_decref(task);
    return true;
}
