-- The bodies of MariaDB's packages, as functions are read.
SELECT concat('package_body:', quote(ROUTINE_SCHEMA), '.', ROUTINE_NAME) AS id, concat('schema:', ROUTINE_SCHEMA) AS `schema`, ROUTINE_NAME AS name,
       ROUTINE_DEFINITION AS definition, DEFINER AS definer, SQL_MODE AS sql_mode,
       CHARACTER_SET_CLIENT AS character_set, COLLATION_CONNECTION AS collation, DATABASE_COLLATION AS database_collation
FROM information_schema.ROUTINES
WHERE ROUTINE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND ROUTINE_TYPE = 'PACKAGE BODY'
  AND ROUTINE_DEFINITION IS NOT NULL
