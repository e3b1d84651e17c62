SELECT 'pg_am/' || a.oid AS id, a.amname AS name, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS type,
       a.amhandler::regproc AS handler
FROM pg_am a
WHERE a.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_am'::regclass AND e.objid = a.oid AND e.deptype = 'e')
