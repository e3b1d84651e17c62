-- Tablespaces that tables share. Only who has PROCESS may ask. MySQL 5.7 tells of files; those of a single table are called
-- innodb_file_per_table_7 there, and later by the table.
SELECT NULL AS id, concat('tablespace ', NAME) AS name, 'tablespace' AS type
FROM information_schema.INNODB_TABLESPACES WHERE SPACE_TYPE = 'General' AND NAME <> 'mysql' -- since 800
UNION ALL SELECT DISTINCT NULL, 'tablespace innodb_system', 'tablespace' -- since 800
FROM information_schema.INNODB_TABLES WHERE SPACE_TYPE = 'System' AND NAME LIKE '%/%' AND NAME NOT LIKE 'mysql/%' -- since 800
-- before 800: FROM (SELECT DISTINCT TABLESPACE_NAME AS NAME FROM information_schema.FILES WHERE ENGINE = 'InnoDB' AND FILE_TYPE = 'TABLESPACE') f
-- before 800: WHERE NAME NOT LIKE 'innodb\\_%' AND NAME NOT LIKE '%/%' AND NAME <> 'mysql'
