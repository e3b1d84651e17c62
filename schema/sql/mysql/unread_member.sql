-- since 800
-- Who has a role, and who has it without asking for it. MariaDB gives it to whoever makes it, too.
SELECT NULL AS id, concat('members of role ', role, ': ', group_concat(member ORDER BY member SEPARATOR ', ')) AS name, 'role members' AS type
FROM (
      SELECT concat(e.FROM_USER, if(e.FROM_HOST = '%', '', concat('@', e.FROM_HOST))) AS role, -- of MySQL
             concat(e.TO_USER, '@', e.TO_HOST, if(e.WITH_ADMIN_OPTION = 'Y', ' (with admin option)', ''), if(d.USER IS NULL, '', ' (by default)')) AS member -- of MySQL
      FROM mysql.role_edges e LEFT JOIN mysql.default_roles d -- of MySQL
      ON d.USER = e.TO_USER AND d.HOST = e.TO_HOST AND d.DEFAULT_ROLE_USER = e.FROM_USER AND d.DEFAULT_ROLE_HOST = e.FROM_HOST -- of MySQL
      -- of MariaDB: SELECT m.Role AS role, concat(m.User, if(m.Host = '', '', concat('@', m.Host)), if(m.Admin_option = 'Y', ' (with admin option)', ''), if(u.default_role = m.Role, ' (by default)', '')) AS member
      -- of MariaDB: FROM mysql.roles_mapping m LEFT JOIN mysql.user u ON u.User = m.User AND u.Host = m.Host
     ) edges
GROUP BY role
