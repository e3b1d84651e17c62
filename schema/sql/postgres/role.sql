-- pg_roles, never pg_authid: managed servers refuse it, and nobody needs the passwords.
SELECT 'pg_authid/' || r.oid AS id, r.rolname AS name,
       -- before 16: pg_has_role(r.oid, 'USAGE') AS is_ours
       pg_has_role(r.oid, 'USAGE') AND pg_has_role(r.oid, 'SET') AS is_ours -- since 16
FROM pg_roles r
