/* Where a job's text comes from: files and the environment. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "endpoint.h"
#include "job.h"
#include "store.h"
#include "text.h"

/* Their JSON has names, brackets, and a backslash before each quote and line end of the text: as much as this, or so. */
enum { ECS_OVERRIDES_MAX = 8192, ECS_OVERRIDES_REST = 512 };

static void file_close(FILE **file)
{
    if (*file != NULL && *file != stdin)
        fclose(*file);
}

/* One byte more than a job may have: job_read says so then. */
static bool read_all(FILE *file, Buf *text)
{
    char piece[8192];
    size_t count;
    enum { MORE_THAN_ALLOWED = JOB_MAX + 4 }; /* the byte order mark does not count */
    while (text->length < MORE_THAN_ALLOWED && (count = fread(piece, 1, sizeof piece, file)) > 0)
        buf_put(text, piece, count);
    return !ferror(file);
}

bool job_read_file(Job *job, Arena *arena, const char *path, Err *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *name = is_stdin ? "standard input" : path;
    *job = (Job){.origin = arena_copy(arena, name)};
    SCOPED(FILE *, file_close) file = is_stdin ? stdin : fopen(path, "re");
    SCOPED(Buf, buf_free) text = {0};
    if (file == NULL || !read_all(file, &text)) {
        err_set(err, ERR_ARTIFACT, "%s: the job cannot be read: %s", name, strerror(errno));
        return err_hint(err, "name a file that this user can read, or - for standard input");
    }
    return job_read(job, arena, buf_text(&text), text.length, name, err);
}

/* file:///a%20b and file://localhost/a%20b (RFC 8089); NULL when it is another machine's, or no file at all. */
static const char *path_of(Arena *arena, const char *uri)
{
    static const char scheme[] = "file://", here[] = "localhost/";
    if (strncmp(uri, scheme, strlen(scheme)) != 0)
        return NULL;
    const char *from = uri + strlen(scheme);
    from += strncmp(from, here, strlen(here)) == 0 ? strlen(here) - 1 : 0;
    if (*from != '/')
        return NULL;
    char *path = arena_copy(arena, from), *to = path;
    for (; *from != '\0'; from++) {
        int byte = text_percent(from, strlen(from));
        if (byte == 0)
            return NULL;
        *to++ = byte < 0 ? *from : (char)byte;
        from += byte < 0 ? 0 : 2;
    }
    *to = '\0';
    return path;
}

static bool is_object(const char *place)
{
    return strncmp(place, "s3://", 5) == 0;
}

static bool read_object(Job *job, Arena *arena, Aws *aws, const char *uri, Err *err)
{
    SCOPED(Buf, buf_free) text = {0};
    *job = (Job){.origin = arena_copy(arena, uri)};
    if (!store_read(aws, uri, JOB_MAX, &text, err))
        return err_within(err, "the job");
    return job_read(job, arena, buf_text(&text), text.length, uri, err);
}

static bool read_uri(Job *job, Arena *arena, Aws *aws, const char *uri, Err *err)
{
    const char *path = path_of(arena, uri);
    if (is_object(uri))
        return read_object(job, arena, aws, uri, err);
    if (path != NULL)
        return job_read_file(job, arena, path, err);
    *job = (Job){.origin = "UNDERSTUDY_JOB_URI"};
    err_set(err, ERR_USAGE, "UNDERSTUDY_JOB_URI is neither s3://bucket/key nor file:///path");
    return err_hint(err, "put the job's text itself into UNDERSTUDY_JOB, or name a file with --job");
}

/* Where it was cut off, or would have been, the remedy is another place. */
static bool read_text(Job *job, Arena *arena, const char *text, Err *err)
{
    size_t length = strlen(text);
    if (job_read(job, arena, text, length, "UNDERSTUDY_JOB", err))
        return true;
    if (job_outgrows_override(job))
        err_hint(err,
                 "it has %zu characters, and an ECS task takes no more than %d of overrides: put the job into S3, and "
                 "s3://bucket/key into UNDERSTUDY_JOB_URI",
                 length, ECS_OVERRIDES_MAX);
    return false;
}

bool job_outgrows_override(const Job *job)
{
    return job->length + ECS_OVERRIDES_REST > ECS_OVERRIDES_MAX;
}

bool job_find(Job *job, Arena *arena, Aws *aws, const char *job_option, Err *err)
{
    /* An empty variable is how a task definition says nothing. */
    const char *text = endpoint_variable("UNDERSTUDY_JOB"), *uri = endpoint_variable("UNDERSTUDY_JOB_URI");
    if (job_option != NULL && is_object(job_option))
        return read_object(job, arena, aws, job_option, err);
    if (job_option != NULL)
        return job_read_file(job, arena, job_option, err);
    if (text != NULL)
        return read_text(job, arena, text, err);
    if (uri != NULL)
        return read_uri(job, arena, aws, uri, err);
    *job = (Job){0};
    err_set(err, ERR_USAGE, "no job is given");
    return err_hint(
        err,
        "give --job FILE, or the job's text in UNDERSTUDY_JOB, or s3://bucket/key or file:///path in UNDERSTUDY_JOB_URI");
}
