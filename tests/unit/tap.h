/* The Test Anything Protocol, as `prove` reads it. A test program calls ok() and its kin, and ends with `return done();`. */
#pragma once

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

#define ok(condition, ...) tap_ok((condition), __FILE__, __LINE__, __VA_ARGS__)
#define is(got, expected, ...) tap_is((got), (expected), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((format(printf, 4, 5), unused)) static bool tap_ok(bool passed, const char *file, int line,
                                                                 const char *format, ...)
{
    char name[400];
    __builtin_va_list args;
    __builtin_va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    __builtin_va_end(args);
    printf("%sok %d - %s\n", passed ? "" : "not ", ++tap_count, name);
    if (!passed) {
        tap_failed++;
        printf("# failed at %s:%d\n", file, line);
    }
    return passed;
}

__attribute__((format(printf, 5, 6), unused)) static bool tap_is(const char *got, const char *expected,
                                                                 const char *file, int line, const char *format, ...)
{
    char name[400];
    __builtin_va_list args;
    __builtin_va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    __builtin_va_end(args);
    bool equal = got == expected || (got != NULL && expected != NULL && strcmp(got, expected) == 0);
    if (!tap_ok(equal, file, line, "%s", name))
        printf("#      got: %s\n# expected: %s\n", got == NULL ? "(null)" : got,
               expected == NULL ? "(null)" : expected);
    return equal;
}

__attribute__((unused)) static int done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed > 0;
}
