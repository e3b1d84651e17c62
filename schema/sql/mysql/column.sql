-- Views have columns too: rows about tables that were not read are passed over. Defaults are as SHOW CREATE TABLE writes them,
-- but for the literals of binary columns, which are cut short here, and for what MySQL escapes (read_mysql.c). MySQL 5.7 knows
-- no other expressions than the current time, which it has for these two types only.
SELECT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS `table`, COLUMN_NAME AS name, ORDINAL_POSITION AS position,
       COLUMN_TYPE AS type, NULL AS compression, -- of MySQL
       -- of MariaDB: replace(COLUMN_TYPE, ' /*M!100301 COMPRESSED*/', '') AS type, if(COLUMN_TYPE LIKE '% /*M!100301 COMPRESSED*/', 'COMPRESSED', NULL) AS compression,
       COLLATION_NAME AS collation,
       CASE WHEN GENERATION_EXPRESSION <> '' THEN GENERATION_EXPRESSION -- of MySQL
            WHEN EXTRA NOT LIKE '%DEFAULT_GENERATED%' AND DATA_TYPE IN ('bit', 'binary', 'varbinary') THEN COLUMN_DEFAULT -- of MySQL -- since 800
            -- before 800: WHEN DATA_TYPE = 'bit' OR (DATA_TYPE IN ('timestamp', 'datetime') AND COLUMN_DEFAULT LIKE 'CURRENT_TIMESTAMP%') THEN COLUMN_DEFAULT
            WHEN EXTRA NOT LIKE '%DEFAULT_GENERATED%' THEN concat('''', replace(replace(replace(replace(replace( -- of MySQL
                 COLUMN_DEFAULT, '\\', '\\\\'), '''', ''''''), '\n', '\\n'), '\r', '\\r'), '\0', '\\0'), '''') -- of MySQL
            WHEN COLUMN_DEFAULT LIKE 'CURRENT_TIMESTAMP%' THEN COLUMN_DEFAULT -- of MySQL
            ELSE concat('(', COLUMN_DEFAULT, ')') END AS default_value, -- of MySQL
       -- of MariaDB: if(GENERATION_EXPRESSION IN ('ROW START', 'ROW END'), NULL, nullif(coalesce(GENERATION_EXPRESSION, COLUMN_DEFAULT), 'NULL')) AS default_value,
       CASE WHEN GENERATION_EXPRESSION IN ('ROW START', 'ROW END') THEN GENERATION_EXPRESSION
            WHEN EXTRA LIKE '%STORED GENERATED%' THEN 'STORED' WHEN EXTRA LIKE '%VIRTUAL GENERATED%' THEN 'VIRTUAL' END AS `generated`,
       IS_NULLABLE = 'NO' AS not_null, EXTRA LIKE '%auto_increment%' AS auto_increment,
       if(EXTRA LIKE '%on update %', substring_index(substring_index(substring_index(EXTRA, 'on update ', -1), ' ', 1), ',', 1), NULL) AS on_update, -- since 800
       -- before 800: if(EXTRA LIKE '%on update %', concat('CURRENT_TIMESTAMP', if(DATETIME_PRECISION > 0, concat('(', DATETIME_PRECISION, ')'), '')), NULL) AS on_update,
       EXTRA LIKE '%INVISIBLE%' AS is_invisible,
       SRS_ID AS srid, -- of MySQL -- since 800
       -- before 800: NULL AS srid,
       -- of MariaDB: NULL AS srid,
       nullif(COLUMN_COMMENT, '') AS comment, NULL AS format, EXTRA LIKE '%WITHOUT SYSTEM VERSIONING%' AS without_versioning
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
