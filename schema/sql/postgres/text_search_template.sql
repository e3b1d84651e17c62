-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_ts_template/' || t.oid AS id, 'pg_namespace/' || t.tmplnamespace AS schema, t.tmplname AS name,
       (SELECT json_agg(o) FROM (VALUES
           (CASE WHEN t.tmplinit <> 0 THEN 'INIT = ' || t.tmplinit::regproc END),
           ('LEXIZE = ' || t.tmpllexize::regproc)) v(o)
        WHERE o IS NOT NULL) AS functions
FROM pg_ts_template t JOIN here n ON n.oid = t.tmplnamespace
WHERE t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_ts_template'::regclass AND e.deptype = 'e')
