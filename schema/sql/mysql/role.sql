-- Accounts and roles. MySQL makes a role as an account that cannot log in: locked, and without a password that is valid. Its
-- host is left out where it is any: then it is called as MariaDB calls it.
SELECT concat('role:', User, '@', Host) AS id,
       concat(User, CASE WHEN Host = '%' AND account_locked = 'Y' AND password_expired = 'Y' AND authentication_string = '' THEN '' ELSE concat('@', Host) END) AS name, -- of MySQL -- since 800
       account_locked = 'Y' AND password_expired = 'Y' AND authentication_string = '' AS is_role, -- of MySQL -- since 800
       EXISTS (SELECT 1 FROM mysql.global_grants g WHERE g.USER = u.User AND g.HOST = u.Host AND g.PRIV = 'SYSTEM_USER') AS is_system_user, -- of MySQL -- since 800
       -- before 800: concat(User, '@', Host) AS name, false AS is_role, false AS is_system_user,
       -- of MariaDB: concat(User, CASE WHEN Host = '' THEN '' ELSE concat('@', Host) END) AS name, is_role = 'Y' AS is_role, false AS is_system_user,
       Super_priv = 'Y' AS is_superuser, '[]' AS member_of, false AS is_ours, false AS is_managed
FROM mysql.user u
