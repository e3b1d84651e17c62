/* Defaults, expressions and queries in the other dialect. What is rewritten is remembered to be tried on the target
   (cross->attempts); what a trial refused, or nobody can say with certainty, is told with the original text and left out. */
#pragma once

#include "cross.h"
#include "trial.h"
#include "types.h"

/* A default as the target's catalog holds it (Column.default_value): PostgreSQL: an expression; MySQL: a literal quoted, an
   expression in brackets where it needs them. NULL: there is none, or it is left out, which has been told. */
const char *cross_default(Cross *cross, const Column *from);

/* The expression over the table's columns, without brackets around it. `from` is the source's object whose text it is (a
   check, an index, the column of CROSS_GENERATED, the table of CROSS_PARTITION), `table` its table, both of cross->source.
   The table's columns must have their twins. NULL: the caller leaves the object out; its ledger entry is the caller's, the
   finding has been added (EXPR_MANUAL, GEN_NOT_IMMUTABLE). */
const char *cross_expression(Cross *cross, const Object *from, const Object *table, const char *text,
                             CrossPurpose purpose);

/* Views, in the order of their needs. */
CrossKind cross_view, cross_materialized_view;
/* What is written in a language of the engine's own: its text goes to the finding, with a skeleton for the target. */
CrossKind cross_routine, cross_trigger, cross_event, cross_policy, cross_pg_rule, cross_package;
