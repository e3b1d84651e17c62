/* What an operator has to know of foreign servers: where they lead, and what was not read of them. */
#pragma once

#include "dialect.h"

/* A materialized view that reads foreign tables is not filled: the copy would ask production, and has no password for it. */
void foreign_leave_unfilled(Arena *scratch, Catalog *post, Findings *findings);
/* One finding for each server, and one for each wrapper, server and user mapping that lacks options here. */
void foreign_find(Findings *findings, const Catalog *post, const Dialect *dialect);
