-- Roles belong to the server, not to the database, so they are not cloned: a stand-in's server has its own. These are the
-- ones that own or may use something in the sample.
CREATE ROLE shop_owner NOLOGIN;
CREATE ROLE shop_reader NOLOGIN;
