-- Views that the server cannot use any more. MariaDB and MySQL 5.7 only find out when asked for more than that.
SELECT concat('view:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS id, TABLE_COMMENT AS error
       -- of MariaDB: , TABLE_ROWS
       -- before 800: , TABLE_ROWS
FROM information_schema.TABLES
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND TABLE_TYPE = 'VIEW' AND TABLE_COMMENT <> 'VIEW'
