-- One row for each object and grantee whose privileges are not what the object gets when it is created. What extensions
-- brought along is theirs.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'), objects(id, "column", acl, defaults) AS (
    SELECT 'pg_class/' || c.oid, NULL::name, c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
    FROM pg_class c JOIN here n ON n.oid = c.relnamespace
    WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_class/' || c.oid, a.attname, a.attacl, acldefault('c', c.relowner)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN here n ON n.oid = c.relnamespace
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname !~ '^awsdms_' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_namespace/' || n.oid, NULL, n.nspacl, acldefault('n', n.nspowner)
    FROM here h JOIN pg_namespace n ON n.oid = h.oid WHERE n.nspacl IS NOT NULL AND n.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_namespace'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_foreign_data_wrapper/' || w.oid, NULL, w.fdwacl, acldefault('F', w.fdwowner)
    FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL AND w.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_foreign_data_wrapper'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_foreign_server/' || s.oid, NULL, s.srvacl, acldefault('S', s.srvowner)
    FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL AND s.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_foreign_server'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_proc/' || p.oid, NULL, p.proacl, acldefault('f', p.proowner)
    FROM pg_proc p JOIN here n ON n.oid = p.pronamespace WHERE p.proacl IS NOT NULL AND p.proname !~ '^awsdms_' AND p.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_proc'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_type/' || t.oid, NULL, t.typacl, acldefault('T', t.typowner)
    FROM pg_type t JOIN here n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE t.typacl IS NOT NULL AND t.typtype <> 'm' AND (c.oid IS NULL OR c.relkind = 'c') AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_type'::regclass AND e.deptype = 'e')
    UNION ALL
    SELECT 'pg_language/' || l.oid, NULL, l.lanacl, acldefault('l', l.lanowner)
    FROM pg_language l WHERE l.lanacl IS NOT NULL AND l.oid >= 16384 AND l.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_language'::regclass AND e.deptype = 'e')),
entries AS (
    SELECT o.id, o."column", e.grantee, e.n, true AS given, e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END AS privilege
    FROM objects o CROSS JOIN LATERAL aclexplode(o.acl) WITH ORDINALITY e(grantor, grantee, privilege_type, is_grantable, n)
    UNION ALL
    SELECT o.id, o."column", e.grantee, 0, false, e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END
    FROM objects o CROSS JOIN LATERAL aclexplode(o.defaults) e),
lists AS (
    SELECT id, "column", grantee,
           array_agg(DISTINCT privilege) FILTER (WHERE given) AS privileges, array_agg(DISTINCT privilege) FILTER (WHERE NOT given) AS defaults,
           coalesce(min(n) FILTER (WHERE given), 0) AS n
    FROM entries GROUP BY id, "column", grantee)
SELECT NULL AS id, id AS "on", "column", CASE WHEN grantee <> 0 THEN pg_get_userbyid(grantee) END AS grantee,
       to_json(privileges) AS privileges, to_json(defaults) AS defaults,
       row_number() OVER (PARTITION BY id, "column" ORDER BY n, grantee) AS position
FROM lists WHERE privileges IS DISTINCT FROM defaults
