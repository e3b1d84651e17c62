-- A source that takes its time where a test wants to be in the middle: slow() sleeps on targets only.
CREATE SCHEMA shop;
CREATE TYPE shop.status AS ENUM ('new', 'paid');
CREATE FUNCTION shop.slow(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF current_database() LIKE '%slow%' AND i % 10 = 0 THEN PERFORM pg_catalog.pg_sleep(0.006); END IF;
    RETURN i;
END $$;
CREATE TABLE shop.customer (id int PRIMARY KEY, name text NOT NULL, twice int GENERATED ALWAYS AS (shop.slow(id)) STORED);
CREATE TABLE shop.orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT NULL REFERENCES shop.customer,
    status shop.status DEFAULT 'new');
CREATE INDEX orders_customer ON shop.orders (customer_id);
CREATE INDEX orders_slow ON shop.orders (shop.slow(id));
CREATE SEQUENCE shop.invoice_no START 100;
CREATE VIEW shop.paid AS SELECT * FROM shop.orders WHERE status = 'paid';
INSERT INTO shop.customer SELECT i, 'customer number ' || i FROM generate_series(1, 3000) i;
INSERT INTO shop.orders (customer_id) SELECT 1 + i % 3000 FROM generate_series(1, 3000) i;
DO 'BEGIN PERFORM nextval(''shop.invoice_no''); END';
