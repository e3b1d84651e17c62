/* PostgreSQL 12 to 18, as far as schemas are concerned: what came with which version, and what went. */
#include "versions.h"

#include <string.h>

#include "scan.h"
#include "text.h"

/* ---- what no field says by itself ---- */

static bool table_is_partitioned(const Object *table)
{
    return table != NULL && table->kind == KIND_TABLE && ((const Table *)table)->partition_key != NULL;
}

static bool table_is_partition(const Object *table)
{
    return table != NULL && table->kind == KIND_TABLE && ((const Table *)table)->partition_of != NULL;
}

static bool is_on_partitioned(const Object *part)
{
    return table_is_partitioned(object_container(part));
}

static bool is_on_partition(const Object *part)
{
    return table_is_partition(object_container(part));
}

static bool is_identity_of_partition(const Object *sequence)
{
    const Object *column = ((const Sequence *)sequence)->identity_of;
    return column != NULL && is_on_partition(column);
}

/* Whether any generated column is to a parent's column as asked. */
static bool any_generated(const Object *object, bool (*is_so)(const Column *column, const Column *parents))
{
    const Table *table = (const Table *)object;
    const Object *single[1] = {table->partition_of};
    Refs parents = table->partition_of == NULL ? table->inherits : (Refs){single, 1};
    for (size_t i = 0; i < object->parts.count; i++) {
        const Column *column = (const Column *)object->parts.items[i];
        for (size_t n = 0; column->object.kind == KIND_COLUMN && column->generated != NULL && n < parents.count; n++) {
            const Column *inherited = object_column(parents.items[n], column->name);
            if (inherited != NULL && is_so(column, inherited))
                return true;
        }
    }
    return false;
}

static bool parent_is_plain(const Column *column, const Column *parents)
{
    (void)column;
    return parents->generated == NULL;
}

static bool parent_has_other(const Column *column, const Column *parents)
{
    return parents->generated != NULL && !text_equal(column->default_value, parents->default_value);
}

static bool generates_alone(const Object *table)
{
    return any_generated(table, parent_is_plain);
}

static bool generates_otherwise(const Object *table)
{
    return any_generated(table, parent_has_other);
}

/* Children and partitions have their parent's name. */
static bool is_named_here(const Object *column)
{
    return ((const Column *)column)->not_null_inherit == NULL && !is_on_partition(column);
}

static bool is_on_not_null(const Object *comment)
{
    return ((const Comment *)comment)->on->kind == KIND_TABLE;
}

/* A domain's constraints are its checks, "CONSTRAINT name CHECK ...", and its NOT NULL. */
static bool is_on_not_null_of_domain(const Object *object)
{
    const Comment *comment = (const Comment *)object;
    if (comment->on->kind != KIND_DOMAIN)
        return false;
    const List *checks = &((const Domain *)comment->on)->checks;
    for (size_t i = 0; i < checks->count; i++) {
        Scan scan = scan_open(&syntax_postgres, checks->items[i], strlen(checks->items[i]));
        Token word, name;
        if (scan_solid(&scan, &word) && scan_solid(&scan, &name) && token_names(&name, comment->constraint))
            return false;
    }
    return true;
}

static bool has_atomic_body(const Object *object)
{
    const Function *function = (const Function *)object;
    return function->language != NULL && strcmp(function->language, "sql") == 0 &&
           (function->body == NULL || function->body[0] == '\0');
}

static bool is_postfix(const Object *operator)
{
    const char *last = strrchr(((const Operator *)operator)->arguments, ',');
    return last != NULL && strcmp(last, ", NONE") == 0;
}

static void store(Object *column, Arena *arena)
{
    (void)arena;
    ((Column *)column)->generated = "STORED";
}

static void relax(Object *column, Arena *arena)
{
    (void)arena;
    ((Column *)column)->not_null = false;
}

/* ---- the rules ---- */

static const char on_newer[] = "change it on the source, or use a newer target";

/* clang-format off */
static const VersionRule rules[] = {
    {KIND_COLLATION, "provider", "builtin", NULL, {{17, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a collation of the server's own", "left out", on_newer, NULL},
    {KIND_COLLATION, "rules", NULL, NULL, {{16, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a collation with rules", "left out", on_newer, NULL},
    {KIND_COLUMN, "generated", "VIRTUAL", NULL, {{18, 0}}, CHANGE, SEVERITY_WARNING,
     "a virtual generated column", "made STORED", "nothing, if the room that its values take is there; else use a newer target", store},
    {KIND_COLUMN, "not_null_name", NULL, is_named_here, {{18, 0}}, TELL, SEVERITY_INFO,
     "a NOT NULL with a name", "made without the name", "nothing, unless somebody relies on the name", NULL},
    {KIND_DOMAIN, "not_null_name", NULL, NULL, {{17, 0}}, TELL, SEVERITY_INFO,
     "a NOT NULL with a name", "made without the name", "nothing, unless somebody relies on the name", NULL},
    {KIND_COLUMN, "not_valid_name", NULL, NULL, {{18, 0}}, CLEAR, SEVERITY_WARNING,
     "a NOT NULL that is NOT VALID", "made without", "add it when no row is NULL any more", NULL},
    {KIND_COMMENT, "constraint", NULL, is_on_not_null, {{18, 0}}, LEAVE_OUT, SEVERITY_INFO,
     "a comment on a NOT NULL", "left out", "say it in a comment on the column", NULL},
    {KIND_COMMENT, "constraint", NULL, is_on_not_null_of_domain, {{17, 0}}, LEAVE_OUT, SEVERITY_INFO,
     "a comment on a domain's NOT NULL", "left out", "say it in a comment on the domain", NULL},
    {KIND_RANGE, "options", "multirange_type_name =", NULL, {{14, 0}}, CLEAR, SEVERITY_INFO,
     "a multirange", "made without", on_newer, NULL},
    {KIND_DEFAULT_PRIVILEGES, "type", "LARGE OBJECTS", NULL, {{18, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "default privileges of large objects", "left out", on_newer, NULL},
    {KIND_COLUMN, "not_null_inherit", "NO INHERIT", NULL, {{18, 0}}, CHANGE, SEVERITY_WARNING,
     "a NOT NULL that children do not inherit", "made without NOT NULL, since children may hold NULL", on_newer, relax},
    {KIND_COLUMN, "compression", NULL, NULL, {{14, 0}}, CLEAR, SEVERITY_WARNING,
     "a column with a compression of its own", "made without", "nothing: values are compressed by the target's default", NULL},
    {KIND_COLUMN, "identity", NULL, is_on_partitioned, {{17, 0}}, TELL, SEVERITY_INFO,
     "an identity that partitions inherit", "made for the partitioned table only",
     "insert into the partitioned table, or name a value when you insert into a partition", NULL},
    {KIND_COLUMN, "identity", NULL, is_on_partition, {{0, 17}}, CLEAR, SEVERITY_WARNING,
     "a partition with an identity of its own", "made as a plain column, or with its partitioned table's identity",
     "drop the identity on the source's partition, or give the partitioned table one", NULL},
    {KIND_SEQUENCE, "identity_of", NULL, is_identity_of_partition, {{0, 17}}, LEAVE_OUT, SEVERITY_WARNING,
     "the sequence of a partition's own identity", "left out", "drop the identity on the source's partition", NULL},
    {KIND_SEQUENCE, "is_unlogged", NULL, NULL, {{15, 0}}, CLEAR, SEVERITY_INFO,
     "an unlogged sequence", "made as a logged one", "nothing", NULL},
    {KIND_TABLE, "name", NULL, generates_otherwise, {{16, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a table that generates a column otherwise than its parent", "left out", "generate it as the parent does", NULL},
    {KIND_TABLE, "name", NULL, generates_alone, {{0, 16}}, LEAVE_OUT, SEVERITY_WARNING,
     "a table that generates a column which its parent does not", "left out", "generate it in the parent, too, or in neither", NULL},
    {KIND_TABLE, "is_unlogged", NULL, table_is_partitioned, {{0, 18}}, CLEAR, SEVERITY_INFO,
     "an unlogged partitioned table", "made as a logged one", "nothing: it holds no rows, and its partitions say for themselves", NULL},
    {KIND_TABLE, "access_method", NULL, table_is_partitioned, {{17, 0}}, CLEAR, SEVERITY_INFO,
     "a partitioned table with an access method", "made without", "name it when you make a partition", NULL},
    {KIND_TABLE, "options", "autovacuum_vacuum_insert_", NULL, {{13, 0}}, CLEAR, SEVERITY_INFO,
     "a table with autovacuum_vacuum_insert_*", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "autovacuum_vacuum_max_threshold=", NULL, {{18, 0}}, CLEAR, SEVERITY_INFO,
     "a table with autovacuum_vacuum_max_threshold", "made without", "nothing", NULL},
    {KIND_TABLE, "options", "vacuum_max_eager_freeze_failure_rate=", NULL, {{18, 0}}, CLEAR, SEVERITY_INFO,
     "a table with vacuum_max_eager_freeze_failure_rate", "made without", "nothing", NULL},
    {KIND_INDEX, "options", "deduplicate_items=", NULL, {{13, 0}}, CLEAR, SEVERITY_INFO,
     "an index with deduplicate_items", "made without", "nothing", NULL},
    {KIND_INDEX, "nulls_not_distinct", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "an index with NULLS NOT DISTINCT", "left out", on_newer, NULL},
    {KIND_KEY, "nulls_not_distinct", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a key with NULLS NOT DISTINCT", "left out", on_newer, NULL},
    {KIND_KEY, "without_overlaps", NULL, NULL, {{18, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a key WITHOUT OVERLAPS", "left out", "say it as an exclusion constraint, or use a newer target", NULL},
    {KIND_CHECK, "not_enforced", NULL, NULL, {{18, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a check that is NOT ENFORCED", "left out", "nothing: it checks no row", NULL},
    {KIND_EXCLUSION, "definition", NULL, is_on_partitioned, {{17, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "an exclusion constraint of a partitioned table", "left out", "give each partition one, or use a newer target", NULL},
    {KIND_FOREIGN_KEY, "not_enforced", NULL, NULL, {{18, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a foreign key that is NOT ENFORCED", "left out", "nothing: it checks no row", NULL},
    {KIND_FOREIGN_KEY, "period", NULL, NULL, {{18, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a foreign key with PERIOD", "left out", on_newer, NULL},
    {KIND_FOREIGN_KEY, "on_delete_columns", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a foreign key that sets some columns only", "left out", on_newer, NULL},
    {KIND_FUNCTION, "definition", NULL, has_atomic_body, {{14, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a function with BEGIN ATOMIC", "left out", on_newer, NULL},
    {KIND_OPERATOR, "arguments", NULL, is_postfix, {{0, 14}}, LEAVE_OUT, SEVERITY_WARNING,
     "a postfix operator", "left out", "call its function instead", NULL},
    {KIND_VIEW, "options", "security_invoker=", NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a view with security_invoker", "left out, since it would show more than it should", on_newer, NULL},
    {KIND_EVENT_TRIGGER, "event", "login", NULL, {{17, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "an event trigger on login", "left out", on_newer, NULL},
    {KIND_PUBLICATION, "via_root", NULL, NULL, {{13, 0}}, CLEAR, SEVERITY_WARNING,
     "a publication with publish_via_partition_root", "made without", on_newer, NULL},
    {KIND_PUBLICATION, "generated", NULL, NULL, {{18, 0}}, CLEAR, SEVERITY_WARNING,
     "a publication with publish_generated_columns", "made without", on_newer, NULL},
    {KIND_PUBLICATION_TABLE, "columns", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a published table with a list of columns", "left out, since all columns would be published", on_newer, NULL},
    {KIND_PUBLICATION_TABLE, "filter", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a published table with a filter", "left out, since all rows would be published", on_newer, NULL},
    {KIND_PUBLICATION_SCHEMA, "schema", NULL, NULL, {{15, 0}}, LEAVE_OUT, SEVERITY_WARNING,
     "a publication of a schema", "left out", on_newer, NULL},
};
/* clang-format on */

static const VersionRules rule_table = {
    .products = {"PostgreSQL"},
    .unit = 10000,
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};

/* ---- MAINTAIN ---- */

enum { WITH_MAINTAIN = 17, WITH_DOMAINS_NOT_NULL_NAMES = 17, WITH_NOT_NULL_NAMES = 18 };

static bool both_since(const Versions *versions, int major)
{
    return versions->source.version / 10000 >= major && versions->target.version / 10000 >= major;
}

static bool is_maintain(const char *privilege)
{
    return strcmp(privilege, "MAINTAIN") == 0 || strcmp(privilege, "MAINTAIN*") == 0;
}

static List without_maintain(Arena *arena, const List *list)
{
    List rest = {arena_array(arena, list->count, sizeof *rest.items), 0};
    for (size_t i = 0; i < list->count; i++)
        if (!is_maintain(list->items[i]))
            rest.items[rest.count++] = list->items[i];
    return rest;
}

/* Of grants and default privileges; NULL: the object has none. */
typedef struct Privileges {
    List *given, *defaults;
} Privileges;

static bool has_privileges(const Object *object)
{
    return object->kind == KIND_GRANT || object->kind == KIND_DEFAULT_PRIVILEGES;
}

static Privileges privileges_of(const Object *object)
{
    if (object->kind == KIND_GRANT)
        return (Privileges){&((Grant *)object)->privileges, &((Grant *)object)->defaults};
    return (Privileges){&((DefaultPrivileges *)object)->privileges, &((DefaultPrivileges *)object)->defaults};
}

static bool can_ask(Arena *arena, const Object *object, const Versions *versions)
{
    if (!has_privileges(object) || both_since(versions, WITH_MAINTAIN))
        return true;
    Privileges privileges = privileges_of(object);
    List given = without_maintain(arena, privileges.given), defaults = without_maintain(arena, privileges.defaults);
    return !list_equal(&given, &defaults);
}

static void find_grants(Arena *arena, const Catalog *source, Kind kind, const char **reasons, const Versions *versions,
                        Findings *findings)
{
    for (size_t i = 0; i < source->objects[kind].count; i++) {
        const Object *grant = source->objects[kind].items[i];
        Privileges privileges = privileges_of(grant);
        bool is_possible = can_ask(arena, grant, versions);
        if (privileges.defaults->count == 0 &&
            without_maintain(arena, privileges.given).count < privileges.given->count)
            finding_add(findings, is_possible ? FINDING_VERSION_CHANGED : FINDING_VERSION_LEFT_OUT, grant,
                        "nothing: there, only owners and superusers maintain tables",
                        "MAINTAIN, which PostgreSQL %d does not have: not granted",
                        (int)(versions->target.version / 10000));
        if (!is_possible)
            reasons[grant->ordinal] = "MAINTAIN: the target's version does not have it";
    }
}

static void impossible(Arena *arena, const Catalog *source, const Versions *versions, const char **reasons,
                       Findings *findings)
{
    versions_leave_out(&rule_table, arena, source, versions, reasons, findings);
    if (versions->source.version / 10000 >= WITH_MAINTAIN && versions->target.version / 10000 < WITH_MAINTAIN) {
        find_grants(arena, source, KIND_GRANT, reasons, versions, findings);
        find_grants(arena, source, KIND_DEFAULT_PRIVILEGES, reasons, versions, findings);
    }
}

/* ---- texts ---- */

static void fit_field(Object *object, const Field *field, Arena *arena, int64_t from_major, int64_t to_major)
{
    void *slot = (void *)field_at(object, field);
    if (field->type == FIELD_SQLS) {
        List *list = slot, before = *list;
        list->items = arena_array(arena, before.count, sizeof *list->items);
        for (size_t i = 0; i < before.count; i++)
            list->items[i] = scan_for_version(arena, before.items[i], from_major, to_major);
    } else if (field->type == FIELD_SQL || field->type == FIELD_EXPR || field->type == FIELD_QUERY) {
        const char **text = slot;
        *text = *text == NULL ? NULL : scan_for_version(arena, *text, from_major, to_major);
    }
}

static void fit_texts(Catalog *desired, Arena *arena, const Versions *versions)
{
    int64_t from = versions->source.version / 10000, to = versions->target.version / 10000;
    for (Kind kind = 0; from != to && kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < desired->objects[kind].count; i++)
            for (size_t n = 0; n < catalog_kinds[kind].field_count; n++)
                fit_field(desired->objects[kind].items[i], &catalog_kinds[kind].fields[n], arena, from, to);
}

static void adapt(Catalog *desired, Arena *arena, const Versions *versions, const TranslateOptions *options,
                  Findings *findings)
{
    (void)options;
    versions_apply(&rule_table, desired, arena, versions, findings);
    fit_texts(desired, arena, versions);
}

/* ---- what only one can say ---- */

static void forget_not_null_names(Catalog *catalog)
{
    EACH (catalog, COLUMN, Column, column) {
        ((Column *)column)->not_null_name = NULL;
        ((Column *)column)->not_null_inherit = NULL;
    }
}

static void forget_maintain(Catalog *catalog, Arena *arena, Kind kind)
{
    for (size_t i = 0; i < catalog->objects[kind].count; i++) {
        Privileges privileges = privileges_of(catalog->objects[kind].items[i]);
        *privileges.given = without_maintain(arena, privileges.given);
        *privileges.defaults = without_maintain(arena, privileges.defaults);
    }
}

/* Before PostgreSQL 18 a NOT NULL has no name and no place in inheritance of its own, before 17 not even a domain's; and
   before 17 whoever owned a table maintained it. */
static void forget(Catalog *catalog, Arena *arena, const Versions *versions)
{
    if (!both_since(versions, WITH_NOT_NULL_NAMES))
        forget_not_null_names(catalog);
    EACH (catalog, DOMAIN, Domain, domain)
        if (!both_since(versions, WITH_DOMAINS_NOT_NULL_NAMES))
            ((Domain *)domain)->not_null_name = NULL;
    if (!both_since(versions, WITH_MAINTAIN)) {
        forget_maintain(catalog, arena, KIND_GRANT);
        forget_maintain(catalog, arena, KIND_DEFAULT_PRIVILEGES);
    }
}

/* Since PostgreSQL 16 a locale of ICU is stored as the language tag that the library makes of it ("en-u-kn-true" as
   "en-u-kn"): between an older server and a newer one it cannot be compared. */
static void adopt(Catalog *there, const Catalog *post)
{
    enum { WITH_TAGS = 160000 };
    if ((there->server_version >= WITH_TAGS) == (post->server_version >= WITH_TAGS))
        return;
    EACH (there, COLLATION, Collation, collation) {
        const Collation *wanted = (const Collation *)catalog_find(post, collation->object.key);
        if (wanted != NULL && strcmp(wanted->provider, "icu") == 0 && strcmp(collation->provider, "icu") == 0)
            ((Collation *)collation)->locale = wanted->locale;
    }
}

const VersionHooks versions_postgres = {
    .impossible = impossible,
    .adapt = adapt,
    .can_ask = can_ask,
    .forget = forget,
    .adopt = adopt,
};
