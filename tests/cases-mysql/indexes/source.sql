-- Indexes of every kind, made after the load: at once where the server lets them, full text and places by themselves.
CREATE DATABASE indexes DEFAULT CHARACTER SET utf8mb4;
USE indexes;

CREATE TABLE plain (
  id int NOT NULL,
  other int NOT NULL,
  code char(8) NOT NULL,
  name varchar(200) DEFAULT NULL,
  body text,
  day date DEFAULT NULL,
  PRIMARY KEY (id, other DESC) COMMENT 'it''s the key',
  UNIQUE KEY by_code (code),
  UNIQUE KEY several (day, code, other),
  KEY zuletzt (name(10), day DESC) COMMENT 'a prefix, and backwards',
  KEY body (body(32)),
  KEY `we ``ird` (other)
);

CREATE TABLE searched (
  id int NOT NULL PRIMARY KEY,
  title varchar(100), body text, notes text,
  KEY title (title),
  FULLTEXT KEY both_of (title, body),
  FULLTEXT KEY notes (notes) /*!50706 WITH PARSER ngram */
);

-- The number of a row that full text needs is a column here, and its index has a name of the server's.
CREATE TABLE numbered (
  FTS_DOC_ID bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  body text,
  UNIQUE KEY FTS_DOC_ID_INDEX (FTS_DOC_ID),
  FULLTEXT KEY body (body)
);

CREATE TABLE places (
  id int NOT NULL PRIMARY KEY,
  spot point NOT NULL /*!80003 SRID 0 */,
  area geometry NOT NULL /*!80003 SRID 0 */,
  SPATIAL KEY spot (spot),
  SPATIAL KEY area (area)
);

-- AUTO_INCREMENT cannot be without its index: that one is made with the table.
CREATE TABLE counted (name varchar(20) NOT NULL, n int NOT NULL AUTO_INCREMENT, PRIMARY KEY (name, n), KEY by_n (n, name), KEY name (name));
CREATE TABLE keyless (n bigint unsigned NOT NULL AUTO_INCREMENT, a int, UNIQUE KEY n (n)) AUTO_INCREMENT = 50;

/*!80013 CREATE TABLE computed (
  id int NOT NULL PRIMARY KEY,
  name varchar(50), tags json,
  seen int GENERATED ALWAYS AS (length(name)) VIRTUAL,
  KEY lower_name ((lower(name)) DESC, id),
  UNIQUE KEY sums ((id + 1), (concat(name, 'it''s'))),
  KEY tags ((CAST(tags -> '$.ids' AS unsigned ARRAY))),
  KEY seen (seen),
  KEY hidden (name) INVISIBLE
) */;
/*M!100600 CREATE TABLE hidden (id int NOT NULL PRIMARY KEY, name varchar(50), body text, KEY hidden (name) IGNORED, UNIQUE KEY hashed (body)) */;
/*M!110700 CREATE TABLE vectors (id int NOT NULL PRIMARY KEY, v vector(3) NOT NULL, VECTOR KEY v (v) M = 8 DISTANCE = cosine) */;

CREATE TABLE kept_in_memory (id int NOT NULL, a int, b int, PRIMARY KEY (id) USING BTREE, KEY a (a), KEY b (b) USING BTREE) ENGINE = MEMORY;

INSERT INTO plain VALUES (1, 1, 'a', 'x', 'text', '2020-01-01'), (1, 2, 'b', NULL, NULL, NULL), (2, 1, 'c', 'y', 'more', '2020-01-02');
INSERT INTO searched VALUES (1, 'a title', 'some words', 'notes'), (2, NULL, NULL, NULL);
INSERT INTO numbered (body) VALUES ('one'), ('two words');
INSERT INTO places VALUES (1, ST_PointFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)'));
INSERT INTO counted (name) VALUES ('a'), ('b');
INSERT INTO keyless (a) VALUES (1), (2);
/*!80013 INSERT INTO computed (id, name, tags) VALUES (1, 'Ab', '{"ids": [1, 2]}'), (2, 'cd', '{"ids": [3]}') */;
