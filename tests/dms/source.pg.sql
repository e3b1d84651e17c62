CREATE SCHEMA shop;
SET search_path = shop;
CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) NOT NULL, ssn varchar(11), phone varchar(20), age int,
    bio text NOT NULL, doc jsonb NOT NULL, ok boolean NOT NULL DEFAULT true, tags varchar, amount numeric(12, 4),
    name_up varchar(40) GENERATED ALWAYS AS (upper(name)) STORED, CHECK (length(ssn) = 11));
CREATE INDEX ON customer (name);
CREATE TABLE "Order_Item" (id int, customer bigint NOT NULL REFERENCES customer, active boolean NOT NULL DEFAULT false,
    made timestamp(3), PRIMARY KEY (id, active));
CREATE TABLE log (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE log_old PARTITION OF log FOR VALUES FROM ('2000-01-01') TO ('2020-01-01');
CREATE TABLE log_new PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
CREATE VIEW seen AS SELECT id FROM customer;
CREATE TABLE unwanted (id int PRIMARY KEY);
INSERT INTO customer (name, ssn, phone, age, bio, doc, ok, tags, amount) VALUES
    ('a', '123-45-6789', '555 123', 41, repeat('x', 70000), '{"a": 1}', true, repeat('t', 9000), 1.5),
    ('b', NULL, NULL, NULL, '', '[]', false, '', NULL),
    ('c', '999-99-9999', '1', 0, 'ü€😀', 'null', false, NULL, -0.0001);
INSERT INTO "Order_Item" VALUES (1, 1, true, '2020-01-02 03:04:05.678'), (0, 3, false, NULL);
INSERT INTO log VALUES (1, '2001-01-01'), (2, '2021-01-01');
ANALYZE;
