/* Artifacts in a directory. */
#include "artifacts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "snapshot.h"

static const char pin_name[] = "source.catalog.json";

static const char *path_of(const Run *run, const char *name)
{
    return arena_printf(run->arena, "%s/%s", run->job.artifacts, name);
}

static bool fail(const char *path, const char *doing, Err *err)
{
    err_set(err, ERR_ARTIFACT, "%s %s: %s", doing, path, strerror(errno));
    return err_hint(err, "make the job's artifacts directory writable, and see that there is room");
}

static bool make_directory(const Run *run, Err *err)
{
    if (mkdir(run->job.artifacts, 0700) == 0 || errno == EEXIST)
        return true;
    return fail(run->job.artifacts, "making", err);
}

static bool write_all(int file, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    return true;
}

bool artifacts_write(const Run *run, const char *name, const Buf *content, Err *err)
{
    if (run->job.artifacts == NULL)
        return true;
    if (!make_directory(run, err))
        return false;
    const char *path = path_of(run, name), *fresh = arena_printf(run->arena, "%s.new", path);
    int file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(fresh, "writing", err);
    bool ok = write_all(file, buf_text(content), content->length) && fsync(file) == 0;
    ok = close(file) == 0 && ok && rename(fresh, path) == 0;
    if (!ok) {
        fail(path, "writing", err);
        unlink(fresh);
    }
    return ok;
}

bool artifacts_pin(const Run *run, Err *err)
{
    return run->job.artifacts == NULL ||
           (make_directory(run, err) && snapshot_write_file(run->source, path_of(run, pin_name), err));
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
        return err_hint(err, "name a directory by artifacts in the job of both halves, or set post_data.on_drift: follow");
    }
    Catalog *pinned = NULL;
    char then[FINGERPRINT_SIZE], now[FINGERPRINT_SIZE];
    if (!snapshot_read_file(&pinned, path_of(run, pin_name), err))
        return false;
    catalog_fingerprint(pinned, then);
    catalog_fingerprint(run->source, now);
    bool drifted = strcmp(then, now) != 0;
    if (drifted)
        log_event(LOG_WARNING, "drift", "the source changed since pre-data", LOG_TEXT("then", then), LOG_TEXT("now", now));
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
