-- Schemas that are neither the system's nor a managed service's.
WITH here AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname !~ '^(pg_|awsdms_|(information_schema|rdsadmin|hint_plan|apg_plan_mgmt|repack)$)')
SELECT 'pg_publication_namespace/' || p.oid AS id, 'pg_publication/' || p.pnpubid AS publication, 'pg_namespace/' || n.oid AS schema -- since 15
FROM here n JOIN pg_publication_namespace p ON p.pnnspid = n.oid -- since 15
-- before 15: SELECT NULL AS id, NULL AS publication, NULL AS schema WHERE false
