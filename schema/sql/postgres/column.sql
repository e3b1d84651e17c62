-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'))
SELECT 'pg_class/' || c.oid || '/' || a.attnum AS id,
       'pg_attrdef/' || d.oid AS aliases,
       'pg_class/' || c.oid AS "table", a.attname AS name, a.attnum AS position,
       format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> t.typcollation
            THEN (SELECT format('%I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                  WHERE co.oid = a.attcollation) END AS collation,
       a.attislocal AS is_local,
       -- only a generated column's names columns; with the table at hand, the server would open each first
       pg_get_expr(d.adbin, CASE WHEN a.attgenerated <> '' THEN d.adrelid ELSE 0 END) AS default_value,
       CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
       a.attnotnull AND coalesce(nn.convalidated, true) AS not_null,
       CASE WHEN nn.convalidated AND i.inherit IS DISTINCT FROM 'INHERITED' AND nn.conname <> c.relname || '_' || a.attname || '_not_null'
            THEN nn.conname END AS not_null_name,
       CASE WHEN nn.convalidated THEN i.inherit END AS not_null_inherit,
       CASE WHEN nn.conislocal AND NOT nn.convalidated THEN nn.conname END AS not_valid_name,
       coalesce(nn.connoinherit AND NOT nn.convalidated, false) AS not_valid_no_inherit,
       CASE WHEN a.attstorage <> t.typstorage
            THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression, -- since 14
       -- before 14: NULL AS compression,
       to_json(a.attfdwoptions) AS server_options,
       NULLIF(a.attstattarget, -1) AS statistics,
       -- pg_attver is the server's own mark (minor releases of November 2026 and later), no option: pg_dump passes over it, too
       CASE WHEN a.attoptions IS NOT NULL
            THEN (SELECT json_agg(o ORDER BY n) FROM unnest(a.attoptions) WITH ORDINALITY x(o, n) WHERE o NOT LIKE 'pg\_attver=%') END AS options,
       CASE
            WHEN c.relispartition THEN NULL -- since 17: it is its parent's, as it is before, where it goes without saying
            WHEN a.attidentity = 'a' THEN 'ALWAYS' WHEN a.attidentity = 'd' THEN 'BY DEFAULT' END AS identity
FROM tables c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_constraint nn ON nn.conrelid = c.oid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
-- A partition's is its parent's in any case: ATTACH leaves other marks than PARTITION OF. And one that was validated in the
-- child only is made there, before the parent's, so it counts as the child's own.
LEFT JOIN LATERAL (SELECT CASE WHEN nn.connoinherit THEN 'NO INHERIT'
    WHEN nn.conislocal IS FALSE AND NOT c.relispartition
     AND EXISTS (SELECT FROM pg_inherits h JOIN pg_attribute pa ON pa.attrelid = h.inhparent AND pa.attname = a.attname
                 JOIN pg_constraint pn ON pn.conrelid = pa.attrelid AND pn.contype = 'n' AND pn.conkey[1] = pa.attnum
                 WHERE h.inhrelid = c.oid AND pn.convalidated) THEN 'INHERITED' END AS inherit) i ON nn.oid IS NOT NULL
WHERE a.attnum > 0 AND NOT a.attisdropped
