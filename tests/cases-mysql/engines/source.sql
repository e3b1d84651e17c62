-- Tables of other engines, whose options are their own.
CREATE DATABASE engines DEFAULT CHARACTER SET utf8mb4;
USE engines;

CREATE TABLE isam (
  id int NOT NULL, n int NOT NULL AUTO_INCREMENT, name varchar(50), body text,
  PRIMARY KEY (id, n), KEY name (name), FULLTEXT KEY body (body)
) ENGINE = MyISAM ROW_FORMAT = FIXED MAX_ROWS = 1000 MIN_ROWS = 10 AVG_ROW_LENGTH = 100 CHECKSUM = 1 DELAY_KEY_WRITE = 1 PACK_KEYS = 1;
ALTER TABLE isam ROW_FORMAT = DEFAULT;
CREATE TABLE part_a (id int NOT NULL, KEY (id)) ENGINE = MyISAM;
CREATE TABLE part_b (id int NOT NULL, KEY (id)) ENGINE = MyISAM;
CREATE TABLE merged (id int NOT NULL, KEY (id)) ENGINE = MERGE UNION = (part_a, part_b) INSERT_METHOD = LAST;
CREATE TABLE in_memory (id int NOT NULL, a varchar(10), PRIMARY KEY (id), KEY a (a)) ENGINE = MEMORY MAX_ROWS = 100;
CREATE TABLE in_csv (id int NOT NULL, a varchar(10) NOT NULL) ENGINE = CSV;
CREATE TABLE in_archive (id int NOT NULL AUTO_INCREMENT, a varchar(10), KEY (id)) ENGINE = ARCHIVE;

INSERT INTO isam (id, name, body) VALUES (1, 'a', 'text'), (1, 'b', NULL), (2, 'c', 'words');
INSERT INTO part_a VALUES (1);
INSERT INTO part_b VALUES (2);
INSERT INTO in_memory VALUES (1, 'a');
INSERT INTO in_csv VALUES (1, 'a');
INSERT INTO in_archive (a) VALUES ('x');
