-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_ts_config/' || c.oid AS id, 'pg_namespace/' || c.cfgnamespace AS schema, c.cfgname AS name,
       format('%I.%I', pn.nspname, p.prsname) AS parser,
       (SELECT json_agg(line ORDER BY maptokentype)
        FROM (SELECT m.maptokentype, (SELECT t.alias FROM ts_token_type(c.cfgparser) t WHERE t.tokid = m.maptokentype) || ' WITH ' ||
                     string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS line
              FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
              WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) s) AS mappings,
       pg_get_userbyid(c.cfgowner) AS owner
FROM pg_ts_config c JOIN here n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
WHERE c.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_ts_config'::regclass AND e.deptype = 'e')
