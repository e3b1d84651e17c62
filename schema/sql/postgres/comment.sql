-- Comments on what extensions brought along are theirs. A constraint and its index are one object with a place for a comment each.
SELECT NULL AS id,
       CASE WHEN k.oid IS NULL THEN d.classoid::regclass || '/' || d.objoid
            WHEN k.contypid <> 0 THEN 'pg_type/' || k.contypid ELSE 'pg_class/' || k.conrelid END AS "on",
       a.attname AS "column", k.conname AS "constraint", i.conname AS index, d.description AS text
FROM pg_description d
LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid AND (k.contypid <> 0 OR k.contype = 'n')
LEFT JOIN pg_constraint i ON d.classoid = 'pg_class'::regclass AND i.conindid = d.objoid AND i.contype IN ('p', 'u', 'x')
LEFT JOIN pg_attribute a ON d.classoid = 'pg_class'::regclass AND a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = 'public'::regnamespace))
  AND (d.classoid, d.objoid) NOT IN (SELECT e.classid, e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid = t.typrelid
                  WHERE d.classoid = 'pg_type'::regclass AND t.oid = d.objoid AND (t.typtype = 'm' OR e.typarray = t.oid OR c.relkind <> 'c')) -- unread
  AND d.classoid NOT IN ('pg_subscription'::regclass, 'pg_largeobject'::regclass) -- neither is made
