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
CREATE TYPE app.coin AS ENUM ('cent');
CREATE CAST (app.coin AS text) WITH INOUT;
CREATE CAST (other.mood AS text) WITH INOUT AS ASSIGNMENT;
CREATE FUNCTION other.same(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR other.=== (FUNCTION = other.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(other.===));
CREATE TABLE app.line (order_id integer REFERENCES app.orders, text text);
CREATE INDEX line_order ON app.line (order_id);
CREATE VIEW app.order_mood AS SELECT id, mood FROM app.orders;
CREATE VIEW app.same AS SELECT id FROM app.orders WHERE id OPERATOR(other.===) customer_id;
