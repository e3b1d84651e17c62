-- Foreign keys with every action, to themselves, in circles and into other databases. They come last.
CREATE DATABASE keys_a DEFAULT CHARACTER SET utf8mb4;
CREATE DATABASE keys_b DEFAULT CHARACTER SET utf8mb4;
SET foreign_key_checks = 0;

CREATE TABLE keys_b.country (code char(2) NOT NULL PRIMARY KEY, name varchar(50) NOT NULL);
CREATE TABLE keys_a.customer (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  country char(2) NOT NULL,
  best_friend int DEFAULT NULL,
  last_order int DEFAULT NULL,
  KEY friend (best_friend),
  CONSTRAINT customer_country FOREIGN KEY (country) REFERENCES keys_b.country (code) ON UPDATE CASCADE,
  CONSTRAINT customer_friend FOREIGN KEY (best_friend) REFERENCES keys_a.customer (id) ON DELETE SET NULL ON UPDATE SET NULL,
  CONSTRAINT customer_order FOREIGN KEY (last_order) REFERENCES keys_a.`order` (id) ON DELETE RESTRICT
);
CREATE TABLE keys_a.`order` (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer int NOT NULL,
  shop int DEFAULT NULL, number int DEFAULT NULL,
  KEY of_shop (shop, number, id),
  CONSTRAINT order_customer FOREIGN KEY (customer) REFERENCES keys_a.customer (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT `we ``ird` FOREIGN KEY (shop, number) REFERENCES keys_b.till (shop, number)
);
CREATE TABLE keys_b.till (id int NOT NULL PRIMARY KEY, shop int NOT NULL, number int NOT NULL, UNIQUE KEY by_number (shop, number));
CREATE TABLE keys_b.unnamed (id int NOT NULL PRIMARY KEY, a int, b int, FOREIGN KEY (a) REFERENCES keys_b.till (id), FOREIGN KEY (b) REFERENCES keys_b.till (id));

INSERT INTO keys_b.country VALUES ('DE', 'Germany'), ('FR', 'France');
INSERT INTO keys_a.customer VALUES (1, 'DE', 2, 1), (2, 'FR', NULL, NULL);
INSERT INTO keys_a.`order` VALUES (1, 1, 7, 1), (2, 2, 7, NULL), (3, 2, NULL, NULL);
INSERT INTO keys_b.till VALUES (1, 7, 1), (2, 8, 1);
INSERT INTO keys_b.unnamed VALUES (1, 1, 2), (2, NULL, NULL);
