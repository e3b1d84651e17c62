-- Checks: all of a table at once, after the load; MariaDB's stand with their columns, too.
CREATE DATABASE checks DEFAULT CHARACTER SET utf8mb4;
USE checks;

CREATE TABLE item (
  id int NOT NULL PRIMARY KEY,
  price decimal(10, 2) NOT NULL CHECK (price >= 0),
  low int, high int,
  name varchar(50) NOT NULL DEFAULT 'it''s' COMMENT 'what it''s called',
  code varchar(10) GENERATED ALWAYS AS (concat('x', left(name, 3))) STORED,
  KEY name (name),
  CONSTRAINT ordered CHECK (low <= high),
  CONSTRAINT `we ``ird` CHECK (name <> 'it''s \\ \n not' AND name NOT LIKE '%\\%'),
  CONSTRAINT coded CHECK (code REGEXP '^x')
);
/*!80016 CREATE TABLE lax (id int NOT NULL PRIMARY KEY, a int, CONSTRAINT later CHECK (a > 0) NOT ENFORCED) */;
CREATE TABLE docs (id int NOT NULL PRIMARY KEY, doc json DEFAULT NULL, other json NOT NULL COMMENT 'two of them');
/*M!100600 CREATE TABLE columns_only (
  a int DEFAULT 1 CHECK (a > 0),
  b int DEFAULT NULL CHECK (b < a OR b IS NULL),
  KEY (a), CONSTRAINT small CHECK (a < 1000)
) */;
CREATE TABLE `größen` (
  `höhe` int NOT NULL PRIMARY KEY,
  `länge` int GENERATED ALWAYS AS (`höhe` + 1) VIRTUAL,
  einheit varchar(20) DEFAULT (concat('µ', '字😀?')),
  zeichen varchar(9) DEFAULT 'a\0b',
  CONSTRAINT `größer` CHECK (`höhe` > 0 AND einheit <> '😀€')
);
/*!80013 CREATE INDEX `weiß` ON `größen` ((concat(einheit, 'ü'))) */;
/*!80013 ALTER TABLE `größen` ADD gesicht varchar(9) DEFAULT '😀?' */;

INSERT INTO item (id, price, low, high, name) VALUES (1, 0, 1, 2, 'abc'), (2, 9.99, NULL, 1, 'd');
/*!80016 INSERT INTO lax VALUES (1, -1) */;
INSERT INTO docs VALUES (1, '{"a": 1}', '[]'), (2, NULL, '"x"');
