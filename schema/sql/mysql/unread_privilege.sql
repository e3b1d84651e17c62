-- What was granted beyond what is there: on all databases, and on patterns that stand for databases that are not there yet.
SELECT NULL AS id, concat('privileges on all databases of ', replace(GRANTEE, '''', '')) AS name, 'privileges' AS type
FROM information_schema.USER_PRIVILEGES
WHERE PRIVILEGE_TYPE NOT IN ('USAGE', 'SUPER')
  AND GRANTEE NOT IN (SELECT GRANTEE FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SUPER')
  AND replace(GRANTEE, '''', '') <> CURRENT_USER()
  AND GRANTEE NOT REGEXP '^''(mysql[.](sys|session|infoschema)|mariadb[.]sys|rds[a-z]*|root|)''@'
GROUP BY GRANTEE
UNION ALL
SELECT NULL, concat('privileges on databases like ', TABLE_SCHEMA, ' of ', replace(GRANTEE, '''', '')), 'pattern'
FROM information_schema.SCHEMA_PRIVILEGES
WHERE replace(replace(TABLE_SCHEMA, '\\_', '.'), '\\%', '.') LIKE '%\\%%'
GROUP BY TABLE_SCHEMA, GRANTEE
