CREATE EXTENSION hstore;
CREATE SCHEMA brought;
CREATE TABLE brought.mine (id integer PRIMARY KEY, tags hstore);
CREATE VIEW brought.seen AS SELECT id FROM brought.mine;
CREATE TABLE awsdm_is_no_prefix (id integer);
CREATE TABLE quick (id integer PRIMARY KEY);
