/* The job's list of findings that do not stop it. */
#include "accept.h"

#include <string.h>

#include "allow.h"

bool accept_is_possible(FindingCode code)
{
    return code >= FINDING_KIND_MANUAL;
}

static bool names_one(const char *entry, FindingCode code, const Object *object)
{
    FindingCode named;
    size_t length = strcspn(entry, ":");
    if (!finding_code_find(&named, entry, length) || named != code)
        return false;
    const char *glob = entry + length + 1;
    return entry[length] == '\0' || (object != NULL && allow_names(&(List){.items = &glob, .count = 1}, object));
}

bool accept_names(const List *accept, FindingCode code, const Object *object)
{
    for (size_t i = 0; i < accept->count; i++)
        if (names_one(accept->items[i], code, object))
            return true;
    return false;
}

static const Object *object_of(const Finding *finding, const Catalog *source)
{
    return finding->object == NULL ? NULL : catalog_find(source, finding->object);
}

static bool can_be_accepted(const Finding *finding, bool can_be_null)
{
    return finding->severity == SEVERITY_CRITICAL && accept_is_possible(finding->code) &&
           (can_be_null || !finding->needs_null);
}

void accept_findings(Findings *findings, const List *accept, const Catalog *source, bool can_be_null)
{
    for (size_t i = 0; accept->count > 0 && i < findings->list.count; i++) {
        Finding *finding = &findings->list.items[i];
        if (!can_be_accepted(finding, can_be_null) || !accept_names(accept, finding->code, object_of(finding, source)))
            continue;
        finding->is_accepted = true;
        finding->severity = SEVERITY_WARNING;
        finding->message = arena_printf(findings->arena, "%s; accepted by the job", finding->message);
    }
}

static bool is_used(const char *entry, const Findings *findings, const Catalog *source)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const Finding *finding = &findings->list.items[i];
        if ((finding->is_accepted || finding->severity == SEVERITY_CRITICAL) &&
            names_one(entry, finding->code, object_of(finding, source)))
            return true;
    }
    return false;
}

void accept_tell_unused(Findings *findings, const List *accept, const Catalog *source)
{
    for (size_t i = 0; i < accept->count; i++)
        if (!is_used(accept->items[i], findings, source))
            finding_add(findings, FINDING_GLOB_UNMATCHED, NULL, "correct it, or take it out of the job",
                        "accept: %s names no critical finding", accept->items[i]);
}

const char *accept_entry(Arena *arena, const Finding *finding, const Catalog *source, bool can_be_null)
{
    if (!can_be_accepted(finding, can_be_null))
        return NULL;
    const Object *object = object_of(finding, source);
    const char *name = finding_code_name(finding->code);
    return object == NULL ? name : arena_printf(arena, "%s:%s", name, allow_entry(arena, object));
}
