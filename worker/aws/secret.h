/* One password out of Secrets Manager. */
#pragma once

#include "aws.h"

/* The current version of the secret: its whole text, or, where that is a JSON object, the text at `key`, "password" when
   `key` is NULL. `id` is an ARN, which says the region too, or a name. The value goes nowhere else. ERR_CONFIG: there is no
   such secret, key or text; else those of aws_call. */
bool secret_get(Aws *aws, const char *id, const char *key, char *value, size_t size, Err *err) MUST_CHECK;
