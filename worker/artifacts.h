/* What a run leaves: the pinned source catalog, plans, reports. All of it where the job keeps its artifacts, a directory or
   a bucket of S3. */
#pragma once

#include "probe_store.h"
#include "run.h"

/* Writes name among the job's artifacts; nothing when the job has no place for them. All or nothing. */
bool artifacts_write(const Run *run, const char *name, const Buf *content, Err *err) MUST_CHECK;
/* The source's catalog as pre-data saw it. */
bool artifacts_pin(const Run *run, Err *err) MUST_CHECK;
/* Compares the source with the pin and does what post_data.on_drift says: may put the pinned catalog in the source's
   place, or add a finding DRIFT. */
bool artifacts_check_drift(Run *run, Err *err) MUST_CHECK;
/* What the source's rows were asked, beside the pin. */
bool artifacts_keep_probe(const Run *run, Err *err) MUST_CHECK;
/* The stored one; *probe stays NULL where there is none. ERR_REFUSED when it is of another source than the run's, or was not
   asked of the catalog that is pinned beside it. */
bool artifacts_find_probe(const Run *run, Probe **probe, Err *err) MUST_CHECK;
