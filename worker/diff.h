/* The comparison of both sides, as a report. */
#pragma once

#include "commands.h"

/* What run_read and run_translate left is compared and told on standard output, and as diff.json among the artifacts.
   `with_notes`: with the findings, where no other report told them. */
bool diff_print(Run *run, const CommandOptions *options, bool with_notes, bool *equal, Err *err) MUST_CHECK;
