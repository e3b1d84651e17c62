/* Masking. */
#include "dms_masks.h"

#include <string.h>

#include "allow.h"

const DmsMask *dms_mask_of(const DmsOptions *options, const Object *source_column)
{
    for (size_t i = 0; i < options->mask_count; i++) {
        List entry = {(const char **)&options->masks[i].column, 1};
        if (allow_names(&entry, source_column))
            return &options->masks[i];
    }
    return NULL;
}

/* ---- what DMS takes for what (user guide, "Using data masking to hide sensitive information") ---- */

static bool is_one_of(const char *type, const char *const *words)
{
    size_t length = strcspn(type, "( ");
    for (; *words != NULL; words++)
        if (strlen(*words) == length && strncmp(type, *words, length) == 0)
            return true;
    return false;
}

bool dms_is_number(const char *engine, const char *type)
{
    static const char *const mysql[] = {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", NULL};
    static const char *const postgres[] = {"smallint", "integer", "bigint", "numeric", NULL};
    return is_one_of(type, strcmp(engine, "mysql") == 0 ? mysql : postgres);
}
