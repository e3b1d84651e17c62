-- With the members that belong to no class: which these are says pg_depend.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'), members(owner, id, member) AS (
    SELECT d.refobjid, 'pg_amop/' || o.oid, format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
           (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
            FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily))
    FROM pg_depend d JOIN pg_amop o ON o.oid = d.objid
    WHERE d.classid = 'pg_amop'::regclass AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype IN ('a', 'i')
    UNION ALL
    SELECT d.refobjid, 'pg_amproc/' || p.oid, format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
           format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
    FROM pg_depend d JOIN pg_amproc p ON p.oid = d.objid
    WHERE d.classid = 'pg_amproc'::regclass AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype IN ('a', 'i'))
SELECT 'pg_opfamily/' || f.oid AS id, m.ids AS aliases,
       'pg_namespace/' || f.opfnamespace AS schema, a.amname AS method, f.opfname AS name,
       m.members, pg_get_userbyid(f.opfowner) AS owner
FROM pg_opfamily f JOIN here n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
LEFT JOIN (SELECT owner, json_agg(id) AS ids, json_agg(member ORDER BY member COLLATE "C") AS members FROM members GROUP BY owner) m ON m.owner = f.oid
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = f.oid AND e.deptype = 'e')
