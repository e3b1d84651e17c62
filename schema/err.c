/* Errors. Nothing here logs or exits. */
#include "err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int exit_code;
    bool retryable;
} classes[ERR_COUNT] = {
    [ERR_NONE] = {"none", 0, false},
#define ERR_CLASS(name, exit, retry, meaning) [ERR_##name] = {#name, exit, retry},
#include "err.def"
#undef ERR_CLASS
};

bool err_set(Err *err, ErrClass class, const char *format, ...)
{
    *err = (Err){.class = class};
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return false;
}

bool err_hint(Err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(err->hint, sizeof err->hint, format, args);
    va_end(args);
    return false;
}

bool err_within(Err *err, const char *format, ...)
{
    char where[400];
    va_list args;
    va_start(args, format);
    vsnprintf(where, sizeof where - 2, format, args);
    va_end(args);
    strcat(where, ": ");
    size_t room = sizeof err->message - 1, used = strlen(where), kept = strnlen(err->message, room - used);
    memmove(err->message + used, err->message, kept);
    memcpy(err->message, where, used);
    err->message[used + kept] = '\0';
    return false;
}

int err_exit_code(ErrClass class)
{
    return classes[class].exit_code;
}

bool err_is_retryable(ErrClass class)
{
    return classes[class].retryable;
}

const char *err_class_name(ErrClass class)
{
    return classes[class].name;
}
