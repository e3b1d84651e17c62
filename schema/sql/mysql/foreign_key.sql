-- Foreign keys. What one refers to need not exist.
SELECT concat('table:', quote(r.CONSTRAINT_SCHEMA), '.', r.TABLE_NAME) AS `table`, r.CONSTRAINT_NAME AS name, k.columns,
       concat('table:', quote(k.other_schema), '.', r.REFERENCED_TABLE_NAME) AS referenced_table, k.referenced_columns,
       concat('`', replace(k.other_schema, '`', '``'), '`.`', replace(r.REFERENCED_TABLE_NAME, '`', '``'), '`') AS referenced_name,
       nullif(r.MATCH_OPTION, 'NONE') AS `match`, r.UPDATE_RULE AS on_update, r.DELETE_RULE AS on_delete, true AS is_valid
FROM (SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, max(REFERENCED_TABLE_SCHEMA) AS other_schema,
             concat('[', group_concat(json_quote(COLUMN_NAME) ORDER BY ORDINAL_POSITION), ']') AS columns,
             concat('[', group_concat(json_quote(REFERENCED_COLUMN_NAME) ORDER BY ORDINAL_POSITION), ']') AS referenced_columns
      FROM information_schema.KEY_COLUMN_USAGE
      WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
        AND REFERENCED_COLUMN_NAME IS NOT NULL
      GROUP BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME -- of MySQL -- since 800
      -- before 800: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME, CONSTRAINT_NAME
      -- of MariaDB: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME, CONSTRAINT_NAME
      ) k
JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.TABLE_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
WHERE r.CONSTRAINT_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
