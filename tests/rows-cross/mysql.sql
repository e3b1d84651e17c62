-- Each type with its least, greatest and oddest values, NULL, what is empty, and what is long.
SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00';
CREATE TABLE numbers (id int PRIMARY KEY, flag tinyint(1), tiny tinyint, tiny_u tinyint unsigned, small_u smallint unsigned,
    medium mediumint, whole int, whole_u int unsigned, filled int(8) zerofill, big bigint, big_u bigint unsigned,
    amount decimal(65,30), cents decimal(10,2), half float, full double, one bit(1), nine bit(9), many bit(64), born year);
INSERT INTO numbers VALUES
    (1, 0, -128, 0, 0, -8388608, -2147483648, 0, 0, -9223372036854775808, 0, -99999999999999999999999999999999999.999999999999999999999999999999,
        -99999999.99, -3.4028235e38, -1.7976931348623157e308, b'0', b'0', b'0', 0),
    (2, 1, 127, 255, 65535, 8388607, 2147483647, 4294967295, 42, 9223372036854775807, 18446744073709551615, 99999999999999999999999999999999999.999999999999999999999999999999,
        0.01, 3.4028235e38, 1.7976931348623157e308, b'1', b'111111111', b'1111111111111111111111111111111111111111111111111111111111111111', 2155),
    (3, 1, -1, 1, 1, 0, 0, 1, 1, 0, 9223372036854775808, 0.000000000000000000000000000001, -0.00, 0.1, 0.1, b'1', b'100000001', b'101', 1901),
    (4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1.5, 1, 1.17549435e-38, 5e-324, b'0', b'1', b'1', 2000),
    (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE flags_that_are_numbers (id int PRIMARY KEY, flag tinyint(1));
INSERT INTO flags_that_are_numbers VALUES (1, 2), (2, -1), (3, 0), (4, NULL);

CREATE TABLE texts (id int PRIMARY KEY, fixed char(5), latin varchar(20) CHARACTER SET latin1, cyrillic varchar(20) CHARACTER SET koi8r,
    wide varchar(40) CHARACTER SET utf16, any_text varchar(200), short_text tinytext, plain text, mediums mediumtext, longs longtext,
    choice enum('', 'a', 'b"c\\d', 'it''s, é') , choices set('x', 'y z', 'é'));
INSERT INTO texts VALUES
    (1, 'ab', 'café', 'привет', '日本語 😀', 'tab\t newline\n return\r quote" single'' back\\slash', 'NULL', 'attNULL', '\\N', '\\.', 'b"c\\d', 'x,y z'),
    (2, '', '', '', '', '', '', '', '', '', '', ''),
    (3, '  ab', ' trailing ', ' ', 'é', 'é', '"', '\\', ',', '",",\\",\\\\"', 'it''s, é', 'x,y z,é'),
    (4, 'abcde', REPEAT('é', 20), REPEAT('я', 20), REPEAT('😀', 20), REPEAT('日', 200), REPEAT('t', 255), REPEAT('é', 30000), REPEAT('m', 70000), REPEAT('"\\\n,', 250000), 'a', 'é'),
    (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE not_members (id int PRIMARY KEY, choice enum('a', 'b'));
INSERT INTO not_members VALUES (1, 'a'), (2, 'none of them'), (3, NULL);

CREATE TABLE bytes (id int PRIMARY KEY, fixed binary(4), some varbinary(300), tiny tinyblob, blobs blob, mediums mediumblob, longs longblob, place geometry, spot point SRID 4326);
INSERT INTO bytes VALUES
    (1, 'ab', 0x005c2227, 0x0a0d09, '\\x00', 0xff, 0xfffe00, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POINT(10 20)', 4326)),
    (2, '', '', '', '', '', '', NULL, NULL),
    (3, 0xffffffff, REPEAT(0xff, 300), REPEAT(0x00, 255), REPEAT(0x5c, 65535), REPEAT(0x22, 70000), REPEAT(0x0a00, 200000), ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))'), NULL),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE times (id int PRIMARY KEY, day date, moment datetime, exactly datetime(6), stamp timestamp NULL, stamped timestamp(6) NULL, clock time, ticks time(6), span time(3));
INSERT INTO times VALUES
    (1, '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01', '1970-01-01 00:00:01.000001', '00:00:00', '00:00:00.000001', '-838:59:59'),
    (2, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.499999', '23:59:59', '23:59:59.999999', '838:59:59'),
    (3, '2020-02-29', '2020-02-29 12:00:00', '2020-02-29 12:00:00.1', '2020-03-29 02:30:00', '2020-10-25 02:30:00.5', '12:34:56', '12:34:56.7', '-00:00:00.5'),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE no_dates (id int PRIMARY KEY, day date NOT NULL, moment datetime(3), stamp timestamp NULL);
INSERT INTO no_dates VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00'), (2, '2020-00-00', '2020-01-00 10:00:00', '2020-01-01'), (3, '2020-01-31', '0000-05-05', NULL);

CREATE TABLE documents (id int PRIMARY KEY, document json, made varchar(20) AS (CONCAT('no. ', id % 2)) STORED, hidden int INVISIBLE DEFAULT 7);
INSERT INTO documents (id, document) VALUES
    (1, '{"b": [1, 2.50, -1e3, 1e300, 123456789012345678], "aa": "tab\\t \\u00e9 \\u0001 \\"q\\" \\\\ /", "a": null, "": {}}'),
    (2, 'null'), (3, '[]'), (4, '"text"'), (5, '{"deep": {"deep": {"deep": [[[]]]}}, "true": true}'), (6, NULL);

CREATE TABLE parts (id int NOT NULL, year int NOT NULL, note text, PRIMARY KEY (id, year))
    PARTITION BY RANGE (year) (PARTITION old VALUES LESS THAN (2000), PARTITION new VALUES LESS THAN MAXVALUE);
INSERT INTO parts VALUES (1, 1999, 'old'), (2, 2000, 'new'), (3, 2099, NULL);

CREATE TABLE counted (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, note char(1)) AUTO_INCREMENT = 1000;
INSERT INTO counted (note) VALUES ('a'), ('b');
INSERT INTO counted VALUES (5, 'c');

CREATE TABLE `Odd "name", \\` (`a "quoted", \\ column` int, `$` varchar(3), `select` varchar(3));
INSERT INTO `Odd "name", \\` VALUES (1, '$', NULL);
CREATE TABLE nothing (id int);
