-- Accounts and roles. MySQL makes a role as an account that cannot log in: locked, and without a password that is valid.
SELECT concat('role:', User, '@', Host) AS id, trim(TRAILING '@' FROM concat(User, '@', Host)) AS name, Super_priv = 'Y' AS is_superuser,
       account_locked = 'Y' AND password_expired = 'Y' AND authentication_string = '' AS is_role, -- of MySQL
       EXISTS (SELECT 1 FROM mysql.global_grants g WHERE g.USER = u.User AND g.HOST = u.Host AND g.PRIV = 'SYSTEM_USER') AS is_system_user, -- of MySQL
       -- of MariaDB: is_role = 'Y' AS is_role, false AS is_system_user,
       '[]' AS member_of, false AS is_ours, false AS is_managed
FROM mysql.user u
