/* Artifacts in a directory. */
#include "artifacts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "log.h"
#include "snapshot.h"
#include "text.h"

static const char pin_name[] = "source.catalog.json", probe_name[] = "probe.json";

enum { PROBE_MAX_BYTES = 512 << 20 };

static const char *path_of(const Run *run, const char *name)
{
    return arena_printf(run->arena, "%s/%s", run->job.artifacts, name);
}

static bool make_directory(const char *path, Err *err)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    err_set(err, ERR_ARTIFACT, "cannot make the folder %s: %s", path, strerror(errno));
    return err_hint(err, "make its parent writable to this user, or name another by artifacts in the job");
}

bool artifacts_write(const Run *run, const char *name, const Buf *content, Err *err)
{
    if (run->job.artifacts == NULL)
        return true;
    const char *slash = strchr(name, '/');
    const char *folder = slash == NULL ? "" : arena_slice(run->arena, name, (size_t)(slash - name));
    bool ok = make_directory(run->job.artifacts, err) && (slash == NULL || make_directory(path_of(run, folder), err)) &&
              file_write(path_of(run, name), content, err);
    return ok || err_within(err, "artifacts");
}

bool artifacts_pin(const Run *run, Err *err)
{
    return run->job.artifacts == NULL ||
           (make_directory(run->job.artifacts, err) && snapshot_write_file(run->source, path_of(run, pin_name), err));
}

static bool has_pin(const Run *run)
{
    return run->job.artifacts != NULL && access(path_of(run, pin_name), F_OK) == 0;
}

bool artifacts_check_drift(Run *run, Err *err)
{
    JobOnDrift policy = run->job.post_data_on_drift;
    if (!has_pin(run)) {
        if (policy == JOB_ON_DRIFT_FOLLOW)
            return true;
        err_set(err, ERR_CONFIG, "post_data.on_drift asks for the catalog that pre-data saw, and there is none");
        return err_hint(err,
                        "name a directory by artifacts in the job of both halves, or set post_data.on_drift: follow");
    }
    Catalog *pinned = NULL;
    char then[FINGERPRINT_SIZE], now[FINGERPRINT_SIZE];
    if (!snapshot_read_file(&pinned, path_of(run, pin_name), err))
        return false;
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
    if (strcmp(now, probe_fingerprint(probe)) == 0 || !has_pin(run))
        return true;
    SCOPED(Catalog *, catalog_release) pinned = NULL;
    if (!snapshot_read_file(&pinned, path_of(run, pin_name), err))
        return false;
    catalog_fingerprint(pinned, then);
    return strcmp(then, probe_fingerprint(probe)) == 0 ||
           refuse_probe(path, arena_printf(run->arena, "is stale: it was not asked of the catalog in %s", pin_name),
                        err);
}

bool artifacts_find_probe(const Run *run, Probe **probe, Err *err)
{
    const char *path = run->job.artifacts == NULL ? NULL : path_of(run, probe_name);
    if (path == NULL || access(path, F_OK) != 0)
        return true;
    SCOPED(Buf, buf_free) text = {0};
    if (!file_read(path, PROBE_MAX_BYTES, &text, err))
        return false;
    Err wrong = {0};
    if (!probe_read(probe, run->arena, buf_text(&text), text.length, &wrong))
        return refuse_probe(path, arena_printf(run->arena, "cannot be used: %s", wrong.message), err);
    return check_probe(run, *probe, path, err);
}
