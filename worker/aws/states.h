/* A state of a Step Functions machine waits for this task with a token (.waitForTaskToken): it hears that the task lives,
   and how it ended. Maxima are those of the API (Step Functions API Reference). */
#pragma once

#include "aws.h"

enum { STATES_OUTPUT_MAX = 262144, STATES_CAUSE_MAX = 32768, STATES_ERROR_MAX = 256 }; /* characters */

/* What came of a call. GONE: nobody waits for the token any more, be it that the state timed out, or that its execution was
   stopped. FAILED: err says why, and the next one may succeed. */
typedef enum StatesAnswer { STATES_HEARD, STATES_GONE, STATES_FAILED } StatesAnswer;

StatesAnswer states_heartbeat(Aws *aws, const char *token, Err *err);
/* `output` is JSON. */
StatesAnswer states_success(Aws *aws, const char *token, const char *output, Err *err);
StatesAnswer states_failure(Aws *aws, const char *token, const char *error, const char *cause, Err *err);
