-- Functions of libraries that the server has loaded.
SELECT NULL AS id, concat('function ', name) AS name, 'loadable function' AS type FROM mysql.func
