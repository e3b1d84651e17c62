-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'), members(owner, id, member, kind, number, left_type, right_type) AS (
    SELECT d.refobjid, 'pg_amop/' || o.oid, format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
           (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
            FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily)),
           'operator', o.amopstrategy, o.amoplefttype, o.amoprighttype
    FROM pg_depend d JOIN pg_amop o ON o.oid = d.objid
    WHERE d.classid = 'pg_amop'::regclass AND d.refclassid = 'pg_opclass'::regclass AND d.deptype IN ('a', 'i')
    UNION ALL
    SELECT d.refobjid, 'pg_amproc/' || p.oid, format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
           format_type(p.amprocrighttype, NULL), p.amproc::regprocedure),
           'function', p.amprocnum, p.amproclefttype, p.amprocrighttype
    FROM pg_depend d JOIN pg_amproc p ON p.oid = d.objid
    WHERE d.classid = 'pg_amproc'::regclass AND d.refclassid = 'pg_opclass'::regclass AND d.deptype IN ('a', 'i')),
lists(owner, ids, members) AS ( -- in an order that renamed schemas do not change
    SELECT owner, string_agg(id, ' '), json_agg(member ORDER BY kind, number, l.typname, r.typname)
    FROM members JOIN pg_type l ON l.oid = left_type JOIN pg_type r ON r.oid = right_type GROUP BY owner)
SELECT 'pg_opclass/' || c.oid AS id, m.ids AS aliases,
       'pg_namespace/' || c.opcnamespace AS schema, a.amname AS method, c.opcname AS name,
       c.opcdefault AS is_default, format_type(c.opcintype, NULL) AS type, format('%I.%I', fn.nspname, f.opfname) AS family,
       CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END AS storage,
       m.members, pg_get_userbyid(c.opcowner) AS owner
FROM pg_opclass c JOIN here n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
LEFT JOIN lists m ON m.owner = c.oid
WHERE c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_opclass'::regclass AND e.deptype = 'e')
