/* Errors: one struct that a caller owns, filled by whoever fails, and told once by main. */
#pragma once

#include <stdbool.h>

typedef enum ErrClass {
    ERR_NONE,
#define ERR_CLASS(name, exit, retry, meaning) ERR_##name,
#include "err.def"
#undef ERR_CLASS
    ERR_COUNT
} ErrClass;

/* Message and hint are cut, never overrun. sqlstate is empty when no server spoke; number is MySQL's
   own, which says more than its SQLSTATE, and 0 elsewhere. */
typedef struct Err {
    ErrClass class;
    char sqlstate[6];
    unsigned number;
    char message[2000];
    char hint[600];
} Err;

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(text, values) __attribute__((format(printf, text, values)))

/* All of these return false, so that a failing function ends with `return err_set(...)`. */
bool err_set(Err *err, ErrClass class, const char *format, ...) PRINTF(3, 4);
/* The remedy: what the reader should do now. */
bool err_hint(Err *err, const char *format, ...) PRINTF(2, 3);
/* Puts "where: " in front of the message, from the inside out. */
bool err_within(Err *err, const char *format, ...) PRINTF(2, 3);

int err_exit_code(ErrClass class);
bool err_is_retryable(ErrClass class);
const char *err_class_name(ErrClass class);
