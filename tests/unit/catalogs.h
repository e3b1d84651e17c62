/* Catalogs by hand. */
#pragma once

#include <stdarg.h>

#include "catalog.h"
#include "tap.h"

/* Names and values in turn, up to a NULL name. */
__attribute__((unused)) static Object *add(Catalog *catalog, Kind kind, const char *id, ...)
{
    Object *object = catalog_add(catalog, kind, id);
    va_list args;
    va_start(args, id);
    for (const char *name; (name = va_arg(args, const char *)) != NULL;) {
        Err err = {0};
        if (!catalog_set(catalog, object, field_named(kind, name), va_arg(args, const char *), &err))
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
