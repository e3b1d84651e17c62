-- Who answers. The system identifier is shared by physical copies only (PostgreSQL manual, pg_control_system).
SELECT current_setting('server_version_num') AS server_version, version() AS server_text,
       (SELECT system_identifier FROM pg_control_system()) || '/' || current_database() AS server_id,
       current_database() AS database, current_user AS "user", current_setting('is_superuser') = 'on' AS is_superuser,
       (SELECT pg_has_role(d.datdba, 'USAGE') FROM pg_database d WHERE d.datname = current_database()) AS is_ours,
       has_database_privilege(current_database(), 'CREATE') AS may_create,
       CASE WHEN current_setting('rds.extensions', true) IS NOT NULL THEN 'rds' END AS service -- Aurora, too
