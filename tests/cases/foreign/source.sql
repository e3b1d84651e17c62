-- Foreign data. Most wrappers here have no handler, so that nothing can be asked of them; file_fdw's tables are there as files are.
SELECT current_setting('server_version_num')::int >= 180000 AS pg18 \gset

CREATE FOREIGN DATA WRAPPER nothing OPTIONS (host 'everywhere', "user" 'any''one');
COMMENT ON FOREIGN DATA WRAPPER nothing IS 'leads nowhere';
CREATE FOREIGN DATA WRAPPER checked VALIDATOR postgresql_fdw_validator;
GRANT USAGE ON FOREIGN DATA WRAPPER checked TO PUBLIC;
CREATE SERVER plain FOREIGN DATA WRAPPER nothing;
CREATE SERVER strict FOREIGN DATA WRAPPER checked OPTIONS (host 'here');
CREATE SERVER "Full One" TYPE 'a ''type''' VERSION '1.0' FOREIGN DATA WRAPPER nothing OPTIONS (host 'it''s "there"', dbname 'a=b', port '5432');
COMMENT ON SERVER "Full One" IS 'all of it';
GRANT USAGE ON FOREIGN SERVER "Full One" TO PUBLIC;
CREATE USER MAPPING FOR PUBLIC SERVER "Full One" OPTIONS ("user" 'reader');
CREATE USER MAPPING FOR CURRENT_USER SERVER plain;

CREATE SCHEMA remote;
CREATE FUNCTION remote.next_id() RETURNS integer LANGUAGE sql AS 'SELECT 7';
CREATE FUNCTION remote.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TYPE remote.mood AS ENUM ('low', 'high');
CREATE FOREIGN TABLE remote.film (
    id integer OPTIONS (column_name 'film "id"') DEFAULT remote.next_id() NOT NULL,
    title varchar(20) COLLATE "C",
    mood remote.mood DEFAULT 'low',
    length integer CHECK (length > 0),
    twice integer GENERATED ALWAYS AS (length * 2) STORED,
    CONSTRAINT not_too_long CHECK (length < 1000) NO INHERIT
) SERVER "Full One" OPTIONS (schema_name 'public', table_name 'film''s');
ALTER FOREIGN TABLE remote.film ALTER title SET STATISTICS 0, ALTER id SET (n_distinct = 10);
CREATE FOREIGN TABLE remote.no_columns () SERVER plain;
CREATE VIEW remote.long AS SELECT title FROM remote.film WHERE length > 120;
CREATE TRIGGER noted BEFORE INSERT ON remote.film FOR EACH ROW EXECUTE FUNCTION remote.note();
CREATE TRIGGER once AFTER DELETE ON remote.film EXECUTE FUNCTION remote.note();
ALTER FOREIGN TABLE remote.film DISABLE TRIGGER once;
CREATE STATISTICS remote.both ON title, length FROM remote.film;
COMMENT ON FOREIGN TABLE remote.film IS 'elsewhere';
COMMENT ON COLUMN remote.film.id IS 'a number';
COMMENT ON CONSTRAINT not_too_long ON remote.film IS 'a promise';
COMMENT ON TRIGGER noted ON remote.film IS 'does little';
COMMENT ON STATISTICS remote.both IS 'related';
GRANT SELECT ON remote.film TO PUBLIC;
GRANT UPDATE (title) ON remote.film TO PUBLIC;

-- Inheritance, both ways, and columns that differ from the parent's.
CREATE TABLE remote.near (a integer NOT NULL, b text DEFAULT 'x');
CREATE FOREIGN TABLE remote.far (c integer) INHERITS (remote.near) SERVER plain OPTIONS (dir '/');
ALTER FOREIGN TABLE remote.far ALTER a OPTIONS (ADD column_name 'A'), ALTER b SET DEFAULT 'y';
CREATE TABLE remote.local () INHERITS (remote.far);
INSERT INTO remote.near VALUES (1, 'one');

-- Partitions: a foreign one has no index, so the partitioned table's index is not valid by its partitions' alone.
CREATE TABLE remote.event (id integer NOT NULL, at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE remote.event_now PARTITION OF remote.event FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
CREATE TABLE remote.event_old PARTITION OF remote.event FOR VALUES FROM ('2000-01-01') TO ('2020-01-01') PARTITION BY HASH (id);
CREATE TABLE remote.event_old_0 PARTITION OF remote.event_old FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE FOREIGN TABLE remote.event_old_1 PARTITION OF remote.event_old FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER "Full One"
    OPTIONS (table_name 'event_old_1');
CREATE TABLE remote.event_next PARTITION OF remote.event FOR VALUES FROM ('2030-01-01') TO ('2040-01-01') PARTITION BY LIST (id);
CREATE TABLE remote.event_next_rest PARTITION OF remote.event_next DEFAULT;
CREATE FOREIGN TABLE remote.event_rest PARTITION OF remote.event (what DEFAULT 'lost') DEFAULT SERVER plain;
CREATE INDEX event_id ON remote.event (id);
CREATE INDEX event_what ON remote.event (lower(what)) WHERE what <> '';
ALTER TABLE remote.event ADD CONSTRAINT known CHECK (what <> 'unknown');
CREATE TRIGGER noted BEFORE INSERT ON remote.event_rest FOR EACH ROW EXECUTE FUNCTION remote.note();
INSERT INTO remote.event SELECT i, date '2021-01-01' + i, 'e' || i FROM generate_series(1, 50) i;

\if :pg18
CREATE FOREIGN TABLE remote.strict (a integer CONSTRAINT must NOT NULL NO INHERIT, b integer GENERATED ALWAYS AS (a + 1) VIRTUAL) SERVER plain;
ALTER FOREIGN TABLE remote.strict ADD CONSTRAINT later CHECK (a > 0) NOT ENFORCED;
\endif

-- An extension's wrapper comes with the extension.
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE remote.lines (line text OPTIONS (force_not_null 'true')) SERVER files OPTIONS (filename '/dev/null', format 'csv');
