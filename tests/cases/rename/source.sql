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
