-- Every object that this version does not read, by kind and name, so that none is missing in silence.
WITH parts AS ( -- types that come with others: arrays, multiranges, rows
    SELECT t.oid, t.typacl FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype = 'm' OR e.typarray = t.oid OR c.relkind <> 'c')
      AND t.oid >= 16384 AND (t.typacl IS NOT NULL OR t.oid IN (SELECT objoid FROM pg_description WHERE classoid = 'pg_type'::regclass))),
found(type, classid, objid) AS (
    SELECT 'managed', 'pg_event_trigger'::regclass, oid FROM pg_event_trigger WHERE evtname ~ '^awsdms_'
    UNION ALL SELECT 'managed', 'pg_namespace'::regclass, oid FROM pg_namespace WHERE nspname ~ '^(awsdms_|(rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
    UNION ALL SELECT 'managed', 'pg_class'::regclass, oid FROM pg_class WHERE relname ~ '^awsdms_' AND relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL SELECT 'managed', 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgname = 'repack_trigger' AND NOT tgisinternal
    UNION ALL SELECT 'managed', 'pg_proc'::regclass, oid FROM pg_proc WHERE proname ~ '^awsdms_'
    UNION ALL SELECT 'default privileges', 'pg_default_acl'::regclass, d.oid FROM pg_default_acl d
              JOIN pg_namespace n ON n.oid = d.defaclnamespace AND n.nspname ~ '^(pg_|information_schema$)'
    UNION ALL SELECT 'comment of', 'pg_type'::regclass, t.oid FROM parts t
              WHERE EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_type'::regclass AND d.objoid = t.oid)
    UNION ALL SELECT 'privileges of', 'pg_type'::regclass, t.oid FROM parts t WHERE t.typacl IS NOT NULL)
SELECT CASE WHEN type NOT LIKE '% of' THEN classid::regclass || '/' || objid END AS id, -- of something else: no object of its own
       type, CASE WHEN type LIKE '% of' THEN type || ' ' ELSE '' END || pg_describe_object(classid, objid, 0) AS name
FROM found f
WHERE objid >= 16384
  AND (classid, objid) NOT IN (SELECT e.classid, e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e')
UNION ALL
SELECT NULL, CASE WHEN n.name LIKE '%.%' THEN 'custom setting' ELSE 'shutting setting' END,
       format('setting %s of %s', n.name, coalesce(pg_get_userbyid(NULLIF(d.setrole, 0)), 'the database'))
FROM pg_db_role_setting d CROSS JOIN LATERAL unnest(d.setconfig) s(setting) CROSS JOIN LATERAL split_part(s.setting, '=', 1) n(name)
WHERE d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND n.name ~ '[.]|^(default_transaction_read_only|(local|session)_preload_libraries|role|session_authorization)$'
UNION ALL -- never its connection string, which only superusers may read
SELECT NULL, 'subscription', 'subscription ' || s.subname FROM pg_subscription s
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT NULL, 'large objects', format('large objects (%s)', count(*)) FROM pg_largeobject_metadata HAVING count(*) > 0
UNION ALL
SELECT NULL, 'security label', 'security label on ' || pg_describe_object(l.classoid, l.objoid, l.objsubid)
FROM pg_seclabel l
WHERE (l.objoid < 16384 AND NOT (l.classoid = 'pg_namespace'::regclass AND l.objoid = 'public'::regnamespace))
   OR (l.classoid, l.objoid) IN (SELECT e.classid, e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e')
UNION ALL -- granted or revoked since the system or the extension came
SELECT NULL, 'privileges', 'privileges on ' || pg_describe_object(a.classid, a.objid, a.subid)
FROM (SELECT 'pg_class'::regclass::oid, oid, 0, relacl FROM pg_class WHERE relnamespace <> 'information_schema'::regnamespace
      UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, attacl FROM pg_attribute
      UNION ALL SELECT 'pg_proc'::regclass, oid, 0, proacl FROM pg_proc
      UNION ALL SELECT 'pg_type'::regclass, oid, 0, typacl FROM pg_type
      UNION ALL SELECT 'pg_language'::regclass, oid, 0, lanacl FROM pg_language
      UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, nspacl FROM pg_namespace WHERE nspname NOT IN ('public', 'information_schema')
      UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwacl FROM pg_foreign_data_wrapper
      UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 0, srvacl FROM pg_foreign_server) a(classid, objid, subid, acl)
LEFT JOIN pg_init_privs i ON i.classoid = a.classid AND i.objoid = a.objid AND i.objsubid = a.subid
WHERE a.acl IS NOT NULL AND a.acl IS DISTINCT FROM i.initprivs
  AND (a.objid < 16384 OR (a.classid, a.objid) IN (SELECT e.classid, e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'))
UNION ALL
SELECT NULL, 'tablespace', format('tablespace %I (%s objects)', s.spcname, count(*))
FROM pg_tablespace s JOIN pg_class c ON c.reltablespace = s.oid
WHERE c.oid >= 16384 AND c.relkind <> 't' AND s.spcname <> 'pg_global' GROUP BY s.spcname
UNION ALL
SELECT NULL, 'extension rows', format('rows of extension %I: %s', x.extname, (SELECT string_agg(t::regclass::text, ', ' ORDER BY n)
                                                                           FROM unnest(x.extconfig) WITH ORDINALITY u(t, n)))
FROM pg_extension x WHERE x.oid >= 16384 AND x.extconfig <> '{}'
