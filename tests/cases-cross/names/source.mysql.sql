CREATE TABLE a23456789012345678901234567890123456789012345678901234567890123x (id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    c23456789012345678901234567890123456789012345678901234567890123x int, KEY (c23456789012345678901234567890123456789012345678901234567890123x));
CREATE TABLE `äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü` (`größe` int NOT NULL, `select` int, UNIQUE KEY `Größe` (`größe`));
CREATE TABLE Orders (Id int NOT NULL PRIMARY KEY, `Customer Name` varchar(20), KEY items (Id), KEY `Name "x"` (`Customer Name`));
CREATE TABLE orders (id int NOT NULL PRIMARY KEY, KEY items (id), CHECK (id > 0));
CREATE TABLE orders_items (id int NOT NULL PRIMARY KEY, orders_id int, KEY pkey (orders_id));
CREATE TABLE orders_pkey (id int);
CREATE TABLE orders_id_seq (id int);
CREATE TABLE kinds (kind enum('a', 'b'));
CREATE TABLE kinds_kind_enum (id int);
INSERT INTO orders VALUES (1);
INSERT INTO Orders VALUES (2, 'x');
INSERT INTO kinds VALUES ('b');
