/* Where a job's text comes from: files and the environment. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"

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

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef", *at = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);
    return at == NULL ? -1 : (int)(at - digits);
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
        int high = *from == '%' ? hex_digit(from[1]) : -1, low = high < 0 ? -1 : hex_digit(from[2]);
        if (high + low == 0)
            return NULL; /* %00 */
        *to++ = low < 0 ? *from : (char)(high * 16 + low);
        from += low < 0 ? 0 : 2;
    }
    *to = '\0';
    return path;
}

static bool read_uri(Job *job, Arena *arena, const char *uri, Err *err)
{
    const char *path = path_of(arena, uri);
    if (path != NULL)
        return job_read_file(job, arena, path, err);
    *job = (Job){.origin = "UNDERSTUDY_JOB_URI"};
    err_set(err, ERR_USAGE, "UNDERSTUDY_JOB_URI: this version reads jobs from file:///path only%s",
            strncmp(uri, "s3://", 5) == 0 ? ", not from s3://" : "");
    return err_hint(err, "put the job's text itself into UNDERSTUDY_JOB, or name a file with --job");
}

/* An empty variable is how a task definition says nothing. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL || *value == '\0' ? NULL : value;
}

bool job_find(Job *job, Arena *arena, const char *job_option, Err *err)
{
    const char *text = variable("UNDERSTUDY_JOB"), *uri = variable("UNDERSTUDY_JOB_URI");
    if (job_option != NULL)
        return job_read_file(job, arena, job_option, err);
    if (text != NULL)
        return job_read(job, arena, text, strlen(text), "UNDERSTUDY_JOB", err);
    if (uri != NULL)
        return read_uri(job, arena, uri, err);
    *job = (Job){0};
    err_set(err, ERR_USAGE, "no job is given");
    return err_hint(err, "give --job FILE, or the job's text in UNDERSTUDY_JOB, or file:///path in UNDERSTUDY_JOB_URI");
}
