/* From the target as it is to a desired catalog: what can be altered is altered, what holds no rows is made anew, and what
   would lose something is asked for. */
#pragma once

#include "statements.h"

typedef struct Convergence {
    Catalog *rest; /* what stays of the target; NULL: everything. Free it after the statements */
    Changes changes;
    Statements statements;
} Convergence;

typedef struct ConvergeOptions {
    EmitOptions emit;
    const Catalog *post;  /* the whole of what is desired */
    const Catalog *whole; /* everything that the target holds; NULL: nothing but `actual` */
    bool is_alone;        /* pre-data without post-data after it */
} ConvergeOptions;

/* Objects of `actual` that nobody wants are dropped as far as the job lets them; the others are found. */
bool converge(Convergence *out, Arena *arena, const Catalog *desired, const Catalog *actual,
              const ConvergeOptions *options, Findings *findings, Err *err) MUST_CHECK;
