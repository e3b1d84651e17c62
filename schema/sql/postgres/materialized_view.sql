-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_class/' || c.oid AS id,
       'pg_type/' || c.reltype || ' pg_type/' || t.typarray || ' pg_rewrite/' || r.oid AS aliases,
       'pg_namespace/' || c.relnamespace AS schema, c.relname AS name,
       rtrim(pg_get_viewdef(c.oid), ';') AS definition, to_json(c.reloptions) AS options,
       NULLIF(am.amname, 'heap') AS access_method, c.relispopulated AS is_populated,
       (SELECT json_agg(s ORDER BY s) FROM pg_attribute a JOIN pg_type ct ON ct.oid = a.atttypid
        CROSS JOIN LATERAL (VALUES
           (CASE WHEN a.attstattarget >= 0 THEN format('%I SET STATISTICS %s', a.attname, a.attstattarget) END),
           (CASE WHEN a.attstorage <> ct.typstorage THEN format('%I SET STORAGE %s', a.attname, CASE a.attstorage
                 WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END) END),
           (CASE WHEN a.attcompression <> '' THEN format('%I SET COMPRESSION %s', a.attname, CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END) END), -- since 14
           ((SELECT format('%I SET (%s)', a.attname, string_agg(o, ', ' ORDER BY n)) FROM unnest(a.attoptions) WITH ORDINALITY x(o, n)
             WHERE o NOT LIKE 'pg\_attver=%' HAVING count(*) > 0))) v(s)
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND s IS NOT NULL) AS column_settings,
       pg_get_userbyid(c.relowner) AS owner, pg_relation_size(c.oid) AS bytes
FROM pg_class c JOIN here n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = c.reltype
JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN' LEFT JOIN pg_am am ON am.oid = c.relam
WHERE c.relkind = 'm' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
