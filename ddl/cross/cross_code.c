/* Code: what is written in a language of the engine's own stays the source's, and is told with its text. */
#include "cross_text.h"

static void leave(Cross *cross, const Object *from, FindingCode code, const char *text)
{
    cross_leave(cross, from, LEDGER_MANUAL, code, "write it for the target by hand", "%s: %s",
                catalog_kinds[from->kind].word, text == NULL ? "" : text);
}

void cross_routine(Cross *cross, const Object *from)
{
    const char *text = from->kind == KIND_FUNCTION    ? ((const Function *)from)->definition
                       : from->kind == KIND_PROCEDURE ? ((const Procedure *)from)->definition
                                                      : NULL;
    leave(cross, from, FINDING_ROUTINE_MANUAL, text);
}

void cross_package(Cross *cross, const Object *from)
{
    leave(cross, from, FINDING_ROUTINE_MANUAL,
          from->kind == KIND_PACKAGE ? ((const Package *)from)->definition : ((const PackageBody *)from)->definition);
}

void cross_trigger(Cross *cross, const Object *from)
{
    leave(cross, from, FINDING_TRIGGER_MANUAL, ((const Trigger *)from)->definition);
}

void cross_event(Cross *cross, const Object *from)
{
    leave(cross, from, FINDING_EVENT_MANUAL, ((const Event *)from)->definition);
}

void cross_policy(Cross *cross, const Object *from)
{
    leave(cross, from, FINDING_POLICY_MANUAL, ((const Policy *)from)->using);
}

void cross_pg_rule(Cross *cross, const Object *from)
{
    leave(cross, from, FINDING_RULE_MANUAL, ((const Rule *)from)->definition);
}
