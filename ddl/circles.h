/* Views that need each other, by way of functions and tables too. No single one can be made first, unless as something else:
   a view with its columns and nothing in them, which CREATE OR REPLACE turns into what it is once all the others are there. */
#pragma once

#include "catalog.h"

/* By a desired object's ordinal: the number of its circle, 0 for those that are in none. Only circles with a view count. */
const size_t *circles_find(Arena *arena, const Catalog *catalog);
