/* PostgreSQL: what a session that builds is given. Parameters are those of the manual's chapter 20 ("Server Configuration"). */
#include "emit_postgres.h"

static SessionSetting setting(Arena *arena, const char *name, const char *value)
{
    return (SessionSetting){
        .name = name,
        .sql = arena_printf(arena, "SELECT set_config('%s', %s, false) WHERE current_setting('%s', true) IS NOT NULL",
                            name, value, name)};
}

static const char *literal(Arena *arena, const char *text)
{
    Buf out = {0};
    pg_literal(&out, text);
    const char *value = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return value;
}

/* All builds that go on at once may take a quarter of the smaller of shared_buffers and half of effective_cache_size, and
   each 1 GB at most; the server's own value stands wherever it is larger. The manual (20.4.1) advises a quarter of the
   machine's memory for shared_buffers, and RDS sets both from it (a quarter and a half), so this is a sixteenth of a tuned
   machine; Aurora's shared_buffers are three quarters, which effective_cache_size bounds. One statement uses
   maintenance_work_mem once, however many parallel workers it has (20.4.1). More spares temporary files rather than time:
   four indexes on 3 million rows took 13 s of CPU with 64 MB, 15 s with 128 MB, 17 s with 512 MB (PostgreSQL 18). */
static const char *maintenance_work_mem(Arena *arena, const SessionOptions *options)
{
    if (options->maintenance_work_mem != NULL)
        return literal(arena, options->maintenance_work_mem);
    return arena_printf(arena,
                        "greatest(pg_size_bytes(current_setting('maintenance_work_mem')), "
                        "least(1073741824, least(pg_size_bytes(current_setting('shared_buffers')), "
                        "pg_size_bytes(current_setting('effective_cache_size')) / 2) / 4 / %zu)) / 1024 || 'kB'",
                        options->connections);
}

/* The sessions share half of the server's workers; never fewer than the server gives by itself. */
static const char *parallel_workers(Arena *arena, const SessionOptions *options)
{
    return arena_printf(arena,
                        "greatest(current_setting('max_parallel_maintenance_workers')::int, "
                        "current_setting('max_parallel_workers')::int / 2 / %zu)::text",
                        options->connections);
}

/* Event triggers of an earlier run, or of others, would fire at what is made now. Before PostgreSQL 17 only the role of a
   replica keeps them quiet; building fires no other trigger or rule. Asked only where there is any, since only superusers
   may. */
static const SessionSetting event_triggers = {
    .name = "event_triggers",
    .sql =
        "SELECT CASE WHEN current_setting('server_version_num')::int >= 170000 THEN set_config('event_triggers', 'off', false) "
        "ELSE set_config('session_replication_role', 'replica', false) END "
        "WHERE EXISTS (SELECT FROM pg_event_trigger WHERE evtenabled IN ('O', 'A'))",
};

/* client_connection_check_interval (14): what a killed run left at work ends soon. */
size_t pg_session(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX])
{
    size_t count = 0;
    settings[count++] = setting(arena, "synchronous_commit", "'off'");
    settings[count++] = setting(arena, "client_connection_check_interval", "'1s'");
    settings[count++] =
        setting(arena, "lock_timeout", arena_printf(arena, "'%llds'", (long long)options->lock_timeout_s));
    settings[count++] = event_triggers;
    settings[count++] = setting(arena, "max_parallel_maintenance_workers", parallel_workers(arena, options));
    settings[count++] = setting(arena, "maintenance_work_mem", maintenance_work_mem(arena, options));
    return count;
}

/* Each parallel worker takes shared memory (53100 where /dev/shm is small, as in containers) and temporary files of its
   own, and leaves the others a smaller part of the memory. Then memory, too, goes back to what the server gives by itself. */
const Modesty pg_modesty[] = {
    {NULL, "SET max_parallel_maintenance_workers = 0", "without parallel workers"},
    {NULL, "RESET maintenance_work_mem", "with the server's own maintenance_work_mem"},
    {NULL, NULL, NULL},
};
