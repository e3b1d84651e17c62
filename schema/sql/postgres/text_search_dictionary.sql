-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_ts_dict/' || d.oid AS id, 'pg_namespace/' || d.dictnamespace AS schema, d.dictname AS name,
       format('%I.%I', tn.nspname, t.tmplname) AS template, d.dictinitoption AS options, pg_get_userbyid(d.dictowner) AS owner
FROM pg_ts_dict d JOIN here n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE d.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_ts_dict'::regclass AND e.deptype = 'e')
