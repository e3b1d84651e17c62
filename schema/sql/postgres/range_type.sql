-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_type/' || t.oid AS id,
       'pg_type/' || t.typarray
           || ' pg_type/' || r.rngmultitypid || ' pg_type/' || m.typarray -- since 14
           AS aliases,
       'pg_namespace/' || t.typnamespace AS schema, t.typname AS name,
       (SELECT json_agg(o) FROM (VALUES
           ('subtype = ' || format_type(r.rngsubtype, NULL)),
           ('multirange_type_name = ' || format('%I.%I', mn.nspname, m.typname)), -- since 14
           (CASE WHEN NOT oc.opcdefault THEN 'subtype_opclass = ' || format('%I.%I', ocn.nspname, oc.opcname) END),
           (CASE WHEN r.rngcollation <> st.typcollation THEN 'collation = ' || format('%I.%I', cn.nspname, co.collname) END),
           (CASE WHEN r.rngcanonical <> 0 THEN 'canonical = ' || r.rngcanonical::regproc END),
           (CASE WHEN r.rngsubdiff <> 0 THEN 'subtype_diff = ' || r.rngsubdiff::regproc END)) v(o)
        WHERE o IS NOT NULL) AS options,
       pg_get_userbyid(t.typowner) AS owner
FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN here n ON n.oid = t.typnamespace
JOIN pg_type st ON st.oid = r.rngsubtype
JOIN pg_type m ON m.oid = r.rngmultitypid JOIN pg_namespace mn ON mn.oid = m.typnamespace -- since 14
JOIN pg_opclass oc ON oc.oid = r.rngsubopc JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
LEFT JOIN pg_collation co ON co.oid = r.rngcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_type'::regclass AND e.deptype = 'e')
