/* Names that another engine takes: as long as it allows, folded as the job says, and one of a kind wherever it wants them so.
   What is chosen follows from the source's names alone: every run chooses the same. Pure text: catalogs are cross_names.h's. */
#pragma once

#include "map.h"
#include "translate_options.h"

/* What an engine takes for a name. */
typedef struct NameLimits {
    size_t most_bytes, most_characters;
    bool is_basic; /* no character beyond U+FFFF, no space at the end */
} NameLimits;

extern const NameLimits name_limits_postgres, name_limits_mysql;

typedef struct Names {
    Arena *arena;
    const NameLimits *limits;
    NameLetters letters;
    Map taken;
} Names;

/* Where names must differ: "index shop.customer". */
typedef struct NameSpace {
    const char *scope;
    bool is_blind; /* Name and NAME are one */
} NameSpace;

Names names_open(Arena *arena, const NameLimits *limits, NameLetters letters);
/* The name without regard to others: folded, cut to 54 bytes and eight digits of the key's SHA-1 when it is too long. */
const char *names_fit(const Names *names, const char *wanted, const char *key);
/* Takes the fitting name, or, where another key has it, one with eight digits of the key's SHA-1 behind it. The same key gets
   another name each time. */
const char *names_take(Names *names, NameSpace space, const char *wanted, const char *key);
bool names_are_free(const Names *names, NameSpace space, const char *name);
