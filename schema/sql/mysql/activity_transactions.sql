-- For a user who may not read performance_schema, and a MariaDB without its plugin METADATA_LOCK_INFO: who blocks is one of
-- those that have a transaction open. It needs the PROCESS privilege.
SELECT p.id AS session,
       p.state AS step,
       NULL AS share, -- of MySQL
-- of MariaDB:        (p.stage - 1 + p.progress / 100) / NULLIF(p.max_stage, 0) AS share,
       NULL AS bytes,
       CASE WHEN p.state LIKE 'Waiting for%lock%' THEN (
           SELECT COALESCE(CONCAT('one of those with an open transaction: ', GROUP_CONCAT(DISTINCT CONCAT('session ', b.id,
                      ' (user ', b.user, ', ', CASE b.command WHEN 'Sleep' THEN 'idle in transaction' ELSE 'active' END,
                      ', since ', UTC_TIMESTAMP() - INTERVAL b.time SECOND, ' UTC)') SEPARATOR ', ')),
                  'a session that the server does not name')
           FROM information_schema.innodb_trx AS t
           JOIN performance_schema.processlist AS b ON b.id = t.trx_mysql_thread_id AND b.id <> p.id -- of MySQL
-- of MariaDB:            JOIN information_schema.processlist AS b ON b.id = t.trx_mysql_thread_id AND b.id <> p.id
       ) END AS blocker
FROM performance_schema.processlist AS p -- of MySQL
-- of MariaDB: FROM information_schema.processlist AS p
WHERE p.id <> CONNECTION_ID() AND p.command = 'Query'
