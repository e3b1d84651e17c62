-- Of the server: what decides whether something can be made there. Those that a version does not have are not listed.
SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'log_bin_trust_function_creators', 'lower_case_table_names', 'sql_require_primary_key', 'innodb_force_primary_key',
    'local_infile', 'restrict_fk_on_non_standard_key', 'innodb_default_row_format', 'innodb_file_per_table', 'innodb_page_size', 'innodb_strict_mode',
    'default_storage_engine', 'character_set_server', 'collation_server', 'event_scheduler', 'read_only', 'super_read_only', 'innodb_read_only',
    'partial_revokes', 'activate_all_roles_on_login', 'default_table_encryption', 'table_encryption_privilege_check',
    'sql_generate_invisible_primary_key', 'show_gipk_in_create_table_and_information_schema', 'max_allowed_packet', 'aurora_version', 'version_comment',
    'tmpdir', 'innodb_tmpdir', 'wsrep_on')
