-- Below 16384 is what every new database has: internal, c, sql, plpgsql.
SELECT 'pg_language/' || l.oid AS id, l.lanname AS name, l.lanpltrusted AS is_trusted, l.lanplcallfoid::regproc AS handler,
       CASE WHEN l.laninline <> 0 THEN l.laninline::regproc END AS inline_handler,
       CASE WHEN l.lanvalidator <> 0 THEN l.lanvalidator::regproc END AS validator,
       pg_get_userbyid(l.lanowner) AS owner
FROM pg_language l
WHERE l.oid >= 16384
  AND l.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_language'::regclass AND e.deptype = 'e')
