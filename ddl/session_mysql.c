/* MySQL and MariaDB: what a session that builds is given. */
#include "emit_mysql.h"
#include "text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Since when which product has it; a value may speak of the server's own. */
typedef struct MySetting {
    const char *product; /* NULL: both */
    int64_t since;
    const char *name, *value;
    const char *usual; /* as in SessionSetting */
} MySetting;

/* foreign_key_checks: what refers to each other is dropped, emptied and changed in any order; orphans are looked for before a
   foreign key is added. restrict_fk_on_non_standard_key: what keys refer to, the source has decided.
   sql_generate_invisible_primary_key: a table has the columns that the source's has.
   system_versioning_alter_history: else a table that keeps the history of its rows cannot be altered. */
static const MySetting settings_of_all[] = {
    {NULL, 0, "sql_mode", "'" MY_SQL_MODE "'", NULL},
    {NULL, 0, "foreign_key_checks", "0", NULL},
    {"MySQL", 80027, "innodb_ddl_threads", "4", NULL},
    {"MySQL", 80014, "innodb_parallel_read_threads", "4", NULL},
    {"MySQL", 80030, "sql_generate_invisible_primary_key", "OFF", "0"},
    {"MySQL", 80400, "restrict_fk_on_non_standard_key", "OFF", NULL},
    {"MariaDB", 0, "innodb_strict_mode", "0", NULL},
    {"MariaDB", 0, "system_versioning_alter_history", "KEEP", NULL},
};

static SessionSetting setting(Arena *arena, const char *name, const char *value)
{
    return (SessionSetting){.name = name,
                            .sql = arena_printf(arena, "SET SESSION %s = %s", name, value),
                            .ask = arena_printf(arena, "SELECT @@%s", name)};
}

/* The job's "512MB" in bytes. */
static const char *bytes_of(Arena *arena, const char *size)
{
    char *unit;
    uint64_t number = strtoull(size, &unit, 10);
    number <<= strcmp(unit, "GB") == 0 ? 30 : strcmp(unit, "MB") == 0 ? 20 : 10;
    return arena_printf(arena, "%" PRIu64, number);
}

/* All builds that go on at once may take an eighth of the buffer pool, and each 1 GB at most, which its threads share (MySQL
   manual, 17.12.4); the server's own value stands where it is larger. */
static const char *buffer_size(Arena *arena, const SessionOptions *options)
{
    if (options->maintenance_work_mem != NULL)
        return bytes_of(arena, options->maintenance_work_mem);
    return arena_printf(
        arena,
        "CAST(GREATEST(@@innodb_ddl_buffer_size, LEAST(1073741824, @@innodb_buffer_pool_size DIV 8 DIV %zu)) AS SIGNED)",
        options->connections);
}

size_t my_session(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX])
{
    const char *timeout = arena_printf(arena, "%lld", (long long)options->lock_timeout_s);
    size_t count = 0;
    for (size_t i = 0; i < sizeof settings_of_all / sizeof *settings_of_all; i++) {
        const MySetting *one = &settings_of_all[i];
        if ((one->product == NULL || text_equal(one->product, options->product)) &&
            options->server_version >= one->since) {
            settings[count] = setting(arena, one->name, one->value);
            settings[count++].usual = one->usual;
        }
    }
    settings[count++] = setting(arena, "lock_wait_timeout", timeout);
    settings[count++] = setting(arena, "innodb_lock_wait_timeout", timeout);
    if (text_equal(options->product, "MySQL") && options->server_version >= 80027)
        settings[count++] = setting(arena, "innodb_ddl_buffer_size", buffer_size(arena, options));
    return count;
}

/* Each thread has temporary files and a part of the memory of its own. MariaDB has neither to choose for a session. */
const Modesty my_modesty[] = {
    {"MySQL", "/*!80027 SET SESSION innodb_ddl_threads = 1, SESSION innodb_parallel_read_threads = 1 */",
     "with one thread for a statement, where the server has several"},
    {"MySQL", "/*!80027 SET SESSION innodb_ddl_buffer_size = DEFAULT */",
     "with no more memory than the server gives by itself"},
    {NULL, NULL, NULL},
};
