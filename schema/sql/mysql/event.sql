-- Events. Those whose text has literals are read again by SHOW CREATE EVENT.
SELECT concat('event:', quote(EVENT_SCHEMA), '.', EVENT_NAME) AS id, concat('schema:', EVENT_SCHEMA) AS `schema`, EVENT_NAME AS name,
       if(EVENT_TYPE = 'ONE TIME', concat('AT ''', EXECUTE_AT, ''''),
          concat('EVERY ', INTERVAL_VALUE, ' ', INTERVAL_FIELD, coalesce(concat(' STARTS ''', STARTS, ''''), ''), coalesce(concat(' ENDS ''', ENDS, ''''), ''))) AS schedule,
       ON_COMPLETION = 'PRESERVE' AS is_preserved,
       CASE STATUS WHEN 'ENABLED' THEN 'ENABLE' WHEN 'DISABLED' THEN 'DISABLE' ELSE 'DISABLE ON REPLICA' END AS status,
       nullif(EVENT_COMMENT, '') AS comment, EVENT_DEFINITION AS definition, TIME_ZONE AS time_zone, DEFINER AS definer, SQL_MODE AS sql_mode,
       CHARACTER_SET_CLIENT AS character_set, COLLATION_CONNECTION AS collation, DATABASE_COLLATION AS database_collation
FROM information_schema.EVENTS
WHERE EVENT_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
