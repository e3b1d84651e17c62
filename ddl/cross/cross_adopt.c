/* What the target's server prints of a text that was written for it is seldom that text. */
#include <string.h>

#include "cross.h"
#include "expression.h"

static bool is_meant(const Syntax *syntax, const char *there, const char *wanted, bool is_query)
{
    return there != NULL && wanted != NULL && strcmp(there, wanted) != 0 &&
           expression_equivalent(syntax, there, wanted, is_query);
}

static void adopt_list(const Syntax *syntax, List *there, const List *wanted)
{
    bool all = there->count == wanted->count && !list_equal(there, wanted);
    for (size_t i = 0; all && i < there->count; i++)
        all = strcmp(there->items[i], wanted->items[i]) == 0 ||
              is_meant(syntax, there->items[i], wanted->items[i], false);
    if (all)
        *there = *wanted;
}

static void adopt(const Syntax *syntax, Object *there, const Object *wanted)
{
    const KindInfo *kind = &catalog_kinds[there->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        void *slot = (void *)field_at(there, field);
        const void *value = field_at(wanted, field);
        if (field->type == FIELD_SQLS)
            adopt_list(syntax, slot, value);
        else if ((field->type == FIELD_EXPR || field->type == FIELD_QUERY) &&
                 is_meant(syntax, *(const char **)slot, *(const char *const *)value, field->type == FIELD_QUERY))
            *(const char **)slot = *(const char *const *)value;
    }
}

void cross_adopt(Catalog *there, const Catalog *post)
{
    const Syntax *syntax = syntax_of(there->engine);
    const CrossPair *pair = cross_pair(post->crossed_from, post->engine);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < there->objects[kind].count; i++) {
            Object *object = there->objects[kind].items[i];
            const Object *wanted = catalog_find(post, object->key);
            if (wanted != NULL)
                adopt(syntax, object, wanted);
        }
    if (pair->adopt != NULL)
        pair->adopt(there, post);
}
