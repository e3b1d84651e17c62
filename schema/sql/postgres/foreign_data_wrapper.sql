-- Options may hold secrets under any name: only those known to be harmless are read, of the others nothing but the name.
WITH harmless(names) AS (VALUES
    ('^(host|hostaddr|port|db|dbname|database|schema|server|servername|dbserver|address|service|user|username|user_name|password_required|application_name|client_encoding|connect_timeout|tcp_user_timeout|keepalives.*|sslmode|sslsni|sslcompression|sslcertmode|ssl_(min|max)_protocol_version|gssencmode|krbsrvname|channel_binding|require_auth|target_session_attrs|load_balance_hosts|use_remote_estimate|fdw_(startup|tuple)_cost|fetch_size|batch_size|extensions|updatable|truncatable|async_capable|parallel_(commit|abort)|keep_connections|analyze_sampling|use_scram_passthrough|tds_version|character_set|isolation_level|nchar)$'))
SELECT 'pg_foreign_data_wrapper/' || w.oid AS id, w.fdwname AS name,
       CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc END AS handler,
       CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc END AS validator,
       (SELECT json_agg(option_name || '=' || option_value ORDER BY n) FROM pg_options_to_table(w.fdwoptions) WITH ORDINALITY o(option_name, option_value, n)
        WHERE option_name ~ h.names) AS options,
       (SELECT json_agg(option_name ORDER BY option_name) FROM pg_options_to_table(w.fdwoptions) WHERE option_name !~ h.names) AS withheld,
       pg_get_userbyid(w.fdwowner) AS owner
FROM pg_foreign_data_wrapper w CROSS JOIN harmless h
WHERE w.oid >= 16384
  AND w.oid NOT IN (SELECT e.objid FROM pg_depend e WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_foreign_data_wrapper'::regclass AND e.deptype = 'e')
