-- Most keys are plain columns with the default operator class: printed here. Of all others read_postgres.c takes keys, include
-- and predicate out of the server's own definition, which costs the server twenty times as much: no other function of its
-- prints collations, operator classes and orders.
-- Tables that are neither the system's, a managed service's, an extension's, nor temporary.
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.relname !~ '^awsdms_'
      AND n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)'
      AND c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')),
indexes AS (
    SELECT i.* FROM tables c JOIN pg_index i ON i.indrelid = c.oid
    WHERE i.indislive AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))),
parts AS (
    SELECT i.indexrelid,
           json_agg(quote_ident(a.attname) || CASE p.direction WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST' WHEN 3 THEN ' DESC' ELSE '' END
                    ORDER BY p.n) FILTER (WHERE p.n <= i.indnkeyatts) AS keys,
           json_agg(quote_ident(a.attname) ORDER BY p.n) FILTER (WHERE p.n > i.indnkeyatts) AS include,
           bool_and(p.n > i.indnkeyatts OR (p.collid = a.attcollation AND x.attoptions IS NULL AND o.opcdefault AND
                                            (o.opcintype = a.atttypid OR (s.oid IS NULL AND a.atttypid = 'varchar'::regtype AND o.opcintype = 'text'::regtype)))) AS is_plain,
           json_agg(p.n || '=' || x.attstattarget ORDER BY p.n) FILTER (WHERE x.attstattarget >= 0) AS statistics
    FROM indexes i
    CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indcollation::oid[], i.indclass::oid[], i.indoption::int2[]) WITH ORDINALITY p(attnum, collid, classid, direction, n)
    JOIN pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = p.n
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = p.attnum
    LEFT JOIN pg_opclass o ON o.oid = p.classid
    LEFT JOIN pg_opclass s ON s.opcmethod = o.opcmethod AND s.opcintype = a.atttypid AND s.opcdefault
    GROUP BY i.indexrelid)
SELECT 'pg_class/' || i.indexrelid AS id, 'pg_class/' || i.indrelid AS "table", x.relname AS name,
       i.indisunique AS is_unique,
       i.indnullsnotdistinct AS nulls_not_distinct, -- since 15
       -- before 15: false AS nulls_not_distinct,
       m.amname AS method, p.keys, p.include, to_json(x.reloptions) AS options, NULL AS predicate,
       CASE WHEN x.relispartition THEN (SELECT 'pg_class/' || h.inhparent FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) END AS attached_to,
       i.indisclustered AS is_clustered, i.indisreplident AS is_replica_identity, p.statistics, i.indisvalid AS is_valid,
       CASE WHEN p.is_plain AND i.indpred IS NULL AND i.indexprs IS NULL THEN NULL ELSE pg_get_indexdef(i.indexrelid) END AS definition,
       x.relpages::bigint * 8192 AS bytes
FROM indexes i JOIN parts p ON p.indexrelid = i.indexrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
