/*!80400 SET SESSION restrict_fk_on_non_standard_key = OFF */;
CREATE TABLE parent (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, code varchar(20) NOT NULL, a int NOT NULL, b int NOT NULL, plain int, UNIQUE KEY (code), UNIQUE KEY (b, a), KEY (plain));
CREATE TABLE child (id int NOT NULL PRIMARY KEY, parent_id bigint unsigned, code varchar(30), a int, b int,
    CONSTRAINT to_id FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE RESTRICT,
    CONSTRAINT to_code FOREIGN KEY (code) REFERENCES parent (code) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT to_pair FOREIGN KEY (b, a) REFERENCES parent (b, a));
CREATE TABLE loose (id int NOT NULL PRIMARY KEY, plain int, CONSTRAINT to_plain FOREIGN KEY (plain) REFERENCES parent (plain));
CREATE TABLE tree (id int NOT NULL PRIMARY KEY, up int, CONSTRAINT tree_up FOREIGN KEY (up) REFERENCES tree (id));
SET foreign_key_checks = 0;
CREATE TABLE lost (id int NOT NULL PRIMARY KEY, gone int, CONSTRAINT to_gone FOREIGN KEY (gone) REFERENCES nowhere (id));
SET foreign_key_checks = 1;
INSERT INTO parent VALUES (1, 'x', 1, 2, 3);
INSERT INTO child VALUES (1, 1, 'x', 1, 2), (2, NULL, NULL, NULL, 2);
INSERT INTO tree VALUES (1, NULL), (2, 1);
