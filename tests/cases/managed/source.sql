-- Left out: what managed services make for themselves, large objects, tablespaces, rows of extensions. What others made in an extension's schema is not.
CREATE EXTENSION hstore VERSION '1.4';
CREATE SCHEMA brought;
ALTER EXTENSION hstore ADD SCHEMA brought;
CREATE TABLE brought.mine (id integer PRIMARY KEY, tags hstore);
CREATE VIEW brought.seen AS SELECT id FROM brought.mine;

CREATE TABLE awsdms_ddl_audit (c_key bigserial PRIMARY KEY, c_ddlqry text);
GRANT ALL ON awsdms_ddl_audit TO PUBLIC;
CREATE FUNCTION awsdms_intercept_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
$$BEGIN INSERT INTO public.awsdms_ddl_audit (c_ddlqry) VALUES (current_query()); END$$;
CREATE SCHEMA awsdms_control;
CREATE TABLE awsdms_control.awsdms_status (server_name text);
CREATE EVENT TRIGGER awsdms_intercept_ddl ON ddl_command_end EXECUTE FUNCTION awsdms_intercept_ddl();
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE PUBLICATION all_of_it FOR ALL TABLES;
CREATE TABLE awsdm_is_no_prefix (id integer);
CREATE TRIGGER repack_trigger AFTER INSERT ON awsdm_is_no_prefix FOR EACH ROW EXECUTE FUNCTION nothing();

SELECT format('ALTER DATABASE %I SET default_transaction_read_only TO on', current_database()) \gexec
SET default_transaction_read_only = off;
SELECT lo_create(0) FROM generate_series(1, 3);
SET allow_in_place_tablespaces = on;
DROP TABLESPACE IF EXISTS fast;
CREATE TABLESPACE fast LOCATION '';
CREATE TABLE quick (id integer PRIMARY KEY USING INDEX TABLESPACE fast) TABLESPACE fast;
-- Only an extension's script may call pg_extension_config_dump().
CREATE TABLE hstore_rows (id integer);
ALTER EXTENSION hstore ADD TABLE hstore_rows;
UPDATE pg_extension SET extconfig = ARRAY['hstore_rows'::regclass::oid], extcondition = ARRAY[''] WHERE extname = 'hstore';

-- As a CREATE INDEX CONCURRENTLY leaves it that failed.
CREATE INDEX half_made ON quick (id);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half_made'::regclass;
