-- Left out: options that may be secrets. Only their names are read.
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA old;
CREATE SERVER production FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'production.example', dbname 'orders', fetch_size '50');
CREATE USER MAPPING FOR PUBLIC SERVER production OPTIONS (user 'app', password 'hunter2');
CREATE USER MAPPING FOR CURRENT_USER SERVER production OPTIONS (password 'hunter2', user 'me');
CREATE FOREIGN DATA WRAPPER web OPTIONS (host 'there', token 'hunter2');
CREATE SERVER api FOREIGN DATA WRAPPER web OPTIONS (address 'https://there', "Api Key" 'hunter2', private_key 'hunter2');
CREATE FOREIGN TABLE old.orders (id integer, total numeric) SERVER production OPTIONS (table_name 'orders');
CREATE TABLE old.own (id integer);

-- What reads foreign tables, here through a parent, is not filled.
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE TABLE old.texts (line text);
CREATE TABLE old.texts_here () INHERITS (old.texts);
CREATE FOREIGN TABLE old.texts_there () INHERITS (old.texts) SERVER files OPTIONS (filename '/dev/null', format 'csv');
INSERT INTO old.texts_here VALUES ('here');
CREATE VIEW old.all_texts AS SELECT line FROM old.texts;
CREATE MATERIALIZED VIEW old.kept AS SELECT line FROM old.all_texts;
CREATE UNIQUE INDEX kept_line ON old.kept (line);
CREATE MATERIALIZED VIEW old.kept_too AS SELECT line FROM old.kept;
CREATE MATERIALIZED VIEW old.filled AS SELECT line FROM ONLY old.texts_here;
