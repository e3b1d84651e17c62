-- Who answers. A server that was made from a copy of another's files may share its id, so where it runs tells, too.
SELECT VERSION() AS server_text,
       concat_ws('/', @@server_uuid, @@hostname, @@port) AS server_id, -- of MySQL
       -- of MariaDB: concat_ws('/', @@hostname, @@port, @@datadir, @@server_id) AS server_id,
       nullif(DATABASE(), 'information_schema') AS `database`, CURRENT_USER() AS `user`,
       CASE WHEN @@basedir LIKE '/rdsdbbin/%' THEN 'rds' END AS service -- Aurora, too
