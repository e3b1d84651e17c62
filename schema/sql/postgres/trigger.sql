-- Those with a parent were made by the partitioned table's; they are read where they are enabled differently.
-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'f') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_trigger/' || t.oid AS id, 'pg_class/' || c.oid AS "table", t.tgname AS name,
       pg_get_triggerdef(t.oid) AS definition,
       CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' END AS enabled,
       p.oid IS NOT NULL AS is_inherited
FROM tables c JOIN pg_trigger t ON t.tgrelid = c.oid
LEFT JOIN pg_trigger p ON p.oid = t.tgparentid -- since 13
-- before 13: LEFT JOIN pg_depend d ON d.classid = 'pg_trigger'::regclass AND d.objid = t.oid AND d.refclassid = d.classid
-- before 13: LEFT JOIN pg_trigger p ON p.oid = d.refobjid
WHERE ((NOT t.tgisinternal AND p.oid IS NULL) OR (p.tgenabled <> t.tgenabled AND NOT p.tgisinternal))
  AND t.tgname <> 'repack_trigger' -- pg_repack's while it is at work: it would write to a table that is not here
