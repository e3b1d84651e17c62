-- What must exist before what; for what an extension brings along: the extension. Left out: what the model's own references
-- say already, and edges that run against the order of creation (an owned sequence's to its column).
SELECT DISTINCT d.classid::regclass || '/' || d.objid || CASE WHEN d.objsubid > 0 THEN '/' || d.objsubid ELSE '' END AS id,
       coalesce('pg_extension/' || x.refobjid, d.refclassid::regclass || '/' || d.refobjid) AS needs
FROM pg_depend d
LEFT JOIN pg_depend x ON x.classid = d.refclassid AND x.objid = d.refobjid AND x.refclassid = 'pg_extension'::regclass AND x.deptype = 'e'
WHERE d.objid >= 16384 AND d.deptype IN ('n', 'a', 'i')
  AND NOT (d.refobjsubid > 0 AND d.refclassid = 'pg_class'::regclass AND d.classid IN ('pg_constraint'::regclass, 'pg_attrdef'::regclass))
  AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
  AND NOT (d.classid = 'pg_type'::regclass AND d.deptype = 'i')
  AND NOT (d.classid = 'pg_trigger'::regclass AND d.deptype = 'i')
  AND d.refobjid >= 16384 AND (d.refclassid <> 'pg_namespace'::regclass OR x.refobjid IS NOT NULL)
