-- One row for each role, schema, type of object and grantee. Those in a schema add to what is said for all schemas, so there
-- nothing is given at first.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'),
entries AS (
    SELECT d.oid, e.grantee, e.given, e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END AS privilege
    FROM pg_default_acl d CROSS JOIN LATERAL (
        SELECT a.grantee, true AS given, a.privilege_type, a.is_grantable
        FROM aclexplode(d.defaclacl) a
        UNION ALL
        SELECT a.grantee, false, a.privilege_type, a.is_grantable
        FROM aclexplode(acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole)) a
        WHERE d.defaclnamespace = 0) e
    WHERE (d.defaclnamespace = 0 OR EXISTS (SELECT FROM here n WHERE n.oid = d.defaclnamespace))
      AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_default_acl'::regclass AND x.objid = d.oid AND x.deptype = 'e')),
lists AS (
    SELECT oid, grantee,
           array_agg(DISTINCT privilege) FILTER (WHERE given) AS privileges, array_agg(DISTINCT privilege) FILTER (WHERE NOT given) AS defaults
    FROM entries GROUP BY oid, grantee)
SELECT NULL AS id, pg_get_userbyid(d.defaclrole) AS role,
       CASE WHEN d.defaclnamespace <> 0 THEN 'pg_namespace/' || d.defaclnamespace END AS schema,
       CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'
                            WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' END AS type,
       CASE WHEN l.grantee <> 0 THEN pg_get_userbyid(l.grantee) END AS grantee,
       to_json(l.privileges) AS privileges, to_json(l.defaults) AS defaults
FROM lists l JOIN pg_default_acl d ON d.oid = l.oid
WHERE l.privileges IS DISTINCT FROM l.defaults
