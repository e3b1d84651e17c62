-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_statistic_ext/' || s.oid AS id, 'pg_namespace/' || s.stxnamespace AS schema, s.stxname AS name,
       'pg_class/' || s.stxrelid AS "table", pg_get_statisticsobjdef(s.oid) AS definition,
       NULLIF(s.stxstattarget, -1) AS target, -- since 13
       -- before 13: NULL AS target,
       pg_get_userbyid(s.stxowner) AS owner
FROM pg_statistic_ext s JOIN here n ON n.oid = s.stxnamespace JOIN pg_class c ON c.oid = s.stxrelid AND c.relkind IN ('r', 'p', 'm', 'f')
WHERE s.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_statistic_ext'::regclass AND e.deptype = 'e')
