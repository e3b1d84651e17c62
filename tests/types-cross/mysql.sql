-- A column of every type, as each rule of its table tells apart, with a row that each holds.
CREATE TABLE numbers (
    id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
    flag tinyint(1) NOT NULL DEFAULT '1', flag_u tinyint(1) unsigned, not_flag tinyint(1), tiny tinyint NOT NULL DEFAULT '-1', tiny_z tinyint(3) unsigned zerofill,
    small smallint, small_u smallint unsigned, medium mediumint, medium_u mediumint unsigned, whole int, wide int(11), whole_u int unsigned,
    big bigint, big_u bigint unsigned, half float, half_d float(10,2), full double, full_d double(10,2), exact decimal(10,2) unsigned DEFAULT '0.00', widest decimal(65,30),
    one bit(1) NOT NULL DEFAULT b'1', five bit(5), born year);
INSERT INTO numbers VALUES (1, 1, 2, 2, -128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 1, 4294967295, -9223372036854775808,
    18446744073709551615, 1.5, 1.5, 1.5, 1.5, 1.50, 1.5, b'1', b'10101', 2155),
    (2, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, b'0', NULL, NULL);
CREATE TABLE counted (id bigint unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (id));
CREATE TABLE counts (id int PRIMARY KEY, counted_id bigint unsigned, CONSTRAINT to_counted FOREIGN KEY (counted_id) REFERENCES counted (id));
INSERT INTO counted VALUES (7);
INSERT INTO counts VALUES (1, 7), (2, NULL);
CREATE TABLE texts (
    id int PRIMARY KEY, fixed char(36) NOT NULL DEFAULT 'a', nothing char(0), limited varchar(200) DEFAULT 'it''s', latin varchar(20) CHARACTER SET latin1,
    short_text tinytext, plain text, medium_text mediumtext NOT NULL, long_text longtext, document json,
    bytes binary(16), some_bytes varbinary(300), short_bytes tinyblob, plain_bytes blob, medium_bytes mediumblob, long_bytes longblob NOT NULL,
    choice enum('a', 'it''s', 'é') NOT NULL DEFAULT 'a', label_too_long enum('0123456789012345678901234567890123456789012345678901234567890123'),
    choices set('x', 'y z') DEFAULT 'x,y z');
INSERT INTO texts VALUES (1, 'b', '', 'x', 'é', 't', 'p', 'm', 'l', '{"a": [1, "é"]}', 'b', 'vb', 'tb', 'bb', 'mb', 'lb', 'it''s', NULL, 'y z'),
    (2, '', NULL, NULL, NULL, '', '', '', '', '[]', '', '', '', '', '', '', 'é', '0123456789012345678901234567890123456789012345678901234567890123', '');
CREATE TABLE times (id int PRIMARY KEY, day date NOT NULL, moment datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, micro datetime(6), zoned timestamp NULL, zoned_milli timestamp(3) NULL,
    in_day time, out_of_day time(2), zero_day date NOT NULL);
SET sql_mode = '';
INSERT INTO times VALUES (1, '1000-01-01', '9999-12-31 23:59:59', '2020-02-29 12:00:00.123456', '1970-01-01 00:00:01', '2038-01-19 03:14:07.999', '24:00:00', '-838:59:58.99', '0000-00-00'),
    (2, '2020-02-29', '2020-02-29 00:00:00', NULL, NULL, NULL, NULL, NULL, '2020-01-01');
CREATE TABLE shapes (id int PRIMARY KEY, any_shape geometry, spot point NOT NULL SRID 4326, many geometrycollection);
INSERT INTO shapes VALUES (1, ST_GeomFromText('LINESTRING(0 0, 1 1)'), ST_GeomFromText('POINT(1 2)', 4326), NULL);
