/* Connections by the job. */
#include "connect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "log.h"
#include "rds_token.h"
#include "secret.h"

/* How long after a refused login a rotation may take to end: the server has the new password before the secret has. */
enum { PASSWORD_MAX = RDS_TOKEN_MAX, ROTATION_S = 10 };

typedef struct Login {
    const Job *job;
    const char *side; /* "source" */
    const char *url;
    const char *env, *file, *secret, *key; /* where the password is */
    bool by_role;
} Login;

static Login login_of(const Job *job, Side side)
{
    return side == SIDE_SOURCE ? (Login){job,
                                         connect_side_name(side),
                                         job->source_url,
                                         job->source_password_env,
                                         job->source_password_file,
                                         job->source_password_secret,
                                         job->source_password_key,
                                         job->source_password_iam == 1}
                               : (Login){job,
                                         connect_side_name(side),
                                         job->target_url,
                                         job->target_password_env,
                                         job->target_password_file,
                                         job->target_password_secret,
                                         job->target_password_key,
                                         job->target_password_iam == 1};
}

const char *connect_side_name(Side side)
{
    return side == SIDE_SOURCE ? "source" : "target";
}

bool connect_can_read_urls(const Job *job, Err *err)
{
    SCOPED(Arena *, arena_release) scratch = arena_new();
    for (Side side = SIDE_SOURCE; side <= SIDE_TARGET; side++) {
        Login login = login_of(job, side);
        DbAddress ignored;
        if (login.url != NULL && !db_address(login.url, scratch, &ignored, err))
            return err_within(err, "%s", login.side);
    }
    return true;
}

void connect_defaults(void)
{
    setenv("PGSSLMODE", "verify-full", 1);
    unsetenv("LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN"); /* it would let any server ask for the password in the clear */
    unsetenv("MARIADB_TLS_DISABLE_PEER_VERIFICATION");
}

/* ---- where a password comes from ---- */

static bool password_from_file(const Login *login, char *password, Err *err)
{
    FILE *file = fopen(login->file, "re");
    if (file == NULL) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\": %s", login->side, login->file, strerror(errno));
        return err_hint(err, "make the file readable to this user, or name another");
    }
    size_t length = fread(password, 1, PASSWORD_MAX, file);
    int failed = ferror(file) != 0 ? errno : 0; /* a folder can be opened, and not read */
    fclose(file);
    if (failed != 0) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\" cannot be read: %s", login->side, login->file,
                strerror(failed));
        return err_hint(err, "name a file that holds the password and nothing else");
    }
    if (length == PASSWORD_MAX) {
        err_set(err, ERR_CONFIG, "%s.password.file: \"%s\" is longer than %d bytes", login->side, login->file,
                PASSWORD_MAX - 1);
        return err_hint(err, "the file must hold the password and nothing else");
    }
    password[length] = '\0';
    password[strcspn(password, "\r\n")] = '\0'; /* editors end the last line */
    return true;
}

static bool password_from_environment(const Login *login, char *password, Err *err)
{
    const char *value = getenv(login->env);
    if (value == NULL || strlen(value) >= PASSWORD_MAX) {
        err_set(err, ERR_CONFIG, "%s.password.env: the environment has no usable variable \"%s\"", login->side,
                login->env);
        return err_hint(err, "export it, or name another variable");
    }
    strcpy(password, value);
    return true;
}

static bool password_from_secret(const Login *login, char *password, Err *err)
{
    return secret_get(login->job->aws, login->secret, login->key, password, PASSWORD_MAX, err) ||
           err_within(err, "%s.password", login->side);
}

/* The token is as good as a password, and a server may ask for it in the clear: only the right one may have it. */
static bool token_of_role(const Login *login, char *password, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Credentials, credentials_wipe) credentials = {0};
    DbAddress address;
    if (!db_address(login->url, arena, &address, err))
        return err_within(err, "%s.password.iam", login->side);
    if (!address.is_verified || address.host == NULL || address.user == NULL || strchr(address.host, ',') != NULL) {
        err_set(err, ERR_CONFIG, "%s.password.iam: %s", login->side,
                !address.is_verified ? "the URL does not ask for verified TLS" : "the URL names no user and one host");
        return err_hint(err, "a token goes to one server, whose certificate is checked: write user@host, and leave out "
                             "sslmode or ssl-mode");
    }
    RdsLogin rds = {.region = rds_region_of_host(arena, address.host),
                    .host = address.host,
                    .port = address.port,
                    .user = address.user,
                    .now = time(NULL)};
    if ((rds.region == NULL && !aws_region(login->job->aws, arena, &rds.region, err)) ||
        !aws_credentials(login->job->aws, &credentials, err))
        return err_within(err, "%s.password.iam", login->side);
    rds_token(&rds, &credentials, password);
    return true;
}

static bool find_password(const Login *login, char *password, bool *found, Err *err)
{
    *found = true;
    if (login->file != NULL)
        return password_from_file(login, password, err);
    if (login->env != NULL)
        return password_from_environment(login, password, err);
    if (login->secret != NULL)
        return password_from_secret(login, password, err);
    if (login->by_role)
        return token_of_role(login, password, err);
    *found = false;
    return true;
}

/* After a refused login: whether the secret holds another password than the one that was tried, or soon does. */
static bool is_rotated(const Login *login, char *password)
{
    char fresh[PASSWORD_MAX + 1] = "";
    Err why = {0};
    bool is_other = false, is_read = true;
    for (double end = clock_now_s() + (double)ROTATION_S;
         is_read && !is_other && db_stop_signal == 0 && clock_now_s() < end;) {
        is_read = password_from_secret(login, fresh, &why);
        is_other = is_read && strcmp(fresh, password) != 0;
        for (int i = 0; i < 10 && is_read && !is_other && db_stop_signal == 0; i++)
            nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
    }
    if (is_other)
        strcpy(password, fresh);
    explicit_bzero(fresh, sizeof fresh);
    return is_other;
}

/* ---- connecting ---- */

static void warn_once(Side side, const Db *db, bool password_in_url)
{
    static bool warned[2];
    char transport[120];
    if (warned[side])
        return;
    warned[side] = true;
    const char *how = db_transport(db, transport, sizeof transport);
    if (password_in_url)
        log_event(
            LOG_WARNING, "password_in_url",
            "the job holds a password inside a URL, where others may read it: use password.secret, password.env or password.file",
            LOG_TEXT("side", connect_side_name(side)));
    if (strcmp(how, "TLS verify-full") != 0 && strcmp(how, "socket") != 0) {
        char message[300];
        snprintf(message, sizeof message, "the connection to the %s is not protected by verified TLS: %s",
                 connect_side_name(side), how);
        log_event(LOG_WARNING, "transport", message, LOG_TEXT("side", connect_side_name(side)));
    }
}

static bool try_login(Db **db, const Login *login, DbEndpoint *endpoint, char *password, Err *err)
{
    if (db_connect(db, endpoint, err))
        return true;
    if (login->secret == NULL || err->class != ERR_PERMISSION)
        return false;
    if (!is_rotated(login, password))
        return err_hint(err,
                        "the password in the secret %s is refused, and no other came within %d seconds: check the "
                        "secret, its rotation, and the user's rights",
                        login->secret, ROTATION_S);
    log_event(LOG_INFO, "secret_rotated", "the secret has changed: logging in with what it holds now",
              LOG_TEXT("side", login->side));
    return db_connect(db, endpoint, err);
}

static bool connect_as(Db **db, const Job *job, Side side, bool local_infile, Err *err)
{
    Login login = login_of(job, side);
    char password[PASSWORD_MAX + 1] = "";
    bool has_password = false;
    if (login.url == NULL) {
        err_set(err, ERR_REFUSED, "the job names no %s server", login.side);
        return err_hint(err, "add %s: { url: postgres://... } (or mysql://...)", login.side);
    }
    bool ok = find_password(&login, password, &has_password, err);
    DbEndpoint endpoint = {
        .role = login.side,
        .url = login.url,
        .password = has_password ? password : NULL,
        .read_only = side == SIDE_SOURCE,
        .local_infile = local_infile,
        .timeout_s = (int)job->connect_timeout,
    };
    ok = ok && try_login(db, &login, &endpoint, password, err);
    explicit_bzero(password, sizeof password);
    if (!ok)
        return false;
    warn_once(side, *db, (*db)->driver->url_has_password(login.url));
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
