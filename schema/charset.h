/* Text in the character sets that MySQL's clients speak. */
#pragma once

#include <stdbool.h>

#include "buf.h"

/* Appends the text, which is UTF-8, as the character set has it. False, and nothing is appended, when it cannot be said in
   it. */
bool charset_encode(Buf *out, const char *character_set, const char *text);
