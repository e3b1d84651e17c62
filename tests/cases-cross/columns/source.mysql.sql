CREATE TABLE made (id int NOT NULL PRIMARY KEY, d datetime, v int, day varchar(20) AS (DATE_FORMAT(d, '%W')) STORED NOT NULL, next int AS (v + 1) VIRTUAL, after int AS (next * 2) STORED,
    kept int AS (v * 3) VIRTUAL, KEY (kept));
CREATE TABLE parent (id int NOT NULL PRIMARY KEY, a int, b int, UNIQUE KEY (a, b));
CREATE TABLE loose (a int, b int, c int DEFAULT 1, CONSTRAINT whole FOREIGN KEY (a, b) REFERENCES parent (a, b) MATCH FULL,
    CONSTRAINT set_default FOREIGN KEY (c) REFERENCES parent (id) ON DELETE SET DEFAULT, CONSTRAINT unenforced CHECK (a < 5) NOT ENFORCED);
CREATE ROLE IF NOT EXISTS columns_reader;
GRANT SELECT ON columns.made TO columns_reader;
INSERT INTO made (id, d, v) VALUES (1, '2024-01-01', 1);
