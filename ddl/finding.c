/* Findings. */
#include "finding.h"

#include <stdarg.h>
#include <string.h>

#include "buf.h"

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

bool finding_code_find(FindingCode *code, const char *name, size_t length)
{
    for (size_t i = 0; i < FINDING_CODE_COUNT; i++)
        if (strlen(codes[i].name) == length && strncmp(codes[i].name, name, length) == 0) {
            *code = (FindingCode)i;
            return true;
        }
    return false;
}

Finding *finding_add_text(Findings *findings, FindingCode code, const Object *object, const char *remedy,
                          const char *message)
{
    Finding *finding = LIST_PUSH(findings->arena, &findings->list);
    *finding = (Finding){.code = code,
                         .severity = codes[code].severity,
                         .object = object == NULL ? NULL : arena_copy(findings->arena, object->key),
                         .message = arena_copy(findings->arena, message),
                         .remedy = arena_copy(findings->arena, remedy)};
    return finding;
}

Finding *finding_add(Findings *findings, FindingCode code, const Object *object, const char *remedy, const char *format,
                     ...)
{
    SCOPED(Buf, buf_free) message = {0};
    va_list args;
    va_start(args, format);
    buf_vprintf(&message, format, args);
    va_end(args);
    return finding_add_text(findings, code, object, remedy, buf_text(&message));
}

size_t finding_count(const Findings *findings, FindingSeverity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++)
        count += findings->list.items[i].severity == severity;
    return count;
}
