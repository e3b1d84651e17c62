-- What CREATE EXTENSION without a version would make. Two parameters of RDS say what it lets anybody install.
SELECT NULL AS id, e.name, e.default_version AS version,
       v.superuser AND NOT v.trusted AS needs_superuser, -- since 13
       -- before 13: v.superuser AS needs_superuser,
       (SELECT p.name FROM (VALUES ('rds.allowed_extensions'), ('rds.extensions')) p(name)
        WHERE current_setting(p.name, true) NOT IN ('', '*')
          AND e.name <> ALL (regexp_split_to_array(current_setting(p.name, true), '\s*,\s*'))
        ORDER BY p.name LIMIT 1) AS refused_by
FROM pg_available_extensions e JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
