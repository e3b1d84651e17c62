/* Catalogs by hand. */
#pragma once

#include <stdarg.h>

#include "catalog.h"
#include "tap.h"

__attribute__((unused)) static const Field *field_of(Kind kind, const char *name)
{
    for (size_t i = 0; i < catalog_kinds[kind].field_count; i++)
        if (strcmp(catalog_kinds[kind].fields[i].name, name) == 0)
            return &catalog_kinds[kind].fields[i];
    return NULL;
}

/* Names and values in turn, up to a NULL name. */
__attribute__((unused)) static Object *add(Catalog *catalog, Kind kind, const char *id, ...)
{
    Object *object = catalog_add(catalog, kind, id);
    va_list args;
    va_start(args, id);
    for (const char *name; (name = va_arg(args, const char *)) != NULL;) {
        Err err = {0};
        if (!catalog_set(catalog, object, field_of(kind, name), va_arg(args, const char *), &err))
            ok(false, "%s %s: %s", id, name, err.message);
    }
    va_end(args);
    return object;
}

__attribute__((unused)) static void finish(Catalog *catalog)
{
    Err err = {0};
    if (!catalog_finish(catalog, &err))
        ok(false, "catalog_finish: %s", err.message);
}
