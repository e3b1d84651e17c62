/* What to leave out, under what names, and in which half. Within one engine that is nearly all; from one to another, what is
   chosen is crossed (cross.h). */
#include "translate.h"

#include <string.h>

#include "cross.h"
#include "dialect.h"
#include "dms_masks.h"
#include "foreign.h"
#include "owners.h"
#include "rights.h"
#include "staged.h"
#include "text.h"
#include "versions.h"

typedef struct Translation {
    Arena *arena;
    const Catalog *source;
    const Catalog *target;
    const TranslateOptions *options;
    const Dialect *from, *to;
    const CrossPair *pair; /* NULL: they are one */
    Versions versions;
    Findings *findings;
    Ledger *ledger;
    const char **reasons; /* why a source object is left out */
    Roles roles;
    Rights rights;
} Translation;

/* ---- what is left out ---- */

static void leave_out(Translation *t, const Object *object, const char *reason)
{
    t->reasons[object->ordinal] = reason;
}

static const LeftOut *left_out_of(const Dialect *dialect, const char *type)
{
    const LeftOut *line = dialect->left_out;
    while (line->type != NULL && (type == NULL || strcmp(line->type, type) != 0))
        line++;
    return line;
}

bool translate_is_of_server(const Catalog *catalog, const Unread *unread)
{
    return left_out_of(dialect_of(catalog->engine), unread->type)->code == FINDING_SERVER_LEFT_OUT;
}

static void leave_out_unread(Translation *t)
{
    EACH (t->source, UNREAD, Unread, unread) {
        const LeftOut *line = left_out_of(t->from, unread->type);
        leave_out(t, &unread->object, line->reason);
        finding_add(t->findings, line->code, &unread->object, line->remedy, "%s", line->reason);
    }
}

/* What is said about one role, or about several, goes when there is none to say it about. */
static const char *refused_by_roles(Translation *t, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        const char *reason = NULL;
        if (field->type == FIELD_ROLE && field->role == ROLE_IDENTITY) {
            reason = roles_refused(&t->roles, FIELD_VALUE(object, field, char *));
        } else if (field->type == FIELD_ROLES) {
            const List *roles = field_at(object, field);
            for (size_t n = 0; n < roles->count && (n == 0 || reason != NULL); n++)
                reason = roles_refused(&t->roles, roles->items[n]);
        }
        if (reason != NULL)
            return reason;
    }
    return object->kind == KIND_DEFAULT_PRIVILEGES
               ? roles_unreachable(&t->roles, ((const DefaultPrivileges *)object)->role)
               : NULL;
}

static bool is_privilege(const Object *object)
{
    return object->kind == KIND_GRANT || object->kind == KIND_DEFAULT_PRIVILEGES;
}

static void leave_out_for_roles(Translation *t)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < t->source->objects[kind].count; i++) {
            const Object *object = t->source->objects[kind].items[i];
            if (t->reasons[object->ordinal] != NULL)
                continue;
            if (is_privilege(object) && !t->options->keep_grants)
                leave_out(t, object, "grants: ignore");
            else
                t->reasons[object->ordinal] = refused_by_roles(t, object);
        }
}

/* What a part that is left out takes with it: comments on foreign keys. */
static void leave_out_parts(Translation *t, const Object *object, const char *reason)
{
    for (size_t i = 0; i < object->parts.count; i++) {
        leave_out(t, object->parts.items[i], reason);
        leave_out_parts(t, object->parts.items[i], reason);
    }
}

static void leave_out_foreign_keys(Translation *t)
{
    if (t->options->foreign_keys != FOREIGN_KEYS_SKIP)
        return;
    EACH (t->source, FOREIGN_KEY, ForeignKey, key) {
        if (t->reasons[key->object.ordinal] != NULL)
            continue;
        leave_out(t, &key->object, "post_data.foreign_keys: skip");
        leave_out_parts(t, &key->object, "post_data.foreign_keys: skip");
        finding_add(t->findings, FINDING_FOREIGN_KEY_SKIPPED, &key->object, "set post_data.foreign_keys to make them",
                    "left out as the job says");
    }
}

static void leave_out_masked_checks(Translation *t)
{
    static const char reason[] = "a column that it speaks of is masked";
    EACH (t->source, CHECK, Check, check)
        if (t->reasons[check->object.ordinal] == NULL && dms_check_is_masked(t->source, &t->options->dms, check)) {
            leave_out(t, &check->object, reason);
            leave_out_parts(t, &check->object, reason);
        }
}

static void leave_out_broken_views(Translation *t, Findings *lacking)
{
    EACH (t->source, VIEW, View, view) {
        if (view->error == NULL || t->rights.reasons[view->object.ordinal] != NULL)
            continue;
        t->rights.reasons[view->object.ordinal] = "the source's server cannot use it";
        finding_add(lacking, FINDING_VIEW_BROKEN, &view->object, "mend or drop it on the source", "%s", view->error);
    }
}

/* Of what cannot be, only what the job is about: so it was chosen first. */
static void tell_of_selected(Translation *t, const Findings *lacking)
{
    for (size_t i = 0; i < lacking->list.count; i++) {
        const Object *object = catalog_find(t->source, lacking->list.items[i].object);
        const char *reason = t->reasons[object->ordinal];
        if (reason == NULL || reason == t->rights.reasons[object->ordinal])
            *LIST_PUSH(t->findings->arena, &t->findings->list) = lacking->list.items[i];
    }
}

static void leave_out_publications(Translation *t)
{
    EACH (t->source, PUBLICATION, Publication, publication) {
        if (t->options->keep_publications || t->reasons[publication->object.ordinal] != NULL)
            continue;
        leave_out(t, &publication->object, "publications: skip");
        leave_out_parts(t, &publication->object, "publications: skip");
        finding_add(t->findings, FINDING_REPLICATION_LEFT_OUT, &publication->object,
                    "set publications: keep to make them", "left out as the job says");
    }
}

static bool is_kept(const Object *object, void *context)
{
    const Translation *t = context;
    return t->reasons[object->ordinal] == NULL && catalog_kinds[object->kind].section != SECTION_NONE;
}

static void account_for_left_out(Translation *t)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < t->source->objects[kind].count; i++) {
            const Object *object = t->source->objects[kind].items[i];
            const Barrier *barrier = &t->rights.barriers[object->ordinal];
            bool by_hand = barrier->reason != NULL && barrier->by_hand;
            if (t->reasons[object->ordinal] == select_elsewhere)
                ledger_discount(t->ledger, object);
            else if (t->reasons[object->ordinal] != NULL)
                ledger_set(t->ledger, object, by_hand ? LEDGER_MANUAL : LEDGER_SKIPPED, t->reasons[object->ordinal]);
        }
}

/* ---- names ---- */

static const char *renamed(Translation *t, const Syntax *syntax, const char *text, bool *in_body)
{
    const Selection *selection = &t->options->selection;
    return text == NULL ? NULL
                        : rename_sql(t->arena, syntax, text, selection->renames, selection->rename_count,
                                     t->from->quote_name, in_body);
}

static void rename_fields(Translation *t, Object *object, bool *in_body)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    const Syntax *syntax = t->from->syntax(object);
    for (size_t i = 0; i < kind->field_count; i++) {
        void *slot = (void *)field_at(object, &kind->fields[i]);
        FieldType type = kind->fields[i].type;
        if (type == FIELD_SQL || type == FIELD_EXPR || type == FIELD_QUERY) {
            *(const char **)slot = renamed(t, syntax, *(const char **)slot, in_body);
        } else if (type == FIELD_SQLS) {
            List *list = slot, before = *list;
            list->items = arena_array(t->arena, before.count, sizeof *list->items);
            for (size_t n = 0; n < before.count; n++)
                list->items[n] = renamed(t, syntax, before.items[n], in_body);
        }
    }
}

static void rename_search_path(Translation *t, Setting *setting)
{
    const Selection *selection = &t->options->selection;
    List before = setting->values;
    setting->values.items = arena_array(t->arena, before.count, sizeof *before.items);
    for (size_t i = 0; i < before.count; i++) {
        setting->values.items[i] = before.items[i];
        for (size_t n = 0; n < selection->rename_count; n++)
            if (strcmp(before.items[i], selection->renames[n].from) == 0)
                setting->values.items[i] = selection->renames[n].to;
    }
}

static void rename_schemas(Translation *t, Catalog *post)
{
    const Selection *selection = &t->options->selection;
    if (selection->rename_count == 0)
        return;
    for (size_t i = 0; i < post->objects[KIND_SCHEMA].count; i++) {
        Schema *schema = (Schema *)post->objects[KIND_SCHEMA].items[i];
        for (size_t n = 0; n < selection->rename_count; n++)
            if (strcmp(((const Schema *)schema->object.origin)->name, selection->renames[n].from) == 0)
                schema->name = selection->renames[n].to;
    }
    EACH (post, SETTING, Setting, setting)
        if (strcmp(setting->name, "search_path") == 0)
            rename_search_path(t, (Setting *)setting);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            Object *object = post->objects[kind].items[i];
            bool in_body = false;
            rename_fields(t, object, &in_body);
            if (in_body)
                finding_add(t->findings, FINDING_BODY_MENTIONS_SCHEMA, object->origin,
                            "read the text and change the schema's name by hand on the target",
                            "its body seems to name a schema that the job renames; bodies are left as they are");
        }
}

/* ---- policies ---- */

static void apply_policies(Translation *t, Catalog *post)
{
    EACH (post, INDEX, Index, index) {
        bool partitioned = index->table->kind == KIND_TABLE && ((const Table *)index->table)->partition_key != NULL;
        if (index->is_valid || partitioned)
            continue;
        ((Index *)index)->is_valid = true;
        finding_add(t->findings, FINDING_INDEX_INVALID, &index->object, "drop it on the source, or REINDEX it",
                    "invalid on the source (a CREATE INDEX CONCURRENTLY that failed): valid on the target");
    }
    EACH (post, FOREIGN_KEY, ForeignKey, key) {
        if (t->options->foreign_keys != FOREIGN_KEYS_NOT_VALID || !key->is_valid)
            continue;
        ((ForeignKey *)key)->is_valid = false;
        if (t->to->tells_unchecked)
            finding_add(t->findings, FINDING_FOREIGN_KEY_NOT_VALID, &key->object,
                        "ALTER TABLE ... VALIDATE CONSTRAINT on the target", "made NOT VALID as the job says");
        else
            finding_add(t->findings, FINDING_FOREIGN_KEY_NOT_VALID, &key->object,
                        "set post_data.foreign_keys: validate, and the rows are searched for orphans first",
                        "made without a look at the rows as the job says: the server will take it to hold for all");
    }
    EACH (post, EVENT, Event, event) {
        if (t->options->keep_events || event->status == NULL || strcmp(event->status, "ENABLE") != 0)
            continue;
        ((Event *)event)->status = "DISABLE";
        finding_add(t->findings, FINDING_EVENT_DISABLED, &event->object,
                    "ALTER EVENT ... ENABLE it on the target, or set events: keep", "disabled on the target");
    }
    EACH (post, SEQUENCE, Sequence, sequence)
        if (sequence->last_value == INT_NONE)
            finding_add(t->findings, FINDING_SEQUENCE_UNREADABLE, &sequence->object,
                        "GRANT SELECT on it to the source's user",
                        "its value could not be read: it starts anew on the target");
}

/* ---- halves ---- */

/* Whatever an object of the first half needs belongs there, too. */
static void make_early(Object *object);

static void make_needed_early(void *context, const Object *object, const Object *needed)
{
    (void)context, (void)object;
    if (needed->section == SECTION_POST)
        make_early((Object *)needed);
}

static void make_early(Object *object)
{
    object->section = SECTION_PRE;
    object_each_needed(object, false, make_needed_early, NULL);
}

static void choose_halves(const Translation *t, Catalog *post)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            Object *object = post->objects[kind].items[i];
            object->section = t->to->section(object, t->options);
        }
    staged_defer(post);
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < post->objects[kind].count; i++) {
            Object *object = post->objects[kind].items[i];
            /* What only a superuser could restore stays where it is. */
            if (object->section == SECTION_PRE || rights_are_lacking(&t->rights, object))
                make_early(object);
        }
}

static bool is_early(const Object *object, void *context)
{
    (void)context;
    return object->section == SECTION_PRE;
}

static void clear_late_fields(Catalog *pre)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < pre->objects[kind].count; i++)
            for (size_t n = 0; n < catalog_kinds[kind].field_count; n++)
                if (catalog_kinds[kind].fields[n].role == ROLE_LATE)
                    field_clear(pre->objects[kind].items[i], &catalog_kinds[kind].fields[n]);
}

/* ---- the order of grants and triggers ---- */

static int64_t rank_of(const Grant *grant)
{
    int64_t rank = 1;
    for (size_t i = 0; i < grant->on->parts.count; i++) {
        const Grant *other = (const Grant *)grant->on->parts.items[i];
        if (other->object.kind == KIND_GRANT && other->position < grant->position)
            rank += text_equal(other->column, grant->column);
    }
    return rank;
}

static int64_t rank_of_trigger(const Trigger *trigger)
{
    int64_t rank = 1;
    for (size_t i = 0; i < trigger->table->parts.count; i++) {
        const Trigger *other = (const Trigger *)trigger->table->parts.items[i];
        if (other->object.kind == KIND_TRIGGER && other->position < trigger->position)
            rank += text_equal(other->timing, trigger->timing) && text_equal(other->event, trigger->event);
    }
    return rank;
}

/* Those that are left out leave no gaps. */
static void number_grants(Catalog *catalog, Arena *arena)
{
    int64_t *ranks = arena_array(arena, catalog->objects[KIND_GRANT].count, sizeof *ranks);
    EACH (catalog, GRANT, Grant, grant)
        ranks[grant_at] = rank_of(grant);
    EACH (catalog, GRANT, Grant, grant)
        ((Grant *)grant)->position = ranks[grant_at];
}

static void number_triggers(Catalog *catalog, Arena *arena)
{
    int64_t *ranks = arena_array(arena, catalog->objects[KIND_TRIGGER].count, sizeof *ranks);
    EACH (catalog, TRIGGER, Trigger, trigger)
        ranks[trigger_at] = trigger->position == INT_NONE ? INT_NONE : rank_of_trigger(trigger);
    EACH (catalog, TRIGGER, Trigger, trigger)
        ((Trigger *)trigger)->position = ranks[trigger_at];
}

/* ---- the two catalogs ---- */

/* Between versions of one engine. */
static void adapt(Translation *t, Catalog *post)
{
    const VersionHooks *versions = t->to->versions;
    versions->adapt(post, t->arena, &t->versions, t->options, t->findings);
    if (versions->forget != NULL)
        versions->forget(post, t->arena, &t->versions);
}

/* What is chosen, in the target's dialect. */
static bool make_crossed(Desired *desired, Translation *t, Err *err)
{
    desired->chosen = desired->post;
    desired->rules = (CrossRules){0};
    desired->attempts = (Attempts){0};
    desired->post = catalog_new(t->to->engine);
    desired->post->crossed_from = t->from->engine;
    desired->post->product = arena_copy(desired->post->arena, t->target->product);
    desired->post->server_version = t->target->server_version;
    Cross cross = {.arena = t->arena,
                   .source = desired->chosen,
                   .server = t->target,
                   .made = desired->post,
                   .options = t->options,
                   .pair = t->pair,
                   .attempts = &desired->attempts,
                   .rules = &desired->rules,
                   .findings = t->findings,
                   .ledger = t->ledger};
    return catalog_name_all(desired->chosen, err) && cross_catalog(&cross, err);
}

static bool make_desired(Desired *desired, Translation *t, Err *err)
{
    desired->post = catalog_copy(t->source, is_kept, t, NULL);
    desired->guests = map_new(t->arena);
    rename_schemas(t, desired->post);
    if (t->pair != NULL && !make_crossed(desired, t, err))
        return false;
    owners_translate(&(Owners){t->arena, &t->roles, t->target, t->reasons, t->options->keep_owners,
                               t->options->keep_grants, t->findings, &desired->guests},
                     desired->post);
    definers_translate(desired->post, t->target, &t->options->definers, t->findings);
    apply_policies(t, desired->post);
    if (t->pair == NULL) {
        adapt(t, desired->post);
        dms_stage_bits(desired->post, &t->options->dms);
    }
    dms_widen(desired->post, &t->options->dms, t->findings);
    dms_relax(desired->post, &t->options->dms, t->findings);
    if (!catalog_name_all(desired->post, err))
        return false;
    foreign_leave_unfilled(t->arena, desired->post, t->findings);
    foreign_find(t->findings, desired->post, t->to);
    number_grants(desired->post, t->arena);
    number_triggers(desired->post, t->arena);
    choose_halves(t, desired->post);
    return true;
}

bool translate_early(Desired *desired, Err *err)
{
    if (desired->pre != NULL)
        return true;
    desired->pre = catalog_copy(desired->post, is_early, NULL, NULL);
    clear_late_fields(desired->pre);
    staged_relax(desired->pre);
    return catalog_name_all(desired->pre, err);
}

static bool translate_once(Desired *desired, Translation *t, Err *err)
{
    roles_open(&t->roles, t->arena, t->source, t->target, &t->options->roles, t->findings);
    Selection selection = t->options->selection;
    selection.impossible = t->rights.reasons;
    selection.does_without = t->from->versions->does_without;
    t->reasons = select_objects(t->arena, t->source, &selection, false, t->findings);
    leave_out_unread(t);
    if (t->pair == NULL)
        leave_out_for_roles(t);
    leave_out_foreign_keys(t);
    leave_out_publications(t);
    leave_out_masked_checks(t);
    dms_check_masks(t->source, &t->options->dms, t->reasons, t->findings);
    return make_desired(desired, t, err);
}

bool translate(Desired *desired, Arena *arena, const Catalog *source, const Catalog *target,
               const TranslateOptions *options, Findings *findings, Ledger *ledger, Err *err)
{
    *desired = (Desired){0};
    Translation t = {
        .arena = arena,
        .source = source,
        .target = target,
        .options = options,
        .from = dialect_of(source->engine),
        .to = dialect_of(target == NULL ? source->engine : target->engine),
        .pair = target == NULL ? NULL : cross_pair(source->engine, target->engine),
        .versions = versions_between(source, target),
        .findings = findings,
        .ledger = ledger,
    };
    if (t.from == NULL || t.to == NULL || (t.from != t.to && t.pair == NULL))
        return err_set(err, ERR_BUG, "no way from engine \"%s\" to \"%s\"", source->engine,
                       target == NULL ? source->engine : target->engine);
    const char **impossible = arena_array(arena, source->object_count + 1, sizeof *impossible);
    Findings lacking = {.arena = arena};
    if (t.pair == NULL)
        t.from->versions->impossible(arena, source, &t.versions, impossible, &lacking);
    rights_open(&t.rights, arena, source, target, &options->missing_providers, impossible);
    t.rights.loaded_by_dms = options->dms.is_loader;
    rights_look(&t.rights, &lacking);
    leave_out_broken_views(&t, &lacking);
    const size_t findings_before = findings->list.count;
    bool ok = translate_once(desired, &t, err);
    if (ok && rights_bar(&t.rights, desired->post)) {
        findings->list.count = findings_before;
        desired_free(desired);
        ok = translate_once(desired, &t, err);
    }
    if (ok) {
        tell_of_selected(&t, &lacking);
        account_for_left_out(&t);
        rights_check(&t.rights, desired->post, findings);
    }
    return ok || err_within(err, "translating the source's catalog");
}

void desired_free(Desired *desired)
{
    catalog_free(desired->pre);
    catalog_free(desired->post);
    catalog_free(desired->chosen);
}

/* ---- the target, as far as the job is about it ---- */

typedef struct TargetScope {
    const char **reasons;
    const Catalog *target;
    const Catalog *post;
    bool keep_grants;
    bool keep_publications;
    Map foreign_roles; /* default privileges of theirs are theirs */
    Arena *arena;
    const Dialect *dialect;
    Versions versions;
} TargetScope;

/* What the service's own roles may do is the service's to say, and what roles that the job has no hand in will grant. */
static bool is_of_others(const TargetScope *scope, const Object *object)
{
    if (rights_is_of_others(scope->target, object))
        return true;
    if (object->kind == KIND_GRANT) {
        const char *grantee = ((const Grant *)object)->grantee;
        return grantee != NULL && roles_is_of_service(scope->dialect, grantee);
    }
    if (object->kind == KIND_SETTING)
        return true; /* a copy may have settings of its own */
    return object->kind == KIND_DEFAULT_PRIVILEGES &&
           map_get(&scope->foreign_roles, ((const DefaultPrivileges *)object)->role) != NULL;
}

static bool can_ask(const TargetScope *scope, const Object *object)
{
    const VersionHooks *versions = scope->dialect->versions;
    return versions->can_ask == NULL || versions->can_ask(scope->arena, object, &scope->versions);
}

/* Of another engine's schemas nobody knows which were to be: only those that are. */
static bool is_elsewhere(const TargetScope *scope, const Object *object)
{
    const Object *schema = scope->post != NULL && scope->post->crossed_from != NULL ? select_schema_of(object) : NULL;
    return schema != NULL && catalog_find(scope->post, schema->key) == NULL;
}

static bool is_in_scope(const Object *object, void *context)
{
    const TargetScope *scope = context;
    if ((is_privilege(object) && !scope->keep_grants) || !can_ask(scope, object) || is_elsewhere(scope, object) ||
        (object_top(object)->kind == KIND_PUBLICATION && !scope->keep_publications))
        return false;
    if (scope->post != NULL && catalog_find(scope->post, object->key) != NULL)
        return true;
    return scope->reasons[object->ordinal] == NULL && !is_of_others(scope, object);
}

/* Between servers of one version nothing becomes another name, either. */
static bool is_all_in_scope(TargetScope *scope)
{
    const Catalog *target = scope->target, *post = scope->post;
    bool all = post != NULL && target->server_version == post->server_version;
    for (Kind kind = 0; all && kind < KIND_COUNT; kind++)
        for (size_t i = 0; all && i < target->objects[kind].count; i++)
            all = is_in_scope(target->objects[kind].items[i], scope);
    return all;
}

bool translate_target(Catalog **selected, Arena *arena, Catalog *target, const Catalog *post,
                      const TranslateOptions *options, Err *err)
{
    TargetScope scope = {select_objects(arena, target, &options->selection, true, NULL),
                         target,
                         post,
                         options->keep_grants,
                         options->keep_publications,
                         map_new(arena),
                         arena,
                         dialect_of(target->engine),
                         versions_between(post == NULL ? target : post, target)};
    EACH (target, ROLE, Role, role)
        if (!role->is_ours && !target->is_superuser && rights_are_known(target))
            map_put(&scope.foreign_roles, role->name, (void *)role);
    bool is_all = is_all_in_scope(&scope);
    *selected = is_all ? target : catalog_copy(target, is_in_scope, &scope, NULL);
    const VersionHooks *versions = scope.dialect->versions;
    if (post != NULL && versions->forget != NULL)
        versions->forget(*selected, arena, &scope.versions);
    if (post != NULL && versions->adopt != NULL)
        versions->adopt(*selected, post);
    if (post != NULL && post->crossed_from != NULL)
        cross_adopt(*selected, post);
    EACH (*selected, MATERIALIZED_VIEW, MaterializedView, there) {
        /* Whoever fills one that was not to be filled takes nothing away. */
        const Object *wanted = post == NULL ? NULL : catalog_find(post, there->object.key);
        if (wanted != NULL && !((const MaterializedView *)wanted)->is_populated)
            ((MaterializedView *)there)->is_populated = false;
    }
    EACH (*selected, SEQUENCE, Sequence, there) {
        /* What could not be read on the source cannot be wrong on the target. */
        const Sequence *wanted = post == NULL ? NULL : (const Sequence *)catalog_find(post, there->object.key);
        if (wanted != NULL && wanted->last_value == INT_NONE) {
            ((Sequence *)there)->last_value = INT_NONE;
            ((Sequence *)there)->is_called = wanted->is_called;
        }
    }
    EACH (*selected, FOREIGN_KEY, ForeignKey, there) {
        const Object *wanted = post == NULL ? NULL : catalog_find(post, there->object.key);
        if (wanted != NULL && !scope.dialect->tells_unchecked)
            ((ForeignKey *)there)->is_valid = ((const ForeignKey *)wanted)->is_valid;
    }
    if (!is_all && !catalog_name_all(*selected, err))
        return err_within(err, "selecting from the target's catalog");
    number_grants(*selected, arena);
    number_triggers(*selected, arena);
    return true;
}
