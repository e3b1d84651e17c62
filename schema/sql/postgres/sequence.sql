-- Values are read where the user may; query_to_xml runs one small query per sequence inside this one.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_class/' || c.oid AS id, 'pg_type/' || c.reltype AS aliases,
       'pg_namespace/' || c.relnamespace AS schema, c.relname AS name,
       format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment,
       s.seqmin AS min_value, s.seqmax AS max_value, s.seqcache AS cache, s.seqcycle AS is_cycle,
       c.relpersistence = 'u' AS is_unlogged,
       CASE WHEN o.deptype = 'i' THEN 'pg_class/' || o.refobjid || '/' || o.refobjsubid END AS identity_of,
       CASE WHEN o.deptype = 'a' THEN 'pg_class/' || o.refobjid || '/' || o.refobjsubid END AS owned_by,
       v.last_value, v.is_called,
       CASE WHEN o.deptype IS DISTINCT FROM 'i' THEN pg_get_userbyid(c.relowner) END AS owner
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN here n ON n.oid = c.relnamespace
LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass
                     AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
LEFT JOIN LATERAL pg_get_sequence_data(c.oid) v ON true -- since 18
-- before 18: CROSS JOIN LATERAL (SELECT CASE WHEN has_sequence_privilege(c.oid, 'SELECT') THEN pg_sequence_last_value(c.oid) END AS called) p
-- before 18: CROSS JOIN LATERAL (SELECT CASE WHEN p.called IS NULL AND has_sequence_privilege(c.oid, 'SELECT')
-- before 18:     THEN query_to_xml(format('SELECT last_value FROM %I.%I', n.nspname, c.relname), false, true, '')::text END AS xml) q
-- before 18: CROSS JOIN LATERAL (SELECT coalesce(p.called, substring(q.xml FROM '<last_value>(-?[0-9]+)')::bigint) AS last_value,
-- before 18:     p.called IS NOT NULL AS is_called) v
WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_' AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')
