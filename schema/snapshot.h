/* A catalog as JSON, and as one number. The format is described in SNAPSHOT.md. */
#pragma once

#include "buf.h"
#include "catalog.h"

/* Longer files are not read. A catalog of 100,000 columns takes some 30 MB. */
enum { SNAPSHOT_MAX_BYTES = 512 << 20 };
enum { FINGERPRINT_SIZE = 72 }; /* "sha256:", 64 digits and the NUL */

/* Appends the catalog; one object a line. Writing what was read from it gives the same bytes again. Bytes that are not
   UTF-8 (an SQL_ASCII database may hold them) become U+FFFD. */
void snapshot_write(const Catalog *catalog, Buf *out);

/* The text need not end with a NUL, and nothing of it is kept. ERR_REFUSED names the place of the first thing that is
   not as SNAPSHOT.md says; *out is then left alone. Otherwise the caller frees *out. Its objects' ids are their keys. */
bool snapshot_read(Catalog **out, const char *text, size_t length, Err *err) MUST_CHECK;

/* The same, of what was found at that place, which the message names, with what to do. */
bool snapshot_parse(Catalog **out, const char *place, const Buf *text, Err *err) MUST_CHECK;

/* ERR_ARTIFACT when it cannot be written. All or nothing: a reader sees the old file or the whole new one, and only the
   owner may read it. */
bool snapshot_write_file(const Catalog *catalog, const char *path, Err *err) MUST_CHECK;

/* "sha256:..." over all that compare_catalogs looks at (of every object: key, IDENTITY, COMPARE and LATE fields), except
   the values of sequences, which move all the time. Catalogs that compare as equal have the same fingerprint, unless the
   desired one leaves a role open. */
void catalog_fingerprint(const Catalog *catalog, char out[FINGERPRINT_SIZE]);

/* One field's value: string, true or false, number, list, a key or list of keys; null when it is empty, but false for
   a BOOL and [] for a list. */
void snapshot_put_value(Buf *out, const Object *object, const Field *field);
/* NULL, false, INT_NONE or a list without items. */
bool snapshot_is_empty(const Object *object, const Field *field);
