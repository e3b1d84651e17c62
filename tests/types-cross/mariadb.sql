-- What MariaDB has beside MySQL, or says otherwise.
CREATE TABLE own (id int(11) PRIMARY KEY, flag tinyint(1) NOT NULL DEFAULT 1, flag_u tinyint(1) unsigned, tiny tinyint(4), filled int(8) unsigned zerofill,
    ident uuid NOT NULL, address inet6, old_address inet4, document longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(document)), alias json NOT NULL,
    born year(4), day date NOT NULL, packed varchar(200) COMPRESSED);
INSERT INTO own VALUES (1, 1, 1, -128, 4294967295, '123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329', '192.0.2.1', '{"a": 1}', '[1, 2]', 2155, '2020-02-29', 'x'),
    (2, 0, NULL, NULL, NULL, '00000000-0000-0000-0000-000000000000', NULL, NULL, NULL, '{}', NULL, '1000-01-01', '');
