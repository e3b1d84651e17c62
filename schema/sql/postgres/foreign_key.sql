-- Those with a parent were made by it, on partitions of either side.
-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_constraint/' || k.oid AS id, 'pg_class/' || c.oid AS "table", k.conname AS name,
       (SELECT json_agg(a.attname ORDER BY p.n) FROM unnest(k.conkey) WITH ORDINALITY p(attnum, n)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum) AS columns,
       'pg_class/' || k.confrelid AS referenced_table,
       (SELECT json_agg(a.attname ORDER BY p.n) FROM unnest(k.confkey) WITH ORDINALITY p(attnum, n)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.attnum) AS referenced_columns,
       CASE k.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' ELSE 'SIMPLE' END AS match,
       u.word AS on_update, d.word AS on_delete,
       (SELECT json_agg(a.attname ORDER BY p.n) FROM unnest(k.confdelsetcols) WITH ORDINALITY p(attnum, n) -- since 15
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum) AS on_delete_columns, -- since 15
       -- before 15: NULL AS on_delete_columns,
       k.conperiod AS period, -- since 18
       -- before 18: false AS period,
       k.condeferrable AS is_deferrable, k.condeferred AS is_deferred, k.convalidated AS is_valid,
       NOT k.conenforced AS not_enforced -- since 18
       -- before 18: false AS not_enforced
FROM tables c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0
JOIN (VALUES ('a', 'NO ACTION'), ('r', 'RESTRICT'), ('c', 'CASCADE'), ('n', 'SET NULL'), ('d', 'SET DEFAULT')) u(code, word)
  ON u.code = k.confupdtype
JOIN (VALUES ('a', 'NO ACTION'), ('r', 'RESTRICT'), ('c', 'CASCADE'), ('n', 'SET NULL'), ('d', 'SET DEFAULT')) d(code, word)
  ON d.code = k.confdeltype
