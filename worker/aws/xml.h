/* What is read of AWS's XML answers: one text at a time, by its tag. */
#pragma once

#include "arena.h"

/* The text between the first <tag> and its </tag>, unescaped; NULL when there is none. */
const char *xml_text(Arena *arena, const char *xml, const char *tag);
