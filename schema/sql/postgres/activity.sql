-- What this user's sessions on this database do right now: a row for each that is at work. `share` of its statement
-- that is done and `bytes` come from the server's progress views; `blocker` says who holds the lock that the session waits for. It says
-- nothing of what the others' queries are, as these may hold rows. pg_blocking_pids stops the lock manager for a moment
-- (manual, 9.27), hence only for those that wait; 0 stands for a prepared transaction.
SELECT a.pid AS session,
       p.step,
       p.share,
       p.bytes,
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
    -- Of a B-tree's time about six parts go by while the table is scanned, one while its rows are sorted.
    SELECT pid, replace(phase, 'building index: ', '') AS step,
           CASE WHEN phase LIKE '%scanning table' THEN 0.6 * blocks_done / nullif(blocks_total, 0)
                WHEN phase LIKE '%sorting%' THEN 0.6
                WHEN phase LIKE '%loading tuples%' THEN 0.7 + 0.3 * tuples_done / nullif(tuples_total, 0)
                ELSE blocks_done::numeric / nullif(blocks_total, 0) END AS share,
           NULL::bigint AS bytes
    FROM pg_stat_progress_create_index
    UNION ALL
    SELECT pid, phase, heap_blks_scanned::numeric / nullif(heap_blks_total, 0), NULL FROM pg_stat_progress_cluster
    UNION ALL -- since 13
    SELECT pid, phase, sample_blks_scanned::numeric / nullif(sample_blks_total, 0), NULL FROM pg_stat_progress_analyze -- since 13
    UNION ALL -- since 14
    SELECT pid, NULL, NULL, bytes_processed FROM pg_stat_progress_copy -- since 14
) AS p ON p.pid = a.pid
WHERE a.datname = current_database()
  AND a.usename = current_user
  AND a.state = 'active'
  AND a.pid <> pg_backend_pid()
