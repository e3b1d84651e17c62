CREATE TABLE customer (
    id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL, ssn varchar(11), phone varchar(20),
    age int, bio mediumtext NOT NULL, doc json NOT NULL, ok tinyint(1) NOT NULL DEFAULT 1,
    bits bit(5), flag bit(1) NOT NULL DEFAULT b'1', wide bit(64), big decimal(50, 2),
    name_up varchar(40) AS (upper(name)) STORED, first varchar(4) AS (json_unquote(json_extract(doc, '$.a'))) STORED,
    updated timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, KEY (name));
CREATE TABLE `Order_Item` (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY, customer bigint unsigned NOT NULL, `Size` enum('S', 'L'), made datetime(3),
    FOREIGN KEY (customer) REFERENCES customer (id));
CREATE TABLE unwanted (id int PRIMARY KEY);
CREATE VIEW seen AS SELECT id FROM customer;
INSERT INTO customer (name, ssn, phone, age, bio, doc, ok, bits, flag, wide, big, updated) VALUES
    ('a', '123-45-6789', '555 123', 41, repeat('x', 70000), '{"a": "1"}', 1, b'00101', 1, 18446744073709551615, 12345678901234567890123456789012345678901234567.89, '2001-02-03 04:05:06'),
    ('b', NULL, NULL, NULL, '', '[]', 0, NULL, 0, 0, NULL, '2001-02-03 04:05:06'),
    ('c', '999-99-9999', '1', 0, 'ü€😀', 'null', 0, b'11111', 1, NULL, -0.01, '2001-02-03 04:05:06');
INSERT INTO `Order_Item` (customer, `Size`, made) VALUES (1, 'S', '2020-01-02 03:04:05.678'), (3, NULL, NULL);
