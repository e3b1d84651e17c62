/* Pieces of the reports for machines. Used by report_*.c only. */
#pragma once

#include "report.h"

enum { REPORT_VERSION = 1 };

void json_put_member(Buf *out, const char *separator, const char *name, const char *text);
void json_put_number(Buf *out, const char *separator, const char *name, size_t number);
/* {"kind":..,"name":..,"key":..  and not yet the closing brace. */
void json_put_object_names(Buf *out, const Object *object);
/* "objects":..,<state>:..  of a kind; KIND_COUNT for all. */
void json_put_states(Buf *out, const Ledger *ledger, Kind kind);
/* ,"findings":[..] NULL: none. */
void json_put_findings(Buf *out, const Findings *findings);
