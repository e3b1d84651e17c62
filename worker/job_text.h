/* What bytes must be to be a text at all. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The first byte that is not UTF-8, or begins a character that YAML does not allow (NUL and other control characters);
   `length` when there is none. `why` then says which. */
size_t job_text_bad(const char *text, size_t length, const char **why);
/* The place of a byte: lines and characters from 1. */
void job_text_place(const char *text, size_t at, size_t *line, size_t *column);
/* Has no control characters, as no name and no path should have. */
bool job_text_is_clean(const char *text, size_t length);
