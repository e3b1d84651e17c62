SET check_function_bodies = off;
CREATE SCHEMA shop;
CREATE SCHEMA other;

CREATE TYPE shop.status AS ENUM ('new', 'sales');
CREATE DOMAIN shop.amount AS numeric(10, 2) CHECK (VALUE >= 0);
CREATE FUNCTION shop.net(gross shop.amount) RETURNS shop.amount LANGUAGE sql IMMUTABLE
    RETURN (gross / 1.19)::shop.amount;

CREATE TABLE shop.orders (
    id serial PRIMARY KEY,
    sales text DEFAULT 'sales.orders',
    status shop.status DEFAULT 'new'::shop.status NOT NULL,
    gross shop.amount,
    net shop.amount GENERATED ALWAYS AS (shop.net(gross)) STORED,
    CHECK (shop.net(gross) < 1000000)
);
CREATE TABLE other.note (order_id integer REFERENCES shop.orders, text text);
CREATE INDEX ON shop.orders (shop.net(gross)) WHERE status <> 'sales'::shop.status;

CREATE VIEW other.summary AS
    SELECT sales.status, count(*) AS sales FROM shop.orders sales WHERE sales.sales <> 'sales.orders' GROUP BY sales.status;
CREATE MATERIALIZED VIEW shop.open AS SELECT id, gross FROM shop.orders WHERE status = 'new'::shop.status;
CREATE UNIQUE INDEX ON shop.open (id);

CREATE COLLATION shop.plain (provider = libc, locale = 'C');
CREATE TYPE shop.number;
CREATE FUNCTION shop.number_in(cstring) RETURNS shop.number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION shop.number_out(shop.number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE shop.number (INPUT = shop.number_in, OUTPUT = shop.number_out, LIKE = integer, CATEGORY = 'N');
CREATE CAST (shop.number AS integer) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION shop.cmp(shop.number, shop.number) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1::integer - $2::integer;
CREATE FUNCTION shop.same(shop.number, shop.number) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1::integer = $2::integer;
CREATE OPERATOR shop.= (FUNCTION = shop.same, LEFTARG = shop.number, RIGHTARG = shop.number, COMMUTATOR = OPERATOR(shop.=));
CREATE FUNCTION shop.number_hash(shop.number) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1::integer;
CREATE FUNCTION shop.larger(shop.number, shop.number) RETURNS shop.number LANGUAGE internal IMMUTABLE AS 'int4larger';
CREATE OPERATOR CLASS shop.numbers DEFAULT FOR TYPE shop.number USING hash AS OPERATOR 1 shop.=, FUNCTION 1 shop.number_hash(shop.number);
CREATE TYPE shop.span AS RANGE (subtype = text, collation = shop.plain, multirange_type_name = shop.spans);
CREATE AGGREGATE shop.first(shop.number) (SFUNC = shop.larger, STYPE = shop.number, INITCOND = '0');
CREATE TABLE other.numbers (n shop.number, s shop.span, t text COLLATE shop.plain);
CREATE INDEX ON other.numbers USING hash (n shop.numbers);

CREATE FUNCTION shop.count_orders() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT count(*) FROM sales.orders);
END
$$;
CREATE FUNCTION shop.latest() RETURNS shop.orders LANGUAGE sql STABLE
    BEGIN ATOMIC
    SELECT * FROM shop.orders ORDER BY id DESC LIMIT 1;
    END;
CREATE FUNCTION other.touch() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'shop', 'pg_temp' AS $$
BEGIN
    RETURN NEW;
END
$$;
CREATE TRIGGER touch BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION other.touch();
COMMENT ON TABLE shop.orders IS 'all of sales.orders';
