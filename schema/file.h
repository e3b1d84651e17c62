/* Whole files in, whole files out. */
#pragma once

#include "buf.h"

/* ERR_ARTIFACT when it cannot be read, ERR_REFUSED when it is longer than `max` bytes. */
bool file_read(const char *path, size_t max, Buf *out, Err *err) MUST_CHECK;

/* All or nothing: a reader sees the old file or the whole new one, and only the owner may read it. ERR_ARTIFACT. */
bool file_write(const char *path, const Buf *content, Err *err) MUST_CHECK;
