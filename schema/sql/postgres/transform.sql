SELECT 'pg_transform/' || t.oid AS id, format_type(t.trftype, NULL) AS type, l.lanname AS language,
       (SELECT json_agg(f) FROM (VALUES
           (CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END),
           (CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END)) v(f)
        WHERE f IS NOT NULL) AS functions
FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
WHERE t.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_transform'::regclass AND e.deptype = 'e')
