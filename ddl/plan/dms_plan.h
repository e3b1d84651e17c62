/* The contract with a DMS task: which of the source's tables it loads, what it does to their columns, and how it and its
   endpoints are set for that. Made of the same catalogs as the statements, so that both sides agree. Pure: catalogs in, JSON
   out, the same for the same. */
#pragma once

#include "probe.h"
#include "translate.h"

typedef struct DmsLoadedColumn {
    const Column *from;
    const Column *to;    /* NULL: it is not loaded */
    const DmsMask *mask; /* NULL: none */
    DmsType type;        /* that it travels as; none: as DMS has it */
} DmsLoadedColumn;

/* Rows of one key's range each. */
typedef struct DmsRanges {
    const char *column; /* NULL: the table is not taken apart */
    LIST_OF(int64_t) bounds;
} DmsRanges;

typedef struct DmsLoadedTable {
    const Table *from, *to; /* of partitions that are one table on the target, each */
    LIST_OF(DmsLoadedColumn) columns;
    DmsRanges ranges;
    bool has_lobs;
    int64_t lob_bytes; /* of the longest; INT_NONE: unknown */
} DmsLoadedTable;

/* What a setting depends on. */
typedef enum DmsTrait {
    DMS_ALWAYS,
    DMS_HAS_BOOLEANS,
    DMS_HAS_BOOLEANS_MAPPED, /* as the job says */
    DMS_HAS_BOOLEANS_AS_WORDS,
    DMS_HAS_UNBOUNDED_NUMERICS,
    DMS_HAS_UNBOUNDED_VARCHARS,
    DMS_HAS_LIMITED_LOBS,
    DMS_HAS_CDC,
    DMS_TRAIT_COUNT
} DmsTrait;

typedef struct DmsPlan {
    Arena *arena;
    const Catalog *source;
    const char *from, *to; /* engines */
    DmsOptions dms;
    const Probe *probe;
    LIST_OF(DmsLoadedTable) tables;
    bool traits[DMS_TRAIT_COUNT];
    bool has_lobs;
    int64_t lob_max_kb;        /* of limited and inline mode */
    int64_t varchar_max_bytes; /* of varchars without a length; INT_NONE: there are none, or it is not known */
} DmsPlan;

/* Of catalogs that translate made; `probe` may be NULL. */
void dms_plan(DmsPlan *plan, Arena *arena, const Catalog *source, const Desired *desired, const DmsOptions *dms,
              const Probe *probe, Findings *findings);

void dms_put_mappings(Buf *out, const DmsPlan *plan);
void dms_put_task_settings(Buf *out, const DmsPlan *plan);
/* Both endpoints' settings, as the API takes them, each with its reason; and what the servers must be set to. */
void dms_put_endpoint_settings(Buf *out, const DmsPlan *plan);
/* CreateReplicationConfig, for DMS Serverless: identifiers and ARNs are the operator's to fill in. */
void dms_put_replication_config(Buf *out, const DmsPlan *plan, const char *name);
