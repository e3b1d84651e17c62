/* Preflight. Nothing here changes the target. */
#include "preflight.h"

#include <string.h>

#include "dialect.h"
#include "log.h"

/* The server looks for the provider first: when it complains of the object that does not exist, there is one. */
static bool find_provider(const Run *run, const char *provider, bool *found, Err *err)
{
    Err refused = {0};
    Buf sql = {0};
    dialect_of(run->target->engine)->probe_label(&sql, provider);
    bool done = db_exec(run->target_db, buf_text(&sql), &refused);
    buf_free(&sql);
    *found = strcmp(refused.sqlstate, "22023") != 0;
    if (done || refused.sqlstate[0] != '\0')
        return true;
    *err = refused;
    return false;
}

bool preflight_providers(const Run *run, List *missing, Err *err)
{
    size_t count = run->source->objects[KIND_SECURITY_LABEL].count;
    *missing = (List){0};
    if (run->target_db == NULL || count == 0 || dialect_of(run->target->engine)->probe_label == NULL)
        return true;
    List asked = {arena_array(run->arena, count, sizeof *asked.items), 0};
    missing->items = arena_array(run->arena, count, sizeof *missing->items);
    EACH (run->source, SECURITY_LABEL, SecurityLabel, label) {
        bool found = true;
        if (list_has(&asked, label->provider))
            continue;
        asked.items[asked.count++] = label->provider;
        if (!find_provider(run, label->provider, &found, err))
            return err_within(err, "asking for security label provider \"%s\"", label->provider);
        if (!found)
            missing->items[missing->count++] = label->provider;
    }
    return true;
}

void preflight_tell(const Run *run)
{
    static const FindingCode codes[] = {FINDING_SUPERUSER_NEEDED, FINDING_EXTENSION_UNAVAILABLE,
                                        FINDING_ROLE_UNREACHABLE, FINDING_OWNED_BY_OTHERS,
                                        FINDING_LABEL_PROVIDER_MISSING};
    Buf counts = {0};
    for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
        size_t count = 0;
        for (size_t i = 0; i < run->findings.list.count; i++)
            count += run->findings.list.items[i].code == codes[c];
        if (count > 0)
            buf_printf(&counts, "%s%zu %s", counts.length > 0 ? ", " : "", count, finding_code_name(codes[c]));
    }
    if (counts.length > 0)
        log_line(LOG_WARNING, "preflight", "the target does not allow all of it: %s; the report says what to grant",
                 buf_text(&counts));
    buf_free(&counts);
}
