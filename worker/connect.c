/* Connections by the job. */
#include "connect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

enum { PASSWORD_MAX = 4096 };

typedef struct SideKeys {
    const char *url, *env, *file;
} SideKeys;

static SideKeys keys_of(const Job *job, Side side)
{
    return side == SIDE_SOURCE ? (SideKeys){job->source_url, job->source_password_env, job->source_password_file}
                               : (SideKeys){job->target_url, job->target_password_env, job->target_password_file};
}

const char *connect_side_name(Side side)
{
    return side == SIDE_SOURCE ? "source" : "target";
}

void connect_defaults(void)
{
    setenv("PGSSLMODE", "verify-full", 1);
    unsetenv("LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN"); /* it would let any server ask for the password in the clear */
    unsetenv("MARIADB_TLS_DISABLE_PEER_VERIFICATION");
}

static bool password_from_file(const char *path, const char *side, char *password, Err *err)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\": %s", side, path, strerror(errno));
        return err_hint(err, "make the file readable to this user, or name another");
    }
    size_t length = fread(password, 1, PASSWORD_MAX, file);
    bool failed = ferror(file) != 0; /* a folder can be opened, and not read */
    fclose(file);
    if (failed) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\" cannot be read: %s", side, path, strerror(errno));
        return err_hint(err, "name a file that holds the password and nothing else");
    }
    if (length == PASSWORD_MAX) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\" is longer than %d bytes", side, path, PASSWORD_MAX - 1);
        return err_hint(err, "the file must hold the password and nothing else");
    }
    password[length] = '\0';
    password[strcspn(password, "\r\n")] = '\0'; /* editors end the last line */
    return true;
}

static bool find_password(const SideKeys *keys, const char *side, char *password, bool *found, Err *err)
{
    *found = keys->env != NULL || keys->file != NULL;
    if (keys->file != NULL)
        return password_from_file(keys->file, side, password, err);
    if (keys->env == NULL)
        return true;
    const char *value = getenv(keys->env);
    if (value == NULL || strlen(value) >= PASSWORD_MAX) {
        err_set(err, ERR_CONFIG, "%s.password.env: the environment has no usable variable \"%s\"", side, keys->env);
        return err_hint(err, "export it, or name another variable");
    }
    strcpy(password, value);
    return true;
}

static void warn_once(Side side, const Db *db, bool password_in_url)
{
    static bool warned[2];
    char transport[120];
    if (warned[side])
        return;
    warned[side] = true;
    const char *how = db_transport(db, transport, sizeof transport);
    if (password_in_url)
        log_event(LOG_WARNING, "password_in_url",
                  "the job holds a password inside a URL, where others may read it: use password.env or password.file",
                  LOG_TEXT("side", connect_side_name(side)));
    if (strcmp(how, "TLS verify-full") != 0 && strcmp(how, "socket") != 0) {
        char message[300];
        snprintf(message, sizeof message, "the connection to the %s is not protected by verified TLS: %s",
                 connect_side_name(side), how);
        log_event(LOG_WARNING, "transport", message, LOG_TEXT("side", connect_side_name(side)));
    }
}

static bool connect_as(Db **db, const Job *job, Side side, bool local_infile, Err *err)
{
    SideKeys keys = keys_of(job, side);
    const char *name = connect_side_name(side);
    char password[PASSWORD_MAX + 1] = "";
    bool has_password = false;
    if (keys.url == NULL) {
        err_set(err, ERR_REFUSED, "the job names no %s server", name);
        return err_hint(err, "add %s: { url: postgres://... } (or mysql://...)", name);
    }
    if (!find_password(&keys, name, password, &has_password, err))
        return false;
    DbEndpoint endpoint = {
        .role = name,
        .url = keys.url,
        .password = has_password ? password : NULL,
        .read_only = side == SIDE_SOURCE,
        .local_infile = local_infile,
        .timeout_s = (int)job->connect_timeout,
    };
    bool ok = db_connect(db, &endpoint, err);
    explicit_bzero(password, sizeof password);
    if (!ok)
        return false;
    warn_once(side, *db, (*db)->driver->url_has_password(keys.url));
    return true;
}

bool connect_side(Db **db, const Job *job, Side side, Err *err)
{
    return connect_as(db, job, side, false, err);
}

bool connect_loader(Db **db, const Job *job, Err *err)
{
    return connect_as(db, job, SIDE_TARGET, true, err);
}
