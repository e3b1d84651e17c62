/* Reads a server's catalog by the queries for another version, of which no server is at hand; standard output is a snapshot that
   says it is that version's. The server must know whatever these queries ask for.

       read_as 50744 mysql://... */
#include <stdio.h>
#include <stdlib.h>

#include "read.h"
#include "snapshot.h"

static bool read_as(int64_t version, const char *url, Buf *out, Err *err)
{
    enum { PATIENCE_S = 10 };
    SCOPED(Db *, db_release) db = NULL;
    Catalog *catalog = NULL;
    const DbEndpoint endpoint = {.role = "source", .url = url, .read_only = true, .timeout_s = PATIENCE_S};
    if (!db_connect(&db, &endpoint, err))
        return false;
    db->server_version = version;
    if (!read_catalog(&catalog, &(ReadFrom){.db = db}, err))
        return false;
    snapshot_write(catalog, out);
    catalog_free(catalog);
    return true;
}

int main(int count, char **arguments)
{
    SCOPED(Buf, buf_free) out = {0};
    Err err = {0};
    if (count != 3 || !read_as(strtoll(arguments[1], NULL, 10), arguments[2], &out, &err)) {
        fprintf(stderr, "read_as: %s\n", count != 3 ? "a version and a URL are needed" : err.message);
        return EXIT_FAILURE;
    }
    fputs(buf_text(&out), stdout);
    return EXIT_SUCCESS;
}
