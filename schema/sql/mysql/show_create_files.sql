-- since 804
-- Tables whose files lie elsewhere, or grow by steps of their own: only SHOW CREATE TABLE says how. Only who has PROCESS may ask.
SELECT concat('table:', quote(substring_index(NAME, '/', 1)), '.', substring(NAME, instr(NAME, '/') + 1)) AS id
FROM (SELECT NAME FROM information_schema.INNODB_TABLESPACES WHERE SPACE_TYPE = 'Single' AND AUTOEXTEND_SIZE <> 0
  UNION SELECT NAME FROM information_schema.INNODB_TABLESPACES_BRIEF WHERE SPACE_TYPE = 'Single' AND PATH NOT LIKE './%') f
