-- Who may log in belongs to the server.
SELECT NULL AS id, concat('users (', count(*), ')') AS name, 'user' AS type FROM mysql.user
WHERE User NOT IN ('mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys', 'rdsadmin', 'root', '')
  AND account_locked = 'N' -- of MySQL
  -- of MariaDB: AND is_role = 'N'
HAVING count(*) > 0
