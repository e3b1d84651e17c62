/* What the parts of the PostgreSQL dialect share: how names, values and expressions are written. Nobody else includes this. */
#pragma once

#include "dialect.h"
#include "quote.h"

#define pg_name quote_postgres_name
#define pg_literal quote_postgres_literal

void pg_qualified(Buf *out, const Object *schema, const char *name);
/* schema.name of a table, view, sequence, type, ...; a column's is table.column. */
void pg_object_name(Buf *out, const Object *object);
/* As COMMENT ON and ALTER ... OWNER TO take it: TABLE s.t, FUNCTION s.f(integer), CONSTRAINT c ON s.t, ... */
void pg_described(Buf *out, const Object *object);
void pg_operator_name(Buf *out, const Operator *operator); /* schema.+, without arguments */
void pg_names(Buf *out, const List *names);                /* (a, b) */
void pg_texts(Buf *out, const List *texts, const char *separator);
/* name='value', ... from name=value */
void pg_options(Buf *out, const List *options);
void pg_with(Buf *out, const List *options); /* " WITH (...)", nothing when there are none */
bool pg_is_partitioned(const Object *table);
/* ALTER kind name SET (...) and RESET (...), from what is there to what is desired. */
void pg_alter_options(Emit *emit, const Object *object, const List *desired, const List *there);
/* An expression or a definition as the server printed it, so that it is stored as it was on the source. */
void pg_expression(Buf *out, const char *text);

/* "name = value, ..." for the options that differ, "name = NONE" for those that are no longer there. False, and nothing is
   said: others than the alterable ones differ, too. */
bool pg_changed_options(Buf *out, const List *desired, const List *there, const char *const *alterable);
/* CREATE kind name (part, part) */
void pg_create_from_list(Emit *emit, const Object *object, const List *parts, const char *what);
void pg_owner(Emit *emit, const Object *object, const char *owner, const Change *change);
/* For kinds of which nothing but the owner can be altered. */
void pg_alter_owner_only(Emit *emit, const Change *change, const char *owner);

/* A table's rough size: the larger of what the source and the target say. */
int64_t pg_table_bytes(const Emit *emit, const Object *table);
double pg_rewrite_cost(const Emit *emit, const Object *table);
/* True when the target's table holds nothing, so that whatever reads it costs nothing. */
bool pg_table_is_empty(const Emit *emit, const Object *table);

/* translate_postgres.c */
const Syntax *pg_syntax(const Object *object);
extern const LeftOut pg_left_out[];
extern const char *const pg_service_roles[];
Section pg_section(const Object *object, const TranslateOptions *options);
void pg_grant_membership(Buf *out, const Catalog *target, const char *role);
void pg_grant_create(Buf *out, const char *schema, const char *role);
/* session_postgres.c */
size_t pg_session(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX]);
extern const Modesty pg_modesty[];
/* emit_postgres_drop.c */
void pg_remove(Emit *emit, const Object *object, const Removal *removal);
void pg_cut(Emit *emit, const Object *object, const Removal *removal);
void pg_empty(Emit *emit, const Refs *tables);
void pg_lift_row_security(Emit *emit, const Object *table);
/* emit_postgres.c */
void pg_create_schema(Emit *emit, const Object *object);
void pg_alter_schema(Emit *emit, const Change *change);
void pg_create_extension(Emit *emit, const Object *object);
void pg_alter_extension(Emit *emit, const Change *change);
/* emit_postgres_types.c */
void pg_create_collation(Emit *emit, const Object *object);
void pg_alter_collation(Emit *emit, const Change *change);
void pg_create_base_type(Emit *emit, const Object *object);
void pg_alter_base_type(Emit *emit, const Change *change);
void pg_create_enum(Emit *emit, const Object *object);
void pg_alter_enum(Emit *emit, const Change *change);
void pg_create_domain(Emit *emit, const Object *object);
void pg_alter_domain(Emit *emit, const Change *change);
void pg_create_composite(Emit *emit, const Object *object);
void pg_alter_composite(Emit *emit, const Change *change);
void pg_create_range(Emit *emit, const Object *object);
void pg_alter_range(Emit *emit, const Change *change);
/* emit_postgres_routines.c */
void pg_create_language(Emit *emit, const Object *object);
void pg_alter_language(Emit *emit, const Change *change);
void pg_create_transform(Emit *emit, const Object *object);
void pg_alter_transform(Emit *emit, const Change *change);
void pg_create_conversion(Emit *emit, const Object *object);
void pg_alter_conversion(Emit *emit, const Change *change);
void pg_create_function(Emit *emit, const Object *object);
void pg_alter_function(Emit *emit, const Change *change);
void pg_create_aggregate(Emit *emit, const Object *object);
void pg_alter_aggregate(Emit *emit, const Change *change);
/* emit_postgres_operators.c */
void pg_create_access_method(Emit *emit, const Object *object);
void pg_create_operator(Emit *emit, const Object *object);
void pg_alter_operator(Emit *emit, const Change *change);
void pg_create_operator_family(Emit *emit, const Object *object);
void pg_alter_operator_family(Emit *emit, const Change *change);
/* Says ALTER OPERATOR FAMILY ... DROP of a member as the model has it. */
void pg_drop_member(Emit *emit, const Object *family, const char *member);
void pg_create_operator_class(Emit *emit, const Object *object);
void pg_alter_operator_class(Emit *emit, const Change *change);
void pg_create_member(Emit *emit, const Object *object);
void pg_create_cast(Emit *emit, const Object *object);
/* emit_postgres_search.c */
void pg_create_parser(Emit *emit, const Object *object);
void pg_create_template(Emit *emit, const Object *object);
void pg_create_dictionary(Emit *emit, const Object *object);
void pg_alter_dictionary(Emit *emit, const Change *change);
void pg_create_configuration(Emit *emit, const Object *object);
void pg_alter_configuration(Emit *emit, const Change *change);
/* emit_postgres_foreign.c */
void pg_create_wrapper(Emit *emit, const Object *object);
void pg_alter_wrapper(Emit *emit, const Change *change);
void pg_create_server(Emit *emit, const Object *object);
void pg_alter_server(Emit *emit, const Change *change);
void pg_create_user_mapping(Emit *emit, const Object *object);
/* " OPTIONS (name 'value', ...)" from name=value; nothing when there are none */
void pg_server_options(Buf *out, const List *options);
/* " OPTIONS (SET a 'x', ADD b 'y', DROP c)", from what is there to what is desired */
void pg_change_server_options(Buf *out, const List *desired, const List *there);
/* emit_postgres_database.c */
void pg_create_event_trigger(Emit *emit, const Object *object);
void pg_alter_event_trigger(Emit *emit, const Change *change);
void pg_create_publication(Emit *emit, const Object *object);
void pg_alter_publication(Emit *emit, const Change *change);
void pg_create_publication_table(Emit *emit, const Object *object);
void pg_alter_publication_table(Emit *emit, const Change *change);
void pg_drop_publication_table(Emit *emit, const Object *object);
void pg_drop_publication_schema(Emit *emit, const Object *object);
void pg_create_publication_schema(Emit *emit, const Object *object);
void pg_create_setting(Emit *emit, const Object *object);
void pg_drop_setting(Emit *emit, const Object *object);
void pg_alter_setting(Emit *emit, const Change *change);
/* emit_postgres_tables.c */
void pg_create_sequence(Emit *emit, const Object *object);
void pg_alter_sequence(Emit *emit, const Change *change);
void pg_create_table(Emit *emit, const Object *object);
void pg_alter_table(Emit *emit, const Change *change);
/* As CREATE TABLE and ADD COLUMN take it; for a table that stands alone: a partition before it is attached, a child that gets
   its parents later. */
void pg_put_column(Emit *emit, const Column *column, bool stands_alone);
/* What CREATE TABLE could not say of a column, or ADD COLUMN. */
void pg_finish_column(Emit *emit, const Column *column);
/* "ALTER TABLE [ONLY] name": what is said of a partitioned table goes down to its partitions where the server wants it. */
void pg_put_alter_table(Emit *emit, const Object *table, bool only);
/* Takes emit->sql, with the lock that ALTER TABLE takes. */
Statement *pg_alter_statement(Emit *emit, const Object *table, const Object *subject, Step step, const char *what);
/* emit_postgres_columns.c */
void pg_create_column(Emit *emit, const Object *object);
void pg_alter_column(Emit *emit, const Change *change);
/* emit_postgres_staged.c */
void pg_alter_staged(Emit *emit, const Column *column);
/* emit_postgres_indexes.c */
void pg_create_index(Emit *emit, const Object *object);
void pg_alter_index(Emit *emit, const Change *change);
void pg_create_key(Emit *emit, const Object *object);
void pg_alter_key(Emit *emit, const Change *change);
void pg_create_check(Emit *emit, const Object *object);
void pg_alter_check(Emit *emit, const Change *change);
void pg_create_exclusion(Emit *emit, const Object *object);
void pg_alter_exclusion(Emit *emit, const Change *change);
void pg_create_foreign_key(Emit *emit, const Object *object);
void pg_alter_foreign_key(Emit *emit, const Change *change);
void pg_create_statistics(Emit *emit, const Object *object);
void pg_alter_statistics(Emit *emit, const Change *change);
void pg_analyze(Emit *emit);
/* emit_postgres_views.c */
void pg_create_view(Emit *emit, const Object *object);
void pg_alter_view(Emit *emit, const Change *change);
void pg_create_materialized_view(Emit *emit, const Object *object);
void pg_alter_materialized_view(Emit *emit, const Change *change);
void pg_create_rule(Emit *emit, const Object *object);
void pg_alter_rule(Emit *emit, const Change *change);
void pg_create_trigger(Emit *emit, const Object *object);
void pg_alter_trigger(Emit *emit, const Change *change);
/* emit_postgres_access.c */
void pg_create_policy(Emit *emit, const Object *object);
void pg_alter_policy(Emit *emit, const Change *change);
void pg_create_default_privileges(Emit *emit, const Object *object);
void pg_alter_default_privileges(Emit *emit, const Change *change);
void pg_drop_default_privileges(Emit *emit, const Object *object);
void pg_create_security_label(Emit *emit, const Object *object);
void pg_alter_security_label(Emit *emit, const Change *change);
void pg_drop_security_label(Emit *emit, const Object *object);
void pg_probe_label(Buf *out, const char *provider);
void pg_create_comment(Emit *emit, const Object *object);
void pg_alter_comment(Emit *emit, const Change *change);
void pg_drop_comment(Emit *emit, const Object *object);
void pg_create_grant(Emit *emit, const Object *object);
void pg_alter_grant(Emit *emit, const Change *change);
void pg_drop_grant(Emit *emit, const Object *object);
