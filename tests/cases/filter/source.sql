-- include says what to replicate, exclude what to leave out of it; what is needed comes along, what lacks something stays out.
CREATE SCHEMA app;
CREATE SCHEMA other;
CREATE SCHEMA elsewhere;

CREATE TYPE other.mood AS ENUM ('good', 'bad');
CREATE TABLE other.customer (id integer PRIMARY KEY);
CREATE TABLE elsewhere.thing (id integer);
CREATE FUNCTION other.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1 * 2;

CREATE TABLE app.orders (
    id integer PRIMARY KEY,
    customer_id integer REFERENCES other.customer,
    mood other.mood,
    number integer DEFAULT other.twice(21)
);
CREATE TYPE app.coin AS ENUM ('cent');
CREATE TYPE elsewhere.coin AS ENUM ('cent');
CREATE CAST (app.coin AS text) WITH INOUT;
CREATE CAST (other.mood AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (elsewhere.coin AS text) WITH INOUT;
CREATE CAST (app.coin AS elsewhere.coin) WITH INOUT;
CREATE FUNCTION other.same(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR other.=== (FUNCTION = other.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(other.===));
CREATE OPERATOR other.!== (FUNCTION = other.same, LEFTARG = integer, RIGHTARG = integer);
CREATE TABLE app.line (order_id integer REFERENCES app.orders, text text);
CREATE TABLE app.tmp_import (order_id integer REFERENCES app.orders, line text);
CREATE INDEX line_text ON app.line (text);
CREATE INDEX line_order ON app.line (order_id);
CREATE VIEW app.order_mood AS SELECT id, mood FROM app.orders;
CREATE VIEW app.same AS SELECT id FROM app.orders WHERE id OPERATOR(other.===) customer_id;
CREATE VIEW app.imported AS SELECT line FROM app.tmp_import;
CREATE VIEW app.imported_twice AS SELECT line FROM app.imported;

INSERT INTO other.customer VALUES (1);
INSERT INTO app.orders VALUES (1, 1, 'good', 1);
INSERT INTO app.line VALUES (1, 'a line');
INSERT INTO app.tmp_import VALUES (1, 'not wanted');
