-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_class/' || c.oid AS id, 'pg_type/' || c.reltype || ' pg_type/' || t.typarray AS aliases,
       'pg_namespace/' || c.relnamespace AS schema, c.relname AS name,
       c.relpersistence = 'u' AS is_unlogged,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       CASE WHEN NOT c.relispartition THEN h.parents END AS inherits,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relispartition THEN h.parents ->> 0 END AS partition_of,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       to_json(c.reloptions || (SELECT array_agg('toast.' || o) FROM unnest(tt.reloptions) o)) AS options,
       CASE WHEN c.relkind <> 'p' THEN NULLIF(am.amname, 'heap') END AS access_method,
       'pg_foreign_server/' || f.ftserver AS server, to_json(f.ftoptions) AS server_options,
       CASE WHEN c.relkind <> 'f' THEN NULLIF(NULLIF(c.relreplident, 'd'), 'i') END AS replica_identity,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
       pg_get_userbyid(c.relowner) AS owner,
       -- The size itself means to open each table: on the target it says whether there are rows to lose, on the source only
       -- which table is larger. There, what VACUUM and the statistics say will do.
       CASE WHEN c.relkind = 'r' THEN pg_relation_size(c.oid) ELSE 0 END AS bytes, -- of the target
       -- of the source: CASE WHEN c.relkind = 'r' AND c.relpages > 0 THEN c.relpages * current_setting('block_size')::bigint
       -- of the source:      WHEN c.relkind = 'r' AND pg_stat_get_live_tuples(c.oid) > 0 THEN pg_relation_size(c.oid) ELSE 0 END AS bytes,
       greatest(c.reltuples, 0)::bigint AS rows,
       coalesce(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid)) IS NOT NULL AS is_analyzed
FROM pg_class c JOIN here n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = c.reltype
LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_am am ON am.oid = c.relam LEFT JOIN pg_class tt ON tt.oid = c.reltoastrelid
LEFT JOIN (SELECT i.inhrelid, json_agg('pg_class/' || i.inhparent ORDER BY i.inhseqno) AS parents
           FROM pg_inherits i GROUP BY i.inhrelid) h ON h.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
