-- Not those of managed services.
SELECT 'pg_event_trigger/' || t.oid AS id, t.evtname AS name, t.evtevent AS event, to_json(t.evttags) AS tags, t.evtfoid::regproc AS function,
       CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' END AS enabled,
       pg_get_userbyid(t.evtowner) AS owner
FROM pg_event_trigger t
WHERE t.evtname !~ '^awsdms_'
  AND t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_event_trigger'::regclass AND e.deptype = 'e')
