/* Columns that get their type, and their NOT NULL, once the rows are there: all of a table at once, whatever the job allows,
   since the type that they were loaded into is ours. */
#pragma once

#include "dialect.h"

/* What pre-data makes: the types that rows are loaded into, as lenient as the load needs them. */
void staged_relax(Catalog *pre);
/* Generated columns that read others of types that come after the load come after them. */
void staged_defer(Catalog *post);

/* The target's column is of the type that it was made with for the load; or only its NOT NULL is missing. */
bool staged_has_load_type(const Emit *emit, const Column *column);
bool staged_is(const Emit *emit, const Column *column);
/* Of a column's table, in order. */
Refs staged_of_table(const Emit *emit, const Column *column);
/* A generated column that is added comes after those that it may read. */
void staged_come_first(Emit *emit, const Statement *statement, const Column *added);
/* What is left of a staged column's change. */
Change staged_rest(const Change *change);
