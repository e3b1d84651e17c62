-- What applications keep under names of their own (with a dot) may be a secret, and some settings would shut the target to
-- whoever makes it: unread.sql counts both. The values of some are lists of names.
SELECT NULL AS id, n.name, CASE WHEN d.setrole <> 0 THEN pg_get_userbyid(d.setrole) END AS role,
       CASE WHEN n.name IN ('search_path', 'shared_preload_libraries', 'temp_tablespaces', 'unix_socket_directories')
            THEN (SELECT json_agg(CASE WHEN m[1] LIKE '"%' THEN replace(substr(m[1], 2, length(m[1]) - 2), '""', '"') ELSE m[1] END ORDER BY i)
                  FROM regexp_matches(n.value, '"(?:[^"]|"")*"|[^",[:space:]]+', 'g') WITH ORDINALITY r(m, i))
            ELSE json_build_array(n.value) END AS "values",
       coalesce(g.context IN ('superuser', 'superuser-backend'), false) AS is_privileged
FROM pg_db_role_setting d CROSS JOIN LATERAL unnest(d.setconfig) s(setting)
CROSS JOIN LATERAL (SELECT split_part(s.setting, '=', 1) AS name, substr(s.setting, strpos(s.setting, '=') + 1) AS value) n
LEFT JOIN pg_settings g ON g.name = n.name
WHERE d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) 
  AND n.name !~ '[.]|^(default_transaction_read_only|(local|session)_preload_libraries|role|session_authorization)$'
