-- Servers that FEDERATED tables may name; never how to log in there.
SELECT NULL AS id, concat('server ', Server_name) AS name, 'federated server' AS type FROM mysql.servers
