/* What a run leaves, and what the next one finds of it. */
#include "artifacts.h"

#include <string.h>

#include "log.h"
#include "snapshot.h"
#include "store.h"
#include "text.h"

static const char pin_name[] = "source.catalog.json", probe_name[] = "probe.json";

enum { PROBE_MAX_BYTES = 512 << 20 };

static Store store_of(const Run *run)
{
    return store_at(run->arena, run->job.artifacts, run->aws, run->job.artifacts_key);
}

bool artifacts_write(const Run *run, const char *name, const Buf *content, Err *err)
{
    if (run->job.artifacts == NULL)
        return true;
    Store store = store_of(run);
    return store_put(&store, name, content, err) || err_within(err, "artifacts");
}

bool artifacts_pin(const Run *run, Err *err)
{
    if (run->job.artifacts == NULL)
        return true;
    SCOPED(Buf, buf_free) text = {0};
    snapshot_write(run->source, &text);
    return artifacts_write(run, pin_name, &text, err);
}

/* NULL where there is none; else the caller frees it. */
static bool read_pin(const Run *run, Catalog **pinned, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    bool is_there = false;
    *pinned = NULL;
    if (run->job.artifacts == NULL)
        return true;
    Store store = store_of(run);
    if (!store_get(&store, pin_name, SNAPSHOT_MAX_BYTES, &text, &is_there, err))
        return err_within(err, "artifacts");
    return !is_there || snapshot_parse(pinned, store_place(&store, pin_name), &text, err);
}

bool artifacts_check_drift(Run *run, Err *err)
{
    JobOnDrift policy = run->job.post_data_on_drift;
    Catalog *pinned = NULL;
    if (!read_pin(run, &pinned, err))
        return false;
    if (pinned == NULL) {
        if (policy == JOB_ON_DRIFT_FOLLOW)
            return true;
        err_set(err, ERR_CONFIG, "post_data.on_drift asks for the catalog that pre-data saw, and there is none");
        return err_hint(err, "name a place by artifacts in the job of both halves, or set post_data.on_drift: follow");
    }
    char then[FINGERPRINT_SIZE], now[FINGERPRINT_SIZE];
    catalog_fingerprint(pinned, then);
    catalog_fingerprint(run->source, now);
    bool drifted = strcmp(then, now) != 0;
    if (drifted)
        log_event(LOG_WARNING, "drift", "the source changed since pre-data", LOG_TEXT("then", then),
                  LOG_TEXT("now", now));
    if (drifted && policy == JOB_ON_DRIFT_FAIL)
        finding_add(&run->findings, FINDING_DRIFT, NULL, "run pre-data again, or set post_data.on_drift: pin or follow",
                    "the source changed since pre-data: %s then, %s now", then, now);
    if (drifted && policy == JOB_ON_DRIFT_PIN) {
        catalog_free(run->source);
        run->source = pinned;
        pinned = NULL;
    }
    catalog_free(pinned);
    return true;
}

/* ---- the probe ---- */

bool artifacts_keep_probe(const Run *run, Err *err)
{
    if (run->job.artifacts == NULL || run->probe == NULL)
        return true;
    SCOPED(Buf, buf_free) text = {0};
    probe_write(run->probe, &text);
    return artifacts_write(run, probe_name, &text, err);
}

static bool refuse_probe(const char *path, const char *why, Err *err)
{
    err_set(err, ERR_REFUSED, "%s %s", path, why);
    return err_hint(err, "run pre-data again, or give back the artifacts that it wrote");
}

static bool check_probe(const Run *run, const Probe *probe, const char *path, Err *err)
{
    char now[FINGERPRINT_SIZE], then[FINGERPRINT_SIZE];
    if (!text_equal(probe_server_id(probe), run->source->server_id))
        return refuse_probe(path, "is about the rows of another source", err);
    catalog_fingerprint(run->source, now);
    if (strcmp(now, probe_fingerprint(probe)) == 0)
        return true;
    SCOPED(Catalog *, catalog_release) pinned = NULL;
    if (!read_pin(run, &pinned, err))
        return false;
    if (pinned == NULL)
        return true;
    catalog_fingerprint(pinned, then);
    return strcmp(then, probe_fingerprint(probe)) == 0 ||
           refuse_probe(path, arena_printf(run->arena, "is stale: it was not asked of the catalog in %s", pin_name),
                        err);
}

bool artifacts_find_probe(const Run *run, Probe **probe, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    bool is_there = false;
    if (run->job.artifacts == NULL)
        return true;
    Store store = store_of(run);
    const char *path = store_place(&store, probe_name);
    if (!store_get(&store, probe_name, PROBE_MAX_BYTES, &text, &is_there, err))
        return err_within(err, "artifacts");
    if (!is_there)
        return true;
    Err wrong = {0};
    if (!probe_read(probe, run->arena, buf_text(&text), text.length, &wrong))
        return refuse_probe(path, arena_printf(run->arena, "cannot be used: %s", wrong.message), err);
    return check_probe(run, *probe, path, err);
}
