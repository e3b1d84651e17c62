#include "store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "s3.h"

typedef struct StoreWay {
    const char *scheme; /* that its places begin with */
    bool (*put)(const Store *store, const char *name, const Buf *content, Err *err);
    bool (*get)(const Store *store, const char *name, size_t max, Buf *out, bool *is_there, Err *err);
} StoreWay;

/* ---- a directory ---- */

static bool make_directory(const char *path, Err *err)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    err_set(err, ERR_ARTIFACT, "cannot make the folder %s: %s", path, strerror(errno));
    return err_hint(err, "make its parent writable to this user, or name another by artifacts in the job");
}

static bool directory_put(const Store *store, const char *name, const Buf *content, Err *err)
{
    const char *slash = strchr(name, '/');
    const char *folder = slash == NULL ? NULL : arena_slice(store->arena, name, (size_t)(slash - name));
    return make_directory(store->place, err) && (folder == NULL || make_directory(store_place(store, folder), err)) &&
           file_write(store_place(store, name), content, err);
}

static bool directory_get(const Store *store, const char *name, size_t max, Buf *out, bool *is_there, Err *err)
{
    const char *path = store_place(store, name);
    *is_there = access(path, F_OK) == 0;
    return !*is_there || file_read(path, max, out, err);
}

/* ---- S3 ---- */

static bool read_uri(const char *uri, Arena *arena, S3Object *object, Err *err)
{
    if (s3_read_uri(arena, uri, object) && object->key[0] != '\0')
        return true;
    err_set(err, ERR_CONFIG, "%s names no object of S3", uri);
    return err_hint(err, "write it as s3://bucket/key; buckets have small letters, digits, dots and hyphens");
}

static bool s3_store_put(const Store *store, const char *name, const Buf *content, Err *err)
{
    S3Put put = {.kms_key = store->kms_key};
    return read_uri(store_place(store, name), store->arena, &put.object, err) && s3_put(store->aws, &put, content, err);
}

static bool s3_store_get(const Store *store, const char *name, size_t max, Buf *out, bool *is_there, Err *err)
{
    S3Object object;
    return read_uri(store_place(store, name), store->arena, &object, err) &&
           s3_get(store->aws, &object, max, out, is_there, err);
}

/* ---- which of them ---- */

static const StoreWay ways[] = {
    {"s3://", s3_store_put, s3_store_get},
    {"", directory_put, directory_get},
};

Store store_at(Arena *arena, const char *place, Aws *aws, const char *kms_key)
{
    size_t length = strlen(place), way = 0;
    while (strncmp(place, ways[way].scheme, strlen(ways[way].scheme)) != 0)
        way++;
    while (length > 1 && place[length - 1] == '/')
        length--;
    return (Store){&ways[way], arena, aws, arena_slice(arena, place, length), kms_key};
}

const char *store_place(const Store *store, const char *name)
{
    return arena_printf(store->arena, "%s/%s", store->place, name);
}

bool store_put(const Store *store, const char *name, const Buf *content, Err *err)
{
    return store->way->put(store, name, content, err);
}

bool store_get(const Store *store, const char *name, size_t max, Buf *out, bool *is_there, Err *err)
{
    return store->way->get(store, name, max, out, is_there, err);
}

bool store_read(Aws *aws, const char *place, size_t max, Buf *out, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    S3Object object;
    if (strncmp(place, ways[0].scheme, strlen(ways[0].scheme)) != 0)
        return file_read(place, max, out, err);
    return read_uri(place, arena, &object, err) && s3_get(aws, &object, max, out, NULL, err);
}
