-- What the session's user may do everywhere: words that SHOW GRANTS would put together as ALL PRIVILEGES. Roles are in SHOW GRANTS only.
SELECT PRIVILEGE_TYPE AS name, IS_GRANTABLE = 'YES' AS is_grantable
FROM information_schema.USER_PRIVILEGES
WHERE GRANTEE = concat('''', left(CURRENT_USER(), char_length(CURRENT_USER()) - char_length(substring_index(CURRENT_USER(), '@', -1)) - 1),
                       '''@''', substring_index(CURRENT_USER(), '@', -1), '''')
