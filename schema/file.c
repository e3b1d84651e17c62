/* Files: whole, or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "file.h"

static void close_file(const int *file)
{
    if (*file >= 0)
        close(*file);
}

static bool fail_file(Err *err, const char *what)
{
    err_set(err, ERR_ARTIFACT, "cannot %s: %s", what, strerror(errno));
    return err_hint(err, "name a file or folder that this user may use, on a disk that has room");
}

static bool read_all(int file, size_t max, Buf *out, Err *err)
{
    char piece[1 << 16];
    for (;;) {
        ssize_t length = read(file, piece, sizeof piece);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return fail_file(err, "read it");
        if (length == 0)
            return true;
        if (out->length + (size_t)length > max)
            return err_set(err, ERR_REFUSED, "it has more than %zu bytes", max);
        buf_put(out, piece, (size_t)length);
    }
}

bool file_read(const char *path, size_t max, Buf *out, Err *err)
{
    SCOPED(int, close_file) file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 ? !fail_file(err, "open it") : !read_all(file, max, out, err))
        return err_within(err, "%s", path);
    return true;
}

static bool write_all(int file, const Buf *text, Err *err)
{
    for (size_t at = 0; at < text->length;) {
        ssize_t length = write(file, text->text + at, text->length - at);
        if (length < 0 && errno != EINTR)
            return fail_file(err, "write it");
        at += length < 0 ? 0 : (size_t)length;
    }
    return fsync(file) == 0 || fail_file(err, "write it to disk");
}

/* After a rename, so that a power cut does not undo it. */
static bool sync_folder(const char *path, Err *err)
{
    const char *slash = strrchr(path, '/');
    Arena *scratch = arena_new();
    const char *folder = slash == NULL ? "." : arena_slice(scratch, path, slash == path ? 1 : (size_t)(slash - path));
    SCOPED(int, close_file) file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    arena_free(scratch);
    /* A folder may let us write and not read; some file systems cannot sync one (EINVAL). Nothing is to be done then. */
    bool is_synced = file >= 0 ? fsync(file) == 0 || errno == EINVAL : errno == EACCES;
    return is_synced || fail_file(err, "write its folder to disk");
}

/* mkostemp makes the file for its owner alone (0600), in the folder that it is to stay in. */
static bool write_and_rename(const Buf *text, const char *path, char *temporary, Err *err)
{
    SCOPED(int, close_file) file = mkostemp(temporary, O_CLOEXEC);
    if (file < 0)
        return fail_file(err, "make a file beside it");
    bool is_written =
        write_all(file, text, err) && (rename(temporary, path) == 0 || fail_file(err, "put it in its place"));
    if (!is_written)
        unlink(temporary);
    return is_written && sync_folder(path, err);
}

bool file_write(const char *path, const Buf *content, Err *err)
{
    SCOPED(Buf, buf_free) temporary = {0};
    buf_printf(&temporary, "%s.XXXXXX", path);
    return write_and_rename(content, path, temporary.text, err) || err_within(err, "%s", path);
}
