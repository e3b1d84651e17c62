-- What was added to the system's own families for the database's own types. What extensions added is theirs: it is told
-- by the operator or function, since members are no members of extensions.
SELECT 'pg_amop/' || o.oid AS id, a.amname AS method, format('%I.%I', n.nspname, f.opfname) AS family,
       format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
              (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
               FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily)) AS member
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
WHERE o.oid >= 16384 AND f.oid < 16384
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amop'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_opclass'::regclass)
  AND o.amopopr NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_operator'::regclass AND e.deptype = 'e')
UNION ALL
SELECT 'pg_amproc/' || p.oid, a.amname, format('%I.%I', n.nspname, f.opfname),
       format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
FROM pg_amproc p JOIN pg_opfamily f ON f.oid = p.amprocfamily JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
WHERE p.oid >= 16384 AND f.oid < 16384
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opclass'::regclass)
  AND p.amproc NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_proc'::regclass AND e.deptype = 'e')
