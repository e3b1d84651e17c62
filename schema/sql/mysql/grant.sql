-- What was granted on databases, tables, columns and routines. The name of a database is a pattern there, but for a server with
-- partial revokes: what a pattern grants is granted on each database that it stands for, unless a pattern with more letters before
-- its first wildcard grants the same account something there (MySQL's manual, 8.2.7; of MariaDB, the name itself goes first).
SELECT concat('grant:', what, ':', ifnull(`column`, ''), ':', account) AS id, what AS `on`, `column`,
       CASE WHEN account = 'PUBLIC@' THEN NULL WHEN account LIKE '%@' THEN substring(account, 1, char_length(account) - 1)
            WHEN EXISTS (SELECT 1 FROM mysql.user u WHERE concat(u.User, '@%') = account AND u.Host = '%' AND u.account_locked = 'Y' AND u.password_expired = 'Y' AND u.authentication_string = '') THEN substring(account, 1, char_length(account) - 2) -- of MySQL -- since 800
            ELSE account END AS grantee,
       concat('[', group_concat(DISTINCT json_quote(concat(privilege, if(option_too, '*', ''))) ORDER BY privilege SEPARATOR ', '), ']') AS privileges,
       if(max(by_pattern), '["pattern"]', '[]') AS defaults, NULL AS position
FROM (SELECT concat('schema:', SCHEMA_NAME) AS what, NULL AS `column`, replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@') AS account,
             PRIVILEGE_TYPE AS privilege, IS_GRANTABLE = 'YES' AS option_too,
             replace(replace(pattern, '\\_', '_'), '\\%', '%') <> SCHEMA_NAME AS by_pattern
      FROM (SELECT GRANTEE, PRIVILEGE_TYPE, IS_GRANTABLE, CAST(TABLE_SCHEMA AS BINARY) AS pattern,
                   @@partial_revokes AS is_name, -- of MySQL -- since 800
                   -- before 800: false AS is_name,
                   -- of MariaDB: false AS is_name,
                   least(locate('_', concat(plain, '_')), locate('%', concat(plain, '%'))) AS letters
            FROM (SELECT *, replace(replace(TABLE_SCHEMA, '\\_', '.'), '\\%', '.') AS plain FROM information_schema.SCHEMA_PRIVILEGES) q) p
      JOIN information_schema.SCHEMATA ON if(is_name, SCHEMA_NAME = pattern, SCHEMA_NAME LIKE pattern)
      WHERE NOT EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES n
                        WHERE n.GRANTEE = p.GRANTEE AND SCHEMA_NAME LIKE CAST(n.TABLE_SCHEMA AS BINARY) AND NOT is_name
                          -- of MariaDB: AND pattern <> SCHEMA_NAME AND (n.TABLE_SCHEMA = CAST(SCHEMA_NAME AS BINARY) OR
                          -- of MariaDB:     letters < least(locate('_', concat(replace(replace(n.TABLE_SCHEMA, '\\_', '.'), '\\%', '.'), '_')), locate('%', concat(replace(replace(n.TABLE_SCHEMA, '\\_', '.'), '\\%', '.'), '%')))))
                          AND letters < least(locate('_', concat(replace(replace(n.TABLE_SCHEMA, '\\_', '.'), '\\%', '.'), '_')), locate('%', concat(replace(replace(n.TABLE_SCHEMA, '\\_', '.'), '\\%', '.'), '%')))) -- of MySQL
      UNION ALL
      SELECT concat(CASE t.TABLE_TYPE WHEN 'VIEW' THEN 'view:' WHEN 'SEQUENCE' THEN 'sequence:' ELSE 'table:' END, quote(t.TABLE_SCHEMA), '.', t.TABLE_NAME), NULL,
             replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@'), PRIVILEGE_TYPE, IS_GRANTABLE = 'YES', false
      FROM information_schema.TABLE_PRIVILEGES p JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = CAST(p.TABLE_SCHEMA AS BINARY) AND t.TABLE_NAME = CAST(p.TABLE_NAME AS BINARY)
      UNION ALL
      SELECT concat(CASE t.TABLE_TYPE WHEN 'VIEW' THEN 'view:' ELSE 'table:' END, quote(t.TABLE_SCHEMA), '.', t.TABLE_NAME), COLUMN_NAME,
             replace(substring(GRANTEE, 2, char_length(GRANTEE) - 2), '''@''', '@'), PRIVILEGE_TYPE, IS_GRANTABLE = 'YES', false
      FROM information_schema.COLUMN_PRIVILEGES p JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = CAST(p.TABLE_SCHEMA AS BINARY) AND t.TABLE_NAME = CAST(p.TABLE_NAME AS BINARY)
      UNION ALL
      SELECT concat(lower(replace(r.ROUTINE_TYPE, ' ', '_')), ':', quote(ROUTINE_SCHEMA), '.', r.ROUTINE_NAME), NULL, concat(User, '@', Host),
             upper(word), FIND_IN_SET('Grant', Proc_priv) > 0, false
      FROM mysql.procs_priv p JOIN information_schema.ROUTINES r ON ROUTINE_SCHEMA = Db AND r.ROUTINE_NAME = p.Routine_name AND r.ROUTINE_TYPE = p.Routine_type
      JOIN (SELECT 'Execute' AS word UNION ALL SELECT 'Alter Routine') words ON FIND_IN_SET(word, Proc_priv)) given
WHERE what NOT REGEXP '^(schema:|[a-z_]+:'')(mysql|sys|information_schema|performance_schema|innodb|ndbinfo|awsdms_control|mysql_innodb_cluster_metadata)($|''[.])'
GROUP BY CAST(what AS BINARY), `column`, CAST(account AS BINARY)
