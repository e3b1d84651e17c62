CREATE SCHEMA app;
CREATE SCHEMA other;
CREATE TYPE other.mood AS ENUM ('good', 'bad');
CREATE FUNCTION other.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1 * 2;
CREATE TABLE app.orders (
    id integer PRIMARY KEY,
    customer_id integer,
    mood other.mood,
    number integer DEFAULT other.twice(21)
);
CREATE TABLE app.line (order_id integer REFERENCES app.orders, text text);
CREATE INDEX line_order ON app.line (order_id);
CREATE VIEW app.order_mood AS SELECT id, mood FROM app.orders;
