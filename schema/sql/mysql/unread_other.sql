-- since 800
-- What MySQL's server has for all databases.
SELECT NULL AS id, concat('resource group ', RESOURCE_GROUP_NAME) AS name, 'resource group' AS type
FROM information_schema.RESOURCE_GROUPS WHERE RESOURCE_GROUP_NAME NOT IN ('USR_default', 'SYS_default')
UNION ALL
SELECT NULL, concat('spatial reference system ', SRS_ID, ' ', SRS_NAME), 'spatial reference system'
FROM information_schema.ST_SPATIAL_REFERENCE_SYSTEMS WHERE SRS_ID <> 0 AND coalesce(ORGANIZATION, '') <> 'EPSG'
UNION ALL -- since 804
SELECT NULL, concat('read-only database ', SCHEMA_NAME), 'read-only database' -- since 804
FROM information_schema.SCHEMATA_EXTENSIONS WHERE OPTIONS LIKE '%READ ONLY=1%' -- since 804
