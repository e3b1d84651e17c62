-- Not those that belong to a type ('i'): a range's constructors come with it.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_proc/' || p.oid AS id, 'pg_namespace/' || p.pronamespace AS schema, p.proname AS name,
       oidvectortypes(p.proargtypes) AS arguments,
       CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS word,
       rtrim(pg_get_functiondef(p.oid), E'\n') AS definition, p.prosrc AS body, l.lanname AS language,
       p.proleakproof OR p.prosupport <> 0 OR NOT l.lanpltrusted AS is_privileged,
       pg_get_userbyid(p.proowner) AS owner
FROM pg_proc p JOIN here n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE p.prokind <> 'a' AND p.proname !~ '^awsdms_' AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
