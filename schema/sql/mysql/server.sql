-- Who answers. MariaDB has no id that a copy of the data directory would not share, so it is told by where it runs.
SELECT VERSION() AS server_text,
       @@server_uuid AS server_id, -- of MySQL
       -- of MariaDB: concat_ws('/', @@hostname, @@port, @@datadir, @@server_id) AS server_id,
       DATABASE() AS `database`, CURRENT_USER() AS `user`,
       CASE WHEN @@basedir LIKE '/rdsdbbin/%' THEN 'rds' END AS service -- Aurora, too
