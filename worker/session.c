/* What a session of ours is given before it works. */
#include "session.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "log.h"

typedef struct SettingUp {
    const SessionSetting *settings[2 * SESSION_SETTINGS_MAX]; /* by the statement's number */
    const char *statements[2 * SESSION_SETTINGS_MAX];
    size_t count;
    Buf told; /* "name = value, ..." */
} SettingUp;

static bool read_value(size_t number, const Rows *rows, void *context, Err *err)
{
    (void)err;
    SettingUp *up = context;
    if (rows->count > 0)
        buf_printf(&up->told, "%s%s = %s", up->told.length > 0 ? ", " : "", up->settings[number]->name,
                   rows_value(rows, 0, 0));
    return true;
}

static void add_setting(SettingUp *up, const SessionSetting *setting)
{
    const char *const statements[] = {setting->sql, setting->ask};
    for (size_t i = 0; i < 2 && statements[i] != NULL; i++) {
        up->settings[up->count] = setting;
        up->statements[up->count++] = statements[i];
    }
}

static void tell_refused(const char *name, const char *remedy_of_permission, const Err *refused)
{
    const char *remedy = refused->class == ERR_PERMISSION ? remedy_of_permission : "correct it in the job";
    char message[sizeof refused->message + 300];
    snprintf(message, sizeof message, "going on without %s, which the target refuses: %s (%s)", name, refused->message,
             remedy);
    log_event(LOG_WARNING, "setting_refused", message, LOG_TEXT("setting", name),
              LOG_TEXT("sqlstate", refused->sqlstate), LOG_TEXT("hint", remedy));
}

/* The connection, after a statement that failed. */
static bool is_alive(const Err *err)
{
    return err->class != ERR_CONNECT && err->class != ERR_STOPPED;
}

static bool compare_value(size_t number, const Rows *rows, void *context, Err *err)
{
    const char **usual = context;
    (void)number;
    (void)err;
    if (rows->count > 0 && strcmp(rows_value(rows, 0, 0), *usual) == 0)
        *usual = NULL;
    return true;
}

/* What was refused is so already. */
static bool is_usual(Db *db, const SessionSetting *setting)
{
    const char *usual = setting->usual;
    Err err = {0};
    return usual != NULL && db_pipeline(db, &setting->ask, 1, compare_value, &usual, NULL, &err) && usual == NULL;
}

/* All at once; when the server refuses any, one by one, so that the others are made. False when the connection is gone. */
static bool set_up(Db *db, const SessionSetting *settings, size_t count, const char *remedy, Err *err)
{
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    SettingUp up = {0};
    for (size_t i = 0; i < count; i++)
        add_setting(&up, &settings[i]);
    bool ok = db_pipeline(db, up.statements, up.count, read_value, &up, NULL, err);
    bool is_first = !atomic_flag_test_and_set(&is_told);
    bool refused = !ok && is_alive(err);
    if (refused)
        buf_clear(&up.told);
    for (size_t i = 0; refused && (ok || is_alive(err)) && i < count; i++) {
        up.count = 0;
        add_setting(&up, &settings[i]);
        ok = db_pipeline(db, up.statements, up.count, read_value, &up, NULL, err);
        if (!ok && is_first && is_alive(err) && !is_usual(db, &settings[i]))
            tell_refused(settings[i].name, remedy, err);
    }
    ok = ok || is_alive(err);
    if (ok && is_first)
        log_line(LOG_DEBUG, "settings", "sessions on the target: %s", buf_text(&up.told));
    buf_free(&up.told);
    return ok;
}

bool session_open(Db **db, const Job *job, const Dialect *dialect, Err *err)
{
    SCOPED(Arena *, arena_release) scratch = arena_new();
    if (!connect_side(db, job, SIDE_TARGET, err))
        return false;
    SessionOptions options = {(*db)->product, (*db)->server_version, (size_t)job->post_data_connections,
                              job->lock_timeout, job->post_data_maintenance_work_mem};
    SessionSetting settings[SESSION_SETTINGS_MAX];
    size_t count = dialect->session(scratch, &options, settings);
    return set_up(*db, settings, count, dialect->setting_remedy, err) && db_exec(*db, dialect->join_run, err);
}
