/* PostgreSQL: types of one's own, and collations. */
#include <string.h>

#include "emit_postgres.h"
#include "scan.h"

static void put_setting(Buf *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(out, ", %s = ", name);
    pg_literal(out, value);
}

void pg_create_collation(Emit *e, const Object *object)
{
    const Collation *collation = (const Collation *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " (PROVIDER = %s%s", collation->provider,
               collation->is_deterministic ? "" : ", DETERMINISTIC = false");
    put_setting(&e->sql, "LOCALE", collation->locale);
    put_setting(&e->sql, "LC_COLLATE", collation->lc_collate);
    put_setting(&e->sql, "LC_CTYPE", collation->lc_ctype);
    put_setting(&e->sql, "RULES", collation->rules);
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create collation");
}

void pg_alter_collation(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Collation *)change->desired)->owner);
}

static void create_shell(Emit *e, const Object *object, Step step)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    emit(e, object, step, 0.001, "create shell type");
}

void pg_create_base_type(Emit *e, const Object *object)
{
    const BaseType *type = (const BaseType *)object;
    create_shell(e, object, type->options.count > 0 ? STEP_SHELL : STEP_MAKE);
    if (type->options.count > 0)
        pg_create_from_list(e, object, &type->options, "create type");
}

/* A shell is what a killed run leaves. */
void pg_alter_base_type(Emit *e, const Change *change)
{
    /* not STORAGE: columns keep the one that they were made with */
    static const char *const alterable[] = {"RECEIVE", "SEND", "TYPMOD_IN", "TYPMOD_OUT", "ANALYZE", "SUBSCRIPT", NULL};
    const BaseType *desired = (const BaseType *)change->desired, *there = (const BaseType *)change->actual;
    Change rest = change_without(change, "options");
    Buf options = {0};
    if (there != NULL && change_has(change, "options") && there->options.count == 0) {
        pg_create_from_list(e, change->desired, &desired->options, "create type");
    } else if (there != NULL && change_has(change, "options") &&
               pg_changed_options(&options, &desired->options, &there->options, alterable)) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_printf(&e->sql, " SET (%s)", buf_text(&options));
        emit(e, change->desired, STEP_MAKE, 0.001, "alter type");
    } else {
        rest = *change;
    }
    buf_free(&options);
    pg_alter_owner_only(e, &rest, desired->owner);
}

void pg_create_enum(Emit *e, const Object *object)
{
    const Enum *type = (const Enum *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        pg_literal(&e->sql, type->labels.items[i]);
    }
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create enum");
}

/* Labels can only be added; those that are there must come in the same order. */
void pg_alter_enum(Emit *e, const Change *change)
{
    const Enum *desired = (const Enum *)change->desired, *there = (const Enum *)change->actual;
    if (change_has(change, "labels")) {
        size_t kept = 0;
        for (size_t i = 0; i < desired->labels.count; i++)
            kept += kept < there->labels.count && strcmp(there->labels.items[kept], desired->labels.items[i]) == 0;
        if (kept < there->labels.count) {
            emit_cannot(e, change, "labels can be added, not removed or moved");
            return;
        }
        for (size_t i = 0; i < desired->labels.count; i++) {
            if (list_has(&there->labels, desired->labels.items[i]))
                continue;
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, change->desired);
            buf_puts(&e->sql, " ADD VALUE ");
            pg_literal(&e->sql, desired->labels.items[i]);
            if (i > 0) {
                buf_puts(&e->sql, " AFTER ");
                pg_literal(&e->sql, desired->labels.items[i - 1]);
            } else if (there->labels.count > 0) {
                buf_puts(&e->sql, " BEFORE ");
                pg_literal(&e->sql, there->labels.items[0]);
            }
            emit(e, change->desired, STEP_MAKE, 0.001, "add label");
        }
    }
    pg_owner(e, change->desired, desired->owner, change);
}

static void put_alter(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "ALTER ");
    pg_described(&e->sql, object);
}

static void set_default(Emit *e, const Domain *domain)
{
    put_alter(e, &domain->object);
    buf_puts(&e->sql, domain->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
    if (domain->default_value != NULL)
        pg_expression(&e->sql, domain->default_value);
    emit(e, &domain->object, STEP_MAKE, 0.001, "set default");
}

static void add_checks(Emit *e, const Object *domain, const List *desired, const List *there, Step step)
{
    for (size_t i = 0; i < desired->count; i++) {
        if (list_has(there, desired->items[i]))
            continue;
        put_alter(e, domain);
        buf_puts(&e->sql, " ADD ");
        pg_expression(&e->sql, desired->items[i]);
        const Statement *statement = emit(e, domain, step, 0.001, "add constraint");
        for (size_t n = 0; step == STEP_FINISH && n < domain->needs.count; n++)
            emit_need(e, statement, domain->needs.items[n]);
    }
}

static bool is_circular(const Object *type)
{
    for (size_t i = 0; i < type->needs.count; i++)
        if (emit_is_mutual(type->needs.items[i], type))
            return true;
    return false;
}

/* Checks and a default that call functions which take the domain come after these. */
static void create_circular_domain(Emit *e, const Domain *domain)
{
    static const List none = {0};
    const Statement *statement = emit(e, &domain->object, STEP_SHELL, 0.001, "create domain");
    for (size_t i = 0; i < domain->object.needs.count; i++)
        if (!emit_is_mutual(domain->object.needs.items[i], &domain->object))
            emit_need(e, statement, domain->object.needs.items[i]);
    if (domain->default_value != NULL || domain->drops_default)
        set_default(e, domain);
    add_checks(e, &domain->object, &domain->checks, &none, STEP_MAKE);
}

void pg_create_domain(Emit *e, const Object *object)
{
    const Domain *domain = (const Domain *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " AS %s", domain->type);
    if (domain->collation != NULL)
        buf_printf(&e->sql, " COLLATE %s", domain->collation);
    if (domain->not_null_name != NULL) {
        buf_puts(&e->sql, " CONSTRAINT ");
        pg_name(&e->sql, domain->not_null_name);
    }
    if (domain->not_null)
        buf_puts(&e->sql, " NOT NULL");
    if (is_circular(object)) {
        create_circular_domain(e, domain);
        return;
    }
    if (domain->default_value != NULL) {
        buf_puts(&e->sql, " DEFAULT ");
        pg_expression(&e->sql, domain->default_value);
    }
    buf_puts(&e->sql, domain->checks.count > 0 ? " " : "");
    pg_texts(&e->sql, &domain->checks, " ");
    emit(e, object, STEP_MAKE, 0.001, "create domain");
    if (domain->drops_default)
        set_default(e, domain);
}

/* "CONSTRAINT name CHECK ..." */
static void drop_checks(Emit *e, const Object *domain, const List *desired, const List *there)
{
    for (size_t i = 0; i < there->count; i++) {
        Scan scan = scan_open(&syntax_postgres, there->items[i], strlen(there->items[i]));
        Token token;
        if (list_has(desired, there->items[i]) || !scan_solid(&scan, &token) || !scan_solid(&scan, &token))
            continue;
        put_alter(e, domain);
        buf_printf(&e->sql, " DROP CONSTRAINT %.*s", (int)token.length, token.start);
        emit(e, domain, STEP_MAKE, 0.001, "drop constraint");
    }
}

static void alter_not_null(Emit *e, const Change *change)
{
    const Domain *domain = (const Domain *)change->desired, *there = (const Domain *)change->actual;
    if (there->not_null) { /* its name may have changed, too */
        put_alter(e, change->desired);
        buf_puts(&e->sql, " DROP NOT NULL");
        emit(e, change->desired, STEP_MAKE, 0.001, "drop not null");
    }
    if (!domain->not_null)
        return;
    put_alter(e, change->desired);
    buf_puts(&e->sql, domain->not_null_name == NULL ? " SET NOT NULL" : " ADD CONSTRAINT ");
    if (domain->not_null_name != NULL) {
        pg_name(&e->sql, domain->not_null_name);
        buf_puts(&e->sql, " NOT NULL");
    }
    emit(e, change->desired, STEP_MAKE, 0.001, "set not null");
}

static void alter_domain(Emit *e, const Change *change)
{
    const Domain *domain = (const Domain *)change->desired, *there = (const Domain *)change->actual;
    if (change_has(change, "default_value") || change_has(change, "drops_default"))
        set_default(e, domain);
    drop_checks(e, change->desired, &domain->checks, &there->checks);
    if (change_has(change, "unchecked"))
        drop_checks(e, change->desired, &domain->unchecked, &there->unchecked);
    add_checks(e, change->desired, &domain->checks, &there->checks, STEP_MAKE);
    if (change_has(change, "not_null") || change_has(change, "not_null_name"))
        alter_not_null(e, change);
}

void pg_alter_domain(Emit *e, const Change *change)
{
    static const List none = {0};
    const Domain *domain = (const Domain *)change->desired, *there = (const Domain *)change->actual;
    bool inherits = change_has(change, "drops_default") && !domain->drops_default && domain->default_value == NULL;
    if (there != NULL && (change_has(change, "type") || change_has(change, "collation") || inherits)) {
        emit_cannot(e, change, inherits ? "only a new domain has its type's default" : "a domain keeps its type");
        return;
    }
    if (there != NULL)
        alter_domain(e, change);
    if (change_has(change, "unchecked"))
        add_checks(e, change->desired, &domain->unchecked, there == NULL ? &none : &there->unchecked, STEP_FINISH);
    pg_owner(e, change->desired, domain->owner, change);
}

void pg_create_composite(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS (");
    pg_texts(&e->sql, &((const Composite *)object)->attributes, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

void pg_alter_composite(Emit *e, const Change *change)
{
    const Composite *type = (const Composite *)change->desired, *there = (const Composite *)change->actual;
    size_t kept = 0;
    while (there != NULL && kept < there->attributes.count && kept < type->attributes.count &&
           strcmp(there->attributes.items[kept], type->attributes.items[kept]) == 0)
        kept++;
    if (there != NULL && kept < there->attributes.count) {
        emit_cannot(e, change, "attributes can be added at the end, not changed or dropped");
        return;
    }
    for (size_t i = kept; there != NULL && i < type->attributes.count; i++) {
        put_alter(e, change->desired);
        buf_puts(&e->sql, " ADD ATTRIBUTE ");
        pg_expression(&e->sql, type->attributes.items[i]);
        emit(e, change->desired, STEP_MAKE, 0.001, "add attribute");
    }
    pg_owner(e, change->desired, type->owner, change);
}

/* With a canonical function, which takes the type, its shell comes first; a killed run may have left it. */
static bool needs_shell(const Emit *e, const Object *object)
{
    return is_circular(object) &&
           catalog_find(e->actual, arena_printf(e->scratch, "base type %s", object->name)) == NULL;
}

void pg_create_range(Emit *e, const Object *object)
{
    if (needs_shell(e, object))
        create_shell(e, object, STEP_SHELL);
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS RANGE (");
    pg_texts(&e->sql, &((const Range *)object)->options, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

void pg_alter_range(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Range *)change->desired)->owner);
}
