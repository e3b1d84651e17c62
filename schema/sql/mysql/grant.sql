-- What was granted on databases, tables, columns and routines. The name of a database is a pattern there: those that stand for
-- several are not read.
SELECT concat('grant:', what, ':', ifnull(`column`, ''), ':', account) AS id, what AS `on`, `column`,
       CASE WHEN account = 'PUBLIC@' THEN NULL WHEN account LIKE '%@' THEN substring(account, 1, char_length(account) - 1)
            WHEN EXISTS (SELECT 1 FROM mysql.user u WHERE concat(u.User, '@%') = account AND u.Host = '%' AND u.account_locked = 'Y' AND u.password_expired = 'Y' AND u.authentication_string = '') THEN substring(account, 1, char_length(account) - 2) -- of MySQL
            ELSE account END AS grantee,
       concat('[', group_concat(DISTINCT json_quote(concat(privilege, if(option_too, '*', ''))) ORDER BY privilege SEPARATOR ', '), ']') AS privileges,
       '[]' AS defaults, NULL AS position
FROM (SELECT concat('schema:', SCHEMA_NAME) AS what, NULL AS `column`, replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@') AS account,
             PRIVILEGE_TYPE AS privilege, IS_GRANTABLE = 'YES' AS option_too
      FROM information_schema.SCHEMA_PRIVILEGES p JOIN information_schema.SCHEMATA ON SCHEMA_NAME = CAST(replace(replace(p.TABLE_SCHEMA, '\\_', '_'), '\\%', '%') AS BINARY)
      UNION ALL
      SELECT concat(CASE t.TABLE_TYPE WHEN 'VIEW' THEN 'view:' WHEN 'SEQUENCE' THEN 'sequence:' ELSE 'table:' END, quote(t.TABLE_SCHEMA), '.', t.TABLE_NAME), NULL,
             replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@'), PRIVILEGE_TYPE, IS_GRANTABLE = 'YES'
      FROM information_schema.TABLE_PRIVILEGES p JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = CAST(p.TABLE_SCHEMA AS BINARY) AND t.TABLE_NAME = CAST(p.TABLE_NAME AS BINARY)
      UNION ALL
      SELECT concat(CASE t.TABLE_TYPE WHEN 'VIEW' THEN 'view:' ELSE 'table:' END, quote(t.TABLE_SCHEMA), '.', t.TABLE_NAME), COLUMN_NAME,
             replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@'), PRIVILEGE_TYPE, IS_GRANTABLE = 'YES'
      FROM information_schema.COLUMN_PRIVILEGES p JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = CAST(p.TABLE_SCHEMA AS BINARY) AND t.TABLE_NAME = CAST(p.TABLE_NAME AS BINARY)
      UNION ALL
      SELECT concat(lower(replace(r.ROUTINE_TYPE, ' ', '_')), ':', quote(ROUTINE_SCHEMA), '.', r.ROUTINE_NAME), NULL, concat(User, '@', Host),
             upper(word), FIND_IN_SET('Grant', Proc_priv) > 0
      FROM mysql.procs_priv p JOIN information_schema.ROUTINES r ON ROUTINE_SCHEMA = Db AND r.ROUTINE_NAME = p.Routine_name AND r.ROUTINE_TYPE = p.Routine_type
      JOIN (SELECT 'Execute' AS word UNION ALL SELECT 'Alter Routine') words ON FIND_IN_SET(word, Proc_priv)) given
WHERE what NOT REGEXP '^(schema:|[a-z_]+:'')(mysql|sys|information_schema|performance_schema|innodb|ndbinfo|awsdms_control|mysql_innodb_cluster_metadata)($|''[.])'
GROUP BY CAST(what AS BINARY), `column`, CAST(account AS BINARY)
