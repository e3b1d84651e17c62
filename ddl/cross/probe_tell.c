/* Findings of the probe: rows that a key of the target would not take, values that DMS would cut. */
#include "probe_tell.h"

#include <inttypes.h>
#include <string.h>

#include "probe.h"

/* AWS DMS: the greatest LobMaxSize; what unboundedVarcharMaxSize is, and can be at most. */
enum { LOB_MAX_KB = 102400, VARCHAR_BYTES = 8000, VARCHAR_MAX_BYTES = 10485760 };

/* ", such as (12...)" */
static const char *such_as(const Cross *cross, const char *sample)
{
    return sample == NULL ? "" : arena_printf(cross->arena, ", such as %s", sample);
}

/* It was asked, and there was no answer in time. */
static void tell_unknown(Cross *cross, FindingCode code, const Object *key, ProbeLink link)
{
    if (probe_has_link(cross->options->probe, key, link) &&
        probe_link(cross->options->probe, key, link) == PROBE_UNKNOWN)
        cross_find(cross, code, key, "raise probe_timeout in the job", "nobody knows whether there are %s",
                   probe_link_meaning(link))
            ->severity = SEVERITY_WARNING;
}

static void tell_orphans(Cross *cross, const ForeignKey *key)
{
    const Probe *probe = cross->options->probe;
    int64_t orphans = probe_link(probe, &key->object, LINK_ORPHANS);
    int64_t beyond = probe_link(probe, &key->object, LINK_BEYOND_PARENT);
    tell_unknown(cross, FINDING_FK_ORPHANS, &key->object, LINK_ORPHANS);
    if (orphans == PROBE_UNKNOWN || orphans == 0 || key->referenced_table == NULL)
        return;
    Finding *finding = cross_find(cross, FINDING_FK_ORPHANS, &key->object,
                                  "mend the rows on the source, or set post_data.foreign_keys: not_valid in the job",
                                  "%" PRId64 " of its rows refer to none of %s%s", orphans, key->referenced_table->name,
                                  such_as(cross, probe_link_sample(probe, &key->object, LINK_ORPHANS)));
    finding->severity = key->is_valid ? SEVERITY_CRITICAL : SEVERITY_WARNING;
    if (beyond != PROBE_UNKNOWN && beyond > 0)
        cross_find(cross, FINDING_FK_TYPE_MISMATCH, &key->object, "mend the rows on the source",
                   "%" PRId64 " of its rows hold values that the columns they refer to cannot hold", beyond);
}

static void tell_duplicates(Cross *cross, const Object *key)
{
    const Probe *probe = cross->options->probe;
    int64_t rows = probe_link(probe, key, LINK_DUPLICATES);
    tell_unknown(cross, FINDING_DUP_UNDER_COLLATION, key, LINK_DUPLICATES);
    if (rows != PROBE_UNKNOWN && rows > 0)
        cross_find(cross, FINDING_DUP_UNDER_COLLATION, key,
                   "mend the rows on the source, or say another collation by a `types:` rule",
                   "%" PRId64 " rows are equal to another under the target's collation%s", rows,
                   such_as(cross, probe_link_sample(probe, key, LINK_DUPLICATES)));
}

/* ---- what DMS cuts ---- */

static void tell_lobs(Cross *cross, const Column *column)
{
    const DmsOptions *dms = &cross->options->dms;
    int64_t most = (dms->lob_max_kb == INT_NONE ? LOB_MAX_KB : dms->lob_max_kb) * 1024;
    int64_t bytes = probe_fact(cross->options->probe, &column->object, FACT_MAX_BYTES);
    if (dms->lob_mode != DMS_LOB_LIMITED || !dms_is_lob(cross->source->engine, column) || bytes <= most)
        return;
    cross_find(cross, FINDING_LOB_TRUNC, &column->object, "set dms.lob_mode: full or inline, or raise dms.lob_max_kb",
               "its longest value has %" PRId64 " bytes: DMS would cut it at %" PRId64, bytes, most)
        ->severity = SEVERITY_CRITICAL;
}

/* PostgreSQL's varchar without a length. */
static void tell_varchar(Cross *cross, const Column *column)
{
    int64_t bytes = probe_fact(cross->options->probe, &column->object, FACT_MAX_BYTES);
    if (strcmp(column->type, "character varying") != 0 || bytes <= VARCHAR_BYTES)
        return;
    Finding *finding =
        cross_find(cross, FINDING_VARCHAR_TRUNC, &column->object,
                   "give the source's endpoint the unboundedVarcharMaxSize that endpoint-settings.json has",
                   "its longest value has %" PRId64 " bytes: DMS cuts it at %d unless the endpoint says otherwise",
                   bytes, VARCHAR_BYTES);
    if (bytes > VARCHAR_MAX_BYTES) {
        finding->severity = SEVERITY_CRITICAL;
        finding->remedy = "make it text on the source: no endpoint setting reaches as far";
    }
}

/* ---- all ---- */

void probe_tell(Cross *cross)
{
    EACH (cross->source, FOREIGN_KEY, ForeignKey, key)
        tell_orphans(cross, key);
    EACH (cross->source, KEY, Key, key)
        tell_duplicates(cross, &key->object);
    EACH (cross->source, INDEX, Index, index)
        tell_duplicates(cross, &index->object);
    if (!cross->options->dms.is_loader)
        return;
    EACH (cross->source, COLUMN, Column, column) {
        tell_lobs(cross, column);
        tell_varchar(cross, column);
    }
}
