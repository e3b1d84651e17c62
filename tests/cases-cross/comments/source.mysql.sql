/*M!100500 ALTER DATABASE comments COMMENT = 'a database' */;
CREATE TABLE said (id int NOT NULL COMMENT 'it''s \\ a "key"', n int COMMENT '', u int, PRIMARY KEY (id) COMMENT 'of the key', KEY by_n (n) COMMENT 'of the index', UNIQUE KEY once (u) COMMENT 'of the constraint')
    COMMENT = 'line 1\nline 2 €';
INSERT INTO said VALUES (1, 2, 3);
