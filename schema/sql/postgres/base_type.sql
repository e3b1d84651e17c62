-- And shells, which have no options. An array's type comes with its element's.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_type/' || t.oid AS id, 'pg_type/' || NULLIF(t.typarray, 0) AS aliases,
       'pg_namespace/' || t.typnamespace AS schema, t.typname AS name,
       (SELECT json_agg(o) FROM (VALUES
           ('INPUT = ' || t.typinput::regproc),
           ('OUTPUT = ' || t.typoutput::regproc),
           (CASE WHEN t.typreceive <> 0 THEN 'RECEIVE = ' || t.typreceive::regproc END),
           (CASE WHEN t.typsend <> 0 THEN 'SEND = ' || t.typsend::regproc END),
           (CASE WHEN t.typmodin <> 0 THEN 'TYPMOD_IN = ' || t.typmodin::regproc END),
           (CASE WHEN t.typmodout <> 0 THEN 'TYPMOD_OUT = ' || t.typmodout::regproc END),
           (CASE WHEN t.typanalyze <> 0 THEN 'ANALYZE = ' || t.typanalyze::regproc END),
           (CASE WHEN t.typsubscript <> 0 THEN 'SUBSCRIPT = ' || t.typsubscript::regproc END), -- since 14
           -- before 14: (CASE WHEN t.typelem <> 0 THEN 'SUBSCRIPT = raw_array_subscript_handler' END),
           ('INTERNALLENGTH = ' || CASE WHEN t.typlen = -1 THEN 'VARIABLE' ELSE t.typlen::text END),
           (CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END),
           ('ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double' ELSE 'int4' END),
           ('STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END),
           (CASE WHEN t.typcategory <> 'U' THEN 'CATEGORY = ' || quote_literal(t.typcategory::text) END),
           (CASE WHEN t.typispreferred THEN 'PREFERRED = true' END),
           (CASE WHEN t.typdefault IS NOT NULL THEN 'DEFAULT = ' || quote_literal(t.typdefault) END),
           (CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || format_type(t.typelem, NULL) END),
           (CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || quote_literal(t.typdelim::text) END),
           (CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)) v(o)
        WHERE t.typisdefined AND o IS NOT NULL) AS options,
       pg_get_userbyid(t.typowner) AS owner
FROM pg_type t JOIN here n ON n.oid = t.typnamespace
WHERE (t.typtype = 'b' OR NOT t.typisdefined) AND NOT EXISTS (SELECT FROM pg_type a WHERE a.oid = t.typelem AND a.typarray = t.oid)
  AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_type'::regclass AND e.deptype = 'e')
