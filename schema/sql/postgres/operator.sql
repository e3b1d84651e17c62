-- Not shells: they come with the operator whose commutator or negator they are.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_operator/' || o.oid AS id, 'pg_namespace/' || o.oprnamespace AS schema, o.oprname AS name,
       CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', ' ||
       CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END AS arguments,
       (SELECT json_agg(o) FROM (VALUES
           ('FUNCTION = ' || o.oprcode::regproc),
           (CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END),
           (CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || format_type(o.oprright, NULL) END),
           ('COMMUTATOR = ' || (SELECT format('OPERATOR(%I.%s)', cn.nspname, c.oprname)
                                FROM pg_operator c JOIN pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprcom)),
           ('NEGATOR = ' || (SELECT format('OPERATOR(%I.%s)', cn.nspname, c.oprname)
                             FROM pg_operator c JOIN pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprnegate)),
           (CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest::regproc END),
           (CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin::regproc END),
           (CASE WHEN o.oprcanhash THEN 'HASHES' END),
           (CASE WHEN o.oprcanmerge THEN 'MERGES' END)) v(o)
        WHERE o IS NOT NULL) AS options,
       pg_get_userbyid(o.oprowner) AS owner
FROM pg_operator o JOIN here n ON n.oid = o.oprnamespace
WHERE o.oprcode <> 0 AND o.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_operator'::regclass AND e.deptype = 'e')
