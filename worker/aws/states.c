/* The three calls of a task token. */
#include "states.h"

#include <string.h>

static StatesAnswer call(Aws *aws, const char *operation, json_t *input, Err *err)
{
    static const char *const gone[] = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"};
    AwsCode code = {0};
    AwsCall request = {.service = AWS_STATES, .operation = operation, .input = input, .code = &code};
    bool ok = aws_call(aws, &request, NULL, err);
    json_decref(input);
    for (size_t i = 0; !ok && i < sizeof gone / sizeof *gone; i++)
        if (strcmp(code.text, gone[i]) == 0)
            return STATES_GONE;
    return ok ? STATES_HEARD : STATES_FAILED;
}

StatesAnswer states_heartbeat(Aws *aws, const char *token, Err *err)
{
    return call(aws, "SendTaskHeartbeat", json_pack("{s:s}", "taskToken", token), err);
}

StatesAnswer states_success(Aws *aws, const char *token, const char *output, Err *err)
{
    return call(aws, "SendTaskSuccess", json_pack("{s:s, s:s}", "taskToken", token, "output", output), err);
}

StatesAnswer states_failure(Aws *aws, const char *token, const char *error, const char *cause, Err *err)
{
    json_t *input = json_pack("{s:s, s:s, s:s}", "taskToken", token, "error", error, "cause", cause);
    return call(aws, "SendTaskFailure", input, err);
}
