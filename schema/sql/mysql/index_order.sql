-- since 800
-- The order of each table's indexes, as InnoDB numbers them: only who has PROCESS may ask. A table that has a tablespace of its
-- own is named by it; INNODB_TABLES would open each of them once more.
SELECT s.NAME AS `table`, i.NAME AS name, i.INDEX_ID AS position
FROM information_schema.INNODB_INDEXES i JOIN information_schema.INNODB_TABLESPACES_BRIEF s USING (SPACE)
WHERE i.NAME NOT IN ('PRIMARY', 'GEN_CLUST_INDEX') AND s.SPACE_TYPE = 'Single'
