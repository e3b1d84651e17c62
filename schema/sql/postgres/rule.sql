-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_rewrite/' || r.oid AS id, 'pg_class/' || c.oid AS "table", r.rulename AS name,
       rtrim(pg_get_ruledef(r.oid), ';') AS definition,
       CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' END AS enabled
FROM tables c JOIN pg_rewrite r ON r.ev_class = c.oid
WHERE r.rulename <> '_RETURN'
