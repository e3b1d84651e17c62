-- Schema sales becomes shop, wherever its name is a name; what only looks like it stays.
CREATE SCHEMA sales;
CREATE SCHEMA other;

CREATE TYPE sales.status AS ENUM ('new', 'sales');
CREATE DOMAIN sales.amount AS numeric(10, 2) CHECK (VALUE >= 0);
CREATE FUNCTION sales.net(gross sales.amount) RETURNS sales.amount LANGUAGE sql IMMUTABLE
    RETURN (gross / 1.19)::sales.amount;

CREATE TABLE sales.orders (
    id serial PRIMARY KEY,
    sales text DEFAULT 'sales.orders',
    status sales.status DEFAULT 'new'::sales.status NOT NULL,
    gross sales.amount,
    net sales.amount GENERATED ALWAYS AS (sales.net(gross)) STORED,
    CHECK (sales.net(gross) < 1000000)
);
CREATE TABLE other.note (order_id integer REFERENCES sales.orders, text text);
CREATE INDEX ON sales.orders (sales.net(gross)) WHERE status <> 'sales'::sales.status;

CREATE VIEW other.summary AS
    SELECT sales.status, count(*) AS sales FROM sales.orders sales WHERE sales.sales <> 'sales.orders' GROUP BY sales.status;
CREATE MATERIALIZED VIEW sales.open AS SELECT id, gross FROM sales.orders WHERE status = 'new'::sales.status;
CREATE UNIQUE INDEX ON sales.open (id);

-- types, operators, casts and what access methods make of them
CREATE COLLATION sales.plain (provider = libc, locale = 'C');
CREATE TYPE sales.number;
CREATE FUNCTION sales.number_in(cstring) RETURNS sales.number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION sales.number_out(sales.number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE sales.number (INPUT = sales.number_in, OUTPUT = sales.number_out, LIKE = integer, CATEGORY = 'N');
CREATE CAST (sales.number AS integer) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION sales.cmp(sales.number, sales.number) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1::integer - $2::integer;
CREATE FUNCTION sales.same(sales.number, sales.number) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1::integer = $2::integer;
CREATE OPERATOR sales.= (FUNCTION = sales.same, LEFTARG = sales.number, RIGHTARG = sales.number, COMMUTATOR = OPERATOR(sales.=));
CREATE FUNCTION sales.number_hash(sales.number) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1::integer;
CREATE FUNCTION sales.larger(sales.number, sales.number) RETURNS sales.number LANGUAGE internal IMMUTABLE AS 'int4larger';
CREATE OPERATOR CLASS sales.numbers DEFAULT FOR TYPE sales.number USING hash AS OPERATOR 1 sales.=, FUNCTION 1 sales.number_hash(sales.number);
CREATE TYPE sales.span AS RANGE (subtype = text, collation = sales.plain, multirange_type_name = sales.spans);
CREATE AGGREGATE sales.first(sales.number) (SFUNC = sales.larger, STYPE = sales.number, INITCOND = '0');
CREATE TABLE other.numbers (n sales.number, s sales.span, t text COLLATE sales.plain);
CREATE INDEX ON other.numbers USING hash (n sales.numbers);

-- a body in quotes is text: it stays, and a finding says so
CREATE FUNCTION sales.count_orders() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT count(*) FROM sales.orders);
END
$$;
CREATE FUNCTION sales.latest() RETURNS sales.orders LANGUAGE sql STABLE
    BEGIN ATOMIC
    SELECT * FROM sales.orders ORDER BY id DESC LIMIT 1;
    END;
CREATE FUNCTION other.touch() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'sales', 'pg_temp' AS $$
BEGIN
    RETURN NEW;
END
$$;
CREATE TRIGGER touch BEFORE UPDATE ON sales.orders FOR EACH ROW EXECUTE FUNCTION other.touch();
COMMENT ON TABLE sales.orders IS 'all of sales.orders';

INSERT INTO sales.orders (gross) SELECT i FROM generate_series(1, 100) i;
INSERT INTO other.note SELECT i, 'sales' FROM generate_series(1, 10) i;
REFRESH MATERIALIZED VIEW sales.open;
