-- Accounts belong to the server and are not cloned: a stand-in's server has its own. This one defines some routines of the sample.
CREATE USER IF NOT EXISTS shop_owner@'%' ACCOUNT LOCK;
GRANT ALL ON *.* TO shop_owner@'%';
CREATE ROLE IF NOT EXISTS shop_reader;
