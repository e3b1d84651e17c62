-- MariaDB's sequences by name: each is asked for the rest by itself, all in one query (read_mysql.c).
SELECT TABLE_SCHEMA, TABLE_NAME,
       'bigint' AS type -- of MySQL
       -- before 1105: 'bigint' AS type
       -- of MariaDB: (SELECT s.DATA_TYPE FROM information_schema.SEQUENCES s WHERE s.SEQUENCE_SCHEMA = t.TABLE_SCHEMA AND s.SEQUENCE_NAME = t.TABLE_NAME) AS type -- since 1105
       , nullif(ENGINE, 'InnoDB'), nullif(TABLE_COMMENT, '')
FROM information_schema.TABLES t
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND TABLE_TYPE = 'SEQUENCE'
