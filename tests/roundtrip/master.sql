-- A shop, and what only superusers can make, and what hangs on that. Roles and grants are those of the README.
CREATE SCHEMA sales AUTHORIZATION shop_owner;
CREATE SCHEMA low;
CREATE EXTENSION hstore SCHEMA sales;
CREATE EXTENSION pageinspect SCHEMA low;
CREATE SEQUENCE sales.numbers;
SELECT setval('sales.numbers', 42);
CREATE TYPE sales.state AS ENUM ('new', 'paid');
CREATE TABLE sales.orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state sales.state NOT NULL DEFAULT 'new', note text, more sales.hstore);
CREATE TABLE sales.lines (order_id integer REFERENCES sales.orders, n integer, PRIMARY KEY (order_id, n));
CREATE TABLE public.visits (id integer PRIMARY KEY, at date DEFAULT current_date);
CREATE TABLE public.batches (id integer);
CREATE INDEX ON sales.orders (state, note);
CREATE VIEW sales.open_orders AS SELECT id, note FROM sales.orders WHERE state = 'new';
CREATE MATERIALIZED VIEW sales.totals AS SELECT order_id, count(*) FROM sales.lines GROUP BY order_id;
CREATE FUNCTION sales.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := coalesce(NEW.note, ''?''); RETURN NEW; END';
CREATE TRIGGER touch BEFORE INSERT ON sales.orders FOR EACH ROW EXECUTE FUNCTION sales.touch();
INSERT INTO sales.orders (state) SELECT CASE n % 2 WHEN 0 THEN 'new' ELSE 'paid' END::sales.state FROM generate_series(1, 100) n;
INSERT INTO sales.lines SELECT n, 1 FROM generate_series(1, 100) n;
REFRESH MATERIALIZED VIEW sales.totals;
INSERT INTO public.visits SELECT generate_series(1, 10);
ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sales.orders TO shop_reader USING (note IS NOT NULL);
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['TABLE sales.orders', 'TABLE sales.lines', 'VIEW sales.open_orders', 'MATERIALIZED VIEW sales.totals', 'SEQUENCE sales.numbers', 'TYPE sales.state', 'FUNCTION sales.touch()'] LOOP EXECUTE 'ALTER ' || t || ' OWNER TO shop_owner'; END LOOP; END $$;
ALTER TABLE public.visits OWNER TO shop_reader;
ALTER TABLE public.batches OWNER TO shop_batch;
GRANT USAGE ON SCHEMA sales TO shop_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA sales TO shop_reader;
GRANT SELECT ON sales.lines TO rds_superuser;
REVOKE DELETE ON public.batches FROM shop_batch;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA sales GRANT SELECT ON TABLES TO shop_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_batch IN SCHEMA sales GRANT SELECT ON TABLES TO shop_reader;
COMMENT ON SCHEMA public IS 'all that is old';
COMMENT ON TABLE sales.orders IS 'orders';

CREATE FUNCTION low.plus(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'int4pl';
CREATE FUNCTION low.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE LANGUAGE low_language HANDLER low.handler;
CREATE FUNCTION low.free() RETURNS integer LANGUAGE low_language AS 'BEGIN RETURN 1; END';
CREATE FUNCTION low.tight(integer) RETURNS boolean LANGUAGE sql LEAKPROOF IMMUTABLE AS 'SELECT $1 > 0';
CREATE VIEW low.uses_plus AS SELECT low.plus(id, 1) AS next FROM public.visits;
CREATE TABLE low.checked (id integer CHECK (low.tight(id)), other integer);
CREATE TYPE low.tiny;
CREATE FUNCTION low.tiny_in(cstring) RETURNS low.tiny LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION low.tiny_out(low.tiny) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE low.tiny (INPUT = low.tiny_in, OUTPUT = low.tiny_out, LIKE = integer);
CREATE TABLE low.things (id integer PRIMARY KEY, size low.tiny);
CREATE OPERATOR CLASS low.reversed FOR TYPE integer USING btree AS OPERATOR 1 > , OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(integer, integer);
CREATE INDEX checked_reversed ON low.checked (other low.reversed);
CREATE INDEX checked_plain ON low.checked (other);
CREATE FUNCTION low.noticed() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER low_noticed ON ddl_command_end EXECUTE FUNCTION low.noticed();

-- Settings of the owner's, of a superuser's, and of a role; privileges on what the system brought along
ALTER DATABASE shop SET work_mem = '8MB';
ALTER DATABASE shop SET log_statement = 'ddl';
ALTER ROLE shop_reader IN DATABASE shop SET statement_timeout = '1min';
GRANT EXECUTE ON FUNCTION pg_stat_reset() TO shop_reader;

-- A label of a provider that is not loaded: by hand, since the server refuses it
SET allow_system_table_mods = on;
INSERT INTO pg_seclabel VALUES ('sales.orders'::regclass, 'pg_class'::regclass, 0, 'dummy', 'classified');
