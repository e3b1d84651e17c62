CREATE TABLE book (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, isbn varchar(20), title varchar(200) NOT NULL, author varchar(60), body text, cover blob,
    price decimal(8,2), published date, facts json, place point NOT NULL /*!80003 SRID 0 */,
    UNIQUE KEY (isbn), UNIQUE KEY book_author (author DESC, title), UNIQUE KEY front (title(10)), UNIQUE KEY picture (cover(8)),
    KEY newest (published DESC, price), KEY words (body(40)), KEY head (title(20)), KEY book_price (price) COMMENT 'it''s dear',
    KEY hidden (price, title) /*!80000 INVISIBLE *//*M!100600 IGNORED */, KEY twice (price), KEY again (price),
    FULLTEXT KEY search (title, body), FULLTEXT KEY grams (body) /*!50706 WITH PARSER ngram */, SPATIAL KEY somewhere (place)
    /*!80013 , KEY lowered ((lower(author)), price), KEY tags ((CAST(facts->'$.tags' AS UNSIGNED ARRAY))) */);
CREATE TABLE note (head varchar(100) NOT NULL, tail tinytext NOT NULL, n int, PRIMARY KEY (head(30), tail(10)), KEY backwards (n DESC));
INSERT INTO book (isbn, title, author, body, cover, price, published, facts, place) VALUES
    ('1', 'The first one', 'A', 'some words', 'abc', 1.50, '2020-01-01', '{"tags": [1]}', POINT(1, 2)), (NULL, 'Another', 'A', NULL, NULL, NULL, NULL, NULL, POINT(0, 0));
INSERT INTO note VALUES ('a', 'b', 1), ('a', 'c', 2);
CREATE TABLE long_note (body text NOT NULL, PRIMARY KEY (body(30)));
INSERT INTO long_note VALUES (REPEAT('longer than a btree takes ', 400));
CREATE TABLE named_so (id int NOT NULL PRIMARY KEY, url int, INDEX url (url), INDEX named_so_url (url, id));
