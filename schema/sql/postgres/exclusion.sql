-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_constraint/' || k.oid AS id, 'pg_class/' || k.conindid AS aliases,
       'pg_class/' || c.oid AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
       (SELECT 'pg_constraint/' || NULLIF(k.conparentid, 0)) AS attached_to, i.indisclustered AS is_clustered,
       x.relpages::bigint * 8192 AS bytes
FROM tables c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'x' JOIN pg_index i ON i.indexrelid = k.conindid JOIN pg_class x ON x.oid = k.conindid
