-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_constraint/' || k.oid AS id, 'pg_class/' || k.conindid AS aliases,
       'pg_class/' || c.oid AS "table", k.conname AS name, k.contype = 'p' AS is_primary,
       p.columns, p.include,
       i.indnullsnotdistinct AS nulls_not_distinct, -- since 15
       -- before 15: false AS nulls_not_distinct,
       k.conperiod AS without_overlaps, -- since 18
       -- before 18: false AS without_overlaps,
       to_json(x.reloptions) AS options, k.condeferrable AS is_deferrable, k.condeferred AS is_deferred,
       coalesce('pg_constraint/' || NULLIF(k.conparentid, 0),
                CASE WHEN x.relispartition THEN (SELECT 'pg_class/' || h.inhparent FROM pg_inherits h WHERE h.inhrelid = k.conindid) END) AS attached_to,
       i.indisclustered AS is_clustered, i.indisreplident AS is_replica_identity, i.indisvalid AS is_valid, x.relpages::bigint * 8192 AS bytes
FROM tables c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u')
JOIN pg_index i ON i.indexrelid = k.conindid JOIN pg_class x ON x.oid = k.conindid
CROSS JOIN LATERAL (SELECT json_agg(a.attname ORDER BY p.n) FILTER (WHERE p.n <= i.indnkeyatts) AS columns,
                           json_agg(a.attname ORDER BY p.n) FILTER (WHERE p.n > i.indnkeyatts) AS include
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY p(attnum, n)
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum) p
