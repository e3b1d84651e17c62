CREATE TABLE stamp (id int NOT NULL PRIMARY KEY, v int, j json, changed timestamp(3) NULL ON UPDATE CURRENT_TIMESTAMP(3));
CREATE TABLE twice (id int NOT NULL PRIMARY KEY, v int, w int AS (v + 1) STORED, a datetime NULL ON UPDATE CURRENT_TIMESTAMP, `B b` datetime(6) NULL ON UPDATE CURRENT_TIMESTAMP(6));
INSERT INTO stamp VALUES (1, 1, '{}', '2020-01-01'), (2, 1, '{}', '2020-01-01'), (3, 1, '{}', '2020-01-01');
INSERT INTO twice (id, v, a) VALUES (1, 1, '2020-01-01');
