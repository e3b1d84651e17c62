/* What translation has to know of PostgreSQL: what is not read, which half makes what, whose roles are a service's. */
#include <string.h>

#include "emit_postgres.h"

const Syntax *pg_syntax(const Object *object)
{
    (void)object;
    return &syntax_postgres;
}

const LeftOut pg_left_out[] = {
    {"managed", FINDING_MANAGED_LEFT_OUT, "a managed service made it for itself", NULL},
    {"subscription", FINDING_REPLICATION_LEFT_OUT, "a copy that subscribes would draw on production's publisher",
     "CREATE SUBSCRIPTION it on the target by hand, if that is what you want"},
    {"tablespace", FINDING_TABLESPACE_LEFT_OUT, "tablespaces belong to the server: all is made in the target's default",
     "ALTER ... SET TABLESPACE on the target, if it matters there"},
    {"custom setting", FINDING_SECRET_WITHHELD, "a setting of an application's own may be a secret: it was not read",
     "ALTER DATABASE or ALTER ROLE ... SET it on the target"},
    {"privileges", FINDING_PRIVILEGES_LEFT_OUT,
     "what was granted on the system's and extensions' objects is not replicated",
     "GRANT or REVOKE it on the target by hand"},
    {"shutting setting", FINDING_SETTING_LEFT_OUT, "it could shut the target to whoever makes it",
     "ALTER DATABASE or ALTER ROLE ... SET it on the target when all is done"},
    {"large objects", FINDING_LARGE_OBJECTS_LEFT_OUT,
     "large objects are rows that belong to no table: they are not copied",
     "copy them by pg_dump --large-objects and pg_restore, if the target needs them"},
    {"extension rows", FINDING_EXTENSION_ROWS_LEFT_OUT,
     "rows of an extension's tables are not replicated; whether some are your own cannot be said",
     "compare these tables, and copy your own rows by hand"},
    {NULL, FINDING_OBJECT_UNREAD, "this version does not read objects of this kind",
     "recreate it on the target by hand"},
};

const char *const pg_service_roles[] = {"rdsadmin", "rds_*", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser",
                                        "aws_*",    NULL};

/* ---- halves ---- */

static bool has_primary_key(const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_KEY && ((const Key *)table->parts.items[i])->is_primary)
            return true;
    return false;
}

/* Where there is no primary key, a unique one will do. */
static bool is_for_loader(const Key *key, const DmsOptions *dms)
{
    const Object *source = key->table->origin;
    return source != NULL && dms_needs_key(dms, source) && (key->is_primary || !has_primary_key(key->table));
}

static bool key_is_early(const Key *key, const TranslateOptions *options)
{
    switch (options->primary_keys) {
    case PRIMARY_KEYS_AUTO: return is_for_loader(key, &options->dms);
    case PRIMARY_KEYS_PRE_DATA: return key->is_primary;
    case PRIMARY_KEYS_POST_DATA: return false;
    }
    return false;
}

/* An identity is made after the load: COPY accepts GENERATED ALWAYS columns, INSERT does not. */
Section pg_section(const Object *object, const TranslateOptions *options)
{
    if (object->kind == KIND_SEQUENCE && ((const Sequence *)object)->identity_of != NULL)
        return SECTION_POST;
    bool is_early = object->kind == KIND_KEY && key_is_early((const Key *)object, options);
    return is_early ? SECTION_PRE : object->section;
}

/* ---- statements that a person is told to run ---- */

/* Who has CREATEROLE since PostgreSQL 16 may grant a role, to itself too, and not yet act for it. */
void pg_grant_membership(Buf *out, const Catalog *target, const char *role)
{
    enum { WITH_OPTIONS = 160000 };
    buf_puts(out, "GRANT ");
    pg_name(out, role);
    buf_puts(out, " TO ");
    pg_name(out, target->user);
    buf_puts(out, target->server_version >= WITH_OPTIONS ? " WITH INHERIT TRUE, SET TRUE" : "");
}

void pg_grant_create(Buf *out, const char *schema, const char *role)
{
    buf_puts(out, "GRANT CREATE ON SCHEMA ");
    pg_name(out, schema);
    buf_puts(out, " TO ");
    pg_name(out, role);
}
