/* What a job is about where the URLs say it: on servers whose schemas are databases. */
#pragma once

#include "select.h"

/* Where the job includes nothing by name, a database in the source's URL means that database alone; and a database in the
   target's URL is what it is called there. From a server whose schemas are none to one whose are, its schema "public" is called
   like the target's database, or else its own. Whatever the job says goes before. The target may be NULL. */
void scope_by_urls(Arena *arena, Selection *selection, const Catalog *source, const Catalog *target);
