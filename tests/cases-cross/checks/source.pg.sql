CREATE DOMAIN percent AS integer CONSTRAINT in_range CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE TABLE a (id serial PRIMARY KEY, share percent DEFAULT 10, v integer, CONSTRAINT positive CHECK (v > 0),
    CONSTRAINT id_positive CHECK (id > 0));
CREATE TABLE b (id integer PRIMARY KEY, v integer, w integer, CONSTRAINT positive CHECK (v > 0 AND (w IS NULL OR w < v)));
CREATE TABLE c (id integer PRIMARY KEY, b_id integer REFERENCES b ON UPDATE CASCADE CONSTRAINT b_small CHECK (b_id < 1000),
    doubled integer GENERATED ALWAYS AS (b_id * 2) STORED);
INSERT INTO b VALUES (1, 5, 3), (2, 7, NULL);
ALTER TABLE b ADD CONSTRAINT not_yet CHECK (v > 6) NOT VALID;
INSERT INTO a (share, v) VALUES (50, 1), (100, 2);
INSERT INTO c VALUES (1, 1);
