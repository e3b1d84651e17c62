SELECT 'pg_am/' || a.oid AS id, a.amname AS name, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS type,
       a.amhandler::regproc AS handler
FROM pg_am a
WHERE a.oid >= 16384
  AND a.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_am'::regclass AND e.deptype = 'e')
