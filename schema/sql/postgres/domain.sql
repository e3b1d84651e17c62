-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_type/' || t.oid AS id,
       concat_ws(' ', 'pg_type/' || t.typarray,
                 (SELECT string_agg('pg_constraint/' || k.oid, ' ') FROM pg_constraint k WHERE k.contypid = t.oid)) AS aliases,
       'pg_namespace/' || t.typnamespace AS schema, t.typname AS name,
       format_type(t.typbasetype, t.typtypmod) AS type,
       CASE WHEN t.typcollation <> b.typcollation THEN format('%I.%I', cn.nspname, co.collname) END AS collation,
       pg_get_expr(t.typdefaultbin, 0) AS default_value, -- a base type's own is inherited as text alone
       t.typdefault IS NULL AND b.typdefault IS NOT NULL AS drops_default,
       t.typnotnull AS not_null,
       (SELECT k.conname FROM pg_constraint k
        WHERE k.contypid = t.oid AND k.contype = 'n' AND k.conname <> t.typname || '_not_null') AS not_null_name,
       (SELECT json_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) ORDER BY k.conname)
        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated) AS checks,
       (SELECT json_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) ORDER BY k.conname)
        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated) AS unchecked,
       pg_get_userbyid(t.typowner) AS owner
FROM pg_type t JOIN here n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_collation co ON co.oid = t.typcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typtype = 'd' AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_type'::regclass AND e.deptype = 'e')
