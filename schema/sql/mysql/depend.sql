-- since 800
-- What views are made of, tables or views. MariaDB and MySQL 5.7 do not say: there, it is found in their text (read_links.c).
SELECT concat('view:', quote(VIEW_SCHEMA), '.', VIEW_NAME) AS id, concat(kind, quote(TABLE_SCHEMA), '.', TABLE_NAME) AS needs
FROM information_schema.VIEW_TABLE_USAGE, (SELECT 'table:' AS kind UNION ALL SELECT 'view:') k
UNION ALL
SELECT concat('view:', quote(TABLE_SCHEMA), '.', TABLE_NAME), concat('function:', quote(SPECIFIC_SCHEMA), '.', SPECIFIC_NAME)
FROM information_schema.VIEW_ROUTINE_USAGE
