CREATE EXTENSION hstore;
CREATE SCHEMA brought;
CREATE TABLE brought.mine (id integer PRIMARY KEY, tags hstore);
CREATE VIEW brought.seen AS SELECT id FROM brought.mine;
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE awsdm_is_no_prefix (id integer);
CREATE TABLE quick (id integer PRIMARY KEY);
CREATE INDEX half_made ON quick (id);
