-- MariaDB: tables that keep the history of their rows, periods of an application's, columns that are stored compressed.
CREATE DATABASE periods DEFAULT CHARACTER SET utf8mb4;
USE periods;

CREATE TABLE kept (id int NOT NULL PRIMARY KEY, a int, forgotten int WITHOUT SYSTEM VERSIONING, KEY a (a)) WITH SYSTEM VERSIONING;
CREATE TABLE kept_openly (
  id int NOT NULL PRIMARY KEY,
  a int,
  began timestamp(6) GENERATED ALWAYS AS ROW START INVISIBLE,
  ended timestamp(6) GENERATED ALWAYS AS ROW END,
  PERIOD FOR SYSTEM_TIME (began, ended)
) WITH SYSTEM VERSIONING;
CREATE TABLE kept_apart (id int, a int) WITH SYSTEM VERSIONING
PARTITION BY SYSTEM_TIME (PARTITION p_history HISTORY, PARTITION p_now CURRENT);
CREATE TABLE rented (
  id int NOT NULL, room int NOT NULL, since date NOT NULL, until date NOT NULL,
  PERIOD FOR stay (since, until),
  PRIMARY KEY (id),
  UNIQUE KEY room (room, stay WITHOUT OVERLAPS)
);
CREATE TABLE both_of (
  id int NOT NULL, since date NOT NULL, until date NOT NULL,
  PERIOD FOR p (since, until),
  PRIMARY KEY (id, p WITHOUT OVERLAPS)
) WITH SYSTEM VERSIONING;
CREATE TABLE packed (id int NOT NULL PRIMARY KEY, body text COMPRESSED, raw varbinary(1000) COMPRESSED DEFAULT 'x', latin varchar(99) COMPRESSED CHARACTER SET latin1);
CREATE TABLE typed (id uuid NOT NULL DEFAULT uuid() PRIMARY KEY, six inet6 DEFAULT '::1');
/*M!101000 ALTER TABLE typed ADD four inet4 DEFAULT '127.0.0.1' */;
CREATE TABLE options (id int NOT NULL PRIMARY KEY) PAGE_COMPRESSED = 1 PAGE_COMPRESSION_LEVEL = 3;

INSERT INTO kept VALUES (1, 1, 1), (2, 2, 2);
INSERT INTO rented VALUES (1, 7, '2020-01-01', '2020-02-01'), (2, 7, '2020-02-01', '2020-03-01');
INSERT INTO packed VALUES (1, repeat('x', 1000), 'raw', 'ä');
INSERT INTO typed (id) VALUES ('123e4567-e89b-12d3-a456-426655440000');
