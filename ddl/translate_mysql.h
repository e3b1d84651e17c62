/* What translation has to know of MySQL and MariaDB. */
#pragma once

#include "dialect.h"

const Syntax *my_syntax(const Object *object); /* by the sql_mode that it was made under */
extern const LeftOut my_left_out[];
extern const char *const my_service_roles[];
extern const VersionHooks versions_mysql;

const char *my_release_text(Arena *arena, const Release *release); /* "MariaDB 10.11" */

/* engines_mysql.c: tables of engines that the target does not have, or that the job does not want, become InnoDB's. */
void my_choose_engines(Catalog *desired, Arena *arena, const Versions *versions, bool all_innodb, Findings *findings);
/* places_mysql.c: DATA DIRECTORY and the like are found, and left out on both sides. */
void my_find_places(const Catalog *desired, Arena *arena, Findings *findings);
void my_forget_places(Catalog *catalog, Arena *arena);
/* versions_mysql_types.c: as the release says it; the text itself when that is how it stands. */
const char *my_type_for(Arena *arena, const char *type, const Release *release);
const char *my_charset_for(const char *charset, const Release *release);
/* *is_other becomes true where it is not only spelt differently: it sorts and compares otherwise. */
const char *my_collation_for(Arena *arena, const char *collation, const Release *release, bool *is_other);
/* Without the modes that the target refuses, or means more by than the source did. */
const char *my_sql_mode_for(Arena *arena, const char *modes, const Versions *versions);
bool my_is_mariadb_release(const Release *release);

/* versions_mysql_texts.c: names that stand before a view's AS stand in its query instead, as MariaDB writes them. */
void my_name_columns(Arena *arena, View *view);
/* versions_mysql_texts.c: the object's text calls functions that only this product has. */
bool my_calls_mysql(const Object *object);
bool my_calls_mariadb(const Object *object);
bool my_calls_mysql57(const Object *object); /* and MariaDB, not MySQL since */
/* versions_mysql57.c: a GROUP BY in the object's definition says ASC or DESC; without them. */
bool my_sorts_groups(const Object *object);
void my_unsort_groups(Object *object, Arena *arena);
/* What people wrote: names that became words of the grammar in quotes; the text itself when that is how it stands. */
const char *my_quote_words(Arena *arena, const Syntax *syntax, const char *text, const Versions *versions);
/* Of MySQL up to 5.7: what utf8mb4 is sorted by where the text does not say so. */
const char *my_name_collation(Arena *arena, const Syntax *syntax, const char *text);
/* All texts of the object, as the target reads them. */
void my_fit_texts(Arena *arena, Object *object, const Versions *versions);
