-- What MySQL 5.7 has and newer ones do, too.
SET sql_mode = '';
CREATE DATABASE shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
CREATE DATABASE `odd ``name` DEFAULT CHARACTER SET latin1;
USE shop;
CREATE TABLE types (
  id int unsigned NOT NULL AUTO_INCREMENT, ti tinyint(1) NOT NULL DEFAULT '1', si smallint(6) DEFAULT NULL, mi mediumint(9) NOT NULL DEFAULT '-3',
  bi bigint(20) unsigned DEFAULT '18446744073709551615', z int(7) unsigned zerofill DEFAULT '0000012', de decimal(10,3) DEFAULT '1.500', fl float(7,3) DEFAULT NULL, d double NOT NULL DEFAULT '0',
  b bit(5) DEFAULT b'10101', y year(4) DEFAULT NULL, dt datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), ts timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  zero date NOT NULL DEFAULT '0000-00-00', t6 time(6) DEFAULT NULL, c char(3) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL, v varchar(40) DEFAULT 'CURRENT_TIMESTAMP', q varchar(40) DEFAULT 'it''s \\ "x"\n', u varchar(10) CHARACTER SET utf8mb3 DEFAULT '',
  bin binary(4) DEFAULT 'ab\0', vb varbinary(9) DEFAULT 'x''y', e enum('a','b''c','d,e') NOT NULL DEFAULT 'b''c', s set('x','y') DEFAULT 'x,y', tx text, lb longblob, j json DEFAULT NULL,
  g geometry DEFAULT NULL, p point NOT NULL, gc geometrycollection DEFAULT NULL, gv int GENERATED ALWAYS AS (`mi` + `si`) VIRTUAL COMMENT 'a "comment"', gs varchar(80) GENERATED ALWAYS AS (upper(`v`)) STORED NOT NULL,
  PRIMARY KEY (id), UNIQUE KEY one (v, si), KEY two (q(10), bi), KEY three (gv), FULLTEXT KEY ft (tx), FULLTEXT KEY fp (q) WITH PARSER ngram, SPATIAL KEY sp (p), KEY four (si) COMMENT 'x'
) ENGINE=InnoDB AUTO_INCREMENT=77 ROW_FORMAT=DYNAMIC COMMENT='all types';
CREATE TABLE parent (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b, a)) ENGINE=InnoDB;
CREATE TABLE child (id int NOT NULL, a int, b int, PRIMARY KEY (id), CONSTRAINT fk FOREIGN KEY (b, a) REFERENCES parent (b, a) ON DELETE CASCADE ON UPDATE SET NULL) ENGINE=InnoDB;
CREATE TABLE parted (id int NOT NULL, d date NOT NULL, PRIMARY KEY (id, d)) ENGINE=InnoDB PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (2010), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE old (id int NOT NULL, t varchar(10), PRIMARY KEY (id), KEY (t)) ENGINE=MyISAM CHECKSUM=1;
CREATE TABLE counted (id int NOT NULL AUTO_INCREMENT PRIMARY KEY);
INSERT INTO counted VALUES (NULL), (NULL);
CREATE VIEW v1 AS SELECT id, upper(v) AS u FROM types WHERE si > 3 WITH CASCADED CHECK OPTION;
CREATE ALGORITHM=TEMPTABLE SQL SECURITY INVOKER VIEW v2 (x, n) AS SELECT u, count(*) FROM v1 GROUP BY u;
CREATE FUNCTION f(a int) RETURNS varchar(10) CHARSET utf8mb4 DETERMINISTIC RETURN concat('x', a);
CREATE VIEW v3 AS SELECT f(id) AS f FROM child;
DELIMITER //
CREATE PROCEDURE pr(IN a int, OUT b varchar(20)) BEGIN DECLARE n int; SELECT count(*) INTO n FROM child WHERE id = a; SET b = 'it''s'; END//
CREATE TRIGGER tr BEFORE INSERT ON child FOR EACH ROW BEGIN IF NEW.a IS NULL THEN SET NEW.a = 'x' = 1; END IF; END//
CREATE TRIGGER tr2 BEFORE INSERT ON child FOR EACH ROW SET NEW.b = 2//
DELIMITER ;
CREATE PROCEDURE areas() SELECT astext(p) FROM types;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE COMMENT 'daily' DO DELETE FROM child WHERE id = 'x';
CREATE TABLE `odd ``name`.`t'1` (`a``b` int NOT NULL, `c"d` char(3) DEFAULT 'x', KEY `k``1` (`a``b`));
CREATE VIEW gone AS SELECT * FROM counted;
CREATE VIEW shop.broken AS SELECT id FROM old; DROP TABLE old; CREATE TABLE old (x int, KEY (x)) ENGINE=MyISAM;
CREATE USER reader@'10.%' IDENTIFIED BY 'x';
GRANT SELECT, INSERT ON shop.* TO reader@'10.%';
GRANT UPDATE (a) ON shop.child TO reader@'10.%';
GRANT EXECUTE ON PROCEDURE shop.pr TO reader@'10.%';
