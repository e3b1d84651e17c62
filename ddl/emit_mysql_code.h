/* MySQL: code (views, routines, triggers, events), sequences and access. What code has in common: whom it acts for, and the
   session that it is made in, which it remembers. */
#pragma once

#include "emit_mysql.h"

/* NULL: as a session of ours is. */
typedef struct CodeSession {
    const Object *schema; /* where names without one are looked for */
    const char *sql_mode, *character_set, *collation, *database_collation, *time_zone;
    bool in_the_past; /* long ago, so that nothing that it says is over */
} CodeSession;

/* Gives the statement its session, and the schema's collation while it runs. */
void my_in_session(Emit *emit, Statement *statement, const CodeSession *session);
/* "DEFINER=`user`@`host` ", or nothing for whoever makes it. */
void my_definer(Buf *out, const char *definer);
/* user@host, or a role's name alone. */
void my_account(Buf *out, const char *account);

/* emit_mysql_routines.c */
void my_create_routine(Emit *emit, const Object *object);
void my_alter_routine(Emit *emit, const Change *change);
/* emit_mysql_views.c */
void my_create_view(Emit *emit, const Object *object);
void my_alter_view(Emit *emit, const Change *change);
/* emit_mysql_triggers.c */
void my_create_trigger(Emit *emit, const Object *object);
void my_alter_trigger(Emit *emit, const Change *change);
void my_create_event(Emit *emit, const Object *object);
void my_alter_event(Emit *emit, const Change *change);
/* emit_mysql_sequences.c */
void my_create_sequence(Emit *emit, const Object *object);
void my_alter_sequence(Emit *emit, const Change *change);
/* emit_mysql_access.c */
void my_create_grant(Emit *emit, const Object *object);
void my_alter_grant(Emit *emit, const Change *change);
void my_drop_grant(Emit *emit, const Object *object);
/* routines_mysql.c */
void my_act_for_invoker(Arena *arena, Object *object);
/* A view or a function that has its definer's rights; a view that uses one is not made where there is no such account. */
bool my_acts_for_definer(const Object *object);
/* It says that replaying it does what it did: else a server with a binary log refuses it (1418). */
bool my_is_trusted(const Function *function);
/* rights_mysql.c: sets what only some may, for its own session */
bool my_may_set_session(const Catalog *target);
/* What an account was granted: on all databases where `schema` is NULL, else there; on all of it where `table` is NULL. */
bool my_may_on(const Catalog *catalog, const char *privilege, const char *schema, const char *table);
/* sight_mysql.c */
void my_look_at_source(const Rights *rights, Findings *lacking);
/* demands_mysql.c */
void my_check_parameters(const Rights *rights, const Catalog *post, Findings *findings);
