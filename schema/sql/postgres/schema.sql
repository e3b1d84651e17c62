-- A schema that an extension made is read for the objects that others made in it: the extension brings it along.
SELECT 'pg_namespace/' || n.oid AS id, n.nspname AS name, 'pg_extension/' || e.refobjid AS extension,
       CASE WHEN e.refobjid IS NULL THEN pg_get_userbyid(n.nspowner) END AS owner,
       pg_has_role(n.nspowner, 'USAGE') AS is_ours, has_schema_privilege(n.oid, 'CREATE') AS may_create
FROM pg_namespace n LEFT JOIN pg_depend e ON e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
