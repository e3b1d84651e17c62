-- since 800
-- Tables of which SHOW CREATE TABLE says more, where nothing else shows it: partitioned ones, as TABLES does not say so of every
-- one, and those with attributes for their engine.
SELECT DISTINCT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS id
FROM information_schema.PARTITIONS
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND PARTITION_NAME IS NOT NULL
UNION
SELECT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME)
FROM information_schema.TABLES_EXTENSIONS
WHERE coalesce(ENGINE_ATTRIBUTE, SECONDARY_ENGINE_ATTRIBUTE) IS NOT NULL
