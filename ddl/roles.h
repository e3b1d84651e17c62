/* What becomes of the source's roles: kept, called otherwise, ignored. Roles are the server's, so none is made: but MySQL's, as
   which nobody logs in, for what is granted to them. */
#pragma once

#include "finding.h"
#include "rename.h"

typedef struct RoleOptions {
    const Rename *renames;
    size_t rename_count;
    List ignored; /* globs */
} RoleOptions;

typedef struct Dialect Dialect;

typedef struct Roles {
    Arena *arena;
    const Dialect *dialect;
    const Catalog *target; /* NULL: every role is taken to exist there, and to be ours to use */
    const RoleOptions *options;
    Findings *findings;
    Map on_target; /* name -> Role */
    Map made;      /* those that the target needs not have: name on the source -> Role */
    Map told;      /* each is found once */
} Roles;

void roles_open(Roles *roles, Arena *arena, const Catalog *source, const Catalog *target, const RoleOptions *options,
                Findings *findings);
/* What the target calls it. NULL (PUBLIC) is nobody to rename. */
const char *roles_name(const Roles *roles, const char *role);
/* Why nothing can be said about it on the target, or NULL. */
const char *roles_refused(Roles *roles, const char *role);
/* Why the session cannot give it anything or act for it, or NULL. */
const char *roles_unreachable(Roles *roles, const char *role);
/* On the target a role of that name holds what another one was granted: by being it, or a member. */
bool roles_holds(const Roles *roles, const char *name, const char *holder);
/* The service that runs the server owns it: rdsadmin, rds_superuser, ... */
bool roles_is_of_service(const Dialect *dialect, const char *role);
