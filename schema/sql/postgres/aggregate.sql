-- The server has no function that prints an aggregate: these are the words of CREATE AGGREGATE, where they are not the default.
-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_proc/' || p.oid AS id, 'pg_namespace/' || p.pronamespace AS schema, p.proname AS name,
       CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END AS arguments,
       (SELECT json_agg(o) FROM (VALUES
           ('SFUNC = ' || a.aggtransfn::regproc),
           ('STYPE = ' || format_type(a.aggtranstype, NULL)),
           (CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END),
           (CASE WHEN a.agginitval IS NOT NULL THEN 'INITCOND = ' || quote_literal(a.agginitval) END),
           (CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn::regproc END),
           (CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END),
           (CASE WHEN a.aggfinalmodify <> d.modify
                 THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END),
           (CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn::regproc END),
           (CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn::regproc END),
           (CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn::regproc END),
           (CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn::regproc END),
           (CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn::regproc END),
           (CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END),
           (CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END),
           (CASE WHEN a.aggminitval IS NOT NULL THEN 'MINITCOND = ' || quote_literal(a.aggminitval) END),
           (CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn::regproc END),
           (CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END),
           (CASE WHEN a.aggmtransfn <> 0 AND a.aggmfinalmodify <> d.modify
                 THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END),
           (CASE WHEN a.aggsortop <> 0 THEN (SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, s.oprname)
                 FROM pg_operator s JOIN pg_namespace sn ON sn.oid = s.oprnamespace WHERE s.oid = a.aggsortop) END),
           (CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END),
           (CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END)) v(o)
        WHERE o IS NOT NULL) AS options,
       pg_get_userbyid(p.proowner) AS owner
FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN here n ON n.oid = p.pronamespace
CROSS JOIN LATERAL (SELECT CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END AS modify) d
WHERE p.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_proc'::regclass AND e.deptype = 'e')
