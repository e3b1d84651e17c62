/* What only the source's rows can tell: which of them the target's types could not hold. Asked once, by one aggregate a
   table, and kept with the plan, so that both halves of a run decide alike. Pure: SQL out, answers in. */
#pragma once

#include "buf.h"
#include "catalog.h"

typedef enum ProbeFact {
#define FACT(NAME, kind, meaning) FACT_##NAME,
#include "probe.def"
    PROBE_FACT_COUNT
} ProbeFact;

/* Of keys and foreign keys. */
typedef enum ProbeLink {
#define LINK(NAME, meaning) LINK_##NAME,
#include "probe.def"
    PROBE_LINK_COUNT
} ProbeLink;

/* It was not asked, or there was no answer in time: choose what holds anything. */
#define PROBE_UNKNOWN INT_NONE

typedef struct Probe Probe;

/* Objects are of the source, or copies whose origin is; the probe may be NULL: nothing is known. */
int64_t probe_fact(const Probe *probe, const Object *column, ProbeFact fact);
/* Where a row is of which a COUNT is true, by its primary key: "(12..., ...)". Nobody sees more of a value than where it
   begins. NULL: no such row, or no primary key. */
const char *probe_sample(const Probe *probe, const Object *column, ProbeFact fact);
int64_t probe_rows(const Probe *probe, const Object *table);
int64_t probe_link(const Probe *probe, const Object *key, ProbeLink link);
bool probe_has_link(const Probe *probe, const Object *key, ProbeLink link); /* it was asked; there may be no answer */
const char *probe_link_sample(const Probe *probe, const Object *key, ProbeLink link);
const char *probe_fact_meaning(ProbeFact fact); /* "dates with a year, month or day of zero" */
const char *probe_link_meaning(ProbeLink link);
