-- Columns, indexes and functions that need extensions, and what others made in an extension's schema.
CREATE SCHEMA tools;
CREATE EXTENSION pg_trgm SCHEMA tools;
CREATE EXTENSION citext;
CREATE TABLE account (id integer PRIMARY KEY, email citext UNIQUE, note text);
CREATE INDEX note_trigrams ON account USING gin (note tools.gin_trgm_ops);
CREATE TABLE tools.setting (name citext PRIMARY KEY);
CREATE VIEW tools.emails AS SELECT email FROM account;

-- A constraint and its index can have a comment each.
COMMENT ON CONSTRAINT account_pkey ON account IS 'the constraint';
COMMENT ON INDEX account_pkey IS 'its index';
COMMENT ON INDEX account_email_key IS 'only the index';
