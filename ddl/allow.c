/* The job's list of what may be lost, matched against names as they are on the target. */
#include "allow.h"

#include <fnmatch.h>
#include <string.h>

#include "buf.h"

/* Raw names without quotes, from the schema down; `escape`: as a glob that means just this. */
static void put_path(Buf *out, const Object *object, bool escape)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    const char *name = NULL;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].role != ROLE_IDENTITY)
            continue;
        FieldType type = kind->fields[i].type;
        if (type == FIELD_REF || type == FIELD_ANY) {
            const Object *within = FIELD_VALUE(object, &kind->fields[i], Object *);
            if (within != NULL) {
                put_path(out, within, escape);
                buf_putc(out, '.');
            }
        } else if ((type == FIELD_NAME || type == FIELD_SQL) && name == NULL) { /* of a cast: its types */
            name = FIELD_VALUE(object, &kind->fields[i], char *);
        }
    }
    for (; name != NULL && *name != '\0'; name++) {
        if (escape && strchr("*?[]\\", *name) != NULL)
            buf_putc(out, '\\');
        buf_putc(out, *name);
    }
}

static void put_kind(Buf *out, Kind kind)
{
    for (const char *c = catalog_kinds[kind].word; *c != '\0'; c++)
        buf_putc(out, *c == ' ' ? '_' : *c);
}

const char *allow_entry(Arena *arena, const Object *object)
{
    Buf out = {0};
    put_kind(&out, object->kind);
    buf_putc(&out, ':');
    put_path(&out, object, true);
    const char *entry = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return entry;
}

static bool names_one(const char *entry, const Object *object)
{
    const char *colon = strchr(entry, ':');
    Buf kind = {0}, path = {0};
    put_kind(&kind, object->kind);
    put_path(&path, object, false);
    bool speaks_of_it = colon == NULL ? object_container(object) == object
                                      : strlen(buf_text(&kind)) == (size_t)(colon - entry) &&
                                            strncmp(buf_text(&kind), entry, (size_t)(colon - entry)) == 0;
    bool matches = speaks_of_it && fnmatch(colon == NULL ? entry : colon + 1, buf_text(&path), 0) == 0;
    buf_free(&kind);
    buf_free(&path);
    return matches;
}

bool allow_names(const List *allow, const Object *object)
{
    for (const Object *at = object; allow->count > 0; at = object_container(at)) {
        for (size_t i = 0; i < allow->count; i++)
            if (names_one(allow->items[i], at))
                return true;
        if (object_container(at) == at)
            break;
    }
    return false;
}
