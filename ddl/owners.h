/* A copied catalog's owners, grantees and other roles, as the target has them. */
#pragma once

#include "roles.h"

typedef struct Owners {
    Arena *arena;
    Roles *roles;
    const Catalog *target; /* NULL: unknown */
    const char **reasons;  /* by the source objects' ordinals: a grant that became part of another one is left out */
    bool keep_owners, keep_grants;
    Findings *findings;
    Map *guests; /* filled: see owners_is_guest */
} Owners;

/* Before the catalog is named: keys hold roles. An owner of NULL is whoever makes the object. */
void owners_translate(Owners *owners, Catalog *post);
/* An owner-to-be that may not create anything in the schema: the server gives it nothing there, unless it may for a moment. */
bool owners_is_guest(const Map *guests, const Schema *schema, const char *role);
