/* Code: what is written in a language of the engine's own stays the source's. It is told with its text, and with what it could
   begin with on the target. */
#include <string.h>

#include "cross_names.h"
#include "cross_text.h"
#include "scan.h"
#include "text.h"

static bool is_to_postgres(const Cross *cross)
{
    return strcmp(cross->pair->to, "postgres") == 0;
}

static void leave(Cross *cross, const Object *from, FindingCode code, const char *remedy, const char *text)
{
    cross_leave(cross, from, LEDGER_MANUAL, code, remedy, "%s's own code: %s", cross->source->product,
                text == NULL ? "" : text);
}

/* "shop"."total", in the target's quotes; a schema that is not there is left out. */
static const char *named(const Cross *cross, const Object *schema, const char *name)
{
    return cross_qualified(cross, schema == NULL ? NULL : cross_name_of(cross, schema), name);
}

/* ---- routines ---- */

/* What stands in the first brackets: the parameters, in the source's words. */
static const char *parameters(const Cross *cross, const char *definition)
{
    const Syntax *syntax = syntax_of(cross->source->engine);
    const char *open = definition == NULL ? NULL : strchr(definition, '(');
    if (open == NULL)
        return "()";
    size_t at = (size_t)(open - definition), close = scan_closing(syntax, definition, at);
    SCOPED(Buf, buf_free) out = {0};
    for (; at <= close && definition[at] != '\0'; at++) { /* in one line */
        bool is_blank = strchr(" \t\r\n", definition[at]) != NULL;
        if (!is_blank || (out.length > 0 && out.text[out.length - 1] != ' '))
            buf_putc(&out, is_blank ? ' ' : definition[at]);
    }
    return arena_copy(cross->arena, buf_text(&out));
}

static const char *routine_skeleton(const Cross *cross, const Object *from, const char *word, const char *definition)
{
    const Object *schema;
    const char *name = named(cross, object_schema(from), object_own_name(from, &schema)),
               *said = parameters(cross, definition);
    bool is_procedure = strcmp(word, "PROCEDURE") == 0;
    if (is_to_postgres(cross))
        return arena_printf(cross->arena,
                            "CREATE %s %s%s%s LANGUAGE plpgsql AS $$ BEGIN ... END $$, with PostgreSQL's types",
                            is_procedure ? "PROCEDURE" : "FUNCTION", name, said, is_procedure ? "" : " RETURNS ...");
    return arena_printf(cross->arena, "CREATE %s %s%s%s BEGIN ... END, with %s's types",
                        is_procedure ? "PROCEDURE" : "FUNCTION", name, said,
                        is_procedure ? "" : " RETURNS ... READS SQL DATA", cross->made->product);
}

static const char *options_text(Arena *arena, const List *options)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < options->count; i++)
        buf_printf(&out, "%s%s", i > 0 ? ", " : "", options->items[i]);
    return arena_copy(arena, buf_text(&out));
}

void cross_routine(Cross *cross, const Object *from)
{
    const char *text = NULL, *word = "FUNCTION", *remedy;
    if (from->kind == KIND_FUNCTION) {
        text = ((const Function *)from)->definition;
        word = ((const Function *)from)->word;
    } else if (from->kind == KIND_PROCEDURE) {
        text = ((const Procedure *)from)->definition;
        word = "PROCEDURE";
    } else {
        text = options_text(cross->arena, &((const Aggregate *)from)->options);
    }
    remedy = from->kind == KIND_AGGREGATE
                 ? "say what it is used for by the target's own aggregates: GROUP_CONCAT, JSON_ARRAYAGG, ..."
                 : routine_skeleton(cross, from, word, text);
    leave(cross, from, FINDING_ROUTINE_MANUAL, remedy, text);
}

void cross_package(Cross *cross, const Object *from)
{
    const Object *schema;
    const char *name = named(cross, NULL, object_own_name(from, &schema));
    leave(cross, from, FINDING_ROUTINE_MANUAL,
          arena_printf(cross->arena, "CREATE SCHEMA %s, and in it a FUNCTION or PROCEDURE for each of the package's",
                       name),
          from->kind == KIND_PACKAGE ? ((const Package *)from)->definition : ((const PackageBody *)from)->definition);
}

/* ---- triggers ---- */

static const char *trigger_to_postgres(const Cross *cross, const Trigger *from)
{
    const Object *schema = object_schema(from->table);
    const char *function = named(cross, schema, from->name), *trigger = named(cross, NULL, from->name);
    const char *table = named(cross, schema, cross_name_of(cross, from->table));
    bool is_before = text_equal(from->timing, "BEFORE"), is_delete = text_equal(from->event, "DELETE");
    return arena_printf(cross->arena,
                        "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ... RETURN %s; END $$; "
                        "CREATE TRIGGER %s %s %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()",
                        function,
                        !is_before  ? "NULL"
                        : is_delete ? "OLD"
                                    : "NEW",
                        trigger, from->timing, from->event, table, function);
}

/* CREATE TRIGGER name AFTER INSERT OR UPDATE OF a ON ...: when, and at which of the events, as bits. */
static unsigned trigger_words(const char *definition, const char *const *events, bool *is_after)
{
    Scan scan = scan_open(&syntax_postgres, definition, strlen(definition));
    Token token;
    unsigned found = 0;
    while (scan_solid(&scan, &token) && !token_is(&token, "trigger"))
        ;
    *is_after = false;
    (void)scan_solid(&scan, &token); /* its name */
    while (scan_solid(&scan, &token) && !token_is(&token, "on")) {
        *is_after = *is_after || token_is(&token, "after");
        for (unsigned i = 0; events[i] != NULL; i++)
            found |= token_is(&token, events[i]) ? 1U << i : 0;
    }
    return found;
}

/* MySQL has a trigger an event, and none of statements. */
static const char *trigger_to_mysql(const Cross *cross, const Trigger *from)
{
    static const char *const events[] = {"INSERT", "UPDATE", "DELETE", NULL};
    const char *table = named(cross, object_schema(from->table), cross_name_of(cross, from->table));
    bool is_after;
    unsigned found = trigger_words(from->definition, events, &is_after);
    return arena_printf(cross->arena, "CREATE TRIGGER %s %s %s ON %s FOR EACH ROW BEGIN ... END%s",
                        named(cross, NULL, from->name), is_after ? "AFTER" : "BEFORE",
                        events[found == 0 ? 0 : __builtin_ctz(found)], table,
                        (found & (found - 1)) != 0 ? ", and one for each other event" : "");
}

void cross_trigger(Cross *cross, const Object *from)
{
    const Trigger *trigger = (const Trigger *)from;
    leave(cross, from, FINDING_TRIGGER_MANUAL,
          is_to_postgres(cross) ? trigger_to_postgres(cross, trigger) : trigger_to_mysql(cross, trigger),
          trigger->definition);
}

/* ---- the rest ---- */

void cross_event(Cross *cross, const Object *from)
{
    const Event *event = (const Event *)from;
    leave(cross, from, FINDING_EVENT_MANUAL,
          arena_printf(cross->arena,
                       "with pg_cron: SELECT cron.schedule('%s', '* * * * *', $$ ... $$); or a scheduler of your own",
                       event->name),
          arena_printf(cross->arena, "%s DO %s", event->schedule, event->definition));
}

void cross_policy(Cross *cross, const Object *from)
{
    const Policy *policy = (const Policy *)from;
    const char *table = named(cross, object_schema(policy->table), cross_name_of(cross, policy->table));
    SCOPED(Buf, buf_free) text = {0};
    buf_printf(&text, "FOR %s", policy->command);
    if (policy->using != NULL)
        buf_printf(&text, " USING (%s)", policy->using);
    if (policy->with_check != NULL)
        buf_printf(&text, " WITH CHECK (%s)", policy->with_check);
    leave(cross, from, FINDING_POLICY_MANUAL,
          arena_printf(cross->arena,
                       "CREATE VIEW ... AS SELECT * FROM %s WHERE ... WITH CHECK OPTION, and GRANT on the view alone",
                       table),
          arena_copy(cross->arena, buf_text(&text)));
}

void cross_pg_rule(Cross *cross, const Object *from)
{
    const Rule *rule = (const Rule *)from;
    leave(cross, from, FINDING_RULE_MANUAL,
          arena_printf(cross->arena, "CREATE TRIGGER %s ... ON %s, or have whoever writes do it",
                       named(cross, NULL, rule->name),
                       named(cross, object_schema(rule->table), cross_name_of(cross, rule->table))),
          rule->definition);
}
