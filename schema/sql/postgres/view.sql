-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_class/' || c.oid AS id,
       'pg_type/' || c.reltype || ' pg_type/' || t.typarray || ' pg_rewrite/' || r.oid AS aliases,
       'pg_namespace/' || c.relnamespace AS schema, c.relname AS name,
       (SELECT json_agg(format('NULL::%s%s AS %I', format_type(a.atttypid, a.atttypmod),
                               (SELECT format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_collation co
                                JOIN pg_namespace cn ON cn.oid = co.collnamespace
                                WHERE co.oid = a.attcollation AND a.attcollation <> ct.typcollation), a.attname) ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type ct ON ct.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0) AS shape,
       rtrim(pg_get_viewdef(c.oid), ';') AS definition,
       (SELECT json_agg(o ORDER BY n) FROM unnest(c.reloptions) WITH ORDINALITY x(o, n) WHERE o NOT LIKE 'check_option=%') AS options,
       (SELECT upper(substr(o, 14)) FROM unnest(c.reloptions) o WHERE o LIKE 'check_option=%') AS check_option,
       (SELECT json_agg(format('%I SET DEFAULT %s', a.attname, pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = c.oid) AS defaults,
       pg_get_userbyid(c.relowner) AS owner
FROM pg_class c JOIN here n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = c.reltype
JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
