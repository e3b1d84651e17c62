CREATE TABLE note (id int NOT NULL PRIMARY KEY, facts json, title varchar(10) AS (facts->>'$.title') STORED,
    CONSTRAINT is_told CHECK (facts->>'$.by' <> 'nobody'));
CREATE VIEW titles AS SELECT id, facts->>'$.title' AS title FROM note;
CREATE VIEW by_sound AS SELECT id, SOUNDEX(title) AS sound FROM note;
CREATE TRIGGER shouted BEFORE INSERT ON note FOR EACH ROW SET @shouted = UPPER(NEW.facts);
CREATE FUNCTION twice(a int) RETURNS int DETERMINISTIC RETURN a * 2;
CREATE PROCEDURE tidy() DELETE FROM note WHERE id < 0;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO CALL tidy();
INSERT INTO note (id, facts) VALUES (1, '{"title": "a", "by": "me"}');
