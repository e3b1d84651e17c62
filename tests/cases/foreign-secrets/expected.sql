CREATE EXTENSION postgres_fdw;
CREATE SCHEMA new;
CREATE SERVER production FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'production.example', dbname 'orders', fetch_size '50');
CREATE USER MAPPING FOR PUBLIC SERVER production OPTIONS (user 'app');
CREATE USER MAPPING FOR CURRENT_USER SERVER production OPTIONS (user 'me');
CREATE FOREIGN DATA WRAPPER web OPTIONS (host 'there');
CREATE SERVER api FOREIGN DATA WRAPPER web OPTIONS (address 'https://there');
CREATE FOREIGN TABLE new.orders (id integer, total numeric) SERVER production OPTIONS (table_name 'orders');
CREATE TABLE new.own (id integer);
