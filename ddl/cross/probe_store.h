/* The answers of a probe: put in one by one, kept as JSON, taken out again. */
#pragma once

#include "buf.h"
#include "probe.h"

/* In the arena, which all of it shares. Of a source as it was when its catalog had this fingerprint; server_id may be NULL. */
Probe *probe_new(Arena *arena, const char *server_id, const char *fingerprint);

/* What one table was asked is answered, or for this reason not: `why` is NULL then. Again for the same table: the reason
   stays. Rows may be PROBE_UNKNOWN. */
void probe_put_table(Probe *probe, const Object *table, int64_t rows, const char *why);
/* `name` is a fact's or a link's; the sample may be NULL. */
void probe_put(Probe *probe, const Object *object, const char *name, int64_t value, const char *sample);

/* Was the table asked when it had the columns that it has now? *why: for what reason there was no answer, or NULL. */
bool probe_has_table(const Probe *probe, const Object *table, const char **why);
const char *probe_fact_name(ProbeFact fact);
const char *probe_link_name(ProbeLink link);
const char *probe_server_id(const Probe *probe);
const char *probe_fingerprint(const Probe *probe);

void probe_write(const Probe *probe, Buf *out);
/* ERR_REFUSED names what is wrong with the text. */
bool probe_read(Probe **probe, Arena *arena, const char *text, size_t length, Err *err) MUST_CHECK;
