-- since 800
-- Tables that have counted on. Until somebody opens them after a start of the server, MySQL says one less than they go on with.
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS name
FROM information_schema.TABLES
WHERE AUTO_INCREMENT > 1
  AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
