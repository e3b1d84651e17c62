-- keys, include and predicate are taken out of the definition by read_postgres.c: no other function of the server prints
-- collations, operator classes and orders.
-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = 'pg_class'::regclass AND e.objid = c.oid))
SELECT 'pg_class/' || i.indexrelid AS id, 'pg_class/' || c.oid AS "table", x.relname AS name,
       i.indisunique AS is_unique,
       i.indnullsnotdistinct AS nulls_not_distinct, -- since 15
       -- before 15: false AS nulls_not_distinct,
       m.amname AS method, NULL AS keys, NULL AS include, to_json(x.reloptions) AS options, NULL AS predicate,
       (SELECT 'pg_class/' || h.inhparent FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) AS attached_to,
       i.indisclustered AS is_clustered, i.indisreplident AS is_replica_identity,
       (SELECT json_agg(a.attnum || '=' || a.attstattarget ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) AS statistics,
       i.indisvalid AS is_valid, pg_get_indexdef(i.indexrelid) AS definition, x.relpages::bigint * 8192 AS bytes
FROM tables c JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
WHERE i.indislive AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
