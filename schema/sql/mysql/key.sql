-- Primary keys.
SELECT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS `table`, 'PRIMARY' AS name, true AS is_primary,
       concat('[', group_concat(json_quote(COLUMN_NAME) ORDER BY SEQ_IN_INDEX), ']') AS columns,
       concat('[', group_concat(json_quote(
           -- of MariaDB: concat('`', replace(COLUMN_NAME, '`', '``'), '`',
           concat(coalesce(concat('`', replace(COLUMN_NAME, '`', '``'), '`'), concat('(', EXPRESSION, ')')), -- of MySQL -- since 800
           -- before 800: concat('`', replace(COLUMN_NAME, '`', '``'), '`',
                  if(SUB_PART IS NOT NULL AND INDEX_TYPE <> 'SPATIAL', concat('(', SUB_PART, ')'), ''), if(COLLATION = 'D', ' DESC', ''))
           ) ORDER BY SEQ_IN_INDEX), ']') AS `keys`,
       max(INDEX_TYPE) AS method, NULL AS options, true AS is_valid, nullif(max(INDEX_COMMENT), '') AS comment
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND INDEX_NAME = 'PRIMARY'
GROUP BY TABLE_SCHEMA, TABLE_NAME -- of MySQL -- since 800
-- before 800: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME
-- of MariaDB: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME
