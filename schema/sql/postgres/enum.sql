-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_type/' || t.oid AS id, 'pg_type/' || t.typarray AS aliases,
       'pg_namespace/' || t.typnamespace AS schema, t.typname AS name,
       (SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid) AS labels,
       pg_get_userbyid(t.typowner) AS owner
FROM pg_type t JOIN here n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_type'::regclass AND e.deptype = 'e')
