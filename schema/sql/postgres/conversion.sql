-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_conversion/' || c.oid AS id, 'pg_namespace/' || c.connamespace AS schema, c.conname AS name, c.condefault AS is_default,
       pg_encoding_to_char(c.conforencoding) AS source_encoding, pg_encoding_to_char(c.contoencoding) AS target_encoding,
       c.conproc::regproc AS function, pg_get_userbyid(c.conowner) AS owner
FROM pg_conversion c JOIN here n ON n.oid = c.connamespace
WHERE c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_conversion'::regclass AND e.deptype = 'e')
