SELECT 'pg_transform/' || t.oid AS id, format_type(t.trftype, NULL) AS type, l.lanname AS language,
       (SELECT json_agg(f) FROM (VALUES
           (CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END),
           (CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END)) v(f)
        WHERE f IS NOT NULL) AS functions
FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_transform'::regclass AND e.objid = t.oid AND e.deptype = 'e')
