-- pg_roles, never pg_authid: managed servers refuse it, and nobody needs the passwords.
SELECT 'pg_authid/' || r.oid AS id, r.rolname AS name, r.rolsuper AS is_superuser,
       -- before 16: pg_has_role(r.oid, 'USAGE') AS is_ours,
       pg_has_role(r.oid, 'USAGE') AND pg_has_role(r.oid, 'SET') AS is_ours, -- since 16
       -- before 16: r.rolname = current_user OR (me.rolcreaterole AND NOT r.rolsuper) AS is_managed,
       r.rolname = current_user OR (me.rolcreaterole AND pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')) AS is_managed, -- since 16
       (SELECT json_agg(g.rolname ORDER BY g.rolname COLLATE "C") FROM pg_roles g
        WHERE EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid AND m.roleid = g.oid
                      -- before 16: AND r.rolinherit
                      AND m.inherit_option -- since 16
              ) OR (g.rolname = 'pg_database_owner' -- 14 and newer
                    AND EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND d.datdba = r.oid))) AS member_of
FROM pg_roles r JOIN pg_roles me ON me.rolname = current_user
