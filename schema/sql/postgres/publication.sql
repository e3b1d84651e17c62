SELECT 'pg_publication/' || p.oid AS id, p.pubname AS name, p.puballtables AS all_tables,
       (SELECT json_agg(a) FROM (VALUES (CASE WHEN p.pubinsert THEN 'insert' END), (CASE WHEN p.pubupdate THEN 'update' END),
                                        (CASE WHEN p.pubdelete THEN 'delete' END), (CASE WHEN p.pubtruncate THEN 'truncate' END)) v(a)
        WHERE a IS NOT NULL) AS actions,
       p.pubviaroot AS via_root, -- since 13
       -- before 13: false AS via_root,
       CASE p.pubgencols WHEN 's' THEN 'stored' END AS generated, -- since 18
       -- before 18: NULL AS generated,
       pg_get_userbyid(p.pubowner) AS owner
FROM pg_publication p
WHERE p.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_publication'::regclass AND e.deptype = 'e')
