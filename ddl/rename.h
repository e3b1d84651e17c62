/* Schemas under another name inside of SQL text, token by token. The text must have been printed by the server with an
   empty search_path: then every object that is not a system one stands behind its schema. */
#pragma once

#include "buf.h"
#include "catalog.h"
#include "scan.h"

typedef struct Rename {
    const char *from;
    const char *to;
} Rename;

/* The text with its schemas renamed, in the arena; the same pointer when nothing changes. All renames happen at once:
   two schemas may swap their names. `quote` puts a name as an identifier.

   Renamed are qualifiers, the words in string literals cast to regclass and its kin, and SET search_path in a
   function's header. A column's `sales.id` is told from schema sales by its place and by the names of the tables and
   aliases in the text (a policy's own table is not in its text: where it has a renamed schema's name and is read in a
   subselect, its columns are taken for the schema's objects). Left alone are other literals and quoted bodies; when one
   seems to name a renamed schema, *mentions_in_body becomes true (it is never set to false; NULL is allowed). */
const char *rename_sql(Arena *arena, const Syntax *syntax, const char *text, const Rename *renames, size_t count,
                       void (*quote)(Buf *out, const char *name), bool *mentions_in_body);
