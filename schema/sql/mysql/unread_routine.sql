-- Routines whose text the server keeps from this user.
SELECT concat(lower(replace(ROUTINE_TYPE, ' ', '_')), ':', quote(ROUTINE_SCHEMA), '.', ROUTINE_NAME) AS id,
       concat(lower(ROUTINE_TYPE), ' ', ROUTINE_SCHEMA, '.', ROUTINE_NAME) AS name, 'unreadable routine' AS type
FROM information_schema.ROUTINES
WHERE ROUTINE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND ROUTINE_DEFINITION IS NULL
