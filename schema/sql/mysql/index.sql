-- Indexes but for the primary key's. Which is the table's first of them, MariaDB and MySQL 5.7 tell by the order of their rows and
-- MySQL 8 not at all (index_order.sql).
SELECT concat('table:', quote(TABLE_SCHEMA), '.', TABLE_NAME) AS `table`, INDEX_NAME AS name, NOT max(NON_UNIQUE) AS is_unique,
       max(INDEX_TYPE) AS method,
       concat('[', group_concat(json_quote(
           -- of MariaDB: concat('`', replace(COLUMN_NAME, '`', '``'), '`',
           concat(coalesce(concat('`', replace(COLUMN_NAME, '`', '``'), '`'), concat('(', EXPRESSION, ')')), -- of MySQL -- since 800
           -- before 800: concat('`', replace(COLUMN_NAME, '`', '``'), '`',
                  if(SUB_PART IS NOT NULL AND INDEX_TYPE <> 'SPATIAL', concat('(', SUB_PART, ')'), ''), if(COLLATION = 'D', ' DESC', ''))
           ) ORDER BY SEQ_IN_INDEX), ']') AS `keys`,
       NULL AS options, true AS is_valid,
       max(IS_VISIBLE) = 'NO' AS is_invisible, NULL AS position, -- of MySQL -- since 800
       -- before 800: false AS is_invisible, min(place) AS position,
       -- of MariaDB: max(IGNORED) = 'YES' AS is_invisible, min(place) AS position,
       nullif(max(INDEX_COMMENT), '') AS comment
-- of MariaDB: FROM (SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION, SEQ_IN_INDEX, IGNORED, INDEX_COMMENT, @place := @place + 1 AS place
-- of MariaDB: FROM information_schema.STATISTICS, (SELECT @place := 0) nought
-- before 800: FROM (SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION, SEQ_IN_INDEX, INDEX_COMMENT, @place := @place + 1 AS place
-- before 800: FROM information_schema.STATISTICS, (SELECT @place := 0) nought
FROM information_schema.STATISTICS -- of MySQL -- since 800
WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'ndbinfo', 'awsdms_control', 'mysql_innodb_cluster_metadata')
  AND INDEX_NAME <> 'PRIMARY'
-- of MariaDB: ) s
-- before 800: ) s
GROUP BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME -- of MySQL -- since 800
-- before 800: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME, INDEX_NAME
-- of MariaDB: GROUP BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME, INDEX_NAME
