-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_ts_parser/' || p.oid AS id, 'pg_namespace/' || p.prsnamespace AS schema, p.prsname AS name,
       (SELECT json_agg(o) FROM (VALUES
           ('START = ' || p.prsstart::regproc),
           ('GETTOKEN = ' || p.prstoken::regproc),
           ('END = ' || p.prsend::regproc),
           (CASE WHEN p.prsheadline <> 0 THEN 'HEADLINE = ' || p.prsheadline::regproc END),
           ('LEXTYPES = ' || p.prslextype::regproc)) v(o)
        WHERE o IS NOT NULL) AS functions
FROM pg_ts_parser p JOIN here n ON n.oid = p.prsnamespace
WHERE p.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_ts_parser'::regclass AND e.deptype = 'e')
