-- since 800
-- The order of each table's indexes, as InnoDB numbers them: only who has PROCESS may ask. Names are as in the file system.
SELECT t.NAME AS file, i.NAME AS name, i.INDEX_ID AS position
FROM information_schema.INNODB_INDEXES i JOIN information_schema.INNODB_TABLES t USING (TABLE_ID)
WHERE i.NAME NOT IN ('PRIMARY', 'GEN_CLUST_INDEX') AND t.NAME LIKE '%/%' AND t.NAME NOT LIKE 'mysql/%' AND t.NAME NOT LIKE 'sys/%'
