-- Views, routines, triggers and events: each with its definer and the session that it was made in.
SET NAMES utf8mb4;
CREATE DATABASE code CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE `o``d'd "c%_` CHARACTER SET latin1 COLLATE latin1_german1_ci;
USE code;
CREATE TABLE item (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT '', price decimal(10,2), made datetime);
CREATE TABLE log (n int AUTO_INCREMENT PRIMARY KEY, what varchar(200));
CREATE TABLE `tab``le` (`col``umn` int, `order` varchar(10));
INSERT INTO item (id, name, price) VALUES (1, 'one', 1.5), (2, 'zwö', 2);

-- Routines

DELIMITER ;;
CREATE FUNCTION twice(a int) RETURNS int DETERMINISTIC NO SQL COMMENT 'it''s "twice"' RETURN a * 2;;
CREATE DEFINER = app@`10.%` FUNCTION total(who varchar(20) CHARACTER SET latin1, mode enum('a)','b')) RETURNS decimal(10,2)
    READS SQL DATA SQL SECURITY INVOKER
BEGIN
    -- a comment; with a semicolon
    DECLARE sum decimal(10,2);
    SELECT SUM(price) INTO sum FROM item WHERE name = who; /* another */
    RETURN sum;
END;;
CREATE PROCEDURE total(OUT sum decimal(10,2)) MODIFIES SQL DATA COMMENT 'named as a function is'
BEGIN
    SET sum = (SELECT SUM(price) FROM item);
    INSERT INTO log (what) VALUES ('total ;; is ; said'), ("$$ // too");
    CALL nothing();
END;;
CREATE PROCEDURE nothing() BEGIN END;;
CREATE PROCEDURE `pro``c "e';dure`(`i``n` int) SELECT `i``n`, `col``umn` FROM `tab``le`;;
CREATE DEFINER = `it's "me"`@`%` PROCEDURE `o``d'd "c%_`.elsewhere() SELECT * FROM code.item;;

SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES';;
CREATE FUNCTION quoted() RETURNS varchar(100) NO SQL
BEGIN
    DECLARE "a b" varchar(100) DEFAULT '\';
    RETURN "a b" || 'it''s' || 'c:\dir';
END;;
SET sql_mode = 'NO_BACKSLASH_ESCAPES';;
CREATE PROCEDURE slashes() COMMENT 'plain' SELECT '\', "\";;
SET sql_mode = DEFAULT;;

-- By clients of other character sets: what they sent are the bytes of this file
SET character_set_client = latin1, collation_connection = latin1_german1_ci;;
CREATE FUNCTION bytes() RETURNS varchar(100) CHARACTER SET utf8mb4 NO SQL RETURN 'café Ýé';;
CREATE TRIGGER bytes BEFORE DELETE ON item FOR EACH ROW SET @bytes = 'naïve';;
CREATE EVENT bytes ON SCHEDULE EVERY 1 YEAR STARTS '2031-01-01 00:00:00' DISABLE DO SET @a = 'Übung';;
SET NAMES utf8mb3 COLLATE utf8mb3_unicode_ci;;
CREATE PROCEDURE three() SELECT 'größer', '語';;
SET NAMES utf8mb4;;
CREATE FUNCTION four() RETURNS varchar(10) CHARACTER SET utf8mb4 NO SQL RETURN '😀';;

-- Its schema had another collation then
USE `o``d'd "c%_`;;
CREATE FUNCTION older(a varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN CONCAT(a, 'x');;
ALTER DATABASE `o``d'd "c%_` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;;
CREATE FUNCTION newer(a varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN CONCAT(a, 'y');;
USE code;;
DELIMITER ;

-- Views

CREATE VIEW a_last AS SELECT 1 AS one;
CREATE VIEW z_first (`i d`, label) AS SELECT id, twice(id) FROM item;
CREATE OR REPLACE VIEW a_last AS SELECT z.`i d`, z.label, code.total('one', 'b') AS sum FROM z_first z;
CREATE ALGORITHM = MERGE DEFINER = app@`10.%` SQL SECURITY INVOKER VIEW cheap AS SELECT id, name, price FROM item WHERE price < 10 WITH LOCAL CHECK OPTION;
CREATE VIEW cheaper AS SELECT * FROM cheap WHERE price < 5 WITH CASCADED CHECK OPTION;
CREATE ALGORITHM = TEMPTABLE VIEW counted AS SELECT name, COUNT(*) AS `count(*)` FROM item GROUP BY name HAVING COUNT(*) > 0;
CREATE VIEW `vi``ew` AS SELECT `col``umn` AS `a``b`, `order`, 'it''s \\ "x"' AS text FROM `tab``le`;
CREATE VIEW `o``d'd "c%_`.across AS SELECT i.id, `o``d'd "c%_`.older(name) AS old FROM code.item i JOIN code.a_last l ON l.`i d` = i.id;
SET NAMES latin1 COLLATE latin1_swedish_ci;
CREATE VIEW bytes AS SELECT 'café' AS `naïve`;
SET NAMES utf8mb4;
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';
CREATE VIEW "modes" AS SELECT 'a' || "name" AS "x y" FROM "item";
SET sql_mode = DEFAULT;

-- Triggers: several of a kind keep their order

DELIMITER ;;
CREATE TRIGGER t_third BEFORE INSERT ON item FOR EACH ROW SET NEW.name = CONCAT(NEW.name, '3');;
CREATE TRIGGER t_first BEFORE INSERT ON item FOR EACH ROW PRECEDES t_third BEGIN SET NEW.made = '2020-01-01'; SET NEW.name = CONCAT(NEW.name, '1'); END;;
CREATE DEFINER = app@`10.%` TRIGGER a_second BEFORE INSERT ON item FOR EACH ROW FOLLOWS t_first SET NEW.name = CONCAT(NEW.name, '2');;
CREATE TRIGGER `tri``gger` AFTER UPDATE ON `tab``le` FOR EACH ROW INSERT INTO log (what) VALUES (NEW.`col``umn`);;
CREATE TRIGGER logged AFTER INSERT ON item FOR EACH ROW BEGIN IF twice(NEW.id) > 1 THEN INSERT INTO log (what) VALUES ('x;'); END IF; END;;
SET sql_mode = 'ANSI_QUOTES';;
CREATE TRIGGER "modes" AFTER DELETE ON "item" FOR EACH ROW INSERT INTO log ("what") VALUES (OLD."name");;
SET sql_mode = DEFAULT;;

-- Events

SET time_zone = '+05:30';;
CREATE EVENT once ON SCHEDULE AT '2035-06-01 12:30:00' ON COMPLETION PRESERVE COMMENT 'it''s \\ once' DO BEGIN CALL nothing(); DELETE FROM log; END;;
SET time_zone = SYSTEM;;
CREATE EVENT repeated ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2030-01-01 00:00:00' ENDS '2036-01-01 00:00:00' ENABLE DO CALL nothing();;
CREATE DEFINER = app@`10.%` EVENT off ON SCHEDULE EVERY 2 WEEK STARTS '2030-01-01 00:00:00' DISABLE DO SET @a = 1;;
SET timestamp = 1;;
CREATE EVENT past ON SCHEDULE AT '2001-01-01 00:00:00' DISABLE DO CALL nothing();;
SET timestamp = DEFAULT, sql_mode = 'NO_BACKSLASH_ESCAPES';;
CREATE EVENT `ev``ent` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' COMMENT 'a\b''c' DO SET @a = '\';;
DELIMITER ;
