-- What this user's sessions on this database do right now: a row for each that is at work. How far a step is comes from the
-- server's progress views, in whatever it counts; `blocker` says who holds the lock that the session waits for. It says
-- nothing of what the others' queries are, as these may hold rows. pg_blocking_pids stops the lock manager for a moment
-- (manual, 9.27), hence only for those that wait; 0 stands for a prepared transaction.
SELECT a.pid AS session,
       p.step,
       p.done,
       p.total,
       CASE WHEN a.wait_event_type = 'Lock' THEN (
           SELECT string_agg(CASE WHEN by.pid = 0 THEN 'a prepared transaction' ELSE format('session %s (%s)', by.pid,
                      concat_ws(', ',
                          'application ' || nullif(b.application_name, ''),
                          nullif(b.backend_type, 'client backend'),
                          'role ' || b.usename,
                          coalesce(b.state, 'its state is hidden from this user'),
                          'query started ' || to_char(b.query_start, 'YYYY-MM-DD HH24:MI:SS TZ'))) END, ', ')
           FROM (SELECT DISTINCT unnest(pg_blocking_pids(a.pid)) AS pid) AS by
           LEFT JOIN pg_stat_activity AS b ON b.pid = by.pid) END AS blocker
FROM pg_stat_activity AS a
LEFT JOIN (
    SELECT pid, phase AS step,
           CASE WHEN tuples_total > 0 THEN tuples_done ELSE blocks_done END AS done,
           CASE WHEN tuples_total > 0 THEN tuples_total ELSE blocks_total END AS total
    FROM pg_stat_progress_create_index
    UNION ALL
    SELECT pid, phase, heap_blks_scanned, heap_blks_total FROM pg_stat_progress_cluster
    UNION ALL -- since 13
    SELECT pid, phase, sample_blks_scanned, sample_blks_total FROM pg_stat_progress_analyze -- since 13
    UNION ALL -- since 14
    SELECT pid, relid::regclass::text, bytes_processed, bytes_total FROM pg_stat_progress_copy -- since 14
) AS p ON p.pid = a.pid
WHERE a.datname = current_database()
  AND a.usename = current_user
  AND a.state = 'active'
  AND a.pid <> pg_backend_pid()
