-- What everybody may see: the user's own sessions.
SELECT p.id AS session,
       p.state AS step,
       NULL AS share, -- of MySQL
-- of MariaDB:        (p.stage - 1 + p.progress / 100) / NULLIF(p.max_stage, 0) AS share,
       NULL AS bytes,
       CASE WHEN p.state LIKE 'Waiting for%lock%' THEN 'a session that the server does not name to this user, who lacks PROCESS' END AS blocker
FROM performance_schema.processlist AS p -- of MySQL
-- of MariaDB: FROM information_schema.processlist AS p
WHERE p.id <> CONNECTION_ID() AND p.command = 'Query'
