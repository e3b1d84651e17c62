-- Triggers. Those whose text has literals are read again by SHOW CREATE TRIGGER. MariaDB names those that it hides.
SELECT concat('trigger:', quote(TRIGGER_SCHEMA), '.', TRIGGER_NAME) AS id, concat('table:', quote(EVENT_OBJECT_SCHEMA), '.', EVENT_OBJECT_TABLE) AS `table`, TRIGGER_NAME AS name,
       ACTION_STATEMENT AS definition, NULL AS head, ACTION_TIMING AS timing, EVENT_MANIPULATION AS event, ACTION_ORDER AS position,
       DEFINER AS definer, SQL_MODE AS sql_mode,
       CHARACTER_SET_CLIENT AS character_set, COLLATION_CONNECTION AS collation, DATABASE_COLLATION AS database_collation
FROM information_schema.TRIGGERS
WHERE TRIGGER_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND ACTION_STATEMENT IS NOT NULL
