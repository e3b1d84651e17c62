-- Tables. Ids quote the database's name, so that where it ends is known. How a table is partitioned, periods and options that
-- are not listed come from SHOW CREATE TABLE (read_mysql.c). Where a counter is beyond our numbers, the server knows it by the rows.
SELECT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS id, concat('schema:', TABLE_SCHEMA) AS `schema`,
       TABLE_NAME AS name, NULL AS partition_key, json_array(CREATE_OPTIONS) AS options, ENGINE AS engine, NULL AS row_format,
       TABLE_COLLATION AS collation, nullif(TABLE_COMMENT, '') AS comment, NULL AS partitions, NULL AS periods,
       TABLE_TYPE = 'SYSTEM VERSIONED' AS is_versioned, least(AUTO_INCREMENT, 9223372036854775807) AS auto_increment,
       DATA_LENGTH AS bytes, TABLE_ROWS AS `rows`
FROM information_schema.TABLES
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
