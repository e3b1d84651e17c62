-- since 800
-- Checks. On MySQL their names are the database's, on MariaDB the table's; there, one that stands with a column bears its name.
-- Both halves are made before they are joined: MySQL would look at every check for each.
SELECT /*+ NO_MERGE(c, t) */
       concat('table:', quote(c.CONSTRAINT_SCHEMA), '.', TABLE_NAME) AS `table`, c.CONSTRAINT_NAME AS name, CHECK_CLAUSE AS expression,
       true AS is_valid,
       ENFORCED = 'NO' AS not_enforced, NULL AS `column`, NULL AS position -- of MySQL
       -- of MariaDB: false AS not_enforced, if(LEVEL = 'Column', c.CONSTRAINT_NAME, NULL) AS `column`, place AS position
FROM (SELECT * FROM information_schema.CHECK_CONSTRAINTS) c -- of MySQL
-- of MariaDB: FROM (SELECT *, row_number() OVER () AS place FROM information_schema.CHECK_CONSTRAINTS) c
JOIN (SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME, ENFORCED FROM information_schema.TABLE_CONSTRAINTS WHERE CONSTRAINT_TYPE = 'CHECK') t USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME) -- of MySQL
WHERE c.CONSTRAINT_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
