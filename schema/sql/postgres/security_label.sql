-- Labels on what extensions brought along are theirs.
SELECT NULL AS id, l.classoid::regclass || '/' || l.objoid AS "on", a.attname AS "column", l.provider, l.label
FROM pg_seclabel l
LEFT JOIN pg_attribute a ON l.classoid = 'pg_class'::regclass AND a.attrelid = l.objoid AND a.attnum = l.objsubid AND l.objsubid > 0
WHERE (l.objoid >= 16384 OR (l.classoid = 'pg_namespace'::regclass AND l.objoid = 'public'::regnamespace))
  AND (l.classoid, l.objoid) NOT IN (SELECT e.classid, e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e')
