-- Tables with every option that stays, and columns of every type. Comments and names hold what quoting has to survive.
CREATE DATABASE `tables` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE `other ``one` DEFAULT CHARACTER SET latin1;
USE `tables`;

CREATE TABLE numbers (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  tiny tinyint NOT NULL DEFAULT 0,
  truth boolean DEFAULT TRUE,
  small smallint unsigned DEFAULT NULL,
  medium mediumint DEFAULT -1,
  whole int DEFAULT 2147483647,
  padded int(8) unsigned zerofill NOT NULL DEFAULT 42,
  big bigint DEFAULT 9223372036854775807,
  exact decimal(20, 6) unsigned DEFAULT 1.500000,
  plain decimal DEFAULT NULL,
  single float DEFAULT 1.5,
  doubled double DEFAULT -2.5e-3,
  scaled double(10, 2) DEFAULT 3.14,
  bits bit(10) NOT NULL DEFAULT b'1010',
  PRIMARY KEY (id)
) AUTO_INCREMENT = 4711 COMMENT = 'it''s a "table" of \\ numbers; with a semicolon';

CREATE TABLE texts (
  id int NOT NULL PRIMARY KEY,
  code char(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'a''b',
  name varchar(100) NOT NULL DEFAULT '' COMMENT 'what it''s called\nover two lines',
  latin varchar(50) CHARACTER SET latin1 COLLATE latin1_german2_ci DEFAULT 'ä',
  old varchar(50) CHARACTER SET utf8mb3 DEFAULT NULL,
  exactly varchar(10) COLLATE utf8mb4_bin DEFAULT 'x',
  backslash varchar(10) DEFAULT '\\',
  word varchar(10) DEFAULT 'NULL',
  smaller tinytext, body text NOT NULL, more mediumtext, most longtext,
  colour enum('red', 'it''s', 'a,b', '') NOT NULL DEFAULT 'red',
  flags set('a', 'b', 'c d') DEFAULT 'a,c d',
  raw binary(4) NOT NULL DEFAULT 'ab\0\0',
  bytes varbinary(16) DEFAULT 0x00ff80,
  small_blob tinyblob, some blob, much mediumblob, lots longblob,
  doc json DEFAULT NULL
) ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE times (
  id int NOT NULL PRIMARY KEY,
  day date DEFAULT '2020-02-29',
  at time(3) DEFAULT '-12:34:56.789',
  happened datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  stamped timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  never timestamp NULL DEFAULT NULL,
  fixed timestamp NOT NULL DEFAULT '2001-02-03 04:05:06',
  planned year DEFAULT 2030
);

CREATE TABLE computed (
  id int NOT NULL PRIMARY KEY,
  price decimal(10, 2) NOT NULL,
  quantity int NOT NULL DEFAULT 1,
  total decimal(12, 2) GENERATED ALWAYS AS (price * quantity) STORED,
  label varchar(40) GENERATED ALWAYS AS (concat('#', id, ' it''s ', quantity)) VIRTUAL COMMENT 'made',
  token char(36) DEFAULT (uuid()),
  later date DEFAULT (current_date + interval 1 day),
  hidden int DEFAULT 7 /*!80023 INVISIBLE *//*M!100303 INVISIBLE */
);

CREATE TABLE compressed (id int NOT NULL PRIMARY KEY, body text) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8 STATS_PERSISTENT = 1 STATS_SAMPLE_PAGES = 30;
/*!80023 CREATE TABLE `grows so` (id int NOT NULL PRIMARY KEY) AUTOEXTEND_SIZE = 4M */;
/*!80023 CREATE TABLE twofold (id int NOT NULL PRIMARY KEY, a int, KEY (a)) SECONDARY_ENGINE = rapid */;
CREATE TABLE counted (a int NOT NULL, n int NOT NULL AUTO_INCREMENT, KEY (n), PRIMARY KEY (a)) AUTO_INCREMENT = 100;
CREATE TABLE keyless (a int, `select` int, `we ``ird "name"` int, ` ü€` int);
CREATE TABLE `Mixed Case` (`Id` int NOT NULL, PRIMARY KEY (`Id`)) CHARACTER SET latin1;
CREATE TABLE places (id int NOT NULL PRIMARY KEY, spot point NOT NULL /*!80003 SRID 4326 */, area polygon, shape geometry, parts geometrycollection);
CREATE TABLE `other ``one`.there (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(10));

INSERT INTO numbers (tiny) VALUES (1), (2);
INSERT INTO texts (id, body, doc, bytes) VALUES (1, 'ein Text mit ä, € und 😀', '{"a": [1, "b"]}', 0x00010203), (2, 'tab\tline\nback\\slash''quote"', NULL, NULL);
INSERT INTO times (id, day) VALUES (1, '1999-12-31'), (2, NULL);
INSERT INTO computed (id, price, token, later, hidden) VALUES (1, 9.99, 'x', '2024-01-01', 8), (2, 1, 'y', NULL, NULL);
INSERT INTO counted (a) VALUES (1), (2), (3);
INSERT INTO keyless VALUES (1, 2, 3, 4), (1, 2, 3, 4), (NULL, NULL, NULL, NULL);
INSERT INTO places (id, spot, area) VALUES (1, ST_PointFromText('POINT(10 20)' /*!80003 , 4326 */), ST_GeomFromText('POLYGON((0 0, 0 1, 1 1, 0 0))'));
INSERT INTO `other ``one`.there (name) VALUES ('a'), ('ü');
