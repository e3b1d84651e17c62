-- How often the schema has been changed by anybody. MySQL's information_schema is a part of the snapshot since 8.0, MariaDB's is not.
-- MariaDB counts a statement when it begins, so that one that has waited for its locks shows by the names alone.
SELECT NULL AS changes -- of MySQL -- since 800
-- before 800: SELECT sum(COUNT_STAR) AS changes FROM performance_schema.events_statements_summary_global_by_event_name
-- before 800: WHERE EVENT_NAME REGEXP '^statement/sql/(create|alter|drop|rename)_(db|table|index|view|trigger|function|procedure|event)$'
-- of MariaDB: SELECT concat(sum(VARIABLE_VALUE), ' ', (SELECT sum(crc32(concat(TABLE_SCHEMA, '/', TABLE_NAME))) FROM information_schema.TABLES)) AS changes FROM information_schema.GLOBAL_STATUS
-- of MariaDB: WHERE VARIABLE_NAME REGEXP '^COM_(CREATE|ALTER|DROP|RENAME)_(DB|TABLE|INDEX|VIEW|TRIGGER|(SP)?FUNCTION|PROCEDURE|EVENT|SEQUENCE|PACKAGE|PACKAGE_BODY)$'
