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
