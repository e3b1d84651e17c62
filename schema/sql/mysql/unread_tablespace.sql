-- Tablespaces that tables share. Only who has PROCESS may ask.
SELECT NULL AS id, concat('tablespace ', NAME) AS name, 'tablespace' AS type FROM information_schema.INNODB_TABLESPACES
WHERE SPACE_TYPE = 'General' AND NAME <> 'mysql'
