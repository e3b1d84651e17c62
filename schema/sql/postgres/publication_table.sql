-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_publication_rel/' || r.oid AS id, 'pg_publication/' || r.prpubid AS publication, 'pg_class/' || c.oid AS "table",
       (SELECT json_agg(a.attname ORDER BY p.n) FROM unnest(r.prattrs::int2[]) WITH ORDINALITY p(attnum, n) -- since 15
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum) AS columns, -- since 15
       pg_get_expr(r.prqual, r.prrelid) AS filter -- since 15
       -- before 15: NULL AS columns, NULL AS filter
FROM tables c JOIN pg_publication_rel r ON r.prrelid = c.oid
