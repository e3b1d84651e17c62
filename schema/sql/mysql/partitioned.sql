-- Partitioned tables: TABLES does not say so of every one.
SELECT DISTINCT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS id
FROM information_schema.PARTITIONS
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND PARTITION_NAME IS NOT NULL
