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
