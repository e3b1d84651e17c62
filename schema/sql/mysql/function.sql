-- Functions. The text here has lost parameters and escapes: SHOW CREATE has all.
SELECT concat('function:', quote(ROUTINE_SCHEMA), '.', ROUTINE_NAME) AS id, concat('schema:', ROUTINE_SCHEMA) AS `schema`, ROUTINE_NAME AS name,
       '' AS arguments, 'FUNCTION' AS word, ROUTINE_DEFINITION AS definition, DEFINER AS definer, SQL_MODE AS sql_mode,
       CHARACTER_SET_CLIENT AS character_set, COLLATION_CONNECTION AS collation, DATABASE_COLLATION AS database_collation
FROM information_schema.ROUTINES
WHERE ROUTINE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND ROUTINE_TYPE = 'FUNCTION'
  AND ROUTINE_DEFINITION IS NOT NULL
