/* What the job goes on with although it is critical between engines. An entry is a finding's code, alone or with what it must be
   about on the source: CODE, CODE:table or CODE:kind:schema.table.column, as in `allow`. */
#pragma once

#include "catalog.h"
#include "finding.h"

bool accept_is_possible(FindingCode code);
bool accept_names(const List *accept, FindingCode code, const Object *object);
/* Makes warnings of what the entries name. `can_be_null`: nobody insists on a value where only NULL is left of it. */
void accept_findings(Findings *findings, const List *accept, const Catalog *source, bool can_be_null);
/* A finding for each entry that names none. */
void accept_tell_unused(Findings *findings, const List *accept, const Catalog *source);
/* The entry that would accept just this critical finding; NULL: none does. */
const char *accept_entry(Arena *arena, const Finding *finding, const Catalog *source, bool can_be_null);
