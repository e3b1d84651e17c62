-- Views. Their text here has lost the character sets of its literals, and on MySQL the algorithm is missing: SHOW CREATE VIEW has all.
SELECT concat('view:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS id, concat('schema:', TABLE_SCHEMA) AS `schema`, TABLE_NAME AS name,
       NULL AS shape, VIEW_DEFINITION AS definition, nullif(CHECK_OPTION, 'NONE') AS check_option,
       'UNDEFINED' AS algorithm, -- of MySQL
       -- of MariaDB: ALGORITHM AS algorithm,
       DEFINER AS definer, SECURITY_TYPE AS security, CHARACTER_SET_CLIENT AS character_set, COLLATION_CONNECTION AS collation,
       NULL AS columns, NULL AS error
FROM information_schema.VIEWS
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
