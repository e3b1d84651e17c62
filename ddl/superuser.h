/* What only a superuser of PostgreSQL may create, whatever was granted: managed services have none to give. */
#pragma once

#include "catalog.h"

/* Why, as a clause for a finding ("a base type's functions are trusted by the server"), or NULL when no superuser is
   needed. Of the object alone: what needs it is told by Object.needs. Rights that are granted or owned (CREATE on a schema,
   USAGE on a language) are not asked here, but owning one of a cast's types is, since system types belong to a superuser.
   Pure; the catalog must be finished. */
const char *postgres_superuser_reason(const Object *object);
