-- How often the schema has been changed by anybody. MySQL's information_schema is a part of the snapshot, MariaDB's is not.
SELECT NULL AS changes -- of MySQL
-- of MariaDB: SELECT sum(VARIABLE_VALUE) AS changes FROM information_schema.GLOBAL_STATUS
-- of MariaDB: WHERE VARIABLE_NAME REGEXP '^COM_(CREATE|ALTER|DROP|RENAME)_(DB|TABLE|INDEX|VIEW|TRIGGER|(SP)?FUNCTION|PROCEDURE|EVENT|SEQUENCE|PACKAGE|PACKAGE_BODY)$'
