/* MySQL and MariaDB: what a session that builds is given. */
#include "emit_mysql.h"

#include <string.h>

/* Since when which product has it; a value may speak of the server's own. */
typedef struct MySetting {
    const char *product; /* NULL: both */
    int64_t since;
    const char *name, *value;
} MySetting;

/* foreign_key_checks: what refers to each other is dropped, emptied and changed in any order; orphans are looked for before a
   foreign key is added. The builders of indexes share what one of them would take (MySQL 8.0.27, innodb_ddl_*: threads of one
   statement, and the memory that these share).
   system_versioning_alter_history: else a table that keeps the history of its rows cannot be altered. */
static const MySetting settings_of_all[] = {
    {NULL, 0, "sql_mode", "'" MY_SQL_MODE "'"},
    {NULL, 0, "foreign_key_checks", "0"},
    {"MySQL", 80027, "innodb_ddl_threads", "4"},
    {"MySQL", 80027, "innodb_ddl_buffer_size", "GREATEST(@@innodb_ddl_buffer_size, 67108864)"},
    {"MySQL", 80014, "innodb_parallel_read_threads", "4"},
    {"MariaDB", 0, "innodb_strict_mode", "0"},
    {"MariaDB", 0, "system_versioning_alter_history", "KEEP"},
};

size_t my_session(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof settings_of_all / sizeof *settings_of_all; i++) {
        const MySetting *setting = &settings_of_all[i];
        if ((setting->product == NULL || my_same_text(setting->product, options->product)) &&
            options->server_version >= setting->since)
            settings[count++] = (SessionSetting){
                setting->name, arena_printf(arena, "SET SESSION %s = %s", setting->name, setting->value),
                arena_printf(arena, "SELECT @@%s", setting->name)};
    }
    settings[count++] = (SessionSetting){
        "lock_wait_timeout",
        arena_printf(arena, "SET SESSION lock_wait_timeout = %lld", (long long)options->lock_timeout_s),
        "SELECT @@lock_wait_timeout"};
    return count;
}

/* Temporary files and buffers are each thread's own. */
const Modesty my_modesty[] = {
    {"SET SESSION innodb_ddl_threads = 1, SESSION innodb_parallel_read_threads = 1", "with one thread for a statement"},
    {"SET SESSION innodb_ddl_buffer_size = DEFAULT", "with the server's own innodb_ddl_buffer_size"},
    {NULL, NULL},
};
