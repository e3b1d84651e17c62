-- pg_roles, never pg_authid: managed servers refuse it, and nobody needs the passwords.
SELECT 'pg_authid/' || r.oid AS id, r.rolname AS name FROM pg_roles r
