-- Below 16384 is what every new database has: plpgsql.
SELECT 'pg_extension/' || x.oid AS id, x.extname AS name, 'pg_namespace/' || x.extnamespace AS schema, x.extversion AS version,
       pg_has_role(x.extowner, 'USAGE') AS is_ours
FROM pg_extension x
WHERE x.oid >= 16384
