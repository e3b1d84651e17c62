/* Crossing: every object of the source is seen to, kind by kind, and accounted for. */
#include "cross.h"

#include <stdarg.h>
#include <string.h>

#include "buf.h"
#include "dialect.h"
#include "probe_tell.h"

static const CrossPair *const pairs[] = {&cross_mysql_postgres, &cross_postgres_mysql};

const CrossPair *cross_pair(const char *from, const char *to)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i]->from, from) == 0 && strcmp(pairs[i]->to, to) == 0)
            return pairs[i];
    return NULL;
}

/* ---- what becomes of an object ---- */

Object *cross_make(Cross *cross, Kind kind, const Object *from)
{
    Object *object = catalog_add(cross->made, kind, NULL);
    object->origin = from->origin;
    if (cross->twins[from->ordinal] == NULL)
        cross->twins[from->ordinal] = object;
    cross->seen[from->ordinal] = true;
    return object;
}

const Object *cross_twin(const Cross *cross, const Object *from)
{
    return from == NULL ? NULL : cross->twins[from->ordinal];
}

static void copy_field(const Cross *cross, Object *object, const Object *from, const Field *field)
{
    void *to = (void *)field_at(object, field);
    const void *value = field_at(from, field);
    switch (field_shape(field->type)) {
    case SHAPE_TEXT: *(const char **)to = *(const char *const *)value; break;
    case SHAPE_BOOL: *(bool *)to = *(const bool *)value; break;
    case SHAPE_INT: *(int64_t *)to = *(const int64_t *)value; break;
    case SHAPE_LIST: *(List *)to = *(const List *)value; break;
    case SHAPE_REF: *(const Object **)to = cross_twin(cross, *(const Object *const *)value); break;
    case SHAPE_REFS: {
        const Refs *refs = value;
        Refs led = {arena_array(cross->arena, refs->count, sizeof *refs->items), 0};
        for (size_t i = 0; i < refs->count; i++)
            if (cross_twin(cross, refs->items[i]) != NULL)
                led.items[led.count++] = cross_twin(cross, refs->items[i]);
        *(Refs *)to = led;
        break;
    }
    }
}

Object *cross_copy(Cross *cross, const Object *from)
{
    Object *object = cross_make(cross, from->kind, from);
    const KindInfo *kind = &catalog_kinds[from->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].engine == NULL)
            copy_field(cross, object, from, &kind->fields[i]);
    return object;
}

const char *cross_quoted(const Cross *cross, const char *name)
{
    SCOPED(Buf, buf_free) out = {0};
    dialect_of(cross->made->engine)->quote_name(&out, name);
    return arena_copy(cross->arena, buf_text(&out));
}

const char *cross_qualified(const Cross *cross, const char *schema, const char *name)
{
    if (schema == NULL)
        return cross_quoted(cross, name);
    return arena_printf(cross->arena, "%s.%s", cross_quoted(cross, schema), cross_quoted(cross, name));
}

const char *cross_literal(const Cross *cross, const char *value)
{
    SCOPED(Buf, buf_free) out = {0};
    dialect_of(cross->made->engine)->quote_literal(&out, value);
    return arena_copy(cross->arena, buf_text(&out));
}

void cross_settle(Cross *cross, const Object *from, LedgerState state, const char *reason)
{
    cross->seen[from->ordinal] = true;
    ledger_set(cross->ledger, from, state, reason);
}

void cross_absorb(Cross *cross, const Object *from, const char *into)
{
    cross_settle(cross, from, LEDGER_ABSORBED, into);
}

static Finding *find(Cross *cross, FindingCode code, const Object *from, const char *remedy, const char *format,
                     va_list args)
{
    SCOPED(Buf, buf_free) message = {0};
    buf_vprintf(&message, format, args);
    return finding_add_text(cross->findings, code, from->origin, remedy, buf_text(&message));
}

void cross_leave(Cross *cross, const Object *from, LedgerState state, FindingCode code, const char *remedy,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Finding *finding = find(cross, code, from, remedy, format, args);
    va_end(args);
    cross_settle(cross, from, state, finding->message);
}

Finding *cross_find(Cross *cross, FindingCode code, const Object *from, const char *remedy, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Finding *finding = find(cross, code, from, remedy, format, args);
    va_end(args);
    return finding;
}

void cross_rule(Cross *cross, const char *rule, const char *what, const Object *from)
{
    *LIST_PUSH(cross->arena, cross->rules) = (CrossRule){rule, what, from->origin};
}

/* ---- the walk ---- */

static void see_to(Cross *cross, const Object *from)
{
    CrossKind *kind = cross->pair->kinds[from->kind];
    if (cross->seen[from->ordinal]) /* together with another one */
        return;
    if (kind != NULL)
        kind(cross, from);
    else if (ledger_counts_object(from))
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_KIND_MANUAL,
                    "make what stands for it on the target by hand, or exclude it", "%s has no %s",
                    cross->made->product, catalog_kinds[from->kind].word);
}

static bool check_seen(const Cross *cross, Err *err)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < cross->source->objects[kind].count; i++) {
            const Object *object = cross->source->objects[kind].items[i];
            if (ledger_counts_object(object) && !cross->seen[object->ordinal])
                return err_set(err, ERR_BUG, "nobody saw to \"%s\"", object->key);
        }
    return true;
}

bool cross_catalog(Cross *cross, Err *err)
{
    const size_t count = cross->source->object_count + 1;
    cross->twins = arena_array(cross->arena, count, sizeof *cross->twins);
    cross->seen = arena_array(cross->arena, count, sizeof *cross->seen);
    cross->relations = map_new(cross->arena);
    if (cross->pair->begin != NULL)
        cross->pair->begin(cross);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < cross->source->objects[kind].count; i++)
            see_to(cross, cross->source->objects[kind].items[i]);
    if (cross->pair->finish != NULL)
        cross->pair->finish(cross);
    probe_tell(cross);
    return check_seen(cross, err) && catalog_name_all(cross->made, err);
}
