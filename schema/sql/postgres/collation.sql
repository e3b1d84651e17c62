-- Not its version: that is the target's library's own.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_collation/' || c.oid AS id, 'pg_namespace/' || c.collnamespace AS schema, c.collname AS name,
       CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
       c.collisdeterministic AS is_deterministic,
       c.colllocale AS locale, -- since 17
       -- before 17: c.colliculocale AS locale, -- since 15
       -- before 15: CASE WHEN c.collprovider = 'i' THEN c.collcollate END AS locale,
       CASE WHEN c.collprovider = 'c' THEN c.collcollate END AS lc_collate,
       CASE WHEN c.collprovider = 'c' THEN c.collctype END AS lc_ctype,
       c.collicurules AS rules, -- since 16
       -- before 16: NULL AS rules,
       pg_get_userbyid(c.collowner) AS owner
FROM pg_collation c JOIN here n ON n.oid = c.collnamespace
WHERE c.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
  AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_collation'::regclass AND e.deptype = 'e')
