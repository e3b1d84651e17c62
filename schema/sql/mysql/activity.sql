-- What sessions do right now: a row for each that is at work. `share` of its statement that is done comes from the stages
-- that MySQL's events_stages_current tells, where its consumer is enabled, and from MariaDB's own list; `blocker` says who holds the lock
-- that the session waits for, and nothing of what their queries are, as these may hold rows. It needs SELECT on
-- performance_schema, and of MariaDB its plugin METADATA_LOCK_INFO, which knows no waits: there whoever holds a table that
-- the statement names.
SELECT p.processlist_id AS session, -- of MySQL
       REPLACE(REPLACE(COALESCE(s.event_name, p.processlist_state), 'stage/innodb/', ''), 'stage/sql/', '') AS step, -- of MySQL
       s.work_completed / NULLIF(s.work_estimated, 0) AS share, -- of MySQL
       NULL AS bytes, -- of MySQL
       CASE WHEN p.processlist_state LIKE 'Waiting for%lock%' OR w.blocking_thread_id IS NOT NULL THEN ( -- of MySQL
           SELECT GROUP_CONCAT(DISTINCT CONCAT('session ', b.processlist_id, ' (', CONCAT_WS(', ', -- of MySQL
                      CONCAT('application ', NULLIF(a.attr_value, '')), -- of MySQL
                      CONCAT('user ', b.processlist_user), -- of MySQL
                      CASE b.processlist_command WHEN 'Sleep' THEN 'idle in transaction' ELSE 'active' END, -- of MySQL
                      CONCAT('since ', UTC_TIMESTAMP() - INTERVAL b.processlist_time SECOND, ' UTC')), ')') SEPARATOR ', ') -- of MySQL
           FROM performance_schema.threads AS b -- of MySQL
           LEFT JOIN performance_schema.session_connect_attrs AS a ON a.processlist_id = b.processlist_id AND a.attr_name = 'program_name' -- of MySQL
           WHERE b.thread_id <> p.thread_id AND (b.thread_id = w.blocking_thread_id OR b.thread_id IN ( -- of MySQL
               SELECT held.owner_thread_id -- of MySQL
               FROM performance_schema.metadata_locks AS wanted -- of MySQL
               JOIN performance_schema.metadata_locks AS held ON held.lock_status = 'GRANTED' AND held.object_type = wanted.object_type -- of MySQL
                   AND held.object_schema <=> wanted.object_schema AND held.object_name <=> wanted.object_name -- of MySQL
               WHERE wanted.lock_status = 'PENDING' AND wanted.owner_thread_id = p.thread_id)) -- of MySQL
       ) END AS blocker -- of MySQL
FROM performance_schema.threads AS p -- of MySQL
LEFT JOIN performance_schema.events_stages_current AS s ON s.thread_id = p.thread_id AND s.event_name LIKE 'stage/innodb/%' -- of MySQL
LEFT JOIN performance_schema.data_lock_waits AS w ON w.requesting_thread_id = p.thread_id -- of MySQL
WHERE p.processlist_id <> CONNECTION_ID() AND p.processlist_command = 'Query' -- of MySQL
-- of MariaDB: SELECT p.id AS session,
-- of MariaDB:        p.state AS step,
-- of MariaDB:        (p.stage - 1 + p.progress / 100) / NULLIF(p.max_stage, 0) AS share,
-- of MariaDB:        NULL AS bytes,
-- of MariaDB:        CASE WHEN p.state LIKE 'Waiting for%lock%' THEN (
-- of MariaDB:            SELECT COALESCE(GROUP_CONCAT(DISTINCT CONCAT('session ', b.id, ' (user ', b.user, ', ',
-- of MariaDB:                       CASE b.command WHEN 'Sleep' THEN 'idle in transaction' ELSE 'active' END,
-- of MariaDB:                       ', since ', UTC_TIMESTAMP() - INTERVAL b.time SECOND, ' UTC)') SEPARATOR ', '),
-- of MariaDB:                       'a session that the server does not name')
-- of MariaDB:            FROM information_schema.metadata_lock_info AS held
-- of MariaDB:            JOIN information_schema.processlist AS b ON b.id = held.thread_id
-- of MariaDB:            WHERE b.id <> p.id AND LOCATE(CONCAT('`', held.table_schema, '`'), p.info) > 0
-- of MariaDB:              AND (held.table_name = '' OR LOCATE(CONCAT('`', held.table_name, '`'), p.info) > 0)
-- of MariaDB:        ) END AS blocker
-- of MariaDB: FROM information_schema.processlist AS p
-- of MariaDB: WHERE p.id <> CONNECTION_ID() AND p.command = 'Query'
