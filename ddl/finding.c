/* Findings. */
#include "finding.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    FindingSeverity severity;
} codes[] = {
#define FINDING(code, severity, when) [FINDING_##code] = {#code, SEVERITY_##severity},
    FINDING_CODES(FINDING)
#undef FINDING
};

const char *finding_code_name(FindingCode code)
{
    return codes[code].name;
}

const char *finding_severity_name(FindingSeverity severity)
{
    static const char *const names[] = {"info", "warning", "critical"};
    return names[severity];
}

Finding *finding_add(Findings *findings, FindingCode code, const Object *object, const char *remedy, const char *format,
                     ...)
{
    char message[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    Finding *finding = LIST_PUSH(findings->arena, &findings->list);
    *finding = (Finding){code, codes[code].severity, object == NULL ? NULL : arena_copy(findings->arena, object->key),
                         arena_copy(findings->arena, message), arena_copy(findings->arena, remedy)};
    return finding;
}

size_t finding_count(const Findings *findings, FindingSeverity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++)
        count += findings->list.items[i].severity == severity;
    return count;
}
