-- Databases that are neither the system's nor a managed service's.
SELECT concat('schema:', SCHEMA_NAME) AS id, SCHEMA_NAME AS name, DEFAULT_CHARACTER_SET_NAME AS character_set,
       DEFAULT_COLLATION_NAME AS collation,
       DEFAULT_ENCRYPTION = 'YES' AS is_encrypted, NULL AS comment -- of MySQL -- since 800
       -- before 800: false AS is_encrypted, NULL AS comment
       -- of MariaDB: false AS is_encrypted, nullif(SCHEMA_COMMENT, '') AS comment
FROM information_schema.SCHEMATA
WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
